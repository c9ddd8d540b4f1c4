"""The treaties of the record that this process serves, worked out once for a day of knowledge and a date asked about."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from threading import RLock
from typing import Final, Literal

from legation.evaluation.clauses.clause import Clause
from legation.evaluation.clauses.reading import read_clauses
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.standings.participation.answers import TreatyState
from legation.standings.participation.from_record import Treaties
from legation.standings.participation.notices import Notice, notices_of
from legation.standings.participation.written import ClausesNotRead

Shelf = Literal["in_force", "possible", "signed", "provisional", "suspended", "not_yet", "ended", "before"]
SHELVES: Final[tuple[Shelf, ...]] = (
    "in_force", "provisional", "suspended", "possible", "signed", "not_yet", "ended", "before",
)  # fmt: skip
"""How pages tell treaties apart on a day, from what is in force to what had no act yet."""
VIEWS: Final = 4
DAYS: Final = 40
FEEDS: Final = 60


@dataclass(frozen=True, slots=True)
class TreatyOn:
    """A treaty on a day: its state, the shelf it stands on, and its participants."""

    instrument: str
    state: TreatyState
    shelf: Shelf
    participants: tuple[str, ...]
    fields: frozenset[str]


class TreatiesHeld:
    """The treaties of one record, with the answers last asked for kept at hand. One thread at a time works them out."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._views: OrderedDict[int, Treaties] = OrderedDict()
        self._days: OrderedDict[tuple[int, int], tuple[TreatyOn, ...]] = OrderedDict()
        self._notices: OrderedDict[tuple[str, int], tuple[Notice, ...]] = OrderedDict()
        self._lock = RLock()

    @cached_property
    def clauses(self) -> dict[str, Clause]:
        """The register of rights and duties by clause."""
        return read_clauses(self.record)[0]

    def known(self, view: KnownRecord) -> Treaties:
        """The treaties as known."""
        with self._lock:
            if view.known not in self._views:
                self._views[view.known] = Treaties(view)
                while len(self._views) > VIEWS:
                    self._views.popitem(last=False)
            self._views.move_to_end(view.known)
            return self._views[view.known]

    def on(self, view: KnownRecord, day: int) -> tuple[TreatyOn, ...]:
        """Every instrument that has participants, on a day, in order of id."""
        with self._lock:
            key = (view.known, day)
            if key not in self._days:
                self._days[key] = tuple(self._found(view, day))
                while len(self._days) > DAYS:
                    self._days.popitem(last=False)
            self._days.move_to_end(key)
            return self._days[key]

    def notices(self, instrument: str, known: int) -> tuple[Notice, ...]:
        """The notices of a treaty known at the end of a day, the newest first; of all where none is named."""
        with self._lock:
            key = (instrument, known)
            if key not in self._notices:
                wanted = [instrument] if instrument else list(self.record.instruments)
                self._notices[key] = notices_of(self.record, wanted, known)
                while len(self._notices) > FEEDS:
                    self._notices.popitem(last=False)
            self._notices.move_to_end(key)
            return self._notices[key]

    def is_treaty(self, view: KnownRecord, instrument: str) -> bool:
        """Whether an instrument has participants: whether its acts say of anyone what it did in it."""
        try:
            return instrument in self.record.instruments and bool(self.known(view).asked(instrument).treaty.participants)
        except ClausesNotRead:
            return False

    def _found(self, view: KnownRecord, day: int) -> list[TreatyOn]:
        treaties, kinds = self.known(view), self.record.vocabulary.acts
        found = []
        for instrument in self.record.instruments:
            if not self.is_treaty(view, instrument):
                continue
            asked = treaties.asked(instrument)
            state = asked.state(day)
            acts = treaties.acts_of(instrument)
            fields = frozenset(kinds[one.kind].field for act in acts for one in act.variants if one.kind in kinds)
            found.append(TreatyOn(instrument, state, shelf_of(state), asked.treaty.participants, fields))
        return found


def shelf_of(state: TreatyState) -> Shelf:
    """The shelf of a treaty: in force for certain or as far as known, perhaps, not yet, no longer."""
    found = set(state.states)
    if found == {"none"}:
        return "before"
    if "in_force" in found:
        return "in_force" if found == {"in_force"} and state.answer in ("yes", "presumed") else "possible"
    if found <= {"terminated", "never_in_force", "void"}:
        return "ended"
    if found == {"suspended"}:
        return "suspended"
    if found == {"provisionally_applied"}:
        return "provisional"
    return "signed" if "in_force" in state.may_be else "not_yet"
