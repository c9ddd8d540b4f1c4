"""The pages that evaluate: whose a guideline is, what a value rests on, law apart from practice, and nothing internal on them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from django.test import Client

import legation.office
from legation.archive.shelf import open_record
from legation.office import translations
from legation.office.guideline_in_short import beginnings
from legation.office.opened import OpenedRecord, opened, serve_record
from legation.office.question import Question
from legation.office.series_drawn import drawn, stretches_of
from legation.publication.duty_tables import flags_table
from legation.publication.evaluation_tables import figure
from legation.publication.questions import asked, default_on
from legation.terms.messages import say
from tests.office.pages_of import Page, evaluation_pages, text_of
from tests.sizes import size

LANGUAGES = ("es", "en")
LARGEST = 300_000


def texts(message: Message, of: str) -> list[str]:
    """The texts of a message in English (``id``) or Spanish (``string``)."""
    found = getattr(message, of)
    return list(found) if isinstance(found, tuple | list) else [found]


def telling(language: str) -> list[str]:
    """Texts of the portal that give a language away: of several words, the same in no other, without anything put into them."""
    found = []
    for message in translations.catalogue():
        own, other = (
            texts(message, "string" if language == "es" else "id"),
            texts(message, "id" if language == "es" else "string"),
        )
        found += [one for one in own if one and one not in other and one.count(" ") >= 2 and "%" not in one and "<" not in one]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_small_and_speak_one_language(client: Client, portal_record: OpenedRecord, language: str) -> None:
    """Pages that evaluate, one of several: below the size allowed, and no text of the other language on it."""
    foreign = telling("en" if language == "es" else "es")
    for path in evaluation_pages(portal_record)[:: size(7, 3) if language == "es" else size(17, 7)]:
        response = client.get(f"/{language}/{path}")
        assert response.status_code == 200, path
        assert len(response.content) < LARGEST, (path, len(response.content))
        text = Page(response.content.decode()).text
        said = [one for one in foreign if one in text]
        assert not said, (path, said[:3])


@pytest.mark.parametrize(
    ("language", "said"), [("es", "no un texto adoptado por el Estado"), ("en", "not a text that the State adopted")]
)
def test_a_guideline_says_whose_it_is(client: Client, portal_record: OpenedRecord, language: str, said: str) -> None:
    """On the list and on every page of a guideline: a reconstruction, by its authors, with the place where they state it."""
    for path in ("guidelines/", *(f"guideline/{one}/" for one in list(portal_record.evaluated.book.guidelines)[:: size(4, 1)])):
        page = Page(text_of(client, f"/{language}/{path}"))
        assert said in page.text, path
        assert "Novak" in page.text and "Namihas" in page.text, path


def test_a_guideline_is_told_in_short_first(client: Client, portal_record: OpenedRecord) -> None:
    """Before claims and indicators: what the acts show, the act by which it began, and each claim with its verdict, as further down."""
    evaluated, known = portal_record.evaluated, portal_record.as_known(portal_record.latest)
    on = default_on(portal_record.record).last
    for guideline in list(evaluated.book.guidelines)[:: size(5, 1)]:
        page = text_of(client, f"/en/guideline/{guideline}/")
        start, end = page.index('id="in-short"'), page.index('class="jump"')
        short = page[start:end]
        assert "/en/act/" in short or "No dated act" in short, guideline
        claims = [one for one in evaluated.book.assertions.values() if guideline in one.guideline]
        made = [one.id for one in claims if evaluated.verdict(known, on, one.id) is not None]
        told = set(re.findall(r'href="#claim-([^"]+)"', short))
        assert told <= set(made) and len(told) == min(len(made), 8), guideline
        if made:
            assert end < page.index('id="claims"') < page.index('id="objectives"'), guideline


def test_the_first_act_of_a_guideline_is_of_its_time(portal_record: OpenedRecord) -> None:
    """The decree of 1947 lies before the guideline on maritime boundaries of this century; the case filed in 2008 is its first act."""
    one = portal_record.evaluated.book.guidelines["maritime-boundaries"]
    known = portal_record.as_known(portal_record.latest)
    acts = [known.acts[name] for name in ("ds-781-1947", "icj-case-chile-filed", "icj-case-chile-judgment")]
    begun, before = beginnings(one, acts)
    assert [act.id for act in before] == ["ds-781-1947"] and len(begun) == 1 and begun[0] is acts[1]


def test_a_verdict_stands_beside_each_claim(client: Client, portal_record: OpenedRecord) -> None:
    """What the document claims, with its locator, and what the acts show of it."""
    evaluated, known = portal_record.evaluated, portal_record.as_known(portal_record.latest)
    on = default_on(portal_record.record).last
    for guideline in list(evaluated.book.guidelines)[:6]:
        page = Page(text_of(client, f"/en/guideline/{guideline}/"))
        for one in evaluated.book.assertions.values():
            if guideline not in one.guideline:
                continue
            verdict = evaluated.verdict(known, on, one.id)
            assert verdict is not None
            assert one.label.en in page.text, one.id
            assert f"claim-{one.id}" in page.ids
            assert all(any(link.endswith(f"#{claim}") for link in page.links) for claim in one.claims), one.id


def test_a_value_is_that_of_the_table(client: Client, portal_record: OpenedRecord) -> None:
    """The page of an indicator shows what the engine gives for the date and the knowledge asked."""
    evaluated = portal_record.evaluated
    for name in list(evaluated.book.indicators)[::15]:
        for on, known in (("2021-12-31", ""), ("1950", ""), ("2021-12-31", "2021-03-01")):
            view = portal_record.as_known(asked(known).last if known else portal_record.latest)
            found = evaluated.reading(view, asked(on).last, name)
            text = Page(text_of(client, f"/en/indicator/{name}/?on={on}&known={known}")).text
            none_named = found.value.missing is None and found.value.floor and found.value.hi == 0
            expected = "none named" if none_named else "" if found.value.dated else figure(found.value, "en")
            assert expected.lower() in text.lower(), (name, on, known)


def test_nothing_known_later_is_cited(client: Client, portal_record: OpenedRecord) -> None:
    """As known in March 2021, every source behind a guideline or a norm had appeared by then."""
    day = asked("2021-03-01").last
    sources = portal_record.record.sources
    for path in (
        "guideline/new-markets/",
        "guideline/recognition/",
        "norm/treaties-art-56-approval/",
        "norms/",
        "expected/",
        "indicator/agreements-in-force/",
        "indicator/security-council-terms/",
    ):
        page = Page(text_of(client, f"/es/{path}?known=2021-03-01"))
        cited = {found[1] for link in page.links if (found := re.match(r"/es/source/([^/]+)/", link))}
        later = {one for one in cited if sources[one].known > day and not portal_record.is_reference(one)}
        assert not later, (path, later)


def test_zero_is_not_missing(portal_record: OpenedRecord) -> None:
    """A series draws zero as a value and years without data in a lane of their own; its table says both."""
    question = Question("en", "/en/", portal_record, "", "", default_on(portal_record.record), portal_record.latest)
    evaluated, sorts = portal_record.evaluated, set()
    for name in evaluated.book.indicators:
        series = evaluated.series(question.known, name)
        found = drawn(question, series)
        if found is None:
            continue
        table = stretches_of(question, series)
        assert found.has_missing == any(one.is_missing for one in table), name
        assert all("no data" in one.words for one in table if one.is_missing), name
        sorts |= {step.sort for step in found.steps}
    assert sorts == {"value", "zero", "missing"}


@pytest.mark.parametrize(
    ("language", "said"), [("es", "Decide una persona; el sistema, nunca"), ("en", "A person decides, the system never does")]
)
def test_a_person_decides(client: Client, language: str, said: str) -> None:
    """It stands above the duties; law and declared practice are two sections."""
    html = text_of(client, f"/{language}/duties/")
    page = Page(html)
    assert said in page.text
    law, practice = html.index('id="shelf-law"'), html.index('id="shelf-practice"')
    assert law < html.index("norm-treaties-art-56-approval") < practice < html.index("norm-binational-cabinet-ecuador")


def test_flags_for_lawyers_are_nowhere(client: Client, portal_record: OpenedRecord) -> None:
    """The record has acts flagged for legal review; no page, download or module of the portal speaks of them."""
    known = portal_record.as_known(portal_record.latest)
    flags = flags_table(known, default_on(portal_record.record))
    assert len(flags) > 0
    words = [
        say(f"norms.{code}", language)
        for code in ("internal", "ground_not_recorded", "ground_not_done")
        for language in LANGUAGES
    ]
    for path in ("duties/", "norms/", "norm/treaties-art-56-approval/", f"act/{flags['act'][0]}/", "download/duties.csv"):
        for language in LANGUAGES:
            html = client.get(f"/{language}/{path}").content.decode()
            assert not any(one in html for one in words), path
    assert client.get("/es/download/flags.csv").status_code == 404
    for path in Path(legation.office.__file__).parent.rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        assert "norms.flags" not in code and "flags_table" not in code and "flags_on" not in code, path


def test_norms_say_their_dates(client: Client, portal_record: OpenedRecord) -> None:
    """Each norm in the list with its law and article, and where no end is recorded, in those words."""
    page = Page(text_of(client, "/es/norms/"))
    assert page.text.count("sin término registrado") >= len(portal_record.evaluated.norms)
    assert "Constitución Política del Perú" in page.text and "art. 56" in page.text
    before = Page(text_of(client, "/es/norms/?on=1850"))
    assert "No vigentes en esta fecha" in before.text


def test_what_was_expected_is_listed(client: Client, portal_record: OpenedRecord) -> None:
    """Every expectation with what became of it; silence is said to prove nothing."""
    known = portal_record.as_known(portal_record.latest)
    found = portal_record.evaluated.outcomes(known, portal_record.latest)
    page = Page(text_of(client, "/es/expected/"))
    assert all(one.expectation.label.es in page.text for one in found)
    assert say("expectations.silence", "es") in page.text


def test_a_plan_is_shown_only_where_there_is_one(client: Client) -> None:
    """Peru's record has none: no door to it, and its address says so. The invented one has, and says that it is invented."""
    assert "/es/plan/" not in " ".join(Page(text_of(client, "/es/guidelines/")).links)
    assert "Este registro no tiene plan" in Page(text_of(client, "/es/plan/")).text
    serve_record(open_record("demo"))
    page = Page(text_of(client, "/es/plan/?on=2023-12-31"))
    assert "Ficticio" in page.text and "atrasado" in page.text and "huérfano" in page.text
    assert len(page.text) > 10_000
    for path in evaluation_pages(opened())[:: size(27, 9)]:
        for language in LANGUAGES:
            response = client.get(f"/{language}/{path}")
            assert response.status_code == 200 and len(response.content) < LARGEST, path


