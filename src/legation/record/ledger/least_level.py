"""The level of what states none: actors, instruments and sources, and files of rows, are as open as the least restricted row that
names them (:mod:`legation.record.named`) or stands in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from legation.record.ledger.authored import COLUMNS, TEXT, AuthoredRow
from legation.record.named import Id, Saying, names_in, ranks_of_named, reached_by

REFERENCE: Final = ("actors", "instruments", "sources")


def with_least_levels(rows: Sequence[AuthoredRow], levels: Sequence[str]) -> list[AuthoredRow]:
    """The rows of a folder, each actor, instrument, source and file of rows at its level.

    Args:
        levels: from open to most restricted.
    """
    if all(row.level == levels[0] for row in rows):
        return list(rows)
    found = levels_of_reference(rows, levels)
    in_files: dict[str, list[int]] = {}
    for row in rows:
        if row.table != "files":
            in_files.setdefault(row.file, []).append(levels.index(found.get(row.id, row.level)))
    return [
        replace(row, level=levels[min(in_files.get(row.key, [0]))])
        if row.table == "files" and COLUMNS in row.cells
        else replace(row, level=found.get(row.id, row.level))
        for row in rows
    ]


def moved_with(row: AuthoredRow, rows: Iterable[AuthoredRow], levels: Sequence[str]) -> list[tuple[AuthoredRow, str]]:
    """The actors, instruments and sources whose level changes when that of a row does, each with its new one.

    Args:
        row: at its new level; rows: all that stand, of every level, that row as it was or as it will be; of one that several
            levels have, entered where nobody could know of the other, each, the most restricted last.
    """
    every = [row, *(one for one in rows if one.id != row.id)]
    reference = {one.id: one for one in every if one.table in REFERENCE}
    found = levels_of_reference(every, levels)
    named = reached_by(names_in([_saying(row)]), {id: _saying(one) for id, one in reference.items()})
    moved = [one for one in every if one.table in REFERENCE and one.id in named]
    return [(one, level) for one in sorted(moved, key=lambda one: one.id) if (level := found.get(one.id, levels[0])) != one.level]


def levels_of_reference(rows: Iterable[AuthoredRow], levels: Sequence[str]) -> dict[Id, str]:
    """The level of each actor, instrument and source that restricted rows name."""
    reference: dict[Id, Saying] = {}
    stating: dict[str, list[Saying]] = {level: [] for level in levels}
    for row in rows:
        if row.table in REFERENCE:
            reference[row.id] = _saying(row)
        else:
            stating[row.level].append(_saying(row))
    return {id: levels[rank] for id, rank in ranks_of_named(reference, list(stating.values())).items()}


def _saying(row: AuthoredRow) -> Saying:
    """What a row says; of a file of rows nothing, as its rows say it."""
    return Saying(row.key, row.cells if row.table != "files" or TEXT in row.cells else {})
