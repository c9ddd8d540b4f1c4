"""Ranges of days: where an instant may lie, ends that are open or unknown, and units of precision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from legation.terms.days import add_months, civil


class Bound(Enum):
    """An end without a day. ``OPEN`` (``..``): none, or left open. ``UNKNOWN`` (empty): there is one, not known."""

    OPEN = "open"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Range:
    """The days on which one instant may lie, both ends included: "some day of 1822" is 1822-01-01 to 1822-12-31."""

    lo: int | Bound
    hi: int | Bound


OPEN_RANGE: Final = Range(Bound.OPEN, Bound.OPEN)
UNKNOWN_RANGE: Final = Range(Bound.UNKNOWN, Bound.UNKNOWN)

MONTHS_OF: Final[dict[str, int]] = {
    "none": -1,
    "day": 0,
    "month": 1,
    "season": 3,
    "quarter": 3,
    "quadrimester": 4,
    "semester": 6,
    "year": 12,
    "decade": 120,
    "century": 1_200,
    "millennium": 12_000,
    "ten_millennia": 120_000,
}
"""Units of precision with their months; ``day`` is shorter than a month, ``none`` is an end without a date."""


def coarsest(units: Iterable[str]) -> str:
    """The longest of some units of precision; ``none`` if there are none."""
    return max(units, key=MONTHS_OF.__getitem__, default="none")


def earliest(bounds: Iterable[int | Bound]) -> int | Bound:
    """The earliest of some bounds; an open one lies before every day."""
    days: list[int] = []
    for bound in bounds:
        if isinstance(bound, Bound):
            return bound
        days.append(bound)
    return min(days)


def latest(bounds: Iterable[int | Bound]) -> int | Bound:
    """The latest of some bounds; an open one lies after every day."""
    days: list[int] = []
    for bound in bounds:
        if isinstance(bound, Bound):
            return bound
        days.append(bound)
    return max(days)


def widen(span: Range, unit: str) -> Range:
    """``span`` with one ``unit`` more on either side. Whole months stay whole: June by a month is May to 31 July."""
    lo, hi = span.lo, span.hi
    if isinstance(lo, Bound) or isinstance(hi, Bound):
        return span
    if unit == "day":
        return Range(lo - 1, hi + 1)
    months = MONTHS_OF[unit]
    whole_months = civil(lo)[2] == 1 and civil(hi + 1)[2] == 1
    end = add_months(hi + 1, months) - 1 if whole_months else add_months(hi, months)
    return Range(add_months(lo, -months), end)
