"""In how many bodies two actors sat together: a product of matrices, never a join of members with members.

Two sat together in a body when both were in it on one common day. In a period in which members came or went, those who were in
it throughout meet everyone; only those who came or went are compared with one another, day by day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from legation.standings.compiled import Compiled
from legation.standings.panels.periods import Periods, Rule
from legation.standings.panels.rows import merged
from legation.standings.rectangles import NEVER, Int32, one_after_another

Plane = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Seats:
    """Spans of days through which numbered members were in numbered bodies: ``begin`` included, ``end`` excluded.

    The spans of one member in one body neither meet nor overlap. ``bodies`` is how many bodies there are.
    """

    member: npt.NDArray[np.int64]
    body: npt.NDArray[np.int64]
    begin: Int32
    end: Int32
    bodies: int

    def take(self, rows: npt.NDArray[np.intp]) -> Seats:
        """The chosen spans."""
        return Seats(self.member[rows], self.body[rows], self.begin[rows], self.end[rows], self.bodies)


def seats(
    made: Compiled,
    kind: int,
    place: npt.NDArray[np.int64],
    sets: Sequence[str],
    *,
    both_ways: bool = False,
    known: int = NEVER - 1,
) -> Seats:
    """Who was in what, by standings of one kind: the first role is the member, the others together are the body.

    Args:
        kind: number of the kind, e.g. of membership; place: for each name its place among the members, -1 if it has none.
        sets: which rectangles count, ``certain`` or also ``possible``; both_ways: whether either role is a member of the other.
    """
    wanted = np.arange(len(made.keys.kinds)) == kind
    rows = one_after_another([made.rows(which, known, wanted) for which in sets])
    key, begin, end = merged(rows.key, rows.begin, rows.end)  # what follows on without a gap is one span
    roles = made.keys.roles[key]
    if both_ways:
        roles, begin, end = np.concatenate((roles, roles[:, ::-1])), np.tile(begin, 2), np.tile(end, 2)
    member = place[roles[:, 0]]
    named = np.flatnonzero(member >= 0)
    bodies, body = np.unique(roles[named, 1:], axis=0, return_inverse=True)
    return Seats(member[named], body.reshape(-1), begin[named], end[named], len(bodies))


def shared(held: Seats, size: int, over: Periods, rule: Rule) -> Iterator[Plane]:
    """For one period after another: for each pair, in how many bodies both sat.

    Args:
        size: how many members there are; rule: on the ``first`` or the ``last`` day of the period, on ``any`` common day of it,
            or the ``share`` of its days on which they sat together, summed over bodies.
    """
    first, last = over.touched(held.begin, held.end, rule)
    parted = _Parts.none() if rule in ("first", "last") else _Parts.of(held, over, first, last)
    if rule in ("any", "share"):
        first, last = over.inner(held.begin, held.end)
    whole = np.flatnonzero(first < last)
    at = np.concatenate((first[whole], last[whole]))
    order = np.argsort(at, kind="stable")
    member, body = np.tile(held.member[whole], 2)[order], np.tile(held.body[whole], 2)[order]
    change = np.repeat(np.array([1, -1], np.int8), len(whole))[order]
    bounds = np.searchsorted(at[order], np.arange(len(over) + 1))
    there = np.zeros((size, held.bodies), np.int8)
    plane: Plane = np.zeros((size, size), np.float64 if rule == "share" else np.float32)
    for period in range(len(over)):
        part = slice(int(bounds[period]), int(bounds[period + 1]))
        if part.start < part.stop:  # only bodies whose members changed are multiplied again
            touched = np.unique(body[part])
            before = there[:, touched].astype(plane.dtype)
            np.add.at(there, (member[part], body[part]), change[part])
            after = there[:, touched].astype(plane.dtype)
            plane += after @ after.T - before @ before.T
        came = parted.of_period(period)
        yield plane + _partly(held, came, there, over, period, rule) if len(came) else plane


@dataclass(frozen=True, slots=True)
class _Parts:
    """Spans that cover a part of a period only, by period."""

    period: npt.NDArray[np.int64]
    row: npt.NDArray[np.intp]

    @classmethod
    def none(cls) -> _Parts:
        return cls(np.empty(0, np.int64), np.empty(0, np.intp))

    @classmethod
    def of(cls, held: Seats, over: Periods, first: Int32, last: Int32) -> _Parts:
        """Spans touch whole periods but for the first and the last."""
        rows = np.flatnonzero(first < last)
        ends = np.flatnonzero(first + 1 < last)
        row, period = np.concatenate((rows, ends)), np.concatenate((first[rows], last[ends] - 1)).astype(np.int64)
        parts = (held.begin[row] > over.first[period]) | (held.end[row] <= over.last[period])
        row, period = row[parts], period[parts]
        order = np.argsort(period, kind="stable")
        return cls(period[order], row[order])

    def of_period(self, period: int) -> npt.NDArray[np.intp]:
        """The numbers of the spans that cover a part of one period."""
        return self.row[slice(*np.searchsorted(self.period, (period, period + 1)).tolist())]


def _partly(
    held: Seats, came: npt.NDArray[np.intp], there: npt.NDArray[np.int8], over: Periods, period: int, rule: Rule
) -> Plane:
    """What those add who were in a body for a part of the period."""
    size, length = len(there), int(over.last[period]) + 1 - int(over.first[period])
    some = held.take(came[np.argsort(held.body[came], kind="stable")])
    begin = np.maximum(some.begin, over.first[period]).astype(np.int64)
    end = np.minimum(some.end, over.last[period] + 1).astype(np.int64)
    bodies, column = np.unique(some.body, return_inverse=True)
    dtype: type[np.floating[Any]] = np.float64 if rule == "share" else np.float32
    partly: Plane = np.zeros((size, len(bodies)), dtype)
    if rule == "share":
        np.add.at(partly, (some.member, column), (end - begin) / length)
    else:
        partly[some.member, column] = 1
    whole: Plane = there[:, bodies].astype(dtype)
    met: Plane = partly @ whole.T
    met = met + met.T
    group = np.bincount(column)
    start = np.cumsum(group) - group
    left = np.repeat(np.arange(len(column)), group[column])
    right = start[column[left]] + np.arange(len(left)) - np.repeat(np.cumsum(group[column]) - group[column], group[column])
    common = np.minimum(end[left], end[right]) - np.maximum(begin[left], begin[right])
    kept = np.flatnonzero((common > 0) & (some.member[left] != some.member[right]))
    left, right, common = left[kept], right[kept], common[kept]
    if rule == "share":
        np.add.at(met, (some.member[left], some.member[right]), common / length)
    else:
        code = (column[left] * size + some.member[left]) * size + some.member[right]
        met += np.bincount(np.unique(code) % (size * size), minlength=size * size).reshape(size, size).astype(dtype)
    return met
