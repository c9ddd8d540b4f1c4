"""Acts and standings in columns, as a compiled log has them, with those of the record beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

import numpy as np

from legation.evaluation.formula.choosing import Candidates
from legation.evaluation.formula.columns import NONE, Dated, OnRows, Placed, Recorded, References, Spells, Standings, rows_of
from legation.evaluation.formula.fields import (
    NOTHING,
    Field,
    Places,
    Rows,
    Words,
    field_of_pairs,
    one_after_another,
)
from legation.evaluation.formula.from_acts import table_of_acts
from legation.evaluation.formula.values import Ref, Rests
from legation.record.acts import ATTESTATION, FOREVER
from legation.record.log import CLAIM, NOBODY, PREFIX, ROLES_IN_A_LOG, Log, name_of
from legation.standings.key import Key
from legation.standings.known_logged import DaysOf, KnownLogged
from legation.terms.slug import slug
from legation.terms.vocabulary import ROLES


class FromLog:
    """The columns of a record with a log, as known."""

    def __init__(self, known: KnownLogged) -> None:
        self.known = known

    @cached_property
    def _own(self) -> Placed:
        """The acts of the record itself."""
        return table_of_acts(self.known, list(self.known.own.acts.values()))

    @cached_property
    def _words(self) -> Words:
        """The names of the log."""
        names = self.known.bulk.log.names
        return Words(names, len(names))

    @cached_property
    def table(self) -> Placed:
        """The acts of the log, then those of the record itself."""
        log, rows, own = self.known.bulk.log, self.known.rows, self._own
        lo, hi = log.lo[rows].astype(np.int64), log.hi[rows].astype(np.int64)
        undated = lo <= -FOREVER
        opinions = undated & np.array([*(kind == ATTESTATION for kind in log.kinds), False], np.bool_)[log.kind[rows]]
        lo = np.where(opinions, hi, lo)
        least, most = np.concatenate((lo, own.least)), np.concatenate((hi, own.most))
        begins = Dated(least, most, np.concatenate((~undated, own.begins.there)))
        none = np.zeros(len(rows), np.int64)
        ends = Dated(
            np.concatenate((none, own.ends.lo)), np.concatenate((none, own.ends.hi)),
            np.concatenate((none.astype(np.bool_), own.ends.there)),
        )  # fmt: skip
        ways = None if own.ways is None else np.concatenate((np.arange(len(rows)), own.ways + len(rows)))
        values = {row + len(rows): value for row, value in own.values.items()}
        acts = _ActsOfLog(log, rows)
        ids = _Ids(len(rows) + len(own), lambda row: acts.ids[row] if row < len(rows) else own.ids[row - len(rows)])
        references = _Both(acts, own.references, len(rows))
        return Placed(ids, lambda name: self._field(name, acts), references, ways, values, False, least, most, begins, ends)

    def own_refs(self, rests: Rests) -> tuple[Ref, ...]:
        """What a value rests on but for the log: the acts of the record itself, and standings that they bear on."""
        if not isinstance(rests, OnRows):
            return tuple(ref for ref in rests.refs if ref[0] != "claim" or not ref[1].startswith(CLAIM))
        if rests.table is self.table:
            return tuple(rests.table.references.of(rests.rows[rests.rows >= len(self.known.rows)]))
        if isinstance(rests.table, Standings):
            mine = np.isin(rests.table.numbers[rests.rows], self._told_by_record)
            return tuple(rests.table.references.of(rests.rows[mine]))
        return rests.refs

    def of_log(self, many: Iterable[Rests]) -> int:
        """On how many acts of the log some values rest."""
        marks = np.zeros(len(self.known.rows), np.bool_)
        for one in many:
            rows = rows_of(one, self.table) if isinstance(one, OnRows) else NONE
            marks[rows[rows < len(marks)]] = True
        return int(np.count_nonzero(marks))

    @cached_property
    def _told_by_record(self) -> Rows:
        """The numbers of the standings on which acts of the record itself bear."""
        bearing = self.known.bearing_acts
        return np.unique(bearing.key[bearing.act < 0])

    def _field(self, name: str, acts: _ActsOfLog) -> Field | None:
        mine = acts.field(name, self._words, lambda kind: self.known.record.vocabulary.acts[kind].field)
        return one_after_another(mine, self._own.field(name))

    def acts(self, kinds: tuple[str, ...]) -> Candidates:
        """The acts that are, or may be, of some kinds."""
        first, of_log = len(self.known.rows), self.known.places_of_kinds(kinds)
        own = self._own
        held = own.field("kind")
        mask = held.words.mask(kinds)
        certain, perhaps = own.answers(np.arange(len(own)), lambda ways: held.meets(mask, ways))
        kept = np.flatnonzero(perhaps)
        return Candidates(
            self.table, np.concatenate((of_log, kept + first)), np.concatenate((np.ones(len(of_log), np.bool_), certain[kept]))
        )

    @cached_property
    def _names(self) -> tuple[Words, Places]:
        """The names of standings, those of the log with its numbers, and the number of each by that which keys have."""
        names, of_log = self.known.bulk.compiled.keys.names, self.known.bulk.names
        missing = [*np.flatnonzero(of_log == NOBODY).tolist(), *range(len(of_log), len(names))]
        moved = np.full(len(names) + 1, NOTHING, np.int64)  # the last serves those without a name
        moved[: len(of_log)] = of_log
        moved[missing] = len(self._words) + np.arange(len(missing))
        return self._words.with_more([names[place] for place in missing]), moved

    def standings(self, kinds: tuple[str, ...]) -> Standings:
        """The standings of some kinds."""
        known, keys = self.known, self.known.bulk.compiled.keys
        wanted = np.array([kind in kinds for kind in keys.kinds], np.bool_)
        numbers = np.flatnonzero(wanted[keys.kind])
        return Standings(
            _Ids(len(numbers), lambda row: keys.key(int(numbers[row])).id), lambda name: self._field_of(name, numbers),
            _Named(known, numbers), numbers=numbers, spells=_spells(known, kinds, numbers),
            recorded=lambda: (_of(known.openings, numbers), _of(known.endings, numbers)),
        )  # fmt: skip

    def _field_of(self, name: str, numbers: Rows) -> Field | None:
        """What standings hold in a field: names of their key, else those of the acts that bear on them."""
        keys, kinds = self.known.bulk.compiled.keys, self.known.record.vocabulary.standings
        kind = keys.kind[numbers]
        if name in ("kind", "field"):
            held = [one if name == "kind" else kinds[one].field for one in keys.kinds]
            different = list(dict.fromkeys(held))
            return Field(Words(different), np.array([different.index(one) for one in held], np.int32)[kind])
        if name not in ROLES:
            return None
        words, moved = self._names
        places = np.full(len(numbers), NOTHING, np.int32)
        others = np.zeros(len(numbers), np.bool_)
        for one in np.unique(kind).tolist():
            of_kind, key = kind == one, kinds[keys.kinds[one]].key
            if name in key:
                places[of_kind] = moved[keys.roles[numbers[of_kind], key.index(name)]]
            else:
                others |= of_kind
        found = Field(words, places)
        return _laid_over(found, np.flatnonzero(others), self._in_acts(name, numbers[others])) if others.any() else found

    def _in_acts(self, name: str, numbers: Rows) -> Field:
        """The names that acts bearing on some standings hold in a role."""
        acts, held = self.known.bearing_acts, self.table.field(name)
        first, last = (np.searchsorted(acts.key, numbers, side) for side in ("left", "right"))
        count = last - first
        of = np.repeat(np.arange(len(numbers)), count)
        at = np.repeat(first - (np.cumsum(count) - count), count) + np.arange(int(count.sum()))
        rows = self._rows_of(acts.act[at])
        there = np.flatnonzero(rows >= 0)
        whose, places, _ = self.table.named(name, rows[there])
        return field_of_pairs(held.words, of[there][whose], places, len(numbers))

    def _rows_of(self, acts: Rows) -> Rows:
        """Where acts stand in the table; -1 for those not believed."""
        rows, own = self.known.rows, {act: place for place, act in enumerate(self._own.ids)}
        places = np.array([own.get(act, NOTHING) for act in self.known.own_acts], np.int64)
        at = np.minimum(np.searchsorted(rows, acts), max(len(rows) - 1, 0))
        found = np.where(rows[at] == acts, at, NOTHING) if len(rows) else np.full(len(acts), NOTHING)
        written = np.flatnonzero(acts < 0)
        place = places[-1 - acts[written]]
        found[written] = np.where(place >= 0, place + len(rows), NOTHING)
        return found


def _laid_over(field: Field, rows: Rows, other: Field) -> Field:
    """A field in which some rows hold what another one has, row for row."""
    joined = one_after_another(field, other)
    places = joined.places[: len(field.places)].copy()
    places[rows] = joined.places[len(field.places) :]
    return Field(joined.words, places, joined.flat, joined.starts)


def _of(days: DaysOf, numbers: Rows) -> Recorded:
    """The days of some standings."""
    first, last = (np.searchsorted(days.key, numbers, side) for side in ("left", "right"))
    count = last - first
    at = np.repeat(first - (np.cumsum(count) - count), count) + np.arange(int(count.sum()))
    return Recorded(np.append(0, np.cumsum(count)).astype(np.int64), days.lo[at], days.hi[at])


def _spells(known: KnownLogged, kinds: Sequence[str], numbers: Rows) -> Spells:
    sets = [known.believed(which, kinds) for which in ("certain", "possible")]
    key = np.concatenate([rows.key for rows in sets])
    first, until = (np.concatenate([getattr(rows, name) for rows in sets]).astype(np.int64) for name in ("begin", "end"))
    certain = np.concatenate((np.ones(len(sets[0]), np.bool_), np.zeros(len(sets[1]), np.bool_)))
    order = np.argsort(key, kind="stable")
    starts = np.append(np.searchsorted(key[order], numbers), len(key)).astype(np.int64)
    return Spells(starts, first[order], until[order], certain[order])


@dataclass(frozen=True)
class _Ids(Sequence[str]):
    """Ids made when they are asked for."""

    size: int
    made: Callable[[int], str]

    def __len__(self) -> int:
        return self.size

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        if isinstance(place, slice):
            return [self.made(one) for one in range(*place.indices(self.size))]
        if not 0 <= place < self.size:
            raise IndexError(place)
        return self.made(place)


class _ActsOfLog:
    """The acts of a log that are believed: their ids, what they hold, and the claims that they rest on."""

    def __init__(self, log: Log, rows: Rows) -> None:
        self.log = log
        self.rows = rows
        self.ids = _Ids(len(rows), lambda row: f"{PREFIX}{log.act[rows[row]]}")

    @cached_property
    def _by_number(self) -> tuple[Places, Rows]:
        acts = self.log.act[self.rows]
        order = np.argsort(acts, kind="stable")
        return acts[order], order

    def _place(self, name: str, prefix: str) -> int | None:
        number = name.removeprefix(prefix)
        if number == name or not number.isdigit() or str(int(number)) != number:
            return None
        acts, order = self._by_number
        at = int(np.searchsorted(acts, int(number)))
        return int(order[at]) if at < len(acts) and acts[at] == int(number) else None

    def of(self, rows: Rows) -> Iterable[Ref]:
        """The claims of some of them."""
        return (("claim", f"{CLAIM}{act}") for act in self.log.act[self.rows[rows]].tolist())

    def row(self, ref: Ref) -> int | None:
        """The act that rests on a claim."""
        return self._place(ref[1], CLAIM) if ref[0] == "claim" else None

    def field(self, name: str, words: Words, field_of_kind: Callable[[str], str]) -> Field:
        """What they hold in a field."""
        if name in ROLES_IN_A_LOG:
            return Field(words, getattr(self.log, name)[self.rows])
        if name == "kind":
            return Field(Words(self.log.kinds), self.log.kind[self.rows].astype(np.int32))
        if name == "field":
            held = [field_of_kind(kind) for kind in self.log.kinds]
            fields = list(dict.fromkeys(held))
            return Field(Words(fields), np.array([fields.index(one) for one in held], np.int32)[self.log.kind[self.rows]])
        if name == "act":
            ids = Words(self.ids, 0, lambda wanted: self._place(wanted, PREFIX))
            return Field(ids, np.arange(len(self.rows), dtype=np.int32))
        if name == "source":
            days, places = np.unique(self.log.known[self.rows], return_inverse=True)
            return Field(Words([name_of(day) for day in days.tolist()]), places.astype(np.int32))
        return Field(Words(()), np.full(len(self.rows), NOTHING, np.int32))


@dataclass(frozen=True)
class _Both:
    """What the acts of a log rest on, and after them those of the record itself."""

    log: _ActsOfLog
    own: References
    first: int

    def of(self, rows: Rows) -> Iterable[Ref]:
        """What some of them rest on."""
        yield from self.log.of(rows[rows < self.first])
        yield from self.own.of(rows[rows >= self.first] - self.first)

    def row(self, ref: Ref) -> int | None:
        """The act that rests on a claim."""
        own = self.own.row(ref)
        return self.log.row(ref) if own is None else own + self.first


class _Named:
    """What standings rest on: themselves."""

    def __init__(self, known: KnownLogged, numbers: Rows) -> None:
        self.known = known
        self.numbers = numbers

    def of(self, rows: Rows) -> Iterable[Ref]:
        """The ids of some of them."""
        keys = self.known.bulk.compiled.keys
        return (("standing", keys.key(number).id) for number in self.numbers[rows].tolist())

    def row(self, ref: Ref) -> int | None:
        """The standing of an id."""
        if ref[0] != "standing":
            return None
        kind, *roles = ref[1].split(":")
        number = self.known.number_of(Key(kind, tuple(map(slug, roles))))
        at = len(self.numbers) if number is None else int(np.searchsorted(self.numbers, number))
        return at if at < len(self.numbers) and self.numbers[at] == number else None
