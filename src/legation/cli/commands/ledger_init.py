"""``legation ledger init``: a new ledger, in a file or a database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from legation.archive.ledger.opening import create_ledger
from legation.archive.ledger.sealed_ledger import HOURLY
from legation.cli.language import told
from legation.cli.ledger_options import Keys, Ledger
from legation.terms.vocabulary import common


def ledger_init(
    ledger: Ledger,
    name: Annotated[str | None, typer.Option("--name", help="cli.ledger_called")] = None,
    every: Annotated[int, typer.Option("--every", help="cli.ledger_every", min=60)] = HOURLY,
    keys: Keys = None,
) -> None:
    called = name or f"legation/{Path(ledger).stem}"
    made = create_ledger(ledger, called, list(common().levels), cadence=every, keys=keys)
    typer.echo(told("cli.ledger_made", file=made.database.about, folder=made.keys.folder))
    typer.echo(told("cli.ledger_key", key=made.public_key))
