"""Join an outside data set to a record: what its reader made of it, written as a set of further sources."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from legation.record import actors, claims, instruments, measures
from legation.record.order import natural
from legation.record.table import Row, cell_problems, read_table
from legation.sources.desk import Account, Desk, Join
from legation.sources.reader import Reader
from legation.sources.sheet import Sheet
from legation.terms.messages import LANGUAGES, say
from legation.terms.problems import Problem, problem

JOINS: Final = "joins.csv"
REMARKS: Final = "remarks.csv"
JOIN_COLUMNS: Final = ("key", "act", "instrument", "why", "why_es")
MOST_ROWS: Final = 100_000
"""How many rows a file of the set holds; what is more stands in files beside it, numbered."""
REMARK_COLUMNS: Final = ("file", "row", "field", "remark", "remark_es")


def joins_in(folder: Path) -> tuple[dict[str, Join], list[Problem]]:
    """Which rows a person has said speak of acts already in the record: ``joins.csv`` of a set of further sources."""
    path = folder / JOINS
    if not path.is_file():
        return {}, []
    table = read_table(JOINS, path.read_bytes(), JOIN_COLUMNS)
    joins = {
        row["key"]: Join(row["key"], row["act"], row["instrument"], row["why"], row["why_es"], row.line) for row in table.rows
    }
    return joins, table.problems


def join_source(reader: Reader, sheets: Mapping[str, Sheet], desk: Desk, folder: Path) -> list[Problem]:
    """Read ``sheets`` at ``desk`` and write the outcome to ``folder``, over what an earlier reading of them left there.

    Files that a person keeps there (``joins.csv``, acts in other files) are left as they are.

    Returns:
        Every problem: where one is an error nothing is written; else remarks on rows that stand as the publisher has them.
    """
    problems = reader.problems(sheets)
    if reader.of_one_actor and desk.whole:
        problems.append(problem("record.toml", 0, "about", "imports.of_one_actor", value=reader.id))
    if problems:
        return problems
    reader.reads(sheets, desk)
    problems = [*desk.remarks, *desk.unused_joins(), *_lost(accounts(reader, sheets, desk), sheets)]
    if any(one.is_error for one in problems):
        return problems
    unfit = [
        *_unfit("actors.csv", desk.actors), *_unfit("instruments.csv", desk.instruments),
        *_unfit(f"acts/{reader.id}.csv", desk.claims), *_unfit(f"measures/{reader.id}.csv", desk.measures),
    ]  # fmt: skip
    if unfit:
        return [*problems, *unfit]
    files = contents(reader, sheets, desk)
    kept = {folder / name for name in files}
    for path in (one for part in ("acts", "measures") for one in folder.glob(f"{part}/{reader.id}-[0-9]*.csv")):
        if path not in kept:
            path.unlink()
    for name, data in files.items():
        path = folder / name
        if data is None:
            path.unlink(missing_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.new")
        beside.write_bytes(data)
        beside.replace(path)
    return problems


def contents(reader: Reader, sheets: Mapping[str, Sheet], desk: Desk) -> dict[str, bytes | None]:
    """The files of the set of further sources, by path; None for one that an earlier reading may have left and is no more."""
    tables = {
        **_parts("actors", actors.COLUMNS, desk.actors),
        **_parts("instruments", instruments.COLUMNS, desk.instruments),
        **_parts(f"acts/{reader.id}", claims.COLUMNS, desk.claims),
        **_parts(f"measures/{reader.id}", measures.COLUMNS, desk.measures),
    }
    files: dict[str, bytes | None] = {name: _csv(columns, rows) if rows else None for name, (columns, rows) in tables.items()}
    files["sources.json"] = (json.dumps(desk.sources, ensure_ascii=False, indent=2) + "\n").encode()
    files["import.json"] = (json.dumps(_provenance(reader, sheets, desk), ensure_ascii=False, indent=2) + "\n").encode()
    files[REMARKS] = _csv(REMARK_COLUMNS, _remarks(desk.remarks)) if desk.remarks else None
    return files


def _parts(
    name: str, columns: Sequence[str], rows: Sequence[Mapping[str, str]]
) -> dict[str, tuple[Sequence[str], Sequence[Mapping[str, str]]]]:
    """Rows in order of id, in one file, or in several where they are many."""
    rows = sorted(rows, key=lambda row: natural(row[columns[0]]))
    found: dict[str, tuple[Sequence[str], Sequence[Mapping[str, str]]]] = {f"{name}.csv": (columns, rows[:MOST_ROWS])}
    for number, first in enumerate(range(MOST_ROWS, len(rows), MOST_ROWS), start=2):
        found[f"{name}-{number}.csv"] = (columns, rows[first : first + MOST_ROWS])
    return found


def _unfit(file: str, rows: Sequence[Mapping[str, str]]) -> list[Problem]:
    """What cells cannot stand in a record; a reader mends or reports it before."""
    return [one for number, row in enumerate(rows, start=1) for one in cell_problems(Row(file, number, dict(row)))]


def accounts(reader: Reader, sheets: Mapping[str, Sheet], desk: Desk) -> dict[str, Account]:
    """What became of the rows of each table."""
    return {name: desk.account(sheets[name]) for name in reader.tables}


def _lost(found: Mapping[str, Account], sheets: Mapping[str, Sheet]) -> list[Problem]:
    """An error for the first row of each table of which the reader says nothing."""
    return [
        problem(sheets[name].file, account.lost[0], "", "imports.rows_lost", count=len(account.lost))
        for name, account in found.items()
        if account.lost
    ]


def _provenance(reader: Reader, sheets: Mapping[str, Sheet], desk: Desk) -> dict[str, object]:
    """From which files the set was made, and what became of each of their rows and fields."""
    found = accounts(reader, sheets, desk)
    return {
        "reader": reader.id,
        "title": {language: reader.title[language] for language in LANGUAGES},
        "licence": reader.licence,
        "consulted": desk.consulted,
        "tables": [
            {
                "file": sheets[name].file,
                "sha256": sheets[name].sha256,
                "rows": len(sheets[name].lines),
                "rows_read": found[name].read,
                "rows_reported": found[name].reported,
                "rows_declined": [
                    {"rows": count, **{language: say(f"declined.{code}", language) for language in LANGUAGES}}
                    for code, count in found[name].declined.items()
                ],
                **{
                    part: {column: {language: text[language] for language in LANGUAGES} for column, text in told.items()}
                    for part, told in (("read", fields.read), ("declined", fields.declined))
                },
            }
            for name, fields in reader.tables.items()
        ],
        "claims": len(desk.claims),
        "figures": len(desk.measures),
        "remarks": len(desk.remarks),
    }


def _remarks(remarks: Sequence[Problem]) -> list[dict[str, str]]:
    return [
        {"file": one.file, "row": str(one.line), "field": one.column, "remark": one.message("en"), "remark_es": one.message("es")}
        for one in remarks
    ]


def _csv(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bytes:
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue().encode()
