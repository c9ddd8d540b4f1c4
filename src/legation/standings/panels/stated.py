"""Figures that sources state, as columns of a panel: a value where they leave no doubt, else why there is none, and the range."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from legation.record.measures import Observation
from legation.standings.panels.columns import REASONS
from legation.standings.panels.periods import Periods, Rule
from legation.standings.rectangles import Int32

Bearing = Literal["", "about", "at_least", "at_most"]
_BEARING: Final[Mapping[str, Bearing]] = {
    "": "", "exactly": "", "about": "about", "nearly": "about",
    "more_than": "at_least", "at_least": "at_least", "at_most": "at_most",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stated:
    """One column of figures, row by row; not a number where there is none.

    Args:
        value: the figure, where all that count agree on one.
        least, greatest: the least and the greatest of those that count; missing on the side that a source leaves open
            (*at least*, *at most*).
        reason: place in :data:`~.columns.REASONS`: why the value is missing, or what it is short of.
    """

    value: npt.NDArray[np.float64]
    least: npt.NDArray[np.float64]
    greatest: npt.NDArray[np.float64]
    reason: npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class _Figure:
    first: int
    last: int
    value: float
    bearing: Bearing


def stated(
    figures: Sequence[Observation], where: tuple[Int32, ...], period: Int32, actors: Sequence[str], over: Periods, rule: Rule,
    covered: tuple[int, int],
) -> Stated:  # fmt: skip
    """The figures of one series and unit on the rows of a panel.

    A figure counts for a period that it is stated for, or that it lies within where none is stated for the period itself: then
    of the first or the last of them or all in the period, as ``rule`` says. One stated for longer is not cut to fit.

    Args:
        figures: those that hold as known on a date; of a panel of actors, those with no counterpart count.
        where: of each row its actor, or its actor and the counterpart, as places in ``actors``; period: its place in ``over``.
        covered: first and last day of which the record speaks.
    """
    size = len(period)
    there = np.flatnonzero((over.first <= covered[1]) & (over.last >= covered[0]))
    spoken = np.isin(period, there)
    reason = np.where(spoken, REASONS.index("not_stated"), REASONS.index("outside_coverage")).astype(np.int8)
    value, least, greatest = (np.full(size, np.nan) for _ in range(3))
    for row, longer, chosen in _chosen(figures, where, period, actors, over, rule):
        if not chosen:
            reason[row] = REASONS.index("longer_period") if longer else reason[row]
            continue
        low, high = min(one.value for one in chosen), max(one.value for one in chosen)
        bearings = {one.bearing for one in chosen}
        least[row] = low if "at_most" not in bearings else np.nan
        greatest[row] = high if "at_least" not in bearings else np.nan
        alike = low == high and len(bearings - {""}) <= 1
        value[row] = low if alike else np.nan
        reason[row] = REASONS.index(max(bearings) if alike else "several")
    return Stated(value, least, greatest, reason)


def _chosen(
    figures: Sequence[Observation], where: tuple[Int32, ...], period: Int32, actors: Sequence[str], over: Periods, rule: Rule
) -> list[tuple[int, bool, list[_Figure]]]:
    """Of each row of which some figure speaks, whether one is stated for longer, and those that count."""
    place = {name: number for number, name in enumerate(actors)}
    by_parties: dict[tuple[int, ...], list[_Figure]] = {}
    for one in figures:
        names = (one.actor,) if len(where) == 1 else (one.actor, one.counterpart)
        if (len(where) == 1 and one.counterpart) or not all(name in place for name in names):
            continue
        if (figure := _figure(one)) is not None:
            by_parties.setdefault(tuple(place[name] for name in names), []).append(figure)
    wanted = np.zeros((len(actors),) * len(where), np.bool_)
    for parties in by_parties:
        wanted[parties] = True
    found = []
    for row in np.flatnonzero(wanted[where]).tolist():
        first, last = int(over.first[period[row]]), int(over.last[period[row]])
        near = [one for one in by_parties[tuple(int(side[row]) for side in where)] if one.first <= last and first <= one.last]
        if near:
            found.append((row, any(one.first < first or one.last > last for one in near), _counting(near, first, last, rule)))
    return found


def _counting(near: Sequence[_Figure], first: int, last: int, rule: Rule) -> list[_Figure]:
    """Of the figures that touch a period, those that count for it."""
    if exact := [one for one in near if (one.first, one.last) == (first, last)]:
        return exact
    inside = [one for one in near if first <= one.first and one.last <= last]
    if rule in ("any", "share") or not inside:
        return inside
    days = (min if rule in ("first", "first_common") else max)((one.first, one.last) for one in inside)
    return [one for one in inside if (one.first, one.last) == days]


def _figure(one: Observation) -> _Figure | None:
    """A figure with the days it is stated for; None where it states no number, or no period with a first and a last day."""
    if not one.value or one.period is None or not isinstance(one.period.first, int) or not isinstance(one.period.last, int):
        return None
    return _Figure(one.period.first, one.period.last, float(one.value), _BEARING.get(one.qualifier, "about"))
