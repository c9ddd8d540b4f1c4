"""``legation ledger erase``: what is kept about a person, made unreadable for ever; the proofs stay."""

from __future__ import annotations

from typing import Annotated

import typer

from legation.archive.ledger.opening import open_ledger
from legation.cli.language import told
from legation.cli.ledger_options import Approved, By, Draft, Keys, Ledger
from legation.procedures.erase import erase


def ledger_erase(
    ledger: Ledger,
    subject: Annotated[str, typer.Argument(help="cli.ledger_subject")],
    reason: Annotated[str, typer.Option("--reason", help="cli.ledger_reason")],
    draft: Draft, by: By, approved: Approved,
    level: Annotated[str, typer.Option("--level", "-l", help="cli.ledger_of_level")] = "public",
    keys: Keys = None,
) -> None:  # fmt: skip
    receipt = erase(open_ledger(ledger, keys), subject, level=level, reason=reason, draft=draft, by=by, approved=approved)
    typer.echo(told("cli.ledger_erased_subject", subject=subject, level=level, number=receipt.places[0].number))
