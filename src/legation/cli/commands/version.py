"""``legation version``."""

from __future__ import annotations

import typer

from legation import __version__


def version() -> None:
    typer.echo(__version__)
