"""Scorecards: lights, trends, scores and criteria, as the histories beside this file have them."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from legation.evaluation.book import read_evaluation
from legation.evaluation.check import problems_of
from legation.evaluation.formula.values import Value
from legation.evaluation.scorecards.criteria import READINGS, criteria
from legation.evaluation.scorecards.lights import LIT
from legation.evaluation.scorecards.scorecard import BY, Scorecard, Scorer
from legation.evaluation.scorecards.trends import MOVED, TOWARDS
from legation.publication.questions import QuestionError, asked
from legation.publication.scorecard_tables import cards_asked, criteria_table, lines_table, scorecards_table
from legation.record.coverage import Coverage, Known
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.terms.days import iso
from legation.terms.messages import LANGUAGES, say
from tests.evaluation.formulas import peru, peru_evaluation, peru_evaluator
from tests.evaluation.test_nothing_later_leaks import without_later
from tests.small_plans import TREE, activity, small_plan
from tests.small_records import day, small_record

HISTORIES = tomllib.loads((Path(__file__).parent / "scorecard_histories" / "lights_and_trends.toml").read_text(encoding="utf-8"))[
    "history"
]
SOURCES = {"first": "1840", "second": "1920"}
TEXTS = 'source = { en = "x", es = "y" }\nlimits = { en = "x", es = "y" }\ncoverage = { en = "x", es = "y" }\n'
SCALES = """
[old]
of = "progress"
label = { en = "Old scale", es = "Escala antigua" }
from = "1890"
to = "1949"
bands = [
  { id = "reached", at_least = 100, colour = "green", label = { en = "reached", es = "alcanzado" } },
  { id = "under_way", at_least = 50, colour = "amber", label = { en = "under way", es = "en camino" } },
  { id = "far", colour = "red", label = { en = "far", es = "lejos" } },
]
no_data = { colour = "grey", label = { en = "no data", es = "sin datos" } }
[new]
of = "progress"
label = { en = "New scale", es = "Escala nueva" }
from = "1950"
bands = [
  { id = "done", at_least = 100, colour = "green", label = { en = "done", es = "hecho" } },
  { id = "short", colour = "orange", label = { en = "short", es = "corto" } },
]
no_data = { colour = "grey", label = { en = "no data", es = "sin datos" } }
"""
GUIDELINES = """
[friends]
label = { en = "Friends", es = "Amigos" }
definition = { en = "More friends.", es = "Más amigos." }
document = "first"
claim = "g-0"
field = "relations"
from = "1840"
to = "1960"
[friends.objectives.many]
label = { en = "Many", es = "Muchos" }
"""
PERIODS = """
[early]
label = { en = "Early", es = "Primero" }
definition = { en = "Early.", es = "Primero." }
document = "first"
from = "1840"
to = "1899"
guidelines = ["friends"]
"""


def record_of(history: dict[str, Any], **files: str) -> Record:
    """The record that a history tells."""
    claims: list[dict[str, str]] = [
        {"claim": "g-0", "act": "guideline", "kind": "opinion", "subject": "peru", "object": "peru", "source": "first"}
    ]
    for number, line in enumerate(history.get("acts", [])):
        kind, date, other, *source = line.split()
        claims.append(
            {
                "claim": f"c-{number}",
                "act": f"a-{number}",
                "kind": kind,
                "date": date,
                "subject": "peru",
                "object": other,
                "source": (source or ["first"])[0],
            }
        )
    for claim, (value, source) in {"s-1": [2, "first"], **history.get("stated", {})}.items():
        claims.append(
            {
                "claim": claim,
                "act": f"stated-{claim}",
                "kind": "attestation",
                "standing": "relations",
                "subject": "peru",
                "value": str(value),
                "unit": "states",
                "source": source,
            }
        )
    targets = [line.split() for line in history.get("targets", ["1950 s-1"])]
    sheet = (
        '[held]\nname = { en = "Held", es = "Vigentes" }\ndefinition = { en = "Held.", es = "Vigentes." }\nguideline = "friends"\nobjective = "many"\n'
        'formula = "count(standings(relations, subject = peru))"\nunit = "number"\nevery = "period"\nbaseline = { on = "1845" }\n'
        + f"targets = [{', '.join(f'{{ on = {chr(34)}{on}{chr(34)}, claim = {chr(34)}{claim}{chr(34)} }}' for on, claim in targets)}]\n"
        + (f'direction = "{history["direction"]}"\n' if "direction" in history else 'direction = "rising"\n' if len(targets) == 1 else "")
        + TEXTS
    )  # fmt: skip
    extent = history.get("coverage", "exhaustive")
    first, last = day("1800-01-01"), day("2100-12-31")
    coverage = {"relations": Coverage(Known(extent, first, last), Known("exhaustive", first, last))}
    made = small_record(claims, sources=SOURCES, coverage=coverage)
    texts = {"guidelines.toml": GUIDELINES, "indicators/all.toml": sheet, "scales.toml": SCALES, "periods.toml": PERIODS, **files}
    return replace(made, evaluation=texts)


def scorer_of(record: Record, known: str = "2030") -> Scorer:
    evaluation = read_evaluation(record)
    assert evaluation.indicators, [one.render() for one in evaluation.problems]
    return Scorer(evaluation, KnownRecord(record, asked(known).last))


def card_of(history: dict[str, Any], **files: str) -> Scorecard:
    scorer = scorer_of(record_of(history, **files), history.get("known", "2030"))
    since = day(history["since"]) if "since" in history else None
    (card,) = scorer.cards("guideline", day(history["on"]), since)
    return card


def number(value: Value | None) -> float | None:
    return None if value is None or value.missing is not None else value.lo


@pytest.mark.parametrize("history", HISTORIES, ids=lambda one: one["name"])
def test_history(history: dict[str, Any]) -> None:
    (line,) = (card := card_of(history)).lines
    found = {
        "value": None if line.value.missing else [line.value.lo, line.value.hi],
        "baseline": number(line.baseline), "target": number(line.target),
        "target_on": None if line.target_on is None else iso(line.target_on),
        "way": None if line.way is None or line.way.missing else [line.way.lo, line.way.hi],
        "light": line.light.id, "colour": line.light.colour, "met": line.met, "moved": line.trend.moved,
        "towards": line.trend.towards, "of_named": line.trend.of_named, "direction": line.direction,
        "direction_by": line.direction_by, "lacks": [one.lacks for one in card.missing],
    }  # fmt: skip
    assert {name: found[name] for name in history["expect"]} == history["expect"]


TOLD = {"acts": ["relations_established 1850-01-01 chile", "relations_established 1851-01-01 spain", "relations_severed 1880-01-01 spain"], "on": "1900-12-31"}  # fmt: skip


def test_the_card_of_a_period_speaks_at_its_end_and_compares_with_the_day_before_it() -> None:
    scorer = scorer_of(record_of(TOLD))
    (card,) = scorer.cards("period", day("1900-12-31"))
    assert (iso(card.on), iso(card.since), card.lines[0].trend.moved) == ("1899-12-31", "1839-12-31", "rose")
    assert scorer.cards("period", day("1839-01-01")) == []


def test_what_lasted_counts_what_surely_began_in_its_time() -> None:
    (spoken,) = next(one for one in card_of(TOLD).criteria if one.criterion.id == "sustainability").spoken
    assert (spoken.value.lo, spoken.value.hi, spoken.count) == (50, 50, 2)


def test_impact_and_efficiency_cannot_be_known_here_and_say_which_datum_is_missing() -> None:
    found = {one.criterion.id: one for one in card_of(TOLD).criteria}
    assert [name for name, one in found.items() if not one.known] == ["efficiency", "impact"]
    assert all(one.criterion.needs[language] for one in found.values() for language in LANGUAGES)


WEIGHTS = """
[main]
label = { en = "Declared weights", es = "Pesos declarados" }
by = "guideline"
of = "friends"
weights = { held = 2 }
"""


def test_no_single_score_unless_weights_are_declared_and_then_with_its_formula() -> None:
    assert card_of(TOLD).score is None
    score = card_of(TOLD, **{"weights.toml": WEIGHTS}).score
    assert score is not None and (score.value.lo, score.value.hi, score.formula) == (50, 50, "(2 × held) / 2")
    without = card_of({**TOLD, "targets": [], "direction": "rising"}, **{"weights.toml": WEIGHTS}).score
    assert without is not None and without.value.missing is not None and without.value.missing.code == "no_progress_of"


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("weights.toml", WEIGHTS.replace("held = 2", "held = 0"), "scorecards.weight"),
        ("weights.toml", WEIGHTS.replace("held = 2", "hold = 2"), "indicators.unknown_indicator"),
        ("weights.toml", WEIGHTS.replace('of = "friends"', 'of = "fiends"'), "scorecards.unknown_of"),
        ("weights.toml", WEIGHTS.replace('by = "guideline"', 'by = "mood"'), "indicators.unknown_word"),
        ("periods.toml", PERIODS.replace('to = "1899"', 'to = "1799"'), "scorecards.period_backwards"),
        ("periods.toml", PERIODS.replace("friends", "foes"), "indicators.unknown_guideline"),
        ("periods.toml", PERIODS.replace('to = "1899"\n', ""), "indicators.missing"),
    ],
)
def test_a_wrong_file_is_told_at_its_line(file: str, text: str, code: str) -> None:
    found = problems_of(record_of(TOLD, **{file: text}))
    assert [(one.code, one.file.endswith(file), one.line > 0) for one in found] == [(code, True, True)]
    assert all(one.render(language) for one in found for language in LANGUAGES)


def test_a_guideline_nobody_had_stated_has_no_card_yet() -> None:
    record = record_of(TOLD)
    scorer = scorer_of(record, "1839")
    assert [scorer.cards(by, day("1900-12-31")) for by in BY] == [[], [], [], []]
    table = scorecards_table([], scorer, asked("1900-12-31"))
    assert any("left out" in note for note in table.notes)


def test_a_question_about_what_is_not_there_names_the_nearest() -> None:
    scorer = scorer_of(record_of(TOLD))
    with pytest.raises(QuestionError, match="friends"):
        cards_asked(scorer, "guideline", asked("1900"), of="freinds")
    with pytest.raises(QuestionError, match="field"):
        cards_asked(scorer, "fild", asked("1900"))


def test_a_plan_has_a_card_for_each_objective_with_money_and_the_edition_of_its_formula() -> None:
    visits = {"id": "visits", "node": "ao-1"}
    aims = ({"of": "visits", "period": "2021", "value": "50"}, {"of": "visits", "period": "2022", "value": "60"})
    got = ({"indicator": "visits", "period": "2021", "as_of": "2021-12-31", "value": "40"}, {"indicator": "visits", "period": "2022", "as_of": "2022-12-31", "value": "45", "source": "report-2022"})  # fmt: skip
    money = tuple(
        {"line": "l-1", "node": "ao-1", "period": "2022", "stage": stage, "value": value, "as_of": "2022-12-31"}
        for stage, value in (("modified", "200"), ("accrued", "90"))
    )
    record = small_plan(
        nodes=(*TREE, activity()), indicators=(visits,), targets=aims, results=got, budget=money, files={"scales.toml": SCALES}
    )
    scorer = Scorer(read_evaluation(record), KnownRecord(record, day("2030-01-01")))
    cards = scorer.cards("objective", day("2022-12-31"))
    assert cards and all(card.node is not None for card in cards)
    (line,) = cards[0].lines
    assert (line.value.lo, line.target and line.target.lo, line.way and line.way.lo, line.met) == (45, 60, 75, "no")
    assert (line.light.id, line.trend.moved, line.trend.towards, line.edition) == ("short", "rose", "better", "our_reading")
    spoken = {one.reading: one for found in cards[0].criteria for one in found.spoken}
    assert (spoken["execution"].value.lo, spoken["cost_per_unit"].value.lo) == (45, 1)


@cache
def peru_scorer() -> Scorer:
    return Scorer(peru_evaluation(), peru_evaluator().ground.known, peru_evaluator())


def everything(scorer: Scorer, on: str) -> list[str | bytes]:
    """Every table of scorecards, as it leaves."""
    tables = []
    for by in BY:
        cards = scorer.cards(by, asked(on).last)
        for make in (scorecards_table, lines_table, criteria_table):
            tables += [make(cards, scorer, asked(on)), make(cards, scorer, asked(on), "es", in_words=True)]
    return [form for table in tables for form in (table.to_json(), table.to_csv())]


@pytest.mark.long
def test_nothing_later_leaks_into_the_scorecards_of_peru() -> None:
    known = asked("2021-03-01").last
    then = without_later(peru(), "2021-03-01")
    whole = everything(Scorer(peru_evaluation(), KnownRecord(peru(), known)), "2021-12-31")
    assert whole == everything(Scorer(read_evaluation(then), KnownRecord(then, known)), "2021-12-31")


def test_every_guideline_of_peru_has_its_card_with_what_is_missing_named() -> None:
    scorer = peru_scorer()
    cards = scorer.cards("guideline", day("2021-12-31"))
    assert len(cards) == len(peru_evaluation().guidelines)
    assert sum(len(card.verdicts) for card in cards) >= len(peru_evaluation().assertions)
    for card in cards:
        assert card.lines and card.document and card.claim
        assert {one.criterion.id for one in card.criteria} == set(criteria())
        lacking = {one.of for one in card.missing if one.lacks == "no_target"}
        assert lacking == {line.id for line in card.lines if line.target is None and line.value.missing is None}
        for line in card.lines:
            assert bool(line.light.colour) == (line.light.lit in ("band", "no_data")), line.id


def test_cards_of_objectives_hold_each_line_of_their_guideline_that_names_one() -> None:
    scorer, on = peru_scorer(), day("2021-12-31")
    whole = {(card.id, line.id) for card in scorer.cards("guideline", on) for line in card.lines if line.objective}
    assert {(card.part_of, line.id) for card in scorer.cards("objective", on) for line in card.lines} <= whole


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_scorecard_is_there_in_both_languages(language: str) -> None:
    codes = [
        *(f"lit_{one}" for one in LIT if one not in ("band", "between")), *(f"moved_{one}" for one in MOVED),
        *(f"towards_{one}" for one in TOWARDS if one), *(f"reading_{one}" for one in READINGS), *(f"by_{one}" for one in BY),
    ]  # fmt: skip
    assert all(say(f"scorecards.{code}", language) for code in codes)
    assert {reading for one in criteria().values() for reading in one.readings} == set(READINGS)
