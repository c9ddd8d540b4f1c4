"""The calendar of days: against ``datetime`` where that reaches, by its own laws where it does not."""

from __future__ import annotations

import datetime
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.terms.days import Period, PeriodError, add_months, civil, day_number, iso, last_day_of_month

EPOCH = datetime.date(1970, 1, 1).toordinal()


def number(text: str) -> int:
    sign = -1 if text.startswith("-") else 1
    year, month, day = text.removeprefix("-").split("-")
    return day_number(sign * int(year), int(month), int(day))


def test_every_day_of_the_years_1_to_9999_agrees_with_datetime() -> None:
    """Month ends and leap days of all 9999 years; the days between follow from the next test."""
    for year in range(1, 10_000):
        for month in range(1, 13):
            first = datetime.date(year, month, 1).toordinal() - EPOCH
            assert day_number(year, month, 1) == first
            last = last_day_of_month(year, month)
            assert civil(first + last - 1) == (year, month, last)
            assert civil(first) == (year, month, 1)


@given(st.dates())
def test_a_date_has_the_number_datetime_gives_it(date: datetime.date) -> None:
    assert day_number(date.year, date.month, date.day) == date.toordinal() - EPOCH
    assert iso(date.toordinal() - EPOCH) == date.isoformat()


@given(st.integers(min_value=-(10**22), max_value=10**22))
def test_any_day_goes_to_the_calendar_and_back(day: int) -> None:
    assert day_number(*civil(day)) == day


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_tomorrow_follows_today(day: int) -> None:
    year, month, day_of_month = civil(day)
    tomorrow = (year, month, day_of_month + 1)
    if day_of_month == last_day_of_month(year, month):
        tomorrow = (year + 1, 1, 1) if month == 12 else (year, month + 1, 1)
    assert civil(day + 1) == tomorrow


@pytest.mark.parametrize(
    ("year", "month", "day", "text"),
    [
        (1970, 1, 1, "1970-01-01"),
        (1879, 6, 1, "1879-06-01"),
        (0, 2, 29, "0000-02-29"),
        (-1, 12, 31, "-0001-12-31"),
        (-2, 1, 1, "-0002-01-01"),
        (-12345, 3, 1, "-12345-03-01"),
        (12345, 3, 1, "12345-03-01"),
    ],
)
def test_how_a_day_is_written(year: int, month: int, day: int, text: str) -> None:
    assert iso(day_number(year, month, day)) == text


def test_the_year_before_1_is_0_and_is_a_leap_year() -> None:
    assert day_number(1, 1, 1) - day_number(0, 1, 1) == 366
    assert last_day_of_month(0, 2) == last_day_of_month(-4, 2) == last_day_of_month(-400, 2) == 29
    assert last_day_of_month(-100, 2) == last_day_of_month(1900, 2) == 28


@pytest.mark.parametrize(("year", "month", "day"), [(1900, 2, 29), (2000, 13, 1), (2000, 0, 1), (2000, 1, 0), (2000, 4, 31)])
def test_days_that_are_not_in_the_calendar_are_refused(year: int, month: int, day: int) -> None:
    with pytest.raises(ValueError, match="the calendar has no day"):
        day_number(year, month, day)


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        ("1879-01-31", 1, "1879-02-28"),
        ("1880-01-31", 1, "1880-02-29"),
        ("1879-06-15", -6, "1878-12-15"),
        ("1879-06-15", 7, "1880-01-15"),
        ("0000-01-01", -1, "-0001-12-01"),
        ("1880-02-29", 12, "1881-02-28"),
        ("1879-12-31", 0, "1879-12-31"),
    ],
)
def test_adding_months_stops_at_the_months_end(day: str, months: int, result: str) -> None:
    assert iso(add_months(number(day), months)) == result


@pytest.mark.parametrize(
    ("text", "day", "result"),
    [
        ("P12M", "1936-02-29", "1937-02-28"),
        ("P1Y", "1936-02-29", "1937-02-28"),
        ("P2Y", "1969-12-31", "1971-12-31"),
        ("P6M", "1879-08-31", "1880-02-29"),
        ("P30D", "1980-01-27", "1980-02-26"),
        ("P1Y6M10D", "2000-01-31", "2001-08-10"),
        ("P0D", "2000-01-31", "2000-01-31"),
    ],
)
def test_a_period_runs_from_a_day(text: str, day: str, result: str) -> None:
    assert iso(Period(text).add_to(number(day))) == result
    assert Period.parse(text) == Period(text)


@pytest.mark.parametrize(
    "text",
    ["", "P", "12M", "PT1H", "P1W", "P-1M", "P1M1Y", "P1.5Y", "p1y", "P1Y ", "P1Y\n", "P٣M", "P9999999Y", "P" * 10**6],
)
def test_what_is_no_period_is_refused_in_both_languages(text: str) -> None:
    with pytest.raises(PeriodError) as caught:
        Period(text)
    assert "is not a period" in str(caught.value)
    assert "no es un plazo" in caught.value.message("es")
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)
