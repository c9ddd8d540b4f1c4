"""Tables on a terminal or in a file: table, json, csv, parquet."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import NoReturn

import typer

from legation.cli.language import terminal_language, told
from legation.publication.columns import SEPARATOR, column_of
from legation.publication.shown import Cell
from legation.publication.table import Table
from legation.terms.told import os_reason


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
    table: Table, chosen: Format | None, target: Path | None, shown: tuple[str, ...] = (), cited: Cited | None = None,
    spare: tuple[str, ...] = (),
) -> None:  # fmt: skip
    """Write a table where it was asked for; on a terminal only the ``shown`` columns that say something.

    Those of ``spare`` stand after them on a terminal that is wide enough.

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
        _print(table, shown, spare)
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
        fail(told("cli.cannot_write", file=target, reason=os_reason(error)[terminal_language()]))


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


def _print(table: Table, shown: tuple[str, ...], spare: tuple[str, ...]) -> None:
    from legation.cli.drawn import drawn  # loaded only where a table is drawn

    width, style = shutil.get_terminal_size().columns, _bold if sys.stdout.isatty() and "NO_COLOR" not in os.environ else str
    wanted = [column for column in (*shown, *spare) or table.columns if any(value not in (None, "") for value in table[column])]
    if len(table):
        titles = [_title(table.name, column) for column in wanted]
        places = [place for place, column in enumerate(wanted) if column in spare]
        _lines(drawn(titles, list(zip(*(_said(table, column) for column in wanted), strict=True)), width, places, style))
    else:
        _lines(textwrap.wrap(told("cli.no_rows"), width))
    for note in table.notes:
        _lines(textwrap.wrap(note, width, break_long_words=False, break_on_hyphens=False))


def _lines(lines: Iterable[str]) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def _title(table: str, column: str) -> str:
    """What a column is called in the language of the terminal; its name where it has no title."""
    found = column_of(table.removesuffix("_in_words"), column)
    return found.title[terminal_language()] if found else column


def _said(table: Table, column: str) -> list[Cell]:
    """The cells of a column, words of the vocabulary by their labels."""
    found, basis = column_of(table.name, column), table.basis
    if found is None or not found.words or basis is None:
        return table[column]
    words = getattr(basis.record.vocabulary, found.words)
    return [
        SEPARATOR.join(words[one].label[terminal_language()] if one in words else one for one in str(cell).split(SEPARATOR))
        if cell
        else cell
        for cell in table[column]
    ]


def _bold(text: str) -> str:
    return f"\x1b[1m{text}\x1b[0m"


def fail(message: str) -> NoReturn:
    """Say what is wrong on standard error and leave with status 2."""
    typer.echo(message, err=True)
    raise typer.Exit(2)
