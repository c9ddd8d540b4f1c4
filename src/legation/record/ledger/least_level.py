"""The level of what states none: actors, instruments and sources, and files of rows, are as open as the least restricted row that
names them or stands in them.

What nothing names, and what an open text names, is open: to hold back a name that is written beside it would hide nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from legation.record.ledger.authored import COLUMNS, TEXT, AuthoredRow
from legation.record.table import LIST_SEPARATOR

REFERENCE: Final = ("actors", "instruments", "sources")
_WORD: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
Id = tuple[str, str]


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
        row: at its new level; rows: all that stand, of every level, that row as it was or as it will be.
    """
    every = [row, *(one for one in rows if one.id != row.id)]
    reference = {one.id: one for one in every if one.table in REFERENCE}
    found = levels_of_reference(every, levels)
    named = _reached(_by_key(reference), reference, _names([row]))
    return [(reference[id], level) for id in sorted(named) if (level := found.get(id, levels[0])) != reference[id].level]


def levels_of_reference(rows: Iterable[AuthoredRow], levels: Sequence[str]) -> dict[Id, str]:
    """The level of each actor, instrument and source that restricted rows name."""
    every = list(rows)
    reference = {row.id: row for row in every if row.table in REFERENCE}
    by_key = _by_key(reference)
    stating = [row for row in every if row.table not in REFERENCE]
    doubtful = _reached(by_key, reference, _names([row for row in stating if row.level != levels[0]]))
    open_rows = [row for id, row in reference.items() if id not in doubtful]
    found: dict[Id, str] = {}
    for level in levels:
        named = _words([row for row in stating if row.level == level])
        if level == levels[0]:
            named |= _words(open_rows)
        for id in _reached(by_key, reference, named) & doubtful:
            found.setdefault(id, level)
    return found


def _by_key(reference: Iterable[Id]) -> dict[str, list[Id]]:
    found: dict[str, list[Id]] = {}
    for table, key in reference:
        found.setdefault(key, []).append((table, key))
    return found


def _reached(by_key: dict[str, list[Id]], reference: dict[Id, AuthoredRow], names: set[str]) -> set[Id]:
    """The rows of some names, and those that these name in turn."""
    found: set[Id] = set()
    latest = names
    while latest:
        new = {id for name in latest & by_key.keys() for id in by_key[name]} - found
        found |= new
        latest = _names(reference[id] for id in new)
    return found


def _names(rows: Iterable[AuthoredRow]) -> set[str]:
    """Every text of some rows that may be an id, but their own."""
    return {
        part.strip() for row in rows for text in _texts(row) for part in text.split(LIST_SEPARATOR) if part.strip() != row.key
    }


def _words(rows: Iterable[AuthoredRow]) -> set[str]:
    """The same with every word of their texts that may be an id."""
    found = list(rows)
    return _names(found) | {word for row in found for text in _texts(row) for word in _WORD.findall(text) if word != row.key}


def _texts(row: AuthoredRow) -> Iterator[str]:
    if row.table != "files" or TEXT in row.cells:
        yield from _in(dict(row.cells))


def _in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _in(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _in(one)
