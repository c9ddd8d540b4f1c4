"""An end that no source records, where something recorded later bounds it.

What lapses by its nature, and what lasted until a day that no source gives, may have ended on any later day. But a recorded
end of the same standing is that end: the charge that ended on 1 June 1925 lasted until then, also where on that day the same
person began another, as within a day ends come before beginnings. Where hours say otherwise, the end is that of the other. And a
later beginning of the same standing came after the end of the one before: a seat won again in 2018 says that the term of 2006
was over by then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from legation.record.acts import FOREVER, Days
from legation.standings.happenings import ON, Does, Happening, Position, Shape

BOUNDING: Final = frozenset({"open", "close"})


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recorded beginning or end, the act that brings it, and the first and the last moment at which it may have come."""

    act: str
    does: Does
    first: Position
    last: Position


def bounded(happenings: Sequence[Happening]) -> list[Happening]:
    """The happenings of one standing, unrecorded ends bounded by what is certain to have come after their beginnings."""
    recorded = [one for happening in happenings for one in _recorded(happening)]
    return [
        Happening(happening.act, tuple(way and _bounded(happening.act, way, recorded) for way in happening.ways))
        for happening in happenings
    ]


def _recorded(happening: Happening) -> list[Recorded]:
    """The beginnings and ends that an act brings in whatever way it happened."""
    if len(happening.ways) != 1 or happening.ways[0] is None:
        return []
    way = happening.ways[0]
    if way.begin.lo <= -FOREVER or way.begin.hi >= FOREVER:
        return []
    first, last = (way.placed(day, day) for day in (way.begin.lo, way.begin.hi))
    return [
        Recorded(happening.act, event.does, early[0], late[0])
        for event, early, late in zip(way.events, first, last, strict=True)
        if event.does in BOUNDING and not event.after_last
    ]


def _bounded(act: str, way: Shape, recorded: Sequence[Recorded]) -> Shape:
    if way.last is None or way.last.hi < FOREVER or way.begin.hi >= FOREVER:
        return way
    begun = max(position for position, does in way.placed(way.begin.hi, way.begin.hi) if does in ON)
    after = [one for one in recorded if one.act != act and one.first > begun]
    anew = min((one.first for one in after if one.does == "open" and one.first[0] > begun[0]), default=None)
    if any(one.does == "close" and (anew is None or one.last < anew) for one in after):
        return replace(way, last=None, events=tuple(event for event in way.events if not event.after_last))
    if anew is not None:
        return replace(way, last=Days(way.last.lo, anew[0] - 1))
    return way
