"""Reading the files of an outside data set: CSV, the same with tabs, or Parquet."""

from __future__ import annotations

import csv
import hashlib
import io
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from legation.sources.sheet import Cell, Line, Sheet
from legation.terms.told import ToldError, os_reason


class SheetError(ToldError):
    """A file that cannot be read as a table."""


def read_sheet(path: Path) -> Sheet:
    """The table in a CSV (UTF-8, commas; tabs in a file called .tsv) or Parquet file.

    Raises:
        SheetError: the file cannot be read, or is neither.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SheetError("imports.cannot_read", file=path, reason=os_reason(error)) from error
    ending = path.suffix.casefold()
    if ending in _DELIMITERS:
        columns, rows = _csv(path, data, _DELIMITERS[ending])
    elif ending == ".parquet":
        columns, rows = _parquet(path, data)
    else:
        raise SheetError("imports.not_a_table", file=path)
    lines = tuple(Line(number, dict(zip(columns, row, strict=True))) for number, row in enumerate(rows, start=1))
    return Sheet(path.stem, path.name, hashlib.sha256(data).hexdigest(), columns, lines)


_DELIMITERS: Final = {".csv": ",", ".tsv": "\t"}


def _csv(path: Path, data: bytes, delimiter: str) -> tuple[tuple[str, ...], list[list[Cell]]]:
    try:
        parsed = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter, strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise SheetError("imports.broken_csv", file=path, reason=error) from error
    if not parsed:
        raise SheetError("imports.empty", file=path)
    headings = tuple(parsed[0])
    for number, row in enumerate(parsed[1:], start=1):
        if len(row) != len(headings):
            raise SheetError("imports.width", file=path, row=number, found=len(row), wanted=len(headings))
    return headings, [[cell.strip() for cell in row] for row in parsed[1:]]


def _parquet(path: Path, data: bytes) -> tuple[tuple[str, ...], list[list[Cell]]]:
    import pyarrow as pa  # only where a Parquet file is read
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(pa.BufferReader(data))
    except pa.ArrowException as error:
        raise SheetError("imports.broken_parquet", file=path, reason=str(error).splitlines()[0]) from error
    kept: dict[Cell, Cell] = {}  # one text is held once, however many cells have it
    columns = [[kept.setdefault(cell, cell) for cell in map(_cell, column.to_pylist())] for column in table.columns]
    return tuple(table.column_names), [list(row) for row in zip(*columns, strict=True)]


def _cell(value: Any) -> Cell:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return tuple(str(one) for one in value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value).strip()
