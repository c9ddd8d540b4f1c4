"""``legation office administrator``: the first account, whose holder makes the others."""

from __future__ import annotations

from typing import Annotated

import typer

from legation.cli.language import told
from legation.cli.ledger_options import Ledger


def first_administrator(ledger: Ledger, username: Annotated[str, typer.Argument(help="cli.office_username")]) -> None:
    from legation.office.making_ready import first_administrator as make

    typer.echo(told("cli.office_password", username=username, password=make(ledger, username)))
