"""The record that the rows of a book make: read whole, or read again where few of its rows changed, with the same outcome.

Read again, only the rows that changed are parsed; all else are the very objects of the record before. What is said between rows
is checked over all of them. Where a changed row is of a file that is read as a whole (settings, words, evaluation), where an
actor, a source or an instrument that anything may name is taken out, or where anything is wrong, the record has to be read whole.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, TypeVar

from legation.record.actors import SLUG, Actor, actor_of, unknown_predecessors
from legation.record.claims import Claim, Shelf, claim_of
from legation.record.consistency import broken_between_rows
from legation.record.instruments import Instrument, instrument_of
from legation.record.ledger.authored import FILED, SOURCE, AuthoredRow
from legation.record.ledger.book import CLAIMS, Book, Standing, cited, filing_of, is_filing
from legation.record.ledger.entry import IN_NO_FILE
from legation.record.measures import Observation, observation_of
from legation.record.record import FURTHER, Record, read_record
from legation.record.sources import Source, source_of, unknown_versions
from legation.record.table import Row, cell_problems
from legation.terms.problems import Problem

READ_BY_ROW: Final = (*CLAIMS, "actors", "instruments", "sources")
"""Tables of which a row can be read by itself."""
_SHELVED: Final = ("actors", "instruments", "sources")
Rows = Mapping[tuple[str, str], Standing]
Held = TypeVar("Held")
Stated = TypeVar("Stated", Claim, Observation)


def read_whole(book: Book, *, own: bool = False) -> tuple[Record | None, list[Problem]]:
    """The record of a book, read as the authored folder that holds the same.

    Args:
        own: whether only what its own sources say is read, without further sources.

    Returns:
        The record, or None where an error stops it, and every problem found.
    """
    with tempfile.TemporaryDirectory(prefix="legation-record-") as folder:
        for name, data in book.files().items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return read_record(Path(folder), frozenset() if own else None)


def read_again(before: Record, was: Book, book: Book, *, own: bool = False) -> Record | None:
    """The record of a book of which few rows changed; None where it has to be read whole, as it may not hold together.

    Args:
        before: the record of the book as it was; own: as for :func:`read_whole`.
    """
    gone, new = _turned(was.rows, book.rows, own)
    turned = [one.row.table for one in (*gone, *new) if one.row.table not in IN_NO_FILE]
    if any(table not in READ_BY_ROW for table in turned):
        return None
    there = {one.row.id for one in new}
    dropped = {one.row.id for one in gone if one.row.table in _SHELVED and one.row.id not in there}
    if any(table != "instruments" for table, _ in dropped) or _may_be_named((key for _, key in dropped), book.rows.values()):
        return None
    reading = _Reading(before)
    for _, key in dropped:
        reading.instruments.pop(key, None)
    reading.shelve(new, book.offset)
    filings = {draft for one in gone if is_filing(one.row) and (draft := _filing(one, book.offset))}
    for source in filings - _filings(book.rows.values(), book.offset, own) if filings else ():
        reading.sources.pop(source, None)
    made = reading.record([one.row.key for one in gone if one.row.table in CLAIMS], new)
    return None if any(one.is_error for one in reading.problems) else made


def _turned(was: Rows, now: Rows, own: bool) -> tuple[list[Standing], list[Standing]]:
    """The rows that no longer stand as they did, and those that stand otherwise or anew."""
    new = [(key, one) for key, one in now.items() if was.get(key) is not one]
    gone = [was[key] for key in (*(key for key, _ in new if key in was), *(was.keys() - now.keys()))]
    return [one for one in gone if _counts(one, own)], [one for _, one in new if _counts(one, own)]


def _counts(one: Standing, own: bool) -> bool:
    return not (own and one.row.file.startswith(f"{FURTHER}/"))


def _may_be_named(ids: Iterable[str], rows: Iterable[Standing]) -> bool:
    """Whether any of some ids stands in the text of any row, as a name or otherwise."""
    wanted = tuple(ids)
    return bool(wanted) and any(id in str(text) for one in rows for text in one.row.cells.values() for id in wanted)


def _filing(one: Standing, offset: int) -> str:
    source = filing_of(one, offset)
    return "" if source is None else source.key


def _filings(rows: Iterable[Standing], offset: int, own: bool) -> set[str]:
    return {_filing(one, offset) for one in rows if is_filing(one.row) and _counts(one, own)}


@dataclass
class _Reading:
    """A record being read again.

    Args:
        before: what was read; problems: what is wrong with what changed, and between rows.
    """

    before: Record
    problems: list[Problem] = field(default_factory=list)
    actors: dict[str, Actor] = field(init=False)
    instruments: dict[str, Instrument] = field(init=False)
    sources: dict[str, Source] = field(init=False)

    def __post_init__(self) -> None:
        self.actors, self.instruments = dict(self.before.actors), dict(self.before.instruments)
        self.sources = dict(self.before.sources)

    def shelve(self, rows: Iterable[Standing], offset: int) -> None:
        """Read what claims may refer to."""
        kinds = frozenset(self.before.vocabulary.instruments)
        for one in rows:
            row = one.row
            if row.table == "sources":
                self._source(row)
            elif (filing := filing_of(one, offset)) is not None:
                if filing.key not in self.sources:
                    self._source(filing)
            elif row.table in _SHELVED:
                cells = self._row(row)
                if cells["id"] != row.key or not SLUG.fullmatch(row.key):
                    self._unread(row)
                elif row.table == "actors":
                    self.actors[row.key] = actor_of(cells, self.before.vocabulary, self.problems)
                else:
                    self.instruments[row.key] = instrument_of(cells, kinds, self.problems)

    def record(self, gone: Iterable[str], rows: Iterable[Standing]) -> Record:
        """The record with the claims and figures that changed, all of it checked."""
        before = self.before
        actors, instruments = _in_order(before.actors, self.actors), _in_order(before.instruments, self.instruments)
        shelf = Shelf(before.vocabulary, actors, instruments, _in_order(before.sources, self.sources))
        claims = {one.id: one for one in before.claims}
        measures = {one.id: one for one in before.measures}
        for key in gone:
            claims.pop(key, None)
            measures.pop(key, None)
        for one in rows:
            row = cited(one)
            if row.table not in CLAIMS:
                continue
            cells = self._row(row)
            if cells["claim"] != row.key:
                self._unread(row)
            elif row.table == "measures":
                measures[row.key] = observation_of(cells, shelf, self.problems)
            else:
                claims[row.key] = claim_of(cells, shelf, self.problems)
        made = replace(
            before, actors=shelf.actors, instruments=shelf.instruments, sources=shelf.sources,
            claims=_sorted(claims, before.claims), measures=_sorted(measures, before.measures),
        )  # fmt: skip
        self.problems += broken_between_rows(shelf, made.claims, made.measures)
        if self.actors != before.actors:
            self.problems += unknown_predecessors(made.actors)
        self.problems += unknown_versions(made.sources)
        return made

    def _row(self, row: AuthoredRow) -> Row:
        cells = Row(row.file or FILED[row.table], 0, {column: str(value) for column, value in row.cells.items()})
        self.problems += cell_problems(cells)
        return cells

    def _source(self, row: AuthoredRow) -> None:
        found = source_of(row.file or FILED["sources"], 0, row.cells.get(SOURCE), self.problems)
        if found is not None and found.id == row.key:
            self.sources[found.id] = found
        else:
            self._unread(row)

    def _unread(self, row: AuthoredRow) -> None:
        """A row that says another id than its own: only the whole tells what becomes of it."""
        self.problems.append(Problem(row.file, 0, "", "error", "ledger.row_is_not_there", (("key", row.key),)))


def _in_order(before: Mapping[str, Held], after: dict[str, Held]) -> Mapping[str, Held]:
    if len(before) == len(after) and all(before.get(key) is one for key, one in after.items()):
        return before
    return dict(sorted(after.items()))


def _sorted(held: dict[str, Stated], before: tuple[Stated, ...]) -> tuple[Stated, ...]:
    """Rows in order of id; the very ones before where none changed."""
    found = tuple(held[key] for key in sorted(held))
    same = len(found) == len(before) and all(one is other for one, other in zip(found, before, strict=True))
    return before if same else found
