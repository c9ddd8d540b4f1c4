"""``legation duties``: what was due, met or overdue on a date, by whom, under which norm."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from legation.cli.language import terminal_language
from legation.cli.opened import Book, opened
from legation.cli.options import Cite, Form, Known, On, Record, Sources, Target, Under
from legation.cli.output import give
from legation.publication.duty_tables import duties_in_words, duties_table, flags_table
from legation.publication.queries import on_or_default

_DUTIES_SHOWN: Final = (
    "status", "norm", "by", "what", "due", "trigger", "met_by", "on_time", "certainty", "disputed", "kind", "article", "because",
    "claims",
)  # fmt: skip
_FLAGS_SHOWN: Final = ("act", "arises", "norm", "article", "ground", "certainty", "disputed", "claims")


def duties(
    on: On = None, known: Known = None, under: Under = None,
    norm: Annotated[str | None, typer.Option("--norm", help="cli.norm")] = None,
    status: Annotated[list[str] | None, typer.Option("--status", help="cli.status")] = None,
    every: Annotated[bool, typer.Option("--every", help="cli.every_duty")] = False,
    flags: Annotated[bool, typer.Option("--flags", help="cli.flags")] = False,
    record: Record = "peru", sources: Sources = None, form: Form = None, target: Target = None, cite: Cite = None,
) -> None:  # fmt: skip
    made, language = opened(Book(record, sources, under)), terminal_language()
    view, day = made.seen(known), on_or_default(made.record, on)
    if flags:
        table = flags_table(view, day, norm=norm, language=language)
    else:
        table = duties_table(view, day, norm=norm, status=status or [], every=every, language=language)
    shown = _FLAGS_SHOWN if flags else _DUTIES_SHOWN
    give(table if form or target else duties_in_words(table, language), form, target, shown, cite)
