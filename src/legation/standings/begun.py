"""The order in which what stands is laid out, so that what stood on a day is found without looking at most of it.

The rows of all, or of one name, lie in blocks by their beginning. Within a block come those replaced, in order of the day on
which they were, then those believed to this day, in order of their end and of the day since which they are. So of a block a
question leaves aside what was replaced before its knowledge date and what has ended, without reading it; and what goes on to the
same last day is one run. A question with everything known compares nothing but at the edge.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from legation.standings.rectangles import NEVER, Flags, Int16, Int32, Rectangles, order_of

BLOCK: Final = 1 << 16
"""Rows of a block, where all that stands lies together."""
BLOCK_OF_NAME: Final = 1 << 15
"""Rows of a block, where what stands lies by name."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """Where rows lie that are laid out in parts, each in blocks of ``size``.

    Args:
        rows, blocks: for each part its first row and its first block, and the number of all at the end.
        begun, known: for each block its first beginning, and the last day since which any of it is believed to this day.
    """

    size: int
    rows: npt.NDArray[np.int64]
    blocks: npt.NDArray[np.int64]
    begun: Int32
    known: Int32

    def span(self, part: int) -> tuple[int, int]:
        """Where the rows of one part lie; nowhere, for a part that came later."""
        if part >= len(self.rows) - 1:
            return 0, 0
        first, last = self.rows[part : part + 2].tolist()
        return first, last


class Run(NamedTuple):
    """Rows from ``first`` to ``last`` (excluded), and which of their days are still to be compared with those asked about."""

    first: int
    last: int
    begin: bool
    end: bool
    known_from: bool


def in_blocks(rows: Rectangles, parts: npt.NDArray[np.int64], size: int) -> tuple[Rectangles, Blocks]:
    """Rows laid out in blocks.

    Args:
        rows: part after part, each in order of beginning; parts: the first row of each, and the number of all at the end.
    """
    count = np.diff(parts)
    blocks = np.append(0, np.cumsum(-(-count // size)))
    part = np.repeat(np.arange(len(count)), np.diff(blocks))
    starts = parts[part] + (np.arange(len(part)) - blocks[part]) * size
    block = np.repeat(np.arange(len(starts), dtype=np.int32), np.diff(np.append(starts, len(rows))))
    made = rows.take(order_of(block, rows.known_to, rows.end, rows.known_from))
    lasting = np.where(made.known_to == NEVER, made.known_from, np.int32(-NEVER))
    known = np.maximum.reduceat(lasting, starts) if len(rows) else lasting
    return made, Blocks(size, parts, blocks, rows.begin[starts], known.astype(np.int32))


def runs(rows: Rectangles, blocks: Blocks, part: int, on: int, known: int) -> Iterator[Run]:
    """Where rows of one part may lie that hold on a day, as known on another, in order; nowhere, in a part that came later."""
    if part >= len(blocks.blocks) - 1:
        return
    day, seen, never = np.int32(on), np.int32(min(known, NEVER - 1)), np.int32(NEVER)
    end, known_from = rows.end, rows.known_from
    start, stop = blocks.span(part)
    block, after = blocks.blocks[part : part + 2].tolist()
    begun = block + int(blocks.begun[block:after].searchsorted(day, "right"))
    while block < begun:
        first, last = start, min(start + blocks.size, stop)
        known_to = rows.known_to[first:last]
        believed, lasting = first + int(known_to.searchsorted(seen, "right")), first + int(known_to.searchsorted(never))
        all_known, start, block = bool(blocks.known[block] <= seen), last, block + 1
        edge = block == begun
        if believed < lasting:
            yield Run(believed, lasting, edge, True, True)
        first = lasting + int(end[lasting:last].searchsorted(day, "right"))
        if first == last:
            continue
        if all_known:
            yield Run(first, last, edge, False, False)
            continue
        longest = first + int(end[first:last].searchsorted(end[last - 1]))
        if first < longest:
            yield Run(first, longest, edge, False, True)
        until = longest + int(known_from[longest:last].searchsorted(seen, "right"))
        if longest < until:
            yield Run(longest, until, edge, False, False)


def said_asof(rows: Rectangles, blocks: Blocks, part: int, on: int, known: int) -> tuple[Int32, Int16]:
    """The standings of the rows of one part that hold on a day, as known on another, and the verdict of each."""
    found = list(runs(rows, blocks, part, on, known))
    most = sum(run.last - run.first for run in found)
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
    return key[:size], verdict[:size]


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
    compared = sum(4 * (run.last - run.first) * (run.begin + run.end + run.known_from) for run in found)
    return compared + 12 * len(said_asof(rows, blocks, part, on, known)[0])


def _held(rows: Rectangles, run: Run, on: int, known: int) -> Flags | None:
    """Which rows of a run hold; None where all do."""
    part, day, seen = slice(run.first, run.last), np.int32(on), np.int32(min(known, NEVER - 1))
    held: Flags | None = None
    if run.end:
        held = rows.end[part] > day
    if run.known_from:
        since = rows.known_from[part] <= seen
        held = since if held is None else np.logical_and(held, since, out=held)
    if run.begin:
        begun = rows.begin[part] <= day
        held = begun if held is None else np.logical_and(held, begun, out=held)
    return held
