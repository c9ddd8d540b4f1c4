"""The rows of a panel, each with the days of its period on which its actor, or both its actors, were there.

The days of a row are pieces: one where the actor was there without a break, several where it left and returned in one period.
Two are a pair in a period when both were there on one common day of it at least.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from legation.standings.panels.periods import Periods
from legation.standings.panels.presence import Spans
from legation.standings.rectangles import Int32

Numbers = npt.NDArray[np.int64]
Day = Literal["first", "last", "any", "share", "first_common", "last_common", "period"]
DAYS: Final[tuple[Day, ...]] = ("first", "last", "any", "share", "first_common", "last_common", "period")
"""Which days count for a row: the first or the last day of the period; any of the days on which its actors were there, or the
share of the period that these make; the first or the last of these days; or every day of the period, whoever was there."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Stretches of days: ``row`` they belong to, ``begin`` included, ``end`` excluded; by row, then by day."""

    row: Int32
    begin: Int32
    end: Int32

    def __len__(self) -> int:
        return len(self.row)


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows by actor, other actor and period.

    Args:
        cell: number of the actor; of a pair, that of the first times ``size`` plus that of the second.
        period: place in ``over``; pieces: the days of each row.
    """

    cell: Int32
    period: Int32
    pieces: Pieces
    over: Periods
    size: int
    pairs: bool

    def __len__(self) -> int:
        return len(self.cell)

    @property
    def one(self) -> Int32:
        """Number of the actor, of a pair that of the first."""
        return self.cell // np.int32(self.size) if self.pairs else self.cell

    @property
    def other(self) -> Int32:
        """Of a pair, number of the second."""
        return self.cell % np.int32(self.size)

    @property
    def labels(self) -> Int32:
        """The period of each row as a number: 1942, 194201 or the day number."""
        return self.over.labels[self.period]

    def days(self, day: Day = "any") -> Pieces:
        """The days that count for each row.

        Raises:
            ValueError: ``day`` is none of :data:`DAYS`.
        """
        pieces, one = self.pieces, np.int32(1)
        if day in ("any", "share"):
            return pieces
        if day in ("first_common", "last_common"):
            new = np.ones(len(pieces), np.bool_)
            if day == "first_common":
                new[1:] = pieces.row[1:] != pieces.row[:-1]
                return Pieces(pieces.row[new], pieces.begin[new], pieces.begin[new] + one)
            new[:-1] = pieces.row[1:] != pieces.row[:-1]
            return Pieces(pieces.row[new], pieces.end[new] - one, pieces.end[new])
        if day not in DAYS:
            raise ValueError(f"{day} is none of {', '.join(DAYS)}")
        begin = (self.over.last if day == "last" else self.over.first)[self.period]
        end = (self.over.first if day == "first" else self.over.last)[self.period] + one
        return Pieces(np.arange(len(self), dtype=np.int32), begin, end)

    def there(self, day: Literal["first", "last"]) -> npt.NDArray[np.bool_]:
        """For each row whether its actors were there on the first or the last day of the period."""
        wanted = (self.over.first if day == "first" else self.over.last)[self.period[self.pieces.row]]
        found = np.zeros(len(self), np.bool_)
        found[self.pieces.row[(self.pieces.begin <= wanted) & (wanted < self.pieces.end)]] = True
        return found


def actor_rows(spans: Spans, size: int, over: Periods) -> Rows:
    """One row for each actor and period in which it was there."""
    return _rows(spans.member, spans.begin, spans.end, size, over, pairs=False)


def dyad_rows(spans: Spans, size: int, over: Periods, *, directed: bool = True) -> Rows:
    """One row for each pair and period with a day on which both were there; a pair in both orders, or the lower number first."""
    inside = np.flatnonzero((spans.end > over.first[0]) & (spans.begin <= over.last[-1])) if len(over) else np.empty(0, np.intp)
    inside = inside[np.lexsort((spans.begin[inside], spans.member[inside]))]
    member, begin, end = spans.member[inside], spans.begin[inside], spans.end[inside]
    both = (begin[:, None] < end[None, :]) & (begin[None, :] < end[:, None])
    both &= (member[:, None] != member[None, :]) if directed else (member[:, None] < member[None, :])
    one, other = np.nonzero(both)
    cell = member[one] * np.int32(size) + member[other]
    return _rows(cell, np.maximum(begin[one], begin[other]), np.minimum(end[one], end[other]), size, over, pairs=True)


def _rows(cell: Int32, begin: Int32, end: Int32, size: int, over: Periods, *, pairs: bool) -> Rows:
    """Stretches cut at the ends of periods; those of one cell and period are the pieces of one row."""
    cell, begin, end = merged(cell, begin, end)
    first, last = over.touched(begin, end, "any")
    length = (last - first).astype(np.int64)
    which = np.repeat(np.arange(len(cell), dtype=np.int32), length)
    offset = (np.cumsum(length) - length - first).astype(np.int32)
    period = np.arange(len(which), dtype=np.int32) - offset[which]
    cells = cell[which]
    starts, stops = np.maximum(begin[which], over.first[period]), np.minimum(end[which], over.last[period] + np.int32(1))
    del which
    new = np.ones(len(cells), np.bool_)
    new[1:] = (cells[1:] != cells[:-1]) | (period[1:] != period[:-1])
    pieces = Pieces(np.cumsum(new, dtype=np.int32) - np.int32(1), starts, stops)
    return Rows(cells[new], period[new], pieces, over, size, pairs)


def merged(cell: Int32, begin: Int32, end: Int32) -> tuple[Int32, Int32, Int32]:
    """Stretches by cell and day, those that overlap or adjoin made one."""
    kept = np.flatnonzero(begin < end)
    kept = kept[np.lexsort((begin[kept], cell[kept]))]
    if not len(kept):
        return cell[kept], begin[kept], end[kept]
    cell, begin, end = cell[kept], begin[kept], end[kept]
    base = cell.astype(np.int64) << 32
    reach = np.maximum.accumulate(base + end) - base
    new = np.ones(len(cell), np.bool_)
    new[1:] = (cell[1:] != cell[:-1]) | (begin[1:] > reach[:-1])
    starts = np.flatnonzero(new)
    stops = np.append(starts[1:], len(cell)) - 1
    return cell[starts], begin[starts], reach[stops].astype(np.int32)
