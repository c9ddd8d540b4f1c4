"""Rows that somebody files in a spreadsheet with the headings of a table of the record, as offices have such files."""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from legation.sources.workbook import MOST_COLUMNS, Cell, Grid, WorkbookError, read_workbook
from legation.terms.problems import nearest
from legation.terms.told import ToldError

_ZIP: Final = b"PK\x03\x04"
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a workbook of Excel before 2007 begins, and any that is kept under a password."""
WINDOWS: Final = "cp1252"
"""As Excel writes CSV in Spanish and English unless it is asked for UTF-8."""
_OWN_WORDS: Final = {"plans.too_large": "filing.sheet_too_large", "plans.too_many_cells": "filing.sheet_too_many"}
MOST_SAID: Final = 40


class SheetNotFiled(ToldError):
    """A spreadsheet whose rows cannot be taken, with everything that stands in the way.

    Args:
        wrong: each thing by itself.
    """

    def __init__(self, wrong: Sequence[ToldError]) -> None:
        first = wrong[0]
        super().__init__(first.code, **first.values)
        self.wrong = tuple(wrong)

    def messages(self, language: str) -> list[str]:
        """All of it, each in a sentence."""
        return [one.message(language) for one in self.wrong]


@dataclass(frozen=True, slots=True)
class FiledSheet:
    """The rows of a spreadsheet.

    Args:
        rows: by column, without empty cells; of a formula the formula, which no cell of a record may hold.
        is_windows: whether it was read as a CSV of Windows, whose accents somebody should look at.
    """

    rows: list[dict[str, str]]
    is_windows: bool = False


def rows_in_sheet(
    name: str, data: bytes, columns: Sequence[str], most: int, called: Mapping[str, str] | None = None
) -> FiledSheet:
    """The rows of the one sheet of a workbook (XLSX) or of a CSV file.

    Args:
        name: what the file is called; columns: headings it may have, in any order; called: other words for them, with the column
            that each stands for; capitals and accents make no difference.

    Raises:
        SheetNotFiled: it cannot be read, a heading is none of them or stands twice, something stands under no heading or on
            another sheet, there is no row, or there are more than ``most``.
    """
    grids, is_windows = _grids(name, data)
    grid, wrong = grids[0], []
    for other in grids[1:]:
        if _filled(other):
            wrong.append(ToldError("filing.sheet_further", sheet=other.name, first=grid.name))
    filled = _filled(grid)
    if len(filled) < 2:
        raise SheetNotFiled([ToldError("filing.sheet_empty", file=name), *wrong])
    if len(filled) - 1 > most:
        wrong.append(ToldError("filing.sheet_too_many", file=name, rows=most, columns=MOST_COLUMNS))
    headings = _headings(filled[0], columns, called or {}, wrong)
    loose = [cell for row in filled[1:] for cell in row if not cell.is_empty and headings.get(_letters(cell)) is None]
    unnamed = [cell for cell in loose if _letters(cell) not in headings]
    wrong.extend(
        ToldError("filing.sheet_no_heading", cell=one.address, value=one.formula or one.text) for one in unnamed[:MOST_SAID]
    )
    if wrong:
        raise SheetNotFiled(wrong)
    return FiledSheet([_said(row, headings) for row in filled[1:]], is_windows)


def _said(row: Sequence[Cell], headings: Mapping[str, str | None]) -> dict[str, str]:
    found = {}
    for cell in row:
        column = headings.get(_letters(cell))
        if column is not None and not cell.is_empty:
            found[column] = cell.formula or cell.text
    return found


def _filled(grid: Grid) -> list[tuple[Cell, ...]]:
    return [row for row in grid.rows if any(not cell.is_empty for cell in row)]


def _letters(cell: Cell) -> str:
    return cell.address.rstrip("0123456789")


def _headings(
    row: Sequence[Cell], columns: Sequence[str], called: Mapping[str, str], wrong: list[ToldError]
) -> dict[str, str | None]:
    """The column that each place of the first row names; None where it names none, which is told."""
    known = {**{plainly(word): column for word, column in called.items()}, **{plainly(one): one for one in columns}}
    found: dict[str, str | None] = {}
    for cell in row:
        if cell.is_empty:
            continue
        column = known.get(plainly(cell.text))
        if column is None:
            near = nearest(plainly(cell.text), known)
            words = known[near] if near else ", ".join(columns)
            wrong.append(ToldError("filing.sheet_headings", cell=cell.address, value=cell.formula or cell.text, known=words))
        elif column in found.values():
            wrong.append(ToldError("filing.sheet_heading_twice", cell=cell.address, value=cell.text, column=column))
        found[_letters(cell)] = column
    return found


def plainly(text: str) -> str:
    """A heading without what people write now so and now otherwise: capitals, accents, blanks."""
    bare = "".join(mark for mark in unicodedata.normalize("NFD", text) if not unicodedata.combining(mark))
    return " ".join(bare.casefold().split())


def _grids(name: str, data: bytes) -> tuple[list[Grid], bool]:
    """The sheets of a file, which its first bytes tell the kind of, never its name."""
    if data.startswith(_OLD_EXCEL):
        raise SheetNotFiled([ToldError("filing.sheet_old_excel", file=name)])
    is_csv, is_windows = not data.startswith(_ZIP), False
    if is_csv:
        try:
            data.decode("utf-8-sig")
        except UnicodeDecodeError:
            try:
                data, is_windows = data.decode(WINDOWS).encode(), True
            except UnicodeDecodeError:
                raise SheetNotFiled([ToldError("plans.not_a_workbook", file=name)]) from None
    with tempfile.TemporaryDirectory(prefix="legation-sheet-") as folder:
        path = Path(folder) / ("sheet.csv" if is_csv else "sheet.xlsx")
        path.write_bytes(data)
        try:
            return read_workbook(path), is_windows
        except WorkbookError as error:
            values = {**error.values, "file": name}
            raise SheetNotFiled([ToldError(_OWN_WORDS.get(error.code, error.code), **values)]) from error
