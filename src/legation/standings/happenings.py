"""Acts as events on one standing, with the days on which each may fall.

An act has one or two days that are not known exactly: the day it began and, where it lasted, its last day. Everything it
does to a standing hangs on those days: it opens it then, closes it after a period, presupposes it. A *shape* is that, for
one way the act may have happened; a *happening* is the act with all its ways, of which one is true.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, cast

from legation.record.acts import FOREVER, Days
from legation.terms.days import Period

Does = Literal["attest", "close", "displace", "open"]
ON: Final = frozenset({"attest", "open"})
OFF: Final = frozenset({"close", "displace"})
_RANK: Final[dict[str, int]] = {"attest": 0, "close": 1, "displace": 1, "open": 2}
"""Rule of the vocabulary for one day: what presupposes comes first, then ends, then beginnings."""

Position = tuple[int, int, int, int]
"""Day, seconds of the day, depth among acts said to come after one another, rank: the order of events."""
Event = tuple[Position, Does]
Reach = tuple[Does, int, int]
"""What an event does, the first day on which it may fall, and the last."""
EARLIEST: Final[Position] = (-4 * FOREVER, 0, 0, 0)
LATEST: Final[Position] = (4 * FOREVER, 0, 0, 0)


def end_of(day: int) -> Position:
    """After everything that falls on ``day``."""
    return (day + 1, -1, 0, 0)


def start_of(day: int) -> Position:
    """Before everything that falls on ``day``."""
    return (day, -1, 0, 0)


@dataclass(frozen=True, slots=True)
class Template:
    """One event of a shape: what it does, and when, counted from the act's day (or from the day after its last)."""

    does: Does
    after_last: bool = False
    shift: Period | None = None

    def day(self, begin: int, last: int) -> int:
        """The day of the event, when the act began on ``begin`` and ended with ``last``."""
        day = last + 1 if self.after_last else begin
        return day if self.shift is None else self.shift.add_to(day)


@dataclass(frozen=True)
class Shape:
    """One way an act may have happened to a standing.

    Args:
        begin: days on which it may have begun; last: days that may have been its last, not before its first; None: one day.
        events: what it does.
        seconds, depth: its place among acts of one day; an effect that comes later is no act of its day, and has none.
    """

    begin: Days
    last: Days | None
    events: tuple[Template, ...]
    seconds: int = 0
    depth: int = 0

    def placed(self, begin: int, last: int) -> tuple[Event, ...]:
        """The events when the act began and ended on these days."""
        return tuple((self._position(event, begin, last), event.does) for event in self.events)

    def _position(self, event: Template, begin: int, last: int) -> Position:
        is_the_act = event.shift is None and not event.after_last
        in_day = (self.seconds, self.depth) if is_the_act else (0, 0)
        return (event.day(begin, last), *in_day, _RANK[event.does])

    def reaches(self) -> tuple[Reach, ...]:
        """Its events, each with the days between which it may fall."""
        last = self.begin if self.last is None else self.last
        return tuple(
            (event.does, event.day(self.begin.lo, last.lo), event.day(self.begin.hi, max(last.hi, self.begin.hi)))
            for event in self.events
        )

    def placements_around(self, days: frozenset[int]) -> Iterator[tuple[Event, ...]]:
        """Enough placements to tell every order of the events against ``days``: each event just before, on and after each."""
        for begin, last in self.pins_around(days):
            yield self.placed(begin, last)

    def pins_around(self, days: frozenset[int]) -> Iterator[tuple[int, int]]:
        """The same as pairs of first and last day."""
        begins = self._candidates(self.begin, days, [event for event in self.events if not event.after_last])
        if self.last is None:
            yield from ((begin, begin) for begin in begins)
            return
        lasts = self._candidates(self.last, days, [event for event in self.events if event.after_last])
        for begin in begins:
            for last in sorted({max(last, begin) for last in lasts}):
                if last <= self.last.hi:
                    yield begin, last

    def _candidates(self, bounds: Days, days: frozenset[int], events: list[Template]) -> list[int]:
        found = {bounds.lo, bounds.hi}
        for event in events:
            for day in days:
                turning = _turning(event, day, bounds)
                found.update((clip(turning - 1, bounds), clip(turning, bounds), clip(turning + 1, bounds)))
        return sorted(found)


def clip(day: int, bounds: Days) -> int:
    """The day within ``bounds`` nearest to ``day``."""
    return min(max(day, bounds.lo), bounds.hi)


def _turning(event: Template, day: int, bounds: Days) -> int:
    """The last day within ``bounds`` that brings an event on ``day`` or before; ``bounds.lo - 1`` if none."""
    if event.shift is None:
        return min(max(day - event.after_last, bounds.lo - 1), bounds.hi)
    return _last_with(lambda given: event.day(given, given), day, bounds)


def _last_with(moved: Callable[[int], int], day: int, bounds: Days) -> int:
    """The last day within ``bounds`` that ``moved`` (never falling) takes to ``day`` or before; ``bounds.lo - 1`` if none."""
    low, high = bounds.lo - 1, bounds.hi
    while low < high:
        middle = (low + high + 1) // 2
        if moved(middle) <= day:
            low = middle
        else:
            high = middle - 1
    return low


