"""A question that the API was asked, understood: the record, the dates, and the values of its parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from legation.archive.opening import Opened
from legation.evaluation.book import evaluator_of
from legation.evaluation.formula.evaluating import Evaluator
from legation.evaluation.scorecards.scorecard import Scorer
from legation.office.api.parameters import Value
from legation.office.opened import OpenedRecord
from legation.publication.questions import Asked, QuestionError, default_on
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.standings.docket import Entry, docket
from legation.standings.known_logged import KnownLogged
from legation.terms.days import iso

OnDate = Literal["covered", "known", "none"]
"""Where a question gives no date: the last day covered, the last day known; or it has none."""

PAGED: Final = frozenset({"limit", "cursor", "format", "lang", "edition"})
"""Parameters that do not change what is asked."""


@dataclass(frozen=True)
class Ask:
    """A question understood.

    Args:
        supposing: the record under a scenario, where one is given.
        values: what the address gave, by parameter.
        usual_on: what ``on`` is where it was not given; reads_plan: whether all is known once the plan is, too.
    """

    served: OpenedRecord
    supposing: Opened | None
    language: str
    values: Mapping[str, Value]
    usual_on: OnDate
    reads_plan: bool

    @property
    def record(self) -> Record:
        """The record asked, what is supposed included."""
        return self.served.record if self.supposing is None else self.supposing.record

    @cached_property
    def known_day(self) -> int:
        """The day at whose end things are known."""
        known = self.date("known")
        if known is not None:
            return known.last
        return max(self.served.latest, self.served.evaluated.last_of_plan) if self.reads_plan else self.served.latest

    @cached_property
    def on(self) -> Asked:
        """The date asked about."""
        given = self.date("on")
        if given is not None:
            return given
        day = iso(self.known_day)
        return Asked(day, self.known_day, self.known_day) if self.usual_on == "known" else default_on(self.served.record)

    @cached_property
    def view(self) -> KnownRecord:
        """The record as known on that day, which no log lies beside.

        Raises:
            QuestionError: one does.
        """
        return self.known_at(self.known_day)

    @cached_property
    def own(self) -> KnownRecord:
        """The same, or what a record itself says beside which a log lies: whom and what it lists, not what they did."""
        return self.view if self.logged is None else self.logged.own

    @property
    def seen(self) -> KnownRecord:
        """The same, or a record with its log: to be explained and evaluated."""
        return self.view if self.logged is None else self.logged

    @cached_property
    def logged(self) -> KnownLogged | None:
        """The record with its log as known on that day; None where it has none."""
        if self.supposing is None:
            return self.served.logged_on(self.known_day)
        found = self.supposing.evaluated(self.known_day)
        return found if isinstance(found, KnownLogged) else None

    def known_at(self, day: int) -> KnownRecord:
        """The record as known at the end of a day, which no log lies beside.

        Raises:
            QuestionError: one does.
        """
        if self.served.is_logged:
            raise QuestionError("questions.not_of_log")
        return self.served.known_on(day) if self.supposing is None else self.supposing.as_known(day)

    @cached_property
    def docket(self) -> list[Entry]:
        """The docket as known."""
        if self.logged is not None:
            return docket(self.logged.written)
        if self.supposing is None:
            return self.served.docket(self.served.as_known(self.known_day))
        return self.supposing.docket(self.view)

    @cached_property
    def evaluator(self) -> Evaluator:
        """What evaluates formulas over the record as known."""
        if self.supposing is None:
            return self.served.evaluator(self.known_day)
        return evaluator_of(self.served.evaluated.book, self.seen)

    @property
    def scorer(self) -> Scorer:
        """What makes scorecards of it."""
        return Scorer(self.served.evaluated.book, self.seen, self.evaluator, entries=lambda view: self.docket)

    @property
    def question(self) -> str:
        """The question in one canonical text: the same for every address that asks the same."""
        said = {name: value.text if isinstance(value, Asked) else value for name, value in self.values.items()}
        asked = {**said, "on": self.on.text if self.usual_on != "none" else "", "known": iso(self.known_day)}
        return "\n".join(f"{name}={asked[name]!r}" for name in sorted(asked) if name not in PAGED) + f"\n{self.language}"

    def date(self, name: str) -> Asked | None:
        """A date given."""
        found = self.values.get(name)
        return found if isinstance(found, Asked) else None

    def text(self, name: str) -> str | None:
        """A text or a date given, as written."""
        found = self.values.get(name)
        return found.text if isinstance(found, Asked) else found if isinstance(found, str) else None

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of a parameter that may be repeated."""
        found = self.values.get(name, ())
        return found if isinstance(found, tuple) else ()

    def flag(self, name: str) -> bool:
        """Whether something was asked for."""
        return self.values.get(name) is True

    def named(self, name: str) -> str:
        """What the path names."""
        return str(self.values[name])
