"""Mirror a folder that people edit in a ledger: a new row is entered, a changed one corrected, a missing one retracted."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from legation.record.ledger.authored import TEXT, AuthoredRow, rows_of
from legation.record.ledger.book import SETTINGS, Book, book_at
from legation.record.ledger.canonical import canonical
from legation.record.ledger.entry import IN_NO_FILE, Batch, Deed, Entry, Receipt
from legation.record.ledger.faults import LedgerError
from legation.record.ledger.least_level import with_least_levels
from legation.record.ledger.port import Ledger

MOST_AT_ONCE: Final = 100_000
"""How many entries are sealed together; a folder that changed in fewer places is mirrored whole or not at all."""


@dataclass(frozen=True, slots=True)
class Mirroring:
    """What a mirror would add.

    Args:
        entries: in the order in which they would be sealed.
    """

    entries: tuple[Entry, ...]

    @property
    def counts(self) -> Mapping[Deed, int]:
        """How many rows are entered, corrected and retracted."""
        return Counter(one.deed for one in self.entries)


def compare(ledger: Ledger, folder: Path, files: Iterable[str]) -> Mirroring:
    """What mirroring a folder would add to a ledger.

    Args:
        files: the files of the folder to be mirrored, by path in it; the folder has passed the check.

    Raises:
        LedgerError: the record is owned by the ledger, or a file is no text.
    """
    if ledger.owner == "ledger":
        raise LedgerError("ledger.owned_by_ledger", folder=folder)
    return Mirroring(tuple(changes(_whole(ledger), rows_in(folder, files), ledger.levels)))


def rows_in(folder: Path, files: Iterable[str]) -> list[AuthoredRow]:
    """The rows of a folder.

    Raises:
        LedgerError: a file is no text, or cannot be read.
    """
    contents = {}
    for name in files:
        try:
            contents[name] = (folder / name).read_bytes()
            contents[name].decode()
        except UnicodeDecodeError as error:
            raise LedgerError("ledger.not_text", file=name) from error
        except OSError as error:
            raise LedgerError("ledger.not_read", file=name, reason=error.strerror or "?") from error
    return rows_of(contents)


def changes(book: Book, rows: Sequence[AuthoredRow], levels: Sequence[str]) -> list[Entry]:
    """The entries that make a book say what rows say, what only restricted rows name in the logs of their levels."""
    rows = with_least_levels(rows, levels)
    wanted = {row.id: row for row in rows}
    made = []
    for row in rows:
        standing = book.rows.get(row.id)
        if standing is not None and standing.row.level != row.level:
            made.append(Entry("retracted", standing.row.table, row.key, {}, standing.row.level, standing.row.file))
            standing = None
        if standing is None:
            made.append(Entry("entered", row.table, row.key, row.cells, row.level, row.file))
        elif _said(standing.row) != _said(row):
            made.append(Entry("corrected", row.table, row.key, row.cells, row.level, row.file))
    for key, standing in book.rows.items():
        if key not in wanted and standing.row.table not in IN_NO_FILE:
            row = standing.row
            made.append(Entry("retracted", row.table, row.key, {}, row.level, row.file))
    return made


def mirror(ledger: Ledger, found: Mirroring, *, by: str = "") -> list[Receipt]:
    """Add what a mirror would add.

    Args:
        by: id of who ran it.
    """
    receipts = []
    for begin in range(0, len(found.entries), MOST_AT_ONCE):
        chosen = found.entries[begin : begin + MOST_AT_ONCE]
        receipts.append(ledger.append(Batch(f"mirror-{_digest(ledger, chosen)}", chosen, by)))
    return receipts


def hand_over(ledger: Ledger, *, by: str, approved: str) -> Receipt:
    """Have the ledger own the record that it mirrored until now: from then on desks write, and the folder is an export.

    Raises:
        LedgerError: it owns it already, or nothing was mirrored yet.
    """
    if ledger.owner == "ledger":
        raise LedgerError("ledger.owns_already")
    standing = _whole(ledger).rows.get(("files", SETTINGS))
    if standing is None:
        raise LedgerError("ledger.nothing_mirrored")
    row = _owned(standing.row)
    entry = Entry("corrected", row.table, row.key, row.cells, row.level, row.file)
    made = ledger.append(Batch(f"hand-over-{_digest(ledger, [entry])}", (entry,), by, approved))
    ledger.take_over()
    return made


def _owned(row: AuthoredRow) -> AuthoredRow:
    """The settings of a record, with the ledger as its owner."""
    lines = str(row.cells[TEXT]).splitlines()
    owned = ['owner = "ledger"' if line.partition("=")[0].strip() == "owner" else line for line in lines]
    return AuthoredRow(row.table, row.key, row.file, {TEXT: "\n".join(owned) + "\n"}, row.level)


def _whole(ledger: Ledger) -> Book:
    return book_at(ledger, ledger.levels[-1])


def _said(row: AuthoredRow) -> str:
    return canonical([row.table, row.file, dict(row.cells)])


def _digest(ledger: Ledger, entries: Sequence[Entry]) -> str:
    """Names what is added and to what, so that the same is not added twice, and may be again after it was taken back."""
    sizes = [ledger.size(level) for level in ledger.levels]
    said = [[one.deed, one.table, one.key, one.level, one.file, dict(one.cells)] for one in entries]
    return hashlib.sha256(canonical([sizes, said]).encode()).hexdigest()[:32]
