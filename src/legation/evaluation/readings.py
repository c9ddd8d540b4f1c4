"""Readings of indicators: the value obtained at a date, and how far it is on the way to its target.

Progress is the way covered from the baseline over the way to the target, whichever the direction: our reading (decision 18).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from legation.evaluation.formula.evaluating import Evaluator, compare, steps
from legation.evaluation.formula.ground import Moment
from legation.evaluation.formula.values import Truth, Value, exactly, minus, no_data, over, reason, times
from legation.evaluation.indicators import Direction, Due, Indicator, inferred
from legation.record.acts import FOREVER
from legation.terms.days import civil, day_number, iso

WANTED_SIGN = {"rising": ">=", "falling": "<=", "steady": "="}


@dataclass(frozen=True)
class Progress:
    """How far a reading is on the way to a target.

    Args:
        target: the value promised; on: its last day.
        share: per cent of the way from the baseline; met: whether the target is reached, by direction.
        direction: rising, falling, steady, or empty; is_inferred: whether from successive targets.
    """

    target: Value
    on: int
    share: Value
    met: Truth
    direction: Direction | Literal[""]
    is_inferred: bool


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
    progress: dict[tuple[int, Due], Progress] = {}
    found = []
    for (name, moment), value in zip(asked, values, strict=True):
        due = next((one for one in indicator.targets if _end(one) >= moment.on), indicator.targets[-1])
        key = (id(value), due)
        if key not in progress:
            progress[key] = _progress(evaluator, indicator, value, due)
        found.append(Reading(indicator, name, moment, value, progress[key]))
    return found


def _end(due: Due) -> int:
    assert isinstance(due.on.last, int)
    return due.on.last


def direction_of(evaluator: Evaluator, indicator: Indicator) -> tuple[Direction | Literal[""], bool]:
    """The direction wanted, and whether it was inferred from what the claims known state."""
    if indicator.declared:
        return indicator.declared, False
    stated = {
        one.claim: evaluator.ground.stated(one.claim) for one in (indicator.baseline, *indicator.targets) if one is not None
    }
    found = inferred(
        indicator.baseline, indicator.targets, {claim: value.lo for claim, value in stated.items() if value is not None}
    )
    return found, bool(found)


def _progress(evaluator: Evaluator, indicator: Indicator, value: Value, due: Due) -> Progress:
    target = evaluator.stated(due.claim)
    direction, is_inferred = direction_of(evaluator, indicator)
    met = compare(value, WANTED_SIGN[direction], target) if direction else Truth("unknown", missing=reason("no_direction"))
    return Progress(target, _end(due), _way(evaluator, indicator, value, target), met, direction, is_inferred)


def _way(evaluator: Evaluator, indicator: Indicator, value: Value, target: Value) -> Value:
    if indicator.baseline is None:
        return no_data(reason("no_baseline"))
    start = _end(indicator.baseline)
    if indicator.baseline.claim:
        baseline = evaluator.stated(indicator.baseline.claim)
    else:
        first = -FOREVER if indicator.every == "period" else day_number(civil(start)[0], 1, 1)
        baseline = evaluator.value(indicator.tree, Moment(start, first, start))
    return times(over(minus(value, baseline), minus(target, baseline)), exactly(100))
