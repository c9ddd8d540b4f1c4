"""``legation clauses``: the rights and duties that treaties give, clause by clause, on any day."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from legation.cli.language import terminal_language
from legation.cli.opened import Book, opened
from legation.cli.options import Actor, Cite, Form, Known, On, Record, Sources, Target, Under
from legation.cli.output import give
from legation.publication.clause_table import clauses_in_words, clauses_table
from legation.publication.queries import on_or_default
from legation.publication.questions import actor_named
from legation.standings.participation.from_record import Treaties

_SHOWN: Final = (
    "clause", "title", "nature", "kind", "holder", "towards", "place", "answer", "because", "since", "exercise", "exercised",
    "years", "instrument", "article", "claims_source", "locator", "note",
)  # fmt: skip


def clauses(
    instrument: Annotated[str | None, typer.Argument(help="cli.clauses_of")] = None,
    on: On = None, known: Known = None, under: Under = None, actor: Actor = None,
    record: Record = "peru", sources: Sources = None, form: Form = None, target: Target = None, cite: Cite = None,
) -> None:  # fmt: skip
    made, language = opened(Book(record, sources, under)), terminal_language()
    view, day = made.known(known), on_or_default(made.record, on)
    who = actor_named(made.record, actor) if actor else None
    table = clauses_table(Treaties(view), day, instrument=instrument, actor=who, language=language)
    give(table if form or target else clauses_in_words(table, language), form, target, _SHOWN, cite)
