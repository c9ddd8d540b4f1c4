"""Measures: observations that a source states for a period, under the same rules as claims."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from legation.record.actors import SLUG
from legation.record.claims import Shelf, check_words, decimal_of
from legation.record.dates import date_of
from legation.record.table import Row
from legation.terms.edtf import Edtf
from legation.terms.problems import Problem, nearest, problem
from legation.terms.vocabulary import Text

COLUMNS: Final = (
    "claim", "series", "actor", "counterpart", "period", "value", "unit",
    "qualifier", "level", "source", "locator", "note", "note_es",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Observation:
    """One stated value of a series; an empty value is missing, which is not zero."""

    id: str
    series: str
    actor: str
    counterpart: str
    period: Edtf | None
    value: str
    unit: str
    qualifier: str
    level: str
    source: str
    locator: str
    note: Text
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)


def observation_of(row: Row, shelf: Shelf, problems: list[Problem]) -> Observation:
    """The observation in one row; what is wrong with it goes to ``problems``."""
    if not SLUG.fullmatch(row["claim"]):
        problems.append(problem(row.file, row.line, "claim", "records.not_a_slug", value=row["claim"]))
    words = {
        "series": shelf.vocabulary.measures,
        "unit": shelf.vocabulary.units,
        "qualifier": shelf.vocabulary.qualifiers,
        "level": shelf.vocabulary.levels,
    }
    check_words(row, words, problems, needed=("series", "unit"))
    for column in ("actor", "counterpart"):
        if row[column] and row[column] not in shelf.actors:
            near = nearest(row[column], shelf.actors) or "—"
            problems.append(problem(row.file, row.line, column, "records.unknown_actor", value=row[column], nearest=near))
    for column in ("source", "locator"):
        if not row[column]:
            problems.append(problem(row.file, row.line, column, f"records.no_{column}"))
    if row["source"] and row["source"] not in shelf.sources:
        near = nearest(row["source"], shelf.sources) or "—"
        problems.append(problem(row.file, row.line, "source", "records.unknown_source", value=row["source"], nearest=near))
    if row["value"] and decimal_of(row["value"]) is None:
        problems.append(problem(row.file, row.line, "value", "records.not_a_figure", value=row["value"]))
    return Observation(
        row["claim"], row["series"], row["actor"], row["counterpart"], date_of(row, "period", problems),
        row["value"], row["unit"], row["qualifier"], row["level"] or next(iter(shelf.vocabulary.levels)),
        row["source"], row["locator"], Text(row["note"] or row["note_es"], row["note_es"] or row["note"]), row.file, row.line,
    )  # fmt: skip
