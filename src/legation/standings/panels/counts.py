"""How many standings held: sums of +1 and -1 at the edges of rectangles, certain and possible side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from legation.standings.compiled import Compiled
from legation.standings.keys import NO_NAME
from legation.standings.panels.periods import Periods, Rule
from legation.standings.rectangles import NEVER, Int32, Rectangles, order_of


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs of periods through which one standing counts: from ``first`` to ``last`` (excluded), in order of key and period."""

    key: Int32
    first: Int32
    last: Int32

    def take(self, rows: npt.NDArray[np.intp] | npt.NDArray[np.bool_]) -> Runs:
        """The chosen runs."""
        return Runs(self.key[rows], self.first[rows], self.last[rows])


def runs(rows: Rectangles, over: Periods, rule: Rule) -> Runs:
    """Rectangles of one knowledge date as runs of periods; each standing counts once a period.

    Rectangles of one standing and knowledge date never overlap, so that in order of beginning they are in order of end too.
    """
    first, last = over.touched(rows.begin, rows.end, rule)
    counts = np.flatnonzero(first < last)
    found = _ordered(Runs(rows.key[counts], first[counts], last[counts]))
    goes_on = found.key[1:] == found.key[:-1]
    goes_on &= found.first[1:] <= found.last[:-1]
    starts = np.flatnonzero(np.concatenate((np.ones(min(len(counts), 1), np.bool_), ~goes_on)))
    ends = np.append(starts[1:], len(counts))[: len(starts)] - 1
    return Runs(found.key[starts], found.first[starts], found.last[ends])


def _ordered(found: Runs) -> Runs:
    """Runs by key and period, as they come from a build; only what was laid over one stands apart."""
    key, first, last = found.key, found.first, found.last
    back = (first[1:] < first[:-1]) | (last[1:] < last[:-1])
    back &= key[1:] == key[:-1]
    back |= key[1:] < key[:-1]
    return found.take(order_of(key, first, last)) if bool(back.any()) else found


def certain_and_possible(
    made: Compiled, over: Periods, rule: Rule, known: int = NEVER - 1, kinds: npt.NDArray[np.bool_] | None = None
) -> tuple[Runs, Runs]:
    """When each standing certainly counts, and when it only may: what is certain on some day of a period is not also possible.

    Args:
        kinds: for each kind of standing whether it is wanted; all, where it is None.
    """
    certain = runs(made.rows("certain", known, kinds), over, rule)
    possible = runs(made.rows("possible", known, kinds), over, rule)
    if not len(possible.key) or rule in ("first", "last"):
        return certain, possible
    length = possible.last - possible.first
    key = np.repeat(possible.key, length).astype(np.int64)
    period = np.repeat(possible.first, length) + np.arange(int(length.sum())) - np.repeat(np.cumsum(length) - length, length)
    also = np.zeros(len(made.keys), np.bool_)
    also[possible.key] = True
    sure = certain.take(also[certain.key])
    code = sure.key.astype(np.int64) << 24 | sure.first
    place = np.searchsorted(code, key << 24 | period, "right") - 1
    inside = (place >= 0) & (sure.key[place] == key) & (period < sure.last[place]) if len(code) else np.zeros(len(key), np.bool_)
    key, period = key[~inside].astype(np.int32), period[~inside].astype(np.int32)
    return certain, Runs(key, period, period + np.int32(1))


@dataclass(frozen=True, slots=True)
class Counted:
    """What a panel counts.

    Args:
        kinds: for each kind of standing its place in the panel, -1 where it is not counted.
        both_ways: for each kind whether one standing counts for both orders of its parties.
        place: for each name its place in the panel, -1 where it has none; size: how many places there are.
    """

    kinds: npt.NDArray[np.int64]
    both_ways: npt.NDArray[np.bool_]
    place: npt.NDArray[np.int64]
    size: int

    @property
    def how_many(self) -> int:
        """How many kinds are counted."""
        return int(self.kinds.max(initial=-1)) + 1


@dataclass(frozen=True, slots=True)
class Deltas:
    """Where counts change, period after period: ``code`` is period times ``cells`` plus cell, ``change`` by how many.

    A cell is kind, then actor, then (for pairs) the other actor.
    """

    code: npt.NDArray[np.int64]
    change: npt.NDArray[np.int16]
    periods: int
    shape: tuple[int, ...]

    @property
    def cells(self) -> int:
        """How many cells one period has."""
        return int(np.prod(self.shape))


def dyad_deltas(made: Compiled, found: Runs, what: Counted, over: Periods) -> Deltas:
    """Changes by pair of actors, the first role first."""
    kind, one, other, mutual = _named(made, found, what)
    whole = np.flatnonzero((kind >= 0) & (one >= 0) & (other >= 0))
    cell = (kind * what.size + one) * what.size + other
    turned = whole[mutual[whole] & (one[whole] != other[whole])]
    backwards = (kind[turned] * what.size + other[turned]) * what.size + one[turned]
    rows = np.concatenate((whole, turned))
    return _deltas(np.concatenate((cell[whole], backwards)), found, rows, over, (what.how_many, what.size, what.size))


