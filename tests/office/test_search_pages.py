"""The search as a visitor meets it: the box without scripts, the page of what was found, suggestions, questions led on."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.test import Client

from tests.office.pages_of import Page


def _text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return unescape(response.content.decode())


def test_the_box_of_every_page_searches_without_a_script(client: Client) -> None:
    page = _text(client, "/es/docket/?on=1875-01-01&known=2021-03-01")
    form = page.partition('<form class="find"')[2].partition("</form>")[0]
    assert 'action="/es/search/"' in form and 'name="q"' in form
    assert 'name="on" value="1875-01-01"' in form and 'name="known" value="2021-03-01"' in form


@pytest.mark.parametrize(
    ("language", "words"), [("es", "tratado de ancon"), ("en", "treaty of ancon"), ("en", "tratado de ancón")]
)
def test_what_is_found_leads_to_its_page(client: Client, language: str, words: str) -> None:
    page = Page(client.get(f"/{language}/search/", {"q": words}).content.decode())
    assert any(urlsplit(link).path == f"/{language}/treaty/ancon-treaty-1883/" for link in page.links)


def test_a_question_is_led_to_the_page_that_answers_it(client: Client) -> None:
    for language, words in (("es", "acuerdos vigentes con Asia en 2012"), ("en", "agreements in force with Asia in 2012")):
        page = Page(client.get(f"/{language}/search/", {"q": words}).content.decode())
        link = next(one for one in page.links if urlsplit(one).path == f"/{language}/standings/")
        assert parse_qs(urlsplit(link).query) == {"on": ["2012"], "kind": ["agreement_in_force"], "actor": ["asia"]}
        answer = Page(client.get(link).content.decode())
        assert any(urlsplit(one).path.endswith("/standing/agreement_in_force:peru:peru-china-fta/") for one in answer.links)
        assert not any("peru-chile-fta" in one for one in answer.links)


def test_where_one_standing_answers_its_answer_stands_on_the_page(client: Client) -> None:
    """Whether Peru is still in UNASUR is said at once, as on the page of that standing, to which the line leads."""
    for language, words in (("es", "¿Sigue el Perú en UNASUR?"), ("en", "is peru still in unasur")):
        page = _text(client, f"/{language}/search/?q={words}")
        short = page.partition('<p class="search-understood">')[2].partition("</p>")[0]
        assert f'href="/{language}/standing/membership:peru:unasur/"' in short
        answer = (
            _text(client, f"/{language}/standing/membership:peru:unasur/").partition('class="verdict is-')[2].partition('"')[0]
        )
        assert f"is-{answer}" in short and "search-short" in short


def test_of_several_standings_their_number_stands_on_the_page(client: Client) -> None:
    """The number is that of the page to which it leads; where they are few they are named."""
    page = _text(client, "/en/search/?q=How many States had relations with Peru in 1875?")
    short = page.partition('<p class="search-understood">')[2].partition("</p>")[0]
    number = Page(short.partition('class="search-short">')[2]).words[0]
    listed = _text(client, "/en/standings/?kind=relations&actor=peru&on=1875")
    assert number.startswith("at least") and f'class="count">{number.partition(" ·")[0]}' in listed
    few = _text(client, "/en/search/?q=who was foreign minister in 1929")
    assert "Pedro José Rada y Gamio" in few.partition('<p class="search-understood">')[2].partition("</p>")[0]


@pytest.mark.parametrize(
    ("language", "words", "claimed"),
    [
        ("en", "What did the guideline on the 200 miles achieve, which act began it, what do the authors claim?", "yes"),
        ("es", "¿Qué logró el lineamiento de las 200 millas, qué acto lo inició y qué afirman los autores?", "sí"),
        ("es", "¿Qué logró el lineamiento sobre el derecho del mar y qué acto lo decidió?", "sí"),
    ],
)
def test_of_a_guideline_its_acts_and_claims_stand_above_what_is_found(
    client: Client, language: str, words: str, claimed: str
) -> None:
    """Which guideline and objective, what the acts show, the act by which it began, and what the documents claim: each a link."""
    page = _text(client, f"/{language}/search/?q={words}")
    short = page.partition('is-guideline"')[2].partition("</section>")[0]
    assert short and page.index('is-guideline"') < page.index('class="search-found"')
    guideline = f"/{language}/guideline/other-initiatives/"
    assert f'href="{guideline}?objective=sea#in-short"' in short and f'href="{guideline}#claims"' in short
    assert "Novak" in short and "1821–2000" in short and f"/{language}/indicator/years-200-miles-to-convention/" in short
    begun = short.split("<dt>")[3].partition("</dd>")[0]
    assert f"/{language}/act/200-miles-proposal/" in begun and "1947" in begun and f"/{language}/source/" in begun
    assert f"/{language}/indicator/years-to-antarctic-standing/" not in short and "#claim-antarctic" not in short
    assert short.count("#claim-") == 1 and short.index("#claim-") < short.index("/indicator/")
    claim = short.partition(f'href="{guideline}#claim-two-hundred-miles-adopted"')
    assert claim[1] and f">{claimed}<" in claim[0].rpartition("<li>")[2]
    whole = _text(client, guideline)
    of_objective = _text(client, f"{guideline}?objective=sea").partition('id="in-short"')[2].partition("</section>")[0]
    assert of_objective.count("#claim-") == 1 < whole.partition('id="in-short"')[2].partition("</section>")[0].count("#claim-")
    assert 'id="claim-two-hundred-miles-adopted"' in whole and 'id="objective-sea"' in whole and 'id="claims"' in whole


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", "¿Quién representó a los Estados Unidos en el Perú en 1865?"),
        ("en", "Who represented the United States in Peru in 1865?"),
    ],
)
def test_where_one_of_several_held_the_answer_is_that_one_on_the_date_asked(client: Client, language: str, words: str) -> None:
    """The head of mission of that year is named, and leads to his page as of that year, which is cited so; all are one link away."""
    page = Page(client.get(f"/{language}/search/", {"q": words}).content.decode())
    envoy = "head_of_mission:united-states:peru:christopher-robinson:envoy-extraordinary-and-minister-plenipotentiary"
    link = next(one for one in page.links if urlsplit(one).path == f"/{language}/standing/{envoy}/")
    assert parse_qs(urlsplit(link).query) == {"on": ["1865"]}
    every = next(one for one in page.links if urlsplit(one).path == f"/{language}/standings/")
    assert parse_qs(urlsplit(every).query)["on"] == ["1865"]
    told = _text(client, link)
    citation = told.partition('id="cite">')[2].partition("</p>")[0]
    assert "Robinson" in citation and "1865" in citation and "2021-12-31" not in citation
    assert "1827" not in told.partition('class="verdict is-in_part"')[2].partition("<h2")[0]  # when another ended


def test_where_several_held_in_part_of_a_year_they_are_named_and_no_none_before_them(client: Client) -> None:
    page = _text(client, "/en/search/?q=who represented the United States in Peru in 1875")
    short = page.partition('<p class="search-understood">')[2].partition("</p>")[0]
    assert "Francis Thomas" in short and "Richard Gibbs" in short and "none named" not in short


def test_treaties_of_a_year_in_which_none_is_dated_are_those_then_in_force(client: Client) -> None:
    page = Page(client.get("/es/search/", {"q": "tlc con asia 2012"}).content.decode())
    link = next(one for one in page.links if urlsplit(one).path == "/es/treaties/" and "asia" in one)
    assert parse_qs(urlsplit(link).query) == {
        "kind": ["trade_agreement"], "actor": ["asia"], "shelf": ["in_force"], "on": ["2012"],
    }  # fmt: skip
    assert "peru-china-fta" in _text(client, link)
    dated = Page(client.get("/es/search/", {"q": "tratados con Chile en 1929"}).content.decode())
    assert any(urlsplit(one).path == "/es/search/" and "from=1929-01-01" in one for one in dated.links)


def test_where_the_best_of_what_is_found_is_a_guideline_it_is_told_in_short(client: Client) -> None:
    page = _text(client, "/en/search/?q=new+markets")
    assert 'href="/en/guideline/new-markets/"' in page.partition('is-guideline"')[2].partition("</section>")[0]
    assert 'is-guideline"' not in _text(client, "/en/search/?q=new+markets&what=guideline")
    assert 'is-guideline"' not in _text(client, "/en/search/?q=chile")


def test_words_that_name_an_objective_lead_to_its_guideline_in_a_line(client: Client) -> None:
    """Beside the acts and instruments that are found for them; not for one word alone, nor for words that name none."""
    page = _text(client, "/es/search/?q=200+millas")
    line = page.partition('class="guideline-near"')[2].partition("</p>")[0]
    assert (
        'href="/es/guideline/other-initiatives/?objective=sea"' in line
        and "200 millas aceptadas" in line
        and 'is-guideline"' not in page
    )
    for words in ("chile", "treaty of ancon", "acuerdos", "guerra con chile"):
        assert "guideline-near" not in _text(client, f"/es/search/?q={words}"), words


def test_a_guideline_not_yet_stated_is_not_told_in_short(client: Client) -> None:
    page = _text(client, "/en/search/?q=guideline+on+new+markets&known=1990")
    short = page.partition('is-guideline"')[2].partition("</section>")[0]
    assert "had not yet stated this guideline" in short and "<dt>" not in short


@pytest.mark.parametrize(("language", "words"), [("es", "¿Sigue el Perú en UNASUR?"), ("en", "is peru still in unasur")])
def test_the_answer_in_short_names_the_acts_on_both_sides(client: Client, language: str, words: str) -> None:
    page = _text(client, f"/{language}/search/?q={words}")
    short = page.partition('class="search-short"')[2].partition("</p>")[0]
    title_for = {"es": "El depositario no ha recibido denuncia", "en": "No denunciation by Peru received"}[language]
    title_against = {"es": "Denuncia del tratado constitutivo", "en": "Constitutive treaty of UNASUR denounced"}[language]
    assert -1 < short.index(title_for) < short.index(title_against) and "2019" in short


def test_nothing_is_said_to_lack_words_below_an_answer(client: Client) -> None:
    """Where a question was answered, what else is found is called so; where it was not, it is said to have most of the words."""
    answered = _text(client, "/es/search/?q=¿Qué tratados están pendientes en el Congreso?")
    assert "Nada tiene todas las palabras" not in answered and "La respuesta está arriba." in answered
    assert 'href="/es/pending/"' in answered
    assert "Nothing has all the words" in _text(client, "/en/search/?q=boundary+whaling+emeralds")


def test_the_date_of_the_words_is_that_of_the_page(client: Client) -> None:
    """Its bar, its pinned address and its results have it; other words typed there are not asked of it."""
    page = _text(client, "/en/search/?q=who represented the United States in Peru in 1865")
    assert 'name="on" value="1865"' in page.partition('id="years"')[2].partition("</form>")[0]
    assert "throughout 1865" in page.partition('class="resolved"')[2].partition("</p>")[0]
    assert parse_qs(urlsplit(page.partition('rel="bookmark" href="')[2].partition('"')[0]).query)["on"] == ["1865"]
    for form in ('class="find"', 'class="ask filters search-form"'):
        assert 'name="on"' not in page.partition(form)[2].partition("</form>")[0], form
    kept = _text(client, "/en/search/?q=chile&on=1870-01-01").partition('class="find"')[2].partition("</form>")[0]
    assert 'name="on" value="1870-01-01"' in kept
    moved = _text(client, "/en/search/?on=1900-01-01&q=who represented the United States in Peru in 1865")
    assert "The words ask what was so throughout 1865" in moved and "The words ask" not in page


def test_few_that_answer_are_links_and_so_is_what_is_possible(client: Client) -> None:
    """Thailand among the agreements with Asia in 2012: by name, and the number of what is possible leads to it in the list."""
    page = Page(client.get("/es/search/", {"q": "acuerdos vigentes con Asia en 2012"}).content.decode())
    assert any("/standing/agreement_in_force:peru:peru-thailand-fta/?on=2012" in link for link in page.links)
    link = next(one for one in page.links if one.endswith("#possible"))
    listed = _text(client, link.partition("#")[0])
    assert 'class="count-more" href="#possible"' in listed
    assert (
        "peru-thailand-fta" in listed.partition('id="possible"')[2].partition("</ul>")[0] and listed.count('id="possible"') == 1
    )
    kind = _text(client, "/en/kind/agreement_in_force/?on=2012-12-31")
    assert 'href="#possible"' in kind and kind.count('id="possible"') == 1


def test_the_words_for_a_shelf_agree_with_any_kind(client: Client) -> None:
    """“Acuerdo comercial · vigentes” does not: what says that they were in force has no number."""
    page = _text(client, "/es/search/?q=tlc con asia 2012")
    assert "Acuerdo comercial · en vigor" in page and "· vigentes" not in page


def test_what_was_not_understood_is_said(client: Client) -> None:
    assert "Not understood: atlantis." in _text(client, "/en/search/?q=relations+with+Atlantis+in+1942")


def test_filters_narrow_and_count(client: Client) -> None:
    every = _text(client, "/en/search/?q=chile")
    acts = _text(client, "/en/search/?q=chile&what=act")
    assert "things found" in every and "things found" in acts
    dated = _text(client, "/en/search/?what=act&kind=incident&actor=united-states&from=1821-01-01")
    assert "With United States of America." in dated and "Only what is dated" in dated


def test_a_filter_that_is_wrong_is_said_beside_it_and_nothing_written_is_lost(client: Client) -> None:
    page = _text(client, "/en/search/?q=chile&from=2006-13&actor=nobody&what=chair&field=none", status=400)
    assert 'value="2006-13"' in page and 'value="nobody"' in page and 'id="from-wrong"' in page
    assert _text(client, "/en/search/?from=1900&to=1800", status=400).count("to-wrong")


def test_an_act_not_yet_known_is_not_found(client: Client) -> None:
    """UNASUR's denunciation is told by a source of 2021, not by one of 2000."""
    early = _text(client, "/en/search/?q=unasur&what=act&known=2000")
    late = _text(client, "/en/search/?q=unasur&what=act")
    assert "Nothing in this record answers to that." in early and "Nothing in this record answers" not in late


