"""Mend a row of the record: a typing mistake is corrected, a row that should not be there retracted. Both stay in the ledger.

Neither changes when anything was known. That a source took something back, or said otherwise later, is a claim of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from legation.record.ledger.authored import AuthoredRow
from legation.record.ledger.book import CLAIMS
from legation.record.ledger.entry import Entry
from legation.record.ledger.faults import LedgerError


def correction(row: AuthoredRow, cells: Mapping[str, str], reason: str) -> Entry:
    """The entry that corrects a row.

    Args:
        row: as it stands; cells: the cells that are to say otherwise, an empty text to say nothing; reason: what was mistaken.

    Raises:
        LedgerError: no reason is given, or nothing changes; the level changes, which takes a retraction and a new row.
    """
    said = {**row.cells, **cells}
    after = {column: value for column, value in said.items() if value != ""}
    _because(reason)
    if after == dict(row.cells):
        raise LedgerError("ledger.nothing_corrected", key=row.key)
    if row.table in CLAIMS and after.get("level", "public") != row.level:
        raise LedgerError("ledger.level_corrected", key=row.key)
    return Entry("corrected", row.table, row.key, after, row.level, row.file, reason)


def retraction(row: AuthoredRow, reason: str) -> Entry:
    """The entry that takes a row out of the record.

    Raises:
        LedgerError: no reason is given.
    """
    _because(reason)
    return Entry("retracted", row.table, row.key, {}, row.level, row.file, reason)


def _because(reason: str) -> None:
    if not reason.strip():
        raise LedgerError("ledger.say_why")
