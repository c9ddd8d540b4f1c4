"""``legation ledger backup``: the logs and checkpoints as files that a stranger can verify, while others go on writing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from legation.archive.ledger.backup import VERIFIER, back_up
from legation.archive.ledger.opening import open_ledger
from legation.cli.language import told
from legation.cli.ledger_options import Keys, Ledger


def ledger_backup(
    ledger: Ledger,
    target: Annotated[Path, typer.Option("--output", "-o", help="cli.ledger_backup_folder", file_okay=False)],
    keys: Keys = None,
) -> None:
    made = open_ledger(ledger, keys)
    if made.keys.is_there():
        made.checkpoint(extra=True)
    sizes = back_up(made, target)
    typer.echo(told("cli.ledger_backed_up", count=sum(sizes.values()), folder=target, verifier=VERIFIER))
    typer.echo(told("cli.ledger_keys_apart", folder=made.keys.folder))
