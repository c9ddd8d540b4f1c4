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

_Columns = tuple[str, ...]
_READINGS_SHOWN: Final[_Columns] = ("name", "value", "unit", "target", "met")
_SERIES_SHOWN: Final[_Columns] = ("name", "period", "value", "unit", "target", "met")
_EXPECTED_SHOWN: Final[_Columns] = ("says", "basis", "became", "date", "since")
_ASSERTIONS_SHOWN: Final[_Columns] = ("says", "borne_out", "found", "missing")


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
    book, view, day = read_evaluation(made.record), made.known(known), on_or_default(made.record, on)
    in_words = form in (None, Format.TABLE) and target is None
    if expected:
        until = asked(on or iso(view.known))
        table = expectations_table(view, until, language=language, in_words=in_words)
    elif assertions:
        table = assertions_table(book, view, day, guideline=guideline, language=language, in_words=in_words)
    else:
        every = every or ("year" if first or last else None)
        span = span_of(made.record, first, last) if every else None
        table = evaluation_table(
            book, view, day, indicator=indicator, guideline=guideline, every=every, span=span, language=language,
            in_words=in_words,
        )  # fmt: skip
    if not in_words or cite is not None:
        give(table, form, target, cited=cite)
    elif expected:
        give(table, form, target, _EXPECTED_SHOWN)
    elif assertions:
        give(table, form, target, _ASSERTIONS_SHOWN, spare=("assertion",))
    else:
        give(table, form, target, _SERIES_SHOWN if every else _READINGS_SHOWN, spare=("indicator",))
