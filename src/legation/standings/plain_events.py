"""Which acts of a log are plain, and what each does to which standing.

*Plain* is what a log of millions is made of: acts that open, close or attest a standing, one claim each, whose possible days
leave their order in no doubt. Plain standings are folded in columns; every other goes through the rules one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from legation.record.log import NOBODY, NOTHING, ROLES_IN_A_LOG, Int32, Log, last_known
from legation.record.record import Record
from legation.standings.history import lapses_unseen
from legation.standings.keys import Keys
from legation.standings.lines import TRANSFER
from legation.terms.vocabulary import Effect, KindOfStanding

DOES: Final = ("attest", "close", "open")
"""Plain effects, numbered by their order within a day."""
CLOSE: Final = DOES.index("close")
_DAYS: Final = 1 << 31


@dataclass(frozen=True, slots=True)
class Events:
    """What acts do to standings, by standing, then day, then order within the day.

    Args:
        key: the standing; lo, hi: days on which it may fall; does: place in :data:`DOES`.
        known_from, known_to: from when until when the act was believed; row: its row in the log.
        starts: for each standing its first event, and the number of all events at the end.
    """

    key: Int32
    lo: Int32
    hi: Int32
    does: npt.NDArray[np.int8]
    known_from: Int32
    known_to: Int32
    row: Int32
    starts: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.key)

    def only(self, keys: npt.NDArray[Any]) -> Events:
        """The events of some standings, which keep their numbers."""
        rows = self.of_keys(keys)
        starts = np.append(0, np.cumsum(self.starts[keys + 1] - self.starts[keys])).astype(np.int64)
        return Events(
            self.key[rows], self.lo[rows], self.hi[rows], self.does[rows], self.known_from[rows], self.known_to[rows],
            self.row[rows], starts,
        )  # fmt: skip

    def renumbered(self, moved: npt.NDArray[np.int64], size: int) -> Events:
        """The same, where standing ``n`` is ``moved[n]`` among ``size``, in the same order."""
        if len(moved) == size:
            return self
        count = np.zeros(size, np.int64)
        count[moved] = np.diff(self.starts)
        starts = np.append(0, np.cumsum(count)).astype(np.int64)
        return replace(self, key=moved[self.key].astype(np.int32), starts=starts)

    def of_keys(self, keys: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
        """The numbers of the events of some standings, in order."""
        first, count = self.starts[keys], self.starts[keys + 1] - self.starts[keys]
        before = np.repeat(np.cumsum(count) - count, count)
        found: npt.NDArray[np.int64] = np.repeat(first, count) + np.arange(int(count.sum())) - before
        return found


def plain_kinds(record: Record, log: Log) -> frozenset[str]:
    """Kinds of standing that acts of the log open, close, attest and pass to successors, and nothing else."""
    present = {log.kinds[kind] for kind in np.unique(log.kind[log.retracts == NOTHING]).tolist()}
    displacing = {other for kind in record.vocabulary.standings.values() for other in kind.displaced_by}
    return frozenset(
        kind.id
        for kind in record.vocabulary.standings.values()
        if not (kind.slot or kind.displaced_by or kind.id in displacing or lapses_unseen(record, kind))
        and present.isdisjoint(kind.not_before)
        and set(kind.key) <= set(ROLES_IN_A_LOG)
        and all(is_plain(effect) or effect.does == TRANSFER for effect in kind.effects if effect.act in present)
    )


def is_plain(effect: Effect) -> bool:
    """Whether acts of a log do nothing by an effect that columns cannot tell."""
    return effect.lasting or (effect.does in DOES and effect.after is None and effect.term is None)


def acts_touching_others(record: Record, plain: frozenset[str]) -> frozenset[str]:
    """Kinds of act that bear on standings of kinds that are not plain."""
    return frozenset(
        act
        for kind in record.vocabulary.standings.values()
        if kind.id not in plain
        for act in (*(effect.act for effect in kind.effects), *kind.not_before)
    )


def other_rows(record: Record, log: Log, plain: frozenset[str]) -> npt.NDArray[np.bool_]:
    """Which rows touch standings of kinds that are not plain."""
    touching = acts_touching_others(record, plain)
    of_kind = np.array([*(kind in touching for kind in log.kinds), False], np.bool_)  # one more, for a log of no kind
    found: npt.NDArray[np.bool_] = of_kind[log.kind] & (log.retracts == NOTHING)
    return found


def events(record: Record, log: Log, plain: frozenset[str]) -> tuple[Keys, Events]:
    """What the rows of a log do to which standings of plain kinds."""
    kinds = tuple(record.vocabulary.standings)
    width = max((len(record.vocabulary.standings[kind].key) for kind in plain), default=1)
    rows, does, columns = [], [], []
    for mine, deed, kind, names in _touches(record, log, kinds, plain):
        rows.append(mine)
        does.append(np.full(len(mine), deed, np.int8))
        missing = [np.full(len(mine), NOBODY, np.int32)] * (width - len(names))
        columns.append([np.full(len(mine), kind, np.int32), *names, *missing])
    nothing = [np.empty(0, np.int32)] * (width + 1)
    whole = [np.concatenate(parts) for parts in zip(*columns or [nothing], strict=True)]
    sizes = [len(kinds), *[len(log.names) + 1] * width]
    row = np.concatenate(rows) if rows else np.empty(0, np.int64)
    return _sorted(log, kinds, whole, packed(whole, sizes), row, np.concatenate(does) if does else np.empty(0, np.int8))


def packed(columns: list[npt.NDArray[Any]], sizes: list[int]) -> npt.NDArray[np.int64]:
    """Several columns as one number that keeps their order; a name may be :data:`NOBODY`."""
    code = columns[0].astype(np.int64)
    top = sizes[0]
    for column, size in zip(columns[1:], sizes[1:], strict=True):
        if top * size >= 1 << 62:
            found, code = np.unique(code, return_inverse=True)
            top = len(found)
        code = code * size + (column.astype(np.int64) + 1)
        top *= size
    return code


def _sorted(
    log: Log, kinds: tuple[str, ...], columns: list[npt.NDArray[Any]], code: npt.NDArray[np.int64],
    rows: npt.NDArray[np.int64], does: npt.NDArray[np.int8],
) -> tuple[Keys, Events]:  # fmt: skip
    by_code = np.argsort(code, kind="stable")
    ordered = code[by_code]
    new = np.concatenate((np.ones(min(len(code), 1), np.bool_), ordered[1:] != ordered[:-1]))
    key = (np.cumsum(new) - 1).astype(np.int64)
    lo = log.lo[rows]
    place = key << 35 | (lo[by_code].astype(np.int64) + _DAYS) << 2 | does[by_code]
    order = np.argsort(place, kind="stable")
    picked = by_code[order]
    first = by_code[new]
    roles = np.stack([column[first].astype(np.int32) for column in columns[1:]], axis=1)
    keys = Keys(kinds, log.names, columns[0][first].astype(np.int16), roles)
    starts = np.append(np.flatnonzero(new), len(code)).astype(np.int64)
    row = rows[picked]
    return keys, Events(
        key[order].astype(np.int32), lo[picked], log.hi[row], does[picked], log.known[row], last_known(log)[row],
        row.astype(np.int32), starts,
    )  # fmt: skip


def _touches(
    record: Record, log: Log, kinds: tuple[str, ...], plain: frozenset[str]
) -> Iterator[tuple[npt.NDArray[np.int64], int, int, list[npt.NDArray[Any]]]]:
    """For each effect: the rows that have it, what it does, the kind of standing, the names of its key."""
    about = int(np.searchsorted(np.array(log.names), record.about)) if record.about in log.names else NOBODY
    for number, act in enumerate(log.kinds):
        mine: npt.NDArray[np.int64] | None = None
        for place, kind_id in enumerate(kinds):
            kind = record.vocabulary.standings[kind_id]
            for effect in kind.effects:
                if kind_id not in plain or effect.act != act or effect.lasting or effect.does not in DOES:
                    continue
                if mine is None:
                    mine = np.flatnonzero((log.kind == number) & (log.retracts == NOTHING))
                rows = _having(log, kind, effect, mine)
                names = [getattr(log, role)[rows] for role in kind.key]
                yield rows, DOES.index(effect.does), place, _ordered(names, about) if kind.mutual else names


def _having(log: Log, kind: KindOfStanding, effect: Effect, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    kept = np.ones(len(rows), np.bool_)
    for role in kind.key:
        kept &= getattr(log, role)[rows] != NOBODY
    for role in effect.unless:
        if role in ROLES_IN_A_LOG:
            kept &= getattr(log, role)[rows] == NOBODY
    if kind.mutual:
        kept &= getattr(log, kind.key[0])[rows] != getattr(log, kind.key[1])[rows]
    return rows[kept]


def _ordered(names: list[npt.NDArray[Any]], about: int) -> list[npt.NDArray[Any]]:
    """Parties of a mutual standing: the one whose record it is first, then by name."""
    one, other = names
    swapped = ((other == about) | (other < one)) & (one != about)
    return [np.where(swapped, other, one), np.where(swapped, one, other)]


def clusters(
    owner: npt.NDArray[Any], lo: Int32, hi: Int32
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Runs of events of one owner whose possible days touch: first and last event of each, and which runs are in doubt.

    A run of exact events of one day is in no doubt: the order within a day is a rule.
    """
    base = owner.astype(np.int64) << 33
    reach = np.maximum.accumulate(base + hi)
    new = np.ones(len(owner), np.bool_)
    new[1:] = (owner[1:] != owner[:-1]) | ((base + lo)[1:] > reach[:-1])
    starts = np.flatnonzero(new)
    ends = np.append(starts[1:], len(owner))[: len(starts)] - 1
    return starts, ends, np.flatnonzero((starts != ends) & ((base + lo)[starts] != reach[ends]))


def tangled(found: Events) -> npt.NDArray[np.bool_]:
    """For each standing, whether a beginning and an attestation overlap: more than columns can tell."""
    starts, ends, doubtful = clusters(found.key, found.lo, found.hi)
    marks = np.zeros(len(found.starts) - 1, np.bool_)
    for first, last in zip(starts[doubtful].tolist(), ends[doubtful].tolist(), strict=True):
        if {DOES.index("attest"), DOES.index("open")} <= set(found.does[first : last + 1].tolist()):
            marks[found.key[first]] = True
    return marks
