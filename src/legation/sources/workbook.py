"""Spreadsheets as an office has them: the cells of every sheet of a workbook (XLSX) or CSV file, with their addresses.

openpyxl reads them because it tells a formula from a value; faster readers (calamine) give only the last result, as if typed.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from legation.terms.problems import shown
from legation.terms.told import ToldError, os_reason

LARGEST: Final = 64 * 1024 * 1024
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 200
MOST_MERGED: Final = 100_000
_FORMULA_STARTS: Final = ("=", "+", "@")
_ENTITY_MARKS: Final = (b"<!ENTITY", b"<!DOCTYPE")
_MERGE: Final = re.compile(
    rb'<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*["\']\s*([A-Za-z]{1,7})(\d{1,9})\s*:\s*([A-Za-z]{1,7})(\d{1,9})'
)
_UNWANTED: Final = frozenset({"Cc", "Cf"})
Value = str | int | float | bool | date | None


class WorkbookError(ToldError):
    """A spreadsheet that cannot be opened."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Args:
        address: e.g. ``C17``; where: the whole place, ``plan.xlsx!POI 2019!C17``.
        value: what was typed; of a formula, its last result as the file holds it, None where it holds none.
        formula: the formula, empty where the cell is none.
        percent: whether it is shown as a percentage, so that 0.85 means 85.
        merged: whether it is merged with others; covered: whether it is one of those that the first covers.
    """

    address: str
    where: str
    value: Value = None
    formula: str = ""
    percent: bool = False
    merged: bool = False
    covered: bool = False

    @property
    def text(self) -> str:
        """The value as one line of text."""
        if isinstance(self.value, datetime):
            return self.value.date().isoformat()
        if isinstance(self.value, date):
            return self.value.isoformat()
        if isinstance(self.value, float):
            return format(self.value, ".15g")
        return tidy("" if self.value is None else str(self.value))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return not self.formula and not self.text


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its rows of cells, and for each cell covered by a merge the first cell of it, by address."""

    file: str
    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False
    firsts: dict[str, Cell] = field(default_factory=dict)


