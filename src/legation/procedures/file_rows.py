"""File rows: what somebody typed in a form or a spreadsheet becomes the entries of a draft, with what is wrong at each place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from legation.procedures.seal import Draft, problems_of
from legation.record.ledger.authored import FILED
from legation.record.ledger.entry import Entry, Table
from legation.record.record import Record
from legation.terms.problems import Problem, problem

OF_INSTRUMENT: Final = -1
"""The row that stands for the new instrument of a filing."""
PAIRS: Final = (("title", "title_es"), ("note", "note_es"), ("name", "name_es"), ("owner", "owner_es"))


@dataclass(frozen=True, slots=True)
class Filing:
    """What is filed together.

    Args:
        table: ``acts`` or ``measures``; rows: cells by column; level: of all of them.
        instrument: cells of a formal text that the record has not yet, to which the rows that name none belong; or empty.
    """

    table: Table
    rows: tuple[Mapping[str, str], ...]
    level: str
    instrument: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Something wrong at a place of a filing.

    Args:
        row: counted from 0; :data:`OF_INSTRUMENT` for the new instrument.
    """

    row: int
    column: str
    problem: Problem


def entries_of(draft: str, filing: Filing, open_level: str) -> tuple[Entry, ...]:
    """The entries of a filing; ids that nobody typed are made of that of the draft.

    Args:
        draft: id of the draft; open_level: the level that rows need not state.
    """
    entries = []
    text = f"{draft}-text"
    if filing.instrument:
        cells = {"id": text, **_said(filing.instrument)}
        entries.append(Entry("entered", "instruments", text, cells, filing.level))
    for number, row in enumerate(filing.rows, start=1):
        cells = _said(row)
        cells["claim"] = f"{draft}-{number}"
        if filing.table == "acts":
            cells.setdefault("act", f"{draft}-{number}")
            if filing.instrument:
                cells.setdefault("instrument", text)
        cells.pop("level", None)
        if filing.level != open_level:
            cells["level"] = filing.level
        entries.append(Entry("entered", filing.table, cells["claim"], cells, filing.level))
    return tuple(entries)


def problems_in(record: Record, draft: str, filing: Filing) -> list[Place]:
    """What is wrong with a filing, each at its row and column, beside the record as its level sees it."""
    entries = entries_of(draft, filing, next(iter(record.vocabulary.levels)))
    before = len(entries) - len(filing.rows)
    found = []
    for one in problems_of(record, Draft(draft, entries, "", "")):
        is_of_text = one.file == FILED["instruments"] or 0 < one.line <= before
        found.append(Place(OF_INSTRUMENT if is_of_text else max(one.line - before - 1, 0), one.column, one))
    if not filing.rows:
        found.append(Place(0, "", problem(draft, 0, "", "filing.no_rows")))
    if filing.table == "acts":
        for number, row in enumerate(filing.rows):
            if not _said(row).keys() & {"title", "title_es"}:
                found.append(Place(number, "title_es", problem(draft, number + 1, "title_es", "filing.no_title")))
    return found


def lacking_language(filing: Filing) -> list[tuple[int, str]]:
    """Where a text stands in one language alone: row and column that is empty. One is enough to file, not to publish."""
    texts = [(OF_INSTRUMENT, filing.instrument)] if filing.instrument else []
    found: list[tuple[int, str]] = []
    for number, row in [*texts, *enumerate(filing.rows)]:
        said = _said(row)
        for pair in PAIRS:
            there = [column for column in pair if column in said]
            found.extend((number, column) for column in pair if len(there) == 1 and column not in said)
    return found


def _said(row: Mapping[str, str]) -> dict[str, str]:
    return {column: value.strip() for column, value in row.items() if value.strip()}


def errors_of(places: Sequence[Place]) -> list[Place]:
    """Only what stops a filing."""
    return [one for one in places if one.problem.is_error]
