"""The time bar of every page: the years that the record covers, how many acts each has, and steps from the date asked about."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Final

from legation.office.acts_listed import ticks_of
from legation.office.question import Question, in_year

HEIGHT: Final = 40
"""Of the drawing, in its own units; a year is one unit wide."""

ROOM: Final = 0.12
"""Share of the bar that each year written under it needs."""


@dataclass(frozen=True, slots=True)
class TimeBar:
    """What the bar shows.

    Args:
        first, last: the years covered; now: the year asked about, moved into them; inside: whether it had not to be moved.
        years: how many there are; asked: the place of the year asked about among them, from the left.
        columns: the outline of the acts a year, as a path; most: the greatest number, in which year it lies.
        ticks: years to write under it, with their place and anchor.
        before, after: addresses of the same page a year earlier and later; empty at the ends.
    """

    first: int
    last: int
    now: int
    inside: bool
    years: int
    asked: int
    columns: str
    most: int
    most_year: int
    ticks: tuple[tuple[int, str, str], ...]
    before: str
    after: str


def time_bar_of(question: Question) -> TimeBar:
    """The bar for a question."""
    first, last = question.covered_years
    now = min(max(question.first_year, first), last)
    density = question.served.density(question.known)
    most_year, most = max(density.items(), key=lambda one: one[1], default=(first, 0))
    return TimeBar(
        first=first,
        last=last,
        now=now,
        inside=now == question.first_year,
        years=last - first + 1,
        asked=now - first,
        columns="".join(
            f"M{year - first}.5 {HEIGHT}v-{HEIGHT * sqrt(acts / most):.0f}"
            for year, acts in density.items()
            if first <= year <= last
        ),
        most=most,
        most_year=most_year,
        ticks=tuple(one for one in ticks_of(first, last) if one[2] != "middle" or _is_clear(one[0], first, last)),
        before=question.here(on=in_year(question.on_text, now - 1)) if now > first else "",
        after=question.here(on=in_year(question.on_text, now + 1)) if now < last else "",
    )


def _is_clear(year: int, first: int, last: int) -> bool:
    """Whether there is room for a year between those at the ends, on a narrow screen too."""
    return min(year - first, last - year) > ROOM * (last - first)
