"""The ways in which a treaty's uncertain dates may have been, as many as an answer on a day can depend on.

An act's day matters to an answer only where something turns on it: on the day asked, on another act's day, on the end of a
period that a clause counts from it. Where an act has more possible days than these, only these are tried.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import Final

from legation.record.acts import Days
from legation.standings.participation.clauses import TWELVE_MONTHS
from legation.standings.participation.kinds import CONSENTS, ENDS_TREATY, SIGNATURES
from legation.standings.participation.placed import Placed
from legation.standings.participation.treaty import Step, Treaty

AT_MOST: Final = 4_000
"""Placements tried for one answer; beyond them dates are held to their ends, and nothing is then called certain."""
_SIGNED: Final = frozenset(SIGNATURES) - {"signed_definitively", "signature_succeeded"}
_ENTRY: Final = frozenset({"entered_into_force", "entered_into_force_for"})
_BEFORE_LEAVING: Final = _ENTRY | frozenset({*CONSENTS, *SIGNATURES})
_TOLD: Final = _ENTRY | frozenset({*ENDS_TREATY, "succession_notified", "denunciation_notified", "renewal_refused"})
"""Acts whose day an answer tells, and not only what they turn."""
COUNTS_DAYS: Final = frozenset({"reservation_made"})
"""Acts from which days are counted though no clause is known: a reservation waits twelve months for objections (VCLT 20(5))."""
WIDE: Final = 12
"""Up to so many possible days, an act is tried on each."""


class Placings:
    """The placements to try for an answer on a day.

    Args:
        wide: acts with more possible days than this are tried only where something turns on their day.
    """

    def __init__(self, treaty: Treaty, day: int, wide: int = WIDE) -> None:
        slots = [(step, effect) for step in treaty.steps for effect in (False, True) if not effect or step.effect is not None]
        choices = _choices(slots, treaty, day, wide)
        self.is_whole = True
        size = 1
        for days in choices:
            size *= len(days)
        if size > AT_MOST:
            self.is_whole = False
            choices = [sorted({days[0], days[-1]}) for days in choices]
            while _size(choices) > AT_MOST:
                widest = max(range(len(choices)), key=lambda place: (len(choices[place]), place))
                choices[widest] = choices[widest][:1]
        self._slots, self._choices, self._day, self._counts_days = slots, choices, day, bool(_periods(treaty))

    def __iter__(self) -> Iterator[tuple[Placed, ...]]:
        for days in self._tried():
            yield place(self._slots, days)

    def _tried(self) -> Iterable[tuple[int, ...]]:
        """The days to try: where nothing counts days, those alone that differ in their order, or in a day that is told."""
        every = product(*self._choices)
        if self._counts_days or sum(len(days) > 1 for days in self._choices) < 2:
            return every
        told = [place for place, (step, _) in enumerate(self._slots) if step.kind in _TOLD]
        found: dict[tuple[int, ...], list[tuple[int, ...]]] = {}
        for days in every:
            ranks = {day: rank for rank, day in enumerate(sorted({*days, self._day}))}
            found.setdefault(tuple([ranks[day] for day in days]), []).append(days)
        return sorted({days for alike in found.values() for days in _telling(alike, told)})


def _telling(alike: Sequence[tuple[int, ...]], told: Sequence[int]) -> set[tuple[int, ...]]:
    """Of placements in the same order one, and those in which a day that is told is its first, and its last."""
    ends = {turn(alike, key=lambda days: days[place]) for place in told for turn in (min, max)}
    return {alike[0], *ends}


def place(slots: Sequence[tuple[Step, bool]], days: Sequence[int]) -> tuple[Placed, ...]:
    """The steps on those days, in order of time; ``slots`` says of each day whether it is a step's own or that of its effect."""
    found: list[Placed] = []
    for (step, is_effect), day in zip(slots, days, strict=True):
        if is_effect:
            last = found.pop()
            found.append(Placed(step, last.day, day, last.order))
        else:
            found.append(Placed(step, day, None, len(found)))
    return tuple(sorted(found, key=lambda one: one.key))


def _size(choices: Iterable[Sequence[int]]) -> int:
    size = 1
    for days in choices:
        size *= len(days)
    return size


