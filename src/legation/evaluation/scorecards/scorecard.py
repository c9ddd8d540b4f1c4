"""Scorecards of a record on a day, as known: by guideline, by field, by period, by objective.

No single score is made unless the record declares weights. Guidelines are a reconstruction of their authors, and every card of
one says whose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal

from legation.evaluation.book import Evaluation, evaluator_of
from legation.evaluation.formula.evaluating import Evaluator
from legation.evaluation.formula.from_log import FromLog
from legation.evaluation.formula.values import Reason, Ref, Rests
from legation.evaluation.guidelines import Guideline
from legation.evaluation.indicators import Indicator
from legation.evaluation.norms.in_force import Book
from legation.evaluation.norms.norm import Norm
from legation.evaluation.norms.owed import Owed, book_of, owed_on
from legation.evaluation.norms.reading import norms_of
from legation.evaluation.plans.entries import Node
from legation.evaluation.plans.known import KnownPlan
from legation.evaluation.plans.reading import read_plan
from legation.evaluation.plans.review import NodeOn, PlanOn, plan_on
from legation.evaluation.scales import Scale, read_scales
from legation.evaluation.scorecards.criteria import CriterionFound, Matter, found_of
from legation.evaluation.scorecards.lights import scale_on
from legation.evaluation.scorecards.lines import Line, indicator_line, plan_line, value_of
from legation.evaluation.scorecards.periods import Era, read_eras
from legation.evaluation.scorecards.survival import Begun, begun_within
from legation.evaluation.scorecards.touching import Index, OwedForActs, Thing
from legation.evaluation.scorecards.weights import Score, Weights, read_weights, score_of
from legation.evaluation.verdicts import BORNE_OUT, AssertionVerdict, BorneOut, is_made, verdict
from legation.record.acts import FOREVER
from legation.standings.asof import KnownRecord
from legation.standings.docket import Entry, docket
from legation.terms.days import add_months
from legation.terms.edtf import Edtf
from legation.terms.problems import Problem
from legation.terms.vocabulary import Text

By = Literal["guideline", "field", "period", "objective"]
BY: Final[tuple[By, ...]] = ("guideline", "field", "period", "objective")
USUAL_TREND: Final = 120
"""Ten years, in months: as much of a decade has then passed on both days, so that what is counted by decade can be compared."""
PLAN_TREND: Final = 12
OBJECTIVES: Final = ("national_objective", "sector_objective", "institutional_objective")

Lacking = Literal["no_data", "no_target", "no_progress", "datum"]


@dataclass(frozen=True, slots=True)
class Missing:
    """What a card lacks.

    Args:
        lacks: a value (``no_data``), a target, a way to measure progress, or the datum that would settle an assertion.
        of: the indicator or assertion; because: why, where there are reasons.
    """

    lacks: Lacking
    of: str
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Scorecard:
    """What is known of a guideline, field, period or objective on a day.

    Args:
        id: of the guideline, field or period; of an objective ``guideline.objective``, or the element of a plan.
        part_of: the guideline of an objective, or the element from which one of a plan hangs; empty for others.
        document, claim: whose reconstruction it is and where it is stated; empty for fields and plans.
        begins, ends: when it is said to have held, where that is said.
        on, since: the day asked about (of a period, at most its last day), and that of the trend.
        guidelines: those whose indicators and assertions it holds.
        docket: the unsettled contradictions and gaps that touch what its lines rest on.
        score: one score, where the record declares weights for it.
        considered: what its criteria are taken from, the duties that its acts create among it; worked out when asked for.
    """

    by: By
    id: str
    label: Text
    definition: Text
    part_of: str
    document: str
    claim: str
    begins: Edtf | None
    ends: Edtf | None
    on: int
    since: int
    guidelines: tuple[str, ...]
    lines: tuple[Line, ...]
    verdicts: tuple[AssertionVerdict, ...]
    docket: tuple[Entry, ...]
    missing: tuple[Missing, ...]
    score: Score | None
    considered: Callable[[], Matter] = field(compare=False, repr=False)
    node: NodeOn | None = None

    @cached_property
    def _matter(self) -> Matter:
        return self.considered()

    @cached_property
    def criteria(self) -> tuple[CriterionFound, ...]:
        """What the record says of each DAC criterion."""
        return found_of(self._matter)

    @property
    def borne_out(self) -> Mapping[BorneOut, int]:
        """How many assertions the acts bear out: yes, partly, no, or it cannot be known."""
        counted = Counter(one.borne_out for one in self.verdicts)
        return {word: counted[word] for word in BORNE_OUT}

    @property
    def lights(self) -> Mapping[str, int]:
        """How many lines have each light, by its id, in order of the lines."""
        return dict(Counter(line.light.id for line in self.lines))

    @property
    def rests_on(self) -> tuple[Ref, ...]:
        """Everything that its lines rest on, each once."""
        return tuple(sorted({ref for line in self.lines for one in line.rests for ref in one.refs}))


class Scorer:
    """Makes the scorecards of a record as known; keep it, for what it works out serves every card and day.

    Args:
        evaluator: one kept from before over the same record as known.
        entries: gives the docket of what its keepers wrote; from a build where that is at hand.
    """

    def __init__(
        self, evaluation: Evaluation, known: KnownRecord, evaluator: Evaluator | None = None,
        entries: Callable[[KnownRecord], Iterable[Entry]] = docket,
    ) -> None:  # fmt: skip
        self.evaluation = evaluation
        self.known = known
        self._entries = entries
        self.evaluator = evaluator or evaluator_of(evaluation, known)
        self._lines: dict[tuple[str, int, int], Line] = {}
        self._verdicts: dict[tuple[str, int], AssertionVerdict] = {}
        self._plans: dict[int, PlanOn | None] = {}
        self._begun: dict[tuple[int, ...], Begun] = {}
        self._duties: dict[int, Owed] = {}
        self._owed: dict[int, OwedForActs] = {}

    def cards(self, by: By, on: int, since: int | None = None) -> list[Scorecard]:
        """The cards of one sort on a day.

        Args:
            since: the earlier day of the trends; where none is given ten years before, and for a plan one.
        """
        if by == "objective":
            return [*self._objectives(on, since), *self._of_plan(on, since)]
        if by == "field":
            return list(self._fields(on, since))
        if by == "period":
            return list(self._periods(on, since))
        return [self._card(by, one.id, one.label, one, (one,), on, since) for one in self.guidelines]

    @cached_property
    def guidelines(self) -> tuple[Guideline, ...]:
        """The guidelines whose statement is known: before, nobody had reconstructed them."""
        return tuple(one for one in self.evaluation.guidelines.values() if self.evaluator.ground.knows(one.claim))

    @cached_property
    def eras(self) -> tuple[Era, ...]:
        """The periods whose document is known."""
        found = read_eras(self.known.record, self.evaluation.guidelines, [])
        return tuple(one for one in found.values() if self._is_known(one.document))

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the files that cards are made from."""
        of_eras: list[Problem] = []
        read_eras(self.known.record, self.evaluation.guidelines, of_eras)
        return (*self.evaluation.problems, *of_eras, *read_scales(self.known.record)[1], *self.plan.plan.problems)

    @cached_property
    def scales(self) -> tuple[Scale, ...]:
        """The scales known."""
        return tuple(one for one in read_scales(self.known.record)[0] if not one.source or self._is_known(one.source))

    @cached_property
    def weights(self) -> tuple[Weights, ...]:
        """The weights known."""
        found = read_weights(self.known.record, self.evaluation.indicators)[0]
        return tuple(one for one in found if not one.source or self._is_known(one.source))

    def _is_known(self, source: str) -> bool:
        found = self.known.record.sources.get(source)
        return found is not None and found.known <= self.known.known

    def _fields(self, on: int, since: int | None) -> Iterator[Scorecard]:
        for word in self.known.record.vocabulary.fields.values():
            held = tuple(one for one in self.guidelines if one.field == word.id)
            if held:
                yield self._card("field", word.id, word.label, None, held, on, since, definition=word.definition)

    def _periods(self, on: int, since: int | None) -> Iterator[Scorecard]:
        for era in self.eras:
            if era.first <= on:
                held = tuple(one for one in self.guidelines if one.id in era.guidelines)
                yield self._card("period", era.id, era.label, era, held, min(on, era.last), since or era.first - 1)

    def _objectives(self, on: int, since: int | None) -> Iterator[Scorecard]:
        for guideline in self.guidelines:
            for name, label in guideline.objectives.items():
                yield self._card("objective", f"{guideline.id}.{name}", label, guideline, (guideline,), on, since, objective=name)

    def _card(
        self, by: By, name: str, label: Text, whose: Guideline | Era | None, held: Sequence[Guideline], on: int,
        since: int | None, *, definition: Text | None = None, objective: str = "",
    ) -> Scorecard:  # fmt: skip
        since = add_months(on, -USUAL_TREND) if since is None else since
        names = {one.id for one in held}
        serving = [
            one
            for one in self.evaluation.indicators.values()
            if names.intersection(one.guideline) and objective in ("", one.objective)
        ]
        lines = tuple(self._line(one, on, since) for one in serving)
        verdicts = tuple(self._verdicts_of(names, {one.id for one in serving} if objective else None, on))
        entries = self._touched(lines, self._docket)

        def considered() -> Matter:
            owed = self._owed_on(on).by([one for line in lines for one in line.rests])
            rising = {line.id for line in lines if line.direction == "rising"}
            return Matter(lines, entries, None, owed, self._begun_within([one for one in serving if one.id in rising], held, on))

        return Scorecard(
            by, name, label, definition or (whose.definition if whose is not None and not objective else Text("", "")),
            whose.id if objective and whose is not None else "", whose.document if whose is not None else "",
            whose.claim if isinstance(whose, Guideline) else "", whose.begins if whose is not None else None,
            whose.ends if whose is not None else None, on, since, tuple(one.id for one in held), lines, verdicts, entries,
            tuple(_missing(lines, verdicts)), self._score(by, name, lines, on), considered,
        )  # fmt: skip

    def _line(self, indicator: Indicator, on: int, since: int) -> Line:
        key = (indicator.id, on, since)
        if key not in self._lines:
            self._lines[key] = indicator_line(self.evaluator, indicator, on, since, scale_on(self.scales, on))
        return self._lines[key]

    def _verdicts_of(self, names: set[str], indicators: Collection[str] | None, on: int) -> Iterator[AssertionVerdict]:
        for one in self.evaluation.assertions.values():
            if not names.intersection(one.guideline) or not is_made(self.evaluator, one):
                continue
            if indicators is not None and (one.indicator is None or one.indicator.id not in indicators):
                continue
            key = (one.id, on)
            if key not in self._verdicts:
                self._verdicts[key] = verdict(self.evaluator, one, on)
            yield self._verdicts[key]

    def _begun_within(self, serving: Sequence[Indicator], held: Sequence[Guideline], on: int) -> Begun:
        """What was begun of that of which more is wanted: that a case ended, or a war, is no failure to last."""
        firsts = [one.begins.first for one in held if one.begins is not None and isinstance(one.begins.first, int)]
        lasts = [one.ends.last for one in held if one.ends is not None and isinstance(one.ends.last, int)]
        first = min(firsts) if len(firsts) == len(held) else -FOREVER
        last = min(on, max(lasts)) if len(lasts) == len(held) else on
        key = (first, last, on, *(id(one.tree) for one in serving))
        if key not in self._begun:
            self._begun[key] = begun_within(self.evaluator, [one.tree for one in serving], first, last, on)
        return self._begun[key]

    def _score(self, by: By, name: str, lines: Sequence[Line], on: int) -> Score | None:
        declared = [one for one in self.weights if (one.by, one.of) == (by, name) and one.holds(on)]
        return score_of(max(declared, key=lambda one: (one.first, one.id)), lines) if declared else None

    @cached_property
    def _docket(self) -> Index[Entry]:
        """The unsettled entries of the docket, by the claims and standings that they are about."""
        known = self.known.written
        entries = [one for one in self._entries(known) if not one.settled_by]
        acts = {one.act for one in entries} & known.acts.keys()
        held = _standings_of(known, acts)
        refs = []
        for one in entries:
            own: list[Ref] = [("claim", claim) for claim, _ in one.said]
            if one.act in acts and not one.noted_by:
                own += [("claim", claim.id) for claim in known.acts[one.act].claims]
                own += [("standing", name) for name in held.get(one.act, ())]
            refs.append(own)
        return Index(entries, refs)

    @cached_property
    def _norms(self) -> Mapping[str, Norm]:
        return norms_of(self.known.record)[0]

    @cached_property
    def _book(self) -> Book:
        return book_of(self.known)

    def duties(self, on: int) -> Owed:
        """Every duty that had or may have arisen by the end of a day, in order of norm."""
        if on not in self._duties:
            self._duties[on] = owed_on(self._book, self._norms.values(), on)
        return self._duties[on]

    @property
    def log(self) -> FromLog | None:
        """The columns of the log beside the record, where there is one."""
        columns = self.evaluator.ground.columns
        return columns if isinstance(columns, FromLog) else None

    def listed(self, rests: Rests) -> tuple[Ref, ...]:
        """What a value rests on one by one; of a record with a log but for what the log says."""
        return rests.refs if self.log is None else self.log.own_refs(rests)

    def _owed_on(self, on: int) -> OwedForActs:
        if on not in self._owed:
            self._owed[on] = OwedForActs(self.known, self.duties(on), self.evaluator.ground.columns)
        return self._owed[on]

    def _touched(self, lines: Iterable[Line], index: Index[Thing]) -> tuple[Thing, ...]:
        found = {place for line in lines for place in index.touched(line.rests)}
        return tuple(index.things[place] for place in sorted(found))

    @cached_property
    def plan(self) -> KnownPlan:
        """The plan of the record as known; empty where it has none."""
        return KnownPlan(self.known, read_plan(self.known.record))

    def plan_on(self, day: int) -> PlanOn | None:
        """The plan on a day; None where nothing of one is known."""
        if day not in self._plans:
            self._plans[day] = plan_on(self.plan, day) if self.plan.nodes else None
        return self._plans[day]

    def _of_plan(self, on: int, since: int | None) -> Iterator[Scorecard]:
        now = self.plan_on(on)
        if now is None:
            return
        since = add_months(on, -PLAN_TREND) if since is None else since
        earlier = self.plan_on(since)
        before = {one.indicator.id: one for node in (earlier.nodes if earlier else ()) for one in node.indicators}
        scale = now.scale("progress")
        for place, node in enumerate(now.nodes):
            if node.node.kind not in OBJECTIVES:
                continue
            end = next((at for at in range(place + 1, len(now.nodes)) if now.nodes[at].depth <= node.depth), len(now.nodes))
            below = now.nodes[place:end]
            lines = tuple(
                plan_line(one, before.get(one.indicator.id), scale, on, since) for under in below for one in under.indicators
            )
            costs = tuple(value_of(under.cost_per_unit) for under in below if under.cost_per_unit.known)
            matter = Matter(lines, linked="orphan" not in node.flags, money=node.money, cost_per_unit=costs)
            yield self._of_node(node.node, node, lines, matter, on, since)

    def _of_node(self, node: Node, on_day: NodeOn, lines: tuple[Line, ...], matter: Matter, on: int, since: int) -> Scorecard:
        return Scorecard(
            "objective", node.id, node.name, Text("", ""), node.parent, "", node.claim, None, None, on, since, (), lines, (), (),
            tuple(_missing(lines, ())), self._score("objective", node.id, lines, on), lambda: matter, on_day,
        )  # fmt: skip


def _missing(lines: Iterable[Line], verdicts: Iterable[AssertionVerdict]) -> Iterator[Missing]:
    for line in lines:
        if line.value.missing is not None:
            yield Missing("no_data", line.id, (line.value.missing,))
        if line.light.lit == "no_target":
            yield Missing("no_target", line.id)
        elif line.light.lit == "no_progress" and line.way is not None and line.way.missing is not None:
            yield Missing("no_progress", line.id, (line.way.missing,))
    for one in verdicts:
        if one.borne_out in ("partly", "cannot_be_known"):
            yield Missing("datum", one.assertion.id, one.because)


def _standings_of(known: KnownRecord, acts: Collection[str]) -> dict[str, list[str]]:
    """Ids of the standings that each of some acts touches."""
    found: dict[str, list[str]] = {}
    for key, history in known.histories.items():
        for act, _ in history.effects:
            if act in acts:
                found.setdefault(act, []).append(key.id)
    return found
