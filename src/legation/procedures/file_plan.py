"""File rows of a plan: elements, indicators, targets, results and entries of its budget, checked beside the plan as it stands."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from legation.evaluation.plans.checking import problems_of_plans
from legation.evaluation.plans.reading import COLUMNS, FOLDER
from legation.procedures.file_rows import Place
from legation.record.ledger.authored import COLUMNS as STATED
from legation.record.ledger.authored import FILED, SOURCE, AuthoredRow, csv_of, files_of
from legation.record.ledger.book import FILING, Book, Standing, cited, filing_source
from legation.record.ledger.entry import Entry, Table
from legation.record.record import EVALUATION, Record
from legation.record.sources import read_sources
from legation.terms.problems import problem

PLAN_TABLES: Final = tuple(COLUMNS)
"""The tables of a plan, by the names of their files."""


def filed_in(table: str) -> str:
    """The file in which the rows of a table stand that a desk filed."""
    return f"{EVALUATION}/{FOLDER}/filed/{table}.csv"


def plan_entries(draft: str, table: str, rows: Sequence[Mapping[str, str]], level: str, book: Book) -> tuple[Entry, ...]:
    """The entries of rows of a plan; empty rows are none. The file's columns are entered with the first of its rows.

    Args:
        draft: id of the draft, of which the ids of the claims are made; book: what stands at its level.
    """
    file = filed_in(table)
    kind: Table = "budget" if table == "budget" else "plan"
    made = []
    for number, row in enumerate(rows, start=1):
        if cells := _said(row):
            claim = f"{draft}-{number}"
            made.append(Entry("entered", kind, claim, {"claim": claim, **cells}, level, file))
    if made and ("files", file) not in book.rows:
        made.insert(0, Entry("entered", "files", file, {STATED: list(COLUMNS[table])}, level, file))
    return tuple(made)


def plan_problems(record: Record, draft: str, table: str, rows: Sequence[Mapping[str, str]]) -> list[Place]:
    """What is wrong with rows of a plan, each at its row and column, beside the plan of a record as their level sees it."""
    kept = [(number, cells) for number, row in enumerate(rows) if (cells := _said(row))]
    if not kept:
        return [Place(0, "", problem(draft, 0, "", "filing.no_rows"))]
    filing = AuthoredRow("sources", FILING + draft, "", {SOURCE: filing_source(draft, "2000-01-01")})
    sources, _ = read_sources(FILED["sources"], files_of([filing])[FILED["sources"]])
    name = f"{FOLDER}/{draft}/{table}.csv"
    lines, said, line = {}, [], 2
    for number, cells in kept:
        whole = {"claim": f"{draft}-{number + 1}", **cells}
        if not whole.get("source"):
            whole |= {"source": FILING + draft, "locator": whole.get("locator", "1")}
        lines[line] = number
        line += 1 + sum(value.count("\n") for value in whole.values())
        said.append(whole)
    text = csv_of(COLUMNS[table], said).decode()
    supposed = replace(record, evaluation={**record.evaluation, name: text}, sources={**record.sources, **sources})
    file = f"{EVALUATION}/{name}"
    return [Place(lines.get(one.line, 0), one.column, one) for one in problems_of_plans(supposed) if one.file == file]


def table_of(row: AuthoredRow) -> str:
    """The table of a plan in which a row stands, by the name of its file."""
    return PurePosixPath(row.file).stem


def corrected_problems(record: Record, book: Book, entry: Entry) -> list[Place]:
    """What is wrong with a row of a plan as it is to be corrected, each at its column, beside the plan as it stands.

    Args:
        book: the rows that make the record; entry: the correction.
    """
    row = AuthoredRow(entry.table, entry.key, entry.file, entry.cells, entry.level)
    held = [cited(replace(one, row=row) if one.row.id == row.id else one) for one in book.rows.values() if _stands_in(one, row)]
    text = csv_of(COLUMNS[table_of(row)], [one.cells for one in held])
    lines, reader = {}, csv.reader(io.StringIO(text.decode(), newline=""))
    begins = 1
    for cells in reader:
        lines[cells[0]], begins = begins, reader.line_num + 1
    supposed = replace(record, evaluation={**record.evaluation, row.file.removeprefix(f"{EVALUATION}/"): text.decode()})
    found = problems_of_plans(supposed)
    return [Place(0, one.column, one) for one in found if one.file == row.file and one.line == lines.get(row.key)]


def _stands_in(one: Standing, row: AuthoredRow) -> bool:
    return one.row.file == row.file and one.row.table != "files"


def _said(row: Mapping[str, str]) -> dict[str, str]:
    return {column: value.strip() for column, value in row.items() if value.strip()}