def tidy(text: str) -> str:
    """Text on one line, composed, without marks that cannot be seen."""
    kept = "".join(" " if mark in "\n\r\t" else mark for mark in text)
    seen = "".join(mark for mark in kept if unicodedata.category(mark) not in _UNWANTED)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def read_workbook(path: Path) -> list[Grid]:
    """Every sheet of a workbook or CSV file, in order.

    Raises:
        WorkbookError: the file cannot be read, is neither, or is larger than any plan.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise WorkbookError("plans.cannot_read", file=path.name, reason=os_reason(error)) from error
    if len(data) > LARGEST:
        raise WorkbookError("plans.too_large", file=path.name, megabytes=LARGEST // 1024 // 1024)
    grids = _csv(path.name, data) if path.suffix.casefold() == ".csv" else list(_xlsx(path.name, data))
    for grid in grids:
        _check_size(path.name, len(grid.rows), max((len(row) for row in grid.rows), default=0))
    return grids


def _check_size(file: str, rows: int, columns: int) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise WorkbookError("plans.too_many_cells", file=file, rows=MOST_ROWS, columns=MOST_COLUMNS)


def _xlsx(file: str, data: bytes) -> Iterator[Grid]:
    _check_parts(file, data)
    typed = _opened(file, data, results=False)
    results = _opened(file, data, results=True)
    for sheet in typed.worksheets:
        _check_size(file, sheet.max_row or 0, sheet.max_column or 0)
        try:
            yield _grid(file, sheet, results[sheet.title])
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
            raise WorkbookError("plans.not_a_workbook", file=file) from error


def _check_parts(file: str, data: bytes) -> None:
    """Refuse before it is opened what would unpack beyond measure."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > LARGEST:
                raise WorkbookError("plans.too_large", file=file, megabytes=LARGEST // 1024 // 1024)
            for part in parts.infolist():
                text = parts.read(part) if part.filename.endswith((".xml", ".rels")) else b""
                if any(mark in text for mark in _ENTITY_MARKS):
                    raise WorkbookError("plans.entities", file=file)
                if sum(map(_area, _MERGE.finditer(text))) > MOST_MERGED:
                    raise WorkbookError("plans.too_many_cells", file=file, rows=MOST_ROWS, columns=MOST_COLUMNS)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        if isinstance(error, WorkbookError):
            raise
        raise WorkbookError("plans.not_a_workbook", file=file) from error
    except Exception as error:  # zlib and lzma have errors of their own
        raise WorkbookError("plans.not_a_workbook", file=file) from error


def _area(match: re.Match[bytes]) -> int:
    first, top, last, bottom = match.groups()
    return (abs(_column(last) - _column(first)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _opened(file: str, data: bytes, *, results: bool) -> Any:
    import openpyxl  # only where a workbook is read

    try:
        return openpyxl.load_workbook(io.BytesIO(data), data_only=results, keep_links=False)
    except Exception as error:  # a damaged workbook fails in as many ways as it has parts
        raise WorkbookError("plans.not_a_workbook", file=file) from error


def _grid(file: str, sheet: Any, results: Any) -> Grid:
    covered = {}
    for area in sheet.merged_cells.ranges:
        cells = [
            (row, column) for row in range(area.min_row, area.max_row + 1) for column in range(area.min_col, area.max_col + 1)
        ]
        covered.update(dict.fromkeys(cells, (area.min_row, area.min_col)))
    rows, firsts = [], {}
    by_place: dict[tuple[int, int], Cell] = {}
    for number, row in enumerate(sheet.iter_rows(max_row=sheet.max_row, max_col=sheet.max_column), start=1):
        made = []
        for column, one in enumerate(row, start=1):
            address = f"{letters(column)}{number}"
            first = covered.get((number, column))
            is_covered = first is not None and first != (number, column)
            formula = "" if is_covered else _formula(one)
            value = None if is_covered else (results.cell(number, column).value if formula else one.value)
            cell = Cell(
                address, where(file, sheet.title, address), _plain(value), formula,
                percent="%" in str(getattr(one, "number_format", "") or ""), merged=first is not None, covered=is_covered,
            )  # fmt: skip
            by_place[number, column] = cell
            if is_covered and first is not None:
                firsts[address] = by_place[first]
            made.append(cell)
        rows.append(tuple(made))
    return Grid(file, sheet.title, tuple(rows), sheet.sheet_state != "visible", firsts)


def _formula(cell: Any) -> str:
    value = cell.value
    if cell.data_type == "f":
        return tidy(str(getattr(value, "text", None) or getattr(value, "ref", None) or value or "="))
    return tidy(value) if isinstance(value, str) and _runs(value) else ""


def _runs(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula."""
    return text.startswith(_FORMULA_STARTS) and len(text) > 1 and not re.fullmatch(r"[+]?\d+(\.\d+)?", text)


def _plain(value: Any) -> Value:
    return value if value is None or isinstance(value, str | int | float | bool | date) else str(value)


def _csv(file: str, data: bytes) -> list[Grid]:
    try:
        text = data.decode("utf-8-sig")
        if "\x00" in text:
            raise WorkbookError("plans.not_a_workbook", file=file)
        first = next(iter(text.splitlines()), "")
        mark = ";" if first.count(";") > first.count(",") else ","  # as spreadsheets write it where a comma is the decimal sign
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise WorkbookError("plans.not_a_workbook", file=file) from error
    _check_size(file, len(lines), max(map(len, lines), default=0))
    name = Path(file).stem
    rows = []
    for number, line in enumerate(lines, start=1):
        made = []
        for column, text in enumerate(line, start=1):
            address = f"{letters(column)}{number}"
            formula = tidy(text) if _runs(text.strip()) else ""
            made.append(Cell(address, where(file, name, address), None if formula else text, formula))
        rows.append(tuple(made))
    return [Grid(file, name, tuple(rows))]


def where(file: str, sheet: str, address: str) -> str:
    """A cell as problems name it: ``plan.xlsx!POI 2019!C17``."""
    return "!".join(part for part in (shown(file), shown(sheet), address) if part)


def letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