def _choices(slots: Sequence[tuple[Step, bool]], treaty: Treaty, day: int, wide: int) -> list[Sequence[int]]:
    spans = [_span(step.effect if effect and step.effect is not None else step.days) for step, effect in slots]
    periods = _periods(treaty)
    marks: set[int] | None = None
    found: list[Sequence[int]] = []
    for (step, effect), span in zip(slots, spans, strict=True):
        if span.lo == span.hi:
            found.append((span.lo,))
        elif not periods:
            found.append(_turns(span, "" if effect else step.kind, slots, spans, day))
        elif span.hi - span.lo < wide:
            found.append(range(span.lo, span.hi + 1))
        else:
            marks = _marks(spans, periods, day) if marks is None else marks
            found.append(sorted({span.lo, span.hi, *(mark for mark in marks if span.lo < mark < span.hi)}))
    return found


def _turns(span: Days, kind: str, slots: Sequence[tuple[Step, bool]], spans: Sequence[Days], day: int) -> Sequence[int]:
    """Where no clause counts days: those on which an act may come before, after or with another, up to the day asked.

    Acts that can share no day with it come before or after it on all of its days. What is done after the day asked turns nothing
    by then, save that the days of entry into force are told. Only leaving, or refusing to join, looks back to a signature.
    """
    signed = kind in _SIGNED
    before = kind in _BEFORE_LEAVING
    beside = [
        one
        for (step, _), one in zip(slots, spans, strict=True)
        if one.lo <= span.hi
        and span.lo <= one.hi
        and not (signed and step.kind in _BEFORE_LEAVING)
        and not (before and step.kind in _SIGNED)
    ]
    turns = {day, day + 1}
    if len(beside) > (0 if signed else 1):
        apart = len(beside) - (1 if span.lo <= day < span.hi else 2)  # so many may have come one after another before the rest
        for one in beside:
            turns |= {one.lo - 1, *range(one.lo, one.lo + max(apart, 2)), one.hi - 1, one.hi, one.hi + 1}
    last = span.hi if not signed or len(turns) > 2 else span.lo
    until = span.hi if kind in _ENTRY else min(span.hi, day + 1)
    return sorted({span.lo, last, *(turn for turn in turns if span.lo < turn <= until)})


_FIRST, _LAST = -719_162, 2_932_896  # years 1 to 9999: what a record admits
_LONGEST: Final = 80_000
"""Days that no period of a clause exceeds."""


def _span(days: Days) -> Days:
    return Days(max(days.lo, _FIRST), min(days.hi, _LAST))


def _marks(spans: Sequence[Days], periods: Sequence[Callable[[int], int]], day: int) -> set[int]:
    """Days on which something turns: the day asked and the bounds of every act, and those a clause's period away from them."""
    marks = {day, day + 1}
    for span in spans:
        marks |= {span.lo - 1, span.lo, span.lo + 1, span.hi - 1, span.hi, span.hi + 1}
    for _ in range(2):
        reached = set(marks)
        for period in periods:
            for mark in marks:
                if _FIRST < mark < _LAST:
                    back = _last_before(period, mark)
                    reached |= {back, back + 1, period(mark), period(mark) + 1}
        marks = reached
    return marks


def _periods(treaty: Treaty) -> list[Callable[[int], int]]:
    clauses = treaty.final
    entry, leaving, duration = clauses.entry, clauses.denunciation, clauses.duration
    reserved = any(step.kind in COUNTS_DAYS for step in treaty.steps)
    found: list[Callable[[int], int]] = [TWELVE_MONTHS.add_to] if reserved else []
    if treaty.clauses is None:
        return found
    found += [clauses.joining.from_day, leaving.lapse.from_day]
    if entry is not None:
        found.append(entry.lapse.from_day)
    if leaving.not_before is not None:
        found.append(leaving.not_before.add_to)
    if duration is not None:
        found.append(lambda day: duration.end(day, 0))
    return found


def _last_before(period: Callable[[int], int], day: int) -> int:
    """The last day from which the period has run out by ``day``."""
    days = range(day - _LONGEST, day + 1)
    return days[bisect_right(days, day, key=period) - 1]
