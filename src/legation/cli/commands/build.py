"""``legation build``: a record compiled into a read-only folder named by its edition."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from legation.archive import build as archive
from legation.archive.log_file import find_log, read_log
from legation.archive.shelf import folder_of
from legation.cli.language import told
from legation.cli.opened import Book, opened
from legation.cli.options import Record, Sources
from legation.record.log import checked


def build(
    target: Annotated[Path, typer.Option("--output", "-o", help="cli.build_output")],
    record: Record = "peru", sources: Sources = None,
) -> None:  # fmt: skip
    made_of, path = opened(Book(record, sources)), find_log(folder_of(record))
    made = archive.build(made_of, target, checked(read_log(path), made_of) if path is not None else None)
    typer.echo(told("cli.built", folder=made))
