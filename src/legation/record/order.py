"""Putting the files of an authored folder in order: same meaning, one way of writing it."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Final

from legation.record import actors, claims, instruments, measures
from legation.record.record import FURTHER, further_of
from legation.record.table import read_table
from legation.terms.problems import Problem, errors

_DIGITS: Final = re.compile(r"(\d+)")


def in_order(file: str, data: bytes) -> tuple[bytes | None, list[Problem]]:
    """The bytes of one CSV file of a record with its columns and rows in order; None, and why, where it cannot be read.

    Columns stand as the format lists them, rows by id (``n200-2`` before ``n200-10``), lines end with LF, and only cells that
    need quotation marks have them. No cell is changed.
    """
    columns, optional = columns_of(file)
    table = read_table(file, data, columns, optional=optional)
    if errors(table.problems):
        return None, table.problems
    headings = [*columns, *(column for column in optional if any(row[column] for row in table.rows))]
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(headings)
    for row in sorted(table.rows, key=lambda row: natural(row[columns[0]])):
        writer.writerow([row[heading] for heading in headings])
    return target.getvalue().encode(), []


def columns_of(file: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns that a file of a record must have, and those it may have, by its path in the folder."""
    *folders, name = file.split("/")
    if "acts" in folders:
        return claims.COLUMNS, ()
    if name == "actors.csv":
        return actors.COLUMNS, ()
    if name == "instruments.csv":
        return instruments.COLUMNS, instruments.CLAUSES
    return (measures.COLUMNS, ()) if "measures" in folders else (claims.COLUMNS, ())


def files_of(folder: Path) -> list[Path]:
    """The CSV files of an authored folder, those of its further sources included."""
    tables = []
    for part in (folder, *(folder / FURTHER / name for name in further_of(folder))):
        tables += [part / "actors.csv", part / "instruments.csv"]
        for name in ("acts", "measures"):
            tables.extend(sorted((part / name).glob("**/*.csv")))
    return [path for path in tables if path.is_file() and not path.is_symlink()]


def natural(identity: str) -> list[tuple[int, int, str]]:
    """What ids are put in order by: the numbers in them as numbers."""
    parts = _DIGITS.split(identity)
    return [(1, int(part), "") if part.isdigit() and len(part) < 19 else (0, 0, part) for part in parts]
