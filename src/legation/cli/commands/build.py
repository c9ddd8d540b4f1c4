"""``legation build``: a record compiled into a read-only folder named by its edition."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from legation.archive.build import build_named
from legation.cli.language import terminal_language, told
from legation.cli.options import Record, Sources
from legation.cli.output import fail
from legation.terms.told import os_reason


def build(
    target: Annotated[Path, typer.Option("--output", "-o", help="cli.build_output")],
    record: Record = "peru", sources: Sources = None,
    whole: Annotated[bool, typer.Option("--whole", help="cli.build_whole")] = False,
) -> None:  # fmt: skip
    try:
        made = build_named(record, target, sources, whole=whole)
    except OSError as error:
        fail(told("cli.cannot_write", file=error.filename or target, reason=os_reason(error)[terminal_language()]))
    typer.echo(told("cli.built", folder=made))
