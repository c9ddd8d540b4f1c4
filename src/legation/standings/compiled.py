"""A record compiled: its standings as numbered keys and rectangles, which answer any date on any knowledge by a filter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from legation.standings.begun import Blocks, in_blocks, places_asof, said_asof
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
from legation.standings.tail import Replaced, TailRows
from legation.standings.verdicts import Verdict, weakest

STANDING: Final = "standing"
"""What is certain and what is possible together."""
STANDING_OF_NAME: Final = "standing_of_name"
LAYOUTS: Final = (*SETS, STANDING, STANDING_OF_NAME)


def begun_asof(rows: Rectangles, on: int, known: int, first: int, last: int) -> npt.NDArray[np.intp]:
    """The numbers of the rows of one name that hold on a day, as known on another; what has not begun is never looked at.

    Args:
        rows: from ``first`` to ``last`` (excluded) in order of ``begin``.
    """
    day, seen = np.int32(on), np.int32(min(known, NEVER - 1))
    begin, end, known_from, known_to = rows.begin, rows.end, rows.known_from, rows.known_to
    stop = first + int(begin[first:last].searchsorted(day, "right"))
    found = []
    for start in range(first, stop, BLOCK):
        part = slice(start, min(start + BLOCK, stop))
        held = end[part] > day
        held &= known_from[part] <= seen
        held &= known_to[part] > seen
        (places,) = held.nonzero()
        places += start
        found.append(places)
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
    """Keys, and rectangles in the orders that questions want.

    Args:
        keys: the standings.
        layouts: the three sets, each in order of key and day; ``standing``, what is certain and what is possible together, in
            blocks by beginning; ``standing_of_name``, the same once for each name in the key of a standing, name after name, each
            in order of beginning.
        blocks: those of ``standing``.
        of_name: where the rows of each name lie in ``standing_of_name``.
        silent_of_name, silent_rows: by name the numbers of its rows in the set ``silent``.
        replaced: standings of which ``tail`` holds all that is believed now, in place of what the layouts say.
    """

    keys: Keys
    layouts: Mapping[str, Rectangles]
    blocks: Blocks
    of_name: Named
    silent_of_name: Named
    silent_rows: Int32
    replaced: Replaced | None = None
    tail: Mapping[str, TailRows] = field(default_factory=dict)

    @property
    def sets(self) -> dict[str, Rectangles]:
        """What is certain, possible and silent, each in order of key and day."""
        return {which: self.layouts[which] for which in SETS}

    def asof(
        self, on: int, known: int = NEVER - 1, *, name: int | None = None, which: str = STANDING
    ) -> tuple[Int32, npt.NDArray[np.int16]]:
        """The standings that hold on a day, as known on another, with the verdict of each.

        Args:
            name: only those of this actor, instrument or person.
            which: one of the sets, or ``standing`` for what is certain and what is possible together.
        """
        if which != STANDING:
            whole = self.rows_asof(on, known, name=name, which=which)
            return whole.key, whole.verdict
        if name is None:
            key, verdict = said_asof(self.layouts[STANDING], self.blocks, on, known)
        else:
            rows, found = self._standing(on, known, name)
            key, verdict = rows.key[found], rows.verdict[found]
        if self.replaced is None:
            return key, verdict
        kept = (~self.replaced[key]).nonzero()[0]
        told = [tail for one in ("certain", "possible") if len(tail := self._told(one, on, known, name))]
        if not told:
            return key[kept], verdict[kept]
        return np.concatenate([key[kept], *(one.key for one in told)]), np.concatenate(
            [verdict[kept], *(one.verdict for one in told)]
        )

    def rows_asof(self, on: int, known: int = NEVER - 1, *, name: int | None = None, which: str = STANDING) -> Rectangles:
        """The same as whole rectangles."""
        rows = self._silent(on, known, name) if which == "silent" else self._of_set(which, *self._standing(on, known, name))
        if self.replaced is None:
            return rows
        kept = rows.take(np.flatnonzero(~self.replaced[rows.key]))
        told = (self._told(one, on, known, name) for one in (("certain", "possible") if which == STANDING else (which,)))
        return one_after_another([kept, *told])

    def _told(self, which: str, on: int, known: int, name: int | None) -> Rectangles:
        tail = self.tail[which]
        return self._naming(name, tail.take(tail.asof(on, known)))

    def _naming(self, name: int | None, rows: Rectangles) -> Rectangles:
        return rows if name is None or not len(rows) else rows.take((self.keys.roles[rows.key] == name).any(axis=1))

    def _standing(self, on: int, known: int, name: int | None) -> tuple[Rectangles, npt.NDArray[np.intp]]:
        if name is None:
            rows = self.layouts[STANDING]
            return rows, places_asof(rows, self.blocks, on, known)
        rows = self.layouts[STANDING_OF_NAME]
        return rows, begun_asof(rows, on, known, *self.of_name.span(name))

    @staticmethod
    def _of_set(which: str, rows: Rectangles, found: npt.NDArray[np.intp]) -> Rectangles:
        if which != STANDING:
            found = found[stands(rows.verdict[found]) == (which == "certain")]
        return rows.take(found)

    def _silent(self, on: int, known: int, name: int | None) -> Rectangles:
        rows = self.layouts["silent"]
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
        told = one_after_another([tail.rows() for tail in self.tail.values()])
        new = self._naming(name, told.take(told.during(first, last, known)))
        return one_after_another([said.take(~self.replaced[said.key]), new])

    def _of_name(self, which: str, rows: Rectangles, name: int) -> Rectangles:
        if which == "silent":
            return rows.take(self.silent_rows[slice(*self.silent_of_name.span(name))].astype(np.intp))
        of_name = self.layouts[STANDING_OF_NAME].take(slice(*self.of_name.span(name)))
        return of_name.take(stands(of_name.verdict) == (which == "certain"))

    def of_key(self, key: int) -> list[Rectangles]:
        """Everything believed of one standing, now or before, set by set."""
        held = self.replaced is not None and bool(self.replaced[key])
        found = []
        for which in SETS:
            if held:
                found.append(self.tail[which].of_key(key))
                continue
            rows = self.layouts[which]
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
        rows = one_after_another([part.believed(known) for part in self._of_kinds(self.layouts[which], kinds)])
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

    def with_tail(self, keys: Keys, replaced: Replaced, tail: Mapping[str, TailRows]) -> Compiled:
        """The same with some standings told anew: ``replaced`` marks them, ``tail`` says all that holds of them."""
        return replace(self, keys=keys, replaced=replaced, tail=tail)


def laid_out(keys: Keys, rows: Rectangles) -> Compiled:
    """Rectangles of any verdict in the orders that questions want."""
    sets = split(in_order(rows))
    standing = one_after_another([sets["certain"], sets["possible"]])
    standing = standing.take(order_of(standing.begin))
    of_name, named = _by_name(keys, standing.key)
    silent_of_name, silent_rows = _by_name(keys, sets["silent"].key)
    of_names = standing.take(named)
    standing, blocks = in_blocks(standing)
    layouts = {**sets, STANDING: standing, STANDING_OF_NAME: of_names}
    return Compiled(keys, layouts, blocks, of_name, silent_of_name, silent_rows.astype(np.int32))


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
