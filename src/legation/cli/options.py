"""What every question may be asked with; ``help`` is the code of a message."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from legation.cli.output import Cited, Format

Record = Annotated[str, typer.Option("--record", "-r", help="cli.record", envvar="LEGATION_RECORD")]
Sources = Annotated[str | None, typer.Option("--sources", "-s", help="cli.sources")]
On = Annotated[str | None, typer.Option("--on", help="cli.on")]
Known = Annotated[str | None, typer.Option("--known", help="cli.known")]
Actor = Annotated[str | None, typer.Option("--actor", "-a", help="cli.actor")]
Kind = Annotated[str | None, typer.Option("--kind", "-k", help="cli.kind")]
First = Annotated[str | None, typer.Option("--from", help="cli.first")]
Last = Annotated[str | None, typer.Option("--to", help="cli.last")]
Under = Annotated[Path | None, typer.Option("--under", help="cli.under", dir_okay=False)]
Form = Annotated[Format | None, typer.Option("--format", "-f", help="cli.format")]
Target = Annotated[Path | None, typer.Option("--output", "-o", help="cli.output", dir_okay=False)]
Cite = Annotated[Cited | None, typer.Option("--cite", help="cli.cite")]
Folder = Annotated[str, typer.Argument(help="cli.folder")]
