"""What the commands of the ledger are asked with; ``help`` is the code of a message."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Ledger = Annotated[str, typer.Argument(help="cli.ledger_name")]
Keys = Annotated[Path | None, typer.Option("--keys", help="cli.ledger_keys", file_okay=False)]
Draft = Annotated[str, typer.Option("--draft", help="cli.ledger_draft")]
By = Annotated[str, typer.Option("--by", help="cli.ledger_by")]
Approved = Annotated[str, typer.Option("--approved", help="cli.ledger_approved")]
Level = Annotated[str | None, typer.Option("--level", "-l", help="cli.ledger_level")]
Kept = Annotated[list[Path], typer.Option("--checkpoint", "-c", help="cli.ledger_kept", dir_okay=False)]
