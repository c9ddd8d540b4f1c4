"""``legation docket``: contradictions, gaps, and counts against lists."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from legation.cli.language import terminal_language
from legation.cli.opened import Book, opened
from legation.cli.options import Cite, Form, Known, Record, Sources, Target, Under
from legation.cli.output import give
from legation.publication.answer_tables import docket_table
from legation.publication.docket_counts import COLUMNS, docket_counts, of_kind

_SHOWN: Final = ("entry", "claim", "says", "qualifier", "stated", "found", "status", "locator")


def docket(
    known: Known = None, under: Under = None, record: Record = "peru", sources: Sources = None,
    kind: Annotated[str | None, typer.Option("--kind", help="cli.docket_kind")] = None,
    counts: Annotated[bool, typer.Option("--counts", help="cli.docket_counts")] = False,
    form: Form = None, target: Target = None, cite: Cite = None,
) -> None:  # fmt: skip
    made = opened(Book(record, sources, under))
    view = made.seen(known).written
    entries = of_kind(made.docket(view), kind)
    if counts:
        give(docket_counts(view, entries, terminal_language()), form, target, COLUMNS, cite)
    else:
        give(docket_table(view, entries, terminal_language()), form, target, _SHOWN, cite)
