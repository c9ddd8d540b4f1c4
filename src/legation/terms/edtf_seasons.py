"""Parts of a year by number, 21 to 41 (ISO 8601-2:2019), written where the month would stand: ``2001-34``.

The standard fixes no days for seasons; these are ours. 21-24 do not say which hemisphere, and spring in Lima is
autumn in London: their bounds are the whole year. 25-32 are the meteorological seasons; northern winter and southern
summer run from December of the stated year through February of the next. 33-41 are calendar quarters, quadrimesters
and semesters.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from legation.terms.days import add_months, day_number
from legation.terms.edtf_ranges import Range


class PartOfYear(NamedTuple):
    """A numbered part of the year: its unit, its first month and how many months its bounds take in."""

    unit: str
    first_month: int
    months: int

    @property
    def is_vague(self) -> bool:
        """Whether the bounds hold more than the part itself, because the hemisphere is not stated."""
        return self.months == 12

    def days(self, year: int) -> Range:
        """The days on which it may lie in ``year``."""
        first = day_number(year, self.first_month, 1)
        return Range(first, add_months(first, self.months) - 1)


PARTS_OF_YEAR: Final[dict[int, PartOfYear]] = {
    **{number: PartOfYear("season", 1, 12) for number in (21, 22, 23, 24)},
    25: PartOfYear("season", 3, 3),
    26: PartOfYear("season", 6, 3),
    27: PartOfYear("season", 9, 3),
    28: PartOfYear("season", 12, 3),
    29: PartOfYear("season", 9, 3),
    30: PartOfYear("season", 12, 3),
    31: PartOfYear("season", 3, 3),
    32: PartOfYear("season", 6, 3),
    **{33 + index: PartOfYear("quarter", 1 + 3 * index, 3) for index in range(4)},
    **{37 + index: PartOfYear("quadrimester", 1 + 4 * index, 4) for index in range(3)},
    **{40 + index: PartOfYear("semester", 1 + 6 * index, 6) for index in range(2)},
}
