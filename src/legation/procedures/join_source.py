"""Join an outside data set to a record: what its reader made of it, written as a set of further sources."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from legation.record import actors, claims, instruments, measures
from legation.record.order import in_order
from legation.record.table import read_table
from legation.sources.desk import Desk, Join
from legation.sources.reader import Reader
from legation.sources.sheet import Sheet
from legation.terms.messages import LANGUAGES
from legation.terms.problems import Problem

JOINS: Final = "joins.csv"
JOIN_COLUMNS: Final = ("key", "act", "instrument", "why", "why_es")
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
    if problems:
        return problems
    reader.reads(sheets, desk)
    problems = [*desk.remarks, *desk.unused_joins()]
    if any(one.is_error for one in problems):
        return problems
    files = contents(reader, sheets, desk)
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
        "actors.csv": (actors.COLUMNS, desk.actors),
        "instruments.csv": (instruments.COLUMNS, desk.instruments),
        f"acts/{reader.id}.csv": (claims.COLUMNS, desk.claims),
        f"measures/{reader.id}.csv": (measures.COLUMNS, desk.measures),
    }
    files: dict[str, bytes | None] = {
        name: in_order(name, _csv(columns, rows))[0] if rows else None for name, (columns, rows) in tables.items()
    }
    files["sources.json"] = (json.dumps(desk.sources, ensure_ascii=False, indent=2) + "\n").encode()
    files["import.json"] = (json.dumps(_provenance(reader, sheets, desk), ensure_ascii=False, indent=2) + "\n").encode()
    files["remarks.csv"] = _csv(REMARK_COLUMNS, _remarks(desk.remarks)) if desk.remarks else None
    return files


def _provenance(reader: Reader, sheets: Mapping[str, Sheet], desk: Desk) -> dict[str, object]:
    """From which files the set was made, and what became of each of their fields."""
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