def test_signs_of_markup_are_text(client: Client) -> None:
    for address in ("/en/search/", "/en/standings/", "/en/search/suggestions.json"):
        content = client.get(address, {"q": "<script>alert(1)</script>", "actor": "<b>x</b>", "kind": "<i>"}).content.decode()
        assert "<script>alert" not in content or address.endswith(".json")
        assert "<b>x</b>" not in content


def test_suggestions_come_as_one_types(client: Client) -> None:
    answer = client.get("/es/search/suggestions.json", {"q": "chi", "on": "1875-01-01"})
    found = answer.json()
    assert answer.headers["Content-Type"].startswith("application/json")
    assert found["things"][0] == {"title": "Chile", "sort": "Estado", "link": "/es/actor/chile/?on=1875-01-01"}
    assert found["question"] is None and found["all"]["link"] == "/es/search/?on=1875-01-01&q=chi"
    asked = client.get("/en/search/suggestions.json", {"q": "relations with Japan in 1942"}).json()
    assert asked["question"]["link"] == "/en/standing/relations:peru:japan/?on=1942"
    assert client.get("/en/search/suggestions.json").json()["things"] == []


def test_browsers_may_add_the_search(client: Client) -> None:
    answer = client.get("/es/search/opensearch.xml")
    assert answer.status_code == 200 and b"{searchTerms}" in answer.content


