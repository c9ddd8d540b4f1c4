"""The questions of the command line, put to a record: each gives the table to print."""

from __future__ import annotations

from pathlib import Path

from legation.archive.shelf import open_record
from legation.cli.exported import Exported as Exported
from legation.publication import answer_tables as tables
from legation.publication.exports import exported
from legation.publication.panel_table import Panel
from legation.publication.panel_table import panel as panel_of
from legation.publication.queries import actor_and_kind, acts_matching, known_record, on_or_default
from legation.publication.questions import QuestionError, asked, standing_named
from legation.publication.table import Table
from legation.record.record import Record
from legation.record.scenario import read_scenario, under
from legation.standings.compiling import compiled
from legation.standings.differences import differences
from legation.standings.docket import docket as docket_of
from legation.standings.reasons import explain
from legation.terms.messages import say
from legation.terms.problems import errors


def opened(record: str, scenario: Path | None = None) -> Record:
    """The record named on the command line, under the scenario in a file where one is named."""
    made = open_record(record)
    return made if scenario is None else supposed(made, scenario)


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
    record: str,
    on: str | None,
    known: str | None,
    actor: str | None,
    kind: str | None,
    every: bool,
    language: str,
    scenario: Path | None = None,
) -> Table:  # fmt: skip
    made = opened(record, scenario)
    view, day = known_record(made, known), on_or_default(made, on)
    who, what = actor_and_kind(made, actor, kind)
    return tables.standings_table(view, view.asof(day.first, day.last, actor=who, kind=what, every=every), day, language)


def why(record: str, standing: str, on: str | None, known: str | None, language: str, scenario: Path | None = None) -> Table:
    made = opened(record, scenario)
    view, day = known_record(made, known), on_or_default(made, on)
    return tables.reasons_table(view, explain(view, standing_named(view, standing), day.first, day.last), day, language)


def acts(
    record: str, actor: str | None, kind: str | None, first: str | None, last: str | None, known: str | None, language: str
) -> Table:
    view = known_record(opened(record), known)
    return tables.acts_table(view, acts_matching(view, actor=actor, kind=kind, first=first, last=last), language)


def diff(
    record: str, first: str | None, last: str | None, on: str | None, known_first: str | None, known_last: str | None
) -> Table:
    made = opened(record)
    day = on_or_default(made, on).last
    before, after = (asked(text).last if text else day for text in (first, last))
    return tables.differences_table(differences(known_record(made, known_first), known_record(made, known_last), before, after))


def docket(record: str, known: str | None, language: str) -> Table:
    view = known_record(opened(record), known)
    return tables.docket_table(view, docket_of(view), language)


def export(record: str, what: Exported, on: str | None, known: str | None) -> Table:
    made = opened(record)
    return exported(known_record(made, known), what.value, on_or_default(made, on))


def panel(
    record: str, unit: str, every: str, first: str | None, last: str | None, count: list[str], day: str, directed: bool,
    known: str | None, language: str, scenario: Path | None = None,
) -> Panel:  # fmt: skip
    made = opened(record, scenario)
    return panel_of(
        made, compiled(made), unit=unit, every=every, first=first, last=last, count=count, day=day, directed=directed,
        known=known, language=language,
    )  # fmt: skip
