"""``legation doctor``: is this machine safe and complete, in plain words."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final

import typer

from legation.archive.doctor import Finding, examined
from legation.archive.editions_examined import editions_examined
from legation.archive.ledger.marks import is_address
from legation.archive.published import publication_in
from legation.cli.language import terminal_language, told
from legation.cli.ledger_options import Kept, Keys
from legation.cli.output import fail
from legation.office import settings
from legation.office.office_examined import office_examined, serving_examined

_MARKS: Final = {"right": "ok", "mind": "!", "wrong": "x"}


def doctor(
    ledger: Annotated[str | None, typer.Argument(help="cli.doctor_ledger")] = None,
    folder: Annotated[Path | None, typer.Option("--folder", help="cli.doctor_folder", file_okay=False)] = None,
    kills: Annotated[int, typer.Option("--kills", help="cli.doctor_kills", min=0)] = 5,
    kept: Kept = [],  # noqa: B006  Typer reads it and changes nothing
    keys: Keys = None,
    key: Annotated[str | None, typer.Option("--key", help="cli.doctor_key")] = None,
) -> None:
    published = publication_in(Path(ledger)) if ledger and not is_address(ledger) and Path(ledger).is_dir() else None
    place = folder or (Path(ledger).absolute().parent if ledger and not is_address(ledger) else Path.cwd())
    if not place.is_dir():
        fail(told("ledger.no_folder", folder=place))
    if not os.access(place, os.W_OK):
        place = Path(tempfile.gettempdir())

    def found() -> Iterator[Finding]:
        if published is not None:
            yield from examined("", None, kills=0, debug=settings.DEBUG)
            yield from editions_examined(published, key or "")
        else:
            yield from examined(ledger or "", place, kills=kills, checkpoints=kept, keys=keys, debug=settings.DEBUG)
            yield from office_examined(ledger) if ledger else ()
        yield from serving_examined()

    wrong = 0
    for one in found():
        wrong += one.verdict == "wrong"
        typer.echo(f"{_MARKS[one.verdict]:<3}{one.message(terminal_language())}")
    to = "serve" if published is not None else "doctor"
    typer.echo(told(f"cli.{to}_wrong" if wrong else f"cli.{to}_right", count=wrong))
    if wrong:
        raise typer.Exit(1)
