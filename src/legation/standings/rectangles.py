"""Bitemporal rectangles: on which days a verdict holds, and on which days it was believed.

A rectangle is one verdict of one standing on the days ``begin <= on < end``, believed at the end of the days
``known_from <= known < known_to``. The rectangles of a record are three sets: what is *certain* (the answer is *yes* or
*presumed*), what is *possible*, and what is *silent* (*no* and *unknown*, kept so that a build can say why). Rules run once;
every as-of answer afterwards is a filter, every panel a sum at the rectangles' edges.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from legation.standings.verdicts import ANSWERS, REASONS, Answer, Verdict

Int32 = npt.NDArray[np.int32]
Int16 = npt.NDArray[np.int16]
Flags = npt.NDArray[np.bool_]

NEVER: Final = 2**31 - 1
"""The knowledge day of what is still believed."""
SETS: Final = ("certain", "possible", "silent")
_REASON_SHIFT: Final = 3
_SUSPENDED_SHIFT: Final = 8
BLOCK: Final = 1 << 15
"""Rows looked at in one go: what is compared stays in the processor's cache."""


def code_of(verdict: Verdict) -> int:
    """A verdict as one small number."""
    answer, suspended = ANSWERS.index(verdict.answer), ANSWERS.index(verdict.suspended)
    return answer | REASONS.index(verdict.reason) << _REASON_SHIFT | suspended << _SUSPENDED_SHIFT


def verdict_of(code: int) -> Verdict:
    """The verdict behind :func:`code_of`."""
    return Verdict(ANSWERS[code & 7], REASONS[code >> _REASON_SHIFT & 31], ANSWERS[code >> _SUSPENDED_SHIFT])


def stands(verdict: Int16) -> Flags:
    """Which verdicts are *yes* or *presumed*."""
    found: Flags = verdict & 7 <= ANSWERS.index("presumed")
    return found


def plain_code(answer: Answer, reason: str) -> int:
    """The number of a verdict that nothing suspends."""
    return code_of(Verdict(answer, reason))


@dataclass(frozen=True, slots=True)
class Rectangles:
    """Columns of rectangles; ``key`` numbers the standing, the days are day numbers, ``verdict`` is :func:`code_of`."""

    key: Int32
    begin: Int32
    end: Int32
    known_from: Int32
    known_to: Int32
    verdict: Int16

    def __len__(self) -> int:
        return len(self.key)

    @classmethod
    def of(cls, columns: Iterable[npt.NDArray[Any]]) -> Rectangles:
        """Rectangles with these columns, in order."""
        return cls(*columns)

    @classmethod
    def none(cls) -> Rectangles:
        """No rectangle at all."""
        return rectangles([])

    def take(self, rows: npt.NDArray[np.intp] | Flags | slice) -> Rectangles:
        """The chosen rows."""
        return Rectangles(
            self.key[rows], self.begin[rows], self.end[rows], self.known_from[rows], self.known_to[rows], self.verdict[rows]
        )

    def columns(self) -> tuple[npt.NDArray[Any], ...]:
        """The columns in order."""
        return self.key, self.begin, self.end, self.known_from, self.known_to, self.verdict

    def asof(self, on: int, known: int, first: int = 0, last: int | None = None) -> npt.NDArray[np.intp]:
        """The numbers of the rows between ``first`` and ``last`` that hold on a day, as known on another."""
        stop = len(self.key) if last is None else last
        day, seen = np.int32(on), np.int32(min(known, NEVER - 1))
        found = []
        for start in range(first, stop, BLOCK):
            part = slice(start, min(start + BLOCK, stop))
            held = (self.begin[part] <= day) & (day < self.end[part])
            held &= self.known_from[part] <= seen
            held &= seen < self.known_to[part]
            found.append(np.flatnonzero(held) + start)
        return np.concatenate(found) if found else np.empty(0, np.intp)

    def during(self, first_day: int, last_day: int, known: int) -> npt.NDArray[np.intp]:
        """The numbers of the rows that hold on any day of a period."""
        seen = np.int32(min(known, NEVER - 1))
        held = (self.begin <= np.int32(last_day)) & (self.end > np.int32(first_day))
        return np.flatnonzero(held & (self.known_from <= seen) & (seen < self.known_to))

    def believed(self, known: int) -> Rectangles:
        """The rows believed at the end of a day."""
        seen = np.int32(min(known, NEVER - 1))
        return self.take(np.flatnonzero((self.known_from <= seen) & (seen < self.known_to)))


def rectangles(rows: Iterable[tuple[int, ...]]) -> Rectangles:
    """Rectangles from rows of numbers, in the order of the columns."""
    table = np.array(sorted(rows), dtype=np.int64).reshape(-1, 6)
    types = (np.int32, np.int32, np.int32, np.int32, np.int32, np.int16)
    return Rectangles.of(np.ascontiguousarray(table[:, place], dtype=kind) for place, kind in enumerate(types))


def joined(parts: Sequence[Rectangles]) -> Rectangles:
    """Several sets as one, in order of standing and day."""
    return in_order(one_after_another(parts))


def one_after_another(parts: Sequence[Rectangles]) -> Rectangles:
    """Several sets as one, in the order given."""
    if len(parts) == 1:
        return parts[0]
    columns = zip(*(part.columns() for part in parts or [Rectangles.none()]), strict=True)
    return Rectangles.of(np.concatenate(column) for column in columns)


def in_order(rows: Rectangles) -> Rectangles:
    """The rows by standing, then day, then knowledge: what is believed of a standing on one day comes in order of its days."""
    return rows.take(order_of(rows.key, rows.begin, rows.known_from))


def order_of(*columns: Int32) -> npt.NDArray[np.int64]:
    """The order of rows by several columns of days or small numbers, the first before all; what is equal stays in its order."""
    place = np.arange(len(columns[0]), dtype=np.int64)
    order = place
    for column in reversed(columns):
        packed = (column[order].astype(np.int64) << 32) + place
        packed.sort()  # a packed sort is several times faster than an argsort
        order = order[packed & 0xFFFFFFFF]
    return order


def leads(column: npt.NDArray[Any]) -> Flags:
    """Which rows are the first of a run of one value."""
    found = np.empty(len(column), np.bool_)
    found[:1] = True
    np.not_equal(column[1:], column[:-1], out=found[1:])
    return found


def split(rows: Rectangles) -> dict[str, Rectangles]:
    """Rectangles of any verdict as the three sets."""
    certain, possible = stands(rows.verdict), rows.verdict & 7 == ANSWERS.index("possible")
    chosen = {"certain": certain, "possible": possible, "silent": ~(certain | possible)}
    return {name: rows.take(mask.nonzero()[0]) for name, mask in chosen.items()}
