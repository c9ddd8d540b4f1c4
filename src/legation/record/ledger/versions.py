"""What a ledger said of a row, version after version: a correction changes what the record says, and leaves what it said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from legation.record.ledger.book import CLAIMS, Book, day_of
from legation.record.ledger.port import Ledger


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


def versions_of(ledger: Ledger, book: Book) -> dict[str, tuple[Version, ...]]:
    """The versions of every claim and figure of a book that was corrected, the earliest first, by the id of the row.

    Only the log in which a row stands is read for it: what it said at another level is not part of what it says here.
    """
    found: dict[tuple[str, str, str], list[Version]] = {}
    for level in ledger.levels[: ledger.levels.index(book.level) + 1]:
        for sealed in ledger.entries(level):
            entry = sealed.entry
            if entry.table not in CLAIMS:
                continue
            at = (level, "claims", entry.key)
            day = day_of(sealed.sealed, book.offset)
            if entry.deed == "entered":
                found[at] = [Version(day, "", entry.cells)]
            elif entry.deed == "retracted":
                found.pop(at, None)
            elif entry.deed == "corrected" and (before := found.get(at)):
                last = before.pop()
                before += [Version(last.day, day, last.cells, last.reason), Version(day, "", entry.cells, entry.reason)]
    return {
        key: tuple(versions)
        for (level, table, key), versions in found.items()
        if len(versions) > 1 and (row := book.rows.get((table, key))) is not None and row.row.level == level
    }
