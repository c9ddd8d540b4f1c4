"""The order in which what stands is laid out, so that what stood on a day is found without looking at most of it.

The rows of all, or of one name, are those replaced and those believed to this day. Each lie in blocks by their beginning, those
replaced also by the day on which they were; within a block they lie in order of their end, and rows of one end in order of the
day on which they were replaced or since which they are believed. Of a block a question leaves aside what has ended, and of what
goes on longest in it what was replaced too early or is believed too late, by binary search; whole blocks are left aside by
their first and last days. What then remains is compared in one or two days, or copied as one run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from legation.standings.rectangles import NEVER, Flags, Int16, Int32, Rectangles, order_of

BLOCK: Final = 1 << 16
"""Rows of a block, where all that stands lies together."""
BLOCK_OF_NAME: Final = 1 << 15
"""Rows of a block, where what stands lies by name."""
_HALVED: Final = 4
"""Of how many blocks the replaced rows of one beginning must fill one to be parted by the day on which they were replaced."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """Where rows lie that are laid out in parts, each in blocks.

    Args:
        parts: for each part its first block and its first block of rows believed to this day, and the number of all at the end.
        rows: for each block its first row and the first of those that go on longest in it, and the number of all at the end.
        days: for each block its first and last beginning, its last end, and the first and last day on which any of it was
            replaced or, where it is believed to this day, since which it is. Blocks of one kind are in order of first beginning.
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


class Run(NamedTuple):
    """Rows from ``first`` to ``last`` (excluded), and which of their days are still to be compared with those asked about."""

    first: int
    last: int
    begin: bool
    known_to: bool
    known_from: bool


