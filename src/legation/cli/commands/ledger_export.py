"""``legation ledger export``: the record of a ledger as an authored folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from legation.archive.ledger.opening import open_ledger, write_folder
from legation.cli.language import told
from legation.cli.ledger_options import Ledger, Level
from legation.record.ledger.book import book_at
from legation.record.ledger.faults import LedgerError


def ledger_export(
    ledger: Ledger,
    target: Annotated[Path, typer.Option("--output", "-o", help="cli.new_folder", file_okay=False)],
    level: Level = None,
) -> None:
    made = open_ledger(ledger)
    files = book_at(made, level).files()
    if not files:
        raise LedgerError("ledger.nothing_mirrored")
    write_folder(files, target)
    typer.echo(told("cli.ledger_exported", files=len(files), folder=target, level=level or made.levels[0]))
