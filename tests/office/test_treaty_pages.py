"""Treaties in the portal: the list on a day, one page each, what can be taken away, and help where there is none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from django.test import Client

from legation.archive.opening import opened as opened_record
from legation.office.opened import OpenedRecord, serve_record
from tests.office.pages_of import Page, text_of
from tests.small_records import small_record

SAFETY = "treaty/convention-safety-at-sea/"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def invented() -> OpenedRecord:
    return OpenedRecord(opened_record("demo"))


@pytest.fixture
def demo(client: Client, invented: OpenedRecord) -> Iterator[Client]:
    """A browser on the fictional record, whose convention has every kind of act."""
    serve_record(invented)
    yield client


def row_of(page: str, who: str) -> str:
    """The words of one row of the status table."""
    table = page[page.index("status-table") :]
    row = next(one for one in table.split("<tr")[1:] if f"/actor/{who}/" in one.split("</th>")[0])
    return Page("<tr" + row.split("</tr>")[0] + "</tr>").text


@pytest.mark.parametrize(
    ("on", "who", "words"),
    [
        ("2021-08-01", "aldemara", "31 May 2021 signatory"),
        ("2022-08-09", "aldemara", "contracting State"),
        ("2022-08-10", "aldemara", "10 Aug 2022 party"),
        ("2022-03-02", "corvenia", "2 Mar 2022 A"),
        ("2024-09-03", "elvenza", "leaves 4 Sept 2024"),
        ("2024-09-04", "elvenza", "former party"),
        ("2024-01-01", "estarria", "Reservation"),
        ("2024-01-01", "dalmoria", "Objection that precludes entry into force between the two"),
        ("2024-01-01", "kelmoria", "Territory left out: Kelmor"),
        ("2022-11-22", "garmonia", "signatory / contracting State"),
    ],
)
def test_the_status_table_on_any_day(demo: Client, on: str, who: str, words: str) -> None:
    row = re.sub(r"\s+", " ", row_of(text_of(demo, f"/en/{SAFETY}?on={on}"), who))
    assert words in row, row


def test_as_known_before_a_source_came_out(demo: Client) -> None:
    """The ratification of 26 October 2021 stands in a gazette of January 2022."""
    assert "signatory" in row_of(text_of(demo, f"/en/{SAFETY}?on=2021-12-01&known=2021-12-01"), "aldemara")
    assert "contracting State" in row_of(text_of(demo, f"/en/{SAFETY}?on=2021-12-01"), "aldemara")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("It enters into force 30 days after the 6th consent to be bound.", "art. 18(1)", "The treaty enters into force")),
        (
            "es",
            ("Entra en vigor 30 días después del 6.º consentimiento en obligarse.", "art. 18(1)", "El tratado entra en vigor"),
        ),
    ],
)
def test_clauses_are_sentences_and_the_life_is_told(demo: Client, language: str, words: tuple[str, ...]) -> None:
    text = Page(text_of(demo, f"/{language}/{SAFETY}?on=2024-07-10")).text
    for one in words:
        assert one in text


def test_pairs_where_the_reservation_matters(demo: Client) -> None:
    text = Page(text_of(demo, f"/en/{SAFETY}?on=2024-07-10")).text
    assert "not in force between the two Dalmoria" in text
    assert "in force without the reserved clause, to the extent of the reservation Brenovia" in text
    assert "Where pairs differ" not in Page(text_of(demo, f"/en/{SAFETY}?on=2022-07-01")).text


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("by=brenovia&denounce=2024-07-01", "would take effect on 1 January 2025"),
        ("by=brenovia&denounce=2023-07-01", "would have no effect"),
        ("by=jorvena&denounce=2024-07-01", "was not a party"),
        ("by=brenovia&denounce=2024-13-01", "not a date"),
        ("by=nowhere&denounce=2024-07-01", "nowhere"),
    ],
)
def test_what_a_denunciation_would_do(demo: Client, asked: str, words: str) -> None:
    assert words in Page(text_of(demo, f"/en/{SAFETY}?on=2024-07-10&{asked}")).text


def test_rights_stand_only_while_the_treaty_does(demo: Client) -> None:
    before = Page(text_of(demo, "/en/treaty/treaty-railway-corvenia/?on=2024-12-31")).text
    after = Page(text_of(demo, "/en/treaty/treaty-railway-corvenia/?on=2025-01-20")).text
    assert "Stands yes" in before and "Stands no" in after and "no longer: the treaty is not in force" in after
    every = Page(text_of(demo, "/es/rights/?on=2024-12-31")).text
    assert "pendiente: no consta su ejercicio" in every and "desde hace 3 años" in every


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_list_is_filtered(demo: Client, language: str) -> None:
    whole = Page(text_of(demo, f"/{language}/treaties/?on=2024-07-10"))
    assert sum("/treaty/" in link for link in whole.links) == 60
    one = Page(text_of(demo, f"/{language}/treaties/?name=SAFETY+sea&on=2024-07-10"))
    assert [link.split("?")[0] for link in one.links if "/treaty/" in link] == [f"/{language}/{SAFETY}"]
    signed = Page(text_of(demo, f"/{language}/treaties/?actor=brenovia&shelf=signed&on=2024-07-10"))
    assert 0 < sum("/treaty/" in link for link in signed.links) < 60
    wrong = text_of(demo, f"/{language}/treaties/?actor=atlantis")
    assert "aria-invalid" in wrong and "atlantis" in wrong


def test_an_actor_page_leads_to_its_treaties(demo: Client) -> None:
    page = Page(text_of(demo, "/en/actor/jorvena/?on=2024-07-10"))
    assert any("/en/treaties/?" in link and "actor=jorvena" in link for link in page.links)
    assert "Its treaties" in page.text


def test_a_treaty_that_is_not_there_is_answered_with_the_nearest(demo: Client) -> None:
    page = Page(text_of(demo, "/en/treaty/convention-safety-at-see/", 404))
    assert any("convention-safety-at-sea" in link for link in page.links)
    assert any(link.startswith("/en/treaties/") for link in page.links)
    for path in ("status.csv", "cite.bib", "notices.atom", "data.jsonld"):
        assert demo.get(f"/en/treaty/nothing-of-the-sort/{path}").status_code == 404
    for path in ("status.xml", "cite.doc", "notices.rss"):
        assert demo.get(f"/en/{SAFETY}{path}").status_code == 404


@pytest.mark.parametrize("language", ["en", "es"])
def test_feeds_say_when_each_act_became_known(demo: Client, language: str) -> None:
    response = demo.get(f"/{language}/{SAFETY}notices.atom")
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    entries = feed.findall(f"{ATOM}entry")
    told = json.loads(demo.get(f"/{language}/{SAFETY}notices.json").content)
    assert told["version"] == "https://jsonfeed.org/version/1.1" and told["language"] == language
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert ids == [one["id"] for one in told["items"]] and len(ids) == len(set(ids)) == 36
    dates = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert dates[0] == "2025-01-20T00:00:00+00:00" and dates == sorted(dates, key=str, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == dates[0]
    earlier = json.loads(demo.get(f"/{language}/{SAFETY}notices.json?known=2022-02-01").content)
    assert {one["id"] for one in earlier["items"]} < set(ids)
    everything = json.loads(demo.get(f"/{language}/treaties/notices.json").content)
    assert len(everything["items"]) == 100


def test_ids_of_notices_are_the_same_in_both_languages(demo: Client) -> None:
    one, other = (json.loads(demo.get(f"/{language}/{SAFETY}notices.json").content)["items"] for language in ("es", "en"))
    assert [each["id"] for each in one] == [each["id"] for each in other]
    assert all(first["title"] != second["title"] for first, second in zip(one, other, strict=True))


def test_what_can_be_taken_away(demo: Client) -> None:
    table = json.loads(demo.get(f"/en/{SAFETY}status.json?on=2024-07-10").content)
    assert len(table["rows"]) == 12 and {row["status"] for row in table["rows"]} == {"party", "provisionally_applying"}
    assert "@misc" in demo.get(f"/en/{SAFETY}cite.bib").content.decode()
    assert json.loads(demo.get(f"/en/{SAFETY}cite.csl.json").content)[0]["type"] == "dataset"
    assert "FICTICIO" in demo.get(f"/es/{SAFETY}cite.txt").content.decode()
    linked = json.loads(demo.get(f"/en/{SAFETY}data.jsonld?on=2024-07-10").content)
    assert linked["@type"] == "Legislation" and linked["legislationLegalForce"] == "https://schema.org/InForce"
    assert "legislationLegalForce" not in json.loads(demo.get(f"/en/{SAFETY}data.jsonld?on=2022-01-01").content)
    assert "InForce" not in json.dumps(json.loads(demo.get("/en/treaty/treaty-railway-corvenia/data.jsonld").content)["name"])


def test_perus_treaties(client: Client) -> None:
    page = text_of(client, "/es/treaty/peru-chile-treaty-1929/?on=2021-07-28")
    assert "Derechos y servidumbres en Arica" in page and "firmado" in page
    assert len(page.encode()) < 300_000 and len(text_of(client, "/es/treaties/?on=2021-07-28").encode()) < 300_000
    linked = json.loads(client.get("/en/treaty/peru-chile-treaty-1929/data.jsonld").content)
    assert "legislationLegalForce" not in linked  # only possible, so nothing is said of it


def test_the_road_at_home_of_a_treaty_that_was_left(client: Client) -> None:
    """What leaving needed under article 57, by which act the route is told, and what the record does not know."""
    html = text_of(client, "/es/treaty/unasur-constitutive-treaty/?on=2021-12-31")
    road = html[html.index('id="road"') : html.index('id="clauses"')]
    words = re.sub(r"\s+", " ", Page(road).text)
    assert "Constitución de 1993 y Ley 26647" in words and "Congreso primero (artículo 56)" in words
    assert (
        "«Se sostiene que la denuncia del Perú depende de su Congreso»" in words
        and "unasur-denunciation-needs-congress" not in words
    )
    assert "No consta en este registro: aprobación de la denuncia por el Congreso (57 ¶3)" in words
    assert "suscripción cumplido 23 de mayo de 2008 Firma en Brasilia del tratado constitutivo de UNASUR CVDT 10" in words
    before = text_of(client, "/es/treaty/unasur-constitutive-treaty/?on=2015")
    assert "Ruta: no se sabe" in before and "Se espera" not in before[: before.index('id="road"')]


@pytest.mark.parametrize(
    ("language", "words"), [("es", "Tratados pendientes de perfeccionamiento interno"), ("en", "Treaties pending at home")]
)
def test_what_is_pending_is_a_page_and_leads_to_each_road(client: Client, language: str, words: str) -> None:
    """From the list of treaties; as many as the interface gives, the oldest first; how it is cited, and the table behind it."""
    listed = Page(text_of(client, f"/{language}/treaties/?on=2021-12-31"))
    assert f"/{language}/pending/?on=2021-12-31" in listed.links and not any("format=html" in link for link in listed.links)
    html = text_of(client, f"/{language}/pending/?on=2021-12-31")
    page = Page(html)
    assert words in page.text and 'id="cite"' in html
    rows = client.get("/api/v1/road", {"pending": "true", "by_age": "true", "on": "2021-12-31"}).json()["rows"]
    there = [int(number) for number in re.findall(r'class="totals-n">(\d+)', html)]
    assert sum(there) == len(rows) and len(there) == 3
    shown = [link for link in page.links if re.match(rf"/{language}/(treaty|instrument)/", link)]
    assert all(client.get(link).status_code == 200 for link in shown)
    since_law = [row["instrument"] for row in rows if row["stage"] == "home" and (row["since_to"] or "2021") >= "1993-12-31"]
    assert [link.split("/")[3] for link in shown] == since_law and len(shown) == there[0]
    assert 'id="road"' in text_of(client, next(link for link in shown if link.endswith("#road")).split("#")[0])
    table = next(link for link in page.links if link.startswith("/api/v1/road?") and "format=json" in link)
    assert len(client.get(table).json()["rows"]) == len(rows)


def test_what_began_before_the_law_that_was_read_is_not_said_to_wait_for_its_steps(client: Client) -> None:
    """The Treaty of Ancón is not among what waits under the Constitution of 1993, and where it stands the page says why."""
    html = text_of(client, "/en/pending/?on=2021-12-31")
    earlier = next(link for link in Page(html).links if "shelf=earlier" in link)
    assert "/treaty/ancon-treaty-1883/" not in html and "begun under: Constitution of 1993" in html
    older = text_of(client, earlier)
    assert "/treaty/ancon-treaty-1883/" in older and "is its silence, not a fact" in older
    assert "may be: pending at home / in force" in text_of(client, "/en/pending/?on=2021-12-31&shelf=perhaps")


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_is_pending_by_step_and_what_is_overdue(demo: Client, language: str) -> None:
    """What is late says so with its norm; that the record may be silent of a step is said once, above."""
    whole = text_of(demo, f"/{language}/pending/?on=2024-07-10")
    late = text_of(demo, next(link for link in Page(whole).links if "overdue=yes" in link))
    said = {"en": "overdue", "es": "vencido"}[language]
    rows = late.count("#road")
    assert 0 < rows < whole.count("#road") and late.count('class="tag is-accent"') == rows and said in late
    assert whole.count({"en": "does not claim to know every act", "es": "no pretende conocer todos los actos"}[language]) == 1
    step = text_of(demo, next(link for link in Page(whole).links if "step=approval" in link))
    assert 0 < step.count("#road") < whole.count("#road") and 'aria-current="true"' in step
    wrong = text_of(demo, f"/{language}/pending/?on=2024-07-10&step=nothing&shelf=x&overdue=x&page=99")
    assert wrong.count("#road") > 0


def test_a_record_that_says_nothing_of_the_road_says_so(client: Client) -> None:
    serve_record(small_record([]))
    assert "no tiene evaluation/roads" in text_of(client, "/es/pending/")
    assert "/es/pending/" not in text_of(client, "/es/treaties/")


def test_a_treaty_under_no_law_that_was_read_shows_no_road(client: Client) -> None:
    assert 'id="road"' not in text_of(client, "/en/treaty/peru-brazil-treaty-1851/?on=1860")


@pytest.mark.parametrize(("language", "marked"), [("es", ' lang="en"'), ("en", "")])
def test_a_title_left_as_its_publisher_gives_it_says_its_language(client: Client, language: str, marked: str) -> None:
    """Where both titles are one and the source says its language; not where the title has both, nor on a page in that language."""
    assert f"<h1{marked}>Copenhagen Plus 5</h1>" in client.get(f"/{language}/treaty/ggo-2000o5/").content.decode()
    found = client.get(f"/{language}/search/", {"q": "Copenhagen Plus 5", "what": "instrument"}).content.decode()
    assert f'href="/{language}/treaty/ggo-2000o5/"{marked}>' in found
    listed = client.get(f"/{language}/treaties/", {"actor": "great-britain"}).content.decode()
    assert ('lang="en">Agreement between' in listed) == bool(marked)
    assert "<h1>" in client.get(f"/{language}/treaty/ancon-treaty-1883/").content.decode()


@pytest.mark.parametrize(
    ("language", "one_of_two", "awaits", "all_steps"),
    [
        ("es", "un tratado puede esperar uno de dos", "esperan:", "todos los pasos"),
        ("en", "a treaty may await one of two", "await:", "all steps"),
    ],
)
def test_what_a_step_filters_stands_on_the_first_screen_with_its_number(
    client: Client, language: str, one_of_two: str, awaits: str, all_steps: str
) -> None:
    page = text_of(client, f"/{language}/pending/?on=2021-12-31")
    assert one_of_two in page and all_steps not in page
    steps = re.findall(r'<a href="([^"]*step=[^"]*)"[^>]*>([^<(]+) \((\d+)\)', page)
    link, words, count = steps[0]
    filtered = text_of(client, link.replace("&amp;", "&"))
    line = re.search(r'<p class="is-filtered">(.*?)</p>', filtered, re.S)
    assert line is not None and awaits in line[1] and words in line[1] and f"{count} " in line[1] and all_steps in line[1]
    assert line.start() < filtered.index('class="totals"')


def test_what_entered_into_force_after_the_day_asked_is_told_as_later(client: Client) -> None:
    page = text_of(client, "/es/treaties/?on=2012&actor=asia&kind=trade_agreement&shelf=before")
    row = page.partition("/es/treaty/tpp-11/")[2].partition("</tr>")[0]
    assert "en vigor después:" in row and "2018" in row
    assert "puede ser: en vigor" not in row and "En vigor desde" not in row and " / parte" not in row
    assert "in force later:" in text_of(client, "/en/treaties/?on=2012&actor=asia&kind=trade_agreement&shelf=before")


def test_the_law_of_a_road_is_cited_in_spanish_on_a_spanish_page(client: Client) -> None:
    page = text_of(client, "/es/treaty/ggo-andncs-1997p/")
    assert "Ley 26647" in page and "CVDT 16" in page and "Law 26647" not in page and "VCLT" not in page
    assert "Law 26647" in text_of(client, "/en/treaty/ggo-andncs-1997p/")
