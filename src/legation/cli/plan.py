"""``legation plan``: the plan on a day, and its import from spreadsheets."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from legation.cli.book import Book
from legation.cli.language import LANGUAGE
from legation.cli.output import Cited, Format, fail, give
from legation.cli.plainly import plainly
from legation.terms.messages import say

PLAN_SHOWN = (
    "code", "name", "target", "result", "progress", "rating", "modified", "execution", "flags",
)  # fmt: skip

app = typer.Typer(help=say("cli.plan", LANGUAGE), invoke_without_command=True, rich_markup_mode=None)


@app.callback()
@plainly
def plan(
    context: typer.Context,
    on: Annotated[str | None, typer.Option("--on", help=say("cli.on", LANGUAGE))] = None,
    known: Annotated[str | None, typer.Option("--known", help=say("cli.known", LANGUAGE))] = None,
    under: Annotated[Path | None, typer.Option("--under", help=say("cli.under", LANGUAGE), dir_okay=False)] = None,
    record: Annotated[str, typer.Option("--record", "-r", help=say("cli.record", LANGUAGE), envvar="LEGATION_RECORD")] = "peru",
    sources: Annotated[str | None, typer.Option("--sources", "-s", help=say("cli.sources", LANGUAGE))] = None,
    form: Annotated[Format | None, typer.Option("--format", "-f", help=say("cli.format", LANGUAGE))] = None,
    target: Annotated[Path | None, typer.Option("--output", "-o", help=say("cli.output", LANGUAGE), dir_okay=False)] = None,
    cite: Annotated[Cited | None, typer.Option("--cite", help=say("cli.cite", LANGUAGE))] = None,
) -> None:
    if context.invoked_subcommand is not None:
        return
    from legation.cli import session
    from legation.publication.plan_table import plan_in_words

    table = session.plan(Book(record, sources, under), on, known, LANGUAGE)
    give(table if form or target else plan_in_words(table, LANGUAGE), form, target, PLAN_SHOWN, cite)


@app.command(name="import", help=say("cli.plan_import", LANGUAGE))
@plainly
def import_plan(
    files: Annotated[list[Path], typer.Argument(help=say("cli.plan_files", LANGUAGE))],
    folder: Annotated[Path, typer.Option("--output", "-o", help=say("cli.plan_output", LANGUAGE), file_okay=False)],
    source: Annotated[str, typer.Option("--source", help=say("cli.plan_source", LANGUAGE))],
    currency: Annotated[str, typer.Option("--currency", help=say("cli.plan_currency", LANGUAGE))],
    as_of: Annotated[str, typer.Option("--as-of", help=say("cli.plan_as_of", LANGUAGE))],
    name: Annotated[str | None, typer.Option("--name", help=say("cli.plan_name", LANGUAGE))] = None,
    trust: Annotated[bool, typer.Option("--trust-formulas", help=say("cli.trust_formulas", LANGUAGE))] = False,
) -> None:
    from legation.procedures.import_plan import Import
    from legation.procedures.import_plan import import_plan as bring_in
    from legation.terms.problems import errors

    done = bring_in(files, folder, Import(source, currency, as_of, name or "", trust))
    for one in done.problems:
        typer.echo(one.render(LANGUAGE))
    if wrong := len(errors(done.problems)):
        fail(say("plans.refused", LANGUAGE, errors=wrong))
    typer.echo(say("plans.imported", LANGUAGE, folder=done.folder, **done.counts, remarks=len(done.problems)))