def test_downloads_of_the_evaluation(client: Client) -> None:
    """Indicators, verdicts, duties, expectations and one series, as CSV and JSON; an unknown one is not there."""
    for path in (
        "download/indicators",
        "download/assertions",
        "download/duties",
        "download/expectations",
        "download/indicator/exports-covered-listed",
    ):
        answers = [client.get(f"/es/{path}.{form}").status_code for form in ("csv", "json")]
        assert answers == ([404, 404] if path.endswith("exports-covered-listed") else [200, 200]), path
    series = client.get("/es/download/indicator/security-council-terms.csv").content.decode()
    assert series.count("\n") > 150
    assert client.get("/es/download/plan.csv").status_code == 404
    chart = client.get("/es/chart/indicator/security-council-terms.json").json()
    assert chart["spec"]["layer"][0]["data"]["values"]
    assert client.get("/es/chart/indicator/nothing.json").status_code == 404


def test_unknown_things_of_the_evaluation(client: Client) -> None:
    """What does not exist is answered with what comes nearest."""
    for path in (
        "guideline/new-market/",
        "indicator/security-council-term/",
        "field/trad/",
        "norm/treaties-art-56/",
        "plan/none/",
    ):
        response = client.get(f"/es/{path}")
        assert response.status_code == 404, path
    assert "new-markets" in client.get("/es/guideline/new-market/").content.decode()
