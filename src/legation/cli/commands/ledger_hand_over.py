"""``legation ledger hand-over``: from now on desks write, and the folder is an export."""

from __future__ import annotations

import typer

from legation.archive.ledger.opening import open_ledger
from legation.cli.language import told
from legation.cli.ledger_options import Approved, By, Keys, Ledger
from legation.procedures.mirror import hand_over


def ledger_hand_over(ledger: Ledger, by: By, approved: Approved, keys: Keys = None) -> None:
    made = open_ledger(ledger, keys)
    hand_over(made, by=by, approved=approved)
    typer.echo(told("cli.ledger_handed_over", file=made.database.about))
