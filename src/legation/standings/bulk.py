"""A record with a log compiled: plain standings in columns, every other by the rules, one book of rectangles in the end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from legation.record.acts import FOREVER
from legation.record.log import NOBODY, NOTHING, PREFIX, ROLES_IN_A_LOG, Log, dangling, last_known, with_log
from legation.record.record import Record
from legation.standings.additions import BY_RULES
from legation.standings.compiled import Compiled, laid_out
from legation.standings.compiling import numbers
from legation.standings.deeds import Deed, deed_of
from legation.standings.folding import Borne, Row, fold_whole
from legation.standings.groups import Groups
from legation.standings.history import Key
from legation.standings.keys import NO_NAME, Keys
from legation.standings.lines import TRANSFER, in_lines, lines_of, passing_rows
from legation.standings.log_names import LogNames
from legation.standings.plain_events import DOES, Events, events, is_plain, other_rows, plain_kinds, tangled
from legation.standings.plain_fold import Covered, covered, fold_plain
from legation.standings.plain_limits import Limits, limits
from legation.standings.recorded import RecordedColumns
from legation.standings.rectangles import Int32, Rectangles, joined, rectangles
from legation.terms.vocabulary import Effect, KindOfStanding


@dataclass(frozen=True, slots=True)
class Touch:
    """What a kind of act does to a kind of standing: the roles of its key, those that must be empty, and what it does."""

    kind: str
    key: tuple[str, ...]
    mutual: bool
    unless: tuple[str, ...]
    does: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What a kind of act does to standings folded in columns, whether it bears on others, and whether any pass by it."""

    touches: tuple[Touch, ...]
    others: bool
    passes: bool


class InTime(NamedTuple):
    """The acts of a log in order of time, the undated last: row, days, kind, names by role, from when until when known."""

    row: npt.NDArray[np.int64]
    lo: Int32
    hi: Int32
    kind: npt.NDArray[np.int16]
    roles: tuple[Int32, ...]
    known: Int32
    taken: Int32


