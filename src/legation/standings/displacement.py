"""Leaving out what changes nothing: a standing that others have ended is not ended again by those that come after them.

In a long line of heads of mission each head is displaced by every later one. Of those only the first after each day on which
the head may have been in place counts; the answer without the rest is the same, and comes much sooner.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legation.standings.happenings import ON, Happening, Position


def without_repeats(happenings: Sequence[Happening]) -> tuple[Happening, ...]:
    """The happenings of one standing, save displacements after another on a known day, where nothing between may open it."""
    openings = [days for happening in happenings for days in _days_on(happening)]
    displacing = sorted(
        ((*found, happening) for happening in happenings if (found := _displaces(happening)) is not None),
        key=lambda one: (one[0], one[1], one[2].act),
    )
    left_out = set()
    before: Position | None = None
    for earliest, latest, happening in displacing:
        if before is not None and not any(first <= latest[0] and last >= before[0] for first, last in openings):
            left_out.add(happening.act)
        elif happening.is_pinned:
            before = earliest
    return tuple(happening for happening in happenings if happening.act not in left_out)


def _days_on(happening: Happening) -> Iterator[tuple[int, int]]:
    """The days between which an act may open the standing, or show it open."""
    for way in filter(None, happening.ways):
        last = way.last or way.begin
        for event in way.events:
            if event.does in ON:
                yield event.day(way.begin.lo, last.lo), event.day(way.begin.hi, last.hi)


def _displaces(happening: Happening) -> tuple[Position, Position] | None:
    """Between which moments an act lies that displaces the standing however it happened, and does nothing else."""
    places = []
    for way in happening.ways:
        if way is None or any(event.does != "displace" for event in way.events):
            return None
        places += [way.placed(day, day)[0][0] for day in (way.begin.lo, way.begin.hi)]
    return min(places), max(places)