def actor_deltas(made: Compiled, found: Runs, what: Counted, over: Periods) -> Deltas:
    """Changes by actor, whatever role it has; a standing counts once for each of its parties."""
    kind, one, other, _ = _named(made, found, what)
    first, second = np.flatnonzero((kind >= 0) & (one >= 0)), np.flatnonzero((kind >= 0) & (other >= 0) & (other != one))
    cell = np.concatenate((kind[first] * what.size + one[first], kind[second] * what.size + other[second]))
    return _deltas(cell, found, np.concatenate((first, second)), over, (what.how_many, what.size))


def _named(
    made: Compiled, found: Runs, what: Counted
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    roles, kind = made.keys.roles, made.keys.kind[found.key]
    place = np.append(what.place, -1)  # the last serves NO_NAME
    other = roles[:, 1][found.key] if roles.shape[1] > 1 else np.full(len(kind), NO_NAME, np.int32)
    return what.kinds[kind], place[roles[:, 0][found.key]], place[other], what.both_ways[kind]


def _deltas(
    cell: npt.NDArray[np.int64], found: Runs, rows: npt.NDArray[np.intp], over: Periods, shape: tuple[int, ...]
) -> Deltas:
    cells, periods = int(np.prod(shape)), len(over)
    begun, ended = found.first[rows], found.last[rows]
    ends = np.flatnonzero(ended < periods)  # what goes on to the end changes nothing any more
    code = np.empty(len(rows) + len(ends), np.uint32 if 2 * cells * periods < 1 << 32 else np.uint64)  # short words sort faster
    code[: len(rows)] = (begun.astype(np.int64) * cells + cell) << 1 | 1
    code[len(rows) :] = (ended[ends].astype(np.int64) * cells + cell[ends]) << 1
    code.sort()
    place = np.right_shift(code, 1)
    starts = np.flatnonzero(np.concatenate((np.ones(min(len(code), 1), np.bool_), place[1:] != place[:-1])))
    sign = np.bitwise_and(code, 1).astype(np.int16) * np.int16(2) - np.int16(1)
    change = np.add.reduceat(sign, starts) if len(starts) else sign
    kept = np.flatnonzero(change)
    return Deltas(place[starts[kept]].astype(np.int64), change[kept].astype(np.int16), periods, shape)


def dense(deltas: Deltas, out: npt.NDArray[np.int16] | None = None) -> npt.NDArray[np.int16]:
    """Counts by period and cell: a running sum of the changes.

    Args:
        out: where to put them, ``periods`` before the shape of the deltas.
    """
    made = np.empty((deltas.periods, *deltas.shape), np.int16) if out is None else out
    for period, plane in enumerate(planes(deltas)):
        made[period] = plane
    return made


def planes(deltas: Deltas) -> Iterator[npt.NDArray[np.int16]]:
    """The counts of one period after another, in one array that is used again."""
    cells = deltas.cells
    plane = np.zeros(cells, np.int16)
    bounds = np.searchsorted(deltas.code, np.arange(deltas.periods + 1) * cells)
    for period in range(deltas.periods):
        part = slice(int(bounds[period]), int(bounds[period + 1]))
        plane[deltas.code[part] - period * cells] += deltas.change[part]
        yield plane.reshape(deltas.shape)


def shares(made: Compiled, rows: Rectangles, what: Counted, over: Periods, *, pairs: bool) -> npt.NDArray[np.float64]:
    """How much of each period standings held, summed: one that held all year counts 1, one from July about a half."""
    first, last = over.touched(rows.begin, rows.end, "any")
    length = last - first
    row = np.repeat(np.arange(len(rows)), length)
    period = np.repeat(first, length) + np.arange(int(length.sum())) - np.repeat(np.cumsum(length) - length, length)
    begin, end = np.maximum(rows.begin[row], over.first[period]), np.minimum(rows.end[row], over.last[period] + 1)
    held = (end - begin) / (over.last[period] + 1 - over.first[period])
    found = Runs(rows.key[row], period, period + 1)
    kind, one, other, mutual = _named(made, found, what)
    shape = (len(over), what.how_many, what.size, what.size) if pairs else (len(over), what.how_many, what.size)
    total = np.zeros(shape)
    ok, two = (kind >= 0) & (one >= 0), (kind >= 0) & (other >= 0) & (other != one)
    if pairs:
        for mask, left, right in ((ok & (other >= 0), one, other), (ok & two & mutual, other, one)):
            np.add.at(total, (period[mask], kind[mask], left[mask], right[mask]), held[mask])
    else:
        for mask, name in ((ok, one), (two, other)):
            np.add.at(total, (period[mask], kind[mask], name[mask]), held[mask])
    return total
