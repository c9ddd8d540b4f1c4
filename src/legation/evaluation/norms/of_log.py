"""The acts of a log as norms look at them: which are meant, whom they name, and the duties that they create, in columns.

What is owed for one act of a log is what the rules of :mod:`legation.evaluation.norms.duties` say of it one by one; here the same
is worked out for all of them at once, and only those that are shown are made.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Final

import numpy as np

from legation.evaluation.certainty import Certainty, before
from legation.evaluation.norms.candidates import (
    Bounds,
    Candidates,
    Flags,
    Lies,
    Numbers,
    Sure,
    best,
    joined,
    numbers,
)
from legation.evaluation.norms.in_force import Book, day_of, in_time_order
from legation.evaluation.norms.matching import Roles, is_meant
from legation.evaluation.norms.norm import Filter, Norm
from legation.record.acts import ATTESTATION, FOREVER, Act, Days
from legation.record.log import NOBODY, PREFIX, ROLES_IN_A_LOG
from legation.standings.known_logged import KnownLogged
from legation.standings.log_names import NOWHERE
from legation.terms.days import Period

_YES: Final = {Certainty.NO: (False,), Certainty.POSSIBLE: (False, True), Certainty.CERTAIN: (True,)}


class BookOfLog(Book):
    """A record with a log as known, with what its norms need to look up often."""

    known: KnownLogged

    def __init__(self, known: KnownLogged) -> None:
        super().__init__(known)
        self._meant: dict[Filter, Numbers] = {}
        self._candidates: dict[Filter, Candidates] = {}
        self._arising: dict[str, Arisen] = {}
        self._sorted: dict[tuple[Filter, str], tuple[Numbers, Numbers]] = {}
        self._made: dict[int, Act] = {}
        self._own: dict[tuple[str, ...], list[Act]] = {}

    def own_acts(self, kinds: tuple[str, ...]) -> list[Act]:
        """The acts of the record itself that are, or may be, of some kinds, in order of time."""
        if kinds not in self._own:
            self._own[kinds] = sorted(self.known.own.acts_of_kinds(kinds), key=in_time_order)
        return self._own[kinds]

    def acts_of(self, rows: Iterable[int]) -> list[Act]:
        """The acts that some rows of the log are."""
        wanted = list(rows)
        if missing := [row for row in wanted if row not in self._made]:
            made = self.known.acts_in(numbers(missing))
            act = self.known.bulk.log.act
            self._made |= {row: made[f"{PREFIX}{act[row]}"] for row in missing}
        return [self._made[row] for row in wanted]

    def acts_agreeing(self, wanted: Filter, bound: Roles) -> list[Act]:
        rows, first = self.meant(wanted), True
        for role in wanted.same:
            if role in ROLES_IN_A_LOG and bound.get(role):
                places = sorted({NOBODY, *map(self.place, bound[role])} - {NOWHERE})
                rows = self._naming(wanted, role, places) if first else rows[np.isin(self.column(role, rows), places)]
                first = False
        return sorted([*self._own_agreeing(wanted, bound), *self.acts_of(rows.tolist())], key=in_time_order)

    def _naming(self, wanted: Filter, role: str, places: list[int]) -> Numbers:
        """Of the rows that a filter means, those that hold one of some names in a role."""
        if (wanted, role) not in self._sorted:
            held = self.column(role, self.meant(wanted))
            order = np.argsort(held, kind="stable")
            self._sorted[wanted, role] = (held[order], order)
        held, order = self._sorted[wanted, role]
        spans = [slice(*np.searchsorted(held, [place, place + 1])) for place in places]
        found: Numbers = self.meant(wanted)[np.concatenate([order[span] for span in spans])]
        return found

    def _own_agreeing(self, wanted: Filter, bound: Roles) -> list[Act]:
        return self.own_acts(wanted.acts) if not wanted.same else self._own_book.acts_agreeing(wanted, bound)

    @cached_property
    def _own_book(self) -> Book:
        return Book(self.known.own)

    def place(self, name: str) -> int:
        """Where a name stands among those of the log, however it is written."""
        return self.known.bulk.log_names.place(name)

    def column(self, role: str, rows: Numbers) -> Numbers:
        """The places of the names that some rows hold in a role."""
        if role not in ROLES_IN_A_LOG:
            return np.full(len(rows), NOBODY, np.int64)
        return self.known.bulk.log_names.column(role, rows)

    def days(self, rows: Numbers) -> Bounds:
        """Where the days of some rows lie."""
        log = self.known.bulk.log
        lo, hi = log.lo[rows].astype(np.int64), log.hi[rows].astype(np.int64)
        if ATTESTATION in log.kinds:
            opinion = (log.kind[rows] == log.kinds.index(ATTESTATION)) & (lo <= -FOREVER)
            lo = np.where(opinion, hi, lo)
        return Bounds(lo, hi)

    def meant(self, wanted: Filter) -> Numbers:
        """The rows of the log that a filter of acts means, whatever must be the same as elsewhere."""
        if wanted not in self._meant:
            self._meant[wanted] = self._rows_meant(wanted)
        return self._meant[wanted]

    def _rows_meant(self, wanted: Filter) -> Numbers:
        rows = self.known.rows_of_kinds(wanted.acts)
        kept = np.ones(len(rows), np.bool_)
        for role, names in wanted.roles:
            kept &= self._holding(role, rows, names)
        for role, names in wanted.without:
            kept &= ~self._holding(role, rows, names)
        for name in wanted.parties:
            kept &= self._holding("subject", rows, (name,)) | self._holding("object", rows, (name,))
        if wanted.instrument_kinds:
            texts = self.known.record.instruments.values()
            kept &= self._holding(
                "instrument", rows, [one.id for one in texts if one.kind in wanted.instrument_kinds], exactly=True
            )
        return rows[kept]

    def _holding(self, role: str, rows: Numbers, names: Collection[str], *, exactly: bool = False) -> Flags:
        if role not in ROLES_IN_A_LOG:
            return np.zeros(len(rows), np.bool_)
        if exactly:
            log = self.known.bulk.log
            places = [place for name in names if (place := log.place_of(name)) is not None]
            return np.isin(getattr(log, role)[rows], places)
        return np.isin(self.column(role, rows), [place for place in map(self.place, names) if place != NOWHERE])

    def candidates(self, wanted: Filter) -> Candidates:
        """The acts that a filter means: those of the log, then those of the record itself, numbered from -1 down."""
        if wanted not in self._candidates:
            self._candidates[wanted] = self._all_candidates(wanted)
        return self._candidates[wanted]

    def _all_candidates(self, wanted: Filter) -> Candidates:
        rows = self.meant(wanted)
        of_log = Candidates(
            tuple(self.column(role, rows) for role in wanted.same), self.days(rows), np.ones(len(rows), np.bool_), rows
        )
        own = [
            entry for number, act in enumerate(self.own_acts(wanted.acts)) for entry in self._entries(wanted, act, -1 - number)
        ]
        roles = tuple(numbers([names[place] for names, *_ in own]) for place in range(len(wanted.same)))
        return joined(
            [
                of_log,
                Candidates(
                    roles, Bounds(numbers([days.lo for _, days, *_ in own]), numbers([days.hi for _, days, *_ in own])),
                    np.array([sure for _, _, sure, _ in own], np.bool_), numbers([number for *_, number in own]),
                ),
            ]
        )  # fmt: skip

    def _entries(self, wanted: Filter, act: Act, number: int) -> list[tuple[tuple[int, ...], Days, bool, int]]:
        """An act of the record itself for every combination of names by which it may agree."""
        meant = [one for one in act.variants if is_meant(self.known.record, wanted, one)]
        held = [[frozenset(map(self.place, one.role(role))) for role in wanted.same] for one in meant]
        found = {}
        for names in held:
            for chosen in product(*(sorted(each) or [NOBODY] for each in names)):
                always = len(meant) == len(act.variants) and all(
                    place in each for other in held for place, each in zip(chosen, other, strict=True)
                )
                found[chosen] = (chosen, day_of(act), always, number)
        return list(found.values())

    def arisen(self, norm: Norm) -> Arisen:
        """What the acts of the log create under a norm, whatever the day asked about."""
        if norm.id not in self._arising:
            self._arising[norm.id] = _arisen(self, norm)
        return self._arising[norm.id]


@dataclass(frozen=True, eq=False)
class Arisen:
    """The acts of a log that trigger a norm while it may bind, and somebody owes for.

    Args:
        rows: the row of each; days: where it lies; start: from when on it is owed; due: where its last day lies, or None.
        binds: whether the norm binds then.
    """

    rows: Numbers
    days: Bounds
    start: Bounds
    due: Bounds | None
    binds: Sure

    def by(self, day: int) -> Arisen:
        """Those that had or may have arisen by the end of a day."""
        kept = self.start.lo <= day
        due = None if self.due is None else _only(self.due, kept)
        return Arisen(self.rows[kept], _only(self.days, kept), _only(self.start, kept), due, self.binds[kept])


def _only(days: Bounds, kept: Flags) -> Bounds:
    return Bounds(days.lo[kept], days.hi[kept])


def _arisen(book: BookOfLog, norm: Norm) -> Arisen:
    assert norm.trigger is not None
    rows = book.meant(norm.trigger)
    days = book.days(rows)
    binds = _binds(book, norm, days)
    kept = binds > Certainty.NO
    if not norm.owes.actors:
        kept &= book.column(norm.owes.role, rows) != NOBODY
    rows, days, binds = rows[kept], _only(days, kept), binds[kept]
    has_due = norm.is_condition or norm.within is not None
    due = _moved(days, norm.within, -1 if norm.is_condition else 1) if has_due else None
    return Arisen(rows, days, _moved(days, norm.early, -1), due, binds)


@dataclass(frozen=True, eq=False)
class OwedForLog:
    """The duties that acts of a log create under one norm, in columns.

    Args:
        rows: the row of the log that creates each; times: how many owe each.
        may_be: the statuses of its placements, as bits in order of ``STATUSES``; sure: whether it exists at all.
    """

    norm: Norm
    rows: Numbers
    times: int
    may_be: Numbers
    sure: Sure

    @cached_property
    def is_known(self) -> Flags:
        """Which have one status in every placement."""
        found: Flags = (self.may_be & (self.may_be - 1)) == 0
        return found


def is_in_columns(norm: Norm) -> bool:
    """Whether the duties under a norm that acts of a log create can be worked out in columns: all of its parts are acts."""
    parts = [norm.discharged_by, *(one.what for one in norm.exceptions)]
    return (
        norm.trigger is not None and not norm.trigger.standing and norm.owes.holders is None
        and all(part is None or not part.standing for part in parts)
    )  # fmt: skip


def owed_for_log(book: BookOfLog, norm: Norm, day: int, status: Callable[[Norm, bool, bool, bool], int]) -> OwedForLog:
    """The duties that the acts of a log had or may have created by the end of a day under one norm.

    Args:
        status: the place of the status of a duty whose time has passed or not, that is met or not, lifted or not.
    """
    arisen = book.arisen(norm).by(day)
    rows, size = arisen.rows, len(arisen.rows)
    happened = np.where(arisen.start.hi <= day, int(Certainty.CERTAIN), int(Certainty.POSSIBLE))
    sure = np.minimum(arisen.binds, happened).astype(np.int8)
    if book.is_disputed(norm) or norm.only_if is not None or (norm.trigger is not None and norm.trigger.same):
        sure = np.minimum(sure, int(Certainty.POSSIBLE)).astype(np.int8)
    met, lifted = np.zeros(size, np.int8), _ended(book, norm, arisen.due, day, size)
    if norm.discharged_by is not None:
        beforehand = norm.is_condition and arisen.due is not None
        met = _some(
            book, norm.discharged_by, rows, arisen.due if beforehand else arisen.start, day, "before" if beforehand else "after"
        )
    for one in norm.exceptions:
        lifted = np.maximum(lifted, _some(book, one.what, rows, arisen.days, day, "after"))
    surely_past, perhaps_past = np.zeros(size, np.bool_), np.zeros(size, np.bool_)
    if norm.is_condition:
        surely_past, perhaps_past = ~surely_past, ~perhaps_past
    elif arisen.due is not None:
        surely_past, perhaps_past = day > arisen.due.hi, day > arisen.due.lo
    may_be = np.zeros(len(rows), np.int64)
    for is_past, is_met, is_lifted in product((False, True), repeat=3):
        may = (perhaps_past if is_past else ~surely_past) & _may(met, is_met) & _may(lifted, is_lifted)
        may_be |= np.where(may, 1 << status(norm, is_past, is_met, is_lifted), 0)
    return OwedForLog(norm, rows, max(len(norm.owes.actors), 1), may_be, sure)


def _may(sure: Sure, wanted: bool) -> Flags:
    """Where a thing so sure may be, or may not be."""
    found: Flags = sure > Certainty.NO if wanted else sure < Certainty.CERTAIN
    return found


def _some(book: BookOfLog, wanted: Filter, rows: Numbers, days: Bounds | None, day: int, lies: Lies) -> Sure:
    """How sure it is that some act which a filter means agrees with each row and lies where it must."""
    roles = [book.column(role, rows) for role in wanted.same]
    of = book.candidates(wanted).by(day)
    if not roles:  # every act agrees with every duty
        roles, of = [np.zeros(len(rows), np.int64)], Candidates((np.zeros(len(of.who), np.int64),), of.days, of.certain, of.who)
    assert days is not None
    return best(of, roles, days, rows, lies)


def _ended(book: BookOfLog, norm: Norm, due: Bounds | None, day: int, size: int) -> Sure:
    """How sure it is that the norm ended before each duty fell due."""
    ends = book.ends(norm)
    if ends is None or norm.is_condition:
        return np.zeros(size, np.int8)
    by_now = before(ends, Days(day + 1, day + 1))
    in_time = np.full(size, int(Certainty.CERTAIN))
    if due is not None:
        in_time = int(Certainty.CERTAIN) - _at_or_after(Bounds(numbers([ends.lo]), numbers([ends.hi])), due)
    found: Sure = np.minimum(int(by_now), in_time).astype(np.int8)
    return found


def _binds(book: BookOfLog, norm: Norm, on: Bounds) -> Sure:
    begins, ends = book.begins(norm), book.ends(norm)
    found = _at_or_after(on, Bounds(numbers([begins.lo]), numbers([begins.hi])))
    if ends is not None:
        found = np.minimum(found, _at_or_after(Bounds(numbers([ends.lo]), numbers([ends.hi])), on))
    return found


def _at_or_after(later: Bounds, earlier: Bounds) -> Sure:
    certain, perhaps = later.lo >= earlier.hi, later.hi >= earlier.lo
    found: Sure = certain.astype(np.int8) + (certain | perhaps).astype(np.int8)
    return found


def _moved(days: Bounds, period: Period | None, sign: int) -> Bounds:
    """Bounds moved on or, with ``sign`` -1, back by a period; what nothing bounds stays unbounded."""
    return days if period is None else Bounds(*(_each_moved(side, period, sign) for side in days))


def _each_moved(days: Numbers, period: Period, sign: int) -> Numbers:
    bounded = np.abs(days) < FOREVER // 2
    date = np.where(bounded, days, 0).astype("datetime64[D]")
    month = date.astype("datetime64[M]")
    there = month + sign * period.months
    last = ((there + 1).astype("datetime64[D]") - there.astype("datetime64[D]")).astype(np.int64) - 1
    of_month = np.minimum((date - month.astype("datetime64[D]")).astype(np.int64), last)
    moved: Numbers = there.astype("datetime64[D]").astype(np.int64) + of_month + sign * period.days
    found: Numbers = np.where(bounded, moved, days)
    return found
