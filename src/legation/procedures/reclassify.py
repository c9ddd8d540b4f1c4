"""Reclassify a row: it is retracted in the log of the level that it had and entered in that of the one it gets, together.

From then on every answer, also as of days before, is given by the rule of the new level.
"""

from __future__ import annotations

from legation.record.ledger.authored import AuthoredRow
from legation.record.ledger.book import CLAIMS
from legation.record.ledger.entry import Entry
from legation.record.ledger.faults import LedgerError


def reclassification(row: AuthoredRow, level: str, reason: str, *, levels: tuple[str, ...]) -> tuple[Entry, Entry]:
    """The two entries that give a row another level.

    Args:
        row: as it stands; levels: of the ledger, from open to most restricted.

    Raises:
        LedgerError: there is no such level, it has it already, or no reason is given.
    """
    if level not in levels:
        raise LedgerError("ledger.no_level", value=level, known=", ".join(levels))
    if not reason.strip():
        raise LedgerError("ledger.say_why")
    if level == row.level:
        raise LedgerError("ledger.nothing_corrected", key=row.key)
    cells = {column: value for column, value in row.cells.items() if column != "level"}
    if row.table in CLAIMS and level != levels[0]:
        cells["level"] = level
    rises = levels.index(level) > levels.index(row.level)  # the ground is told in the more restricted log alone
    return (
        Entry("retracted", row.table, row.key, {}, row.level, row.file, "" if rises else reason),
        Entry("entered", row.table, row.key, cells, level, row.file, reason if rises else ""),
    )
