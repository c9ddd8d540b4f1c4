"""``legation search``: what in the record answers to some words, in either language."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from legation.cli.language import terminal_language
from legation.cli.opened import Book, opened
from legation.cli.options import Actor, Cite, First, Form, Known, Last, Record, Sources, Target
from legation.cli.output import give
from legation.publication.search.asking import search_asked

_SHOWN: Final = ("title", "sort", "kind", "date_from", "id")


def search(
    words: Annotated[list[str], typer.Argument(help="cli.search_words")],
    what: Annotated[str | None, typer.Option("--what", "-w", help="cli.search_what")] = None,
    kind: Annotated[str | None, typer.Option("--kind", "-k", help="cli.search_kind")] = None,
    field: Annotated[str | None, typer.Option("--field", help="cli.search_field")] = None,
    actor: Actor = None, first: First = None, last: Last = None, known: Known = None,
    most: Annotated[int, typer.Option("--most", min=1, help="cli.search_most")] = 20,
    record: Record = "peru", sources: Sources = None, form: Form = None, target: Target = None, cite: Cite = None,
) -> None:  # fmt: skip
    made = opened(Book(record, sources))
    if cite is not None:
        made.refuse_log()
    view = made.seen(known)
    table = search_asked(
        view, made.index, made.grammar, " ".join(words), what=what, kind=kind, field=field, actor=actor, first=first,
        last=last, most=most, language=terminal_language(),
    )  # fmt: skip
    give(table, form, target, _SHOWN, cite)
