"""What bounds plain standings from outside: the first and last days of the actors in their key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from legation.record.acts import FOREVER
from legation.record.record import Record
from legation.standings.happenings import Gate
from legation.standings.history import existence
from legation.standings.keys import Keys
from legation.standings.plain_segments import FIRM, HELD, OFF, Segments, split_at
from legation.standings.rectangles import Int32, plain_code


@dataclass(frozen=True, slots=True)
class GateColumn:
    """For each standing as known from a turn, a first day (``begins``) or a day after the last, and where it may lie."""

    begins: bool
    lo: Int32
    hi: Int32

    def applied(self, segments: Segments) -> Segments:
        """Nothing stands outside; where an end is recorded, what held until then is firm."""
        made = split_at(split_at(segments, self.lo), self.hi)
        lo, hi = self.lo[made.view], self.hi[made.view]
        inside = lo <= made.begin if self.begins else made.begin < hi
        outside = made.begin < hi if self.begins else lo <= made.begin
        found: npt.NDArray[Any] = made.found
        if not self.begins:
            bounded = (hi < FOREVER) & ((found & HELD) != 0)
            found = np.where(bounded, (found & ~HELD) | FIRM, found)
        found = np.where(inside, found, 0) | np.where(outside, OFF, 0)
        return type(made)(made.view, made.begin, made.end, found.astype(np.int8))

    def why_not(self, segments: Segments, why: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """The reason of a *no*, where this is it."""
        lo, hi = self.lo[segments.view], self.hi[segments.view]
        if self.begins:
            return np.where(segments.begin < lo, plain_code("no", "not_yet_in_being"), why)
        return np.where(hi <= segments.begin, plain_code("no", "gone"), why)


@dataclass(frozen=True)
class Limits:
    """First days and days after the last of the names that have any.

    Args:
        counts: for each kind and role, whether they count; names: the names bounded, in order; begins, ends: for each of them the
            days, and in a last row those of all other names.
    """

    counts: npt.NDArray[np.bool_]
    names: npt.NDArray[np.int32]
    begins: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]

    def of(self, keys: Keys, key: Int32) -> list[GateColumn]:
        """The gates of some standings; those that bound none are left out. Ends come first."""
        found = []
        if not len(self.names):
            return []
        for begins, table in ((False, self.ends), (True, self.begins)):
            for role in range(keys.roles.shape[1]):
                name = keys.roles[key, role]
                place = np.minimum(np.searchsorted(self.names, name), len(self.names) - 1)
                counts = self.counts[keys.kind[key], role] & (self.names[place] == name)
                place = np.where(counts, place, len(self.names))
                lo, hi = (table[place, side] for side in (0, 1))
                if bool((lo != table[-1, 0]).any()):
                    found.append(GateColumn(begins, lo, hi))
        return found


def limits(record: Record, keys: Keys) -> Limits:
    """The limits that the actors of a record set."""
    counts = np.zeros((len(keys.kinds), keys.roles.shape[1]), np.bool_)
    for place, kind_id in enumerate(keys.kinds):
        kind = record.vocabulary.standings[kind_id]
        for role, name in enumerate(kind.key[: counts.shape[1]]):
            counts[place, role] = name in kind.ends_with
    bounded = dict(sorted(_bounded(record, keys)))
    begins = np.full((len(bounded) + 1, 2), -FOREVER, np.int32)
    ends = np.full((len(bounded) + 1, 2), FOREVER, np.int32)
    for place, gates in enumerate(bounded.values()):
        for gate in gates:
            (begins if gate.why == "begins" else ends)[place] = (gate.day.lo, gate.day.hi)
    return Limits(counts, np.array(list(bounded), np.int32), begins, ends)


def _bounded(record: Record, keys: Keys) -> Iterator[tuple[int, list[Gate]]]:
    """The names of keys that have gates, by number."""
    if len(keys.names) < len(record.actors):
        named = ((number, record.actors.get(name)) for number, name in enumerate(keys.names))
    else:
        named = ((number, actor) for actor in record.actors.values() if (number := keys.name(actor.id)) is not None)
    for number, actor in named:
        if actor is not None and (gates := list(existence(actor))):
            yield number, gates
