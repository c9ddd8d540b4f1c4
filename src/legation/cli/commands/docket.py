"""``legation docket``: contradictions, gaps, and counts against lists."""

from __future__ import annotations

from typing import Final

from legation.cli.language import terminal_language
from legation.cli.opened import Book, opened
from legation.cli.options import Cite, Form, Known, Record, Sources, Target, Under
from legation.cli.output import give
from legation.publication.answer_tables import docket_table

_SHOWN: Final = ("entry", "claim", "says", "qualifier", "stated", "found", "status", "locator")


def docket(
    known: Known = None, under: Under = None, record: Record = "peru", sources: Sources = None,
    form: Form = None, target: Target = None, cite: Cite = None,
) -> None:  # fmt: skip
    made = opened(Book(record, sources, under))
    view = made.known(known)
    give(docket_table(view, made.docket(view), terminal_language()), form, target, _SHOWN, cite)
