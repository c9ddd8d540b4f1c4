"""``legation ledger init``: a new ledger, in a file or a database."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from legation.archive.ledger.opening import create_ledger
from legation.archive.ledger.sealed_ledger import HOURLY, KEY_DAYS
from legation.cli.language import told
from legation.cli.ledger_options import Keys, Ledger
from legation.cli.output import fail
from legation.terms.vocabulary import common


def ledger_init(
    ledger: Ledger,
    name: Annotated[str | None, typer.Option("--name", help="cli.ledger_called")] = None,
    every: Annotated[int, typer.Option("--every", help="cli.ledger_every", min=60)] = HOURLY,
    offset: Annotated[str, typer.Option("--offset", help="cli.ledger_offset")] = "+00:00",
    key_days: Annotated[int, typer.Option("--key-days", help="cli.ledger_key_days", min=1)] = KEY_DAYS,
    keys: Keys = None,
) -> None:
    called = name or f"legation/{Path(ledger).stem}"
    levels = list(common().levels)
    made = create_ledger(ledger, called, levels, cadence=every, offset=_minutes(offset), key_days=key_days, keys=keys)
    typer.echo(told("cli.ledger_made", file=made.database.about, folder=made.keys.folder))
    typer.echo(told("cli.ledger_key", key=made.public_key))


def _minutes(offset: str) -> int:
    found = re.fullmatch(r"([+-])(\d\d):(\d\d)", offset)
    if found is None or int(found[2]) > 14 or int(found[3]) > 59:
        fail(told("cli.ledger_no_offset", value=offset))
    return (60 * int(found[2]) + int(found[3])) * (-1 if found[1] == "-" else 1)
