"""An end that no source records, where something recorded later bounds it.

What lapses by its nature, and what lasted until a day that no source gives, may have ended on any later day. But a recorded
end of the same standing is that end: the charge that ended on 1 June 1925 lasted until then, also where on that day the same
person began another. And a later beginning of the same standing came after the end of the one before: a seat won again in 2018
says that the term of 2006 was over by then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from legation.record.acts import FOREVER, Days
from legation.standings.happenings import Happening, Shape

BOUNDING: Final = frozenset({"open", "close"})


def bounded(happenings: Sequence[Happening]) -> list[Happening]:
    """The happenings of one standing, unrecorded ends bounded by what is certain to have come after their beginnings."""
    later = sorted((day.lo, day.hi, does, happening.act) for happening in happenings for does, day in _certain(happening))
    return [
        Happening(happening.act, tuple(way and _bounded(happening.act, way, later) for way in happening.ways))
        for happening in happenings
    ]


def _certain(happening: Happening) -> list[tuple[str, Days]]:
    """The recorded beginnings and ends that an act brings in whatever way it happened, with the days on which they may fall."""
    if len(happening.ways) != 1 or happening.ways[0] is None:
        return []
    way = happening.ways[0]
    return [
        (event.does, Days(event.day(way.begin.lo, way.begin.lo), event.day(way.begin.hi, way.begin.hi)))
        for event in way.events
        if event.does in BOUNDING and not event.after_last and way.begin.lo > -FOREVER and way.begin.hi < FOREVER
    ]


def _bounded(act: str, way: Shape, later: Sequence[tuple[int, int, str, str]]) -> Shape:
    if way.last is None or way.last.hi < FOREVER:
        return way
    after = [(lo, hi, does) for lo, hi, does, other in later if other != act and lo > way.begin.hi]
    opens = min((lo for lo, _, does in after if does == "open"), default=FOREVER)
    if any(does == "close" and hi <= opens for _, hi, does in after):
        return replace(way, last=None, events=tuple(event for event in way.events if not event.after_last))
    if opens < FOREVER:
        return replace(way, last=Days(way.last.lo, opens - 1))
    return way