@dataclass(frozen=True)
class Bulk:
    """A record with a log, compiled, and what appending to it needs.

    Args:
        plain: kinds of standing folded in columns; events: what the log does to standings of those kinds.
        by_rules: which standings went through the rules.
        recorded: what was recorded of the standings that went through the rules.
        names: for each name in their keys its place among those of the log, ``NOBODY`` where the log has it not.
        order: the rows of the log in order of act, where they do not stand so; dangling: rows that take back acts not in the log.
        level: the most restricted level whose claims count; what the log holds is open.
    """

    record: Record
    log: Log
    plain: frozenset[str]
    events: Events
    by_rules: npt.NDArray[np.bool_]
    compiled: Compiled
    recorded: RecordedColumns
    names: Int32
    order: npt.NDArray[np.int64] | None
    dangling: npt.NDArray[np.int64]
    level: str = "public"

    @cached_property
    def taken(self) -> Int32:
        """For each row of the log the day from which it is taken back."""
        return last_known(self.log)

    @cached_property
    def in_time(self) -> InTime:
        """The acts of the log in order of time."""
        log = self.log
        rows = np.flatnonzero(log.retracts == NOTHING)
        lo = log.lo[rows]
        rows = rows[np.lexsort((log.hi[rows], np.where(lo > -FOREVER, lo, FOREVER)))]
        lo, hi, kind, known, *roles = (getattr(log, name)[rows] for name in ("lo", "hi", "kind", "known", *ROLES_IN_A_LOG))
        return InTime(rows, lo, hi, kind, tuple(roles), known, self.taken[rows])

    @cached_property
    def log_names(self) -> LogNames:
        """The names of the log by the part of an id that each is."""
        return LogNames(self.log)

    @cached_property
    def effects(self) -> dict[str, list[tuple[KindOfStanding, Effect]]]:
        """What each kind of act does to which kinds of standing; marks of a first day count as effects that are not plain."""
        found: dict[str, list[tuple[KindOfStanding, Effect]]] = {}
        for kind in self.record.vocabulary.standings.values():
            for effect in (*kind.effects, *(Effect(act=act, does="mark") for act in kind.not_before)):
                found.setdefault(effect.act, []).append((kind, effect))
        return found

    @cached_property
    def _plans(self) -> dict[str, Plan]:
        return {}

    def plan(self, act: str) -> Plan:
        """What a kind of act does."""
        found = self._plans.get(act)
        if found is None:
            effects = [(kind, effect) for kind, effect in self.effects.get(act, ()) if not effect.lasting]
            mine = [(kind, effect) for kind, effect in effects if kind.id in self.plain and effect.does != TRANSFER]
            touches = tuple(
                Touch(kind.id, kind.key, kind.mutual, tuple(role for role in effect.unless if role in ROLES_IN_A_LOG),
                      DOES.index(effect.does) if is_plain(effect) else BY_RULES)
                for kind, effect in mine
            )  # fmt: skip
            others = any(kind.id not in self.plain for kind, _ in effects)
            found = self._plans[act] = Plan(touches, others, any(effect.does == TRANSFER for _, effect in effects))
        return found

    @cached_property
    def covered(self) -> Covered:
        """What the record covers of each kind of standing."""
        return covered(self.compiled.keys.kinds, self.record.coverage)

    @cached_property
    def limits(self) -> Limits:
        """What bounds the standings compiled."""
        return limits(self.record, self.compiled.keys)

    @cached_property
    def groups(self) -> Groups:
        """What must be judged together of the claims of the record itself."""
        return Groups(self.record.vocabulary, self.record.claims)

    @cached_property
    def lines(self) -> Groups:
        """Who succeeded whom, by the claims of the record itself and by its log."""
        return lines_of(self.record, self.groups, self.log)

    def is_authored(self, key: Key) -> bool:
        """Whether claims of the record itself bear on a standing."""
        return key in self.groups.keys.get(self.groups.group_of(key), ())

    @cached_property
    def taken_early(self) -> dict[int, list[Deed]]:
        """For acts not in the log, what in the log takes them back."""
        found: dict[int, list[Deed]] = {}
        for row in self.dangling.tolist():
            deed = deed_of(self.log, row)
            found.setdefault(NOTHING if deed.retracts is None else deed.retracts, []).append(deed)
        return found

    def beside(self, record: Record, groups: Groups) -> Bulk:
        """The same log beside a record with other actors, instruments, sources and figures, or with other claims.

        Of the standings on which the claims bear that changed, or that other days of an actor bound, it says what it did.

        Args:
            groups: what must be judged together of the claims of ``record``.
        """
        if record is self.record:
            return self
        made = copy(self)
        made.__dict__.update(record=record, groups=groups)
        if record.actors is not self.record.actors:
            made.__dict__.pop("limits", None)
        if record.claims is not self.record.claims:
            before, after = authored_acts(self.record), authored_acts(record)
            made.__dict__["recorded"] = self.recorded.renumbered(before, after)
            made.__dict__.pop("lines", None)
        return made

    def read_at(self, level: str) -> Bulk:
        """The same, to be read at another level: no claim of its record is restricted so far."""
        made = copy(self)
        made.__dict__["level"] = level
        return made

    def row_of(self, act: int) -> int | None:
        """The row of an act in the log."""
        if self.order is None:
            place = int(self.log.act.searchsorted(np.int64(act)))
            return place if place < len(self.log) and self.log.act[place] == act else None
        first = bisect_left(self.order, act, key=lambda row: int(self.log.act[row]))
        return int(self.order[first]) if first < len(self.order) and self.log.act[self.order[first]] == act else None


def compiled_log(record: Record, log: Log, level: str = "public") -> Bulk:
    """A record and its log compiled.

    Args:
        level: the most restricted level whose claims count.
    """
    plain = plain_kinds(record, log)
    keys, found = events(record, log, plain)
    by_rules = tangled(found)
    own = Groups(record.vocabulary, record.claims)
    authored = frozenset(key for mine in own.keys.values() for key in mine)
    by_rules[list(keys.numbers((key.kind, key.roles) for key in authored).values())] = True
    by_rules |= in_lines(lines_of(record, own, log), keys, plain)
    ruled = list(_by_rules(record, log, plain, keys, found, by_rules, authored, level))
    rows = fold_plain(found.only(np.flatnonzero(~by_rules)), keys, covered(keys.kinds, record.coverage), limits(record, keys))
    every, moved, rows, number = _with_ruled(keys, rows, [one for one in ruled if isinstance(one, Row)])
    marks = np.ones(len(every), np.bool_)
    marks[moved] = by_rules
    ascending = bool((log.act[1:] > log.act[:-1]).all())
    order = None if ascending else np.argsort(log.act, kind="stable")
    made = laid_out(every, rows)
    recorded = RecordedColumns.of((one for one in ruled if isinstance(one, Borne)), number, _rows_of(record, log, ruled))
    place = {name: number for number, name in enumerate(log.names)}
    names = np.array([place.get(name, NOBODY) for name in every.names], np.int32)
    events_of = found.renumbered(moved, len(every))
    whole = Bulk(record, log, plain, events_of, marks, made, recorded, names, order, dangling(log), level)
    whole.__dict__["groups"] = own
    return whole


