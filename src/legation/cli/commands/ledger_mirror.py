"""``legation ledger mirror``: what a folder says that people edit, added to its ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from legation.archive.folder_state import files_of
from legation.archive.ledger.opening import open_ledger
from legation.archive.shelf import folder_of, read_folder
from legation.cli.language import told
from legation.cli.ledger_options import Keys, Ledger
from legation.procedures.mirror import compare, mirror

MOST_SHOWN: Final = 20


def ledger_mirror(
    ledger: Ledger,
    folder: Annotated[str, typer.Argument(help="cli.folder")],
    only_show: Annotated[bool, typer.Option("--show", help="cli.ledger_show")] = False,
    by: Annotated[str | None, typer.Option("--by", help="cli.ledger_by")] = None,
    keys: Keys = None,
) -> None:
    made, path = open_ledger(ledger, keys), Path(folder_of(folder))
    read_folder(path, None, folder, acts=True)  # what has errors is not mirrored
    found = compare(made, path, [name for name, _, _ in files_of(path)])
    for one in found.entries[:MOST_SHOWN]:
        typer.echo(told(f"cli.ledger_{one.deed}", row=one.key, file=one.file))
    if (more := len(found.entries) - MOST_SHOWN) > 0:
        typer.echo(told("cli.ledger_and_more", count=more))
    if not only_show:
        mirror(made, found, by=by or "")
    counts = {deed: found.counts.get(deed, 0) for deed in ("entered", "corrected", "retracted")}
    typer.echo(told("cli.ledger_would" if only_show else "cli.ledger_mirrored", **counts))
