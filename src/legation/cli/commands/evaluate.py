"""``legation evaluate``: what the indicators of a record come to, what its documents claim of themselves, and scorecards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Final

import typer

from legation.cli.language import terminal_language, told
from legation.cli.opened import Book, opened
from legation.cli.options import Cite, First, Form, Known, Last, On, Record, Sources, Target, Under
from legation.cli.output import Format, fail, give
from legation.evaluation.book import read_evaluation
from legation.evaluation.scorecards.scorecard import Scorer
from legation.publication.asked import asked
from legation.publication.evaluation_tables import assertions_table, evaluation_table
from legation.publication.expectation_table import expectations_table
from legation.publication.queries import on_or_default, span_of
from legation.publication.scorecard_tables import cards_asked, criteria_table, lines_table, scorecards_table, since_asked
from legation.publication.table import Table
from legation.terms.days import iso

_Columns = tuple[str, ...]
_READINGS_SHOWN: Final[_Columns] = ("name", "value", "unit", "target", "met")
_SERIES_SHOWN: Final[_Columns] = ("name", "period", "value", "unit", "target", "met")
_EXPECTED_SHOWN: Final[_Columns] = ("says", "basis", "became", "date", "since")
_ASSERTIONS_SHOWN: Final[_Columns] = ("says", "borne_out", "found", "missing")
_CARDS_SHOWN: Final[_Columns] = ("label", "indicators", "lights", "trends", "borne_out", "contradictions", "score")
_LINES_SHOWN: Final[_Columns] = ("scorecard", "name", "value", "unit", "target", "progress", "light", "moved")
_CRITERIA_SHOWN: Final[_Columns] = ("scorecard", "criterion", "reading", "value", "needs")


def evaluate(
    indicator: Annotated[str | None, typer.Option("--indicator", "-i", help="cli.indicator")] = None,
    guideline: Annotated[str | None, typer.Option("--guideline", "-g", help="cli.guideline")] = None,
    assertions: Annotated[bool, typer.Option("--assertions", help="cli.assertions")] = False,
    expected: Annotated[bool, typer.Option("--expected", help="cli.expected")] = False,
    scorecard: Annotated[str | None, typer.Option("--scorecard", help="cli.scorecard")] = None,
    of: Annotated[str | None, typer.Option("--of", help="cli.scorecard_of")] = None,
    lines: Annotated[bool, typer.Option("--lines", help="cli.scorecard_lines")] = False,
    criteria: Annotated[bool, typer.Option("--criteria", help="cli.scorecard_criteria")] = False,
    since: Annotated[str | None, typer.Option("--since", help="cli.since")] = None,
    every: Annotated[str | None, typer.Option("--every", help="cli.every_step")] = None,
    first: First = None, last: Last = None, on: On = None, known: Known = None, under: Under = None, record: Record = "peru",
    sources: Sources = None, form: Form = None, target: Target = None, cite: Cite = None,
) -> None:  # fmt: skip
    of_cards = {"--of": of, "--lines": lines, "--criteria": criteria, "--since": since}
    of_others = {
        "--expected": expected, "--assertions": assertions, "--every": every, "--indicator": indicator, "--guideline": guideline,
    }  # fmt: skip
    _one_table(scorecard, of_cards, of_others)
    made, language = opened(Book(record, sources, under)), terminal_language()
    day, in_words = on_or_default(made.record, on), form in (None, Format.TABLE) and target is None
    view = made.with_plan(known) if scorecard else made.seen(known)
    spare: tuple[str, ...] = ()
    if scorecard:
        scorer = Scorer(read_evaluation(made.record), view, entries=made.docket)
        cards = cards_asked(scorer, scorecard, day, since_asked(since, day), of)
        make, shown, spare = _scorecards(lines or (of is not None and not criteria), criteria)
        if len(cards) == 1 and make is not scorecards_table:
            shown = tuple(column for column in shown if column != "scorecard")
        table = make(cards, scorer, day, language, in_words=in_words)
    elif expected:
        until, shown = asked(on or iso(view.known)), _EXPECTED_SHOWN
        table = expectations_table(view, until, language=language, in_words=in_words)
    elif assertions:
        book, shown, spare = read_evaluation(made.record), _ASSERTIONS_SHOWN, ("assertion",)
        table = assertions_table(book, view, day, guideline=guideline, language=language, in_words=in_words)
    else:
        every = every or ("year" if first or last else None)
        span = span_of(made.record, first, last) if every else None
        shown, spare = _SERIES_SHOWN if every else _READINGS_SHOWN, ("indicator",)
        table = evaluation_table(
            read_evaluation(made.record), view, day, indicator=indicator, guideline=guideline, every=every, span=span,
            language=language, in_words=in_words,
        )  # fmt: skip
    if in_words and cite is None:
        give(table, form, target, shown, spare=spare)
    else:
        give(table, form, target, cited=cite)


def _one_table(scorecard: str | None, of_cards: Mapping[str, object], of_others: Mapping[str, object]) -> None:
    """Leave, saying so, where an option would have no effect beside another."""
    if spare := next((name for name, given in (of_others if scorecard else of_cards).items() if given), None):
        fail(told("scorecards.not_with_scorecard" if scorecard else "scorecards.only_with_scorecard", option=spare))


def _scorecards(lines: bool, criteria: bool) -> tuple[Callable[..., Table], _Columns, _Columns]:
    """What makes the table asked for, its columns on a terminal, and those on a wide one."""
    if criteria:
        return criteria_table, _CRITERIA_SHOWN, ()
    if lines:
        return lines_table, _LINES_SHOWN, ("indicator",)
    return scorecards_table, _CARDS_SHOWN, ("scorecard",)
