"""Rows that somebody files in a spreadsheet with the headings of a table of the record."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from legation.sources.workbook import read_workbook
from legation.terms.problems import nearest
from legation.terms.told import ToldError


class SheetNotFiled(ToldError):
    """A spreadsheet whose rows cannot be taken."""


def rows_in_sheet(name: str, data: bytes, columns: Sequence[str], most: int) -> list[dict[str, str]]:
    """The rows of the first sheet of a workbook (XLSX) or CSV file, by column, without empty cells.

    Args:
        name: what the file is called, whose ending tells what it is; columns: headings it may have, in any order.

    Raises:
        SheetNotFiled: a heading is none of them, there is no row, or there are more than ``most``.
        WorkbookError: the file cannot be read.
    """
    ending = ".csv" if name.casefold().endswith(".csv") else ".xlsx"
    with tempfile.TemporaryDirectory(prefix="legation-sheet-") as folder:
        path = Path(folder) / f"sheet{ending}"
        path.write_bytes(data)
        grid = read_workbook(path)[0]
    filled = [row for row in grid.rows if any(not cell.is_empty for cell in row)]
    if len(filled) < 2:
        raise SheetNotFiled("filing.sheet_empty", file=name)
    headings = [cell.text for cell in filled[0]]
    for heading in headings:
        if heading and heading not in columns:
            known = nearest(heading, columns) or ", ".join(columns)
            raise SheetNotFiled("filing.sheet_headings", value=heading, known=known)
    if len(filled) - 1 > most:
        raise SheetNotFiled("plans.too_many_cells", file=name, rows=most, columns=len(columns))
    return [
        {
            heading: (cell.formula or cell.text)
            for heading, cell in zip(headings, row, strict=False)
            if heading and not cell.is_empty
        }
        for row in filled[1:]
    ]
