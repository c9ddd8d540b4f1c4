"""``legation fmt``: the files of a record put in order."""

from __future__ import annotations

from typing import Annotated

import typer

from legation.archive.shelf import folder_of
from legation.cli.language import terminal_language, told
from legation.cli.options import Folder
from legation.procedures import put_in_order as procedure


def put_in_order(
    folder: Folder, only_check: Annotated[bool, typer.Option("--check", help="cli.fmt_check")] = False
) -> None:  # fmt: skip
    outcome = procedure.put_in_order(folder_of(folder), write=not only_check)
    for one in outcome.problems:
        typer.echo(one.render(terminal_language()))
    for name in outcome.changed:
        typer.echo(told("cli.fmt_would" if only_check else "cli.fmt_done", file=name))
    typer.echo(told("cli.fmt_in_order", count=len(outcome.untouched)))
    if outcome.problems or (only_check and outcome.changed):
        raise typer.Exit(1)
