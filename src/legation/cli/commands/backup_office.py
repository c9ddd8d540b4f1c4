"""``legation office backup``: what is the office's own, copied while people go on working."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from legation.cli.language import terminal_language, told
from legation.cli.ledger_options import Ledger
from legation.cli.output import fail
from legation.terms.told import os_reason


def backup_office(
    ledger: Ledger,
    target: Annotated[Path, typer.Option("--output", "-o", help="cli.office_backup_folder", file_okay=False)],
) -> None:
    from legation.office.backed_up import back_up_office

    try:
        files = back_up_office(ledger, target)
    except OSError as error:
        fail(told("cli.cannot_write", file=error.filename or target, reason=os_reason(error)[terminal_language()]))
    typer.echo(told("cli.office_backed_up", folder=target, count=files))
