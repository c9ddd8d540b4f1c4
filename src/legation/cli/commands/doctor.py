"""``legation doctor``: is this machine safe and complete, in plain words."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Annotated, Final

import typer

from legation.archive.doctor import examined
from legation.archive.ledger.marks import is_address
from legation.cli.language import terminal_language, told
from legation.cli.ledger_options import Kept, Keys
from legation.cli.output import fail
from legation.office import settings

_MARKS: Final = {"right": "ok", "mind": "!", "wrong": "x"}


def doctor(
    ledger: Annotated[str | None, typer.Argument(help="cli.doctor_ledger")] = None,
    folder: Annotated[Path | None, typer.Option("--folder", help="cli.doctor_folder", file_okay=False)] = None,
    kills: Annotated[int, typer.Option("--kills", help="cli.doctor_kills", min=0)] = 5,
    kept: Kept = [],  # noqa: B006  Typer reads it and changes nothing
    keys: Keys = None,
) -> None:
    place = folder or (Path(ledger).absolute().parent if ledger and not is_address(ledger) else Path.cwd())
    if not place.is_dir():
        fail(told("ledger.no_folder", folder=place))
    if not os.access(place, os.W_OK):
        place = Path(tempfile.gettempdir())
    wrong = 0
    for one in examined(ledger or "", place, kills=kills, checkpoints=kept, keys=keys, debug=settings.DEBUG):
        wrong += one.verdict == "wrong"
        typer.echo(f"{_MARKS[one.verdict]:<3}{one.message(terminal_language())}")
    typer.echo(told("cli.doctor_wrong" if wrong else "cli.doctor_right", count=wrong))
    if wrong:
        raise typer.Exit(1)
