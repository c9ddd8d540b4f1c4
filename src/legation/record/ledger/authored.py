"""An authored folder as rows, and rows as an authored folder: what a mirror compares and what an export writes.

A file of rows is taken apart by their ids; any other is taken as it is. Putting it together again gives files in the order of
``legation fmt``, with the same meaning.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from legation.record.jsonfile import read_json
from legation.record.ledger.entry import Table
from legation.record.order import columns_of, natural
from legation.record.table import read_table

FILED: Final[Mapping[Table, str]] = {
    "acts": "acts/filed.csv", "adjudications": "acts/filed.csv", "measures": "measures/filed.csv",
    "actors": "actors.csv", "instruments": "instruments.csv", "sources": "sources.json",
}  # fmt: skip
"""Where rows stand that a desk filed, which knows of no files."""
SPACES: Final[Mapping[str, str]] = {"acts": "claims", "adjudications": "claims", "measures": "claims"}
"""Tables whose rows may not share an id."""
COLUMNS: Final = "columns"
TEXT: Final = "text"
SOURCE: Final = "source"
_PLAN: Final = "evaluation/plan/"
_OPEN: Final = "public"


@dataclass(frozen=True, slots=True)
class AuthoredRow:
    """One row of an authored folder, or a file of it that is no table.

    Args:
        table: what kind of row; key: its id; file: where it stands; level: its classification.
        cells: what it says by column, without the empty ones; of a source its CSL under ``source``; of a file its ``text``, or of
            a file of rows its ``columns``.
    """

    table: Table
    key: str
    file: str
    cells: Mapping[str, Any] = field(default_factory=dict)
    level: str = _OPEN

    @property
    def id(self) -> tuple[str, str]:
        """By what it is the same row again, whatever it says and wherever it stands."""
        return SPACES.get(self.table, self.table), self.key


def rows_of(files: Mapping[str, bytes]) -> list[AuthoredRow]:
    """The rows of the files of a folder that passed the check.

    Args:
        files: contents by path in the folder.

    Raises:
        UnicodeDecodeError: a file that is no text.
    """
    found: list[AuthoredRow] = []
    for name in sorted(files):
        found.extend(_rows_of(name, files[name]))
    return found


def _rows_of(name: str, data: bytes) -> list[AuthoredRow]:
    if name.rpartition("/")[2] == "sources.json":
        return [AuthoredRow("sources", str(one["id"]), name, {SOURCE: one}) for one in read_json(data.decode("utf-8-sig"))]
    parts = _table(name, data) if name.endswith(".csv") else None
    if parts is None:
        return [AuthoredRow("files", name, name, {TEXT: data.decode()})]
    columns, rows = parts
    kept = [_row(name, columns, row) for row in rows]
    if not _is_of_the_record(name) and (
        len({one.id for one in kept}) < len(kept) or files_of(kept, {name: columns})[name] != data
    ):
        return [AuthoredRow("files", name, name, {TEXT: data.decode()})]
    return [AuthoredRow("files", name, name, {COLUMNS: list(columns)}), *kept]


def _table(name: str, data: bytes) -> tuple[tuple[str, ...], list[dict[str, str]]] | None:
    """Columns and rows of a table; None where the first column cannot be an id."""
    reader = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    headings = tuple(next(reader, ()))
    if not headings or not (_is_of_the_record(name) or headings[0] in ("claim", "clause", "id")):
        return None
    if _is_record_table(name):
        needed, optional = columns_of(name)
        columns = (*needed, *(one for one in optional if one in headings))
    else:
        columns = headings
    return columns, [row.cells for row in read_table(name, data, headings).rows]


def _is_record_table(name: str) -> bool:
    *folders, last = name.split("/")
    inside = folders[2:] if folders[:1] == ["further"] else folders
    return inside[:1] in (["acts"], ["measures"]) or (not inside and last in ("actors.csv", "instruments.csv"))


def _is_of_the_record(name: str) -> bool:
    return _is_record_table(name) or name.startswith(_PLAN)


def _row(name: str, columns: Sequence[str], cells: Mapping[str, str]) -> AuthoredRow:
    *folders, last = name.split("/")
    kept = {column: value for column, value in cells.items() if value}
    table: Table
    if "acts" in folders:
        table = "adjudications" if cells.get("kind") == "adjudication" else "acts"
    elif "measures" in folders:
        table = "measures"
    elif last in ("actors.csv", "instruments.csv"):
        table = "actors" if last == "actors.csv" else "instruments"
    elif name.startswith(_PLAN):
        table = "budget" if last == "budget.csv" else "plan"
    else:
        return AuthoredRow("rows", f"{name}#{cells.get(columns[0], '')}", name, kept)
    return AuthoredRow(table, cells.get(columns[0], ""), name, kept, kept.get("level", _OPEN) if "level" in columns else _OPEN)


def files_of(rows: Iterable[AuthoredRow], columns: Mapping[str, Sequence[str]] | None = None) -> dict[str, bytes]:
    """The files of an authored folder that holds these rows.

    Args:
        columns: the columns of files of rows, where no row of the table ``files`` states them.
    """
    stated: dict[str, Sequence[str]] = dict(columns or {})
    files: dict[str, bytes] = {}
    by_file: dict[str, list[AuthoredRow]] = {}
    for row in rows:
        if row.table == "files" and TEXT in row.cells:
            files[row.key] = str(row.cells[TEXT]).encode()
        elif row.table == "files":
            stated[row.key] = [str(one) for one in row.cells[COLUMNS]]
            by_file.setdefault(row.key, [])
        else:
            by_file.setdefault(row.file or FILED[row.table], []).append(row)
    for name, held in by_file.items():
        if name.endswith(".json"):
            files[name] = _json([row.cells[SOURCE] for row in sorted(held, key=lambda row: row.key)])
        else:
            files[name] = csv_of(_columns(name, held, stated.get(name)), [row.cells for row in sorted(held, key=_order)])
    return dict(sorted(files.items()))


def _columns(name: str, held: Sequence[AuthoredRow], stated: Sequence[str] | None) -> Sequence[str]:
    if not _is_record_table(name) and stated:
        return stated
    needed, optional = columns_of(name)
    return [*needed, *(one for one in optional if one in (stated or ()) or any(one in row.cells for row in held))]


def _order(row: AuthoredRow) -> list[tuple[int, int, str]]:
    return natural(row.key)


def csv_of(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """A CSV file as the record has them."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([row.get(column, "") for column in columns])
    return target.getvalue().encode()


def _json(entries: Sequence[Any]) -> bytes:
    return (json.dumps(entries, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
