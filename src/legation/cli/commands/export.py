"""``legation export``: a whole table, or all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from legation.cli.exported import Exported
from legation.cli.language import terminal_language, told
from legation.cli.opened import Book, opened
from legation.cli.options import Cite, Form, Known, On, Record, Sources, Under
from legation.cli.output import Format, fail, give
from legation.publication.exports import exported
from legation.publication.package import write_package
from legation.publication.plan_table import known_plan
from legation.publication.queries import on_or_default


def export(
    what: Annotated[Exported, typer.Argument(help="cli.what")],
    on: On = None, known: Known = None, under: Under = None, record: Record = "peru", sources: Sources = None,
    form: Form = None, target: Annotated[Path | None, typer.Option("--output", "-o", help="cli.whole_output")] = None,
    cite: Cite = None,
) -> None:  # fmt: skip
    if what is Exported.ALL and target is None:
        fail(told("cli.all_needs_folder"))
    made = opened(Book(record, sources, under))
    view, day = known_plan(made.record, known).view, on_or_default(made.record, on)
    if what is not Exported.ALL:
        table = exported(view, what.value, day).cited_in(terminal_language())
        give(table, form or (None if target else Format.CSV), target, cited=cite)
        return
    assert target is not None
    try:
        files = write_package(view, day, target)
    except OSError as error:
        fail(told("cli.cannot_write", file=target, reason=error.strerror or "?"))
    typer.echo(told("cli.package_written", files=len(files), folder=target), err=True)
