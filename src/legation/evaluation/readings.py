"""Readings of indicators: the value obtained at a date, and how far it is on the way to its target.

Progress is reckoned as that of plans: by the formula of its direction, in the edition in force on the day (decision 18).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from typing import Literal

from legation.evaluation.bounds import Bounds
from legation.evaluation.direction import By, Direction, inferred
from legation.evaluation.formula.choosing import Moment
from legation.evaluation.formula.comparing import compare
from legation.evaluation.formula.evaluating import Evaluator, steps
from legation.evaluation.formula.values import Truth, Value, joined, merged, no_data, reason
from legation.evaluation.indicators import Due, Indicator
from legation.evaluation.progress import Edition, edition_on, progress
from legation.record.acts import FOREVER
from legation.terms.days import civil, day_number, iso

WANTED_SIGN = {"rising": ">=", "falling": "<=", "steady": "="}


@dataclass(frozen=True)
class Progress:
    """How far a reading is on the way to a target.

    Args:
        target: the value promised; on: its last day.
        share: progress in per cent, by the formula of an ``edition``; met: whether the target is reached, by direction.
        direction: rising, falling, steady, or empty; is_inferred: whether it follows from targets and baseline.
    """

    target: Value
    on: int
    share: Value
    met: Truth
    direction: Direction | Literal[""]
    is_inferred: bool
    edition: Edition


@dataclass(frozen=True)
class Reading:
    """One value obtained: of an indicator, for a period, at a day."""

    indicator: Indicator
    period: str
    moment: Moment
    value: Value
    progress: Progress | None


def reading(evaluator: Evaluator, indicator: Indicator, on: int) -> Reading:
    """What an indicator comes to on a day: for one that speaks of years or decades, in that of the day, up to the day."""
    begins, ends = _limits(indicator)
    on = min(on, ends)
    if indicator.every == "period":
        return _readings(evaluator, indicator, [(iso(on), Moment(on, -FOREVER, on))], begins)[0]
    year = civil(on)[0]
    first = year if indicator.every == "year" else year - year % 10
    return _readings(evaluator, indicator, stepped(indicator.every, day_number(first, 1, 1), on)[:1], begins)[0]


def readings(evaluator: Evaluator, indicator: Indicator, step: str, first: int, last: int) -> list[Reading]:
    """What an indicator comes to at the end of each year or decade of a time; one of decades speaks of decades only."""
    begins, ends = _limits(indicator)
    step = "decade" if indicator.every == "decade" else step
    asked = stepped(step, max(first, begins), min(last, ends), whole=indicator.every == "period")
    return _readings(evaluator, indicator, asked, begins)


@lru_cache(maxsize=64)
def stepped(step: str, first: int, last: int, whole: bool = False) -> tuple[tuple[str, Moment], ...]:
    """The years or decades within some days, each with its moment; where ``whole``, at its end, of all time up to it."""
    found = tuple(steps(step, first, last))
    return tuple((name, Moment(one.on, -FOREVER, one.on)) for name, one in found) if whole else found


def _limits(indicator: Indicator) -> tuple[int, int]:
    begins = indicator.begins.first if indicator.begins else -FOREVER
    ends = indicator.ends.last if indicator.ends else FOREVER
    assert isinstance(begins, int) and isinstance(ends, int)
    return begins, ends


def _readings(evaluator: Evaluator, indicator: Indicator, asked: Sequence[tuple[str, Moment]], begins: int) -> list[Reading]:
    moments = [moment for _, moment in asked]
    if moments and moments[0].on < begins:
        before = no_data(reason("before_indicator", day=iso(begins)))
        return [Reading(indicator, name, moment, before, None) for name, moment in asked]
    values = evaluator.values(indicator.tree, moments)
    if not indicator.targets:
        return [Reading(indicator, name, moment, value, None) for (name, moment), value in zip(asked, values, strict=True)]
    editions = [one for one in indicator.editions if evaluator.ground.has_source(one.source)]
    progress: dict[tuple[int, Due, str], Progress] = {}
    found = []
    for (name, moment), value in zip(asked, values, strict=True):
        due = next((one for one in indicator.targets if _end(one) >= moment.on), indicator.targets[-1])
        edition = edition_on(editions, moment.on)
        key = (id(value), due, edition.id)
        if key not in progress:
            progress[key] = _progress(evaluator, indicator, value, due, edition)
        found.append(Reading(indicator, name, moment, value, progress[key]))
    return found


def _end(due: Due) -> int:
    assert isinstance(due.on.last, int)
    return due.on.last


def direction_of(evaluator: Evaluator, indicator: Indicator) -> tuple[Direction | Literal[""], By]:
    """The direction wanted, and how it is known: declared, or from what the claims known state."""
    if indicator.declared:
        return indicator.declared, "declared"
    baseline = None if indicator.baseline is None else _sides(evaluator, indicator.baseline)
    targets = [_sides(evaluator, one) for one in indicator.targets]
    return inferred(baseline, [one for one in targets if one is not None])


def _sides(evaluator: Evaluator, due: Due) -> tuple[float, float] | None:
    stated = evaluator.ground.stated(due.claim) if due.claim else None
    return None if stated is None else (stated.lo, stated.hi)


def _progress(evaluator: Evaluator, indicator: Indicator, value: Value, due: Due, edition: Edition) -> Progress:
    target = evaluator.stated(due.claim)
    direction, by = direction_of(evaluator, indicator)
    is_inferred = by in ("targets", "baseline")
    if not direction:
        unknown = reason("no_direction")
        return Progress(target, _end(due), no_data(unknown), Truth("unknown", missing=unknown), direction, is_inferred, edition)
    met = compare(value, WANTED_SIGN[direction], target)
    parts = [value, target]
    if edition.needs_baseline(direction):
        parts.append(baseline_of(evaluator, indicator))
    share = _share(edition, direction, parts)
    return Progress(target, _end(due), share, met, direction, is_inferred, edition)


def baseline_of(evaluator: Evaluator, indicator: Indicator) -> Value:
    """Where an indicator started: what a claim states, else what its formula came to then; no data where it has no baseline."""
    if indicator.baseline is None:
        return no_data(reason("no_baseline"))
    if indicator.baseline.claim:
        return evaluator.stated(indicator.baseline.claim)
    start = _end(indicator.baseline)
    first = -FOREVER if indicator.every == "period" else day_number(civil(start)[0], 1, 1)
    return evaluator.value(indicator.tree, Moment(start, first, start))


def _share(edition: Edition, direction: str, parts: Sequence[Value]) -> Value:
    inputs = merged(*(one.inputs for one in parts))
    missing = next((one.missing for one in parts if one.missing is not None), None)
    if missing is not None:
        return no_data(missing, inputs)
    found = progress(edition, direction, [_bounds(one) for one in parts])
    if isinstance(found, str):
        return no_data(reason(found), inputs)
    because = joined(*(one.because for one in parts))
    return Value(float(found.low), float(found.high), found.floor, found.ceiling, because, inputs)


def _bounds(value: Value) -> Bounds:
    return Bounds(value.lo, value.hi, value.floor or value.hi == inf, value.ceiling or value.lo == -inf)
