"""Small sheets of outside data, typed as a table, and what a reader makes of them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from legation.cli.commands.import_source import joined
from legation.procedures.join_source import join_source, joins_in
from legation.record.record import Record, read_record
from legation.sources.desk import Desk
from legation.sources.reader import Reader
from legation.sources.sheet import Cell, Line, Sheet
from legation.terms.problems import Problem, errors
from tests.authored import ACTOR_ROWS, write_folder

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "data"
SHIPPED = ROOT / "src" / "legation" / "records" / "peru" / "further"
CONSULTED = "2026-11-21"


@dataclass(frozen=True)
class Outcome:
    """What was written to the folder, with every remark in English; ``problems`` also where nothing was written."""

    folder: Path
    problems: list[Problem]

    def rows(self, name: str) -> list[dict[str, str]]:
        with (self.folder / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    @property
    def remarks(self) -> list[str]:
        return [f"row {one.line}, {one.column}: {one.message('en')}" for one in self.problems]


def sheet(reader: Reader, table: str, typed: str) -> Sheet:
    """A table of the reader from text with ``|`` between cells and ``;`` between members of a list.

    Fields of the reader that the text leaves out are there, and empty.
    """
    heading, *rows = ([cell.strip() for cell in line.split("|")] for line in typed.strip().splitlines())
    fields = reader.tables[table]
    columns = [*heading, *(name for name in (*fields.read, *fields.declined) if name not in heading)]
    lines = []
    for number, row in enumerate(rows, start=1):
        cells: dict[str, Cell] = dict.fromkeys(columns, "")
        cells.update({name: tuple(cell.split("; ")) if "; " in cell else cell for name, cell in zip(heading, row, strict=True)})
        lines.append(Line(number, cells))
    return Sheet(table, f"{table}.csv", "0" * 64, tuple(columns), tuple(lines))


def small_record(folder: Path, actors: tuple[str, ...] = ACTOR_ROWS) -> Record:
    """The small authored record of the tests."""
    record, problems = read_record(write_folder(folder, actors=actors))
    assert record is not None, problems
    return record


def outcome(reader: Reader, folder: Path, *sheets: Sheet, joins: str = "", actors: tuple[str, ...] = ACTOR_ROWS) -> Outcome:
    """Read the sheets at the desk of the small record and write what comes of them."""
    further = folder / "further" / reader.id
    record = small_record(folder, actors)
    further.mkdir(parents=True, exist_ok=True)
    if joins:
        (further / "joins.csv").write_text(f"key,act,instrument,why,why_es\n{joins}", encoding="utf-8")
    found, problems = joins_in(further)
    assert not problems
    desk = Desk(record, CONSULTED, found)
    return Outcome(further, join_source(reader, {one.name: one for one in sheets}, desk, further))


def check_together(folder: Path) -> list[Problem]:
    """Errors of the small record read with every set of further sources beside it."""
    return errors(read_record(folder)[1])


def without(table: Sheet, column: str) -> Sheet:
    """The same table as a publisher would give it who dropped a field."""
    return Sheet(table.name, table.file, table.sha256, tuple(one for one in table.columns if one != column), table.lines)


def with_more(table: Sheet, column: str) -> Sheet:
    """The same table as a publisher would give it who added a field."""
    lines = tuple(Line(line.number, {**line.cells, column: ""}) for line in table.lines)
    return Sheet(table.name, table.file, table.sha256, (*table.columns, column), lines)


def refused(read: Callable[[Sheet], Outcome], table: Sheet, dropped: str) -> None:
    """A field dropped, or one more, and nothing is read."""
    for changed, message in (
        (without(table, dropped), f"the field {dropped} is missing"),
        (with_more(table, "novelty"), "does not know the field novelty"),
    ):
        found = read(changed)
        assert [one.is_error for one in found.problems] == [True]
        assert message in found.problems[0].message("en")
        assert not (found.folder / "sources.json").exists()


def same_as_shipped(reader: Reader, folder: Path, *files: str) -> None:
    """The real files, read again, give the shipped set byte for byte."""
    paths = [REAL / file for file in files]
    if not all(path.is_file() for path in paths):
        pytest.skip(f"the publisher's files are not beside the project: {', '.join(files)}")
    shipped, again = SHIPPED / reader.id, folder / reader.id
    again.mkdir()
    if (shipped / "joins.csv").is_file():
        (again / "joins.csv").write_bytes((shipped / "joins.csv").read_bytes())
    _, problems, _ = joined(reader.id, paths, again, "peru", CONSULTED)
    assert not errors(problems)
    made = {path.relative_to(again) for path in again.rglob("*") if path.is_file()}
    kept = {path.relative_to(shipped) for path in shipped.rglob("*") if path.is_file()}
    assert made <= kept
    for name in sorted(made):
        assert (again / name).read_bytes() == (shipped / name).read_bytes(), name
