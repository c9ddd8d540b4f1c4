"""The record that a command asks, opened."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from legation.archive.opening import Opened
from legation.archive.opening import opened as open_for_questions
from legation.cli.book import Book as Book
from legation.cli.language import told
from legation.publication.questions import QuestionError
from legation.record.record import Record
from legation.record.scenario import read_scenario, under
from legation.terms.messages import say
from legation.terms.problems import errors


def opened(book: Book) -> Opened:
    """The record named on the command line, under the scenario in a file where one is named."""
    made = open_for_questions(book.record, book.sources, when_building=_say_that_it_takes_a_while)
    return made if book.scenario is None else Opened(supposed(made.record, book.scenario))


def _say_that_it_takes_a_while() -> None:
    if sys.stderr.isatty():
        typer.echo(told("cli.compiling"), err=True)


def supposed(record: Record, scenario: Path) -> Record:
    """The record under the scenario in a file.

    Raises:
        QuestionError: the file cannot be read, or says what cannot be.
    """
    try:
        found, problems = read_scenario(scenario.name, scenario.read_bytes(), record)
    except OSError as error:
        raise QuestionError("questions.scenario", value=scenario, first=error.strerror or "?") from error
    if found is None:
        first = {language: errors(problems)[0].render(language) for language in ("en", "es")}
        texts = {language: say("questions.scenario", language, value=scenario, first=text) for language, text in first.items()}
        raise QuestionError("questions.scenario", texts)
    return under(record, found)
