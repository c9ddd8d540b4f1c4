"""One CSV file of an authored record, read strictly: every problem with its line and column, nothing silently mended."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from legation.terms.problems import Problem, nearest, problem

LARGEST_FILE: Final = 64 * 1024 * 1024
LONGEST_CELL: Final = 20_000
LIST_SEPARATOR: Final = ";"
_FORMULA_STARTS: Final = ("=", "+", "@", "\t", "＝", "＋", "＠")
_OTHER_SEPARATORS: Final = {";": "; (semicolon / punto y coma)", "\t": "tab / tabulador"}
_BIDI_CONTROLS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_WORKBOOK_MARKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_UTF8_MARK: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Row:
    """One row, with the line on which it begins."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def listed(self, column: str) -> tuple[str, ...]:
        """The values of a cell that may hold several, separated by ``;``."""
        return tuple(part.strip() for part in self[column].split(LIST_SEPARATOR) if part.strip())


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that could be read and the problems of those that could not."""

    rows: list[Row]
    problems: list[Problem]


def read_table(file: str, data: bytes, columns: Sequence[str], *, optional: Sequence[str] = ()) -> Table:
    """Read one CSV file.

    Args:
        file: name to put in problems.
        data: the bytes of the file.
        columns: headings it must have, in any order.
        optional: headings it may have.
    """
    text, problems = decode(file, data)
    if text is None:
        return Table([], problems)
    lines = _parse(file, text, problems)
    if not lines:
        problems.append(problem(file, 1, "", "tables.empty", columns=", ".join(columns)))
        return Table([], problems)
    heading_line, headings = lines[0]
    known = (*columns, *optional)
    if len(headings) == 1 and (mark := next((mark for mark in _OTHER_SEPARATORS if mark in headings[0]), None)):
        problems.append(problem(file, heading_line, "", "tables.separator", mark=_OTHER_SEPARATORS[mark]))
        return Table([], problems)
    if not _headings_are_sound(file, heading_line, headings, columns, known, problems):
        return Table([], problems)
    rows = []
    for line, cells in lines[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(headings):
            problems.append(problem(file, line, "", "tables.width", found=len(cells), wanted=len(headings)))
            continue
        row = Row(file, line, dict(zip(headings, cells, strict=True)))
        problems.extend(cell_problems(row))
        rows.append(row)
    return Table(rows, problems)


def decode(file: str, data: bytes) -> tuple[str | None, list[Problem]]:
    """The text of a UTF-8 file, or None and the reason why it cannot be read."""
    if len(data) > LARGEST_FILE:
        return None, [problem(file, 0, "", "tables.too_large", megabytes=LARGEST_FILE // 1024 // 1024)]
    if data.startswith(_UTF16_MARKS):
        return None, [problem(file, 1, "", "tables.utf16")]
    if data.startswith(_WORKBOOK_MARKS):
        return None, [problem(file, 1, "", "tables.workbook")]
    problems: list[Problem] = []
    data = data.removeprefix(_UTF8_MARK)  # Excel writes it before every "CSV UTF-8"
    if b"\x00" in data:
        line = data.count(b"\n", 0, data.index(b"\x00")) + 1
        return None, [*problems, problem(file, line, "", "tables.nul")]
    try:
        return data.decode("utf-8"), problems
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [*problems, problem(file, line, "", "tables.not_utf8", byte=f"0x{data[error.start]:02X}")]


def _parse(file: str, text: str, problems: list[Problem]) -> list[tuple[int, list[str]]]:
    unix = text.replace("\r\n", "\n")
    if "\r" in unix:
        problems.append(problem(file, unix.count("\n", 0, unix.index("\r")) + 1, "", "tables.carriage_return"))
        return []
    reader = csv.reader(io.StringIO(unix, newline=""), strict=True)
    parsed: list[tuple[int, list[str]]] = []
    begins = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return parsed
        except csv.Error as error:
            code = "tables.cell_too_long" if "field larger" in str(error) else "tables.quotes"
            problems.append(problem(file, begins, "", code, longest=LONGEST_CELL))
            return parsed
        parsed.append((begins, cells))
        begins = reader.line_num + 1


def _headings_are_sound(
    file: str, line: int, headings: Sequence[str], columns: Sequence[str], known: Sequence[str], problems: list[Problem]
) -> bool:
    found_before = len(problems)
    for heading in dict.fromkeys(headings):
        if headings.count(heading) > 1:
            problems.append(problem(file, line, heading, "tables.heading_twice", heading=heading))
        if heading not in known:
            near = nearest(heading, known) or ", ".join(known)
            problems.append(problem(file, line, heading[:40], "tables.heading_unknown", heading=heading, nearest=near))
    missing = [column for column in columns if column not in headings]
    if missing:
        problems.append(problem(file, line, "", "tables.heading_missing", headings=", ".join(missing)))
    return len(problems) == found_before


def _is_plain(cell: str) -> bool:
    """Whether a cell can have none of the problems looked for below: printable ASCII, no blanks around it, no formula."""
    return (
        cell.isascii()
        and cell.isprintable()
        and len(cell) <= LONGEST_CELL
        and cell[0] not in _FORMULA_STARTS
        and cell[0] != " "
        and cell[-1] != " "
    )


def cell_problems(row: Row) -> list[Problem]:
    """What no cell of a record may hold: control characters, formulas, blanks around it, and the like."""
    found = []
    for column, cell in row.cells.items():
        if not cell or _is_plain(cell):
            continue
        if len(cell) > LONGEST_CELL:
            found.append(problem(row.file, row.line, column, "tables.cell_too_long", longest=LONGEST_CELL))
        elif cell.startswith(_FORMULA_STARTS):
            found.append(problem(row.file, row.line, column, "tables.formula", start=cell[0], cell=cell))
        elif not _BIDI_CONTROLS.isdisjoint(cell):
            found.append(problem(row.file, row.line, column, "tables.direction_mark"))
        elif not cell.isprintable() and any(unicodedata.category(character) == "Cc" and character != "\n" for character in cell):
            found.append(problem(row.file, row.line, column, "tables.control_character"))
        elif cell != cell.strip():
            found.append(problem(row.file, row.line, column, "tables.blanks", cell=cell))
        elif not unicodedata.is_normalized("NFC", cell):
            found.append(problem(row.file, row.line, column, "tables.not_composed", cell=cell))
    return found
