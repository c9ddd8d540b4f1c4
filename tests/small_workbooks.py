"""Small workbooks made in memory, for tests: sheets as a planning office has them."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

HEADINGS = ("Código", "Denominación", "Unidad orgánica", "Unidad de medida", "Línea de base 2020", "Meta 2021", "Ejecutado 2021", "PIA (S/)", "PIM (S/)", "Devengado (S/)")  # fmt: skip
ROWS = (
    ("OEI.01", "Fortalecer las relaciones", "Despacho", "porcentaje", 40, 50, 48, None, None, None),
    ("AEI.01.01", "Consultas políticas", "Dirección Política", "porcentaje", 60, 70, 66, None, None, None),
    ("AO.01.01.01", "Preparar consultas", "Dirección Política", "reuniones", None, 12, 11, 1000, 1200, 1100.5),
)


def save(
    path: Path,
    *sheets: tuple[str, list[tuple[Any, ...]]],
    merge: dict[str, list[str]] | None = None,
    hidden: tuple[str, ...] = (),
) -> Path:
    """A workbook with some sheets, each its name and rows; ``merge`` are the ranges to merge in each."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for area in (merge or {}).get(name, []):
            sheet.merge_cells(area)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    book.save(path)
    return path


def with_result(path: Path, address: str, result: str) -> Path:
    """The workbook with a last result kept for the formula in a cell, as a spreadsheet program leaves it."""
    whole = BytesIO(path.read_bytes())
    target = BytesIO()
    with zipfile.ZipFile(whole) as before, zipfile.ZipFile(target, "w") as after:
        for part in before.infolist():
            data = before.read(part)
            if part.filename.startswith("xl/worksheets/"):
                pattern = rf'(<c r="{address}"[^>]*><f>[^<]*</f>)<v\s*/?>(</v>)?'
                data = re.sub(pattern, rf"\g<1><v>{result}</v>", data.decode()).encode()
            after.writestr(part.filename, data)
    path.write_bytes(target.getvalue())
    return path
