"""What decides an answer that is only possible: which acts speak for it on the day, which against, and what is not told of them.

A standing is, at the end of a day, what the last event by then made it; where none came by then, what the first one after
says of the time before. Each act that may be that last one, or that first one, decides; the others do not, whatever they did
before. Where some that decide leave it standing and others do not, the answer is *possible*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from legation.record.acts import FOREVER, Days
from legation.standings.happenings import EARLIEST, OFF, ON, Does, Gate, Happening, Position, Strand, end_of
from legation.standings.history import History
from legation.standings.outcomes import DECIDING, PINNED, Asked, Ban, outcomes

Side = Literal["for", "against"]
Untold = Literal["accounts", "end", "by_then"]
"""What is not told of an act: which account of it is true; when what it began ended; whether it had come by the day."""


@dataclass(frozen=True, slots=True)
class Decides:
    """An act that may decide how a standing was on a day.

    Args:
        side: whether the standing then holds, where this act decides; does: what of it decides.
        days: where the day of that lies; own_end: that it is the end of what this act began or attests.
        is_later: whether it decides as the first thing told after the day, where nothing was done by then.
        untold: what is not told of it.
    """

    act: str
    side: Side
    does: Does
    days: Days
    own_end: bool
    is_later: bool
    untold: tuple[Untold, ...]


@dataclass(frozen=True, slots=True)
class Deciding:
    """Both sides of a possible answer, each in order of time.

    Args:
        gates: what bounds the standing from outside on an unknown day: an actor that began or ended, an act of succession.
        overlaps: the days that an act of each side may share, so that it is not told which came last, each once.
    """

    day: int
    speaks_for: tuple[Decides, ...]
    speaks_against: tuple[Decides, ...]
    gates: tuple[Gate, ...]
    overlaps: tuple[Days, ...]


def deciding(history: History, day: int) -> Deciding:
    """What decides how a standing is at the end of a day."""
    found: dict[tuple[object, ...], Decides] = {}
    gates: dict[Gate, None] = {}
    for strand in history.strands:
        if _is_shut(strand, day):
            continue
        gates.update(dict.fromkeys(gate for gate in strand.gates if gate.day.lo <= day < gate.day.hi))
        for one in (*_last_by(strand, day), *_first_after(strand, day)):
            found.setdefault((one.act, one.side, one.does, one.own_end, one.is_later), one)
    ordered = sorted(found.values(), key=lambda one: (one.days.lo, one.days.hi, one.act, one.does))
    speaks_for, against = (tuple(one for one in ordered if one.side == side) for side in ("for", "against"))
    return Deciding(day, speaks_for, against, tuple(gates), tuple(dict.fromkeys(_overlaps(speaks_for, against, day))))


def if_dated(history: History, day: int, act: str, dates: Days) -> Side | None:
    """What the answer on a day would be, were an act known to have been done on these days: None where that would not decide it.

    Args:
        act: one that has no last day.
    """

    def on_them(one: Happening) -> Happening:
        ways = (way if way is None or way.last is not None else replace(way, begin=dates) for way in one.ways)
        return one if one.act != act else Happening(one.act, tuple(ways))

    made: dict[int, tuple[Happening, ...]] = {}  # strands of one line are known by their acts being the same
    strands = [
        replace(one, happenings=made.setdefault(id(one.happenings), tuple(map(on_them, one.happenings))))
        for one in history.strands
    ]
    may_be = outcomes(strands, day)
    if may_be <= {"firm", "held"}:
        return "for"
    return "against" if may_be <= {"off", "silent", "none"} else None


def _is_shut(strand: Strand, day: int) -> bool:
    """Whether what bounds a strand from outside keeps it from holding on a day, whatever its acts tell."""
    begins, ends = strand.bounds.begins, strand.bounds.ends
    return (begins is not None and day < begins.lo) or (ends is not None and ends.hi <= day)


def _last_by(strand: Strand, day: int) -> Iterator[Decides]:
    """Every event that may be the last one by the end of a day."""
    asked, now = Asked(strand.line, day), end_of(day)
    for number, happening in _numbered(strand):
        for position, does, placement in _events(happening, day):
            if position < now and asked.others_keep_out([(number, placement)], [Ban(ON | OFF, position, now)]):
                yield _decides(happening, "for" if does in ON else "against", does, position, day)


def _first_after(strand: Strand, day: int) -> Iterator[Decides]:
    """Every event that may be the first one of all, and come after a day: before a beginning it did not stand."""
    asked, now = Asked(strand.line, day), end_of(day)
    none_by_then = Ban(frozenset({"displace"}), EARLIEST, now)
    for number, happening in _numbered(strand):
        for position, does, placement in _events(happening, day):
            if position > now and does in DECIDING:
                bans = [Ban(DECIDING, EARLIEST, position), none_by_then]
                if asked.others_keep_out([(number, placement)], bans):
                    yield _decides(happening, "against", does, position, day, is_later=True)


def _numbered(strand: Strand) -> Iterator[tuple[int, Happening]]:
    """The acts of a strand, each with its number among those left loose."""
    loose = {id(one): number for number, one in enumerate(strand.line.loose)}
    return ((loose.get(id(one), PINNED), one) for one in strand.happenings)


def _events(happening: Happening, day: int) -> Iterator[tuple[Position, Does, tuple[tuple[Position, Does], ...]]]:
    for placement in dict.fromkeys(happening.placements_around(frozenset({day - 1, day, day + 1}))):
        for position, does in placement:
            yield position, does, placement


def _decides(happening: Happening, side: Side, does: Does, at: Position, day: int, *, is_later: bool = False) -> Decides:
    """What decides of an act: its event that does this on some day, with all the days on which that may fall."""
    reached = [
        (template.after_last, Days(lo, hi))
        for way in happening.ways
        if way is not None
        for template, (_does, lo, hi) in zip(way.events, way.reaches(), strict=True)
        if template.does == does and lo <= at[0] <= hi
    ]
    own_end = all(after_last for after_last, _days in reached)
    days = Days(min(one.lo for _after_last, one in reached), max(one.hi for _after_last, one in reached))
    untold = tuple(_untold(happening, days, day, own_end=own_end, is_later=is_later))
    return Decides(happening.act, side, does, days, own_end, is_later, untold)


def _untold(happening: Happening, days: Days, day: int, *, own_end: bool, is_later: bool) -> Iterator[Untold]:
    if not happening.is_certain:
        yield "accounts"
    if own_end and days.hi >= FOREVER:
        yield "end"
    elif days.lo <= day < days.hi and not is_later:
        yield "by_then"


def _overlaps(speaks_for: Iterable[Decides], against: Iterable[Decides], day: int) -> Iterator[Days]:
    """The days by the one asked about that acts of either side may share, save ends of which no source says when."""
    for one in speaks_for:
        for other in against:
            shared = Days(max(one.days.lo, other.days.lo), min(one.days.hi, other.days.hi, day))
            if not other.is_later and "end" not in other.untold and one.act != other.act and shared.lo <= shared.hi:
                yield shared
