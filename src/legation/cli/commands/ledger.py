"""``legation ledger``: its commands are those under it."""

from __future__ import annotations

import sys

import typer


def ledger(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        sys.stdout.write(context.get_help() + "\n")
