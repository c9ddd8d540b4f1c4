"""Tables on a terminal or in a file: table, json, csv, parquet."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import NoReturn

import typer

from legation.cli.language import told
from legation.publication.table import Table


class Format(StrEnum):
    """How an answer leaves."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


class Cited(StrEnum):
    """What to cite for an answer, in which form."""

    BIBTEX = "bibtex"
    CSL = "csl"


_CITED_ENDINGS = {Cited.BIBTEX: ".bib", Cited.CSL: ".csl.json"}
_BY_ENDING = {".json": Format.JSON, ".jsonl": Format.JSONL, ".csv": Format.CSV, ".parquet": Format.PARQUET}


def give(
    table: Table, chosen: Format | None, target: Path | None, shown: tuple[str, ...] = (), cited: Cited | None = None
) -> None:
    """Write a table where it was asked for; on a terminal only the ``shown`` columns that say something.

    With ``cited``, what to cite for it: beside the file where there is one, else alone, so that it can be sent into a file.
    """
    if cited is not None:
        citation = table.cite()
        text = citation.to_bibtex() if cited is Cited.BIBTEX else citation.to_csl()
        if target is None:
            sys.stdout.write(text)
            return
        write(target.with_suffix(_CITED_ENDINGS[cited]), text.encode())
    if chosen is None and target is not None and target.suffix not in _BY_ENDING:
        fail(told("cli.unknown_ending", file=target))
    form = chosen or (_BY_ENDING[target.suffix] if target else Format.TABLE)
    if form is Format.TABLE and target is None:
        _print(table, shown)
        return
    if form is Format.PARQUET and target is None:
        fail(told("cli.parquet_needs_file"))
    data = _encoded(table, form)
    if target is None:
        sys.stdout.write(data.decode())
        return
    write(target, data)
    typer.echo(told("cli.written", rows=len(table), file=target), err=True)


def write(target: Path, data: bytes) -> None:
    """Write a file, or say why it cannot be."""
    try:
        target.write_bytes(data)
    except OSError as error:
        fail(told("cli.cannot_write", file=target, reason=error.strerror or "?"))


def _encoded(table: Table, form: Format) -> bytes:
    if form is Format.PARQUET:
        return table.to_parquet()
    if form is Format.JSON:
        return table.to_json().encode()
    if form is Format.JSONL:
        return table.to_json_lines().encode()
    if form is Format.CSV:
        return table.to_csv().encode()
    return repr(table).encode()


def _print(table: Table, shown: tuple[str, ...]) -> None:
    from rich.console import Console  # loaded only where a table is drawn
    from rich.table import Table as RichTable

    console = Console(highlight=False, emoji=False, markup=False)
    wanted = [column for column in (shown or table.columns) if any(value not in (None, "") for value in table[column])]
    if len(table):
        drawn = RichTable(box=None, pad_edge=False, header_style="bold")
        for place, column in enumerate(wanted):
            whole = place == 0 and max(len(str(value)) for value in table[column]) <= console.width // 2
            drawn.add_column(column, overflow="fold", no_wrap=whole)  # an id that is broken cannot be pasted
        for row in table.select(*wanted).rows:
            drawn.add_row(*("" if cell is None else str(cell) for cell in row), style=None)
        console.print(drawn)
    else:
        console.print(told("cli.no_rows"))
    for note in table.notes:
        console.print(note, style="dim")


def fail(message: str) -> NoReturn:
    """Say what is wrong on standard error and leave with status 2."""
    typer.echo(message, err=True)
    raise typer.Exit(2)
