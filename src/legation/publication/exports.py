"""Whole tables of a record, for other tools."""

from __future__ import annotations

from typing import Final

from legation.publication import answer_tables as tables
from legation.publication import evaluation_exports
from legation.publication.queries import acts_matching
from legation.publication.questions import Asked, QuestionError
from legation.publication.series import spells_table
from legation.publication.table import Table
from legation.publication.words import words_table
from legation.standings.asof import KnownRecord
from legation.standings.docket import docket

TABLES: Final = (
    "acts", "claims", "standings", "measures", "actors", "sources", "docket", "instruments", "spells", "words",
    *evaluation_exports.TABLES,
)  # fmt: skip
"""Every table that can be taken away."""

_MAKERS: Final = {
    "claims": tables.claims_table, "measures": tables.measures_table, "sources": tables.sources_table,
    "instruments": tables.instruments_table, "words": words_table,
}  # fmt: skip


def exported(view: KnownRecord, what: str, on: Asked) -> Table:
    """A whole table of a record as known; standings are those of the date ``on``, the ones that did not hold included.

    Raises:
        QuestionError: there is no such table.
    """
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
    if what not in _MAKERS:
        raise QuestionError("questions.table", value=what, known=", ".join(TABLES))
    return _MAKERS[what](view)
