"""Days as whole numbers: the proleptic Gregorian calendar for any year, and periods of years, months and days.

Day 0 is 1970-01-01. Year 0 exists (ISO 8601-1:2019: the year before 0001), years before it are negative and there is
no first or last year, so a treaty of 1259 BC and a clause that runs for ever are both plain integers. Nothing here
reads a clock.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import Final

from legation.terms.messages import say

FOREVER: Final = 10**9
"""A day later than any that a record admits; its negative, earlier than any."""
_MONTH_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_BEFORE_MONTH: Final = (0, *accumulate(_MONTH_LENGTHS[:-1]))
_DAYS_BEFORE_MONTH_IN_LEAP_YEAR: Final = tuple(days + (month > 1) for month, days in enumerate(_DAYS_BEFORE_MONTH))
_DAYS_IN_400_YEARS: Final = 146_097
_DAYS_BEFORE_1970: Final = 719_528  # from 0000-01-01


def is_leap_year(year: int) -> bool:
    """Whether ``year`` has a 29 February; year 0 has one."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def last_day_of_month(year: int, month: int) -> int:
    """How the last day of a month is written: 28, 29, 30 or 31."""
    return 29 if month == 2 and is_leap_year(year) else _MONTH_LENGTHS[month - 1]


def day_number(year: int, month: int, day: int) -> int:
    """The day as a number: ``day_number(1970, 1, 1) == 0``.

    Raises:
        ValueError: the calendar has no such month or day.
    """
    if not 1 <= month <= 12 or not 1 <= day <= last_day_of_month(year, month):
        raise ValueError(say("dates.no_such_day", year=year, month=month, day=day))
    return _first_day_of_year(year) + _days_before_month(year)[month - 1] + day - 1


def civil(day: int) -> tuple[int, int, int]:
    """Year, month and day of a numbered day: ``civil(0) == (1970, 1, 1)``."""
    cycles, rest = divmod(day + _DAYS_BEFORE_1970, _DAYS_IN_400_YEARS)
    year = 400 * cycles + rest * 400 // _DAYS_IN_400_YEARS  # right, or one year off at a year's edge
    if day < _first_day_of_year(year):
        year -= 1
    elif day >= _first_day_of_year(year + 1):
        year += 1
    day_of_year = day - _first_day_of_year(year)
    before = _days_before_month(year)
    month = bisect_right(before, day_of_year)
    return year, month, day_of_year - before[month - 1] + 1


@lru_cache(maxsize=16_384)
def iso(day: int) -> str:
    """The day as it is written: ``1879-06-01``, ``-0002-01-01``. Beyond year 9999 the year simply has more digits."""
    year, month, day_of_month = civil(day)
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{day_of_month:02d}"


def add_months(day: int, months: int) -> int:
    """The same day of the month, ``months`` later; the last day of the month where it has no such day."""
    year, month, day_of_month = civil(day)
    years, month_index = divmod(month - 1 + months, 12)
    year, month = year + years, month_index + 1
    return day_number(year, month, min(day_of_month, last_day_of_month(year, month)))


class PeriodError(ValueError):
    """A period that cannot be read. ``str()`` is the English message."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text

    def message(self, language: str = "en") -> str:
        """What is wrong and what to write instead."""
        return say("dates.period", language, text=self.text[:60])

    def __str__(self) -> str:
        return self.message()


_PERIOD: Final = re.compile(r"P(?=[0-9])(?:([0-9]{1,6})Y)?(?:([0-9]{1,6})M)?(?:([0-9]{1,6})D)?")


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time in years, months and days, as treaties state it: ``Period("P12M")`` is twelve months' notice.

    Written as an ISO 8601-1:2019 duration of years, months and days only: ``P2Y``, ``P6M``, ``P30D``, ``P1Y6M``.
    Months are calendar months: six months from 31 August end on the last day of February.
    """

    text: str
    months: int = field(init=False)
    days: int = field(init=False)

    def __post_init__(self) -> None:
        match = _PERIOD.fullmatch(self.text)
        if match is None:
            raise PeriodError(self.text)
        years, months, days = (int(number or 0) for number in match.groups())
        object.__setattr__(self, "months", 12 * years + months)
        object.__setattr__(self, "days", days)

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period that ``text`` states.

        Raises:
            PeriodError: ``text`` is not a duration of years, months and days.
        """
        return cls(text)

    def add_to(self, day: int) -> int:
        """The day reached when the period has run from ``day``: first the months, then the days."""
        return add_months(day, self.months) + self.days


def _days_before_month(year: int) -> tuple[int, ...]:
    return _DAYS_BEFORE_MONTH_IN_LEAP_YEAR if is_leap_year(year) else _DAYS_BEFORE_MONTH


def _first_day_of_year(year: int) -> int:
    leap_days = -(-year // 4) + (-year // 100) - (-year // 400)  # in the years 0 to year - 1; floors serve negative years too
    return 365 * year + leap_days - _DAYS_BEFORE_1970
