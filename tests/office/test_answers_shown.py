"""What the pages say of the record, and that every figure leads to its evidence."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from django.test import Client

from legation.office.opened import OpenedRecord, serve_record
from legation.record.record import Record
from legation.standings.deciding import deciding
from legation.terms.vocabulary import Text
from tests.office.pages_of import Page, text_of
from tests.small_records import day, small_record

HOSTILE = "<script>alert('x')</script>\"'>"


def part(html: str, start: str, end: str) -> str:
    """The piece of a page between two marks."""
    begin = html.index(start)
    return html[begin : html.index(end, begin)]


def relations_of_1875(client: Client, language: str) -> str:
    """What the home page shows of relations on 1 January 1875."""
    return part(text_of(client, f"/{language}/?on=1875-01-01"), '<details class="kind" id="relations"', '<p class="kind-link">')


@pytest.mark.parametrize("language", ["es", "en"])
def test_1875(client: Client, portal_record: OpenedRecord, language: str) -> None:
    """France, Brazil and China stand; Spain not yet; Gran Colombia no longer exists: clearly apart."""
    shown = relations_of_1875(client, language)
    held, apart = shown.split('<details class="apart"', 1)
    actors = portal_record.record.actors
    for actor in ("france", "brazil", "china"):
        assert f"relations:peru:{actor}/" in held and actors[actor].name[language] in held
        assert f"relations:peru:{actor}/" not in apart
    for actor in ("spain", "gran-colombia"):
        assert f"relations:peru:{actor}/" in apart and actors[actor].name[language] in apart
        assert f"relations:peru:{actor}/" not in held
    assert ("al menos" if language == "es" else "at least") in held
    assert ("se presume vigente" if language == "es" else "presumed") in held
    assert 'class="badge is-presumed"' in held and 'class="badge is-no"' in apart


@pytest.mark.parametrize("language", ["es", "en"])
def test_outside_coverage_is_unknown_and_never_zero(client: Client, language: str) -> None:
    """On 1 January 1790, and after coverage, no count is a figure."""
    for on in ("1790-01-01", "2030-01-01"):
        html = text_of(client, f"/{language}/?on={on}")
        counts = re.findall(r'<span class="count[^"]*">(.*?)</span>', html)
        assert counts
        for count in counts:
            assert not re.search(r"\d", count), count
            assert ("no se sabe" if language == "es" else "unknown") in count
        assert 'class="badge is-presumed"' not in part(html, 'id="stood-title"', 'class="rests"').split("</p>", 1)[1]
        assert ("Fuera de cobertura" if language == "es" else "Outside coverage") in html


def test_every_count_has_its_evidence_below_it(client: Client) -> None:
    """The figure of a kind is the number of links that its section lists as standing, and what is possible likewise."""
    html = text_of(client, "/en/?on=1875-01-01")
    kinds = re.findall(
        r'<details class="kind" id="(\w+)".*?(?=<details class="kind"|<p class="silent"|class="rests")', html, flags=re.S
    )
    assert kinds
    for body in re.findall(r'<details class="kind" id=.*?(?=<details class="kind"|class="rests")', html, flags=re.S):
        stated = re.search(
            r'<span class="count[^"]*">(?:at least (\d+)|(\d+) in all|[a-z ]+)(?:<span class="count-more">\+ (\d+) possible)?',
            body,
        )
        assert stated, body[:400]
        certain = int(stated[1] or stated[2] or 0)
        groups = re.findall(r'<div class="group is-(\w+)">.*?</div>', body, flags=re.S)
        listed = dict.fromkeys(groups, 0)
        for shelf, inner in re.findall(r'<div class="group is-(\w+)">(.*?)</div>', body, flags=re.S):
            listed[shelf] += inner.count("/en/standing/")
        assert listed.get("stands", 0) == certain
        assert listed.get("possible", 0) + listed.get("undated", 0) == int(stated[3] or 0)


def test_a_standing_leads_to_its_source(client: Client, portal_record: OpenedRecord) -> None:
    """From the answer to the act, and to the claim at its place in the source."""
    page = Page(text_of(client, "/en/standing/relations:peru:france/?on=1875-01-01"))
    assert "presumed" in page.text and "no end known to this record" in page.text
    key = portal_record.as_known(portal_record.latest).find("relations:peru:france")
    assert key is not None
    known = portal_record.as_known(portal_record.latest)
    for act_id in known.acts_behind(key):
        assert any(link.startswith(f"/en/act/{act_id}/") for link in page.links)
        for claim in known.acts[act_id].claims:
            assert any(link.startswith(f"/en/source/{claim.source}/") and link.endswith(f"#{claim.id}") for link in page.links)
            assert claim.locator in page.text
            source = text_of(client, f"/en/source/{claim.source}/")
            assert f'<tr id="{claim.id}">' in source


def test_gone_is_said_with_the_actor_that_ended(client: Client) -> None:
    """Gran Colombia: no, because it had ceased to exist, with the page of the actor that says by which source."""
    page = Page(text_of(client, "/es/standing/relations:peru:gran-colombia/?on=1875-01-01"))
    assert "había dejado de existir" in page.text
    assert any(link.startswith("/es/actor/gran-colombia/") for link in page.links)


@pytest.mark.parametrize(("language", "heading"), [("es", "Entre las mismas partes"), ("en", "Between the same parties")])
def test_other_standings_between_the_same_parties(client: Client, language: str, heading: str) -> None:
    """In 1880 the page of relations with Chile shows the war between the two; in 1875 it shows none."""
    html = text_of(client, f"/{language}/standing/relations:peru:chile/?on=1880-06-07")
    shown = part(html, 'aria-labelledby="beside"', "</section>")
    assert heading in shown and 'class="badge is-yes"' in shown
    assert any("/standing/at_war:" in link for link in Page(shown).links)
    assert "/standing/at_war:" not in text_of(client, f"/{language}/standing/relations:peru:chile/?on=1875-06-07")


def test_existence_is_reference_data(client: Client) -> None:
    """A source that only dates actors is not called unknown on an early knowledge date; limits name it by its title."""
    assert "outside the clock of knowledge" in text_of(client, "/en/source/gleditsch-ward-states/?known=1990")
    assert "not yet known" not in text_of(client, "/en/source/gleditsch-ward-states/?known=1990")
    limits = part(
        text_of(client, "/es/standing/relations:peru:gran-colombia/?on=1875-01-01"), 'aria-labelledby="limits"', "</section>"
    )
    assert "22 de septiembre de 1830" in limits and "1830-09-22" not in limits
    assert any(link.startswith("/es/source/gleditsch-ward-states/") for link in Page(limits).links)


def disputed_record() -> Record:
    """Two sources that date one act differently."""
    rows = [
        {
            "act": "pact",
            "kind": "relations_established",
            "date": "1850",
            "subject": "peru",
            "object": "chile",
            "source": "book",
            "title": HOSTILE,
            "title_es": HOSTILE,
        },
        {
            "act": "pact",
            "kind": "relations_established",
            "date": "1852",
            "subject": "peru",
            "object": "chile",
            "source": "other",
            "note": HOSTILE,
            "note_es": HOSTILE,
        },
        {"act": "alone", "kind": "relations_established", "subject": "peru", "object": "bolivia", "source": "book"},
    ]
    record = small_record(rows, sources={"book": "1900", "other": "1950"})
    return replace(record, title=Text(HOSTILE, HOSTILE))


@pytest.mark.parametrize("language", ["es", "en"])
def test_claims_side_by_side(client: Client, language: str) -> None:
    """Both claims, what each says and where, the contradiction as such, its place in the docket; and the single source told."""
    serve_record(disputed_record())
    html = text_of(client, f"/{language}/act/pact/?on=1851")
    assert html.count('<article class="claim">') == 2
    assert ("Las fuentes discrepan en la fecha" if language == "es" else "The sources differ on the date") in html
    assert ("1850 o 1852, según cada fuente" if language == "es" else "1850 or 1852, as each source has it") in html
    assert "<code>1850</code>" in html and "<code>1852</code>" in html
    assert any("/docket/" in link and link.endswith("#date:pact") for link in Page(html).links)
    assert 'id="date:pact"' in text_of(client, f"/{language}/docket/")
    assert ("una sola fuente" if language == "es" else "one source alone") in text_of(client, f"/{language}/act/alone/")
    assert "is-possible" in text_of(client, f"/{language}/standing/relations:peru:chile/?on=1851")


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_hostile_title_is_only_text(client: Client, language: str) -> None:
    """Nothing that a record or a reader writes becomes markup."""
    serve_record(disputed_record())
    paths = (
        "", "actors/", "docket/", "sources/", "source/book/", "act/pact/", "standing/relations:peru:chile/", "report/?act=pact",
        "?on=<script>alert(1)</script>", "actor/<script>x", "?known=\"><script>alert(1)</script>",
    )  # fmt: skip
    for path in paths:
        html = client.get(f"/{language}/{path}").content.decode()
        shown = re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", html)  # data: no "<" can stand in it
        assert "<script>" not in html and "alert('x')" not in shown, path
        assert "&lt;script&gt;" in html or path in ("actors/", "sources/"), path


@pytest.mark.parametrize(("language", "said"), [("es", "Ejemplo inventado."), ("en", "Invented example.")])
def test_an_invented_record_says_so_on_every_page(client: Client, language: str, said: str) -> None:
    """The banner stands on every page of a fictional record, and on none of a real one."""
    assert said not in text_of(client, f"/{language}/")
    serve_record(disputed_record())
    for path in ("", "actors/", "act/pact/", "docket/", "method/"):
        assert said in text_of(client, f"/{language}/{path}")
    assert said in text_of(client, f"/{language}/?on=x", status=400)


def test_knowledge_before_a_source_says_what_changes(client: Client) -> None:
    """As known before the second source, the home page lists what it changes; nothing at all is known before the first."""
    serve_record(disputed_record())
    html = text_of(client, "/en/?on=1851-06-01&known=1920")
    assert "changes 1 answer" in html
    assert "relations:peru:chile" in part(html, 'id="later-title"', 'id="changed-title"')
    before = text_of(client, "/en/?on=1851-06-01&known=1880")
    assert 'class="badge is-presumed"' not in part(before, 'id="stood-title"', 'class="rests"').split("</p>", 1)[1]


def test_a_record_without_any_claim_still_opens(client: Client) -> None:
    """Nothing known is a page too."""
    serve_record(small_record([]))
    for path in ("", "actors/", "docket/", "sources/", "kinds/", "kind/relations/", "?known=1500", "chart/relations.json"):
        assert client.get(f"/es/{path}").status_code == 200, path


def test_by_the_documents_alone_the_further_sources_are_silent(client: Client) -> None:
    """The documents date relations with the United States 1822; the United States record lets them begin as late as 1827."""
    alone = client.get(
        "/en/standing/relations:peru:united-states/", {"on": "1825-01-01", "sources": "documents"}
    ).content.decode()
    every = client.get("/en/standing/relations:peru:united-states/", {"on": "1825-01-01"}).content.decode()
    assert 'class="badge is-presumed"' in alone and "1827" not in alone
    assert 'class="badge is-possible"' in every and "1827" in every
    assert "sources=documents" in alone, "links keep it"
    wrong = client.get("/es/", {"sources": "documentos"})
    assert wrong.status_code == 400
    assert "documentos" in wrong.content.decode()


def test_what_stood_in_part_of_a_period_comes_first_and_says_when(client: Client) -> None:
    """An envoy who left in November stood in part of the year; those of other centuries did not, whatever the coverage."""
    page = text_of(client, "/es/standings/?kind=head_of_mission&actor=united-states&on=1865")
    assert "1 en parte del periodo" in page and "ninguno consta" not in page
    shown = part(page, 'class="group is-in_part"', "</div>")
    assert "Christopher Robinson" in shown and "hasta el 25 nov 1865" in shown and "en parte" in shown
    century = text_of(client, "/en/standings/?kind=head_of_mission&actor=united-states&on=18XX")
    assert "Christopher Robinson" in part(century, 'class="group is-in_part"', "</div>")
    assert "Krishna R. Urs" in part(century, 'class="group is-not_yet"', "</div>")


@pytest.mark.parametrize(("kind", "says"), [("relations:peru:chile", True), ("relations:peru:bolivia", False)])
def test_a_war_between_the_parties_is_said_where_relations_are_only_presumed(client: Client, kind: str, says: bool) -> None:
    page = text_of(client, f"/es/standing/{kind}/?on=1880-06-07")
    assert ("el registro tiene una guerra entre ambas partes" in page) == says
    assert "guerra entre ambas partes" not in text_of(client, f"/es/standing/{kind}/?on=1875-06-07")


@pytest.mark.parametrize("written", ["1 de enero de 1875", "January 1, 1875", "1 January 1875", "1/1/1875"])
def test_a_date_may_be_written_in_words_where_only_one_can_be_meant(client: Client, written: str) -> None:
    response = client.get("/en/", {"on": written})
    assert response.status_code == 200 and response["Legation-On"] == "1875-01-01"
    assert client.get("/en/", {"on": "01/02/1875"}).status_code == 400


def test_a_treaty_asked_of_a_period_is_told_of_its_last_day(client: Client) -> None:
    page = text_of(client, "/es/treaty/peru-japan-epa/?on=2012")
    assert "31 de diciembre de 2012" in page and "durante todo 2012" not in page


def test_an_undated_source_is_no_change_of_its_year(client: Client) -> None:
    """Programmes of which no date is known did not begin in the year in which the source was issued."""
    changes = text_of(client, "/en/?on=2021-12-31").partition("Answers that changed")[2].partition("</section>")[0]
    assert "/standing/" in changes and "allied-powers" not in changes


def sides(client: Client, path: str) -> tuple[str, str, str]:
    """What speaks for a standing on its page, what against it, and the reason above both."""
    page = text_of(client, path)
    reason = part(page, 'class="verdict-sentence"', "</p>")
    return part(page, '<ul class="turns is-for"', "</ul>"), part(page, '<ul class="turns is-against"', "</ul>"), reason


@pytest.mark.parametrize(
    ("language", "reason", "days"),
    [
        ("es", "depende de qué fue lo último", ("septiembre de 2019", "28 de noviembre de 2019", "30 de septiembre de 2019")),
        ("en", "it depends on what came last", ("September 2019", "28 November 2019", "30 September 2019")),
    ],
)
def test_what_is_possible_shows_the_acts_that_decide_on_both_sides(
    client: Client, language: str, reason: str, days: tuple[str, str, str]
) -> None:
    """A source takes Peru to be in UNASUR in a month in which its notice may have taken effect: these two, not what came before."""
    path = f"/{language}/standing/membership:peru:unasur/?on=2021-12-31"
    speaks_for, against, why = sides(client, path)
    assert "/act/unasur-membership-peru-2019-09/" in speaks_for and days[0] in speaks_for and speaks_for.count("<li>") == 1
    assert "/act/unasur-denunciation/" in against and days[1] in against and against.count("<li>") == 1
    assert all(f'href="/{language}/source/' in side for side in (speaks_for, against)), "each says who tells it"
    assert reason in why and days[2] in why
    page = text_of(client, path)
    assert page.index('class="turns is-for"') < page.index('class="turns is-against"') < page.index('id="chain"')
    assert f"/{language}/standing/membership:peru:unasur/?on=2021-12-31&amp;sources=documents" in page
    assert 'class="turns' not in text_of(client, f"/{language}/standing/relations:peru:japan/?on=1930-01-01")


@pytest.mark.parametrize(
    ("language", "hangs", "no", "since", "note", "titles"),
    [
        (
            "es", "solo existe si es el 28 de marzo de 2019", "Con el 28 de mayo de 2019 la respuesta sería no",
            "no consta nada más hasta el 31 de diciembre de 2021", "dependía de su Congreso", "La Cancillería en el nuevo milenio",
        ),
        (
            "en", "it is there only with 28 March 2019", "With 28 May 2019 the answer would be no",
            "Nothing is on record after these acts, up to 31 December 2021", "awaited its Congress", "The Ministry in the new millennium",
        ),
    ],
)  # fmt: skip
def test_why_what_came_last_decides_long_after_and_on_which_date_it_hangs(
    client: Client, language: str, hangs: str, no: str, since: str, note: str, titles: str
) -> None:
    page = text_of(client, f"/{language}/standing/membership:peru:unasur/?on=2021-12-31")
    verdict = unescape(part(page, '<div class="verdict', "</section>"))
    assert all(words in verdict for words in (hangs, no, since, titles))
    speaks_for, against, _why = sides(client, f"/{language}/standing/membership:peru:unasur/?on=2021-12-31")
    assert note in unescape(speaks_for)
    assert "otro documento" not in against and "other document" not in against, "the rival dates stand beside it"


def test_what_still_moves_on_the_day_asked_is_not_said_to_be_all(client: Client) -> None:
    """Of an end that may come by the day or after it nobody can say that nothing came after."""
    page = text_of(client, "/en/standing/at_war:peru:chile/?on=1881-12-31")
    assert 'class="turns' in page and "Nothing is on record after" not in page


@pytest.mark.parametrize(("language", "rule"), [("es", "doce meses"), ("en", "twelve months")])
def test_what_is_over_shows_the_turn_that_ended_it_with_its_rule(client: Client, language: str, rule: str) -> None:
    """The two documents alone end it by the rule where a treaty has no clause, the whole record by the treaty's own."""
    page = text_of(client, f"/{language}/standing/membership:peru:unasur/?on=2021-12-31&sources=documents")
    ended = part(page, '<ul class="turns is-ended"', "</ul>")
    assert rule in ended and "/act/unasur-denunciation/" in ended and "56(2)" in ended
    assert ("CVDT" if language == "es" else "VCLT") in ended
    of_a_year = text_of(client, f"/{language}/standing/relations:peru:japan/?on=1943")
    assert "1942" in part(of_a_year, '<ul class="turns is-ended"', "</ul>")


