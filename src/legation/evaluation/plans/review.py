"""A plan on a day: the tree with its targets, results, progress and money, and what is late, orphan, unfunded or over-spent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, TypeVar

from legation.evaluation.dated import holding
from legation.evaluation.direction import inferred
from legation.evaluation.plans.entries import OPERATIONAL_ACTIVITY, Indicator, Node, Result, Target, first_day, last_day
from legation.evaluation.plans.figures import Figure, between, inputs_of, made_of, nothing, over
from legation.evaluation.plans.known import KnownPlan
from legation.evaluation.plans.money import LineMoney, Money, lines_on, together
from legation.evaluation.plans.tree import beneath, from_the_top, in_circles
from legation.evaluation.plans.words import plan_words
from legation.evaluation.progress import ACTIVITY, Edition, edition_on, progress, read_editions
from legation.evaluation.scales import Scale, read_scales

COUNTED: Final = frozenset({"number", "quantity"})
WHOLE: Final = 100
_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class IndicatorOn:
    """An indicator on a day, against the target due.

    Args:
        direction_by: how its direction is known: ``declared``, ``targets`` (from successive targets), ``baseline``, or empty.
        period, deadline: of the target due: as written, and its last day; None where no target is in force.
        as_of: the day of the result, None where there is none.
    """

    indicator: Indicator
    direction: str
    direction_by: str
    period: str
    deadline: int | None
    baseline: Figure
    target: Figure
    result: Figure
    as_of: int | None
    progress: Figure
    edition: Edition
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NodeOn:
    """An element on a day: its place in the tree, its indicators, and the money tied to it and to all that hangs from it."""

    node: Node
    depth: int
    indicators: tuple[IndicatorOn, ...]
    money: Money | None
    financial_target: Figure
    cost_per_unit: Figure
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanOn:
    """A plan on a day: every element from the top down, and the lines of money that are tied to none."""

    day: int
    nodes: tuple[NodeOn, ...]
    loose: tuple[LineMoney, ...]
    scales: tuple[Scale, ...] = field(default=())

    def scale(self, of: str) -> Scale | None:
        """The scale by which percentages of a kind are rated on the day, if the record has one."""
        found = holding([scale for scale in self.scales if scale.of == of], self.day)
        return found if isinstance(found, Scale) else None


def plan_on(known: KnownPlan, day: int) -> PlanOn:
    """A plan on a day, as known: nothing dated after ``day`` or known later enters."""
    record, until = known.record, known.view.known
    editions = [one for one in read_editions(record)[0] if known.day_known(one.source) <= until]
    scales = [one for one in read_scales(record)[0] if not one.source or known.day_known(one.source) <= until]
    return _Review(known, day, edition_on(editions, day)).whole(scales)


class _Review:
    def __init__(self, plan: KnownPlan, day: int, edition: Edition) -> None:
        self.plan = plan
        self.day = day
        self.edition = edition
        self.lines = lines_on(plan, day)
        self.below = beneath(plan.nodes)
        self.rings = in_circles(plan.nodes)
        self.targets = _by(plan.targets, lambda row: row.of)
        self.results = _by(plan.results, lambda row: row.indicator)
        self.indicators = _by(plan.indicators.values(), lambda row: row.node)
        self.by_node = _by(self.lines, lambda line: line.node)

    def whole(self, scales: Sequence[Scale]) -> PlanOn:
        nodes = tuple(self.node(depth, node) for depth, node in from_the_top(self.plan.nodes))
        loose = tuple(line for line in self.lines if line.node not in self.plan.nodes)
        return PlanOn(self.day, nodes, loose, tuple(scales))

    def node(self, depth: int, node: Node) -> NodeOn:
        indicators = tuple(self.indicator(one) for one in self.indicators.get(node.id, ()))
        money = together([line for below in self.below[node.id] for line in self.by_node.get(below, ())])
        financial = [one for one in self.targets.get(node.id, ()) if one.kind == "financial" and self._in_force(one)]
        flags = [
            *(["late"] if any("late" in one.flags for one in indicators) else []),
            *(["orphan"] if self.is_orphan(node) else []),
            *(["unfunded"] if self.is_unfunded(node, money) else []),
            *(["overspent"] if money is not None and money.overspent else []),
        ]
        return NodeOn(node, depth, indicators, money, self.said(financial, "no_target"), _cost(money, indicators), tuple(flags))

    def is_orphan(self, node: Node) -> bool:
        needs = plan_words().kinds[node.kind].needs_parent
        return node.id in self.rings or ((needs or bool(node.parent)) and node.parent not in self.plan.nodes)

    def is_unfunded(self, node: Node, money: Money | None) -> bool:
        """An activity under way with no money, in a year of which some budget is known; where none is, nothing is said."""
        if node.kind != OPERATIONAL_ACTIVITY or not self.lines:
            return False
        under_way = (node.begins is None or node.begins <= self.day) and (node.ends is None or self.day <= node.ends)
        if money is None:
            return under_way
        modified = money.stages["modified"]
        return under_way and modified.certain and modified.low == 0

    def indicator(self, indicator: Indicator) -> IndicatorOn:
        stated = self.targets.get(indicator.id, ())
        promised = [one for one in stated if one.kind == "target"]
        baseline = self.said(_latest([one for one in stated if one.kind == "baseline"]), "no_baseline")
        due = _latest([one for one in promised if first_day(one.period) <= self.day])
        target = self.said(due, "no_target")
        deadline = last_day(due[0].period) if due else None
        results = self.due_results(indicator.id, due)
        result = self.said(results, "no_result")
        direction, by = self.direction(indicator, promised, baseline)
        formula = ACTIVITY if self.is_activity(indicator) and direction == "rising" else direction
        made = self.progress(formula, indicator.limit, result, target, baseline) if due else nothing("no_target")
        over = deadline is not None and deadline <= self.day
        flags = [
            *(["late"] if over and not _reached(made) else []),
            *(["unreported"] if over and not result.known else []),
            *(["contradicted"] if any(one.known and not one.certain for one in (result, target, baseline)) else []),
            *(["no_baseline"] if promised and not baseline.known and not self.is_activity(indicator) else []),
            *(["no_target"] if not due else []),
        ]
        return IndicatorOn(
            indicator, direction, by, due[0].period.text if due else "", deadline, baseline, target, result,
            max((one.as_of for one in results), default=None), made, self.edition, tuple(flags),
        )  # fmt: skip

    def is_activity(self, indicator: Indicator) -> bool:
        node = self.plan.nodes.get(indicator.node)
        return node is not None and node.kind == OPERATIONAL_ACTIVITY

    def due_results(self, indicator: str, due: Sequence[Target]) -> list[Result]:
        """The results within the period of the target due, those of the last day of which any source speaks by the day asked."""
        if not due:
            return []
        begin, end = first_day(due[0].period), last_day(due[0].period)
        found = [
            one
            for one in self.results.get(indicator, ())
            if one.as_of <= self.day and begin <= first_day(one.period) and last_day(one.period) <= end
            and self.plan.value(one) is not None
        ]  # fmt: skip
        last = max((one.as_of for one in found), default=0)
        return [one for one in found if one.as_of == last]

    def direction(self, indicator: Indicator, promised: Sequence[Target], baseline: Figure) -> tuple[str, str]:
        """The direction wanted, and how it is known."""
        if indicator.direction:
            return indicator.direction, "declared"
        periods = _by(promised, lambda row: row.period.text).values()
        in_order = sorted(periods, key=lambda rows: (first_day(rows[0].period), last_day(rows[0].period)))
        steps = [_sides(self.said(rows, "no_target")) for rows in in_order]
        return inferred(_sides(baseline), [one for one in steps if one is not None])

    def progress(self, direction: str, limit: str, obtained: Figure, target: Figure, baseline: Figure) -> Figure:
        """Progress by the edition in force."""
        if not direction:
            return nothing("no_direction", *inputs_of([obtained, target]))
        parts = [obtained, target, *([baseline] if self.edition.needs_baseline(direction) else [])]
        return made_of(parts, lambda bounds: progress(self.edition, direction, bounds, limit))

    def said(self, rows: Iterable[Target | Result], reason: str) -> Figure:
        return between([(row.claim, value) for row in rows if (value := self.plan.value(row)) is not None], reason)

    def _in_force(self, target: Target) -> bool:
        return first_day(target.period) <= self.day <= last_day(target.period)


def _by(rows: Iterable[_Row], key: Callable[[_Row], str]) -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def _latest(targets: Sequence[Target]) -> list[Target]:
    """The targets of the latest period among them."""
    if not targets:
        return []
    period = max((first_day(one.period), last_day(one.period)) for one in targets)
    return [one for one in targets if (first_day(one.period), last_day(one.period)) == period]


def _reached(made: Figure) -> bool:
    return made.low is not None and made.low >= WHOLE


def _sides(figure: Figure) -> tuple[Fraction, Fraction] | None:
    return None if figure.low is None or figure.high is None else (figure.low, figure.high)


def _cost(money: Money | None, indicators: Sequence[IndicatorOn]) -> Figure:
    """Money accrued for each unit obtained, where the element has one counting indicator, in the period of the money."""
    counting = [one for one in indicators if one.indicator.measure in COUNTED]
    if money is None or len(counting) != 1:
        return nothing("no_result")
    (one,) = counting
    if one.result.known and one.period != money.period:
        return nothing("other_period")
    return over(money.stages["accrued"], one.result)
