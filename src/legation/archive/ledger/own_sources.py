"""A ledger as it would be without its further sources: what the record's own sources alone say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from legation.archive.ledger.logs import Log
from legation.record.ledger.book import Book
from legation.record.ledger.entry import Place, Sealed
from legation.record.record import FURTHER

_FOLDER: Final = f"{FURTHER}/"
Id = tuple[str, str, str]


def has_further(book: Book) -> bool:
    """Whether a book has rows of further sources."""
    return any(one.row.file.startswith(_FOLDER) for one in book.rows.values())


@dataclass
class OwnSources:
    """A ledger whose rows in files of further sources are left out; an entry keeps its number.

    A row that moves from one to the other comes in or is taken out, as it would by itself.

    Args:
        ledger: with all.
    """

    ledger: Log
    _further: set[Id] = field(default_factory=set)
    _moved: dict[Place, Sealed] = field(default_factory=dict)
    _seen: dict[str, int] = field(default_factory=dict)

    @property
    def offset(self) -> int:
        """As of the ledger."""
        return self.ledger.offset

    def size(self, level: str) -> int:
        """How many entries the log of a level holds, those left out too."""
        return self.ledger.size(level)

    def entries(self, level: str, first: int = 0) -> Iterator[Sealed]:
        """The entries of a level in order, from a number on."""
        for sealed in self.ledger.entries(level, first):
            if sealed.place.number >= self._seen.get(level, 0):
                self._look_at(sealed)
                self._seen[level] = sealed.place.number + 1
            found = self._moved.get(sealed.place, sealed) if self._moved else sealed
            if found is not sealed or not sealed.entry.file.startswith(_FOLDER):
                yield found

    def _look_at(self, sealed: Sealed) -> None:
        """Note whether an entry, the next of its log, moves its row."""
        entry = sealed.entry
        id, is_further = (sealed.place.level, entry.table, entry.key), entry.file.startswith(_FOLDER)
        if not is_further and id in self._further:
            self._further.discard(id)
            self._moved[sealed.place] = replace(sealed, entry=replace(entry, deed="entered"))
        elif is_further and entry.deed == "corrected" and id not in self._further:
            self._further.add(id)
            self._moved[sealed.place] = replace(sealed, entry=replace(entry, deed="retracted", cells={}))
        elif is_further and entry.deed == "retracted":
            self._further.discard(id)
        elif is_further:
            self._further.add(id)

    def entry(self, level: str, number: int) -> Sealed:
        """One entry."""
        return self.ledger.entry(level, number)

    def some(self, level: str, numbers: Sequence[int]) -> Sequence[Sealed]:
        """Some entries of a level, in no order."""
        return self.ledger.some(level, numbers)

    def head(self, level: str, size: int) -> str:
        """What commits to so many first entries of a level, told apart from what commits to them with further sources."""
        return f"own {self.ledger.head(level, size)}"