def test_of_a_person_and_of_a_member_it_is_asked_in_their_words(client: Client) -> None:
    assert "¿Era miembro o participaba el" in text_of(client, "/es/standing/membership:peru:unasur/?on=2015-01-01")
    minister = "in_office:presidency-peru:president-of-the-republic:augusto-b-leguia"
    page = text_of(client, f"/es/standing/{minister}/?on=1925-01-01")
    assert "¿Ocupaba el cargo el 1 de enero de 1925?" in page and "¿Estaba vigente" not in page


def test_of_a_period_both_sides_are_told_of_its_last_possible_day(client: Client) -> None:
    page = text_of(client, "/en/standing/membership:peru:unasur/?on=2019")
    assert "As it was on 31 December 2019:" in page and 'class="turns is-against"' in page
    assert "As it was" not in text_of(client, "/en/standing/membership:peru:unasur/?on=2021-12-31")


@pytest.mark.parametrize(
    ("path", "speaks_for", "against"),
    [
        ("relations:peru:united-states/?on=1825-12-31", "1822 or 21 May 1827", "it may have begun only later"),
        ("in_office:presidency-peru:president-of-the-republic:augusto-b-leguia/?on=1937-12-31", "1929", "no source says when"),
        ("organ_exists:dg-communities-abroad-peru/?on=1950-12-31", "no source dates it", "it may have begun only later"),
        ("at_war:peru:chile/?on=1881-12-31", "1879", "whether by then or only later is not told"),
        ("agreement_in_force:peru:peru-thailand-fta/?on=2007-12-31", "of which no source says", "of a later time only"),
    ],
)
def test_what_is_not_told_is_said_of_each_act(client: Client, path: str, speaks_for: str, against: str) -> None:
    found = sides(client, f"/en/standing/{path}")
    assert speaks_for in found[0] and against in found[1], found


