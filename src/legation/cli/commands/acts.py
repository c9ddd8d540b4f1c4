"""``legation acts``: acts, by actor, kind and date."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from legation.cli.language import terminal_language
from legation.cli.opened import Book, opened
from legation.cli.options import Actor, Cite, First, Form, Known, Last, Record, Sources, Target, Under
from legation.cli.output import give
from legation.publication.answer_tables import acts_table
from legation.publication.what_stood import acts_asked

_SHOWN: Final = ("title", "date", "kind", "contradictions", "act")


def acts(
    actor: Actor = None, kind: Annotated[str | None, typer.Option("--kind", "-k", help="cli.act_kind")] = None,
    first: First = None, last: Last = None, known: Known = None, under: Under = None, record: Record = "peru",
    sources: Sources = None, form: Form = None, target: Target = None, cite: Cite = None,
) -> None:  # fmt: skip
    view = opened(Book(record, sources, under)).seen(known)
    chosen, view = acts_asked(view, actor=actor, kind=kind, first=first, last=last)
    give(acts_table(view, chosen, terminal_language()), form, target, _SHOWN, cite)
