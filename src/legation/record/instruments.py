"""The instruments of a record: treaties, laws, decrees, declarations, judgments; formal texts with legal or political effect."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from legation.record.actors import SLUG
from legation.record.table import Row, read_table
from legation.terms.problems import Problem, problem
from legation.terms.vocabulary import Text

COLUMNS: Final = ("id", "kind", "title", "title_es", "parties", "source", "note", "note_es")
CLAUSES: Final = ("final_clauses", "matters")
"""Columns that a file may have: what its final clauses do, and the matters that decide which way it takes at home."""


@dataclass(frozen=True, slots=True)
class Instrument:
    """A formal text.

    Args:
        parties: the actors that the sources name with it.
        matters: what it deals with, in the words of the law that gives treaties their way at home; empty where not known.
    """

    id: str
    kind: str
    title: Text
    parties: tuple[str, ...]
    final_clauses: str
    sources: tuple[str, ...]
    note: Text
    matters: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)


def read_instruments(file: str, data: bytes, kinds: frozenset[str]) -> tuple[dict[str, Instrument], list[Problem]]:
    """The instruments of one CSV file by id, with every problem found."""
    table = read_table(file, data, COLUMNS, optional=CLAUSES)
    problems = list(table.problems)
    found: dict[str, Instrument] = {}
    for row in table.rows:
        if not SLUG.fullmatch(row["id"]):
            problems.append(problem(file, row.line, "id", "records.not_a_slug", value=row["id"]))
            continue
        if row["id"] in found:
            problems.append(problem(file, row.line, "id", "records.id_twice", id=row["id"], line=found[row["id"]].line))
            continue
        found[row["id"]] = instrument_of(row, kinds, problems)
    return found, problems


def instrument_of(row: Row, kinds: frozenset[str], problems: list[Problem]) -> Instrument:
    """The instrument in one row; what is wrong with it, its id apart, goes to ``problems``."""
    if row["kind"] not in kinds:
        near = ", ".join(sorted(kinds))
        problems.append(problem(row.file, row.line, "kind", "records.unknown_kind", value=row["kind"], nearest=near))
    for column, language in (("title", "en"), ("title_es", "es")):
        if not row[column]:
            problems.append(
                problem(row.file, row.line, column, "records.no_name", id=row["id"], language=language, severity="warning")
            )
    return Instrument(
        row["id"], row["kind"],
        Text(row["title"] or row["title_es"] or row["id"], row["title_es"] or row["title"] or row["id"]),
        row.listed("parties"), row["final_clauses"], row.listed("source"), Text(row["note"], row["note_es"]),
        row.listed("matters"), row.line,
    )  # fmt: skip
