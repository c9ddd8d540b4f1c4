"""``legation import``: an outside data set read and written as a set of further sources."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

import typer

from legation.archive.shelf import DOCUMENTS, folder_of, open_record
from legation.cli.language import terminal_language, told
from legation.cli.options import Record
from legation.cli.output import fail
from legation.procedures.join_source import REMARKS, accounts, join_source, joins_in
from legation.publication.questions import QuestionError, asked
from legation.record.record import further_of
from legation.sources.desk import Account, Desk
from legation.sources.readers import READERS
from legation.sources.sheet_files import read_sheet
from legation.terms.days import iso
from legation.terms.problems import Problem, errors

SHOWN: Final = 200
"""How many remarks are shown; all of them stand in a file of the set."""


def import_source(
    source: Annotated[str, typer.Argument(help="cli.import_source")],
    files: Annotated[list[Path], typer.Argument(help="cli.import_files")],
    folder: Annotated[Path, typer.Option("--output", "-o", help="cli.import_output", file_okay=False)],
    consulted: Annotated[str, typer.Option("--consulted", help="cli.consulted")],
    record: Record = "peru",
) -> None:
    desk, problems, rows = joined(source, files, folder, record, consulted)
    wrong = errors(problems)
    for one in wrong or problems[:SHOWN]:
        typer.echo(one.render(terminal_language()))
    if wrong:
        fail(told("imports.refused", errors=len(wrong)))
    if len(problems) > SHOWN:
        typer.echo(told("imports.more_remarks", more=len(problems) - SHOWN, file=folder / REMARKS))
    for table, account in rows.items():
        parts = {"read": account.read, "declined": sum(account.declined.values()), "reported": account.reported}
        typer.echo(told("imports.rows", table=table, rows=account.rows, **parts))
    counts = {"claims": len(desk.claims), "figures": len(desk.measures), "remarks": len(problems)}
    typer.echo(told("imports.done", folder=folder, **counts))


def joined(
    reader: str, files: Sequence[Path], folder: Path, record: str, consulted: str
) -> tuple[Desk, list[Problem], dict[str, Account]]:
    """Read an outside data set and write it to ``folder`` as a set of further sources of a record.

    Returns:
        The desk, every problem and remark, and what became of the rows of each table (empty where nothing was written).
    """
    chosen = READERS.get(reader)
    if chosen is None:
        raise QuestionError("imports.reader", value=reader, known=", ".join(READERS))
    day = iso(asked(consulted).last)
    sheets = {sheet.name: sheet for sheet in map(read_sheet, files)}
    joins, problems = joins_in(folder)
    others = [name for name in further_of(folder_of(record)) if name != folder.name]
    desk = Desk(open_record(record, ";".join((DOCUMENTS, *others)), acts=bool(joins)), day, joins)
    if not errors(problems):
        problems = [*problems, *join_source(chosen, sheets, desk, folder)]
    return desk, problems, {} if errors(problems) else accounts(chosen, sheets, desk)