def test_pages_of_results(client: Client) -> None:
    first = Page(client.get("/en/search/?what=act").content.decode())
    following = next(one for one in first.links if "page=2" in one)
    second = Page(client.get(following).content.decode())
    assert any("page=3" in one for one in second.links) and any("page=" not in one and "/search/" in one for one in second.links)


def test_standings_of_a_kind_with_an_actor(client: Client) -> None:
    page = _text(client, "/es/standings/?kind=relations&actor=JPN&on=1942")
    assert "/es/standing/relations:peru:japan/" in page
    assert "Elija una clase" in _text(client, "/es/standings/")
    _text(client, "/es/standings/?kind=nothing&actor=nobody", status=400)


def card(client: Client, language: str, words: str) -> str:
    """The card of a search that leads to the page that answers."""
    page = unescape(_text(client, f"/{language}/search/?q={quote(words)}"))
    return page.partition('class="search-understood')[2].partition("</p>")[0]


@pytest.mark.parametrize(
    ("language", "words", "told"),
    [
        ("es", "relaciones con Chile el 1 de enero de 1875", "el 1 de enero de 1875"),
        ("en", "relations with Chile on 1 January 1875", "on 1 January 1875"),
        ("es", "miembro de la OEA en marzo de 2012", "en marzo de 2012"),
        ("es", "comparar 2001 con 2021", "2001 con 2021"),
        ("en", "compare 2001 with 2021", "2001 with 2021"),
    ],
)
def test_a_card_says_its_dates_in_words(client: Client, language: str, words: str, told: str) -> None:
    shown = re.sub(r"<[^>]+>", "", card(client, language, words))
    assert told in shown and "fecha:" not in shown and "date:" not in shown and not re.search(r"\d{4}-\d{2}", shown)


@pytest.mark.parametrize(
    ("language", "words", "told"),
    [
        ("es", "acuerdos comerciales con Asia en 2012", ("En vigor (4)", "Perú-China", "15 Estados de este registro")),
        ("en", "trade agreements with Asia in 2012", ("In force (4)", "Peru-China", "15 States of this record")),
    ],
)
def test_a_card_of_treaties_names_the_first_of_them(client: Client, language: str, words: str, told: tuple[str, ...]) -> None:
    shown = card(client, language, words)
    assert all(one in shown for one in told)
    assert "M49" not in shown.partition("</a>")[0], "which States are meant is told beside the link, not in it"
    assert f"/{language}/treaty/peru-china-fta/?on=2012" in shown


def test_peru_has_its_article_in_spanish(client: Client) -> None:
    assert "con el Perú" in card(client, "es", "tratados con el Perú en 1990")


def test_the_arrow_never_stands_alone_on_a_line(client: Client) -> None:
    assert ' <span aria-hidden="true">→' not in card(client, "es", "relaciones con Chile en 1875")
