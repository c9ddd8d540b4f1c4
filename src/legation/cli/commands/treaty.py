"""``legation treaty``: the status table of a treaty on any day, with its reasons."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from legation.cli.language import terminal_language
from legation.cli.opened import Book, opened
from legation.cli.options import Cite, Form, Known, On, Record, Sources, Target, Under
from legation.cli.output import give
from legation.publication.queries import on_or_default
from legation.publication.questions import asked
from legation.publication.treaty_tables import treaties_in_words, treaty_table

_SHOWN: Final = (
    "participant", "status", "answer", "may_be", "consent_kind", "code", "date", "effect", "leaves", "reservations",
    "territories", "reasons",
)  # fmt: skip


def treaty(
    instrument: Annotated[str, typer.Argument(help="cli.instrument")],
    on: On = None, known: Known = None, under: Under = None,
    denounce_on: Annotated[str | None, typer.Option("--denounce-on", help="cli.denounce_on")] = None,
    by: Annotated[str | None, typer.Option("--by", help="cli.denounce_by")] = None,
    record: Record = "peru", sources: Sources = None, form: Form = None, target: Target = None, cite: Cite = None,
) -> None:  # fmt: skip
    made, language = opened(Book(record, sources, under)), terminal_language()
    view, day = made.known(known), on_or_default(made.record, on)
    denounced = asked(denounce_on) if denounce_on else None
    table = treaty_table(view, instrument, day, denounce_on=denounced, by=by, language=language)
    give(table if form or target else treaties_in_words(table, made.record, language), form, target, _SHOWN, cite)
