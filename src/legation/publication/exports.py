"""Whole tables of a record, for other tools."""

from __future__ import annotations

from typing import Final

from legation.publication import answer_tables as tables
from legation.publication import evaluation_exports
from legation.publication.asked import word_among, words_said
from legation.publication.columns import forms
from legation.publication.queries import acts_matching
from legation.publication.questions import Asked
from legation.publication.series import spells_table
from legation.publication.table import Table
from legation.publication.words import words_table
from legation.standings.asof import KnownRecord
from legation.standings.docket import docket
from legation.terms.text import Text

TABLES: Final = (
    "acts", "claims", "standings", "measures", "actors", "sources", "docket", "instruments", "spells", "words",
    *evaluation_exports.TABLES,
)  # fmt: skip
"""Every table that can be taken away."""
ALL: Final = "all"
"""All of them together."""

_MAKERS: Final = {
    "claims": tables.claims_table, "measures": tables.measures_table, "sources": tables.sources_table,
    "instruments": tables.instruments_table, "words": words_table,
}  # fmt: skip


def table_named(wanted: str) -> str:
    """The name of the table that ``wanted`` gives by its name or title, or :data:`ALL`.

    Raises:
        QuestionError: there is no such table.
    """
    return word_among({**_titles(), **words_said("reading.tables_", [ALL])}, wanted, "questions.table")


def _titles() -> dict[str, Text]:
    return {name: forms()[name].title for name in TABLES}


def exported(view: KnownRecord, what: str, on: Asked) -> Table:
    """A whole table of a record as known; standings are those of the date ``on``, the ones that did not hold included.

    Raises:
        QuestionError: there is no such table.
    """
    what = word_among(_titles(), what, "questions.table")
    if what == "standings":
        return tables.standings_table(view, view.asof(on.first, on.last, every=True), on)
    if what == "acts":
        return tables.acts_table(view, acts_matching(view))
    if what == "docket":
        return tables.docket_table(view, docket(view))
    if what == "actors":
        return tables.actors_table(view.record, view)
    if what == "spells":
        return spells_table(view)
    if what in evaluation_exports.TABLES:
        return evaluation_exports.EvaluationExports(view, on).table(what)
    return _MAKERS[what](view)
