"""Which road is the law on a day, as known: a later road takes the place of the one it replaces from its own first day."""

from __future__ import annotations

from collections.abc import Iterable

from legation.evaluation.certainty import Certainty, before
from legation.evaluation.norms.in_force import Book
from legation.evaluation.road.road import Road
from legation.record.acts import Days


def governing(book: Book, roads: Iterable[Road], on: Days) -> list[tuple[Road, Certainty]]:
    """The roads that are, or may be, the law on a day that lies within ``on``, the surest first, then the latest to begin."""
    known = [road for road in roads if book.is_known(road)]
    found = []
    for road in known:
        sure = book.binds(road, on)
        for later in known:
            if later.replaces == road.id:
                sure = min(sure, before(on, book.begins(later)))
        if sure is not Certainty.NO:
            found.append((road, sure))
    return sorted(found, key=lambda one: (-one[1], -book.begins(one[0]).hi, one[0].id))
