"""``legation treaties``: the treaties of one actor on any day, and what it was in each."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from legation.cli.language import terminal_language
from legation.cli.opened import Book, opened
from legation.cli.options import Cite, Form, Known, On, Record, Sources, Target, Under
from legation.cli.output import give
from legation.publication.queries import on_or_default
from legation.publication.treaty_tables import treaties_in_words, treaties_table

_SHOWN: Final = (
    "instrument",
    "title",
    "state",
    "status",
    "answer",
    "may_be",
    "date",
    "effect",
    "leaves",
    "reservations",
    "reasons",
)


def treaties(
    actor: Annotated[str, typer.Argument(help="cli.treaties_of")],
    on: On = None, known: Known = None, under: Under = None,
    every: Annotated[bool, typer.Option("--every", help="cli.every_treaty")] = False,
    record: Record = "peru", sources: Sources = None, form: Form = None, target: Target = None, cite: Cite = None,
) -> None:  # fmt: skip
    made, language = opened(Book(record, sources, under)), terminal_language()
    view, day = made.known(known), on_or_default(made.record, on)
    table = treaties_table(view, actor, day, every=every, language=language)
    give(table if form or target else treaties_in_words(table, made.record, language), form, target, _SHOWN, cite)
