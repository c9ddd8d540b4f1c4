"""``legation import``: an outside data set read and written as a set of further sources."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from legation.archive.shelf import DOCUMENTS, folder_of, open_record
from legation.cli.language import terminal_language, told
from legation.cli.options import Record
from legation.cli.output import fail
from legation.procedures.join_source import join_source, joins_in
from legation.publication.questions import QuestionError, asked
from legation.record.record import further_of
from legation.sources.desk import Desk
from legation.sources.readers import READERS
from legation.sources.sheet_files import read_sheet
from legation.terms.days import iso
from legation.terms.problems import Problem, errors


def import_source(
    source: Annotated[str, typer.Argument(help="cli.import_source")],
    files: Annotated[list[Path], typer.Argument(help="cli.import_files")],
    folder: Annotated[Path, typer.Option("--output", "-o", help="cli.import_output", file_okay=False)],
    consulted: Annotated[str, typer.Option("--consulted", help="cli.consulted")],
    record: Record = "peru",
) -> None:
    desk, problems = joined(source, files, folder, record, consulted)
    for one in problems:
        typer.echo(one.render(terminal_language()))
    if wrong := len(errors(problems)):
        fail(told("imports.refused", errors=wrong))
    counts = {"claims": len(desk.claims), "figures": len(desk.measures), "remarks": len(problems)}
    typer.echo(told("imports.done", folder=folder, **counts))


def joined(reader: str, files: Sequence[Path], folder: Path, record: str, consulted: str) -> tuple[Desk, list[Problem]]:
    """Read an outside data set and write it to ``folder`` as a set of further sources of a record."""
    chosen = READERS.get(reader)
    if chosen is None:
        raise QuestionError("imports.reader", value=reader, known=", ".join(READERS))
    day = iso(asked(consulted).last)
    sheets = {sheet.name: sheet for sheet in map(read_sheet, files)}
    joins, problems = joins_in(folder)
    others = [name for name in further_of(folder_of(record)) if name != folder.name]
    desk = Desk(open_record(record, ";".join((DOCUMENTS, *others))), day, joins)
    return desk, problems if errors(problems) else [*problems, *join_source(chosen, sheets, desk, folder)]
