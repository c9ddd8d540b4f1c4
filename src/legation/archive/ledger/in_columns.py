"""The record of a large ledger: what columns can hold lies in them, and its words stay in the ledger until they are shown.

Of a claim that is the only one of its act, names at most one subject and object and no instrument, and gives no more than a
kind, a date without qualifier and its words, columns hold all that standings are made of. Every other row, as a figure, an actor,
an adjudication, an act in a treaty, or one with a person or an office, is an object of the record beside the log, as in a small
ledger.

What is sealed later is laid over what was compiled (:mod:`legation.standings.appending`); a row corrected or taken out of the
columns is one supposed not to have happened. Where claims kept as objects change, the standings on which they bear are told anew.
Where an actor began or ended otherwise, its standings are; rows of a source that is dated otherwise become objects. Where many
are, or where much was added, everything is read or compiled again.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

import numpy as np

from legation.archive.ledger.deeds_of_rows import RecordBroken, deeds_of
from legation.archive.ledger.logs import Log, Logs
from legation.archive.ledger.numbers import Numbers
from legation.archive.ledger.plain import Plain, plain_row
from legation.archive.ledger.stated import Stated
from legation.record.claims import LISTS_CLAIMS
from legation.record.edition import SEMANTICS, edition
from legation.record.ledger.authored import AuthoredRow
from legation.record.ledger.book import CLAIMS, Book, Standing, cited
from legation.record.ledger.entry import IN_NO_FILE, Place, Sealed
from legation.record.ledger.reading import read_again, read_whole
from legation.record.ledger.versions import VersionsInLog
from legation.record.log import NOBODY
from legation.record.record import Record
from legation.record.sources import Source
from legation.record.table import LIST_SEPARATOR
from legation.standings.appending import Growing
from legation.standings.bulk import Bulk, compiled_log
from legation.standings.deeds import Deed, log_of
from legation.standings.grown_bulk import NEVER_BELIEVED, grown, with_rows
from legation.standings.lines import TRANSFER
from legation.standings.plain_events import is_plain

SHARE: Final = 0.01
"""Rows added, as a share of those compiled, beyond which all are better compiled again, though what is there still answers."""
MOST: Final = 0.04
"""The same share beyond which it is not waited any longer: all are compiled before anything answers."""
FEW: Final = 100
"""Rows that are always few, whatever their share."""
MANY: Final = 10_000
FEW_REDATED: Final = 1_000
"""Rows of a source of other days up to which they become objects; of more, all is read again."""
_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class MuchChanged(Exception):
    """What was sealed changes so much that everything has to be read or compiled again."""


@dataclass(frozen=True)
class InColumns:
    """The record of the open log of a ledger and of the more restricted ones up to a level, as far as they were read.

    An entry has one number among those of all logs: that of its log, and its own.

    Args:
        sizes: by level, from the open one up, how many entries were read.
        book: the rows that are objects; record: what they make.
        growing: the log compiled, with what was added; bulk: the same as one.
        claims, acts: where the ids of what columns hold stand; firsts: of rows corrected since, the entry by which they came in.
        mentioned: acts and claims of which rows among the objects speak; once: ids that were taken out and did not come back.
        told: of each claim and figure that was corrected the entries that said it, the earliest first.
        sources: how many rows in columns name each; stated: the entries that rest on each.
        ever: ids that were taken out of the open log, whether they stand in another or not.
        under: of rows that stand in a more restricted log too, which counts, what the more open ones hold, by level.
    """

    ledger: Log = field(repr=False)
    sizes: Mapping[str, int]
    book: Book = field(repr=False)
    record: Record = field(repr=False)
    growing: Growing = field(repr=False)
    bulk: Bulk = field(repr=False)
    claims: Numbers = field(repr=False)
    acts: Numbers = field(repr=False)
    firsts: dict[int, int] = field(repr=False)
    mentioned: frozenset[str] = field(repr=False)
    once: frozenset[str] = field(repr=False)
    told: Mapping[str, tuple[Place, ...]] = field(repr=False)
    sources: Counter[str] = field(repr=False)
    ever: frozenset[str] = field(repr=False)
    under: Mapping[tuple[str, str], Mapping[str, _Under]] = field(repr=False)
    stated: Stated = field(repr=False)

    @property
    def levels(self) -> tuple[str, ...]:
        """Those that it reads, from the open one up."""
        return tuple(self.sizes)

    @property
    def is_much_added(self) -> bool:
        """Whether so much was laid over what was compiled that all is better compiled again (:meth:`compiled_again`)."""
        return self._is_beyond(SHARE, 0)

    def _is_beyond(self, share: float, more: int) -> bool:
        compiled = len(self.growing.bulk.log)
        return len(self.bulk.log) - compiled + more > max(share * compiled, FEW)

    def compiled_again(self) -> InColumns:
        """The same with nothing laid over what was compiled: it answers alike, and what is sealed next is laid over it sooner."""
        bulk = self._compiled(self.record, (), (), self.levels[-1])
        return replace(self, growing=Growing.of(bulk), bulk=bulk)

    def _compiled(self, record: Record, deeds: Sequence[Deed], gone: Sequence[int], level: str) -> Bulk:
        """What it holds beside a record, with more rows and without some, all compiled."""
        kept = (self.bulk.taken > NEVER_BELIEVED) & ~np.isin(self.bulk.log.act, np.array(gone, np.int64))
        return compiled_log(record, with_rows(self.bulk.log.take(np.flatnonzero(kept)), deeds), level)

    @property
    def versions(self) -> VersionsInLog:
        """What was said of each claim and figure that was corrected."""
        return VersionsInLog(self.ledger, self.told)

    @property
    def withdrawn(self) -> frozenset[str]:
        """Ids of claims and acts that stood once in the open log and no longer do."""
        return self.once - {str(one.row.cells.get("act", "")) for one in self.book.rows.values()} if self.once else self.once

    @property
    def edition(self) -> str:
        """A digest of the lines that commit to all entries read, and of what frames them: words, settings, evaluation.

        Not of the objects: which rows are objects hangs on what else was there when the log was read.
        """
        own = edition(replace(self.record, actors={}, instruments={}, sources={}, claims=(), measures=()))
        read = [said for level, size in self.sizes.items() for said in (size, self.ledger.head(level, size))]
        said = repr([SEMANTICS, own, *read])
        return hashlib.sha256(said.encode()).hexdigest()

    def number_of_act(self, act: str) -> int | None:
        """The entry of an act that columns hold, by its id."""
        return next((one for one in self.acts.find(act) if self.row(one).row.cells.get("act") == act), None)

    def number_of_claim(self, claim: str) -> int | None:
        """The same by the id of its claim."""
        return next((one for one in self.claims.find(claim) if self.row(one).row.key == claim), None)

    def named(self, id: str) -> Standing | None:
        """The row that columns hold under an id, of an act or of a claim."""
        number = self.number_of_act(id)
        number = self.number_of_claim(id) if number is None else number
        return None if number is None else self.row(number)

    def row(self, number: int) -> Standing:
        """The row of an entry that columns hold, as it was sealed."""
        return self._read.row(number, self.firsts.get(number, number))

    @property
    def _read(self) -> Logs:
        return Logs(self.ledger, self.levels)

    def text(self, number: int) -> AuthoredRow:
        """The same with the source that it names, or that it is."""
        return cited(self.row(number))

    def named_in_rows(self, besides: str) -> frozenset[str]:
        """The actors and sources that rows in columns name.

        Args:
            besides: the claim of a row that is left out, wherever it stands.
        """
        log, left_out = self.bulk.log, self.number_of_claim(besides)
        counted = self.bulk.taken > NEVER_BELIEVED
        sources = self.sources
        if left_out is not None:
            counted = counted & (log.act != left_out)
            sources = sources - Counter([str(self.row(left_out).row.cells.get("source", ""))])
        places = np.unique(np.concatenate([log.subject[counted], log.object[counted]]))
        return frozenset({*(log.names[place] for place in places.tolist() if place != NOBODY), *+sources})

    @classmethod
    def begun(cls, ledger: Log, levels: Sequence[str]) -> InColumns:
        """All that some logs hold, from the open one up, read and compiled.

        Raises:
            RecordBroken: it cannot be read as a record.
        """
        logs = Logs(ledger, tuple(levels))
        sizes = logs.sizes()
        sorting = _Sorting(logs, {}, Numbers(), Numbers(), {}, set(), {})
        for sealed in logs.entries({}, sizes):
            sorting.take(sealed)
        book = Book(levels[-1], ledger.offset, sorting.objects)
        record, problems = read_whole(book)
        if record is None:
            raise RecordBroken(problems)
        hindering, named = _hindering(sorting.new, record), _named_in(record.evaluation.values())
        sorting.mentioned |= named
        wanted = [
            number for number, one in sorting.new.items() if one.kind in hindering or one.claim in named or one.act in named
        ]
        for number in wanted:
            if number in sorting.new:
                sorting.make_object(number)
        if wanted:
            book = Book(levels[-1], ledger.offset, sorting.objects)
            record, problems = read_whole(book)
            if record is None:
                raise RecordBroken(problems)
        deeds = deeds_of(sorting.new, record)
        bulk = compiled_log(record, log_of(deeds), levels[-1])
        claims = Numbers.of({one.claim: number for number, one in sorting.new.items()})
        acts = Numbers.of({one.act: number for number, one in sorting.new.items()})
        return cls(
            ledger, sizes, book, record, Growing.of(bulk), bulk, claims, acts, sorting.firsts,
            frozenset(sorting.mentioned), frozenset(sorting.once), sorting.told, sorting.sources, frozenset(sorting.ever),
            sorting.kept_under(), Stated.of(sorting.new),
        )  # fmt: skip

    def read_on(self, levels: Sequence[str] = (), *, at_once: bool = False) -> InColumns:
        """The same with the entries that follow, of more restricted logs too.

        Args:
            levels: from the open one up; those that were read where none are given.
            at_once: whether it may only take a moment.

        Raises:
            RecordBroken: it cannot be read as a record any more.
            MuchChanged: it would take longer than a moment.
        """
        logs = Logs(self.ledger, tuple(levels) or self.levels)
        sizes = logs.sizes()
        since = [dict(one.since) for one in (self.claims, self.acts)]
        claims, acts = replace(self.claims, since=since[0]), replace(self.acts, since=since[1])
        sorting = _Sorting(
            logs, dict(self.book.rows), claims, acts, dict(self.firsts), set(self.mentioned), dict(self.told),
            once=set(self.once), sources=Counter(self.sources), ever=set(self.ever), under=dict(self.under),
        )  # fmt: skip
        for sealed in logs.entries(self.sizes, sizes):
            sorting.take(sealed)
        read_at = logs.levels[-1]
        book = Book(read_at, self.ledger.offset, sorting.objects)
        record = self.record if not sorting.turned else self._made_of(book)
        deeds = deeds_of(sorting.new, record)
        numbers = self._redated(record) if _holds_all_of(self.record, record, self.book) else None
        if numbers is None:
            if at_once:
                raise MuchChanged
            return self.begun(self.ledger, logs.levels)
        if numbers := [number for number in numbers if number not in sorting.gone]:
            for number in numbers:
                sorting.make_object(number)
            book = Book(read_at, self.ledger.offset, sorting.objects)
            record = self._made_of(book)
        base = self.growing.bulk
        if base.level != read_at:
            base = base.read_at(read_at)
        growing = None
        if _stands(self.record, record) and not self._is_beyond(MOST, len(deeds)):
            growing = replace(self.growing, bulk=base).with_record(record, deeds, without=sorting.gone)
        if growing is not None:
            bulk = grown(growing)
        elif at_once:
            raise MuchChanged
        else:
            bulk = self._compiled(record, deeds, sorting.gone, read_at)
            growing = Growing.of(bulk)
        return replace(
            self, sizes=sizes, book=book, record=record, growing=growing, bulk=bulk, claims=claims,
            acts=acts, firsts=sorting.firsts, mentioned=frozenset(sorting.mentioned), once=frozenset(sorting.once),
            told=sorting.told, sources=sorting.sources, stated=self.stated.with_more(sorting.new), ever=frozenset(sorting.ever),
            under=sorting.kept_under(),
        )  # fmt: skip

    def _made_of(self, book: Book) -> Record:
        """The record that other objects make."""
        record = read_again(self.record, self.book, book)
        if record is None:
            record, problems = read_whole(book)
            if record is None:
                raise RecordBroken(problems)
        return record

    def _redated(self, record: Record) -> list[int] | None:
        """The entries in columns of sources of other days than they were; None where they are many.

        Columns keep the day since which a row is known: such rows become objects.

        Args:
            record: what the objects make now.
        """
        found: list[int] = []
        before = self.record.sources
        sources = {name for name, one in record.sources.items() if name in before and _days(one) != _days(before[name])}
        due = sum((self.sources + Counter())[name] for name in sources)
        if not due:
            return found
        log = self.bulk.log
        known = np.isin(log.known, [before[name].known for name in sources])
        rows = np.flatnonzero(known & (self.bulk.taken > NEVER_BELIEVED)) if due <= FEW_REDATED else np.empty(0)
        if not 0 < len(rows) <= MANY:
            return None
        for number in log.act[rows].tolist():
            if self.row(number).row.cells.get("source") in sources:
                found.append(number)
        return found


class _Under(NamedTuple):
    """A row of a log while a more restricted log holds it too.

    Args:
        number: of the entry that left it, None where columns cannot take it up again.
        told: where it was corrected, the entries that said it.
    """

    row: Standing
    number: int | None
    told: tuple[Place, ...]


@dataclass
class _Sorting:
    """Entries taken in one by one, each row to the columns or to the objects.

    Each log is a book of its own, and of a row that several hold the one of the most restricted counts
    (:class:`~legation.record.ledger.book.Book`), in whatever order they are read: of what was moved from a restricted log to the
    open one, the open one is often read first.

    Args:
        objects: the rows that are objects; claims, acts: where ids of rows in columns stand; mentioned: of what objects speak.
        told: of what was corrected the entries that said it.
        new: rows for the columns, by entry; gone: entries whose rows leave the columns.
        turned: whether any object changed; sources: how many rows in columns name each.
        ever, under: as of :class:`InColumns`.
    """

    logs: Logs
    objects: dict[tuple[str, str], Standing]
    claims: Numbers
    acts: Numbers
    firsts: dict[int, int]
    mentioned: set[str]
    told: dict[str, tuple[Place, ...]]
    new: dict[int, Plain] = field(default_factory=dict)
    gone: list[int] = field(default_factory=list)
    turned: bool = False
    once: set[str] = field(default_factory=set)
    sources: Counter[str] = field(default_factory=Counter)
    ever: set[str] = field(default_factory=set)
    under: dict[tuple[str, str], Mapping[str, _Under]] = field(default_factory=dict)

    def take(self, sealed: Sealed) -> None:
        """Take in the next entry."""
        entry = sealed.entry
        if entry.deed == "erased" or entry.table in IN_NO_FILE:
            return
        row = AuthoredRow(entry.table, entry.key, entry.file, entry.cells, entry.level)
        earlier = self.objects.get(row.id)
        held = None if entry.table not in CLAIMS or earlier is not None else self._held(self.claims, entry.key, "claim")
        at, own = self._level_at(held, earlier), sealed.place.level
        if at and at != own:
            if self.logs.levels.index(own) < self.logs.levels.index(at):
                self._take_under(row, sealed)
                return
            if entry.deed == "retracted":
                return  # the log of the entry holds no such row
            self._put_under(row.id, at, held, earlier)
        first = sealed
        if entry.deed == "corrected" and at == own:
            first = self.logs.entry(self.firsts.get(held, held)) if held is not None else earlier.first if earlier else sealed
        if entry.table in CLAIMS:
            self._note(sealed, held, earlier)
        if held is not None:
            self._leave(held)
        if entry.deed == "corrected" and entry.table in CLAIMS and at in ("", own):
            self.told[entry.key] = (*self.told.get(entry.key, (first.place,)), sealed.place)
        elif entry.table in CLAIMS:
            self.told.pop(entry.key, None)
        if entry.deed != "retracted":
            self._put(row, first, self.logs.number(sealed.place), may_be_plain=earlier is None)
            return
        if earlier is not None:
            del self.objects[row.id]
            self.turned = True
        if row.id in self.under:
            self._put_back(row.id)

    def _put(self, row: AuthoredRow, first: Sealed, number: int, *, may_be_plain: bool) -> None:
        """Have a row stand as an entry left it, in columns where they can hold it."""
        plain = plain_row(row, first, self.logs.ledger.offset) if row.table == "acts" and may_be_plain else None
        if plain is None or self.mentioned & {plain.act, plain.claim} or self._held(self.acts, plain.act, "act") is not None:
            self._keep(row, first)
            return
        if number in self.gone:
            self.gone.remove(number)  # the columns have it
        else:
            self.new[number] = plain
        self.sources[plain.source] += 1
        self.claims.since[plain.claim] = self.acts.since[plain.act] = number
        if (first_number := self.logs.number(first.place)) != number:
            self.firsts[number] = first_number

    def _level_at(self, held: int | None, earlier: Standing | None) -> str:
        """The level of the log in which a row stands; empty where it stands in none."""
        if held is not None:
            return self.logs.place(held).level
        return "" if earlier is None else earlier.first.place.level

    def _take_under(self, row: AuthoredRow, sealed: Sealed) -> None:
        """Take in an entry on a row that a more restricted log holds too."""
        level, deed = sealed.place.level, sealed.entry.deed
        rows = dict(self.under.get(row.id, {}))
        before = rows.pop(level, None)
        if deed == "retracted":
            if before is not None and level == self.logs.levels[0]:
                self.ever |= _ids_of(before.row)
        else:
            first, told = sealed, tuple[Place, ...]()
            if deed == "corrected" and before is not None:
                first, told = before.row.first, (*(before.told or (before.row.first.place,)), sealed.place)
            rows[level] = _Under(Standing(row, first), self.logs.number(sealed.place), told)
        self._set_under(row.id, rows)

    def _put_under(self, id: tuple[str, str], level: str, held: int | None, earlier: Standing | None) -> None:
        """Put aside a row of a more open log, which a more restricted one holds from now on."""
        row = earlier if held is None else self.logs.row(held, self.firsts.get(held, held))
        assert row is not None
        self._set_under(id, {**self.under.get(id, {}), level: _Under(row, held, self.told.get(row.row.key, ()))})

    def _put_back(self, id: tuple[str, str]) -> None:
        """Have the row of the most restricted of the more open logs count again."""
        rows = dict(self.under[id])
        level = max(rows, key=self.logs.levels.index)
        row, number, told = rows.pop(level)
        self._set_under(id, rows)
        if row.row.table in CLAIMS:
            self.once -= _ids_of(row)
            if told:
                self.told[row.row.key] = told
        if number is None:
            self._keep(row.row, row.first)
        else:
            self._put(row.row, row.first, number, may_be_plain=True)

    def _set_under(self, id: tuple[str, str], rows: Mapping[str, _Under]) -> None:
        if rows:
            self.under[id] = rows
        else:
            self.under.pop(id, None)

    def kept_under(self) -> Mapping[tuple[str, str], Mapping[str, _Under]]:
        """The rows under others as they are kept: what left the columns once does not come back to them."""
        return {id: {level: one._replace(number=None) for level, one in rows.items()} for id, rows in self.under.items()}

    def _note(self, sealed: Sealed, held: int | None, earlier: Standing | None) -> None:
        """Note which ids of the open log go and which come back."""
        entry = sealed.entry
        cells = {} if earlier is None else earlier.row.cells
        if held is not None:
            cells = self.logs.entry(held).entry.cells
        ids = {entry.key, str(cells.get("act", entry.key))}
        if entry.deed != "retracted":
            self.once |= ids & self.ever  # a correction may leave its act behind
            self.once -= {entry.key, str(entry.cells.get("act", ""))}
            return
        if sealed.place.level == self.logs.levels[0]:
            self.ever |= ids
        self.once |= ids & self.ever

    def _held(self, numbers: Numbers, id: str, column: str) -> int | None:
        """The entry of a row in columns, by an id of it."""
        for number in numbers.find(id):
            if number in self.new or self.logs.entry(number).entry.cells.get(column) == id:
                return number
        return None

    def _leave(self, number: int) -> None:
        """Take a row out of the columns."""
        plain = self.new.pop(number, None)
        if plain is None:
            self.gone.append(number)
            cells = self.logs.entry(number).entry.cells
            claim, act, source = str(cells["claim"]), str(cells["act"]), str(cells.get("source", ""))
        else:
            claim, act, source = plain.claim, plain.act, plain.source
        self.sources[source] -= 1
        self.claims.since[claim] = self.acts.since[act] = None

    def _keep(self, row: AuthoredRow, first: Sealed) -> None:
        """Keep a row as an object; those in columns of which it speaks become objects too."""
        self.objects[row.id] = Standing(row, first)
        self.turned = True
        if row.table not in ("acts", "adjudications"):
            return
        named, claims = _acts_named(row), _claims_named(row)
        self.mentioned.update(named)
        of_acts = [number for act in named if (number := self._held(self.acts, act, "act")) is not None]
        if claims:
            self.mentioned.update(claims)
            of_acts += [number for claim in claims if (number := self._held(self.claims, claim, "claim")) is not None]
        for number in dict.fromkeys(of_acts):
            self.make_object(number)

    def make_object(self, number: int) -> None:
        """Take a row out of the columns and keep it as an object."""
        one = self.logs.row(number, self.firsts.get(number, number))
        self._leave(number)
        self._keep(one.row, one.first)


def _ids_of(one: Standing) -> set[str]:
    return {one.row.key, str(one.row.cells.get("act", one.row.key))}


def names_in_claims(rows: Iterable[Standing]) -> list[str]:
    """The acts and claims of which some rows speak, each once."""
    claims = [one.row for one in rows if one.row.table in ("acts", "adjudications")]
    return list(dict.fromkeys(id for row in claims for id in (*_acts_named(row), *_claims_named(row)) if id))


def _acts_named(row: AuthoredRow) -> list[str]:
    return [str(row.cells.get("act", "")), *_listed(row.cells.get("after"))]


def _claims_named(row: AuthoredRow) -> list[str]:
    return _listed(row.cells.get("value")) if row.cells.get("kind") in LISTS_CLAIMS else []


def _listed(cell: object) -> list[str]:
    return [part.strip() for part in str(cell or "").split(LIST_SEPARATOR) if part.strip()]


def _hindering(rows: Mapping[int, Plain], record: Record) -> frozenset[str]:
    """Kinds of act, few among many rows, of which even one keeps a kind of standing from being folded in columns."""
    if len(rows) < MANY:
        return frozenset()
    count = Counter(one.kind for one in rows.values())
    found = {
        act
        for kind in record.vocabulary.standings.values()
        for act in (
            *(effect.act for effect in kind.effects if not is_plain(effect) and effect.does != TRANSFER),
            *kind.not_before,
        )
    }
    return frozenset(act for act in found & count.keys() if count[act] < SHARE * len(rows))


def _named_in(texts: Iterable[str]) -> frozenset[str]:
    """Whatever may be an id in the texts of an evaluation, which may speak of claims and acts."""
    return frozenset(word for text in texts for word in _ID.findall(text))


def _holds_all_of(before: Record, after: Record, book: Book) -> bool:
    """Whether what rows in columns may name is there as before, and means the same.

    Args:
        book: the rows of ``before``.
    """
    return (
        before.vocabulary is after.vocabulary
        and before.actors.keys() <= after.actors.keys()
        and all(name in after.sources for name in before.sources if ("sources", name) in book.rows)
    )


def _days(source: Source) -> tuple[int, int]:
    return source.issued_first, source.known


def _stands(before: Record, after: Record) -> bool:
    """Whether a record differs from what it was in nothing that bears on all standings at once, as what it covers does."""
    return before is after or (before.coverage is after.coverage and before.evaluation is after.evaluation)
