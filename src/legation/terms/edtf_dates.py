"""One date: year, month and day with open digits and qualifiers, a part of the year, a far year, a time of day.

Source: ISO 8601-2:2019 in the Library of Congress profile (EDTF specification, 4 February 2019).
Intervals and sets are made of these dates and stand in ``edtf``.

Of what a qualifier touches: after a component it covers that component and all before it, before a component that
one alone. It never moves the bounds; the fringe is wider by one unit of the part it covers, the coarsest unit where
there are several: a day for ``2004-06-11?``, a month for ``2004-06~-11``, a year for ``?2004-06-11``, ten years for
``156X~``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Final

from legation.terms.days import day_number, last_day_of_month
from legation.terms.edtf_errors import Fault, excerpt
from legation.terms.edtf_ranges import Range, coarsest, widen
from legation.terms.edtf_seasons import PARTS_OF_YEAR


@dataclass(frozen=True, slots=True)
class Date:
    """One date as read. ``has_gaps``: a digit is unspecified. ``is_vague``: its bounds hold more than it names."""

    range: Range
    fringe: Range
    precision: str
    level: int
    qualifiers: frozenset[str]
    has_gaps: bool = False
    is_vague: bool = False
    seconds: int | None = None


def read_date(text: str) -> Date:
    """The date that ``text`` states.

    Raises:
        Fault: it states none.
    """
    if "T" in text:
        return _timed_date(text)
    far_year = _FAR_YEAR.fullmatch(text)
    if far_year and (far_year["letter"] or far_year["significant"]):
        return _far_year(text, far_year)
    match = _DATE.fullmatch(text)
    if match is None:
        raise _misfit(text)
    return _CalendarDate(text, match).read()


# Calendar dates: 1879-06-12, 156X-12, ?2004-06~-11, 2001-34

_DATE: Final = re.compile(
    r"(?P<before_year>[?~%])?(?P<sign>-?)(?P<year>[0-9X]{4})(?P<after_year>[?~%])?"
    r"(?:-(?P<before_month>[?~%])?(?P<month>[0-9X]{2})(?P<after_month>[?~%])?"
    r"(?:-(?P<before_day>[?~%])?(?P<day>[0-9X]{2})(?P<after_day>[?~%])?)?)?"
)
_COMPONENTS: Final = ("year", "month", "day")
_YEAR_UNITS: Final = ("decade", "century", "millennium", "ten_millennia")


class _CalendarDate:
    """The components of one matched date, judged and read."""

    def __init__(self, text: str, match: re.Match[str]) -> None:
        self.text = text
        self.match = match
        self.sign: str = match["sign"]
        self.year: str = match["year"]
        self.month: str | None = match["month"]
        self.day: str | None = match["day"]

    def read(self) -> Date:
        """The date, or the fault in it."""
        if self.sign and self.year == "0000":
            fix = self.text.replace("-0000", "0000", 1)
            raise Fault("year_zero", self.match.start("sign") + 1, [fix], text=excerpt(self.text))
        number = int(self.month) if self.month and self.month.isdigit() else 0
        part = PARTS_OF_YEAR.get(number)
        if part and self.day is None:
            span = Range(part.days(next(self._years())).lo, part.days(next(self._years(descending=True))).hi)
            units = {"year": self._year_unit(), "month": part.unit}
            return self._date(span, units, part_level=1 if number < 25 else 2, is_vague=part.is_vague)
        self._check_month()
        self._check_day()
        units = {"year": self._year_unit()}
        if self.month is not None:
            units["month"] = "year" if "X" in self.month else "month"
        if self.day is not None:
            units["day"] = "month" if "X" in self.day else "day"
        return self._date(Range(self._extreme(), self._extreme(descending=True)), units)

    def _date(self, span: Range, units: dict[str, str], part_level: int = 0, is_vague: bool = False) -> Date:
        qualifiers, qualified = self._qualifiers(units)
        written = [self.year, self.month or "", self.day or ""]
        return Date(
            range=span,
            fringe=widen(span, coarsest(qualified)) if qualified else span,
            precision=_joint_unit(list(units.values())),
            level=max(part_level, self._gap_level(), self._qualifier_level(), 1 if self.sign else 0),
            qualifiers=qualifiers,
            has_gaps="X" in "".join(written),
            is_vague=is_vague,
        )

    def _qualifiers(self, units: dict[str, str]) -> tuple[frozenset[str], list[str]]:
        """The qualifiers, and the unit by which each of them leaves the date in doubt."""
        found: set[str] = set()
        doubt: list[str] = []
        for count, name in enumerate(units, start=1):
            if self.match[f"before_{name}"]:
                found.add(self.match[f"before_{name}"])
                doubt.append(units[name])
            if self.match[f"after_{name}"]:
                found.add(self.match[f"after_{name}"])
                doubt.append(_joint_unit(list(units.values())[:count]))
        return frozenset(found), doubt

    def _year_unit(self) -> str:
        """What the year pins down: ``198X`` a decade, ``1XX3`` no more than a millennium."""
        return _YEAR_UNITS[3 - self.year.index("X")] if "X" in self.year else "year"

    def _gap_level(self) -> int:
        """Level 1 leaves digits open from the right, by whole components or in a lone year; level 2 anywhere."""
        written = [part for part in (self.year, self.month, self.day) if part is not None]
        if "X" not in "".join(written):
            return 0
        if len(written) == 1:
            return 2 if re.search("X[0-9]", self.year) else 1
        gaps = [set(part) == {"X"} for part in written]
        partial = any("X" in part and not gap for part, gap in zip(written, gaps, strict=True))
        return 2 if partial or gaps != sorted(gaps) else 1

    def _qualifier_level(self) -> int:
        """Level 1 qualifies a date as a whole, at its end; level 2 its components."""
        marks = [match.start() for match in re.finditer("[?~%]", self.text)]
        if not marks:
            return 0
        return 1 if marks == [len(self.text) - 1] else 2

    # The calendar

    def _years(self, descending: bool = False) -> Iterator[int]:
        if not self.sign:
            return (int(year) for year in _fillings(self.year, descending))
        return (-int(year) for year in _fillings(self.year, not descending) if year != "0000")

    def _months(self, descending: bool = False) -> tuple[int, ...]:
        return _numbers(self.month or "XX", 12, descending)

    def _days(self, descending: bool = False) -> tuple[int, ...]:
        return _numbers(self.day or "XX", 31, descending)

    def _extreme(self, descending: bool = False) -> int:
        """The first day that fits every component, or the last one."""
        months, days = self._months(descending), self._days(descending)
        for year in self._years(descending):
            for month in months:
                for day in days:
                    if day <= last_day_of_month(year, month):
                        return day_number(year, month, day)
        raise self._no_such_day()

    def _check_month(self) -> None:
        if self.month is None or self._months():
            return
        fixes = list(self._month_fixes(self.month))
        raise Fault("month", self.match.start("month") + 1, fixes, text=excerpt(self.text), value=self.month)

    def _month_fixes(self, month: str) -> Iterator[str]:
        up_to_year = self.text[: self.match.end("year")]
        start, stop = self.match.span("month")
        if self.day is not None:
            if self.day.isdigit() and month.isdigit():
                yield f"{up_to_year}-{self.day}-{month}"  # written year, day, month
            yield up_to_year
            return
        if month.isdigit() and self.year.isdigit() and month != "13" and month > self.year[2:]:
            yield f"{self.sign}{self.year}/{self.year[:2]}{month}"  # 1914-18, meaning the war
        if month.isdigit() and int(month) > 12:
            yield self.text[:start] + "12" + self.text[stop:]
        yield up_to_year

    def _check_day(self) -> None:
        """Refuses days that none of the stated months has; 29 February waits for the year."""
        if self.day is None:
            return
        longest = max(last_day_of_month(2000, month) for month in self._months())
        if not any(day <= longest for day in self._days()):
            raise self._no_such_day()

    def _no_such_day(self) -> Fault:
        last = max(last_day_of_month(year, month) for year in self._sample_years() for month in self._months())
        start = self.match.start("day")
        up_to_month = self.text[: self.match.end("month")]
        fixes = [up_to_month]  # which day was meant nobody knows
        values = {"text": excerpt(self.text), "value": self.day, "month": up_to_month, "last": last}
        return Fault("day_zero" if self.day == "00" else "day", start + 1, fixes, **values)

    def _sample_years(self) -> list[int]:
        """The stated year; where digits are open, the years that could be leap years stand for all."""
        years = self._years()
        return [next(years)] if "X" not in self.year else [next(years), *(y for y in years if y % 4 == 0)][:500]


def _joint_unit(units: list[str]) -> str:
    """What components state together: the finest, unless one of them is left open; then the coarsest so left."""
    natural = ("year", "month", "day")[: len(units)]
    opened = [unit for unit, whole in zip(units, natural, strict=True) if unit != whole and unit not in _PART_UNITS]
    return coarsest(opened) if opened else units[-1]


_PART_UNITS: Final = frozenset(part.unit for part in PARTS_OF_YEAR.values())


@cache
def _numbers(pattern: str, most: int, descending: bool) -> tuple[int, ...]:
    """The numbers from 1 to ``most`` that fit two digits: ``1X`` gives 10 to 12 for a month, 10 to 19 for a day."""
    return tuple(number for number in map(int, _fillings(pattern, descending)) if 1 <= number <= most)


def _fillings(pattern: str, descending: bool) -> Iterator[str]:
    """Every way to fill the open digits, in order: ``198X`` gives 1980 to 1989."""
    digits = "9876543210" if descending else "0123456789"
    return ("".join(choice) for choice in product(*(digits if char == "X" else char for char in pattern)))


# Far years and significant digits: Y170002, Y-17E7, 1950S2

_FAR_YEAR: Final = re.compile(
    r"(?P<before>[?~%])?(?P<letter>Y?)(?P<sign>-?)(?P<digits>[0-9]+)"
    r"(?:E(?P<exponent>[0-9]+))?(?:S(?P<significant>[0-9]+))?(?P<after>[?~%])?"
)
_FARTHEST_YEAR: Final = 10**16  # its days still fit into 64 bits


def _far_year(text: str, match: re.Match[str]) -> Date:
    year = _far_year_number(text, match)
    level = 2 if match["exponent"] or match["significant"] or match["before"] else 1
    span = Range(day_number(year, 1, 1), day_number(year, 12, 31))
    qualifiers = frozenset(mark for mark in (match["before"], match["after"]) if mark)
    return Date(span, widen(span, "year") if qualifiers else span, "year", level, qualifiers)


def _far_year_number(text: str, match: re.Match[str]) -> int:
    digits, exponent, sign = match["digits"], match["exponent"] or "0", match["sign"]
    shown = excerpt(text)
    column = match.start("digits") + 1
    if len(exponent.lstrip("0")) > 2 or len(digits.lstrip("0")) + int(exponent) > 17:
        raise Fault("far", column, text=shown)
    size = int(digits + "0" * int(exponent))
    if size > _FARTHEST_YEAR:
        raise Fault("far", column, text=shown)
    if match["letter"] and (size <= 9999 or digits.startswith("0")):
        plain = f"{'Y' if size > 9999 else ''}{sign if size else ''}{size:04d}"
        raise Fault("short_y", match.start("letter") + 1, [_replaced(text, match, plain)], text=shown)
    if not match["letter"] and (len(digits) != 4 or match["exponent"] or (sign and not size)):
        raise _misfit(text)
    written = len(str(size)) if match["letter"] else 4
    if match["significant"] and not 1 <= int(match["significant"]) <= written:
        fixes = [text[: match.start("significant") - 1] + (match["after"] or "")]
        raise Fault("significant", match.start("significant"), fixes, text=shown, digits=written)
    return -size if sign else size


def _replaced(text: str, match: re.Match[str], year: str) -> str:
    """``text`` with the year written anew."""
    stop = match.end("exponent") if match["exponent"] else match.end("digits")
    return text[: match.start("letter")] + year + text[stop:]


# Times of day: 2011-06-12T10:30:00-05:00

_TIME: Final = re.compile(r"([0-9]{2}):([0-9]{2}):([0-9]{2})(Z|[+-][0-9]{2}(?::[0-9]{2})?)?")
_SHORT_OFFSET: Final = re.compile(r"[0-9]{2}:[0-9]{2}:[0-9]{2}([+-][0-9]{4})")
_LOOSE_TIME: Final = re.compile(
    r"(?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{1,2})(?::(?P<second>[0-9]{1,2})(?:[.,][0-9]+)?)?)?"
    r"(?P<zone>Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
_WHOLE_DAY: Final = re.compile(r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _timed_date(text: str) -> Date:
    day_text, _, time_text = text.partition("T")
    try:
        date = read_date(day_text)
    except Fault as fault:
        raise fault.within(text, 0, len(day_text)) from None
    column = len(day_text) + 2
    if not _WHOLE_DAY.fullmatch(day_text):
        raise Fault("time_without_day", column, [day_text], text=excerpt(text))
    match = _TIME.fullmatch(time_text)
    if match is None:
        fixes = _time_fixes(day_text, time_text)
        zone = _SHORT_OFFSET.fullmatch(time_text)
        if zone:
            raise Fault("offset", column + zone.start(1), fixes, text=excerpt(text), value=zone[1])
        raise Fault("time", column, fixes, text=excerpt(text), value=excerpt(time_text))
    hour, minute, second = (int(match[index]) for index in (1, 2, 3))
    seconds = 3600 * hour + 60 * minute + second
    if minute > 59 or second > 59 or seconds > 86_400:
        fixes = [f"{day_text}T24:00:00", day_text] if hour == 24 else [day_text]
        raise Fault("time", column, fixes, text=excerpt(text), value=excerpt(time_text))
    if match[4] and not _is_offset(match[4]):
        fixes = [text[: -len(match[4])]]
        raise Fault("offset", column + match.start(4), fixes, text=excerpt(text), value=match[4])
    return Date(date.range, date.fringe, "day", date.level, date.qualifiers, seconds=seconds)


def _is_offset(zone: str) -> bool:
    """Whether it lies from 12 hours behind UTC to 14 ahead. -00:00 would mean that the offset is not known."""
    if zone == "Z":
        return True
    hours, minutes = int(zone[1:3]), int(zone[4:] or 0)
    total = 60 * hours + minutes
    return minutes <= 59 and (total <= 14 * 60 if zone[0] == "+" else 0 < total <= 12 * 60)


def _time_fixes(day_text: str, time_text: str) -> list[str]:
    loose = _LOOSE_TIME.fullmatch(time_text)
    if loose is None:
        return [day_text]
    clock = ":".join((loose[name] or "0").zfill(2) for name in ("hour", "minute", "second"))
    zone = loose["zone"] or ""
    if len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    return [f"{day_text}T{clock}{zone}", day_text]


# What cannot be read

_BEGINNING_OF_A_DATE: Final = re.compile(
    r"[?~%]?-?(?:[0-9X](?:[0-9X](?:[0-9X](?:[0-9X][?~%]?"
    r"(?:-[?~%]?(?:[0-9X](?:[0-9X][?~%]?(?:-[?~%]?(?:[0-9X](?:[0-9X][?~%]?)?)?)?)?)?)?)?)?)?)?"
)
_BARE_YEAR: Final = re.compile(r"([?~%]?)(-?)([0-9]+)([?~%]?)")


def _misfit(text: str) -> Fault:
    """The fault of a text that has not the shape of a date."""
    far_year = _FAR_YEAR.match(text)
    if far_year and (far_year["letter"] or far_year["significant"]):
        return Fault("far_alone", far_year.end() + 1, [far_year[0]], text=excerpt(text))
    year = _BARE_YEAR.fullmatch(text)
    if year is None:
        match = _BEGINNING_OF_A_DATE.match(text)
        return Fault("shape", (match.end() if match else 0) + 1, text=excerpt(text))
    before, sign, digits, after = year.groups()
    if len(digits) > 4:
        fixes = [f"{before}Y{sign}{digits}{after}"]
    else:
        fixes = [f"{before}{sign}{digits}{'X' * (4 - len(digits))}{after}"] if len(digits) > 1 else []
    return Fault("year_digits", len(before) + 1, fixes, text=excerpt(text), count=len(digits))


__all__ = ["Date", "read_date"]
