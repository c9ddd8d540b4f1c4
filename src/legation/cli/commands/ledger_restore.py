"""``legation ledger restore``: a ledger made anew from a backup that verifies."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from legation.archive.ledger.backup import restore
from legation.archive.ledger.keys import Keys as Folder
from legation.archive.ledger.opening import database_of, keys_of
from legation.cli.language import told
from legation.cli.ledger_options import Kept, Keys, Ledger


def ledger_restore(
    folder: Annotated[Path, typer.Argument(help="cli.ledger_backup_folder")],
    ledger: Ledger,
    kept: Kept = [],  # noqa: B006  Typer reads it and changes nothing
    key: Annotated[str | None, typer.Option("--key", help="cli.ledger_told_key")] = None,
    keys: Keys = None,
) -> None:
    made = restore(folder, database_of(ledger), Folder(keys or keys_of(ledger)), kept, key=key or "")
    count = sum(made.size(level) for level in made.levels)
    typer.echo(told("cli.ledger_restored", count=count, file=made.database.about))
    if not made.keys.is_there():
        typer.echo(told("cli.ledger_keys_missing", folder=made.keys.folder))
