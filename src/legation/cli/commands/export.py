"""``legation export``: a whole table, or all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from legation.cli.language import terminal_language, told
from legation.cli.opened import Book, opened
from legation.cli.options import Cite, Form, Known, On, Record, Sources, Under
from legation.cli.output import Format, fail, give
from legation.publication.exports import ALL, exported, table_named
from legation.publication.package import write_package
from legation.publication.plan_table import known_plan
from legation.publication.queries import on_or_default
from legation.terms.told import os_reason


def export(
    what: Annotated[str, typer.Argument(help="cli.what")],
    on: On = None, known: Known = None, under: Under = None, record: Record = "peru", sources: Sources = None,
    form: Form = None, target: Annotated[Path | None, typer.Option("--output", "-o", help="cli.whole_output")] = None,
    cite: Cite = None,
) -> None:  # fmt: skip
    what = table_named(what)
    if what == ALL and target is None:
        fail(told("cli.all_needs_folder"))
    made = opened(Book(record, sources, under))
    view, day = known_plan(made.record, known).view, on_or_default(made.record, on)
    if what != ALL:
        table = exported(view, what, day).cited_in(terminal_language())
        give(table, form or (None if target else Format.CSV), target, cited=cite)
        return
    assert target is not None
    try:
        files = write_package(view, day, target)
    except OSError as error:
        fail(told("cli.cannot_write", file=target, reason=os_reason(error)[terminal_language()]))
    typer.echo(told("cli.package_written", files=len(files), folder=target), err=True)
