"""``legation ledger checkpoint``: the signed checkpoints that are due, to be kept elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from legation.archive.ledger.backup import BETWEEN
from legation.archive.ledger.opening import open_ledger
from legation.cli.language import told
from legation.cli.ledger_options import Keys, Ledger
from legation.cli.output import write


def ledger_checkpoint(
    ledger: Ledger,
    now: Annotated[bool, typer.Option("--now", help="cli.ledger_now")] = False,
    target: Annotated[Path | None, typer.Option("--output", "-o", help="cli.ledger_notes", dir_okay=False)] = None,
    keys: Keys = None,
) -> None:
    made = open_ledger(ledger, keys)
    signed = made.checkpoint(extra=now)
    last = [notes[-1] for level in made.levels if (notes := made.checkpoints(level))]
    if target is not None:
        write(target, BETWEEN.join(last).encode())
    else:
        typer.echo(BETWEEN.join(last), nl=False)
    typer.echo(told("cli.ledger_signed", count=len(signed)), err=True)
