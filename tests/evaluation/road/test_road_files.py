"""Roads are read strictly: every problem of a file is named with its place, in both languages; none gives a traceback."""

from __future__ import annotations

from dataclasses import replace

import pytest

from legation.archive.shelf import open_record
from legation.evaluation.check import problems_of
from legation.evaluation.road.reading import read_roads, roads_of
from legation.evaluation.road.references import problems_of_roads
from legation.publication.questions import QuestionError, asked
from legation.publication.road_tables import road_table, roads_table
from legation.standings.asof import KnownRecord
from legation.terms.messages import LANGUAGES
from legation.terms.problems import Problem
from tests.evaluation.road.road_cases import HERE, record_of

TEXT = (HERE / "laws.toml").read_text(encoding="utf-8")
CASE = {"acts": ["instrument_signed 2005-01-01 peru chile instrument pact"]}


def problems(text: str) -> list[Problem]:
    found: list[Problem] = []
    list(read_roads("evaluation/roads/laws.toml", text, found))
    return found


def test_the_law_of_the_cases_is_well_formed() -> None:
    assert problems(TEXT) == []


@pytest.mark.parametrize(
    ("written", "instead", "code", "said"),
    [
        ('after = "signature"\nroutes', 'after = "signatur"\nroutes', "roads.unknown_step", "nearest: signature"),
        ('routes = "president"', 'routes = "presidnt"', "roads.unknown_route", "nearest: president"),
        ('matters = "constitution"', 'matters = "constitucion"', "roads.unknown_matter", "nearest: constitution"),
        ('acts = "full_powers_granted"\n', "", "roads.no_acts", "names no kind of act"),
('acts = "treaty_submitted"\nafter = "signature"', 'acts = "treaty_submitted"', "roads.counted_from_nothing", "waits for no step"),
        ('asked = "practice"\nafter = "negotiation"', 'asked = "habit"\nafter = "negotiation"', "indicators.unknown_word", "habit"),
        ('by = "partner"', 'by = "partners"', "indicators.unknown_word", "partner"),
        ('marks = "consent"\nafter = "decree"', 'after = "decree"', "roads.one_mark", "just one step must have"),
        ('marks = "notice"', 'marks = "consent"', "roads.wrong_mark", "notice, effect"),
        ('acts = "treaty_submitted"\nafter = "signature"', 'acts = "treaty_submitted"\nafter = ["decree"]', "roads.circle", "→"),
        ("otherwise = true\nshown_by = \"reported", "otherwise = 1\nshown_by = \"reported", "norms.yes_or_no", "otherwise"),
        ('label = { en = "taxes", es = "tributos" }', 'label = { en = "taxes" }', "indicators.no_text", "es"),
        ('label = { en = "supreme decree", es = "decreto supremo" }', "", "indicators.missing", "label"),
        ('from = { claim = "new-law" }', "", "indicators.missing", "from"),
        ('article = "N2"\notherwise', 'artcle = "N2"\notherwise', "indicators.unknown_key", "article"),
        ('article = "N1"\nmatters', 'otherwise = true\narticle = "N1"\nmatters', "roads.two_otherwise", "more than one route"),
    ],
)  # fmt: skip
def test_each_problem_is_named_with_its_place(written: str, instead: str, code: str, said: str) -> None:
    assert written in TEXT, written
    found = problems(TEXT.replace(written, instead, 1))
    codes = [one.code for one in found]
    assert code in codes, [one.render() for one in found]
    one = found[codes.index(code)]
    assert one.line > 0 and said in one.render("en")
    assert len({one.render(language) for language in LANGUAGES}) == len(LANGUAGES)


def test_all_problems_of_a_file_are_listed() -> None:
    text = TEXT.replace('routes = "president"', 'routes = "presidnt"').replace('by = "partner"', 'by = "partners"')
    assert len({one.line for one in problems(text)}) == 2


@pytest.mark.parametrize(
    "text",
    ["", "x", "[a]", "[a]\nsteps = 3", "[a.steps]\nb = 1", "a = 1", "[a.steps.b]\nafter = 3\nacts = 4", "[a]\nroutes = []"],
)
def test_no_text_gives_a_traceback(text: str) -> None:
    assert problems(text) or not text


@pytest.mark.parametrize(
    ("written", "instead", "code"),
    [
        ('claims = "new-law"\nfrom', 'claims = "nwe-law"\nfrom', "norms.unknown_claim"),
        ('from = { claim = "new-law" }\nreplaces', 'from = { claim = "nwe-law" }\nreplaces', "norms.unknown_claim"),
        ('replaces = "old"', 'replaces = "odl"', "roads.unknown_road"),
        ('norm = "sent-in-time"', 'norm = "sent-in-tiem"', "roads.unknown_norm"),
        ('acts = "treaty_submitted"', 'acts = "treaty_submited"', "records.unknown_kind"),
        ('shown_by = "reported_to_congress"', 'shown_by = "reported_to_congres"', "records.unknown_kind"),
        ('actor = "peru"\nlabel = { en = "New', 'actor = "preu"\nlabel = { en = "New', "records.unknown_actor"),
        ('instrument_kind = "treaty"\ncoverage = "exhaustive"\n\n[new', 'instrument_kind = "treay"\ncoverage = "exhaustive"\n\n[new', "records.unknown_kind"),
        ('source = "gazette"', 'source = "gazete"', "records.unknown_source"),
    ],
)  # fmt: skip
def test_what_a_road_refers_to_must_stand_in_the_record(written: str, instead: str, code: str) -> None:
    assert written in TEXT, written
    record = record_of(CASE)
    evaluation = {**record.evaluation, "roads/laws.toml": TEXT.replace(written, instead, 1)}
    found = problems_of_roads(replace(record, evaluation=evaluation))
    assert [one.code for one in found] == [code], [one.render() for one in found]
    assert found[0].line > 0


def test_matters_of_instruments_are_those_of_a_road() -> None:
    found = problems_of_roads(record_of({**CASE, "matters": "taxess"}))
    assert [one.code for one in found] == ["roads.unknown_matter"] and "taxes" in found[0].render()
    found = problems_of_roads(record_of({**CASE, "matters": "none;taxes"}))
    assert [one.code for one in found] == ["roads.none_and_some"]


def test_one_road_stands_once() -> None:
    record = record_of(CASE)
    twice = replace(record, evaluation={**record.evaluation, "roads/more.toml": TEXT})
    assert {one.code for one in roads_of(twice)[1]} == {"roads.twice"}


def test_a_question_to_a_record_without_roads_is_answered_plainly() -> None:
    known = KnownRecord(replace(record_of(CASE), evaluation={}))
    with pytest.raises(QuestionError) as caught:
        roads_table(known, asked("2006-01-01"))
    assert "evaluation/roads" in caught.value.message("es")
    with pytest.raises(QuestionError) as caught:
        road_table(KnownRecord(record_of(CASE)), "pac", asked("2006-01-01"))
    assert "pact" in caught.value.message("en")
    with pytest.raises(QuestionError) as caught:
        roads_table(KnownRecord(record_of(CASE)), asked("2006-01-01"), actor="chile")
    assert "peru" in caught.value.message("en")


@pytest.mark.parametrize("name", ["peru", "demo"])
def test_the_roads_of_the_bundled_records_stand_in_them(name: str) -> None:
    record = open_record(name)
    assert roads_of(record)[0]
    assert [one.render() for one in problems_of(record) if one.is_error] == []
