"""Lines of a scorecard: an indicator of a guideline, or of a plan, on a day, against its target and an earlier day."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Final

from legation.evaluation.formula.choosing import Moment
from legation.evaluation.formula.evaluating import Evaluator
from legation.evaluation.formula.values import Held, Inputs, Rests, Value, merged, no_data, reason
from legation.evaluation.indicators import Indicator
from legation.evaluation.plans.figures import Figure, inputs_of
from legation.evaluation.plans.review import WHOLE, IndicatorOn
from legation.evaluation.readings import Reading, baseline_of, direction_of, reading
from legation.evaluation.scales import Scale
from legation.evaluation.scorecards.lights import Light, light_of
from legation.evaluation.scorecards.trends import Trend, trend
from legation.record.acts import FOREVER
from legation.terms.vocabulary import Text


@dataclass(frozen=True)
class Line:
    """One indicator on a day.

    Args:
        id: of the indicator; objective: of the guideline, or the element of the plan; serves: the guidelines it serves.
        unit: one of CEPLAN's seven; measured_in: of what, a word of the vocabulary or the plan's own text.
        period: of which it speaks; on: the day of the value.
        baseline, target, way: None where none was set; way: per cent of the way, by the formula of ``edition``.
        target_on: last day of the target in force; met: whether it is reached.
        direction_by: how the direction is known: ``declared``, ``targets``, ``baseline``, or empty.
        edition: id of the edition of the formula of progress.
        rests: all that it rests on up to the day; of an indicator of years or decades, in every one of them.
    """

    id: str
    name: Text
    objective: str
    serves: tuple[str, ...]
    unit: str
    measured_in: str | Text
    period: str
    on: int
    value: Value
    baseline: Value | None
    target: Value | None
    target_on: int | None
    way: Value | None
    met: Held | None
    direction: str
    direction_by: str
    edition: str
    light: Light
    trend: Trend
    rests: Inputs


def indicator_line(evaluator: Evaluator, indicator: Indicator, on: int, since: int, scale: Scale | None) -> Line:
    """The line of an indicator sheet on a day."""
    now, before = reading(evaluator, indicator, on), reading(evaluator, indicator, since)
    direction, by = direction_of(evaluator, indicator)
    progress = now.progress
    target, way = (progress.target, progress.share) if progress is not None else (None, None)
    baseline = baseline_of(evaluator, indicator) if indicator.baseline is not None else None
    edition = progress.edition.id if progress is not None else ""
    return Line(
        indicator.id, indicator.name, indicator.objective, indicator.guideline, indicator.unit, indicator.measured_in,
        now.period, now.moment.on, now.value, baseline, target,
        progress.on if progress is not None else None, way, progress.met.answer if progress is not None else None,
        direction, by, edition,
        light_of(scale, now.value, target, way), trend(now.value, _then(now, before), since, direction),
        _rests(evaluator, indicator, now, target),
    )  # fmt: skip


def _rests(evaluator: Evaluator, indicator: Indicator, now: Reading, target: Value | None) -> Inputs:
    whole = now.value
    if indicator.every != "period" and whole.missing is None:
        whole = evaluator.value(indicator.tree, Moment(now.moment.on, -FOREVER, now.moment.on))
    return merged(whole.inputs, now.value.inputs, target.inputs if target is not None else ())


def _then(now: Reading, before: Reading) -> Value | None:
    """The earlier value, where it is one of another time that can be set beside the later: as much of a year or decade."""
    if before.moment == now.moment:
        return None
    if now.indicator.every == "period" or before.value.missing is not None:
        return before.value
    elapsed = [one.moment.on - one.moment.first for one in (now, before)]
    close = abs(elapsed[0] - elapsed[1]) <= _LEAP_DAYS
    return before.value if close else no_data(reason("periods_differ"), before.value.inputs)


_LEAP_DAYS: Final = 3


def plan_line(one: IndicatorOn, before: IndicatorOn | None, scale: Scale | None, day: int, since: int) -> Line:
    """The line of an indicator of a plan on a day; ``before``: the same on the earlier day, None where it was not known."""
    value, target, way = (value_of(figure) for figure in (one.result, one.target, one.progress))
    has_target = one.deadline is not None
    then = value_of(before.result) if before is not None and (before.period, before.as_of) != (one.period, one.as_of) else None
    return Line(
        one.indicator.id, one.indicator.name, one.indicator.node, (), one.indicator.measure, one.indicator.unit, one.period,
        day if one.as_of is None else one.as_of, value, value_of(one.baseline) if one.baseline.known else None,
        target if has_target else None, one.deadline, way if has_target else None, _met(one) if has_target else None,
        one.direction, one.direction_by, one.edition.id, light_of(scale, value, target if has_target else None, way),
        trend(value, then, since, one.direction),
        (Rests(tuple(("plan", claim) for claim in inputs_of([one.result, one.target, one.baseline]))),),
    )  # fmt: skip


def _met(one: IndicatorOn) -> Held:
    low, high = one.progress.low, one.progress.high
    if low is None or high is None:
        return "unknown"
    return "yes" if low >= WHOLE else "no" if high < WHOLE else "unknown"


def value_of(figure: Figure) -> Value:
    """A figure of a plan as a value; why there is none stays the same word."""
    inputs = (Rests(tuple(("plan", claim) for claim in figure.inputs)),)
    if figure.low is None or figure.high is None:
        return no_data(reason(figure.no_data or "no_result"), inputs)
    high = inf if figure.high > 10**300 else float(figure.high)
    why = (reason("sources_disagree"),) if figure.low < figure.high else ()
    return Value(float(figure.low), high, floor=figure.floor, because=why, inputs=inputs)
