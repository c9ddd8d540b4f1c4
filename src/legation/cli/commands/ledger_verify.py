"""``legation ledger verify``: whether a ledger, or a backup of one, is what was sealed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from legation.archive.ledger import verifier
from legation.archive.ledger.backup import ABOUT, faults_of, said
from legation.archive.ledger.opening import open_ledger
from legation.cli.language import terminal_language, told
from legation.cli.ledger_options import Kept, Ledger
from legation.cli.output import fail


def ledger_verify(
    ledger: Ledger,
    kept: Kept = [],  # noqa: B006  Typer reads it and changes nothing
    key: Annotated[str | None, typer.Option("--key", help="cli.ledger_told_key")] = None,
) -> None:
    try:
        if (Path(ledger) / ABOUT).is_file():
            read = verifier.verify(Path(ledger), kept, key or "")
            found = {log: ([said(one) for one in faults], count, covered) for log, faults, count, covered in read}
        else:
            made = open_ledger(ledger)
            if key and key not in made.public_keys:
                fail(told("cli.ledger_other_key"))
            found = {made.log(level): one for level, one in faults_of(made, kept, key or "").items()}
    except (OSError, ValueError, KeyError) as error:
        from legation.terms.told import ToldError

        if isinstance(error, ToldError):
            raise
        fail(told("cli.ledger_unreadable", file=ledger, reason=error))
    for log, (faults, count, covered) in found.items():
        typer.echo(told("cli.ledger_verified" if not faults else "cli.ledger_faulty", log=log, count=count, covered=covered))
        for one in faults:
            typer.echo(f"  {one[terminal_language()]}")
    if any(faults for faults, *_ in found.values()):
        raise typer.Exit(1)
