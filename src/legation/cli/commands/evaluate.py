"""``legation evaluate``: what the indicators of a record come to, and what its documents claim of themselves."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from legation.cli.language import terminal_language
from legation.cli.opened import Book, opened
from legation.cli.options import Cite, First, Form, Known, Last, On, Record, Sources, Target, Under
from legation.cli.output import Format, give
from legation.evaluation.book import read_evaluation
from legation.publication.asked import asked
from legation.publication.evaluation_tables import assertions_table, evaluation_table
from legation.publication.expectation_table import expectations_table
from legation.publication.queries import on_or_default, span_of
from legation.terms.days import iso

_READINGS_SHOWN: Final = ("indicator", "period", "value", "unit", "target", "met")
_EXPECTED_SHOWN: Final = ("says", "basis", "became", "date", "since")
_ASSERTIONS_SHOWN: Final = ("assertion", "borne_out", "found", "missing")


def evaluate(
    indicator: Annotated[str | None, typer.Option("--indicator", "-i", help="cli.indicator")] = None,
    guideline: Annotated[str | None, typer.Option("--guideline", "-g", help="cli.guideline")] = None,
    assertions: Annotated[bool, typer.Option("--assertions", help="cli.assertions")] = False,
    expected: Annotated[bool, typer.Option("--expected", help="cli.expected")] = False,
    every: Annotated[str | None, typer.Option("--every", help="cli.every_step")] = None,
    first: First = None, last: Last = None, on: On = None, known: Known = None, under: Under = None, record: Record = "peru",
    sources: Sources = None, form: Form = None, target: Target = None, cite: Cite = None,
) -> None:  # fmt: skip
    made, language = opened(Book(record, sources, under)), terminal_language()
    view, day = made.known(known), on_or_default(made.record, on)
    in_words = form in (None, Format.TABLE) and target is None
    if expected:
        until = asked(on or iso(view.known))
        table = expectations_table(view, until, language=language, in_words=in_words)
    elif assertions:
        book = read_evaluation(made.record)
        table = assertions_table(book, view, day, guideline=guideline, language=language, in_words=in_words)
    else:
        every = every or ("year" if first or last else None)
        span = span_of(made.record, first, last) if every else None
        table = evaluation_table(
            read_evaluation(made.record), view, day, indicator=indicator, guideline=guideline, every=every, span=span,
            language=language, in_words=in_words,
        )  # fmt: skip
    shown = _EXPECTED_SHOWN if expected else _ASSERTIONS_SHOWN if assertions else _READINGS_SHOWN
    give(table, form, target, shown if in_words and cite is None else (), cite)
