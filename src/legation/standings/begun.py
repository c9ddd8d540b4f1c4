"""The order in which what stands is laid out, so that what stood on a day is found without looking at most of it.

The rows of all, or of one name, are those replaced and those believed to this day. Each lie in blocks by their beginning, those
replaced also by the day on which they were; within a block they lie in order of their end, and rows of one end in order of the
day on which they were replaced or since which they are believed. Of a block a question leaves aside what has ended, and of what
goes on longest in it what was replaced too early or is believed too late, by binary search; whole blocks are left aside by
their first and last days. What then remains is compared in one or two days, or copied as one run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from legation.standings.rectangles import NEVER, Flags, Int16, Int32, Rectangles, leads, order_of

BLOCK: Final = 1 << 16
"""Rows of a block at most: what is compared stays in the processor's cache."""
_ROOT: Final = 32
"""Rows of a block for the root of those of its kind in the part: to look at a block costs as much as to compare some in vain."""
_HALVED: Final = 1 << 14
"""Rows of a block of replaced ones beyond which it is parted by the day on which they were replaced."""
_FEW: Final = 1 << 13
"""Rows that are compared rather than searched, as it costs less."""

Run = tuple[int, int, bool, bool, bool]
"""Rows from a first to a last (excluded), and which of their days are still to be compared with those asked about: that on
which they begin, that on which they were replaced, that since which they are believed."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """Where rows lie that are laid out in parts, each in blocks.

    Args:
        parts: for each part its first block and its first block of rows believed to this day, and the number of all at the end.
        rows: for each block its first row and the first of those that go on longest in it, and the number of all at the end.
        days: for each block its first and last beginning, its last end, and the first and last day on which any of it was
            replaced or, where it is believed to this day, since which it is.
    """

    parts: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int64]
    days: npt.NDArray[np.int32]

    def span(self, part: int) -> tuple[int, int]:
        """Where the rows of one part lie; nowhere, for a part that came later."""
        if 2 * part + 2 >= len(self.parts):
            return 0, 0
        first, last = self.rows[self.parts[2 * part : 2 * part + 3 : 2], 0].tolist()
        return first, last

    def offsets(self) -> npt.NDArray[np.int64]:
        """The first row of each part, and the number of all at the end."""
        found: npt.NDArray[np.int64] = self.rows[self.parts[::2], 0]
        return found


def in_blocks(rows: Rectangles, parts: npt.NDArray[np.int64], most: int = BLOCK) -> tuple[Rectangles, Blocks]:
    """Rows laid out in blocks.

    Args:
        rows: part after part, each in order of beginning; parts: the first row of each, and the number of all at the end.
        most: rows of a block at most.
    """
    lasting = rows.known_to == NEVER
    knowledge = np.where(lasting, rows.known_from, rows.known_to)
    half = np.repeat(np.arange(len(parts) - 1, dtype=np.int32), np.diff(parts)) * np.int32(2)
    half += lasting  # of a part: what was replaced, what was not
    filled = np.bincount(half, minlength=2 * (len(parts) - 1))
    order = order_of(half)
    half, starts = half[order], np.cumsum(filled) - filled
    size = np.clip(_ROOT * np.sqrt(filled).astype(np.int64), 1, most)
    tiles = np.cumsum(-(-filled // size))
    place = np.arange(len(rows))
    place -= starts[half]
    place //= size[half]
    place += np.append(0, tiles)[half]
    tile = place.astype(np.int32)
    del half, place
    order, block = _halved(order, tile, lasting, knowledge)
    made = order[order_of(block, *(column[order] for column in (rows.end, knowledge, rows.known_from)))]
    first = _first(block)
    laid = rows.take(made)
    days = _days(laid, knowledge[made], first)
    longest = laid.end == np.repeat(days[:, 2], np.diff(np.append(first, len(block))))
    until = np.append(first[1:], len(block))[: len(first)]
    open_ = until - np.add.reduceat(longest, first, dtype=np.int64) if len(first) else first
    total = np.full(2, len(rows))
    found = np.searchsorted(tile[first], np.append(0, tiles))
    return laid, Blocks(found.astype(np.int64), np.vstack((np.stack((first, open_), axis=1), total)).astype(np.int64), days)


def _halved(order: npt.NDArray[np.int64], tile: Int32, lasting: Flags, knowledge: Int32) -> tuple[npt.NDArray[np.int64], Int32]:
    """Rows in order of block, and the block of each: many replaced rows are parted by the day on which they were."""
    day = np.where(lasting[order], np.int32(0), knowledge[order])
    order = order[order_of(tile, day)]
    first = _first(tile)
    count = np.diff(np.append(first, len(tile)))
    parted = ~lasting[order[first]] & (count > _HALVED)
    late = np.arange(len(tile)) - np.repeat(first, count) >= np.repeat(count + 1, count) // 2
    late &= np.repeat(parted, count)
    new = leads(tile)
    new[1:] |= late[1:] & ~late[:-1]
    return order, np.cumsum(new, dtype=np.int32) - np.int32(1)


def _first(owner: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """The first place of each of those that own places in order."""
    return np.flatnonzero(leads(owner)).astype(np.int64)


def _days(rows: Rectangles, knowledge: Int32, first: npt.NDArray[np.int64]) -> Int32:
    """The first and last days of blocks."""
    if not len(first):
        return np.empty((0, 5), np.int32)
    least, most = np.minimum, np.maximum
    columns = ((rows.begin, least), (rows.begin, most), (rows.end, most), (knowledge, least), (knowledge, most))
    return np.stack([best.reduceat(column, first) for column, best in columns], axis=1)


def runs(rows: Rectangles, blocks: Blocks, part: int, on: int, known: int) -> list[Run]:
    """Where rows of one part may lie that hold on a day, as known on another; nowhere, in a part that came later."""
    if 2 * part + 2 >= len(blocks.parts):
        return []
    found, seen = list[Run](), min(known, NEVER - 1)
    day, seen_day = _asked(on, known)
    first_block, lasting, last_block = blocks.parts[2 * part : 2 * part + 3].tolist()
    places, end = blocks.rows[first_block : last_block + 1].tolist(), rows.end
    days = blocks.days[first_block:last_block].tolist()
    for block, (begun, latest, ends, since, until) in enumerate(days, start=first_block):
        was_replaced = block < lasting
        if begun > on or ends <= on or (until <= seen if was_replaced else since > seen):
            continue
        (first, longest), (last, _) = places[block - first_block : block - first_block + 2]
        edge, before, after = latest > on, was_replaced and since <= seen, was_replaced or until > seen
        if first < longest:
            first += int(end[first:longest].searchsorted(day, "right"))
        if not (before if was_replaced else after) or (first < longest and last - first < _FEW):
            found.append((first, last, edge, before, after))
            continue
        if first < longest:
            found.append((first, longest, edge, before, after))
        if was_replaced:
            first = longest + int(rows.known_to[longest:last].searchsorted(seen_day, "right"))
        else:
            first, last = longest, longest + int(rows.known_from[longest:last].searchsorted(seen_day, "right"))
        if first < last:
            found.append((first, last, edge, False, was_replaced))
    return found


def _asked(on: int, known: int) -> tuple[Int32, Int32]:
    """The days asked about as NumPy compares them soonest."""
    return np.array(on, np.int32), np.array(min(known, NEVER - 1), np.int32)


def said_asof(rows: Rectangles, blocks: Blocks, part: int, on: int, known: int, room: int = 0) -> tuple[Int32, Int16, int]:
    """The standings of the rows of one part that hold on a day, as known on another, the verdict of each, and how many there are.

    Args:
        room: places to be left behind them.
    """
    day, seen = _asked(on, known)
    found = runs(rows, blocks, part, on, known)
    most = sum([run[1] - run[0] for run in found]) + room
    key, verdict = np.empty(most, np.int32), np.empty(most, np.int16)
    size = 0
    for run in found:
        mine = slice(run[0], run[1])
        held = _held(rows, mine, run, day, seen)
        if held is None:
            until = size + run[1] - run[0]
            key[size:until], verdict[size:until] = rows.key[mine], rows.verdict[mine]
        else:
            (places,) = held.nonzero()
            until = size + len(places)
            # the places are all there: ``clip`` only spares a copy
            rows.key[mine].take(places, None, key[size:until], "clip")
            rows.verdict[mine].take(places, None, verdict[size:until], "clip")
        size = until
    return key, verdict, size


def places_asof(rows: Rectangles, blocks: Blocks, part: int, on: int, known: int) -> npt.NDArray[np.intp]:
    """The numbers of the same rows."""
    day, seen = _asked(on, known)
    found = [np.empty(0, np.intp)]
    for run in runs(rows, blocks, part, on, known):
        held = _held(rows, slice(run[0], run[1]), run, day, seen)
        found.append(np.arange(run[0], run[1]) if held is None else held.nonzero()[0] + run[0])
    return np.concatenate(found)


def bytes_asof(rows: Rectangles, blocks: Blocks, part: int, on: int, known: int) -> int:
    """How many bytes are read and written to say the same: days compared, and standings and verdicts read and written."""
    compared = sum(4 * (last - first) * sum(days) for first, last, *days in runs(rows, blocks, part, on, known))
    return compared + 12 * said_asof(rows, blocks, part, on, known)[2]


def _held(rows: Rectangles, mine: slice, run: Run, day: Int32, seen: Int32) -> Flags | None:
    """Which rows of a run hold; None where all do."""
    _, _, begin, known_to, known_from = run
    held: Flags | None = None
    if known_from:
        held = rows.known_from[mine] <= seen
    if known_to:
        later = rows.known_to[mine] > seen
        held = later if held is None else np.logical_and(held, later, held)
    if begin:
        begun = rows.begin[mine] <= day
        held = begun if held is None else np.logical_and(held, begun, held)
    return held
