"""``legation panel``: what stood, counted by actor or pair and by year, month or day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from legation.archive.built import open_built
from legation.archive.marks import is_built
from legation.cli.language import terminal_language, told
from legation.cli.options import First, Known, Last, Record, Sources, Under
from legation.cli.output import fail, write
from legation.publication.panel_basis import PanelBasis
from legation.publication.panel_table import panel as panel_of
from legation.standings.compiled import Compiled

if TYPE_CHECKING:
    from legation.record.record import Record as OpenedRecord


def panel(
    target: Annotated[Path, typer.Option("--output", "-o", help="cli.output", dir_okay=False)],
    unit: Annotated[str, typer.Option("--unit", help="cli.unit")] = "actor",
    every: Annotated[str, typer.Option("--every", help="cli.every_period")] = "year",
    first: First = None, last: Last = None,
    count: Annotated[list[str] | None, typer.Option("--count", help="cli.count")] = None,
    shared: Annotated[list[str] | None, typer.Option("--shared", help="cli.shared")] = None,
    measure: Annotated[list[str] | None, typer.Option("--measure", help="cli.measure")] = None,
    day: Annotated[str, typer.Option("--day", help="cli.day")] = "any",
    undirected: Annotated[bool, typer.Option("--undirected", help="cli.undirected")] = False,
    known: Known = None, under: Under = None, record: Record = "peru", sources: Sources = None,
) -> None:  # fmt: skip
    if target.suffix not in (".csv", ".parquet"):
        fail(told("cli.unknown_panel_ending", file=target))
    basis, compiled, figures = _asked(record, sources, under, bool(measure))
    made = panel_of(
        basis, compiled, unit=unit, every=every, first=first, last=last, count=count or [], shared=shared or [],
        measures=measure or [], record=figures, day=day, directed=not undirected, known=known, language=terminal_language(),
    )  # fmt: skip
    write(target, made.to_parquet() if target.suffix == ".parquet" else made.to_csv().encode())
    typer.echo(told("cli.written", rows=len(made), file=target), err=True)


def _asked(
    record: str, sources: str | None, under: Path | None, figures: bool
) -> tuple[PanelBasis, Compiled, OpenedRecord | None]:
    if not figures and sources is None and under is None and is_built(Path(record)):
        built = open_built(Path(record))
        return built.panel_basis, built.compiled, None
    from legation.cli.opened import Book, opened  # a build is asked without all that reads a record
    from legation.publication.panel_basis import basis_of

    made = opened(Book(record, sources, under))
    return basis_of(made.record, made.edition), made.compiled, made.record
