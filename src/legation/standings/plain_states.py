"""From the visible events of plain standings, in order, to what may be the case on every day."""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from legation.record.acts import FOREVER
from legation.standings.plain_events import CLOSE, DOES, clusters
from legation.standings.plain_segments import FIRM, HELD, OFF, SILENT, Segments
from legation.standings.plain_tangles import FAR, Tangle, tangle
from legation.standings.rectangles import Int32, leads

_OPEN: Final = DOES.index("open")


def states(view: npt.NDArray[np.int64], lo: Int32, hi: Int32, does: npt.NDArray[np.int8]) -> Segments:
    """What may be the case, day by day, for events in order of view (a standing as known from one turn) and of day."""
    size = len(view)
    if not size:
        return Segments(view, lo, hi, does)
    on = does != CLOSE
    first = leads(view)
    last = np.append(first[1:], True)
    ends_later, next_on = _afterwards(on, first, last)
    silent = (next_on < size) & (does[np.minimum(next_on, size - 1)] != _OPEN)
    after = np.where(on, np.where(ends_later, FIRM, HELD), np.where(silent, SILENT, OFF)).astype(np.int8)
    starts, ends, doubtful = clusters(view, lo, hi)
    clean = np.ones(size, np.bool_)
    extra: list[tuple[int, int, int, int]] = []
    for begun, final in zip(starts[doubtful].tolist(), ends[doubtful].tolist(), strict=True):
        events = list(zip(*(column[begun : final + 1].tolist() for column in (does, lo, hi)), strict=True))
        earlier = None if first[begun] else int(after[begun - 1])
        following = int(does[next_on[final]]) if next_on[final] < size else None
        scale, one = tangle(earlier, events, bool(ends_later[final]), following)
        before, within, afterwards = _judged(one)
        clean[begun : final + 1] = False
        after[final] = afterwards
        reach = max(event[2] for event in events)
        until = FOREVER if last[final] else int(lo[final + 1])
        mine = [(scale.day(start) if start > -FAR else -FOREVER, scale.day(end), found) for start, end, found in within]
        if earlier is None and mine[0][0] > -FOREVER:
            mine.insert(0, (-FOREVER, mine[0][0], before))
        extra.extend((int(view[begun]), *piece) for piece in (*mine, (reach + 1, until, afterwards)) if piece[0] < piece[1])
    before_all = np.concatenate((np.zeros(1, np.int8), after[:-1]))
    before_all[first] = np.where(does[first] == _OPEN, OFF, SILENT)
    settles = np.zeros(size, np.bool_)
    settles[ends] = True  # of several events of one day, the last
    until_next = np.where(last, np.int32(FOREVER), np.append(lo[1:], np.int32(FOREVER))).astype(np.int32)
    today = np.where(on, np.where(lo == hi, FIRM, FIRM | after), after).astype(np.int8)
    mixed = (before_all | after | np.where(on, FIRM, 0)).astype(np.int8)
    begin = np.stack((np.full(size, -FOREVER, np.int32), lo, hi, hi + 1), axis=1).ravel()
    end = np.stack((lo, hi, hi + 1, until_next), axis=1).ravel()
    found = np.stack((before_all, mixed, today, after), axis=1).ravel()
    wanted = np.stack((first & clean, settles & clean, settles & clean, settles & clean), axis=1).ravel() & (begin < end)
    return _with(Segments(np.repeat(view, 4)[wanted], begin[wanted], end[wanted], found[wanted]), extra)


def _afterwards(
    on: npt.NDArray[np.bool_], first: npt.NDArray[np.bool_], last: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.int64]]:
    """For each event of a view: whether an end comes after it, and the next that is none (beyond all if there is none)."""
    size = len(on)
    last_of_view = np.flatnonzero(last)[np.cumsum(first) - 1]
    closes = np.cumsum(~on)
    nearest = np.minimum.accumulate(np.where(on, np.arange(size), size)[::-1])[::-1]
    following = np.append(nearest[1:], size)
    return closes[last_of_view] > closes, np.where(following <= last_of_view, following, size)


@cache
def _judged(one: Tangle) -> tuple[int, list[tuple[int, int, int]], int]:
    return one.judged()


def _with(made: Segments, extra: list[tuple[int, int, int, int]]) -> Segments:
    if not extra:
        return made
    view, begin, end, found = (np.array(column) for column in zip(*extra, strict=True))
    whole = Segments(
        np.concatenate((made.view, view)), np.concatenate((made.begin, begin.astype(np.int32))),
        np.concatenate((made.end, end.astype(np.int32))), np.concatenate((made.found, found.astype(np.int8))),
    )  # fmt: skip
    return whole.take(np.argsort(whole.view << 32 | (whole.begin.astype(np.int64) + (1 << 31)), kind="stable"))
