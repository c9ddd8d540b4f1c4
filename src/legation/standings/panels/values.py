"""What held on the days of a panel's rows: any value that stands through a stretch of days, of an actor or of a pair.

A value is missing (not a number) where nothing was stated; it is zero only where a count over a covered day found nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from legation.standings.panels.rows import Day, Numbers, Rows
from legation.standings.rectangles import Int32

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spells:
    """Values through stretches of days, of numbered actors or pairs (``cell`` as in :class:`~.rows.Rows`); ``end`` excluded.

    Spells of one cell may overlap, as rival or several values do.
    """

    cell: Int32
    begin: Int32
    end: Int32
    value: Floats

    @classmethod
    def of(cls, cell: npt.ArrayLike, begin: npt.ArrayLike, end: npt.ArrayLike, value: npt.ArrayLike = 1.0) -> Spells:
        """Spells from any arrays of numbers; one value may serve all."""
        cells = np.asarray(cell, np.int32)
        values = np.broadcast_to(np.asarray(value, np.float64), cells.shape)
        return cls(cells, np.asarray(begin, np.int32), np.asarray(end, np.int32), values)

    def __len__(self) -> int:
        return len(self.cell)

    def take(self, rows: npt.NDArray[np.intp] | npt.NDArray[np.bool_]) -> Spells:
        """The chosen spells."""
        return Spells(self.cell[rows], self.begin[rows], self.end[rows], self.value[rows])

    def either_way(self, size: int) -> Spells:
        """Spells of pairs as spells of the pair with the lower number first, for rows that have each pair once: what either
        holds towards the other then holds of the two."""
        one, other = self.cell // np.int32(size), self.cell % np.int32(size)
        cell = np.minimum(one, other) * np.int32(size) + np.maximum(one, other)
        return Spells(cell, self.begin, self.end, self.value)

    def by_pair(self, size: int, *, side: int) -> Spells:
        """Spells of actors as spells of all pairs in which the actor stands first (``side`` 1) or second (2)."""
        others = np.tile(np.arange(size, dtype=np.int32), len(self))
        mine = np.repeat(np.arange(len(self)), size)
        cell = self.cell[mine] * np.int32(size) + others if side == 1 else others * np.int32(size) + self.cell[mine]
        return Spells(cell, self.begin[mine], self.end[mine], self.value[mine])


@dataclass(frozen=True, slots=True)
class Met:
    """Where spells met rows: the row, the spell and the first and last day (excluded) that they have in common."""

    row: Int32
    spell: Int32
    begin: Int32
    end: Int32


def met(rows: Rows, spells: Spells, day: Day = "any") -> Met:
    """Each spell with each row on whose counted days it held; once for each piece of the row."""
    pieces = rows.days(day)
    cell = rows.cell[pieces.row].astype(np.int64) << 32
    begins, ends = cell + pieces.begin, cell + pieces.end
    base = spells.cell.astype(np.int64) << 32
    first = np.searchsorted(ends, base + spells.begin, "right")
    last = np.maximum(np.searchsorted(begins, base + spells.end, "left"), first)
    length = np.where(spells.begin < spells.end, last - first, 0)
    spell = np.repeat(np.arange(len(spells), dtype=np.int32), length)
    piece = np.arange(len(spell)) - np.repeat(np.cumsum(length) - length - first, length)
    begin, end = np.maximum(pieces.begin[piece], spells.begin[spell]), np.minimum(pieces.end[piece], spells.end[spell])
    return Met(pieces.row[piece], spell, begin, end)


def held(rows: Rows, spells: Spells, day: Day = "any") -> npt.NDArray[np.bool_]:
    """Whether any spell held on a counted day of each row."""
    found = np.zeros(len(rows), np.bool_)
    found[met(rows, spells, day).row] = True
    return found


def least(rows: Rows, spells: Spells, day: Day = "any") -> Floats:
    """The least value on the counted days of each row; missing where there is none."""
    return _extreme(rows, spells, day, np.minimum)


def greatest(rows: Rows, spells: Spells, day: Day = "any") -> Floats:
    """The greatest value on the counted days of each row; missing where there is none."""
    return _extreme(rows, spells, day, np.maximum)


def latest(rows: Rows, spells: Spells, day: Day = "any") -> Floats:
    """The value of the spell that held last on the counted days of each row, of several the one that began last, then the
    last given; missing where there is none."""
    where = met(rows, spells, day)
    found = np.full(len(rows), np.nan)
    found[where.row] = spells.value[where.spell]
    several = np.flatnonzero(np.bincount(where.row, minlength=len(rows))[where.row] > 1)
    order = several[np.lexsort((where.spell[several], spells.begin[where.spell[several]], where.end[several]))]
    found[where.row[order]] = spells.value[where.spell[order]]
    return found


def number(rows: Rows, spells: Spells, day: Day = "any") -> Numbers:
    """How many spells held on the counted days of each row; a spell counts once."""
    where = met(rows, spells, day)
    code = np.unique(where.row.astype(np.int64) << 32 | where.spell)
    return np.bincount(code >> 32, minlength=len(rows))


def distinct(rows: Rows, spells: Spells, day: Day = "any") -> Numbers:
    """How many different values stood on the counted days of each row."""
    where = met(rows, spells, day)
    _, place = np.unique(spells.value, return_inverse=True)
    code = np.unique(where.row.astype(np.int64) << 32 | place[where.spell])
    return np.bincount(code >> 32, minlength=len(rows))


def total(rows: Rows, spells: Spells, day: Day = "any") -> Floats:
    """The values on the counted days of each row, added; a spell counts once. Missing where there is none."""
    where = met(rows, spells, day)
    code = np.unique(where.row.astype(np.int64) << 32 | where.spell)
    row = code >> 32
    found = np.bincount(row, spells.value[code & 0xFFFFFFFF], len(rows)).astype(np.float64)
    found[np.bincount(row, minlength=len(rows)) == 0] = np.nan
    return found


def share(rows: Rows, spells: Spells) -> Floats:
    """How much of each row's whole period spells held, from 0 to 1; days on which several held count once."""
    where = met(rows, spells)
    order = np.lexsort((where.begin, where.row))
    row, begin, end = where.row[order], where.begin[order], where.end[order]
    found = np.zeros(len(rows))
    if len(row):
        base = row.astype(np.int64) << 32
        reach = np.maximum.accumulate(base + end) - base
        before = np.concatenate((begin[:1], np.where(row[1:] == row[:-1], reach[:-1], begin[1:])))
        np.add.at(found, row, np.maximum(end - np.maximum(begin, before), 0))
    length = (rows.over.last - rows.over.first + 1)[rows.period]
    return found / length


