"""What a rule makes of figures that are known only between bounds, or only from one side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import product
from math import inf, isnan
from typing import Final, Literal, NamedTuple

Number = Fraction | float
Unknown = Literal["division_by_nothing", "incomplete"]
"""Why a quotient has no bounds: what it is divided by may be nothing, or both are known only in part."""


class Bounds(NamedTuple):
    """A figure: between two bounds; ``floor``: the truth may also lie above; ``ceiling``: it may also lie below."""

    low: Number
    high: Number
    floor: bool = False
    ceiling: bool = False

    @property
    def opened(self) -> tuple[Number, Number]:
        """Between what the truth lies."""
        return (-inf if self.ceiling else self.low), (inf if self.floor else self.high)

    def picked(self, pick: Callable[[Number, Number], Number], other: Bounds) -> Bounds:
        """The greater (``max``) or the lesser (``min``) of two figures."""
        low, high = (pick(one, two) for one, two in zip(self.opened, other.opened, strict=True))
        return reaching(low, high, pick(self.low, other.low), pick(self.high, other.high))


def reaching(low: Number, high: Number, least: Number, greatest: Number) -> Bounds:
    """A figure whose truth lies between two bounds; where one is infinite, ``least`` and ``greatest`` are what is known of it."""
    floor, ceiling = high == inf, low == -inf
    return Bounds(least if ceiling else low, greatest if floor else high, floor, ceiling)


class Quotient(NamedTuple):
    """A rule that divides.

    Args:
        above, below: what is divided and by what, of the parts given.
        peak: whether it is greatest, and one, where its two parts are equal; else it rises or falls steadily with each part.
    """

    above: Callable[..., Number]
    below: Callable[..., Number]
    peak: bool = False


OVER: Final = Quotient(lambda above, below: above, lambda above, below: below)
"""The first part over the second."""


def quotient(rule: Quotient, *parts: Bounds) -> Bounds | Unknown:
    """The bounds of a quotient over everything that its parts may be; the reason where it has none."""
    closed = _ends(rule, [(one.low, one.high) for one in parts])
    opened = _ends(rule, [one.opened for one in parts])
    if isinstance(closed, str):
        return closed
    if isinstance(opened, str):
        return "incomplete"
    return reaching(opened[0], opened[1], closed[0], closed[1])


def _ends(rule: Quotient, sides: Sequence[tuple[Number, Number]]) -> tuple[Number, Number] | Unknown:
    corners = list(product(*(dict.fromkeys(side) for side in sides)))
    made: list[Number] = []
    meet = rule.peak and max(low for low, _ in sides) <= min(high for _, high in sides)
    if meet:
        made.append(Fraction(1))
        corners = [one for one in corners if len(set(one)) > 1]
    divisors = [rule.below(*one) for one in corners]
    if divisors and min(divisors) <= 0 <= max(divisors):
        return "division_by_nothing"
    for corner, divisor in zip(corners, divisors, strict=True):
        found = rule.above(*corner) / divisor
        if isnan(found):
            return "incomplete"
        made.append(found)
    return min(made), max(made)
