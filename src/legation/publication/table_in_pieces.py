"""A table too long to be held: its rows are written as they come, with the bytes that a table at hand would have."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from textwrap import indent
from typing import Final

from legation.publication.shown import Cell
from legation.publication.table import harmless

AT_ONCE: Final = 1_000


@dataclass(frozen=True)
class TableInPieces:
    """Columns, and rows that are made as they are taken, once.

    Args:
        name, columns, notes: as of :class:`~legation.publication.table.Table`.
    """

    name: str
    columns: tuple[str, ...]
    rows: Iterable[Sequence[Cell]] = field(repr=False)
    notes: tuple[str, ...] = ()

    def to_csv(self) -> Iterator[str]:
        """CSV, as a table at hand writes it, some rows at a time."""
        for part in _parts(chain([self.columns], self.rows)):
            target = io.StringIO(newline="")
            plain, quoting = (csv.writer(target, lineterminator="\n", quoting=how) for how in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
            for row in part:
                cells = [harmless(cell) if isinstance(cell, str) else cell for cell in row]
                has_return = any(isinstance(cell, str) and "\r" in cell for cell in cells)
                (quoting if has_return else plain).writerow(cells)
            yield target.getvalue()

    def to_json(self) -> Iterator[str]:
        """A JSON object with the name, the notes and the rows, as a table at hand writes it, some rows at a time."""
        frame = {"table": self.name, "columns": list(self.columns), "notes": list(self.notes), "rows": []}
        yield json.dumps(frame, ensure_ascii=False, indent=1).removesuffix("]\n}")
        before = "\n"
        for part in _parts(self.rows):
            shown = (json.dumps(dict(zip(self.columns, row, strict=True)), ensure_ascii=False, indent=1) for row in part)
            yield before + ",\n".join(indent(one, "  ") for one in shown)
            before = ",\n"
        yield "]\n}\n" if before == "\n" else "\n ]\n}\n"


def _parts(rows: Iterable[Sequence[Cell]]) -> Iterator[list[Sequence[Cell]]]:
    left = iter(rows)
    while part := list(islice(left, AT_ONCE)):
        yield part