@dataclass(frozen=True)
class Happening:
    """An act seen from one standing: the ways in which it may have happened, None for one that does not touch it."""

    act: str
    ways: tuple[Shape | None, ...]

    @cached_property
    def is_certain(self) -> bool:
        """Whether it touches the standing in every way it may have happened."""
        return None not in self.ways

    @cached_property
    def is_pinned(self) -> bool:
        """Whether nothing about it is uncertain: one way, on known days."""
        return len(self.ways) == 1 and all(
            way is None or (way.begin.is_exact and (way.last is None or way.last.is_exact)) for way in self.ways
        )

    def pinned(self, number: int, begin: int, last: int) -> Happening:
        """The same act, having happened in the way ``number`` on these days."""
        way = self.ways[number]
        if way is None:
            return Happening(self.act, (None,))
        ended = None if way.last is None else Days(last, last)
        return Happening(self.act, (Shape(Days(begin, begin), ended, way.events, way.seconds, way.depth),))

    def placements_around(self, days: frozenset[int]) -> Iterator[tuple[Event, ...]]:
        """Enough placements, over all ways, to tell every order against ``days``."""
        for way in self.ways:
            if way is None:
                yield ()
            else:
                yield from way.placements_around(days)

    def turning_days(self) -> set[int]:
        """Days around which an answer that rests on this act may change."""
        found = set()
        for way in self.ways:
            if way is None:
                continue
            for event in way.events:
                bounds = way.begin if not event.after_last or way.last is None else way.last
                for bound in (bounds.lo, bounds.hi, way.begin.lo, way.begin.hi):
                    found.add(event.day(bound, bound))
        return {day for day in found if abs(day) < FOREVER}


@dataclass(frozen=True, slots=True)
class Gate:
    """Something outside the acts of a standing that bounds it: the existence of an actor, or the day of a succession.

    Args:
        why: ``begins`` (may hold only from ``day`` on) or ``ends`` (no longer from ``day`` on).
        day: where that day may lie.
        cause: the actor or the act behind it.
    """

    why: Literal["begins", "ends"]
    day: Days
    cause: str


class Line:
    """Acts on one standing, made ready for questions: the events of those on known days in order, and the acts left loose."""

    def __init__(self, happenings: Sequence[Happening]) -> None:
        self.loose = tuple(one for one in happenings if not one.is_pinned)
        self._pinned: dict[str, list[Position]] = {}
        for one in happenings:
            if one.is_pinned:
                for placement in one.placements_around(frozenset()):
                    for position, does in placement:
                        self._pinned.setdefault(does, []).append(position)
        for positions in self._pinned.values():
            positions.sort()

    def last_pinned(self, does: Iterable[str], before: Position) -> Event | None:
        """The last event on a known day that does one of ``does`` before a limit."""
        found: list[Event] = []
        for one in does:
            positions = self._pinned.get(one, [])
            if place := bisect_left(positions, before):
                found.append((positions[place - 1], cast(Does, one)))
        return max(found, default=None)

    def first_pinned(self, does: Iterable[str], after: Position) -> Event | None:
        """The first event on a known day that does one of ``does`` after a limit."""
        found: list[Event] = []
        for one in does:
            positions = self._pinned.get(one, [])
            if (place := bisect_right(positions, after)) < len(positions):
                found.append((positions[place], cast(Does, one)))
        return min(found, default=None)

    def has_pinned(self, does: Iterable[str], after: Position, before: Position) -> bool:
        """Whether an event on a known day does one of ``does`` after one limit and before another."""
        for one in does:
            positions = self._pinned.get(one)
            if positions and bisect_right(positions, after) < bisect_left(positions, before):
                return True
        return False

    @cached_property
    def reaches(self) -> tuple[tuple[tuple[Reach, ...], ...], ...]:
        """For each act left loose, for each way in which it may have happened, where its events may fall."""
        return tuple(tuple(() if way is None else way.reaches() for way in one.ways) for one in self.loose)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What several gates amount to: the days between which the last beginning lies, and the first end."""

    begins: Days | None
    ends: Days | None


@dataclass(frozen=True)
class Strand:
    """One line of evidence for a standing: its own acts, or those inherited from a predecessor."""

    happenings: tuple[Happening, ...]
    gates: tuple[Gate, ...] = ()

    @cached_property
    def line(self) -> Line:
        """Its acts, made ready for questions."""
        return Line(self.happenings)

    @cached_property
    def bounds(self) -> Bounds:
        """Within which days its gates let it hold."""
        begins = [gate.day for gate in self.gates if gate.why == "begins"]
        ends = [gate.day for gate in self.gates if gate.why == "ends"]
        return Bounds(
            begins=Days(max(day.lo for day in begins), max(day.hi for day in begins)) if begins else None,
            ends=Days(min(day.lo for day in ends), min(day.hi for day in ends)) if ends else None,
        )
