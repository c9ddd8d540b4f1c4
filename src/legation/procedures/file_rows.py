"""File rows: what somebody typed in a form or a spreadsheet becomes the entries of a draft, with what is wrong at each place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from legation.procedures.seal import Draft, problems_of
from legation.record.actors import Actor
from legation.record.ledger.authored import FILED
from legation.record.ledger.book import FILING
from legation.record.ledger.entry import Entry, Table
from legation.record.record import Record
from legation.record.table import LIST_SEPARATOR
from legation.terms.problems import Problem, nearest, problem
from legation.terms.slug import slug
from legation.terms.text import folded

OF_INSTRUMENT: Final = -1
"""The row that stands for the new instrument of a filing."""
OF_ACTOR: Final = -2
"""The row that stands for its new actor."""
_BROUGHT: Final[Mapping[Table, int]] = {"instruments": OF_INSTRUMENT, "actors": OF_ACTOR}
_NAMING: Final = ("subject", "object")
LIKE: Final = "filing.actor_like"
"""Said of a new actor of whose name another is already there, or one much like it."""
PAIRS: Final = (("title", "title_es"), ("note", "note_es"), ("name", "name_es"), ("owner", "owner_es"))


@dataclass(frozen=True, slots=True)
class Filing:
    """What is filed together.

    Args:
        table: ``acts`` or ``measures``; rows: cells by column; level: of all of them.
        instrument: cells of a formal text that the record has not yet, to which the rows that name none belong; or empty.
        actor: cells of an actor that the record has not yet, whom a row names by its id or either name; or empty.
    """

    table: Table
    rows: tuple[Mapping[str, str], ...]
    level: str
    instrument: Mapping[str, str] = field(default_factory=dict)
    actor: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Something wrong at a place of a filing.

    Args:
        row: counted from 0; :data:`OF_INSTRUMENT` for the new instrument, :data:`OF_ACTOR` for the new actor.
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
    if filing.actor:
        cells = {"id": id_of_actor(filing.actor), **_said(filing.actor)}
        cells["source"] = next((row["source"].strip() for row in filing.rows if row.get("source")), FILING + draft)
        entries.append(Entry("entered", "actors", cells["id"], cells, filing.level))
    if filing.instrument:
        cells = {"id": text, **_naming(_said(filing.instrument), filing.actor, ("parties",))}
        entries.append(Entry("entered", "instruments", text, cells, filing.level))
    for number, row in enumerate(filing.rows, start=1):
        cells = _naming(_said(row), filing.actor, _NAMING)
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


def id_of_actor(actor: Mapping[str, str]) -> str:
    """The id of a new actor: as typed, else made of its name."""
    said = _said(actor)
    return said.get("id") or slug(said.get("name") or said.get("name_es", ""))


def _naming(cells: dict[str, str], actor: Mapping[str, str], columns: Sequence[str]) -> dict[str, str]:
    """Cells in which a new actor is named by its id, whichever of its names was typed."""
    said = _said(actor)
    called = {said[one].casefold() for one in ("name", "name_es") if one in said}
    for column in columns if called else ():
        parts = [part.strip() for part in cells.get(column, "").split(LIST_SEPARATOR)]
        if called.intersection(map(str.casefold, parts)):
            cells[column] = LIST_SEPARATOR.join(id_of_actor(actor) if one.casefold() in called else one for one in parts)
    return cells


def problems_in(record: Record, draft: str, filing: Filing) -> list[Place]:
    """What is wrong with a filing, each at its row and column, beside the record as its level sees it."""
    entries = entries_of(draft, filing, next(iter(record.vocabulary.levels)))
    before = len(entries) - len(filing.rows)
    found = []
    for one in problems_of(record, Draft(draft, entries, "", "")):
        table = next((table for table in _BROUGHT if one.file == FILED[table]), None)
        if table is None and 0 < one.line <= before:
            table = entries[one.line - 1].table
        at = max(one.line - before - 1, 0) if table is None else _BROUGHT[table]
        found.append(Place(at, "id" if at == OF_ACTOR and not one.column else one.column, one))
    if filing.actor:
        found = [one for one in found if not _follows(one, filing.actor)] + _of_actor(draft, filing, entries[before:])
        if (like := _like(record, filing.actor)) is not None:
            found.append(
                Place(OF_ACTOR, "name_es", problem(draft, 0, "name_es", LIKE, severity="warning", id=like.id, name=like.name.en))
            )
    if not filing.rows:
        found.append(Place(0, "", problem(draft, 0, "", "filing.no_rows")))
    if filing.table == "acts":
        for number, row in enumerate(filing.rows):
            if not _said(row).keys() & {"title", "title_es"}:
                found.append(Place(number, "title_es", problem(draft, number + 1, "title_es", "filing.no_title")))
    return found


def _follows(place: Place, actor: Mapping[str, str]) -> bool:
    """Whether something is wrong only because something else is, which is told: an id that is none, or is not there."""
    id, code = id_of_actor(actor), place.problem.code
    return (code == "records.unknown_actor" and ("value", id) in place.problem.values) or (place.row == OF_ACTOR and not id)


def _of_actor(draft: str, filing: Filing, rows: Sequence[Entry]) -> list[Place]:
    """What a new actor lacks: a name, and an act that names it."""
    said, id = _said(filing.actor), id_of_actor(filing.actor)
    if not said.keys() & {"name", "name_es"}:
        return [Place(OF_ACTOR, "name_es", problem(draft, 0, "name_es", "filing.no_name"))]
    named = {one for row in rows for column in _NAMING for one in str(row.cells.get(column, "")).split(LIST_SEPARATOR)}
    if id in {one.strip() for one in named}:
        return []
    return [Place(OF_ACTOR, "name_es", problem(draft, 0, "name_es", "filing.actor_not_named"))]


def _like(record: Record, actor: Mapping[str, str]) -> Actor | None:
    """The actor of the record that is called most like a new one, by name, alias or id; None where none is."""
    called = {
        folded(name): one for one in record.actors.values() for name in (*one.aliases, one.name.en, one.name.es, one.id) if name
    }
    said = [folded(value) for column, value in _said(actor).items() if column in ("name", "name_es", "id")]
    return next((called[near] for one in said if (near := nearest(one, called)) is not None), None)


def lacking_language(filing: Filing) -> list[tuple[int, str]]:
    """Where a text stands in one language alone: row and column that is empty. One is enough to file, not to publish."""
    texts = [(number, cells) for number, cells in ((OF_INSTRUMENT, filing.instrument), (OF_ACTOR, filing.actor)) if cells]
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
