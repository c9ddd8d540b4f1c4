"""``legation ledger prove``: that an entry stands in a log, or that a log was only added to, for who may not read it."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from legation.archive.ledger.opening import open_ledger
from legation.cli.language import told
from legation.cli.ledger_options import Ledger
from legation.cli.output import write


def ledger_prove(
    ledger: Ledger,
    level: Annotated[str, typer.Argument(help="cli.ledger_of_level")],
    number: Annotated[int, typer.Argument(help="cli.ledger_number")],
    grown: Annotated[bool, typer.Option("--grown", help="cli.ledger_grown")] = False,
    target: Annotated[Path | None, typer.Option("--output", "-o", help="cli.output", dir_okay=False)] = None,
) -> None:
    made = open_ledger(ledger)
    proof = made.consistency(level, number) if grown else made.inclusion(level, number)
    text = json.dumps({"public_key": made.public_key, **asdict(proof)}, indent=1, ensure_ascii=False) + "\n"
    if target is None:
        typer.echo(text, nl=False)
    else:
        write(target, text.encode())
    if not proof.note:
        typer.echo(told("cli.ledger_no_note"), err=True)
