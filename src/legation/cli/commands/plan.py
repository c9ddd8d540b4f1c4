"""``legation plan``: the plan on a day."""

from __future__ import annotations

from typing import Final

import typer

from legation.cli.options import Cite, Form, Known, On, Record, Sources, Target, Under

_SHOWN: Final = ("name", "code", "target", "result", "progress", "rating", "modified", "execution", "flags")


def plan(
    context: typer.Context, on: On = None, known: Known = None, under: Under = None, record: Record = "peru",
    sources: Sources = None, form: Form = None, target: Target = None, cite: Cite = None,
) -> None:  # fmt: skip
    if context.invoked_subcommand is not None:
        return
    from legation.cli.language import terminal_language  # a command under this one asks nothing of a record
    from legation.cli.opened import Book, opened
    from legation.cli.output import give
    from legation.publication.plan_table import known_plan, plan_in_words, plan_table
    from legation.publication.queries import on_or_default

    made, language = opened(Book(record, sources, under)), terminal_language()
    table = plan_table(known_plan(made.record, known), on_or_default(made.record, on), language)
    give(table if form or target else plan_in_words(table, language), form, target, _SHOWN, cite)
