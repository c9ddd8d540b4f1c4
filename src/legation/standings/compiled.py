"""A record compiled: its standings as numbered keys and rectangles, which answer any date on any knowledge by a filter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from legation.standings.keys import NO_NAME, Keys
from legation.standings.rectangles import NEVER, SETS, Int32, Rectangles, one_after_another, split, verdict_of
from legation.standings.tail import Replaced, TailRows
from legation.standings.verdicts import Verdict, weakest


@dataclass(frozen=True, slots=True)
class Partition:
    """Rectangles laid out by name: those of name ``n`` are rows ``offsets[n]`` to ``offsets[n + 1]``, in order of ``begin``."""

    offsets: npt.NDArray[np.int64]
    rows: Rectangles

    def of(self, name: int) -> Rectangles:
        """The rows of one name."""
        if name >= len(self.offsets) - 1:
            return Rectangles.none()
        return self.rows.take(slice(int(self.offsets[name]), int(self.offsets[name + 1])))

    def asof(self, name: int, on: int, known: int) -> npt.NDArray[np.intp]:
        """The numbers of the rows of one name that hold on a day, as known on another."""
        first, last = int(self.offsets[name]), int(self.offsets[name + 1])
        begun = int(np.searchsorted(self.rows.begin[first:last], np.int32(on), "right"))
        return self.rows.asof(on, known, first, first + begun)


@dataclass(frozen=True)
class Compiled:
    """Keys, and the three sets of rectangles, each in order of key and by name.

    Args:
        keys: the standings; sets: ``certain``, ``possible`` and ``silent``; by_name: the first two (and the third where kept).
        replaced: standings of which ``tail`` holds all that is believed now, in place of what the sets say.
    """

    keys: Keys
    sets: Mapping[str, Rectangles]
    by_name: Mapping[str, Partition]
    replaced: Replaced | None = None
    tail: Mapping[str, TailRows] = field(default_factory=dict)

    def asof(
        self, on: int, known: int = NEVER - 1, *, name: int | None = None, which: str = "certain"
    ) -> tuple[Int32, npt.NDArray[np.int16]]:
        """The standings that hold on a day, as known on another, with the verdict of each.

        Args:
            name: only those of this actor, instrument or person; which: the set asked.
        """
        if self.replaced is not None:
            whole = self.rows_asof(on, known, name=name, which=which)
            return whole.key, whole.verdict
        if name is None:
            rows, found = self.sets[which], self.sets[which].asof(on, known)
        else:
            rows, found = self.by_name[which].rows, self.by_name[which].asof(name, on, known)
        return rows.key[found], rows.verdict[found]

    def rows_asof(self, on: int, known: int = NEVER - 1, *, name: int | None = None, which: str = "certain") -> Rectangles:
        """The same as whole rectangles."""
        if name is None:
            rows, found = self.sets[which], self.sets[which].asof(on, known)
        elif name < len(self.by_name[which].offsets) - 1:
            rows, found = self.by_name[which].rows, self.by_name[which].asof(name, on, known)
        else:
            rows, found = self.sets[which], np.empty(0, np.intp)
        if self.replaced is None:
            return rows.take(found)
        kept = rows.take(found[~self.replaced[rows.key[found]]])
        tail = self.tail[which]
        new = tail.asof(on, known)
        if name is not None and len(new):
            new = new[(self.keys.roles[tail.key[new]] == name).any(axis=1)]
        return one_after_another([kept, tail.take(new)])

    def of_key(self, key: int) -> list[Rectangles]:
        """Everything believed of one standing, now or before, set by set."""
        held = self.replaced is not None and bool(self.replaced[key])
        found = []
        for which in SETS:
            if held:
                found.append(self.tail[which].of_key(key))
                continue
            rows = self.sets[which]
            first, last = (int(np.searchsorted(rows.key, np.int32(key), side)) for side in ("left", "right"))
            found.append(rows.take(slice(first, last)))
        return found

    def verdict(self, key: int, first: int, last: int | None = None, known: int = NEVER - 1) -> Verdict | None:
        """The answer for one standing on a day, or throughout a period; None where nothing known speaks of it."""
        codes = [
            int(code)
            for rows in self.of_key(key)
            for code in rows.verdict[rows.during(first, first if last is None else last, known)].tolist()
        ]
        return weakest(verdict_of(code) for code in codes) if codes else None

    def rows(self, which: str, known: int = NEVER - 1) -> Rectangles:
        """What is believed at the end of a day, over all days of the world."""
        rows = self.sets[which].believed(known)
        if self.replaced is None:
            return rows
        kept, new = rows.take(np.flatnonzero(~self.replaced[rows.key])), self.tail[which].believed(known)
        return Rectangles(*(np.concatenate(pair) for pair in zip(kept.columns(), new.columns(), strict=True)))

    def with_tail(self, keys: Keys, replaced: Replaced, tail: Mapping[str, TailRows]) -> Compiled:
        """The same with some standings told anew: ``replaced`` marks them, ``tail`` says all that holds of them."""
        return replace(self, keys=keys, replaced=replaced, tail=tail)


def laid_out(keys: Keys, rows: Rectangles) -> Compiled:
    """Rectangles of any verdict as the three sets, each also by name."""
    sets = split(rows)
    return Compiled(keys, sets, {which: by_name(keys, one) for which, one in sets.items()})


def by_name(keys: Keys, rows: Rectangles) -> Partition:
    """The rectangles once for each name in the key of their standing."""
    roles = keys.roles.copy()
    for role in range(1, roles.shape[1]):
        for before in range(role):
            roles[keys.roles[:, before] == keys.roles[:, role], role] = NO_NAME  # one name in two roles is laid out once
    every = roles[rows.key].ravel()
    named = np.flatnonzero(every != NO_NAME)
    owner, place = every[named], named // roles.shape[1]
    order = np.argsort(owner.astype(np.int64) << 32 | (rows.begin[place].astype(np.int64) + (1 << 31)), kind="stable")
    offsets = np.zeros(len(keys.names) + 1, np.int64)
    np.cumsum(np.bincount(owner, minlength=len(keys.names)), out=offsets[1:])
    return Partition(offsets, rows.take(place[order]))
