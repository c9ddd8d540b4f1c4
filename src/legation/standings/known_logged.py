"""A record with a log of acts as known on a day: columns answer for the many, and acts are made only where they are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, KeysView, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from legation.record.acts import ATTESTATION, FOREVER, Act, acts_of, slug
from legation.record.log import NOTHING, PREFIX, ROLES_IN_A_LOG, number_of, with_log
from legation.record.record import Record
from legation.standings.asof import KnownRecord, Spell, latest_knowledge
from legation.standings.bulk import Bulk, authored_acts
from legation.standings.history import History, keys_of
from legation.standings.key import Key
from legation.standings.plain_events import CLOSE, DOES
from legation.standings.plain_limits import limits
from legation.standings.rectangles import SETS, Rectangles, verdict_of

_OPEN = DOES.index("open")
Numbers = npt.NDArray[np.int64]


class DaysOf(NamedTuple):
    """Days recorded of standings, in order of standing: of which each is, and where it lies."""

    key: Numbers
    lo: Numbers
    hi: Numbers


class ActsOf(NamedTuple):
    """Acts that bear on standings: the row in the log of each, or ``-1 - n`` for the ``n``-th act of the record itself by id."""

    key: Numbers
    act: Numbers


class KnownLogged(KnownRecord):
    """A record and the log beside it as known at the end of one day, at the level at which the log was compiled.

    Args:
        record: the record itself; bulk: the same with its log, compiled.
    """

    def __init__(self, record: Record, known: int, bulk: Bulk) -> None:
        super().__init__(record, known, bulk.level)
        self.bulk = bulk

    @cached_property
    def rows(self) -> Numbers:
        """The rows of the log that are acts believed on the day."""
        log = self.bulk.log
        known = (log.retracts == NOTHING) & (log.known <= self.known)
        return np.flatnonzero(known & (self.bulk.taken > self.known))

    @cached_property
    def believed_in_time(self) -> npt.NDArray[np.bool_]:
        """Which rows of the log in order of time are acts believed on the day."""
        time = self.bulk.in_time
        found: npt.NDArray[np.bool_] = (time.known <= self.known) & (time.taken > self.known)
        return found

    @cached_property
    def own(self) -> KnownRecord:
        """The record itself as known, without its log."""
        return KnownRecord(self.record, self.known, self.level)

    @cached_property
    def written(self) -> KnownRecord:
        rows = [self.naming_all_of(key) for key in self.attested]
        return self.with_rows(np.unique(np.concatenate([np.empty(0, np.int64), *rows])))

    def apart(self, key: Key) -> KnownRecord:
        return self.with_rows(self.behind([key]))

    def with_rows(self, rows: Numbers) -> KnownRecord:
        """The record itself with some acts of its log alone, act by act, to be asked what only they bear on.

        Args:
            rows: of acts believed on the day, in order, each once.
        """
        if not len(rows):
            return self.own
        acts = {**self.own.acts, **self.acts_in(rows)}
        told = with_log(self.record, self.bulk.log, rows)
        return KnownRecord(told, self.known, self.level, dict(sorted(acts.items())))

    def behind(self, keys: Iterable[Key]) -> Numbers:
        """The rows of the log that bear on some standings, those of their predecessors too, in order, each once."""
        bearing = self.bearing_acts
        found = [np.empty(0, np.int64)]
        for key in keys:
            if (number := self.number_of(key)) is not None:
                found.append(bearing.act[slice(*np.searchsorted(bearing.key, [number, number + 1]))])
        rows = np.unique(np.concatenate(found))
        return rows[rows >= 0]

    def naming(self, names: Iterable[str], role: str | None = None, among: Numbers | None = None) -> Numbers:
        """The rows of the log, believed on the day, that hold every one of some names, in a role or in any.

        Args:
            among: the rows to choose from; all that are believed where none are given.
        """
        rows, roles = self.rows if among is None else among, ROLES_IN_A_LOG if role is None else (role,)
        for name in names:
            held = np.zeros(len(rows), np.bool_)
            for place in self.bulk.log_names.spellings(name):
                for one in roles:
                    held |= getattr(self.bulk.log, one)[rows] == place
            rows = rows[held]
        return rows

    def find(self, wanted: str) -> Key | None:
        kind_id, *roles = wanted.split(":")
        kind = self.record.vocabulary.standings.get(kind_id)
        given = tuple(slug(role) for role in roles)
        for candidate in (given, given[::-1]) if kind is not None and kind.mutual else (given,):
            number = None if kind is None else self.number_of(Key(kind_id, candidate))
            if number is not None and any(len(part.believed(self.known)) for part in self.bulk.compiled.of_key(number)):
                return Key(kind_id, candidate)
        return None

    @cached_property
    def attested(self) -> set[Key]:
        """The standings that sources of the record itself attest."""
        kinds = self.record.vocabulary.standings
        return {
            key
            for act in self.own.acts_of_kinds([ATTESTATION])
            for one in act.variants
            if one.standing in kinds
            for key, _ in keys_of(self.record, kinds[one.standing], one)
        }

    def naming_all_of(self, key: Key) -> Numbers:
        """The rows of the log that bear on a standing and name all that identifies it, however they write it."""
        kind = self.record.vocabulary.standings[key.kind]
        return self.naming(key.roles, among=self.rows_of_kinds([*(effect.act for effect in kind.effects), *kind.not_before]))

    def rows_of_kinds(self, kinds: Iterable[str]) -> Numbers:
        """The rows of the log that are acts of some kinds, believed on the day."""
        return self.rows[self.places_of_kinds(kinds)]

    def places_of_kinds(self, kinds: Iterable[str]) -> Numbers:
        """The same by their place among ``rows``, in order."""
        wanted = frozenset(kinds)
        order, starts = self._by_kind
        of = [order[starts[at] : starts[at + 1]] for at, kind in enumerate(self.bulk.log.kinds) if kind in wanted]
        return of[0] if len(of) == 1 else np.sort(np.concatenate([np.empty(0, np.int64), *of]))

    @cached_property
    def _by_kind(self) -> tuple[Numbers, Numbers]:
        """The places of the rows in order of kind, and where those of each begin, the end included."""
        kind = self.bulk.log.kind[self.rows]
        order = np.argsort(kind, kind="stable")
        return order, np.searchsorted(kind[order], np.arange(len(self.bulk.log.kinds) + 1)).astype(np.int64)

    def acts_of_kinds(self, kinds: Sequence[str]) -> list[Act]:
        return [*self.own.acts_of_kinds(kinds), *self.acts_in(self.rows_of_kinds(kinds)).values()]

    @cached_property
    def acts(self) -> Mapping[str, Act]:
        return _Acts(self)

    def act_of(self, name: str) -> Act | None:
        """An act by its id."""
        if name in self.own.acts:
            return self.own.acts[name]
        row = self.row_of(name)
        return None if row is None else self.acts_in(np.array([row]))[name]

    def row_of(self, name: str) -> int | None:
        """The row of an act of the log by its id, where it is believed on the day."""
        number = number_of(name)
        row = None if number is None else self.bulk.row_of(number)
        return row if row is not None and row in self.rows[np.searchsorted(self.rows, row) :][:1] else None

    def acts_in(self, rows: Numbers) -> dict[str, Act]:
        """The acts that some rows of the log are, by id."""
        return acts_of(with_log(self.record.with_claims(()), self.bulk.log, rows), self.known)

    @cached_property
    def histories(self) -> dict[Key, History]:
        return self._whole.histories

    @cached_property
    def _whole(self) -> KnownRecord:
        """All of it act by act: for small logs."""
        return KnownRecord(with_log(self.record, self.bulk.log), self.known, self.level)

    @property
    def keys(self) -> KeysView[Key]:
        return dict.fromkeys(self.bulk.compiled.keys.key(number) for number in self.numbers(None)).keys()

    def numbers(self, kinds: Sequence[str] | None) -> list[int]:
        """The numbers of the standings of some kinds, or of all, of which anything is said as known on the day."""
        keys = self.bulk.compiled.keys
        wanted = None if kinds is None else np.array([kind in kinds for kind in keys.kinds], np.bool_)
        rows = [self.bulk.compiled.rows(which, self.known, wanted).key for which in SETS]
        found: list[int] = np.unique(np.concatenate(rows)).tolist()
        return found

    def keys_of(self, kind: str) -> list[Key]:
        found = {self.bulk.compiled.keys.key(number): number for number in self.numbers([kind])}
        self._numbers.update(found)
        return sorted(found)

    @cached_property
    def _numbers(self) -> dict[Key, int]:
        return {}

    def number_of(self, key: Key) -> int | None:
        """The number of a standing; None where nothing is said of it."""
        if key not in self._numbers:
            number = self.bulk.compiled.keys.number(key)
            if number is not None:
                self._numbers[key] = number
            elif key.kind in self.bulk.compiled.keys.kinds and key.kind not in self._listed:
                self._listed.add(key.kind)
                self.keys_of(key.kind)
        return self._numbers.get(key)

    @cached_property
    def _listed(self) -> set[str]:
        """Kinds of which every standing was numbered by its key."""
        return set()

    def _number(self, key: Key) -> int:
        number = self.number_of(key)
        if number is None:
            raise KeyError(key)
        return number

    def names(self, key: Key) -> tuple[str, ...]:
        return self.bulk.compiled.keys.names_of(self._number(key))

    def spells(self, key: Key) -> list[Spell]:
        rows = [part.believed(self.known) for part in self.bulk.compiled.of_key(self._number(key))]
        columns = [np.concatenate([getattr(one, name) for one in rows]).tolist() for name in ("begin", "end", "verdict")]
        return sorted(map(_spell, *columns), key=lambda spell: spell.first)

    def believed(self, which: str, kinds: Sequence[str]) -> Rectangles:
        """What is certain or possible of the standings of some kinds."""
        made = self.bulk.compiled
        return made.rows(which, self.known, np.array([kind in kinds for kind in made.keys.kinds], np.bool_))

    @cached_property
    def _ruled(self) -> npt.NDArray[np.bool_]:
        """The standings that went through the rules."""
        keys = self.bulk.compiled.keys
        of_kind = np.array([kind not in self.bulk.plain for kind in keys.kinds], np.bool_)
        found: npt.NDArray[np.bool_] = self.bulk.by_rules | of_kind[keys.kind]
        return found

    @cached_property
    def _events(self) -> Numbers:
        """The events of the log that are believed, of standings that did not go through the rules."""
        events = self.bulk.events
        known = (events.known_from <= self.known) & (events.known_to > self.known)
        return np.flatnonzero(known & ~self._ruled[events.key])

    @cached_property
    def _of_rules(self) -> Numbers:
        """What is believed of those that did."""
        recorded = self.bulk.recorded
        return np.flatnonzero((recorded.known_from <= self.known) & (recorded.known_to > self.known))

    @cached_property
    def openings(self) -> DaysOf:
        """Every recorded beginning of every standing."""
        return self._days([self._of_events(_OPEN)], "openings", "opening")

    @cached_property
    def endings(self) -> DaysOf:
        """Every recorded end, those of the parties among them."""
        keys = self.bulk.compiled.keys
        plain = np.flatnonzero(~self._ruled)
        parts = [self._of_events(CLOSE)]
        for gate in limits(self.record, keys).of(keys, plain.astype(np.int32)):
            bounded = np.flatnonzero(gate.hi < FOREVER) if not gate.begins else plain[:0]
            parts.append(DaysOf(plain[bounded], gate.lo[bounded].astype(np.int64), gate.hi[bounded].astype(np.int64)))
        return self._days(parts, "endings", "ending")

    def _of_events(self, does: int) -> DaysOf:
        events = self.bulk.events
        chosen = self._events[events.does[self._events] == does]
        return DaysOf(*(getattr(events, name)[chosen].astype(np.int64) for name in ("key", "lo", "hi")))

    def _days(self, parts: list[DaysOf], starts: str, days: str) -> DaysOf:
        recorded = self.bulk.recorded
        of, at = _spread(getattr(recorded, starts), self._of_rules)
        lo, hi = (getattr(recorded, f"{days}_{side}")[at].astype(np.int64) for side in ("lo", "hi"))
        every = [*parts, DaysOf(recorded.key[of].astype(np.int64), lo, hi)]
        key, first, last = (np.concatenate(column) for column in zip(*every, strict=True))
        order = np.argsort(key, kind="stable")
        return DaysOf(key[order], first[order], last[order])

    @cached_property
    def bearing_acts(self) -> ActsOf:
        """The acts that bear on every standing, in order of standing."""
        events, recorded = self.bulk.events, self.bulk.recorded
        of, at = _spread(recorded.acts, self._of_rules)
        key = np.concatenate((events.key[self._events], recorded.key[of])).astype(np.int64)
        act = np.concatenate((events.row[self._events].astype(np.int64), recorded.act[at]))
        order = np.argsort(key, kind="stable")
        return ActsOf(key[order], act[order])

    @cached_property
    def own_acts(self) -> list[str]:
        """The acts of the record itself by id, as ``-1 - n`` numbers them."""
        return authored_acts(self.record)


class _Acts(Mapping[str, Act]):
    """The acts of a record with a log by id, each made when it is asked for."""

    def __init__(self, known: KnownLogged) -> None:
        self._known = known

    def __getitem__(self, name: str) -> Act:
        found = self._known.act_of(name)
        if found is None:
            raise KeyError(name)
        return found

    def __len__(self) -> int:
        return len(self._known.own.acts) + len(self._known.rows)

    def __iter__(self) -> Iterator[str]:
        log = self._known.bulk.log
        return iter(sorted([*self._known.own.acts, *(f"{PREFIX}{act}" for act in log.act[self._known.rows].tolist())]))


def latest_of(record: Record, bulk: Bulk) -> int:
    """The day at whose end a record and all its log were known."""
    return max(latest_knowledge(record), int(bulk.log.known.max(initial=-FOREVER)))


def _spread(starts: Numbers, rows: Numbers) -> tuple[Numbers, Numbers]:
    """Of things that have several each: whose each is, and where it lies."""
    first, count = starts[rows], starts[rows + 1] - starts[rows]
    return np.repeat(rows, count), np.repeat(first - (np.cumsum(count) - count), count) + np.arange(int(count.sum()))


def _spell(first: int, until: int, code: int) -> Spell:
    return Spell(first, until, verdict_of(code))
