"""Dates in the cells of a record: EDTF, within the years that a record admits."""

from __future__ import annotations

from typing import Final

from legation.record.table import Row
from legation.terms.days import day_number
from legation.terms.edtf import Bound, Edtf, EdtfError, parse
from legation.terms.messages import LANGUAGES
from legation.terms.problems import Problem, problem

FIRST_DAY: Final = day_number(1, 1, 1)
LAST_DAY: Final = day_number(9999, 12, 31)
OPEN_END: Final = ".."


def date_of(row: Row, column: str, problems: list[Problem], *, open_end: bool = False) -> Edtf | None:
    """The date in a cell; None where the cell is empty, or wrong (then a problem says so).

    Args:
        open_end: whether the cell may hold ``..`` alone, which reads as None: going on, no end.
    """
    written = row[column]
    if not written or (open_end and written == OPEN_END):
        return None
    try:
        date = parse(written)
    except EdtfError as error:
        problems.append(unreadable(row.file, row.line, column, error))
        return None
    for bound in (date.first, date.last):
        if isinstance(bound, int) and not FIRST_DAY <= bound <= LAST_DAY:
            problems.append(problem(row.file, row.line, column, "records.year_out_of_range", value=written))
            return None
    if date.first is Bound.OPEN and date.last is Bound.OPEN:
        problems.append(problem(row.file, row.line, column, "records.date_says_nothing", value=written))
        return None
    return date


def unreadable(file: str, line: int, column: str, error: EdtfError) -> Problem:
    """The problem that an :class:`EdtfError` makes at a place of a record, in both languages."""
    texts = tuple((language, error.message(language)) for language in LANGUAGES)
    return Problem(file, line, column, "error", "records.date", texts)
