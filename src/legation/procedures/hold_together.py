"""Whether a record still holds together once rows of it are corrected, taken out or reclassified: read whole, as if they were."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from legation.record.ledger.authored import AuthoredRow
from legation.record.ledger.book import Book, Standing
from legation.record.ledger.entry import Entry
from legation.record.record import read_record
from legation.terms.problems import Problem, errors


def breaks(book: Book, entries: Iterable[Entry]) -> list[Problem]:
    """What would stop the record of a book from being read after what entries change in it; empty where it holds together.

    Args:
        book: the rows that stand at a level that sees the entries; entries: those that this level sees, in their order.
    """
    rows = dict(book.rows)
    moved: dict[tuple[str, str], Standing] = {}
    for entry in entries:
        row = AuthoredRow(entry.table, entry.key, entry.file, entry.cells, entry.level)
        before = rows.get(row.id) or moved.get(row.id)
        if before is None:
            continue
        if entry.deed == "retracted":
            moved[row.id] = rows.pop(row.id, before)
        elif entry.deed == "entered" or entry.deed == "corrected":
            rows[row.id] = Standing(row, before.first)
    with tempfile.TemporaryDirectory(prefix="legation-check-") as folder:
        for name, data in replace(book, rows=rows).files().items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return errors(read_record(Path(folder))[1])