def days(rows: Rows) -> Numbers:
    """On how many days of its period the actor, or both actors, of each row were there."""
    return np.bincount(rows.pieces.row, rows.pieces.end - rows.pieces.begin, len(rows)).astype(np.int64)


def by_actor(rows: Rows, of_actors: Rows, values: Floats, add: np.ufunc) -> Floats:
    """The values of pairs gathered by first actor and period with ``add`` (``np.add``, ``np.minimum``, ``np.maximum``), for each
    row of a panel of actors; missing where every pair is missing, or there is none."""
    start = 0.0 if add is np.add else np.inf if add is np.minimum else -np.inf
    table = np.full((of_actors.size, len(of_actors.over)), start)
    there = np.zeros(table.shape, np.bool_)
    stated = ~np.isnan(values)
    where = (rows.one[stated], rows.period[stated])
    add.at(table, where, values[stated])
    there[where] = True
    return np.where(there, table, np.nan)[of_actors.cell, of_actors.period]


def _extreme(rows: Rows, spells: Spells, day: Day, take: np.ufunc) -> Floats:
    where = met(rows, spells, day)
    found = np.full(len(rows), np.inf if take is np.minimum else -np.inf)
    take.at(found, where.row, spells.value[where.spell])
    found[np.isinf(found)] = np.nan
    return found
