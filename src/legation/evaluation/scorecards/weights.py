"""Weights: how the indicators of a scorecard make one score, only where a record declares it; the formula is said with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from legation.evaluation.book import Evaluation
from legation.evaluation.dated import Dated, days_of, read_dated, source_of
from legation.evaluation.formula.values import Value, exactly, no_data, over, plus, reason, times
from legation.evaluation.plans.reading import read_plan
from legation.evaluation.scorecards.lines import Line
from legation.evaluation.sheet import Entry
from legation.record.record import Record
from legation.terms.problems import Problem, nearest

FILE: Final = "weights.toml"
KEYS: Final = ("label", "source", "from", "to", "by", "of", "weights")
BY: Final = ("guideline", "field", "period", "objective")


@dataclass(frozen=True)
class Weights(Dated):
    """The weights of the indicators of one scorecard, between two days.

    Args:
        by, of: of which scorecard: ``guideline``, ``new-markets``; weights: by indicator, each above zero.
    """

    by: str
    of: str
    weights: Mapping[str, float]


@dataclass(frozen=True)
class Score:
    """One score: the weighted mean of the ways covered, held between 0 and 100; formula: as it was worked out."""

    value: Value
    weights: Weights
    formula: str


def read_weights(record: Record, indicators: Collection[str]) -> tuple[tuple[Weights, ...], list[Problem]]:
    """The weights that a record declares, and every problem of their file."""
    _, found, problems = read_dated(record, FILE, lambda entry: _weights(entry, record, indicators))
    return tuple(found), problems


def _weights(entry: Entry, record: Record, indicators: Collection[str]) -> Weights | None:
    entry.keys(KEYS)
    label, source = entry.text("label"), source_of(entry, record, needed=False)
    by, of = entry.one_of("by", BY), entry.string("of", needed=True)
    given = entry.content.get("weights")
    kept: dict[str, float] = {}
    for name, weight in given.items() if isinstance(given, dict) else ():
        if isinstance(weight, bool) or not isinstance(weight, int | float) or weight <= 0:
            entry.report("weights", "scorecards.weight", value=weight, name=name)
        elif entry.named("weights", [name], indicators, "indicator"):
            kept[name] = float(weight)
    if not isinstance(given, dict) or not given:
        entry.report("weights", "scorecards.no_weights", id=entry.id)
    if not kept:
        return None
    return Weights(entry.id, label, source, *days_of(entry), by, of, kept)


def score_of(weights: Weights, lines: Iterable[Line]) -> Score:
    """The weighted mean of the ways covered; no data where a weighted indicator has none, and then which."""
    lit = {line.id: line for line in lines}
    formula = " + ".join(f"{weight:g} × {name}" for name, weight in weights.weights.items())
    formula = f"({formula}) / {sum(weights.weights.values()):g}"
    total = exactly(0)
    for name, weight in weights.weights.items():
        way = lit[name].way if name in lit else None
        if way is None or way.missing is not None:
            return Score(no_data(reason("no_progress_of", indicator=name)), weights, formula)
        held = Value(min(max(way.lo, 0), 100), min(max(way.hi, 0), 100), way.floor, way.ceiling, way.because, way.inputs)
        total = plus(total, times(exactly(weight), held))
    return Score(over(total, exactly(sum(weights.weights.values()))), weights, formula)


def problems_of_weights(record: Record, evaluation: Evaluation, eras: Collection[str]) -> list[Problem]:
    """Every problem of the weights, those of a scorecard that there is not among them."""
    entries, _, problems = read_dated(record, FILE, lambda entry: _weights(entry, record, evaluation.indicators))
    objectives = [f"{one.id}.{name}" for one in evaluation.guidelines.values() for name in one.objectives]
    there: dict[str, Collection[str]] = {
        "guideline": evaluation.guidelines, "field": record.vocabulary.fields, "period": eras,
        "objective": [*objectives, *(node.id for node in read_plan(record).nodes)],
    }  # fmt: skip
    for entry in entries:
        by, of = entry.content.get("by"), entry.content.get("of")
        if isinstance(of, str) and of and isinstance(by, str) and by in there and of not in there[by]:
            entry.report("of", "scorecards.unknown_of", by=by, value=of, nearest=nearest(of, there[by]) or "—")
    return problems
