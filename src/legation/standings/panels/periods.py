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

    def touched(self, begin: Int32, end: Int32, rule: Rule) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """For spans of days, the first period that counts by a rule and the one after the last.

        ``any`` and ``share`` count every period with a day of the span; ``first`` and ``last`` those whose first or last day is.
        """
        if rule == "first":
            return np.searchsorted(self.first, begin), np.searchsorted(self.first, end)
        if rule == "last":
            return np.searchsorted(self.last, begin), np.searchsorted(self.last, end)
        start, stop = np.searchsorted(self.last, begin), np.searchsorted(self.first, end)
        return start, np.maximum(start, stop)


def periods(every: Every, first: int, last: int) -> Periods:
    """The whole years, months or days that the days from ``first`` through ``last`` touch."""
    unit = _UNITS[every]
    days = np.array([first, last], np.int64).astype("datetime64[D]").astype(f"datetime64[{unit}]")
    starts = np.arange(days[0], days[1] + 2).astype("datetime64[D]").astype(np.int64)
    return Periods(every, starts[:-1].astype(np.int32), (starts[1:] - 1).astype(np.int32))
