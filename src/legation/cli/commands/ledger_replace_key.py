"""``legation ledger replace-key``: another key signs from now on, named by the one that signed until now."""

from __future__ import annotations

import typer

from legation.archive.ledger.opening import open_ledger
from legation.cli.language import told
from legation.cli.ledger_options import Approved, By, Keys, Ledger


def ledger_replace_key(ledger: Ledger, by: By, approved: Approved, keys: Keys = None) -> None:
    made = open_ledger(ledger, keys)
    key = made.replace_key(by=by or "", approved=approved or "")
    typer.echo(told("cli.ledger_key_replaced", folder=made.keys.folder))
    typer.echo(told("cli.ledger_key", key=key))
