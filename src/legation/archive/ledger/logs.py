"""The logs of a ledger up to a level, read as one: an entry has one number among those of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import merge
from itertools import takewhile
from typing import Final, Protocol

from legation.record.ledger.authored import AuthoredRow
from legation.record.ledger.book import Standing
from legation.record.ledger.entry import Place, Sealed

OWN_BITS: Final = 40
"""Bits of a number that are of the entry in its log; those above are of the log, from 1 for the open one: a number has
so many digits that no act which a person named, such as ``act-17``, is called as the log calls its own."""


class Log(Protocol):
    """As much of a ledger as is needed."""

    @property
    def offset(self) -> int:
        """Minutes by which the clock of the ministry is ahead of UTC."""

    def size(self, level: str) -> int:
        """How many entries the log of a level holds."""

    def entries(self, level: str, first: int = 0) -> Iterator[Sealed]:
        """The entries of a level in order, from a number on."""

    def entry(self, level: str, number: int) -> Sealed:
        """One entry."""

    def some(self, level: str, numbers: Sequence[int]) -> Sequence[Sealed]:
        """Some entries of a level, in no order."""

    def head(self, level: str, size: int) -> str:
        """What commits to so many first entries of a level: the hash of the last line of them."""


@dataclass(frozen=True, slots=True)
class Logs:
    """Some logs of a ledger.

    Args:
        levels: from the open one up.
    """

    ledger: Log
    levels: tuple[str, ...]

    def sizes(self) -> dict[str, int]:
        """How long the logs are at one moment: what is sealed goes into several at once, and is seen in all or in none."""
        found = {level: self.ledger.size(level) for level in self.levels}
        while (again := {level: self.ledger.size(level) for level in self.levels}) != found:
            found = again
        return found

    def entries(self, first: Mapping[str, int], until: Mapping[str, int]) -> Iterator[Sealed]:
        """The entries of all, in the order in which they were sealed, those sealed together from the open log up.

        Args:
            first: by level from which number on, from the beginning where none is given; until: up to which, itself not.
        """
        parts = (
            takewhile(partial(_is_before, until[level]), self.ledger.entries(level, begins))
            for level in self.levels
            if (begins := first.get(level, 0)) < until[level]
        )
        return merge(*parts, key=lambda one: one.sealed)

    def number(self, place: Place) -> int:
        """The number of an entry among those of all logs."""
        return self.levels.index(place.level) + 1 << OWN_BITS | place.number

    def place(self, number: int) -> Place:
        """Where the entry of a number stands."""
        return Place(self.levels[(number >> OWN_BITS) - 1], number & (1 << OWN_BITS) - 1)

    def entry(self, number: int) -> Sealed:
        """The entry of a number."""
        place = self.place(number)
        return self.ledger.entry(place.level, place.number)

    def rows(self, numbers: Sequence[int], firsts: Mapping[int, int]) -> list[Standing]:
        """The rows that some entries left, in the order given.

        Args:
            firsts: of those corrected, the number of the entry by which they came in.
        """
        came_in = [firsts.get(number, number) for number in numbers]
        by_level: dict[str, list[int]] = {}
        for place in map(self.place, dict.fromkeys((*numbers, *came_in))):
            by_level.setdefault(place.level, []).append(place.number)
        read = {one.place: one for level, some in by_level.items() for one in self.ledger.some(level, some)}
        return [_left(read[self.place(number)], read[self.place(first)]) for number, first in zip(numbers, came_in, strict=True)]

    def row(self, number: int, first: int) -> Standing:
        """The row that an entry left.

        Args:
            first: the number of the entry by which it came in.
        """
        sealed = self.entry(number)
        return _left(sealed, sealed if first == number else self.entry(first))


def _is_before(until: int, sealed: Sealed) -> bool:
    return sealed.place.number < until


def _left(sealed: Sealed, first: Sealed) -> Standing:
    """The row that an entry left."""
    entry = sealed.entry
    return Standing(AuthoredRow(entry.table, entry.key, entry.file, entry.cells, entry.level), first)
