"""``legation coverage``: how far the sources have been taken in."""

from __future__ import annotations

from typing import Final

from legation.cli.language import terminal_language, told
from legation.cli.opened import Book, opened
from legation.cli.options import Form, Record, Target
from legation.cli.output import fail, give
from legation.publication.curation_table import curation_table

_SHOWN: Final = ("section", "title", "sentences", "claims", "figures", "silent", "damaged", "differences")


def coverage(record: Record = "peru", form: Form = None, target: Target = None) -> None:
    table = curation_table(opened(Book(record)).record, terminal_language())
    if not len(table):
        fail(told("cli.no_sections"))
    give(table, form, target, _SHOWN)
