"""``legation new``: a record for another ministry."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from legation.cli.language import told
from legation.procedures import start_record as procedure


def start_record(
    folder: Annotated[Path, typer.Argument(help="cli.new_folder")],
    about: Annotated[str | None, typer.Option("--about", help="cli.about")] = None,
) -> None:
    files = procedure.start_record(folder, about)
    typer.echo(told("cli.started", folder=folder, files=", ".join(files)))
