"""A record compiled: its standings as numbered keys and rectangles, which answer any date on any knowledge by a filter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from legation.standings.keys import NO_NAME, Keys
from legation.standings.rectangles import (
    BLOCK,
    NEVER,
    SETS,
    Int32,
    Rectangles,
    in_order,
    one_after_another,
    order_of,
    split,
    stands,
    verdict_of,
)
from legation.standings.verdicts import Verdict, weakest

STANDING: Final = "standing"
"""What is certain and what is possible together."""


@dataclass(frozen=True, slots=True)
class Begun:
    """Rectangles in order of ``begin``, so that what has not begun is never looked at."""

    rows: Rectangles

    def asof(self, on: int, known: int, first: int = 0, last: int | None = None) -> npt.NDArray[np.intp]:
        """The numbers of the rows, of those from ``first`` to ``last`` (excluded), that hold on a day, as known on another."""
        day, seen = np.int32(on), np.int32(min(known, NEVER - 1))
        begin, end, known_from, known_to = (self.rows.begin, self.rows.end, self.rows.known_from, self.rows.known_to)
        stop = first + int(begin[first:last].searchsorted(day, "right"))
        found = []
        for start in range(first, stop, BLOCK):
            part = slice(start, min(start + BLOCK, stop))
            held = end[part] > day
            held &= known_from[part] <= seen
            held &= known_to[part] > seen
            (rows,) = held.nonzero()
            rows += start
            found.append(rows)
        if len(found) == 1:
            return found[0]
        return np.concatenate(found) if found else np.empty(0, np.intp)


@dataclass(frozen=True, slots=True)
class Named:
    """Something laid out by name: that of name ``n`` lies from ``offsets[n]`` to ``offsets[n + 1]``."""

    offsets: npt.NDArray[np.int64]

    def span(self, name: int) -> tuple[int, int]:
        """Where that of one name lies; nowhere, for a name that came later."""
        if name >= len(self.offsets) - 1:
            return 0, 0
        first, last = self.offsets[name : name + 2].tolist()
        return first, last


@dataclass(frozen=True)
class Compiled:
    """Keys, and the three sets of rectangles in order of key; what stands also in order of ``begin``, whole and by name.

    Args:
        keys: the standings; sets: ``certain``, ``possible`` and ``silent``, each in order of key.
        standing: what is certain and what is possible together.
        of_name, standing_of_name: the same once for each name in the key of a standing, in order of name.
        silent_of_name, silent_rows: by name the numbers of its rows in the set ``silent``.
        replaced: standings of which ``tail`` holds all that is believed now, in place of what the sets say.
    """

    keys: Keys
    sets: Mapping[str, Rectangles]
    standing: Begun
    of_name: Named
    standing_of_name: Begun
    silent_of_name: Named
    silent_rows: Int32
    replaced: npt.NDArray[np.bool_] | None = None
    tail: Mapping[str, Rectangles] = field(default_factory=dict)

    def asof(
        self, on: int, known: int = NEVER - 1, *, name: int | None = None, which: str = STANDING
    ) -> tuple[Int32, npt.NDArray[np.int16]]:
        """The standings that hold on a day, as known on another, with the verdict of each.

        Args:
            name: only those of this actor, instrument or person.
            which: one of the sets, or ``standing`` for what is certain and what is possible together.
        """
        if self.replaced is not None or which != STANDING:
            whole = self.rows_asof(on, known, name=name, which=which)
            return whole.key, whole.verdict
        rows, found = self._standing(on, known, name)
        return rows.key[found], rows.verdict[found]

    def rows_asof(self, on: int, known: int = NEVER - 1, *, name: int | None = None, which: str = STANDING) -> Rectangles:
        """The same as whole rectangles."""
        rows = self._silent(on, known, name) if which == "silent" else self._of_set(which, *self._standing(on, known, name))
        if self.replaced is None:
            return rows
        kept = rows.take(np.flatnonzero(~self.replaced[rows.key]))
        tail = one_after_another([self.tail[one] for one in (("certain", "possible") if which == STANDING else (which,))])
        new = tail.asof(on, known)
        if name is not None and len(new):
            new = new[(self.keys.roles[tail.key[new]] == name).any(axis=1)]
        return one_after_another([kept, tail.take(new)])

    def _standing(self, on: int, known: int, name: int | None) -> tuple[Rectangles, npt.NDArray[np.intp]]:
        if name is None:
            return self.standing.rows, self.standing.asof(on, known)
        return self.standing_of_name.rows, self.standing_of_name.asof(on, known, *self.of_name.span(name))

    @staticmethod
    def _of_set(which: str, rows: Rectangles, found: npt.NDArray[np.intp]) -> Rectangles:
        if which != STANDING:
            found = found[stands(rows.verdict[found]) == (which == "certain")]
        return rows.take(found)

    def _silent(self, on: int, known: int, name: int | None) -> Rectangles:
        rows = self.sets["silent"]
        if name is None:
            return rows.take(rows.asof(on, known))
        of_name = self._of_name("silent", rows, name)
        return of_name.take(of_name.asof(on, known))

    def during(self, first: int, last: int, known: int = NEVER - 1, *, name: int | None = None) -> Rectangles:
        """Whatever is said on any day of a period, as known on another, of every standing or of those of one name."""
        sets = [rows if name is None else self._of_name(which, rows, name) for which, rows in self.sets.items()]
        said = one_after_another([rows.take(rows.during(first, last, known)) for rows in sets])
        if self.replaced is None:
            return said
        tail = one_after_another(list(self.tail.values()))
        new = tail.take(tail.during(first, last, known))
        if name is not None:
            new = new.take((self.keys.roles[new.key] == name).any(axis=1))
        return one_after_another([said.take(~self.replaced[said.key]), new])

    def _of_name(self, which: str, rows: Rectangles, name: int) -> Rectangles:
        if which == "silent":
            return rows.take(self.silent_rows[slice(*self.silent_of_name.span(name))].astype(np.intp))
        of_name = self.standing_of_name.rows.take(slice(*self.of_name.span(name)))
        return of_name.take(stands(of_name.verdict) == (which == "certain"))

    def of_key(self, key: int) -> list[Rectangles]:
        """Everything believed of one standing, now or before, set by set."""
        held = self.replaced is not None and bool(self.replaced[key])
        found = []
        for which in SETS:
            rows = self.tail[which] if held else self.sets[which]
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

    def rows(self, which: str, known: int = NEVER - 1, kinds: npt.NDArray[np.bool_] | None = None) -> Rectangles:
        """What is believed at the end of a day, over all days of the world, in order of key.

        Args:
            kinds: for each kind of standing whether it is wanted; all, where it is None.
        """
        rows = one_after_another([part.believed(known) for part in self._of_kinds(self.sets[which], kinds)])
        if self.replaced is None:
            return rows
        new = self.tail[which].believed(known)
        if kinds is not None:
            new = new.take(kinds[self.keys.kind[new.key]])
        return one_after_another([rows.take(~self.replaced[rows.key]), new])

    def _of_kinds(self, rows: Rectangles, kinds: npt.NDArray[np.bool_] | None) -> Iterator[Rectangles]:
        """The rows of the wanted kinds, in runs: standings are numbered in order of kind."""
        if kinds is None:
            yield rows
            return
        ordered = self.keys.kind[: len(self.keys) - self.keys.added]
        edges = np.flatnonzero(np.diff(np.concatenate(([False], kinds, [False])).astype(np.int8)))
        key = np.searchsorted(ordered, edges.astype(ordered.dtype))
        for first, last in np.searchsorted(rows.key, key.astype(np.int32)).reshape(-1, 2).tolist():
            yield rows.take(slice(first, last))

    def with_tail(self, keys: Keys, replaced: npt.NDArray[np.bool_], tail: Mapping[str, Rectangles]) -> Compiled:
        """The same with some standings told anew: ``replaced`` marks them, ``tail`` says all that holds of them."""
        return replace(self, keys=keys, replaced=replaced, tail=tail)


def laid_out(keys: Keys, rows: Rectangles) -> Compiled:
    """Rectangles of any verdict in the orders that questions want."""
    sets = split(in_order(rows))
    standing = one_after_another([sets["certain"], sets["possible"]])
    standing = standing.take(order_of(standing.begin))
    of_name, named = _by_name(keys, standing.key)
    silent_of_name, silent_rows = _by_name(keys, sets["silent"].key)
    return Compiled(
        keys, sets, Begun(standing), of_name, Begun(standing.take(named)), silent_of_name, silent_rows.astype(np.int32)
    )


def _by_name(keys: Keys, key: Int32) -> tuple[Named, npt.NDArray[np.int64]]:
    """Rows once for each name in the key of their standing: where those of each name lie, and the numbers of the rows."""
    roles = keys.roles.copy()
    for role in range(1, roles.shape[1]):
        for before in range(role):
            roles[keys.roles[:, before] == keys.roles[:, role], role] = NO_NAME  # one name in two roles is laid out once
    every = roles[key].ravel()
    named = np.flatnonzero(every != NO_NAME)
    order = np.sort((every[named].astype(np.int64) << 32) + named // roles.shape[1])
    offsets = np.zeros(len(keys.names) + 1, np.int64)
    np.cumsum(np.bincount(every[named], minlength=len(keys.names)), out=offsets[1:])
    return Named(offsets), order & 0xFFFFFFFF
