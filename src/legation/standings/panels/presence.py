"""Who was there: actors present in each period, and pairs that shared a day of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from legation.standings.panels.periods import Periods, Rule
from legation.standings.rectangles import Flags, Int32


@dataclass(frozen=True, slots=True)
class Spans:
    """Spans of days of numbered members: ``begin`` included, ``end`` excluded."""

    member: Int32
    begin: Int32
    end: Int32

    @classmethod
    def of(cls, member: npt.ArrayLike, begin: npt.ArrayLike, end: npt.ArrayLike) -> Spans:
        """Spans from any arrays of numbers."""
        return cls(np.asarray(member, np.int32), np.asarray(begin, np.int32), np.asarray(end, np.int32))


def present(spans: Spans, size: int, over: Periods, rule: Rule = "any") -> Flags:
    """For each period and member whether it counts as present."""
    first, last = over.touched(spans.begin, spans.end, rule)
    change = np.zeros((len(over) + 1, size), np.int32)
    np.add.at(change, (first, spans.member), 1)
    np.add.at(change, (last, spans.member), -1)
    return np.cumsum(change[:-1], axis=0) > 0


def together(spans: Spans, size: int, over: Periods, rule: Rule = "any") -> Flags:
    """For each period and pair whether both were there, on one day at least; nobody is a pair with itself.

    Two that came and went in one year without a common day are no pair in it, though each was there that year.
    """
    there = present(spans, size, over, rule)
    pairs = there[:, :, None] & there[:, None, :]
    pairs[:, np.arange(size), np.arange(size)] = False
    if rule in ("first", "last") or over.every == "day":
        return pairs
    for period in np.flatnonzero(_has_part(spans, over)).tolist():
        first, last = int(over.first[period]), int(over.last[period])
        inside = np.flatnonzero((spans.begin <= last) & (spans.end > first))
        begin, end = np.maximum(spans.begin[inside], first), np.minimum(spans.end[inside], last + 1)
        partly = np.flatnonzero((begin > first) | (end <= last))
        meets = np.zeros((size, size), np.bool_)
        common = (begin[partly][:, None] < end[None, :]) & (begin[None, :] < end[partly][:, None])
        rows, columns = np.nonzero(common)
        one, other = spans.member[inside[partly[rows]]], spans.member[inside[columns]]
        meets[one, other] = meets[other, one] = True
        whole = np.zeros(size, np.bool_)
        whole[spans.member[inside]] = True
        whole[spans.member[inside[partly]]] = False
        meets |= whole[:, None] & whole[None, :]
        pairs[period] &= meets
    return pairs


def _has_part(spans: Spans, over: Periods) -> Flags:
    """Which periods someone joined or left in their course."""
    found = np.zeros(len(over) + 1, np.bool_)
    for day in (spans.begin, spans.end):
        place = np.searchsorted(over.first, day, "right") - 1
        inner = (place >= 0) & (over.first[np.maximum(place, 0)] < day) & (day <= over.last[np.maximum(place, 0)])
        found[place[inner]] = True
    return found[:-1]


def days_present(spans: Spans, first: int, last: int) -> tuple[Int32, Int32]:
    """Every day of every member from ``first`` through ``last``: member and day, member by member."""
    begin, end = np.maximum(spans.begin, np.int32(first)), np.minimum(spans.end, np.int32(last + 1))
    kept = np.flatnonzero(begin < end)
    kept = kept[np.lexsort((begin[kept], spans.member[kept]))]
    length = (end - begin)[kept].astype(np.int64)
    within = np.arange(int(length.sum())) - np.repeat(np.cumsum(length) - length, length)
    return np.repeat(spans.member[kept], length), (np.repeat(begin[kept], length) + within).astype(np.int32)
