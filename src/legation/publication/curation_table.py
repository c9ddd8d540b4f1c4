"""How far the sources of a record have been taken in, as a table."""

from __future__ import annotations

from typing import Final

from legation.publication.table import Cell, Table, rows_of
from legation.record.record import Record
from legation.standings.curation import readings
from legation.terms.messages import say

COLUMNS: Final = (
    "source",
    "section",
    "title",
    "first",
    "last",
    "sentences",
    "claims",
    "figures",
    "silent",
    "damaged",
    "differences",
)


def curation_table(record: Record, language: str = "en") -> Table:
    """One row for each section of each source: sentences read, claims and figures made, gaps and differences noted."""
    rows: list[dict[str, Cell]] = [
        {
            "source": one.section.source, "section": one.section.id, "title": one.section.title[language],
            "first": one.section.first, "last": one.section.last, "sentences": one.section.sentences, "claims": one.claims,
            "figures": one.figures, "silent": one.silent, "damaged": one.damaged, "differences": one.differences,
        }
        for one in readings(record)
    ]  # fmt: skip
    read, made = (sum(int(str(row[name])) for row in rows) for name in ("sentences", "claims"))
    notes = (say("answers.sentences_read", language, sentences=read, claims=made),) if rows else ()
    return Table("coverage", COLUMNS, rows_of(COLUMNS, rows), notes)
