"""Seal a draft: rows that one person filed and another approved go into the ledger, once and for ever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from legation.record.actors import COLUMNS as ACTOR_COLUMNS
from legation.record.actors import SLUG, read_actors
from legation.record.claims import COLUMNS as CLAIM_COLUMNS
from legation.record.claims import Shelf, claim_of
from legation.record.instruments import CLAUSES, read_instruments
from legation.record.instruments import COLUMNS as INSTRUMENT_COLUMNS
from legation.record.ledger.authored import FILED, SOURCE, AuthoredRow, files_of
from legation.record.ledger.book import CLAIMS, FILING, filing_source
from legation.record.ledger.entry import Batch, Entry, Receipt, Table
from legation.record.ledger.faults import LedgerError
from legation.record.ledger.port import Ledger
from legation.record.measures import COLUMNS as MEASURE_COLUMNS
from legation.record.measures import observation_of
from legation.record.record import Record
from legation.record.sources import read_sources
from legation.record.table import Row, cell_problems, read_table
from legation.terms.problems import Problem, in_order


@dataclass(frozen=True, slots=True)
class Draft:
    """What is asked to be sealed.

    Args:
        id: small letters, digits and hyphens; a draft is sealed once, however often that is asked.
        entries: the rows, each with what is done to it. A claim that names no source is its own source, issued when sealed.
        by: id of who filed it; approved: id of who approved it, somebody else.
    """

    id: str
    entries: tuple[Entry, ...]
    by: str
    approved: str


def seal(ledger: Ledger, draft: Draft) -> Receipt:
    """Seal a draft that was checked (see :func:`problems_of`) and approved.

    Raises:
        LedgerError: nobody approved it but who filed it; the record is owned by its folder; or as for the ledger.
        NotAcknowledged: the store failed; nothing was sealed.
    """
    if not SLUG.fullmatch(draft.id):
        raise LedgerError("ledger.draft_id", value=draft.id)
    if not draft.by or not draft.approved:
        raise LedgerError("ledger.nobody_approved", draft=draft.id)
    if draft.by.casefold() == draft.approved.casefold():
        raise LedgerError("ledger.own_draft", draft=draft.id, person=draft.by)
    if ledger.owner != "ledger":
        raise LedgerError("ledger.owned_by_folder")
    for one in draft.entries:
        if one.table in CLAIMS and one.deed != "retracted" and one.cells.get("level", ledger.levels[0]) != one.level:
            raise LedgerError("ledger.level_differs", key=one.key, level=one.level)
    return ledger.append(Batch(draft.id, draft.entries, draft.by, draft.approved))


_HEADINGS: Final[tuple[tuple[str, Table, tuple[str, ...], tuple[str, ...]], ...]] = (
    ("series", "measures", MEASURE_COLUMNS, ()),
    ("iso3166", "actors", ACTOR_COLUMNS, ()),
    ("parties", "instruments", INSTRUMENT_COLUMNS, CLAUSES),
    ("", "acts", CLAIM_COLUMNS, ()),
)
"""A heading that only one table has, the table, and the columns that a file of it has and may have."""


def entries_in(file: str, data: bytes, open_level: str) -> tuple[list[Entry], list[Problem]]:
    """The rows of a CSV file with the headings of acts, figures, actors or instruments, as entries to be filed; and what is wrong
    with the file.

    Args:
        open_level: the level of rows that state none.
    """
    headings = data.decode("utf-8", "replace").lstrip("\ufeff").partition("\n")[0].strip().split(",")
    _, table, columns, optional = next(one for one in _HEADINGS if not one[0] or one[0] in headings)
    found = read_table(file, data, columns, optional=optional)
    entries = []
    for row in found.rows:
        cells = {column: value for column, value in row.cells.items() if value}
        kind: Table = "adjudications" if table == "acts" and row["kind"] == "adjudication" else table
        entries.append(Entry("entered", kind, row[columns[0]], cells, row["level"] or open_level))
    return entries, found.problems


def problems_of(record: Record, draft: Draft) -> list[Problem]:
    """What is wrong with the rows of a draft, each at ``draft:<number of the row>:column``, beside the record as it stands.

    Args:
        record: as the level of the draft sees it.
    """
    file = f"draft {draft.id}"
    problems: list[Problem] = []
    shelf = _shelf(record, draft, problems)
    for number, entry in enumerate(draft.entries, start=1):
        if entry.table not in CLAIMS or entry.deed not in ("entered", "corrected"):
            continue
        cells = {column: str(value) for column, value in entry.cells.items()}
        if not cells.get("source"):
            cells |= {"source": FILING + draft.id, "locator": cells.get("locator") or "1"}
        row = Row(file, number, cells)
        problems.extend(cell_problems(row))
        if entry.table == "measures":
            observation_of(row, shelf, problems)
        else:
            claim_of(row, shelf, problems)
    return in_order([*problems, *_ids(record, draft, file)])


def _shelf(record: Record, draft: Draft, problems: list[Problem]) -> Shelf:
    """What the rows of a draft may refer to: the record, what the draft itself brings, and the filing that it is."""
    brought = [AuthoredRow(one.table, one.key, "", one.cells) for one in draft.entries if one.deed != "retracted"]
    filing = AuthoredRow("sources", FILING + draft.id, "", {SOURCE: filing_source(draft.id, "2000-01-01")})
    files = files_of([one for one in brought if one.table in ("actors", "instruments", "sources")] + [filing])
    sources, found = read_sources(FILED["sources"], files[FILED["sources"]])
    problems.extend(found)
    actors, instruments = dict(record.actors), dict(record.instruments)
    if FILED["actors"] in files:
        more, found = read_actors(FILED["actors"], files[FILED["actors"]], record.vocabulary)
        actors |= more
        problems.extend(found)
    if FILED["instruments"] in files:
        texts, found = read_instruments(
            FILED["instruments"], files[FILED["instruments"]], frozenset(record.vocabulary.instruments)
        )
        instruments |= texts
        problems.extend(found)
    return Shelf(record.vocabulary, actors, instruments, {**record.sources, **sources})


def _ids(record: Record, draft: Draft, file: str) -> Sequence[Problem]:
    """What is entered is new; what is corrected or retracted is there."""
    there: dict[str, set[str]] = {
        **dict.fromkeys(CLAIMS, {one.id for one in record.claims} | {one.id for one in record.measures}),
        "actors": set(record.actors), "instruments": set(record.instruments), "sources": set(record.sources),
    }  # fmt: skip
    problems = []
    for number, entry in enumerate(draft.entries, start=1):
        known = there.get(entry.table)
        if known is None:
            continue
        if entry.deed == "entered" and entry.key in known:
            problems.append(Problem(file, number, "", "error", "ledger.row_is_there", (("key", entry.key),)))
        if entry.deed in ("corrected", "retracted") and entry.key not in known:
            problems.append(Problem(file, number, "", "error", "ledger.row_is_not_there", (("key", entry.key),)))
    return problems
