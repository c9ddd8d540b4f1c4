"""Seeded draws that are the same in every version of Python: only ``Random.random()`` is used, whose sequence is promised."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Final, TypeVar

from legation.terms.days import civil, day_number, iso

SEED: Final = "legation demo 1"
T = TypeVar("T")


class Draws:
    """A line of draws of its own for each part of the fiction, so that one part may change without the others."""

    def __init__(self, part: str) -> None:
        self._source = random.Random(f"{SEED} {part}")

    def chance(self, share: float) -> bool:
        """True in about ``share`` of the draws."""
        return self._source.random() < share

    def whole(self, low: int, high: int) -> int:
        """A whole number from ``low`` through ``high``."""
        return low + int(self._source.random() * (high - low + 1))

    def one(self, of: Sequence[T]) -> T:
        """One of several."""
        return of[self.whole(0, len(of) - 1)]

    def some(self, of: Sequence[T], count: int) -> list[T]:
        """Several different ones, in the order drawn."""
        left = list(of)
        return [left.pop(self.whole(0, len(left) - 1)) for _ in range(min(count, len(left)))]


def day(text: str) -> int:
    """A day number from ISO text."""
    year, month, day_of_month = map(int, text.split("-"))
    return day_number(year, month, day_of_month)


def working(number: int) -> int:
    """The day itself, or the Monday after a weekend: offices do not sign on Sundays."""
    weekday = (number + 3) % 7  # 1 January 1970 was a Thursday
    return number + (7 - weekday if weekday > 4 else 0)


__all__ = ["SEED", "Draws", "civil", "day", "iso", "working"]
