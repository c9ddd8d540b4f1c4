"""The record that a command asks, opened."""

from __future__ import annotations

import sys

import typer

from legation.archive.opening import Opened, supposed
from legation.archive.opening import opened as open_for_questions
from legation.cli.book import Book as Book
from legation.cli.language import told


def opened(book: Book) -> Opened:
    """The record named on the command line, under the scenario in a file where one is named."""
    made = open_for_questions(book.record, book.sources, when_building=_say_that_it_takes_a_while)
    return made if book.scenario is None else supposed(made, book.scenario)


def _say_that_it_takes_a_while() -> None:
    if sys.stderr.isatty():
        typer.echo(told("cli.compiling"), err=True)
