"""The ledger that this process serves: its record at each level, made anew when its logs have grown."""

from __future__ import annotations

from dataclasses import replace
from threading import RLock
from time import monotonic
from typing import Final

from django.conf import settings

from legation.archive.ledger.connection import Behind
from legation.archive.ledger.opening import folder_at, open_ledger
from legation.archive.opening import Opened
from legation.archive.shelf import ALL, DOCUMENTS, RecordHasErrors, read_folder
from legation.office.opened import OpenedRecord
from legation.publication.questions import QuestionError
from legation.record.ledger.book import Book, book_at
from legation.record.ledger.faults import LedgerError
from legation.record.ledger.versions import versions_of

Sizes = tuple[int, ...]
NONE_FURTHER: Final[frozenset[str]] = frozenset()
PATIENCE: Final = 5.0
"""Seconds in which a ledger that did not answer is left alone."""


class ServedLedger:
    """A ledger with what was made of it.

    Args:
        name: its file or address.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.ledger = open_ledger(name)
        self._records: dict[tuple[str, str], tuple[Sizes, OpenedRecord]] = {}
        self._books: dict[str, tuple[Sizes, Book]] = {}
        self._lock = RLock()
        self._behind: Behind | None = None
        self._asked_next = 0.0
        self._silent: LedgerError | None = None
        self._silent_until = 0.0

    def sizes(self, level: str) -> Sizes:
        """How long the logs are that make up what a level sees."""
        levels = self.ledger.levels
        return tuple(self.ledger.size(one) for one in levels[: levels.index(level) + 1])

    def opened(self, level: str = "", sources: str = ALL) -> OpenedRecord:
        """The record at a level and the more open ones, as the ledger holds it now.

        While what it holds cannot be read, or not as a record, the last good one goes on answering.

        Args:
            level: the most open one where it is empty.

        Raises:
            QuestionError: there is no such set of sources, or the record has errors.
            LedgerError: the ledger cannot be read, or holds no record yet.
        """
        chosen = level or self.ledger.levels[0]
        if sources not in (ALL, DOCUMENTS):
            raise QuestionError("questions.sources", value=sources, nearest=f"{ALL}, {DOCUMENTS}")
        with self._lock:
            kept = self._records.get((chosen, sources))
            try:
                sizes = self._sizes_now(chosen)
            except LedgerError:
                if kept is None:
                    raise
                return kept[1]
            if kept is not None and kept[0] == sizes:
                return kept[1]
            try:
                further = None if sources == ALL else NONE_FURTHER
                record = read_folder(folder_at(self.name, chosen), further, self.name)
            except RecordHasErrors:
                if kept is None:
                    raise
                return kept[1]
            made = OpenedRecord(Opened(record, level=chosen))
            made.withdrawn = _withdrawn(self, chosen)
            made.versions = versions_of(self.ledger, self.book(chosen))
            self._records[chosen, sources] = sizes, made
            return made

    def _sizes_now(self, level: str) -> Sizes:
        """The same as :meth:`sizes`; a ledger that did not answer is not asked again for a while.

        Raises:
            LedgerError: it does not answer.
        """
        if self._silent is not None and monotonic() < self._silent_until:
            raise self._silent
        try:
            found = self.sizes(level)
        except LedgerError as error:
            self._silent, self._silent_until = error, monotonic() + PATIENCE
            raise
        self._silent = None
        return found

    def behind(self) -> Behind | None:
        """How far the copy that is read is behind the ledger that it follows; None where what is read is the ledger itself.

        Asked once a second at most. A copy that does not answer is told as one that has lost its link.
        """
        with self._lock:
            if monotonic() >= self._asked_next:
                try:
                    self._behind = self.ledger.database.behind()
                except LedgerError:
                    self._behind = self._behind and replace(self._behind, is_linked=False)
                self._asked_next = monotonic() + 1
            return self._behind

    def book(self, level: str) -> Book:
        """The rows that stand at a level."""
        with self._lock:
            sizes = self.sizes(level)
            kept = self._books.get(level)
            if kept is None or kept[0] != sizes:
                kept = self._books[level] = sizes, book_at(self.ledger, level)
            return kept[1]


def _withdrawn(served: ServedLedger, level: str) -> frozenset[str]:
    """Ids that once stood in the most open log and no longer do at a level: withdrawn, erased or reclassified."""
    once: set[str] = set()
    acts: dict[str, str] = {}
    for sealed in served.ledger.entries(served.ledger.levels[0]):
        entry = sealed.entry
        if entry.table in ("acts", "adjudications") and entry.cells.get("act"):
            acts[entry.key] = str(entry.cells["act"])
        if entry.deed == "retracted":
            once |= {entry.key, acts.get(entry.key, entry.key)}
    book = served.book(level)
    there = {key for _, key in book.rows} | {str(one.row.cells.get("act", "")) for one in book.rows.values()}
    return frozenset(once - there)


_served: ServedLedger | None = None
_lock: Final = RLock()


def served() -> ServedLedger:
    """The ledger that the settings name.

    Raises:
        LedgerError: there is none, or it cannot be opened safely.
    """
    global _served
    with _lock:
        if _served is None or _served.name != settings.LEGATION_RECORD:
            _served = ServedLedger(settings.LEGATION_RECORD)
        return _served


def is_filed_here() -> bool:
    """Whether desks write in the ledger; else its folder is edited by people, and desks only read."""
    try:
        return served().ledger.owner == "ledger"
    except LedgerError:
        return False
