"""The ledger that this process serves: its record at each level, read again where its logs have grown.

Of what was sealed since, only the new entries are read, only the rows that they change are parsed and checked, and only the
standings that these touch are judged again; see :mod:`legation.record.ledger.reading` for what has to be read whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from threading import RLock, Thread
from time import monotonic
from typing import Final

from django.conf import settings

from legation.archive.ledger.connection import Behind
from legation.archive.ledger.deeds_of_rows import RecordBroken
from legation.archive.ledger.in_columns import InColumns, MuchChanged, names_in_claims
from legation.archive.ledger.made_objects import with_objects
from legation.archive.ledger.opening import open_ledger
from legation.archive.ledger.own_sources import OwnSources, has_further
from legation.archive.opening import Opened
from legation.archive.shelf import ALL, DOCUMENTS, RecordHasErrors
from legation.office.opened import OpenedRecord
from legation.publication.questions import QuestionError
from legation.record.edition import Written
from legation.record.ledger.authored import TEXT, AuthoredRow
from legation.record.ledger.book import Book, Standing, standing
from legation.record.ledger.entry import Sealed
from legation.record.ledger.faults import LedgerError
from legation.record.ledger.least_level import REFERENCE
from legation.record.ledger.reading import read_again, read_whole
from legation.record.ledger.versions import Told, Version, take_versions, versions_told
from legation.record.record import Record

LARGE: Final = 50_000
"""Entries of the open log from which it is served from columns."""
Sizes = tuple[int, ...]
PATIENCE: Final = 5.0
"""Seconds in which a ledger that did not answer is left alone."""
Rows = Mapping[tuple[str, str], Standing]


@dataclass
class _Log:
    """What the entries of one log amount to, as far as they were read.

    Args:
        size: how many; rows: those that stand; versions: what each that was corrected said.
        once: ids that stood and were taken out; acts: the act that each claim entered speaks of.
    """

    size: int = 0
    rows: Rows = field(default_factory=dict)
    versions: Told = field(default_factory=dict)
    once: set[str] = field(default_factory=set)
    acts: dict[str, str] = field(default_factory=dict)

    def grow(self, entries: list[Sealed], offset: int) -> None:
        """Take in entries that follow those read."""
        for sealed in entries:
            entry = sealed.entry
            if entry.table in ("acts", "adjudications") and entry.cells.get("act"):
                self.acts[entry.key] = str(entry.cells["act"])
            if entry.deed == "retracted":
                self.once |= {entry.key, self.acts.get(entry.key, entry.key)}
        self.size += len(entries)
        self.rows = standing(entries, self.rows)
        take_versions(self.versions, entries, offset)


@dataclass(frozen=True)
class _Read:
    """A record as it was read.

    Args:
        tried: the book that was read last, though it may have had errors; book: that of the record, the last good one.
        one: the record opened, as its level may read it; written: its rows as the edition has them.
    """

    tried: Book
    book: Book
    record: Record
    one: OpenedRecord
    written: Written


class ServedLedger:
    """A ledger with what was made of it.

    Args:
        name: its file or address.
        own: whether it is read without its further sources, as a large one is that is asked for its documents alone.
    """

    def __init__(self, name: str, *, own: bool = False) -> None:
        self.name, self._own = name, own
        self.ledger = open_ledger(name)
        self._logs: dict[str, _Log] = {}
        self._records: dict[tuple[str, str], _Read] = {}
        self._books: dict[str, tuple[Sizes, Book]] = {}
        self._large: dict[str, tuple[InColumns, OpenedRecord]] = {}
        self._tried: dict[str, Sizes] = {}
        self._broken: dict[str, tuple[Sizes, RecordHasErrors]] = {}
        self._books_above: dict[str, tuple[Sizes, Book, Record | None]] = {}
        self._ends: dict[str, tuple[int, str]] = {}
        self._begun = 0
        self._documents: ServedLedger | None = None
        self._documents_broken: tuple[Sizes, RecordHasErrors] | None = None
        self._reading_documents: Thread | None = None
        self._lock = RLock()
        self._beside: Thread | None = None
        self._much: dict[str, Thread] = {}
        self._behind: Behind | None = None
        self._asked_next = 0.0
        self._silent: LedgerError | None = None
        self._silent_until = 0.0

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
            try:
                self._look(chosen)
                if self.is_large:
                    made, whole = self._in_columns(chosen)
                    return self._documents_alone(chosen) if sources != ALL and has_further(made.book) else whole
                book, kept = self.book(chosen), self._records.get((chosen, sources))
                if kept is None or kept.tried is not book:
                    kept = self._records[chosen, sources] = self._read(book, kept, own=sources == DOCUMENTS)
                return kept.one
            except (LedgerError, RecordHasErrors):
                if (last := self._last_good(chosen, sources)) is None:
                    raise
                return last

    def _documents_alone(self, level: str) -> OpenedRecord:
        """What the own sources of a large ledger say at a level: read beside what answers, once it is asked for.

        Raises:
            QuestionError: it is being read, or has errors.
        """
        if self._documents is not None:
            try:
                return self._documents.opened(level)
            except MuchChanged:
                self._documents = None
        if self._documents_broken is not None and self._documents_broken[0] == self.sizes(self.ledger.levels[0]):
            raise self._documents_broken[1]
        if self._reading_documents is None or not self._reading_documents.is_alive():
            self._reading_documents = Thread(target=self._read_documents, daemon=True)
            self._reading_documents.start()
        raise QuestionError("questions.sources_being_read", value=DOCUMENTS)

    def _read_documents(self) -> None:
        try:
            alone = ServedLedger(self.name, own=True)
            sizes = alone.sizes(alone.ledger.levels[0])
            try:
                alone.opened()
                self._documents = alone
            except RecordHasErrors as error:
                self._documents_broken = sizes, error
        except LedgerError:
            pass  # whoever asks next has it tried again

    def _last_good(self, level: str, sources: str) -> OpenedRecord | None:
        """What answered last at a level; None where nothing did."""
        if sources == ALL and (large := self._large.get(level)) is not None:
            return large[1]
        kept = self._records.get((level, sources))
        return None if kept is None else kept.one

    def sizes(self, level: str) -> Sizes:
        """How long the logs are that make up what a level sees."""
        levels = self.ledger.levels
        return tuple(self.ledger.size(one) for one in levels[: levels.index(level) + 1])

    def _read(self, book: Book, before: _Read | None, *, own: bool) -> _Read:
        if not book.rows:
            raise LedgerError("ledger.nothing_mirrored")
        record = None if before is None else read_again(before.record, before.book, book, own=own)
        follows = before if record is not None else None
        if record is None:
            record, problems = read_whole(book, own=own)
            if record is None and before is None:
                raise RecordHasErrors(self.name, problems)
        if record is None:
            assert before is not None
            return replace(before, tried=book)
        written = Written() if before is None else before.written
        made = OpenedRecord(Opened(record, level=book.level, written=written), before=None if follows is None else follows.one)
        made.withdrawn = self._withdrawn(book)
        made.versions = self._versions(book)
        return _Read(book, book, record, made, written)

    def _versions(self, book: Book) -> Mapping[str, tuple[Version, ...]]:
        """What the rows of a book said that were corrected."""
        levels = self.ledger.levels
        return versions_told({one: self._logs[one].versions for one in levels[: levels.index(book.level) + 1]}, book)

    @property
    def is_large(self) -> bool:
        """Whether what the ledger holds is served from columns: where its open log is long."""
        return self.ledger.size(self.ledger.levels[0]) >= LARGE

    def _in_columns(self, level: str) -> tuple[InColumns, OpenedRecord]:
        """A large ledger at a level, as it is now; while that cannot be read as a record, the last good one."""
        sizes, kept = self.sizes(level), self._large.get(level)
        if kept is not None and self._tried.get(level) == sizes:
            return kept
        if kept is not None and self.is_reading(level) and not self._takes_out(kept[0]):
            return kept
        if (broken := self._broken.get(level)) is not None and broken[0] == sizes:
            raise broken[1]  # reading all of it again would tell the same
        levels = self.ledger.levels[: self.ledger.levels.index(level) + 1]
        try:
            if kept is not None:
                made = kept[0].read_on(at_once=self._own or not self._takes_out(kept[0]))
            elif len(levels) == 1:
                made = InColumns.begun(OwnSources(self.ledger) if self._own else self.ledger, levels)
            else:
                made = self._in_columns(levels[0])[0].read_on(levels)
        except MuchChanged:
            if self._own or kept is None:  # it is read from the beginning, beside what answers
                raise
            self._much[level] = Thread(target=self._read_beside, args=(level, kept[0], sizes, self._begun), daemon=True)
            self._much[level].start()
            return kept
        except RecordBroken as error:
            if kept is None:
                self._broken[level] = sizes, RecordHasErrors(self.name, error.problems)
                raise self._broken[level][1] from error
        else:
            kept = self._keep(level, made)
            if made.is_much_added and not (self._beside and self._beside.is_alive()):
                self._beside = Thread(target=self._compile_again, args=(level, made, self._begun), daemon=True)
                self._beside.start()
        self._tried[level] = sizes
        return kept

    def _keep(self, level: str, made: InColumns) -> tuple[InColumns, OpenedRecord]:
        """Have what was read answer at a level from now on."""
        before = self._large.get(level)
        one = OpenedRecord(Opened(made.record, level=level, large=made), before=None if before is None else before[1])
        one.withdrawn, one.versions = made.withdrawn, made.versions
        kept = self._large[level] = made, one
        return kept

    def is_reading(self, level: str = "") -> bool:
        """Whether more is being read, of a large ledger, than can be waited for; until then the record as it was answers."""
        reading = self._much.get(level or self.ledger.levels[0])
        return reading is not None and reading.is_alive()

    def _takes_out(self, made: InColumns) -> bool:
        """Whether anything was taken out since: what is no longer for all to read answers nobody a moment longer."""
        gone = ("retracted", "erased")
        return any(one.entry.deed in gone for level, size in made.sizes.items() for one in self.ledger.entries(level, size))

    def _read_beside(self, level: str, before: InColumns, sizes: Sizes, begun: int) -> None:
        """Read what was sealed, and compile it, while a large ledger goes on answering as it was.

        Args:
            before: what it goes on from; sizes: of its logs now; begun: how often the ledger had been read from the beginning.
        """
        try:
            own = open_ledger(self.name)
            try:
                made = replace(replace(before, ledger=own).read_on(), ledger=before.ledger)
            finally:
                own.database.close()
        except LedgerError:
            return  # whoever asks next has it tried again
        except RecordBroken:
            made = None
        with self._lock:
            kept = self._large.get(level)
            if self._begun != begun or kept is None or kept[0].sizes != before.sizes:
                return  # the ledger holds other entries, or all was read meanwhile
            if made is not None:
                self._keep(level, made)
            if made is None or tuple(made.sizes.values()) == sizes:
                self._tried[level] = sizes

    def _compile_again(self, level: str, made: InColumns, begun: int) -> None:
        """Compile what a large ledger holds while it goes on answering as it was; then lay over it what was sealed since.

        Args:
            begun: how often it had been read from the beginning.
        """
        try:
            again = made.compiled_again()
            with self._lock:
                if self._begun != begun:
                    return  # the ledger holds other entries
                if self._large[level][0].sizes != again.sizes:
                    again = again.read_on(at_once=True)
                self._keep(level, again)
        except (RecordBroken, LedgerError, MuchChanged):
            pass  # what was laid over goes on answering; the next entry tries again

    def every_row(self, besides: str) -> list[AuthoredRow]:
        """Every row that stands, whatever its level: what tells how restricted is what several rows name.

        Args:
            besides: the claim of a row that a large ledger may leave out, as it is to stand elsewhere.
        """
        levels = self.ledger.levels
        with self._lock:
            if not self.is_large:
                rows = self.book(levels[-1]).rows
                logs = [self._log(level).rows for level in levels]
                below = [one for log in logs for key, one in log.items() if key[0] in REFERENCE and rows[key] is not one]
                return [one.row for one in (*below, *rows.values())]
            made = self._in_columns(levels[0])[0]
            kept = [*made.book.rows.values(), *(one for level in levels[1:] for one in self._log(level).rows.values())]
            named = " ".join(sorted(made.named_in_rows(besides)))
            in_columns = AuthoredRow("files", "", "", {TEXT: named}, levels[0])
            return [in_columns, *(one.row for one in kept)]

    def plan_row(self, level: str, claim: str) -> AuthoredRow | None:
        """The row of a plan or a budget as it stands at a level; None where it does not."""
        with self._lock:
            self.opened(level)
            rows = self._in_columns(level)[0].book.rows if self.is_large else self.book(level).rows
            found = rows.get(("plan", claim)) or rows.get(("budget", claim))
            return None if found is None else found.row

    def row(self, level: str, claim: str) -> AuthoredRow | None:
        """The row of a claim or figure as it stands at a level; None where it does not."""
        with self._lock:
            made = self._in_columns(level)[0] if self.is_large else None
            found = (self.book(level) if made is None else made.book).rows.get(("claims", claim))
            if found is None and made is not None:
                number = made.number_of_claim(claim)
                return None if number is None else made.row(number).row
            return None if found is None else found.row

    def record_with(self, level: str, ids: Iterable[str]) -> Record:
        """The record of a level, with what some ids of claims or acts name among its objects though columns hold it."""
        with self._lock:
            record = self.opened(level).record
            return with_objects(self._in_columns(level)[0], ids) if self.is_large else record

    def read(self, level: str) -> tuple[Book, Record | None]:
        """The rows that stand at a level and the record that they make; None where they cannot be read as one.

        Of a large ledger those that are objects, and those in columns of which restricted rows speak.
        """
        with self._lock:
            if self.is_large:
                made = self._in_columns(self.ledger.levels[0])[0]
                return (made.book, made.record) if level == self.ledger.levels[0] else self._objects_at(made, level)
            self.opened(level)
            kept = self._records[level, ALL]
            return kept.tried, kept.record if kept.tried is kept.book else None

    def _objects_at(self, made: InColumns, level: str) -> tuple[Book, Record | None]:
        """The same at a level above the open one of a large ledger, without its standings: what a change is tried against."""
        levels = self.ledger.levels
        logs = [self._log(one) for one in levels[1 : levels.index(level) + 1]]
        sizes = (made.sizes[levels[0]], *(log.size for log in logs))
        kept = self._books_above.get(level)
        if kept is None or kept[0] != sizes:
            restricted: Rows = {key: one for log in logs for key, one in log.rows.items()}
            named = {one.row.id: one for id in names_in_claims(restricted.values()) if (one := made.named(id)) is not None}
            book = Book(level, self.ledger.offset, {**made.book.rows, **named, **restricted})
            record = read_again(made.record, made.book, book) or read_whole(book)[0]
            kept = self._books_above[level] = sizes, book, record
        return kept[1:]

    def _look(self, level: str) -> None:
        """See that the ledger answers, and holds all that was read of it; else what was read is forgotten.

        It may hold less, or other entries: a copy took its place that had not received all. One that did not answer, or is
        refused, is not asked again for a while.

        Raises:
            LedgerError: it does not answer, or is refused as it is.
        """
        if self._silent is not None and monotonic() < self._silent_until:
            raise self._silent
        levels = self.ledger.levels
        try:
            ends = {one: self.ledger.end(one) for one in levels[: levels.index(level) + 1]}
            if not all(self._follows(one, *end) for one, end in ends.items()):
                again = open_ledger(self.name)
                self.ledger.database.close()
                self.ledger, ends = again, {}
                self._forget()
        except LedgerError as error:
            self._silent, self._silent_until = error, monotonic() + PATIENCE
            raise
        self._silent = None
        self._ends |= ends

    def _follows(self, level: str, size: int, head: str) -> bool:
        """Whether a log that ends so holds what was read of it."""
        before = self._ends.get(level)
        if before is None or before == (size, head):
            return True
        return size > before[0] and self.ledger.head(level, before[0]) == before[1]

    def _forget(self) -> None:
        """Forget all that was read."""
        self._begun += 1
        for kept in (
            self._logs, self._records, self._books, self._large, self._tried, self._broken, self._books_above, self._ends,
            self._much,
        ):  # fmt: skip
            kept.clear()

    def behind(self) -> Behind | None:
        """How far the copy that is read is behind the ledger that it follows; None where what is read is the ledger itself.

        Asked once a second at most. A copy that does not answer is told as one that has lost its link.
        """
        with self._lock:
            if monotonic() >= self._asked_next:
                try:
                    self._behind = self.ledger.behind()
                except LedgerError:
                    self._behind = self._behind and replace(self._behind, is_linked=False)
                self._asked_next = monotonic() + 1
            return self._behind

    def book(self, level: str) -> Book:
        """The rows that stand at a level; the same one while its logs do not grow."""
        with self._lock:
            levels = self.ledger.levels
            logs = [self._log(one) for one in levels[: levels.index(level) + 1]]
            sizes = tuple(log.size for log in logs)
            kept = self._books.get(level)
            if kept is None or kept[0] != sizes:
                rows: Rows = logs[0].rows if len(logs) == 1 else {key: one for log in logs for key, one in log.rows.items()}
                kept = self._books[level] = sizes, Book(level, self.ledger.offset, rows)
            return kept[1]

    def _log(self, level: str) -> _Log:
        log = self._logs.setdefault(level, _Log())
        if self.ledger.size(level) != log.size:
            log.grow(list(self.ledger.entries(level, log.size)), self.ledger.offset)
        return log

    def _withdrawn(self, book: Book) -> frozenset[str]:
        """Ids that once stood in the most open log and no longer do at a level: withdrawn, erased or reclassified."""
        once = self._logs[self.ledger.levels[0]].once
        if not once:
            return frozenset()
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
