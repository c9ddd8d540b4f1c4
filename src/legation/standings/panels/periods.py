"""The periods of a panel: years, months or days, each from its first through its last day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from legation.standings.rectangles import Int32

Every = Literal["year", "month", "day"]
Rule = Literal["first", "last", "any", "share", "first_common", "last_common"]
RULES: Final[tuple[Rule, ...]] = ("first", "last", "any", "share", "first_common", "last_common")
EVERY: Final[tuple[Every, ...]] = ("year", "month", "day")
_UNITS: Final = {"year": "Y", "month": "M", "day": "D"}


@dataclass(frozen=True, slots=True)
class Periods:
    """Consecutive periods.

    Args:
        every: ``year``, ``month`` or ``day``; first, last: day numbers, both included.
    """

    every: Every
    first: Int32
    last: Int32

    def __len__(self) -> int:
        return len(self.first)

    @property
    def labels(self) -> npt.NDArray[np.int32]:
        """Each period as a number: 1942, 194201, or the day number."""
        if self.every == "day":
            return self.first
        dates = self.first.astype("datetime64[D]")
        year = dates.astype("datetime64[Y]").astype(np.int32) + 1970
        if self.every == "year":
            return year.astype(np.int32)
        return (year * 100 + dates.astype("datetime64[M]").astype(np.int64) % 12 + 1).astype(np.int32)

    def part(self, first: int, last: int) -> Periods:
        """The periods numbered ``first`` to ``last`` (excluded)."""
        return Periods(self.every, self.first[first:last], self.last[first:last])

    def touched(self, begin: Int32, end: Int32, rule: Rule) -> tuple[Int32, Int32]:
        """For spans of days, the first period that counts by a rule and the one after the last.

        ``any`` and ``share`` count every period with a day of the span; ``first`` and ``last`` those whose first or last day is.
        """
        if rule == "first":
            return self._begun(begin), self._begun(end)
        if rule == "last":
            return self._over(begin), self._over(end)
        start, stop = self._over(begin), self._begun(end)
        return start, np.maximum(start, stop)

    def _begun(self, day: Int32) -> Int32:
        """How many periods begin before each day."""
        return self._counted(self.first, day)

    def _over(self, day: Int32) -> Int32:
        """How many periods are over before each day."""
        return self._counted(self.last, day)

    def _counted(self, edges: Int32, day: Int32) -> Int32:
        first, last = int(edges[0]), int(edges[-1]) + 1
        if len(day) < last - first:
            return edges.searchsorted(day).astype(np.int32)
        table: Int32 = edges.searchsorted(np.arange(first, last + 1, dtype=np.int32)).astype(np.int32)
        found: Int32 = table[np.clip(day, np.int32(first), np.int32(last)) - np.int32(first)]
        return found


def periods(every: Every, first: int, last: int) -> Periods:
    """The whole years, months or days that the days from ``first`` through ``last`` touch."""
    unit = _UNITS[every]
    days = np.array([first, last], np.int64).astype("datetime64[D]").astype(f"datetime64[{unit}]")
    starts = np.arange(days[0], days[1] + 2).astype("datetime64[D]").astype(np.int64)
    return Periods(every, starts[:-1].astype(np.int32), (starts[1:] - 1).astype(np.int32))
