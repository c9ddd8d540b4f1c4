"""``legation office administrator``: the first account, whose holder makes the others; or an administrator let in again."""

from __future__ import annotations

from typing import Annotated

import typer

from legation.cli.language import told
from legation.cli.ledger_options import Ledger


def first_administrator(
    ledger: Ledger,
    username: Annotated[str, typer.Argument(help="cli.office_username")],
    let_in: Annotated[bool, typer.Option("--let-in", help="cli.office_let_in")] = False,
) -> None:
    from legation.office.making_ready import administrator_let_in
    from legation.office.making_ready import first_administrator as make

    if let_in:
        password = administrator_let_in(ledger, username)
        typer.echo(told("cli.office_let_in_again", username=username, password=password))
    else:
        typer.echo(told("cli.office_password", username=username, password=make(ledger, username)))
