"""The plan as known at the end of one day: of each line of versions of a source the latest; rival sources stay side by side."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from legation.evaluation.plans.entries import BudgetEntry, Indicator, Node, Plan, Result, Stated, Target
from legation.record.acts import visible_claims
from legation.record.claims import decimal_of
from legation.record.observations import visible_observations
from legation.record.record import Record
from legation.record.sources import lineage
from legation.standings.asof import KnownRecord

_Row = TypeVar("_Row", bound=Stated)


@dataclass(frozen=True)
class KnownPlan:
    """The rows of a plan that hold as known on a day.

    Args:
        view: the record as known; its day and level decide what is seen.
        plan: every row of the plan files.
    """

    view: KnownRecord
    plan: Plan

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """The elements by id; where several sources state one, as the latest known states it."""
        return {row.id: row for row in self._latest(self.plan.nodes, lambda row: row.id)}

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """The indicators by id, as the latest known source states each."""
        return {row.id: row for row in self._latest(self.plan.indicators, lambda row: row.id)}

    @cached_property
    def targets(self) -> list[Target]:
        """Baselines and targets, rivals of different sources included."""
        return self._current(self.plan.targets, lambda row: (row.of, row.kind, row.period.text))

    @cached_property
    def results(self) -> list[Result]:
        """Results, rivals of different sources included."""
        return self._current(self.plan.results, lambda row: (row.indicator, row.period.text, row.as_of))

    @cached_property
    def budget(self) -> list[BudgetEntry]:
        """Entries of the budget, rivals of different sources included."""
        return self._current(self.plan.budget, lambda row: (row.budget_line, row.stage, row.period.text, row.as_of))

    def value(self, row: Target | Result | BudgetEntry) -> Fraction | None:
        """The figure of a row: its own, or that of the observation or claim that it names, where that is known."""
        return self._figures.get(row.observation) if row.observation else row.value

    def day_known(self, source: str) -> int:
        """The day at whose end a source was known."""
        return self.record.sources[source].known

    @property
    def record(self) -> Record:
        """The record."""
        return self.view.record

    @cached_property
    def _figures(self) -> dict[str, Fraction]:
        said = {
            claim.id: claim.value
            for claims in visible_claims(self.record, self.view.known, self.view.level).values()
            for claim in claims
        }
        said |= {one.id: one.value for one in visible_observations(self.record, self.view.known, self.view.level)}
        read = {key: decimal_of(text) for key, text in said.items() if text}
        return {key: Fraction(figure) for key, figure in read.items() if figure is not None}

    def _visible(self, rows: Iterable[_Row]) -> list[_Row]:
        return [row for row in rows if self.day_known(row.source) <= self.view.known]

    def _current(self, rows: Iterable[_Row], key: Callable[[_Row], Hashable]) -> list[_Row]:
        """Of each lineage, for each thing stated, the rows of its latest source; in order of claim id."""
        lines: dict[tuple[str, Hashable], list[_Row]] = {}
        for row in self._visible(rows):
            lines.setdefault((lineage(row.source, self.record.sources), key(row)), []).append(row)
        current: list[_Row] = []
        for line in lines.values():
            newest = max((self.day_known(row.source), row.source) for row in line)[1]
            current.extend(row for row in line if row.source == newest)
        return sorted(current, key=lambda row: row.claim)

    def _latest(self, rows: Iterable[_Row], key: Callable[[_Row], str]) -> list[_Row]:
        """For each thing stated one row, of the source known last."""
        found: dict[str, _Row] = {}
        for row in sorted(self._visible(rows), key=lambda row: (self.day_known(row.source), row.source, row.claim)):
            found[key(row)] = row
        return [found[name] for name in sorted(found)]


def plan_sources(plan: Plan) -> set[str]:
    """Ids of the sources on which a plan rests."""
    return {row.source for row in plan.rows}
