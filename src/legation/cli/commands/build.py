"""``legation build``: a record compiled into a read-only folder named by its edition."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from legation.archive.build import build_named
from legation.cli.language import told
from legation.cli.options import Record, Sources


def build(
    target: Annotated[Path, typer.Option("--output", "-o", help="cli.build_output")],
    record: Record = "peru", sources: Sources = None,
    whole: Annotated[bool, typer.Option("--whole", help="cli.build_whole")] = False,
) -> None:  # fmt: skip
    typer.echo(told("cli.built", folder=build_named(record, target, sources, whole=whole)))
