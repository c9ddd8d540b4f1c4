"""Indicator sheets, sets, guidelines and assertions: read whole, every problem at its line, in both languages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from legation.evaluation.book import evaluator_of
from legation.evaluation.circles import circles
from legation.evaluation.readings import direction_of, reading, readings
from legation.evaluation.verdicts import verdict
from legation.publication.evaluation_tables import assertions_table, evaluation_table
from legation.publication.questions import asked
from legation.standings.asof import KnownRecord
from legation.terms.messages import catalogue
from tests.evaluation.small_evaluation import ASSERTIONS, GUIDELINES, SETS, SHEET, opened, said
from tests.small_records import day

CASES = [
    # file, what stands there, what a hurried hand would write instead, how the problem reads
    ("indicators", 'unit = "number"', 'units = "number"', "evaluation/indicators/all.toml:8:units: error: units is not a field"),
    ("indicators", 'unit = "number"', "", "all.toml:2:unit: error: friends-held has no unit"),
    ("indicators", 'unit = "number"', 'unit = "nubmer"', "all.toml:8:unit: error: unit is one of quantity, number"),
    ("indicators", 'unit = "number"', 'unit = "index"', "all.toml:8:unit: error: the sheet says index, and the formula gives number"),
    ("indicators", 'es = "Amigos vigentes"', 'fr = "Amis"', "all.toml:3:name: error: friends-held has no name.es"),
    ("indicators", 'objective = "many"', "objective = 3", "all.toml:6:objective: error: objective is a text"),
    ("indicators", 'objective = "many"', 'objective = "man"', "all.toml:6:objective: error: its guideline has no objective man; nearest: many"),
    ("indicators", 'guideline = "friends"', "guideline = 3", "all.toml:5:guideline: error: guideline is a list"),
    ("indicators", 'guideline = "friends"', 'guideline = "freinds"', "all.toml:5:guideline: error: there is no guideline freinds in guidelines.toml; nearest: friends"),
    ("indicators", 'guideline = "friends"\nobjective = "many"', "", "all.toml:2: error: friends-held names no guideline"),
    ("indicators", "subject = peru))", "subject = preu))", "all.toml:7:49: error: there is no actor preu; nearest: peru"),
    ("indicators", "      count(nearby))", "      count(nearbi))", "all.toml:23:13: error: there is no set or indicator nearbi; nearest: nearby"),
    ("indicators", "      count(nearby))", "      0)", "all.toml:23:7: error: nothing can be divided by 0"),
    ("indicators", 'baseline = { on = "1821", claim = "c-4" }', "", "all.toml:12:targets: error: friends-held has targets without a baseline"),
    ("indicators", '{ on = "2030", claim = "c-5" }', '{ on = "2030" }', "all.toml:12:targets: error: targets is { on = "),
    ("indicators", '{ on = "2030", claim = "c-5" }', '{ on = "2030", claim = "c-9" }', "all.toml:12:targets: error: there is no claim c-9"),
    ("indicators", '{ on = "2030", claim = "c-5" }', '{ on = "2030", claim = "c-6" }', "all.toml:12:targets: error: the claim c-6 states no figure"),
    ("indicators", '"2030", claim = "c-5"', '"203", claim = "c-5"', "all.toml:12:targets: error:"),
    ("indicators", '[{ on = "2030", claim = "c-5" }]', '"2030"', "all.toml:12:targets: error: targets is a list"),
    ("indicators", ', claim = "c-4" }', " }", "all.toml:12:targets: error: friends-held declares no direction"),
    ("indicators", 'every = "period"', 'every = "day"', "all.toml:10:every: error: every is one of year, decade, period"),
    ("indicators", 'measured_in = "states"', 'measured_in = "state"', "all.toml:9:measured_in: error: there is no unit state in the vocabulary; nearest: states"),
    ("indicators", "[friends-near]", "[nearby]", "all.toml:17: error: nearby is a word of the language or already a set"),
    ("indicators", "[friends-near]", "[Friends]", "all.toml:17:Friends: error: “Friends” cannot be a name"),
    ("indicators", "[friends-near]", "[on]", "all.toml:17: error: on is a word of the language"),
    ("indicators", 'formula = "count(standings(relations, subject = peru))"', 'formula = "standings(relations)"', "all.toml:7:formula: error: the formula of an indicator gives one number"),
    ("indicators", 'formula = "count(standings(relations, subject = peru))"', 'formula = "friends-near + friends-held"', "all.toml:7:formula: error: these name one another in a circle: friends-held → friends-held"),
    ("sets", 'chile = "c-1"', 'chle = "c-1"', "sets.toml:6:chle: error: there is no actor or instrument chle; nearest: chile"),
    ("sets", 'chile = "c-1"', 'chile = "c-11"', "sets.toml:6:chile: error: there is no claim c-11"),
    ("sets", "[nearby.members]", 'formula = "acts(war).object"\n[nearby.members]', "sets.toml:2: error: the set nearby has either a formula or [nearby.members]"),
    ("sets", '[nearby.members]\nchile = "c-1"', 'members = ["chile"]', "sets.toml:5:members: error: members is a table"),
    ("sets", '[nearby.members]\nchile = "c-1"', 'formula = "count(acts(war))"', "sets.toml:5:formula: error: the formula of a set gives names"),
    ("sets", '[nearby.members]\nchile = "c-1"', 'formula = "nearby"', "sets.toml:5:formula: error: these name one another in a circle: nearby → nearby"),
    ("guidelines", 'document = "book"', 'document = "boook"', "guidelines.toml:5:document: error: there is no source boook"),
    ("guidelines", 'field = "relations"', 'field = "relation"', "guidelines.toml:7:field: error: there is no field relation in the vocabulary"),
    ("guidelines", "[friends.objectives.many]\nlabel = { en = \"Many\", es = \"Muchos\" }", "objectives = 3", "guidelines.toml:8:objectives: error: objectives holds tables"),
    ("assertions", 'indicator = "friends-held"', 'indicator = "friends"', "assertions.toml:6:indicator: error: there is no indicator friends; nearest: friends-held"),
    ("assertions", 'indicator = "friends-held"', "", "assertions.toml:2: error: two-friends has exactly one of"),
    ("assertions", 'formula = "count(acts(incident)) = 0"', 'formula = "count(acts(incident))"', "assertions.toml:13:formula: error: the formula of an assertion is a comparison"),
    ("assertions", "count(acts(incident)) = 0", "count(acts(incident)) = 17", "assertions.toml:13:36: error: 17 is typed in"),
]  # fmt: skip
TEXTS = {"guidelines": GUIDELINES, "sets": SETS, "indicators": SHEET, "assertions": ASSERTIONS}
SHOWN_ELSEWHERE = {
    "unknown_asked_indicator", "unknown_asked_guideline", "unknown_step", "nothing_to_evaluate", "some_wrong", "rests_on", "of_those_known",
    "reconstructed", "basis",
    "yes", "partly", "no", "cannot_be_known", "unknown", "found_and_stated", "at_least", "at_most", "between", "no_data",
    "more_than", "nearly", "about", "or_more", "or_less", "nothing_named", "anything", "declared", "only_stated", "only_found",
    "neither_found_nor_stated", "step_year", "step_decade", "many_yes", "many_partly", "many_no", "many_cannot_be_known",
}  # fmt: skip


def test_a_whole_evaluation_has_no_problem(tmp_path: Path) -> None:
    assert said(tmp_path) == []


@pytest.mark.parametrize(
    ("file", "stands", "instead", "reads"), CASES, ids=[f"{file}: {reads[-40:]}" for file, _, _, reads in CASES]
)
def test_a_problem_is_told_at_its_line(file: str, stands: str, instead: str, reads: str, tmp_path: Path) -> None:
    assert stands in TEXTS[file]
    found = said(tmp_path, **{file: TEXTS[file].replace(stands, instead, 1)})
    assert any(reads in one for one in found), found


WRONG_SETS = [
    # the formula of a set, and where its problem stands
    ('formula = "nearby"', "sets.toml:5:formula: error: these name one another in a circle"),
    ('formula = "count(acts(war))"', "sets.toml:5:formula: error: the formula of a set gives names"),
    ('formula = "acts(war).object +"', "sets.toml:5:30: error:"),
    ('formula = "acts(wra).object"', "sets.toml:5:17: error: "),
    ('formula = "further"', ""),
    ('members = ["chile"]', "sets.toml:5:members: error: members is a table"),
    ('[nearby.members]\nchle = "c-1"', "sets.toml:6:chle: error: there is no actor or instrument chle"),
    ("", "sets.toml:2: error: the set nearby has either a formula or [nearby.members]"),
]
FURTHER = """
[further]
label = { en = "Further", es = "Más" }
definition = { en = "Further.", es = "Más." }
formula = "count(acts(war))"
"""


@pytest.mark.parametrize(("formula", "reads"), WRONG_SETS, ids=[formula for formula, _ in WRONG_SETS])
def test_what_rests_on_a_wrong_set_is_left_out_and_never_answered(formula: str, reads: str, tmp_path: Path) -> None:
    sets = SETS.replace('[nearby.members]\nchile = "c-1"', formula) + FURTHER
    asserted = ASSERTIONS.replace("exists(standings(relations))", "exists(nearby) or count(acts(war)) = friends-near")
    record, evaluation = opened(tmp_path, sets=sets, assertions=asserted)
    found = [one.render() for one in evaluation.problems]
    assert any(reads in one for one in found) and all("evaluation/sets.toml" in one for one in found), found
    own = "further" if formula == 'formula = "further"' else ""
    assert dict(evaluation.left_out) == {
        "nearby": own, "further": "", "friends-near": "nearby", "no-quarrel": "nearby",
    }  # fmt: skip
    assert set(evaluation.indicators) == {"friends-held"} and set(evaluation.assertions) == {"two-friends"}
    evaluator = evaluator_of(evaluation, KnownRecord(record))
    assert reading(evaluator, evaluation.indicators["friends-held"], day("2021-12-31")).value.lo == 1


def test_a_table_names_what_is_left_out_and_on_what_it_rests(tmp_path: Path) -> None:
    record, evaluation = opened(tmp_path, sets=SETS.replace('[nearby.members]\nchile = "c-1"', 'formula = "nearby"'))
    table = evaluation_table(evaluation, KnownRecord(record), asked("2021-12-31"))
    assert table["indicator"] == ["friends-held"]
    assert any("nearby, friends-near (rests on nearby). See: legation check" in note for note in table.notes), table.notes


def test_two_indicators_in_a_circle_are_shown_it(tmp_path: Path) -> None:
    first = SHEET.replace("count(standings(relations, subject = peru))", "friends-near")
    found = said(tmp_path, indicators=first.replace("count(standings(relations, object in nearby))", "friends-held"))
    assert any("friends-held → friends-near → friends-held" in one for one in found), found


def test_circles_are_found_each_once() -> None:
    assert circles({"a": ["b"], "b": ["c"], "c": ["a", "d"], "d": []}) == [("a", "b", "c", "a")]
    assert circles({"x": ["x"], "y": ["x"]}) == [("x", "x")]


def test_twice_the_same_name_and_a_file_that_is_no_toml(tmp_path: Path) -> None:
    (tmp_path / "evaluation" / "indicators").mkdir(parents=True)
    (tmp_path / "evaluation" / "indicators" / "more.toml").write_text(SHEET, encoding="utf-8")
    assert any("the indicator friends-held already stands at evaluation/indicators/all.toml:2" in one for one in said(tmp_path))
    assert any("indicators/all.toml:1" in one for one in said(tmp_path, indicators="[x\n"))
    assert any("bad" in one or "cannot be a name" in one for one in said(tmp_path, indicators="[Friends]\n"))


def test_progress_goes_from_the_baseline_to_the_target_and_says_whence_its_direction(tmp_path: Path) -> None:
    record, evaluation = opened(tmp_path)
    evaluator = evaluator_of(evaluation, KnownRecord(record))
    found = reading(evaluator, evaluation.indicators["friends-held"], day("2021-12-31"))
    assert (found.value.lo, found.value.floor) == (1, True)
    assert found.progress is not None and found.progress.target.lo == 4
    assert (found.progress.share.lo, found.progress.share.floor) == (25, True)  # of four, and one is named
    assert found.progress.edition.id == "our_reading"
    assert (found.progress.direction, found.progress.is_inferred) == ("rising", True)
    assert direction_of(evaluator, evaluation.indicators["friends-near"]) == ("rising", "declared")
    assert found.progress.met.answer == "unknown"


def test_a_reading_of_years_speaks_of_each(tmp_path: Path) -> None:
    record, evaluation = opened(tmp_path)
    evaluator = evaluator_of(evaluation, KnownRecord(record))
    found = list(readings(evaluator, evaluation.indicators["friends-near"], "year", day("1821-07-28"), day("1824-06-30")))
    assert [one.period for one in found] == ["1821", "1822", "1823", "1824"]
    assert [one.value.lo for one in found] == [0, 100, 100, 100]


@pytest.mark.parametrize(("name", "expected"), [("two-friends", "cannot_be_known"), ("no-quarrel", "partly")])
def test_what_becomes_of_an_assertion(name: str, expected: str, tmp_path: Path) -> None:
    record, evaluation = opened(tmp_path)
    found = verdict(evaluator_of(evaluation, KnownRecord(record)), evaluation.assertions[name], day("2021-12-31"))
    assert found.borne_out == expected


def test_an_assertion_is_placed_by_the_first_claim_that_may_be_read(tmp_path: Path) -> None:
    record, evaluation = opened(tmp_path, assertions=ASSERTIONS.replace('claim = ["c-6"]', 'claim = ["c-5", "c-6"]'))
    closed = replace(record, claims=tuple(replace(one, level="secret") if one.id == "c-5" else one for one in record.claims))
    for known, source in ((KnownRecord(closed), "book"), (KnownRecord(closed, level="secret"), "paper")):
        table = assertions_table(evaluation, known, asked("2021-12-31"))
        assert table.where(assertion="no-quarrel")["source"] == [source]


def test_an_assertion_of_several_parts_shows_no_one_pair_for_all(tmp_path: Path) -> None:
    part = 'formula = "count(acts(incident)) = 0"'
    several = ASSERTIONS.replace(part, 'formula = "count(acts(incident)) = stated(c-4)"')
    alone = several.replace("[no-quarrel.parts.friends]", "[unused]").split("[unused]")[0]
    for text, pairs in ((several, 0), (alone, 1)):
        record, evaluation = opened(tmp_path / str(pairs), assertions=text)
        for in_words, column in ((False, "stated"), (True, "found")):
            table = assertions_table(evaluation, KnownRecord(record), asked("2021-12-31"), in_words=in_words)
            assert [cell is not None for cell in table.where(assertion="no-quarrel")[column]] == [bool(pairs)]


def test_every_message_has_a_case(tmp_path: Path) -> None:
    told = {code.removeprefix("indicators.") for code in catalogue() if code.startswith("indicators.")}
    caused = set()
    from legation.evaluation.book import read_evaluation
    from legation.record.record import read_record
    from tests.evaluation.small_evaluation import written

    folders = [
        written(tmp_path / str(number), **{file: TEXTS[file].replace(stands, instead, 1)})
        for number, (file, stands, instead, _) in enumerate(CASES)
    ]
    (folders[0] / "evaluation" / "indicators" / "more.toml").write_text(SHEET, encoding="utf-8")
    for folder in folders:
        record, _ = read_record(folder)
        assert record is not None
        caused |= {one.code.removeprefix("indicators.") for one in read_evaluation(record).problems}
    assert told - SHOWN_ELSEWHERE <= caused, sorted(told - SHOWN_ELSEWHERE - caused)
