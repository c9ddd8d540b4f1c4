"""Tables that name acts and claims in columns by their numbers, with the ids under which they were filed in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Final

from legation.archive.ledger.in_columns import InColumns
from legation.archive.ledger.logs import OWN_BITS
from legation.archive.ledger.made_objects import rows_in
from legation.publication.columns import SEPARATOR
from legation.publication.shown import Cell
from legation.publication.table import Table
from legation.record.log import CLAIM, PREFIX

AT_ONCE: Final = 10_000
_NUMBERED: Final = re.compile(rf"({PREFIX}|{CLAIM})(\d{{{len(str(1 << OWN_BITS))},18}})")
"""An act or a claim named by its number, which has more digits than people write."""


def with_own_names(held: InColumns, table: Table) -> Table:
    """A table in which every act and claim is named by its own id; lists of them are in order again."""
    named = {
        (column, place): cell
        for place, row in enumerate(table.rows)
        for column, cell in enumerate(row)
        if isinstance(cell, str) and _NUMBERED.search(cell)
    }
    wanted = sorted({int(found[2]) for cell in named.values() for found in _NUMBERED.finditer(cell)})
    ids = dict(_ids(held, wanted))

    own = {name for claim in held.record.claims for name in (claim.id, claim.act)}

    def renamed(cell: str) -> str:
        found: list[str] = []
        for is_act, parts in groupby(cell.split(SEPARATOR), lambda part: part in ids or part in own):
            names = [ids.get(part, part) for part in parts]
            found += sorted(names) if is_act else names
        return SEPARATOR.join(found)

    rows: list[tuple[Cell, ...]] = list(table.rows)
    for column, place in named:
        row = list(rows[place])
        row[column] = renamed(named[column, place])
        rows[place] = tuple(row)
    return replace(table, rows=tuple(rows))


def _ids(held: InColumns, numbers: list[int]) -> Iterator[tuple[str, str]]:
    """The own id of each act and of each claim by what the columns call it."""
    for begin in range(0, len(numbers), AT_ONCE):
        part = numbers[begin : begin + AT_ONCE]
        for number, one in zip(part, rows_in(held, part), strict=True):
            yield f"{PREFIX}{number}", str(one.row.cells["act"])
            yield f"{CLAIM}{number}", one.row.key
