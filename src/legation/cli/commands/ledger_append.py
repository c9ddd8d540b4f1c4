"""``legation ledger append``: rows of a table, or other settings of the record, that one filed and another approved, sealed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from legation.archive.ledger.opening import folder_at, open_ledger
from legation.archive.shelf import read_folder
from legation.cli.language import terminal_language, told
from legation.cli.ledger_options import Approved, By, Draft, Keys, Ledger
from legation.cli.output import fail
from legation.procedures.seal import Draft as Sealable
from legation.procedures.seal import entries_in, problems_of, seal
from legation.procedures.settings_filed import settings_in
from legation.record.ledger.book import SETTINGS
from legation.terms.problems import errors
from legation.terms.told import os_reason


def ledger_append(
    ledger: Ledger,
    file: Annotated[Path, typer.Argument(help="cli.ledger_rows", dir_okay=False)],
    draft: Draft, by: By, approved: Approved, keys: Keys = None,
) -> None:  # fmt: skip
    made = open_ledger(ledger, keys)
    try:
        data = file.read_bytes()
    except OSError as error:
        fail(told("cli.cannot_read", file=file, reason=os_reason(error)[terminal_language()]))
    if file.name == SETTINGS:
        entries, problems = settings_in(data, folder_at(ledger, made.levels[-1]), made.levels[0])
    else:
        entries, problems = entries_in(file.name, data, made.levels[0])
    filed = Sealable(draft, tuple(entries), by, approved)
    if file.name != SETTINGS and not errors(problems) and made.receipt(draft) is None:
        highest = max((one.level for one in entries), key=made.levels.index, default=made.levels[0])
        problems = [*problems, *problems_of(read_folder(folder_at(ledger, highest), None, ledger), filed)]
    for one in problems:
        typer.echo(one.render(terminal_language()), err=True)
    if errors(problems):
        fail(told("cli.ledger_not_sealed", errors=len(errors(problems))))
    receipt = seal(made, filed)
    typer.echo(told("cli.ledger_sealed", count=len(receipt.places), draft=receipt.draft, moment=receipt.sealed))
    for place in receipt.places:
        typer.echo(f"{place.level} {place.number}")