def _rows_of(record: Record, log: Log, ruled: Iterable[Row | Borne]) -> dict[str, int]:
    """The row in the log of each act that bears on standings that went through the rules, or its place in the record."""
    acts = {act for one in ruled if isinstance(one, Borne) for act in one.bearing.acts}
    authored = {act: -1 - place for place, act in enumerate(authored_acts(record))}
    numbers_of = sorted(int(act.removeprefix(PREFIX)) for act in acts - authored.keys())
    order = np.argsort(log.act, kind="stable")
    rows = order[np.searchsorted(log.act[order], np.array(numbers_of, np.int64))].tolist()
    return authored | {f"{PREFIX}{act}": row for act, row in zip(numbers_of, rows, strict=True)}


def authored_acts(record: Record) -> list[str]:
    """The acts of a record itself, in order."""
    return sorted({claim.act for claim in record.claims})


def _by_rules(
    record: Record, log: Log, plain: frozenset[str], keys: Keys, found: Events, by_rules: npt.NDArray[np.bool_],
    authored: frozenset[Key], level: str,
) -> Sequence[Row | Borne]:  # fmt: skip
    """What the rules give for the standings that are not plain, and what was recorded of them."""
    wanted = np.zeros(len(log), np.bool_)
    chosen = np.flatnonzero(by_rules)
    wanted[found.row[found.of_keys(chosen)]] = True
    wanted[passing_rows(record.vocabulary, log)] = True
    wanted |= other_rows(record, log, plain)
    if not wanted.any() and not record.claims:
        return []
    whole = with_log(record, log, with_retractions(log, wanted))
    groups = Groups(record.vocabulary, whole.claims)
    special = {keys.key(int(place)) for place in chosen} | authored
    due = [group for group, mine in groups.keys.items() if any(key.kind not in plain or key in special for key in mine)]
    return list(fold_whole(whole, groups, due, level))


def with_retractions(log: Log, wanted: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """The numbers of the wanted rows and of the rows that retract them."""
    taking = np.flatnonzero(log.retracts != NOTHING)
    aimed = taking[np.isin(log.retracts[taking], log.act[wanted])]
    return np.union1d(np.flatnonzero(wanted), aimed)


def _with_ruled(
    keys: Keys, rows: Rectangles, ruled: Sequence[Row]
) -> tuple[Keys, npt.NDArray[np.int64], Rectangles, Mapping[Key, int]]:
    """Keys and rectangles with those that the rules gave, the new number of each old key, and those of the keys ruled."""
    same = np.arange(len(keys))
    if not ruled:
        return keys, same, rows, {}
    spelled: dict[Key, tuple[int, tuple[str, ...]]] = {}
    for row in ruled:
        spelled[row.key] = max(spelled.get(row.key, (row.known_from, row.names)), (row.known_from, row.names))
    found = keys.numbers((key.kind, key.roles) for key in spelled)
    known = {key: found[named] for key in spelled if (named := (key.kind, key.roles)) in found}
    if len(known) == len(spelled):
        return keys, same, joined([rows, rectangles(numbers(ruled, known))]), known
    every, moved, number_of = _more_keys(keys, {key: names for key, (_, names) in spelled.items() if key not in known})
    known = {key: int(moved[place]) for key, place in known.items()} | number_of
    kept = Rectangles(moved[rows.key].astype(np.int32), *rows.columns()[1:])
    return every, moved, joined([kept, rectangles(numbers(ruled, known))]), known


def _more_keys(keys: Keys, spelled: dict[Key, tuple[str, ...]]) -> tuple[Keys, npt.NDArray[np.int64], dict[Key, int]]:
    """Keys with more among them: all, the new number of each old one, and the numbers of the added."""
    names = sorted({*keys.names, *(name for roles in spelled.values() for name in roles)})
    place = {name: number for number, name in enumerate(names)}
    kinds = {kind: number for number, kind in enumerate(keys.kinds)}
    width = max(keys.roles.shape[1], *(len(key.roles) for key in spelled))
    moved = np.array([place[name] for name in keys.names] + [NO_NAME], np.int32)  # the last serves NO_NAME
    roles = np.full((len(keys) + len(spelled), width), NO_NAME, np.int32)
    roles[: len(keys), : keys.roles.shape[1]] = moved[keys.roles]
    kind = np.empty(len(roles), np.int16)
    kind[: len(keys)] = keys.kind
    for number, (key, written) in enumerate(spelled.items(), start=len(keys)):
        kind[number] = kinds[key.kind]
        roles[number, : len(written)] = [place[name] for name in written]
    order = np.lexsort((*roles.T[::-1], kind))
    new = np.empty(len(order), np.int64)
    new[order] = np.arange(len(order))
    made = Keys(keys.kinds, tuple(names), kind[order], np.ascontiguousarray(roles[order]))
    return made, new[: len(keys)], {key: int(new[number]) for number, key in enumerate(spelled, start=len(keys))}
