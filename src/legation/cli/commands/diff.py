"""``legation diff``: what differs between two dates, or between two knowledge dates."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from legation.cli.language import terminal_language
from legation.cli.opened import Book, opened
from legation.cli.options import Cite, Form, On, Record, Sources, Target, Under
from legation.cli.output import give
from legation.publication.answer_tables import differences_table, in_words
from legation.publication.grounds import Basis
from legation.publication.queries import on_or_default
from legation.publication.questions import QuestionError, asked
from legation.standings.differences import differences

_SHOWN: Final = ("standing", "before", "suspended_before", "after", "suspended_after")


def diff(
    first: Annotated[str | None, typer.Option("--from", help="cli.diff_from")] = None,
    last: Annotated[str | None, typer.Option("--to", help="cli.diff_to")] = None,
    known_first: Annotated[str | None, typer.Option("--known-from", help="cli.diff_known_from")] = None,
    known_last: Annotated[str | None, typer.Option("--known-to", help="cli.diff_known_to")] = None,
    on: On = None, under: Under = None, record: Record = "peru", sources: Sources = None,
    form: Form = None, target: Target = None, cite: Cite = None,
) -> None:  # fmt: skip
    if not (first or last or known_first or known_last):
        raise QuestionError("questions.diff_of_what")
    made = opened(Book(record, sources, under))
    day = on_or_default(made.record, on)
    before, after = (asked(text) if text else day for text in (first, last))
    views = (made.known(known_first), made.known(known_last))
    found = differences(*views, before.last, after.last)
    table = differences_table(found, Basis(views, (before, after), terminal_language()))
    give(table if form or target else in_words(table, terminal_language()), form, target, _SHOWN, cite)
