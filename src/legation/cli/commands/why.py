"""``legation why``: the reason chain of one standing."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from legation.cli.language import terminal_language
from legation.cli.opened import Book, opened
from legation.cli.options import Cite, Form, Known, On, Record, Sources, Target, Under
from legation.cli.output import give
from legation.publication.answer_tables import reasons_table
from legation.publication.queries import on_or_default
from legation.publication.questions import standing_named
from legation.standings.reasons import explain

_SHOWN: Final = ("date", "does", "effective_from", "effective_to", "says", "claim", "source", "locator")


def why(
    standing: Annotated[str, typer.Argument(help="cli.standing")],
    on: On = None, known: Known = None, under: Under = None, record: Record = "peru", sources: Sources = None,
    form: Form = None, target: Target = None, cite: Cite = None,
) -> None:  # fmt: skip
    made = opened(Book(record, sources, under))
    whole, day = made.seen(known), on_or_default(made.record, on)
    key = standing_named(whole, standing)
    view = whole.apart(key)
    chain = explain(view, key, day.first, day.last)
    table = reasons_table(view, chain, day, terminal_language())
    if form is None and target is None and cite is None:
        for note in table.notes:
            typer.echo(note)
        rules = dict.fromkeys((row["does"], row["rule"]) for row in table if row["rule"])
        for does, rule in rules:
            typer.echo(f"  {does}: {rule}")
        table = table.without_notes()
    give(table, form, target, _SHOWN, cite)
