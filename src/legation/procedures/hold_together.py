"""Whether a record still holds together once rows of it are corrected, taken out or reclassified: read as if they were."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from legation.evaluation.plans.checking import problems_of_plans
from legation.record.ledger.authored import AuthoredRow
from legation.record.ledger.book import Book, Standing
from legation.record.ledger.entry import Entry
from legation.record.ledger.reading import read_again, read_whole
from legation.record.record import Record
from legation.terms.problems import Problem, errors

OF_PLANS: Final = ("plan", "budget")


def breaks(book: Book, entries: Iterable[Entry], record: Record | None = None) -> list[Problem]:
    """What would stop the record of a book from being read after what entries change in it; empty where it holds together.

    Args:
        book: the rows that stand at a level that sees the entries; entries: those that this level sees, in their order.
        record: what the rows make, where it was read.
    """
    changes = list(entries)
    rows = dict(book.rows)
    moved: dict[tuple[str, str], Standing] = {}
    for entry in changes:
        row = AuthoredRow(entry.table, entry.key, entry.file, entry.cells, entry.level)
        before = rows.get(row.id) or moved.get(row.id)
        if before is None:
            continue
        if entry.deed == "retracted" and before.row.level != entry.level:
            continue  # a more restricted log has it too, and that counts
        if entry.deed == "retracted":
            moved[row.id] = rows.pop(row.id, before)
        elif entry.deed == "entered" or entry.deed == "corrected":
            rows[row.id] = Standing(row, before.first)
    after = replace(book, rows=rows)
    made, problems = None if record is None else read_again(record, book, after), list[Problem]()
    if made is None:
        made, problems = read_whole(after)
    if made is None or record is None or all(one.table not in OF_PLANS for one in changes):
        return errors(problems)
    known = {(one.code, one.values) for one in problems_of_plans(record)}
    return errors([*problems, *(one for one in problems_of_plans(made) if (one.code, one.values) not in known)])
