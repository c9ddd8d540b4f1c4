"""What a ledger said of a row, version after version: a correction changes what the record says, and leaves what it said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Protocol

from legation.record.ledger.book import CLAIMS, Book, day_of
from legation.record.ledger.entry import Place, Sealed


@dataclass(frozen=True, slots=True)
class Version:
    """What a row said from one day until another.

    Args:
        day: the day in the ministry on which it was sealed (ISO); until: that of the next version, empty for the last.
        cells: what it said, by column; reason: why it replaced the one before, in the words of who corrected it.
    """

    day: str
    until: str
    cells: Mapping[str, Any]
    reason: str = ""


Told = dict[str, tuple[Version, ...]]
"""What the claims and figures of one log said, the earliest first, by the id of the row."""


def take_versions(told: Told, entries: Iterable[Sealed], offset: int) -> None:
    """Take in entries of a log that follow those told.

    Args:
        offset: minutes by which the clock of the ministry is ahead of UTC.
    """
    for sealed in entries:
        entry = sealed.entry
        if entry.table not in CLAIMS:
            continue
        day = day_of(sealed.sealed, offset)
        if entry.deed == "entered":
            told[entry.key] = (Version(day, "", entry.cells),)
        elif entry.deed == "retracted":
            told.pop(entry.key, None)
        elif entry.deed == "corrected" and (before := told.get(entry.key)):
            *others, last = before
            told[entry.key] = (*others, replace(last, until=day), Version(day, "", entry.cells, entry.reason))


def versions_told(logs: Mapping[str, Told], book: Book) -> Told:
    """The versions of every claim and figure of a book that was corrected, by the id of the row.

    Only the log in which a row stands tells of it: what it said at another level is not part of what it says here.

    Args:
        logs: what is told by the logs that the book sees, by level.
    """
    return {
        key: versions
        for level, told in logs.items()
        for key, versions in told.items()
        if len(versions) > 1 and (row := book.rows.get(("claims", key))) is not None and row.row.level == level
    }


class Entries(Protocol):
    """As much of a ledger as is needed."""

    @property
    def offset(self) -> int:
        """Minutes by which the clock of the ministry is ahead of UTC."""

    def entry(self, level: str, number: int) -> Sealed:
        """One entry."""


@dataclass(frozen=True)
class VersionsInLog(Mapping[str, tuple[Version, ...]]):
    """The versions of the rows of a ledger that were corrected, each read when it is asked for.

    Args:
        told: of each such row where the entries stand that said it, the earliest first.
    """

    log: Entries
    told: Mapping[str, tuple[Place, ...]]

    def __getitem__(self, key: str) -> tuple[Version, ...]:
        said = [self.log.entry(place.level, place.number) for place in self.told[key]]
        days = [*(day_of(one.sealed, self.log.offset) for one in said), ""]
        return tuple(
            Version(day, until, one.entry.cells, one.entry.reason if place else "")
            for place, (one, (day, until)) in enumerate(zip(said, pairwise(days), strict=True))
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self.told)

    def __len__(self) -> int:
        return len(self.told)
