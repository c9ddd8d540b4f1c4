"""``legation plan import``: a plan brought in from spreadsheets."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from legation.cli.language import terminal_language, told
from legation.cli.output import fail
from legation.procedures.import_plan import Import
from legation.procedures.import_plan import import_plan as bring_in
from legation.terms.problems import errors


def import_plan(
    files: Annotated[list[Path], typer.Argument(help="cli.plan_files")],
    folder: Annotated[Path, typer.Option("--output", "-o", help="cli.plan_output", file_okay=False)],
    source: Annotated[str, typer.Option("--source", help="cli.plan_source")],
    currency: Annotated[str, typer.Option("--currency", help="cli.plan_currency")],
    as_of: Annotated[str, typer.Option("--as-of", help="cli.plan_as_of")],
    name: Annotated[str | None, typer.Option("--name", help="cli.plan_name")] = None,
    trust: Annotated[bool, typer.Option("--trust-formulas", help="cli.trust_formulas")] = False,
) -> None:
    done = bring_in(files, folder, Import(source, currency, as_of, name or "", trust))
    for one in done.problems:
        typer.echo(one.render(terminal_language()))
    if wrong := len(errors(done.problems)):
        fail(told("plans.refused", errors=wrong))
    typer.echo(told("plans.imported", folder=done.folder, **done.counts, remarks=len(done.problems)))
