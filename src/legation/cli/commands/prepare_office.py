"""``legation office prepare``: make the office's own database, or bring it up to this version."""

from __future__ import annotations

from typing import Annotated

import typer

from legation.cli.language import told
from legation.cli.ledger_options import Ledger

Database = Annotated[str | None, typer.Option("--database", help="cli.office_database")]


def prepare_office(ledger: Ledger, database: Database = None) -> None:
    from legation.office.making_ready import make_ready  # Django is loaded only here

    typer.echo(told("cli.office_ready", folder=make_ready(ledger, database or "")))
