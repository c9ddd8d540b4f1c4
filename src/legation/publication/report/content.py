"""What a report holds, in no language yet: scorecards, series, the acts behind them, duties, plan, and what was expected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from legation.evaluation.expectations import Outcome, outcomes, read_expectations
from legation.evaluation.formula.values import Ref
from legation.evaluation.norms.owed import Owed
from legation.evaluation.plans.entries import Stated
from legation.evaluation.plans.review import PlanOn
from legation.evaluation.scorecards.lines import Line
from legation.evaluation.scorecards.scorecard import BY, By, Scorecard, Scorer
from legation.publication.questions import Asked
from legation.publication.report.series import Run, runs_of
from legation.record.acts import Act
from legation.record.claims import Claim
from legation.record.measures import Observation
from legation.standings.asof import KnownRecord

DEEDS_NOT: Final = frozenset({"opinion", "difference", "gap", "adjudication", "retraction"})


@dataclass(frozen=True)
class Report:
    """What a report holds.

    Args:
        on: the date asked about; since: the earlier day of the trends, None for the usual ones.
        scenario: the name of the scenario laid over the record, or empty.
    """

    scorer: Scorer
    on: Asked
    since: Asked | None = None
    scenario: str = ""

    @property
    def view(self) -> KnownRecord:
        """The record as known."""
        return self.scorer.known

    @cached_property
    def cards(self) -> dict[By, list[Scorecard]]:
        """The scorecards of every sort."""
        since = None if self.since is None else self.since.last
        return {by: self.scorer.cards(by, self.on.last, since) for by in BY}

    @property
    def guidelines(self) -> list[Scorecard]:
        """The scorecards of the guidelines."""
        return self.cards["guideline"]

    @property
    def objectives_of_plan(self) -> list[Scorecard]:
        """The scorecards of the objectives of the plan."""
        return [card for card in self.cards["objective"] if card.node is not None]

    @cached_property
    def lines(self) -> dict[str, Line]:
        """Each indicator once, in order of the cards."""
        found: dict[str, Line] = {}
        for card in (*self.guidelines, *self.objectives_of_plan):
            for line in card.lines:
                found.setdefault(line.id, line)
        return found

    @cached_property
    def runs(self) -> dict[str, tuple[Run, ...]]:
        """Each indicator of the guidelines over time, by its id."""
        first = self.view.record.period[0]
        sheets = self.scorer.evaluation.indicators
        named = {line.id: None for card in self.guidelines for line in card.lines}
        return {name: runs_of(self.scorer.evaluator, sheets[name], first, self.on.last) for name in named}

    @property
    def duties(self) -> Owed:
        """The duties that had or may have arisen by the day."""
        return self.scorer.duties(self.on.last)

    @cached_property
    def plan(self) -> PlanOn | None:
        """The plan on the day, where the record has one that was known."""
        return self.scorer.plan_on(self.on.last)

    @cached_property
    def expected(self) -> list[Outcome]:
        """What was expected, and what became of it."""
        return outcomes(self.view, self.on.last, read_expectations(self.view.record)[0])

    @cached_property
    def acts(self) -> dict[str, Act]:
        """Every act that stands behind a figure of the report, in order of time."""
        return {act.id: act for act in self.acts_behind(ref for refs in self._refs for ref in refs)}

    @cached_property
    def figures(self) -> dict[str, Observation]:
        """Every figure of a measure that stands behind one of the report."""
        wanted = {name for refs in self._refs for what, name in refs if what == "measure"}
        return {one.id: one for one in self.view.record.measures if one.id in wanted}

    @cached_property
    def plan_rows(self) -> dict[str, Stated]:
        """Every row of the plan that stands behind a figure of the report."""
        rows = self.scorer.plan.plan.by_claim
        return {name: rows[name] for name in sorted({name for refs in self._refs for what, name in refs if what == "plan"})}

    @cached_property
    def _refs(self) -> list[list[Ref]]:
        own = [self.refs_of(line) for line in self.lines.values()]
        asserted = [
            [ref for one in found.inputs for ref in self.scorer.listed(one)]
            for card in self.guidelines
            for found in card.verdicts
        ]
        stated: list[list[Ref]] = [
            [("claim", claim) for claim, _ in entry.said] for card in self.guidelines for entry in card.docket
        ]
        expected = [list(one.rests_on) for one in self.expected]
        whose: list[list[Ref]] = [[("claim", card.claim)] for card in self.guidelines]
        return [*own, *asserted, *stated, *expected, *whose]

    @cached_property
    def _told(self) -> KnownRecord:
        """The record whose acts are listed one by one."""
        return self.view if self.scorer.log is None else self.scorer.log.known.own

    def refs_of(self, line: Line) -> list[Ref]:
        """All that a line rests on, each once; of a record with a log but for what the log says."""
        return list(dict.fromkeys(ref for one in line.rests for ref in self.scorer.listed(one)))

    def of_log(self, line: Line) -> int:
        """On how many acts of a log beside the record a line rests, which are not listed."""
        return 0 if self.scorer.log is None else self.scorer.log.of_log(line.rests)

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """The claims of the record by id."""
        return {claim.id: claim for claim in self.view.record.claims}

    @cached_property
    def _act_of(self) -> dict[str, str]:
        return {claim.id: act.id for act in self._told.acts.values() for claim in act.claims}

    def act_of(self, claim: str) -> str:
        """The act that a claim tells of; empty where it is not known."""
        return self._act_of.get(claim, "")

    def acts_behind(self, refs: Iterable[Ref]) -> list[Act]:
        """The acts behind some inputs, each once, in order of time."""
        names: dict[str, None] = {}
        for what, name in refs:
            if what == "claim" and name in self._act_of:
                names[self._act_of[name]] = None
            elif what == "standing" and (key := self._told.find(name)) is not None:
                names.update(dict.fromkeys(self._told.acts_behind(key)))
        acts = [self._told.acts[name] for name in names]
        return sorted(acts, key=lambda act: (act.undated, act.begin.lo, act.begin.hi, act.id))

    def deeds_of(self, card: Scorecard) -> list[Act]:
        """The deeds on which the lines of a card rest by the day asked about, in order of time."""
        acts = self.acts_behind(ref for line in card.lines for ref in self.refs_of(line))
        return [act for act in acts if act.kind not in DEEDS_NOT and (act.undated or act.begin.lo <= self.on.last)]
