"""The money of a plan on a day: what each line had at each stage, and what lines together had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from legation.evaluation.plans.entries import BudgetEntry, first_day, last_day
from legation.evaluation.plans.figures import Figure, between, inputs_of, nothing, over
from legation.evaluation.plans.known import KnownPlan

STAGES: Final = ("opening", "modified", "certified", "committed", "accrued", "paid")


@dataclass(frozen=True, slots=True)
class LineMoney:
    """One budget line in one fiscal period, as of a day; ``stages`` has a figure for each stage, none where nothing is stated."""

    line: str
    node: str
    category: str
    period: str
    currency: str
    stages: Mapping[str, Figure]

    @property
    def overspent(self) -> bool:
        """Whether more was certainly accrued than the modified budget."""
        return exceeds(self.stages["accrued"], self.stages["modified"])


@dataclass(frozen=True, slots=True)
class Money:
    """What several lines had together."""

    currency: str
    period: str
    stages: Mapping[str, Figure]
    overspent: tuple[str, ...]

    @property
    def execution(self) -> Figure:
        """Accrual over the modified budget, in per cent."""
        return over(self.stages["accrued"], self.stages["modified"], 100)


def lines_on(plan: KnownPlan, day: int) -> list[LineMoney]:
    """Every line that has entries in the fiscal period of ``day``, as of that day, by id."""
    entries: dict[str, list[BudgetEntry]] = {}
    for entry in plan.budget:
        if entry.as_of <= day and first_day(entry.period) <= day <= last_day(entry.period):
            entries.setdefault(entry.budget_line, []).append(entry)
    return [_line(plan, name, entries[name]) for name in sorted(entries)]


def _line(plan: KnownPlan, name: str, entries: list[BudgetEntry]) -> LineMoney:
    stages = {stage: _stage(plan, [one for one in entries if one.stage == stage]) for stage in STAGES}
    if not stages["modified"].known:  # until it is changed, the modified budget is the opening one
        stages["modified"] = stages["opening"]
    latest = max(entries, key=lambda one: (one.as_of, one.claim))
    return LineMoney(name, latest.node, latest.category, latest.period.text, latest.currency, stages)


def _stage(plan: KnownPlan, entries: list[BudgetEntry]) -> Figure:
    """What the sources give as of the last day of which any speaks."""
    said = [(one, value) for one in entries if (value := plan.value(one)) is not None]
    last = max((one.as_of for one, _ in said), default=0)
    return between([(one.claim, value) for one, value in said if one.as_of == last], "no_result")


def together(lines: Iterable[LineMoney]) -> Money | None:
    """What some lines had together; None where there are none. A stage that some lines lack is a floor; all, missing."""
    every = list(lines)
    if not every:
        return None
    currencies = sorted({line.currency for line in every})
    periods = sorted({line.period for line in every})
    stages = {
        stage: _sum([line.stages[stage] for line in every]) if len(currencies) == 1 else nothing("two_currencies")
        for stage in STAGES
    }
    return Money(";".join(currencies), ";".join(periods), stages, tuple(line.line for line in every if line.overspent))


def _sum(parts: list[Figure]) -> Figure:
    known = [part for part in parts if part.known]
    if not known:
        return nothing("no_result")
    low, high = (sum(bound for part in known if (bound := getattr(part, side)) is not None) for side in ("low", "high"))
    return Figure(low, high, floor=len(known) < len(parts) or any(part.floor for part in known), inputs=inputs_of(known))


def exceeds(more: Figure, less: Figure) -> bool:
    """Whether one figure is certainly greater than another."""
    if more.low is None or less.high is None or more.ceiling or less.floor:
        return False
    return more.low > less.high
