"""The questions of the command line, put to a record: each gives the table to print."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from legation.archive.shelf import DOCUMENTS, folder_of, open_record
from legation.cli.book import Book as Book
from legation.cli.exported import Exported as Exported
from legation.evaluation.book import read_evaluation
from legation.procedures.join_source import join_source, joins_in
from legation.publication import answer_tables as tables
from legation.publication.curation_table import curation_table
from legation.publication.evaluation_tables import assertions_table, evaluation_table
from legation.publication.expectation_table import expectations_table
from legation.publication.exports import exported
from legation.publication.grounds import Basis
from legation.publication.package import write_package
from legation.publication.panel_table import Panel
from legation.publication.panel_table import panel as panel_of
from legation.publication.queries import actor_and_kind, acts_matching, known_record, on_or_default, span_of
from legation.publication.questions import QuestionError, asked, standing_named
from legation.publication.table import Table
from legation.record.record import Record, further_of
from legation.record.scenario import read_scenario, under
from legation.sources.desk import Desk
from legation.sources.readers import READERS
from legation.sources.sheet_files import read_sheet
from legation.standings.compiling import compiled
from legation.standings.differences import differences
from legation.standings.docket import docket as docket_of
from legation.standings.reasons import explain
from legation.terms.days import iso
from legation.terms.messages import say
from legation.terms.problems import Problem, errors


def opened(book: Book) -> Record:
    """The record named on the command line, under the scenario in a file where one is named."""
    made = open_record(book.record, book.sources)
    return made if book.scenario is None else supposed(made, book.scenario)


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


def standings(
    book: Book, on: str | None, known: str | None, actor: str | None, kind: str | None, every: bool, language: str
) -> Table:
    made = opened(book)
    view, day = known_record(made, known), on_or_default(made, on)
    who, what = actor_and_kind(made, actor, kind)
    return tables.standings_table(view, view.asof(day.first, day.last, actor=who, kind=what, every=every), day, language)


def why(book: Book, standing: str, on: str | None, known: str | None, language: str) -> Table:
    made = opened(book)
    view, day = known_record(made, known), on_or_default(made, on)
    return tables.reasons_table(view, explain(view, standing_named(view, standing), day.first, day.last), day, language)


def acts(
    book: Book, actor: str | None, kind: str | None, first: str | None, last: str | None, known: str | None, language: str
) -> Table:
    view = known_record(opened(book), known)
    return tables.acts_table(view, acts_matching(view, actor=actor, kind=kind, first=first, last=last), language)


def diff(
    book: Book,
    first: str | None,
    last: str | None,
    on: str | None,
    known_first: str | None,
    known_last: str | None,
    language: str,
) -> Table:
    if not (first or last or known_first or known_last):
        raise QuestionError("questions.diff_of_what")
    made = opened(book)
    day = on_or_default(made, on)
    before, after = (asked(text) if text else day for text in (first, last))
    views = (known_record(made, known_first), known_record(made, known_last))
    return tables.differences_table(differences(*views, before.last, after.last), Basis(views, (before, after), language))


def evaluation(
    book: Book, indicator: str | None, guideline: str | None, every: str | None, first: str | None, last: str | None,
    on: str | None, known: str | None, language: str, in_words: bool,
) -> Table:  # fmt: skip
    made = opened(book)
    every = every or ("year" if first or last else None)
    return evaluation_table(
        read_evaluation(made), known_record(made, known), on_or_default(made, on), indicator=indicator, guideline=guideline,
        every=every, span=span_of(made, first, last) if every else None, language=language, in_words=in_words,
    )  # fmt: skip


def assertions(book: Book, guideline: str | None, on: str | None, known: str | None, language: str, in_words: bool) -> Table:
    made = opened(book)
    return assertions_table(
        read_evaluation(made), known_record(made, known), on_or_default(made, on), guideline=guideline, language=language,
        in_words=in_words,
    )  # fmt: skip


def expectations(book: Book, on: str | None, known: str | None, language: str, in_words: bool) -> Table:
    view = known_record(opened(book), known)
    return expectations_table(view, asked(on or iso(view.known)), language=language, in_words=in_words)


def docket(book: Book, known: str | None, language: str) -> Table:
    view = known_record(opened(book), known)
    return tables.docket_table(view, docket_of(view), language)


def export(book: Book, what: Exported, on: str | None, known: str | None) -> Table:
    made = opened(book)
    return exported(known_record(made, known), what.value, on_or_default(made, on))


def export_all(book: Book, on: str | None, known: str | None, folder: Path) -> list[Path]:
    """Write every whole table and their descriptor into a folder."""
    made = opened(book)
    return write_package(known_record(made, known), on_or_default(made, on), folder)


def coverage(book: Book, language: str) -> Table:
    return curation_table(opened(book), language)


def joined(reader: str, files: Sequence[Path], folder: Path, record: str, consulted: str) -> tuple[Desk, list[Problem]]:
    """Read an outside data set and write it to ``folder`` as a set of further sources of a record."""
    chosen = READERS.get(reader)
    if chosen is None:
        raise QuestionError("imports.reader", value=reader, known=", ".join(READERS))
    day = iso(asked(consulted).last)
    sheets = {sheet.name: sheet for sheet in map(read_sheet, files)}
    joins, problems = joins_in(folder)
    others = [name for name in further_of(folder_of(record)) if name != folder.name]
    desk = Desk(open_record(record, ";".join((DOCUMENTS, *others))), day, joins)
    return desk, problems if errors(problems) else [*problems, *join_source(chosen, sheets, desk, folder)]


def panel(
    book: Book, unit: str, every: str, first: str | None, last: str | None, count: list[str], day: str, directed: bool,
    known: str | None, language: str,
) -> Panel:  # fmt: skip
    made = opened(book)
    return panel_of(
        made, compiled(made), unit=unit, every=every, first=first, last=last, count=count, day=day, directed=directed,
        known=known, language=language,
    )  # fmt: skip
