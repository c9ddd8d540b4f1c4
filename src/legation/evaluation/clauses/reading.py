"""Reading the register of clauses, ``evaluation/clauses.csv``: one right or duty a row, every problem named with its place."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, cast

from legation.evaluation.clauses.clause import KINDS, NATURES, Clause, Kind, Nature
from legation.record.actors import SLUG
from legation.record.record import EVALUATION, Record
from legation.record.table import Row, read_table
from legation.terms.problems import Problem, in_order, nearest, problem
from legation.terms.vocabulary import Text

FILE: Final = "clauses.csv"
COLUMNS: Final = (
    "clause", "instrument", "article", "nature", "kind", "holder", "towards", "place", "title", "title_es", "granted_by",
    "exercised_by", "source", "locator", "note", "note_es",
)  # fmt: skip


def read_clauses(record: Record) -> tuple[dict[str, Clause], list[Problem]]:
    """The clauses of a record by id, and every problem of the file; a row with a problem is left out."""
    text = record.evaluation.get(FILE)
    if text is None:
        return {}, []
    file = f"{EVALUATION}/{FILE}"
    table = read_table(file, text.encode(), COLUMNS)
    problems = list(table.problems)
    reader = _Reader(record, problems)
    found: dict[str, Clause] = {}
    for row in table.rows:
        before = len(problems)
        if row["clause"] in found:
            problems.append(
                problem(file, row.line, "clause", "records.id_twice", id=row["clause"], line=found[row["clause"]].line)
            )
        made = reader.clause(row)
        if len(problems) == before:
            found[made.id] = made
    return dict(sorted(found.items())), in_order(problems)


def problems_of_clauses(record: Record) -> list[Problem]:
    """Every problem of the register of clauses."""
    return read_clauses(record)[1]


class _Reader:
    def __init__(self, record: Record, problems: list[Problem]) -> None:
        self.record = record
        self.problems = problems
        self.acts = {claim.act for claim in record.claims}

    def clause(self, row: Row) -> Clause:
        record = self.record
        if not SLUG.fullmatch(row["clause"]):
            self.report(row, "clause", "records.not_a_slug", value=row["clause"])
        self.word(row, "nature", NATURES)
        self.word(row, "kind", KINDS)
        for column in ("instrument", "holder", "towards", "source", "locator"):
            if not row[column]:
                self.report(row, column, "clauses.needs", what=column)
        self.known(row, "instrument", record.instruments)
        self.known(row, "holder", record.actors)
        self.known(row, "towards", record.actors)
        self.known(row, "source", record.sources)
        self.known(row, "granted_by", self.acts)
        self.known(row, "exercised_by", self.acts)
        if row["holder"] and row["holder"] == row["towards"]:
            self.report(row, "towards", "clauses.towards_itself", value=row["holder"])
        for column in ("title", "title_es"):
            if not row[column]:
                self.report(row, column, "clauses.needs", what=column)
        return Clause(
            row["clause"], row.listed("instrument"), row["article"], cast(Nature, row["nature"]), cast(Kind, row["kind"]),
            row["holder"], row["towards"], row["place"], Text(row["title"], row["title_es"]), row.listed("granted_by"),
            row.listed("exercised_by"), row["source"], row["locator"], Text(row["note"], row["note_es"]), row.file, row.line,
        )  # fmt: skip

    def known(self, row: Row, column: str, there: Collection[str]) -> None:
        values = row.listed(column) if column in ("instrument", "granted_by", "exercised_by") else (row[column],)
        for value in values:
            if value and value not in there:
                self.report(row, column, f"clauses.no_{_THING[column]}", value=value, nearest=nearest(value, there) or "—")

    def word(self, row: Row, column: str, words: tuple[str, ...]) -> None:
        if row[column] not in words:
            close = nearest(row[column], words) or ", ".join(words)
            self.report(row, column, "clauses.no_word", value=row[column], nearest=close)

    def report(self, row: Row, column: str, code: str, **values: str) -> None:
        self.problems.append(problem(row.file, row.line, column, code, severity="error", **values))


_THING: Final = {
    "instrument": "instrument", "holder": "actor", "towards": "actor", "source": "source", "granted_by": "act",
    "exercised_by": "act",
}  # fmt: skip
