"""Random examples made by plain code: every choice is read off a string of bytes, which Hypothesis draws and shrinks.

Drawing a composite strategy costs more than most tests; drawing one string of bytes costs next to nothing, so the same code
serves a few examples and fifty thousand. A byte 0 makes the simplest choice, and so does a string that has come to its end:
what Hypothesis shrinks towards is the smallest history that still differs.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

Made = TypeVar("Made")
Option = TypeVar("Option")

HISTORIES = int(os.environ.get("LEGATION_HISTORIES", "1000"))
"""How many histories each test draws: 1,000 by default, 5,000 in CI, 50,000 in the long proofs."""

COSTLY = int(os.environ.get("LEGATION_COSTLY_HISTORIES", os.environ.get("LEGATION_HISTORIES", "400")))
"""Of how many histories a test draws a part where each costs more: 400 by default, 600 in CI, which has to end in time."""

BYTES = 128


class Choices:
    """Choices, each read off the next byte."""

    def __init__(self, given: bytes) -> None:
        self._given = given
        self._place = 0

    def between(self, lo: int, hi: int) -> int:
        """A number from ``lo`` through ``hi``, at most 256 of them; the simplest is ``lo``."""
        byte = self._given[self._place] if self._place < len(self._given) else 0
        self._place += 1
        return lo + byte % (hi - lo + 1)

    def among(self, options: Sequence[Option]) -> Option:
        """One of the options; the simplest is the first."""
        return options[self.between(0, len(options) - 1)]

    def once_in(self, times: int) -> bool:
        """True once in so many times; the simplest is False."""
        return self.between(1, times) == times

    def in_any_order(self, number: int) -> list[int]:
        """The numbers below one, shuffled; the simplest is their order."""
        left = list(range(number))
        return [left.pop(self.between(0, len(left) - 1)) for _ in range(number)]


@st.composite
def drawn(draw: st.DrawFn, make: Callable[[Choices], Made]) -> Made:
    """What a function makes of random choices."""
    return make(Choices(draw(st.binary(min_size=BYTES, max_size=BYTES))))


def many(part: int = 1) -> settings:
    """So many histories, or a part of them, without a limit of time."""
    drawn = HISTORIES if part == 1 else COSTLY // part
    return settings(max_examples=max(drawn, 1), deadline=None, suppress_health_check=list(HealthCheck))
