"""A record with a log compiled: plain standings in columns, every other by the rules, one book of rectangles in the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from legation.record.log import NOTHING, Log, with_log
from legation.record.record import Record
from legation.standings.compiled import Compiled, laid_out
from legation.standings.compiling import numbers
from legation.standings.folding import Row, fold
from legation.standings.groups import Groups
from legation.standings.history import Key
from legation.standings.keys import NO_NAME, Keys
from legation.standings.plain_events import Events, acts_touching_others, events, other_rows, plain_kinds, tangled
from legation.standings.plain_fold import fold_plain
from legation.standings.plain_limits import limits
from legation.standings.rectangles import Rectangles, joined, rectangles
from legation.terms.vocabulary import Effect, KindOfStanding


@dataclass(frozen=True)
class Bulk:
    """A record with a log, compiled, and what appending to it needs.

    Args:
        plain: kinds of standing folded in columns; keys, events: what the log does to standings of those kinds.
        by_rules: which of them went through the rules all the same.
    """

    record: Record
    log: Log
    plain: frozenset[str]
    keys: Keys
    events: Events
    by_rules: npt.NDArray[np.bool_]
    compiled: Compiled

    @cached_property
    def effects(self) -> dict[str, list[tuple[KindOfStanding, Effect]]]:
        """What each kind of act does to which kinds of standing; marks of a first day count as effects that are not plain."""
        found: dict[str, list[tuple[KindOfStanding, Effect]]] = {}
        for kind in self.record.vocabulary.standings.values():
            for effect in (*kind.effects, *(Effect(act=act, does="mark") for act in kind.not_before)):
                found.setdefault(effect.act, []).append((kind, effect))
        return found

    @cached_property
    def acts_by_rules(self) -> frozenset[str]:
        """Kinds of act that bear on standings that are not plain."""
        return acts_touching_others(self.record, self.plain)

    @cached_property
    def _acts_in_order(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.intp]] | None:
        if bool((self.log.act[1:] > self.log.act[:-1]).all()):
            return None
        order = np.argsort(self.log.act)
        return self.log.act[order], order

    def row_of(self, act: int) -> int | None:
        """The row of an act in the log."""
        ids, order = self._acts_in_order or (self.log.act, None)
        place = int(np.searchsorted(ids, np.int64(act)))
        if place == len(ids) or ids[place] != act:
            return None
        return place if order is None else int(order[place])

    @cached_property
    def _by_row(self) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.intp]]:
        order = np.argsort(self.events.row, kind="stable")
        return self.events.row[order], order

    def keys_of_row(self, row: int) -> list[int]:
        """The standings that a row of the log touches."""
        rows, order = self._by_row
        first, last = (int(np.searchsorted(rows, np.int32(row), side)) for side in ("left", "right"))
        found: list[int] = self.events.key[order[first:last]].tolist()
        return found


def compiled_log(record: Record, log: Log) -> Bulk:
    """A record and its log compiled."""
    plain = plain_kinds(record, log)
    keys, found = events(record, log, plain)
    by_rules = tangled(found)
    authored = Groups(record.vocabulary, record.claims)
    number = _finder(keys)
    for mine in authored.keys.values():
        for key in mine:
            if (place := number(key)) is not None:
                by_rules[place] = True
    ruled = list(_by_rules(record, log, plain, keys, found, by_rules))
    rows = fold_plain(found.only(np.flatnonzero(~by_rules)), keys, record.coverage, limits(record, keys))
    every, rows = _with_ruled(keys, rows, ruled)
    return Bulk(record, log, plain, keys, found, by_rules, laid_out(every, rows))


def _by_rules(
    record: Record, log: Log, plain: frozenset[str], keys: Keys, found: Events, by_rules: npt.NDArray[np.bool_]
) -> Sequence[Row]:
    """What the rules give for the standings that are not plain."""
    wanted = np.zeros(len(log), np.bool_)
    chosen = np.flatnonzero(by_rules)
    wanted[found.row[found.of_keys(chosen)]] = True
    wanted |= other_rows(record, log, plain)
    if not wanted.any() and not record.claims:
        return []
    whole = with_log(record, log, with_retractions(log, wanted))
    groups = Groups(record.vocabulary, whole.claims)
    authored = {key for mine in Groups(record.vocabulary, record.claims).keys.values() for key in mine}
    special = {keys.key(int(place)) for place in chosen} | authored
    due = [group for group, mine in groups.keys.items() if any(key.kind not in plain or key in special for key in mine)]
    return list(fold(whole, groups, due))


def with_retractions(log: Log, wanted: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """The numbers of the wanted rows and of the rows that retract them."""
    taking = np.flatnonzero(log.retracts != NOTHING)
    aimed = taking[np.isin(log.retracts[taking], log.act[wanted])]
    return np.union1d(np.flatnonzero(wanted), aimed)


def _finder(keys: Keys):  # type: ignore[no-untyped-def]
    place = {name: number for number, name in enumerate(keys.names)}
    kinds = {kind: number for number, kind in enumerate(keys.kinds)}

    def find(key: Key) -> int | None:
        roles = [place.get(role) for role in key.roles]
        if len(roles) > keys.roles.shape[1] or any(role is None for role in roles):
            return None
        return keys.find(kinds[key.kind], [role for role in roles if role is not None])

    return find


def _with_ruled(keys: Keys, rows: Rectangles, ruled: Sequence[Row]) -> tuple[Keys, Rectangles]:
    """Keys and rectangles with those that the rules gave."""
    if not ruled:
        return keys, rows
    spelled: dict[Key, tuple[int, tuple[str, ...]]] = {}
    for row in ruled:
        spelled[row.key] = max(spelled.get(row.key, (row.known_from, row.names)), (row.known_from, row.names))
    find = _finder(keys)
    number = {key: find(key) for key in spelled}
    known = {key: place for key, place in number.items() if place is not None}
    if len(known) == len(spelled):
        return keys, joined([rows, rectangles(numbers(ruled, known))])
    every, moved, number_of = _more_keys(keys, {key: names for key, (_, names) in spelled.items() if key not in known})
    known = {key: int(moved[place]) for key, place in known.items()} | number_of
    kept = Rectangles(moved[rows.key].astype(np.int32), *rows.columns()[1:])
    return every, joined([kept, rectangles(numbers(ruled, known))])


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