def in_blocks(rows: Rectangles, parts: npt.NDArray[np.int64], size: int) -> tuple[Rectangles, Blocks]:
    """Rows laid out in blocks.

    Args:
        rows: part after part, each in order of beginning; parts: the first row of each, and the number of all at the end.
    """
    lasting = rows.known_to == NEVER
    knowledge = np.where(lasting, rows.known_from, rows.known_to)
    half = np.repeat(np.arange(len(parts) - 1), np.diff(parts)) * 2 + lasting  # of a part: what was replaced, what was not
    filled = np.bincount(half, minlength=2 * (len(parts) - 1))
    order = order_of(half.astype(np.int32))
    half, starts = half[order], np.cumsum(filled) - filled
    tile = (np.arange(len(rows)) - starts[half]) // size
    tiles = np.cumsum(-(-filled // size))
    tile += np.append(0, tiles)[half]
    order, block = _halved(order, tile, lasting, knowledge, size)
    made = order[order_of(block, *(column[order] for column in (rows.end, knowledge, rows.known_from)))]
    first = _first(block)
    laid = rows.take(made)
    days = _days(laid, knowledge[made], first, tile[first])
    longest = laid.end == np.repeat(days[:, 2], np.diff(np.append(first, len(block))))
    until = np.append(first[1:], len(block))[: len(first)]
    open_ = until - np.add.reduceat(longest, first, dtype=np.int64) if len(first) else first
    total = np.full(2, len(rows))
    found = np.searchsorted(tile[first], np.append(0, tiles))
    return laid, Blocks(found.astype(np.int64), np.vstack((np.stack((first, open_), axis=1), total)).astype(np.int64), days)


def _halved(
    order: npt.NDArray[np.int64], tile: npt.NDArray[np.int64], lasting: Flags, knowledge: Int32, size: int
) -> tuple[npt.NDArray[np.int64], Int32]:
    """Rows in order of block, and the block of each: tiles of replaced rows are parted by the day on which they were, if large."""
    day = np.where(lasting[order], np.int32(0), knowledge[order])
    order = order[order_of(tile.astype(np.int32), day)]
    first = _first(tile)
    count = np.diff(np.append(first, len(tile)))
    parted = ~lasting[order[first]] & (count * _HALVED > size)
    late = np.arange(len(tile)) - np.repeat(first, count) >= np.repeat(count + 1, count) // 2
    block = tile * 2 + (late & np.repeat(parted, count))
    number = np.cumsum(np.append(np.zeros(min(len(block), 1), np.int64), block[1:] != block[:-1]))
    return order, number.astype(np.int32)


def _first(owner: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """The first place of each of those that own places in order."""
    return np.flatnonzero(np.append(np.ones(min(len(owner), 1), np.bool_), owner[1:] != owner[:-1])).astype(np.int64)


def _days(rows: Rectangles, knowledge: Int32, first: npt.NDArray[np.int64], tile: npt.NDArray[np.int64]) -> Int32:
    """The first and last days of blocks; the first beginning is that of the tile, so that its halves are found together."""
    if not len(first):
        return np.empty((0, 5), np.int32)
    begun = np.minimum.reduceat(rows.begin, first)
    begun = np.minimum.reduceat(begun, own := _first(tile)).repeat(np.diff(np.append(own, len(tile))))
    others = ((rows.begin, np.maximum), (rows.end, np.maximum), (knowledge, np.minimum), (knowledge, np.maximum))
    return np.stack((begun, *(best.reduceat(column, first) for column, best in others)), axis=1)


def runs(rows: Rectangles, blocks: Blocks, part: int, on: int, known: int) -> Iterator[Run]:
    """Where rows of one part may lie that hold on a day, as known on another; nowhere, in a part that came later."""
    if 2 * part + 2 >= len(blocks.parts):
        return
    seen = min(known, NEVER - 1)
    day, seen_day = np.int32(on), np.int32(seen)
    replaced, lasting, after = blocks.parts[2 * part : 2 * part + 3].tolist()
    end, known_from, known_to = rows.end, rows.known_from, rows.known_to
    begun = replaced + int(blocks.days[replaced:lasting, 0].searchsorted(day, "right"))
    places = blocks.rows[replaced : begun + 1].tolist()
    for number, (_, latest, ends, since, until) in enumerate(blocks.days[replaced:begun].tolist()):
        if until <= seen or ends <= on:
            continue
        first, longest = places[number]
        first += int(end[first:longest].searchsorted(day, "right"))
        if first < longest:
            yield Run(first, longest, latest > on, since <= seen, True)
        last = places[number + 1][0]
        first = longest + int(known_to[longest:last].searchsorted(seen_day, "right"))
        if first < last:
            yield Run(first, last, latest > on, False, True)
    begun = lasting + int(blocks.days[lasting:after, 0].searchsorted(day, "right"))
    places = blocks.rows[lasting : begun + 1].tolist()
    for number, (_, latest, ends, since, until) in enumerate(blocks.days[lasting:begun].tolist()):
        if since > seen or ends <= on:
            continue
        first, longest = places[number]
        last = places[number + 1][0]
        first += int(end[first:longest].searchsorted(day, "right"))
        if until <= seen:
            yield Run(first, last, latest > on, False, False)
            continue
        if first < longest:
            yield Run(first, longest, latest > on, False, True)
        last = longest + int(known_from[longest:last].searchsorted(seen_day, "right"))
        if longest < last:
            yield Run(longest, last, latest > on, False, False)


def said_asof(rows: Rectangles, blocks: Blocks, part: int, on: int, known: int, room: int = 0) -> tuple[Int32, Int16, int]:
    """The standings of the rows of one part that hold on a day, as known on another, the verdict of each, and how many there are.

    Args:
        room: places to be left behind them.
    """
    found = list(runs(rows, blocks, part, on, known))
    most = sum([run.last - run.first for run in found]) + room
    key, verdict = np.empty(most, np.int32), np.empty(most, np.int16)
    size = 0
    for run in found:
        mine = slice(run.first, run.last)
        held = _held(rows, run, on, known)
        if held is None:
            until = size + run.last - run.first
            key[size:until], verdict[size:until] = rows.key[mine], rows.verdict[mine]
        else:
            (places,) = held.nonzero()
            until = size + len(places)
            # the places are all there: ``clip`` only spares a copy
            rows.key[mine].take(places, out=key[size:until], mode="clip")
            rows.verdict[mine].take(places, out=verdict[size:until], mode="clip")
        size = until
    return key, verdict, size


def places_asof(rows: Rectangles, blocks: Blocks, part: int, on: int, known: int) -> npt.NDArray[np.intp]:
    """The numbers of the same rows."""
    found = [np.empty(0, np.intp)]
    for run in runs(rows, blocks, part, on, known):
        held = _held(rows, run, on, known)
        found.append(np.arange(run.first, run.last) if held is None else held.nonzero()[0] + run.first)
    return np.concatenate(found)


def bytes_asof(rows: Rectangles, blocks: Blocks, part: int, on: int, known: int) -> int:
    """How many bytes are read and written to say the same: days compared, and standings and verdicts read and written."""
    found = list(runs(rows, blocks, part, on, known))
    compared = sum(4 * (run.last - run.first) * (run.begin + run.known_to + run.known_from) for run in found)
    return compared + 12 * said_asof(rows, blocks, part, on, known)[2]


def _held(rows: Rectangles, run: Run, on: int, known: int) -> Flags | None:
    """Which rows of a run hold; None where all do."""
    part, seen = slice(run.first, run.last), np.int32(min(known, NEVER - 1))
    held: Flags | None = None
    if run.known_from:
        held = rows.known_from[part] <= seen
    if run.known_to:
        later = rows.known_to[part] > seen
        held = later if held is None else np.logical_and(held, later, out=held)
    if run.begin:
        begun = rows.begin[part] <= np.int32(on)
        held = begun if held is None else np.logical_and(held, begun, out=held)
    return held