def test_every_possible_standing_has_acts_on_both_sides(portal_record: OpenedRecord) -> None:
    """But where a date that no source explains is all that speaks for it."""
    known, seen = portal_record.as_known(portal_record.latest), 0
    for year in (1850, 1909, 1965, 2012):
        on = day(f"{year}-06-30")
        for one in known.asof(on).standings:
            if one.answer == "possible" and one.verdict.reason != "may_have_begun":
                found, seen = deciding(known.histories[known.find(one.id)], on), seen + 1
                assert found.speaks_for and (found.speaks_against or found.gates), (one.id, year)
    assert seen > 50


def test_the_page_of_a_standing_says_in_which_part_of_a_period_it_held(client: Client) -> None:
    envoy = "head_of_mission:united-states:peru:christopher-robinson:envoy-extraordinary-and-minister-plenipotentiary"
    page = text_of(client, f"/es/standing/{envoy}/?on=1865")
    assert 'class="verdict is-in_part"' in page and "hasta el 25 nov 1865" in part(page, 'class="verdict-sentence"', "</p>")
    assert 'class="verdict is-no"' in text_of(client, f"/es/standing/{envoy}/?on=1867")


@pytest.mark.parametrize(
    ("language", "part_of", "held", "days"),
    [
        ("es", "1 en parte del periodo", "ocupó el cargo en algún momento", "hasta el 25 nov 1865"),
        ("en", "1 in part of the period", "held the post at some time", "until 25 Nov 1865"),
    ],
)
def test_who_held_a_post_in_part_is_not_none_and_has_both_his_days(
    client: Client, language: str, part_of: str, held: str, days: str
) -> None:
    page = text_of(client, f"/{language}/standings/?kind=head_of_mission&actor=united-states&on=1865")
    count = part(page, '<span class="count', "</span>")
    assert part_of in count and "ninguno consta" not in count and "none named" not in count
    assert held in page and "rigió" not in page
    hint = page.partition("christopher-robinson")[2][:400]
    assert days in hint and ("desde el" if language == "es" else "from") in hint and "1862" in hint


@pytest.mark.parametrize(("language", "words"), [("es", "desde 1947"), ("en", "from 1947")])
def test_a_date_that_goes_on_is_told_in_words(client: Client, language: str, words: str) -> None:
    page = text_of(client, f"/{language}/act/200-miles-proposal/")
    assert words in page.partition(">1947/</code>")[2][:120]
