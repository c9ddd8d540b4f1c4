"""What the evaluation of a record comes to, each answer worked out once for a day of knowledge and a date asked about."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cached_property
from threading import RLock
from typing import Any, Final, TypeVar

from legation.evaluation.book import Evaluation, evaluator_of, read_evaluation
from legation.evaluation.expectations import EXPECTED, Outcome, UnderWay, outcomes, read_expectations
from legation.evaluation.formula.evaluating import Evaluator
from legation.evaluation.formula.values import Inputs, Ref, listed
from legation.evaluation.norms.duties import Duty
from legation.evaluation.norms.in_force import Book
from legation.evaluation.norms.norm import Norm
from legation.evaluation.norms.owed import book_of, owed_on
from legation.evaluation.norms.reading import norms_of
from legation.evaluation.plans.entries import Plan
from legation.evaluation.plans.known import KnownPlan, plan_sources
from legation.evaluation.plans.reading import read_plan
from legation.evaluation.plans.review import PlanOn, plan_on
from legation.evaluation.readings import Reading, reading, readings
from legation.evaluation.scorecards.scorecard import By, Scorecard, Scorer
from legation.evaluation.verdicts import AssertionVerdict, is_made, verdict
from legation.record.record import Record
from legation.standings.asof import KnownRecord

KEPT: Final = 4_000
VIEWS: Final = 6
Held = TypeVar("Held")


class Evaluated:
    """The evaluation of one record, with the answers last asked for kept at hand. One thread at a time works them out."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._evaluators: OrderedDict[int, Evaluator] = OrderedDict()
        self._lock = RLock()

    @cached_property
    def book(self) -> Evaluation:
        """Guidelines, sets, indicators and assertions."""
        return read_evaluation(self.record)

    @cached_property
    def norms(self) -> Mapping[str, Norm]:
        """The norms by id."""
        return norms_of(self.record)[0]

    @cached_property
    def under_way(self) -> tuple[UnderWay, ...]:
        """What is told as under way."""
        return read_expectations(self.record)[0]

    @cached_property
    def plan(self) -> Plan:
        """The plan, empty where there is none."""
        return read_plan(self.record)

    @cached_property
    def expects(self) -> bool:
        """Whether anything is told as expected or under way."""
        return bool(self.under_way) or any(claim.kind == EXPECTED for claim in self.record.claims)

    @cached_property
    def last_of_plan(self) -> int:
        """The last day on which a source of the plan was known."""
        return max((self.record.sources[source].known for source in plan_sources(self.plan)), default=0)

    @cached_property
    def reference_days(self) -> tuple[int, ...]:
        """Days on which sources that state no act, but date a norm or a plan, were known."""
        limits = [limit for norm in self.norms.values() for limit in (norm.begins, norm.ends) if limit is not None]
        named = {limit.source for limit in limits} | plan_sources(self.plan)
        return tuple(sorted({self.record.sources[one].known for one in named if one in self.record.sources}))

    def evaluator(self, known: KnownRecord) -> Evaluator:
        """What evaluates formulas over the record as known."""
        with self._lock:
            if known.known not in self._evaluators:
                self._evaluators[known.known] = evaluator_of(self.book, known)
                while len(self._evaluators) > VIEWS:
                    self._evaluators.popitem(last=False)
            self._evaluators.move_to_end(known.known)
            return self._evaluators[known.known]

    def reading(self, known: KnownRecord, on: int, indicator: str) -> Reading:
        """What an indicator comes to on a day."""
        return self._once(
            ("reading", known.known, on, indicator),
            lambda: reading(self.evaluator(known), self.book.indicators[indicator], on),
        )

    def series(self, known: KnownRecord, indicator: str) -> tuple[Reading, ...]:
        """What an indicator comes to at the end of each year, or of each decade where it speaks of decades."""
        first, last = self.record.period
        return self._once(
            ("series", known.known, indicator),
            lambda: tuple(readings(self.evaluator(known), self.book.indicators[indicator], "year", first, last)),
        )

    def cards(self, known: KnownRecord, on: int, by: By) -> tuple[Scorecard, ...]:
        """The scorecards of one sort on a day."""
        return self._once(("cards", known.known, on, by), lambda: tuple(self._scorer(known).cards(by, on)))

    def _scorer(self, known: KnownRecord) -> Scorer:
        evaluator = self.evaluator(known)
        return self._once(("scorer", known.known), lambda: Scorer(self.book, known, evaluator))

    def verdict(self, known: KnownRecord, on: int, assertion: str) -> AssertionVerdict | None:
        """What the acts say of an assertion; None while no source had made it."""

        def asked() -> AssertionVerdict | None:
            one, evaluator = self.book.assertions[assertion], self.evaluator(known)
            return verdict(evaluator, one, on) if is_made(evaluator, one) else None

        return self._once(("verdict", known.known, on, assertion), asked)

    def duties(self, known: KnownRecord, on: int) -> tuple[Duty, ...]:
        """Every duty that had or may have arisen by the end of a day, in order of norm."""
        return self._once(
            ("duties", known.known, on), lambda: tuple(owed_on(self.norm_book(known), self.norms.values(), on).listed())
        )

    def norm_book(self, known: KnownRecord) -> Book:
        """What says from when until when a norm binds, as known."""
        return self._once(("book", known.known), lambda: book_of(known))

    def outcomes(self, known: KnownRecord, on: int) -> tuple[Outcome, ...]:
        """What became by the end of a day of what was expected."""
        return self._once(("outcomes", known.known, on), lambda: tuple(outcomes(known, on, self.under_way)))

    def plan_on(self, known: KnownRecord, on: int) -> PlanOn:
        """The plan on a day, as known."""
        return self._once(("plan", known.known, on), lambda: plan_on(KnownPlan(known, self.plan), on))

    def refs(self, inputs: Inputs) -> tuple[Ref, ...]:
        """What values rest on, one by one."""
        return listed(inputs)

    def acts_of_claims(self, known: KnownRecord) -> Mapping[str, str]:
        """The act of every claim known."""
        return self.norm_book(known).acts_of_claims

    def acts_behind(self, known: KnownRecord, refs: Iterable[Ref]) -> list[str]:
        """The acts behind some inputs, in order of time, the undated last."""
        of_claims = self.acts_of_claims(known)
        found: dict[str, None] = {}
        for what, name in refs:
            if what == "claim" and name in of_claims:
                found[of_claims[name]] = None
            elif what == "standing" and (key := known.find(name)) is not None:
                found.update(dict.fromkeys(known.acts_behind(key)))
        return sorted(found, key=lambda act: in_time(known, act))

    def _once(self, key: Hashable, asked: Callable[[], Held]) -> Held:
        with self._lock:
            if key not in self._kept:
                self._kept[key] = asked()
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            found: Held = self._kept[key]
            return found


def in_time(known: KnownRecord, act: str) -> tuple[bool, int, int, str]:
    """The order of acts in time, the undated last."""
    one = known.acts[act]
    return one.undated, one.begin.lo, one.begin.hi, act
