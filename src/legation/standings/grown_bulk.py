"""A compiled log with what was added to it since, as one: what lists and pages are made of, so that they need no other way.

Columns are copied with the new rows among them, which takes a moment even of ten million; no rule is run, and nothing is sorted
but what is new. An act supposed not to have happened keeps its row, and is believed on no day.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from legation.record.acts import FOREVER
from legation.record.log import NOBODY, NOTHING, PREFIX, ROLES_IN_A_LOG, Int32, Log, dangling
from legation.standings.additions import BY_RULES, Additions
from legation.standings.appending import Growing, believed_until
from legation.standings.bulk import Bulk, InTime, authored_acts
from legation.standings.deeds import Deed, log_of
from legation.standings.keys import Keys
from legation.standings.plain_events import Events
from legation.standings.recorded import RecordedColumns

NEVER_BELIEVED: Final = -(2**31) + 1


def grown(growing: Growing) -> Bulk:
    """A compiled log with its additions."""
    base, additions = growing.bulk, growing.additions
    deeds = list(additions.deeds())
    if not deeds and growing.compiled is base.compiled and not any(additions.every_taking()):
        return base
    log, first = with_rows(base.log, deeds), len(base.log)
    ascending = base.order is None and bool((np.diff(log.act[max(first - 1, 0) :]) > 0).all())
    made = Bulk(
        base.record, log, base.plain, _events(base, growing, first), _by_rules(base, growing), growing.compiled,
        _recorded(base, growing, log), _names(base, log, growing.compiled.keys),
        None if ascending else np.argsort(log.act, kind="stable"),
        dangling(log) if any(deed.retracts is not None for deed in deeds) else base.dangling,
        base.level,
    )  # fmt: skip
    made.__dict__["groups"] = base.groups
    made.__dict__["taken"] = taken = _taken(base, additions, deeds, made)
    made.__dict__["in_time"] = _in_time(base.in_time, log, first, taken)
    return made


def with_rows(base: Log, deeds: Sequence[Deed]) -> Log:
    """The log with more rows; names stay in order, kinds that are new come last."""
    more = log_of(deeds)
    kinds = (*base.kinds, *(kind for kind in more.kinds if kind not in base.kinds))
    new = [name for name in more.names if base.place_of(name) is None]
    names: Sequence[str] = sorted([*base.names, *new]) if new else base.names
    columns: dict[str, npt.NDArray[Any]] = {}
    if new:
        moved = np.arange(len(base.names) + 1) + np.searchsorted(
            [_rank(base.names, name) for name in new], np.arange(len(base.names) + 1), "right"
        )
        moved[-1] = NOBODY
        columns = {role: moved[getattr(base, role)].astype(np.int32) for role in ROLES_IN_A_LOG}
    made = Log(kinds, names, **{one: columns.get(one, getattr(base, one)) for one in _COLUMNS})
    place = np.array([*(made.place_of(name) for name in more.names), NOBODY], np.int32)
    kind = np.array([kinds.index(one) for one in more.kinds] or [0], np.int16)
    added = {role: place[getattr(more, role)] for role in ROLES_IN_A_LOG} | {"kind": kind[more.kind]}
    both = {one: np.concatenate((getattr(made, one), added.get(one, getattr(more, one)))) for one in _COLUMNS}
    return Log(kinds, names, **both)


_COLUMNS: Final = ("act", "kind", "lo", "hi", "subject", "object", "instrument", "known", "retracts")


def _rank(names: Sequence[str], name: str) -> int:
    """How many names come before one."""
    first, last = 0, len(names)
    while first < last:
        middle = (first + last) // 2
        first, last = (middle + 1, last) if names[middle] < name else (first, middle)
    return first


def _taken(base: Bulk, additions: Additions, deeds: Sequence[Deed], made: Bulk) -> Int32:
    taken = np.concatenate((base.taken, np.full(len(deeds), 2**31 - 1, np.int32)))
    for taking in additions.every_taking():
        row = made.row_of(taking.act)
        if row is None or made.log.retracts[row] != NOTHING or not taking.from_day(int(made.log.known[row])):
            continue
        taken[row] = min(int(taken[row]), NEVER_BELIEVED if taking.day is None else taking.day)
    return taken


def _in_time(base: InTime, log: Log, first: int, taken: Int32) -> InTime:
    rows = np.arange(first, len(log))
    rows = rows[log.retracts[rows] == NOTHING]
    order = _in_order(log.lo[rows], log.hi[rows])
    rows = rows[np.argsort(order, kind="stable")]
    at = np.searchsorted(_in_order(base.lo, base.hi), np.sort(order), "right")  # after all that are not later
    row = np.insert(base.row, at, rows) if len(rows) else base.row

    def column(before: npt.NDArray[Any], whole: npt.NDArray[Any]) -> npt.NDArray[Any]:
        return np.insert(before, at, whole[rows]) if len(rows) else before

    return InTime(
        row, column(base.lo, log.lo), column(base.hi, log.hi), column(base.kind, log.kind),
        tuple(getattr(log, role)[row] for role in ROLES_IN_A_LOG), column(base.known, log.known), taken[row],
    )  # fmt: skip


def _in_order(lo: npt.NDArray[Any], hi: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """A number for each pair of days, the greater the later: by the first, then the second; the undated last."""
    first = np.where(lo > -FOREVER, lo, FOREVER).astype(np.int64)
    return first << 32 | (hi.astype(np.int64) + (1 << 31))


def _events(base: Bulk, growing: Growing, first: int) -> Events:
    """The events, those of what was added after the others of their standing; what was taken back is believed until then."""
    events, additions, size = base.events, growing.additions, len(growing.compiled.keys)
    row_of = {deed.act: row for row, deed in enumerate(additions.deeds(), start=first)}
    new = []
    for one in additions.every_event():
        if one.does != BY_RULES:
            until = believed_until(additions, one.deed.act, one.deed.known)
            new.append((one.key, one.deed.lo, one.deed.hi, one.does, one.deed.known, until, row_of[one.deed.act]))
    new.sort()
    known_to = events.known_to
    if rows := list(additions.every_row()):
        known_to = known_to.copy()
        for key, row in rows:
            if key + 1 >= len(events.starts):
                continue
            of_key = slice(int(events.starts[key]), int(events.starts[key + 1]))
            for place in (np.flatnonzero(events.row[of_key] == row) + of_key.start).tolist():
                until = believed_until(additions, int(base.log.act[row]), int(events.known_from[place]))
                known_to[place] = min(int(known_to[place]), until)
    more = np.array(new, np.int64).reshape(-1, 7)
    old = len(events.starts) - 1
    at = events.starts[np.minimum(more[:, 0] + 1, old)]

    def column(before: npt.NDArray[Any], place: int) -> npt.NDArray[Any]:
        return np.insert(before, at, more[:, place].astype(before.dtype)) if len(more) else before

    count = np.zeros(size, np.int64)
    count[:old] = np.diff(events.starts)
    np.add.at(count, more[:, 0], 1)
    return Events(
        column(events.key, 0), column(events.lo, 1), column(events.hi, 2), column(events.does, 3), column(events.known_from, 4),
        column(known_to, 5), column(events.row, 6), np.append(0, np.cumsum(count)).astype(np.int64),
    )  # fmt: skip


def _by_rules(base: Bulk, growing: Growing) -> npt.NDArray[np.bool_]:
    marks = np.zeros(len(growing.compiled.keys), np.bool_)
    marks[: len(base.by_rules)] = base.by_rules
    marks[[*growing.additions.ruled(), *growing.borne]] = True
    return marks


def _recorded(base: Bulk, growing: Growing, log: Log) -> RecordedColumns:
    """What was recorded of the standings that went through the rules, that of those told anew in place of what was."""
    if not growing.borne:
        return base.recorded
    told = np.array(sorted(growing.borne), np.int64)
    number = {one.key: place for place, mine in growing.borne.items() for one in mine}
    anew = [one for mine in growing.borne.values() for one in mine]
    acts = {act for one in anew for act in one.bearing.acts}
    row_of = {act: -1 - place for place, act in enumerate(authored_acts(base.record)) if act in acts}
    wanted = sorted(int(act.removeprefix(PREFIX)) for act in acts - row_of.keys())
    order = np.argsort(log.act, kind="stable") if wanted else np.empty(0, np.int64)
    rows = order[np.searchsorted(log.act[order], np.array(wanted, np.int64))].tolist() if wanted else []
    row_of |= {f"{PREFIX}{act}": row for act, row in zip(wanted, rows, strict=True)}
    new = RecordedColumns.of(anew, number, row_of)
    return base.recorded.only(~np.isin(base.recorded.key, told)).with_more(new)


def _names(base: Bulk, log: Log, keys: Keys) -> Int32:
    """For each name in the keys its place among those of the log."""
    if log.names is base.log.names:
        new = [keys.names[place] for place in range(len(base.names), len(keys.names))]
        places = [NOBODY if (place := log.place_of(name)) is None else place for name in new]
        return np.concatenate((base.names, np.array(places, np.int32)))
    number = {name: at for at, name in enumerate(log.names)}
    return np.array([number.get(name, NOBODY) for name in keys.names], np.int32)
