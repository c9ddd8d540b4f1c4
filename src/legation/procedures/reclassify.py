"""Reclassify a row: it is retracted in the log of the level that it had and entered in that of the one it gets, together.

From then on every answer, also as of days before, is given by the rule of the new level.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from legation.record.ledger.authored import AuthoredRow
from legation.record.ledger.book import CLAIMS
from legation.record.ledger.entry import Entry
from legation.record.ledger.faults import LedgerError
from legation.record.ledger.least_level import moved_with


def reclassification(
    row: AuthoredRow, level: str, reason: str, *, levels: tuple[str, ...], rows: Iterable[AuthoredRow] = ()
) -> tuple[Entry, ...]:
    """The entries that give a row another level, and to the actors, instruments and sources that it names the one that follows.

    Args:
        row: as it stands; levels: of the ledger, from open to most restricted; rows: all that stand, of every level.

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
    after = replace(row, cells=cells, level=level)
    every = list(rows)
    there = {(one.id, one.level) for one in every}
    moves = [(row, cells, level), *((one, one.cells, where) for one, where in moved_with(after, every, levels))]
    return tuple(
        entry
        for one, said, where in moves
        for entry in _moved(one, said, where, reason, levels)
        if entry.deed == "retracted" or one is row or (one.id, where) not in there
    )


def _moved(row: AuthoredRow, cells: Mapping[str, Any], level: str, reason: str, levels: tuple[str, ...]) -> tuple[Entry, Entry]:
    rises = levels.index(level) > levels.index(row.level)  # the ground is told in the more restricted log alone
    return (
        Entry("retracted", row.table, row.key, {}, row.level, row.file, "" if rises else reason),
        Entry("entered", row.table, row.key, cells, level, row.file, reason if rises else ""),
    )
