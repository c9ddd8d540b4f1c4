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
from legation.standings.sampled import Samples
from legation.standings.tail import Replaced, TailRows
from legation.standings.verdicts import Verdict, weakest

STANDING: Final = "standing"
"""What is certain and what is possible together."""
STANDING_OF_NAME: Final = "standing_of_name"
LAYOUTS: Final = (*SETS, STANDING, STANDING_OF_NAME)


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
        layouts: the three sets, each in order of key and day; ``standing``, what is certain and what is possible together;
            ``standing_of_name``, the same once for each name in the key of a standing, name after name.
        blocks: where the rows of these two lie.
        silent_of_name, silent_rows: by name the numbers of its rows in the set ``silent``.
        samples: of the three sets.
        replaced: standings of which ``tail`` holds all that is believed now, in place of what the layouts say.
    """

    keys: Keys
    layouts: Mapping[str, Rectangles]
    blocks: Mapping[str, Blocks]
    silent_of_name: Named
    silent_rows: Int32
    replaced: Replaced | None = None
    tail: Mapping[str, TailRows] = field(default_factory=dict)
    samples: Samples = field(default_factory=Samples, compare=False, repr=False)

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
        if self.replaced is None:
            key, verdict, size = said_asof(*self._standing(name), on, known)
            return key[:size], verdict[:size]
        told = [tail for one in ("certain", "possible") if len(tail := self._told(one, on, known, name))]
        key, verdict, size = said_asof(*self._standing(name), on, known, room=sum(map(len, told)))
        size = _without(self.replaced[key[:size]], key, verdict)
        for tail in told:
            until = size + len(tail)
            key[size:until], verdict[size:until] = tail.key, tail.verdict
            size = until
        return key[:size], verdict[:size]

    def rows_asof(self, on: int, known: int = NEVER - 1, *, name: int | None = None, which: str = STANDING) -> Rectangles:
        """The same as whole rectangles."""
        if which == "silent":
            rows = self._silent(on, known, name)
        else:
            standing = self._standing(name)
            rows = self._of_set(which, standing[0], places_asof(*standing, on, known))
        if self.replaced is None:
            return rows
        kept = rows.take(np.flatnonzero(~self.replaced[rows.key]))
        told = (self._told(one, on, known, name) for one in (("certain", "possible") if which == STANDING else (which,)))
        return one_after_another([kept, *told])

    def _told(self, which: str, on: int, known: int, name: int | None) -> Rectangles:
        tail = self.tail[which]
        return tail.take(tail.asof(on, known, name))

    def _naming(self, name: int | None, rows: Rectangles) -> Rectangles:
        if name is None or not len(rows):
            return rows
        written, width = self.keys.roles.reshape(-1), self.keys.roles.shape[1]
        first = rows.key.astype(np.intp) * width
        named = written.take(first) == name
        for role in range(1, width):
            named |= written.take(first + role) == name
        return rows.take(np.flatnonzero(named))

    def _standing(self, name: int | None) -> tuple[Rectangles, Blocks, int]:
        """What is certain and what is possible, of one name or of all: the rows, and which part of them."""
        layout = STANDING if name is None else STANDING_OF_NAME
        return self.layouts[layout], self.blocks[layout], name or 0

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
        if name is not None:  # rows of a name lie in blocks; of answers equally weak the earliest speaks for a period
            said = said.take(np.argsort(said.begin, kind="stable"))
        if self.replaced is None:
            return said
        told = one_after_another([tail.rows() for tail in self.tail.values()])
        new = self._naming(name, told.take(told.during(first, last, known)))
        return one_after_another([said.take(~self.replaced[said.key]), new])

    def _of_name(self, which: str, rows: Rectangles, name: int) -> Rectangles:
        if which == "silent":
            return rows.take(self.silent_rows[slice(*self.silent_of_name.span(name))].astype(np.intp))
        of_name = self.layouts[STANDING_OF_NAME].take(slice(*self.blocks[STANDING_OF_NAME].span(name)))
        return of_name.take(stands(of_name.verdict) == (which == "certain"))

    def of_key(self, key: int) -> list[Rectangles]:
        """Everything believed of one standing, now or before, set by set."""
        held = self.replaced is not None and bool(self.replaced[key])
        found = []
        for which in SETS:
            if held:
                found.append(self.tail[which].of_keys([key]))
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


def _without(gone: npt.NDArray[np.bool_], key: Int32, verdict: npt.NDArray[np.int16]) -> int:
    """Leave out what is gone of the first answers: the last of them take its place. How many are left."""
    (holes,) = gone.nonzero()
    left = len(gone) - len(holes)
    holes = holes[: int(holes.searchsorted(left))]
    (moved,) = np.logical_not(gone[left:]).nonzero()
    for column in (key, verdict):
        column[holes] = column[left + moved]
    return left


def laid_out(keys: Keys, rows: Rectangles) -> Compiled:
    """Rectangles of any verdict in the orders that questions want."""
    sets = split(in_order(rows))
    standing = one_after_another([sets["certain"], sets["possible"]])
    standing = standing.take(order_of(standing.begin))
    of_name, named = _by_name(keys, standing.key)
    silent_of_name, silent_rows = _by_name(keys, sets["silent"].key)
    by_name, blocks_of_name = in_blocks(standing.take(named), of_name)
    whole, blocks = in_blocks(standing, np.array([0, len(standing)]))
    layouts, found = {**sets, STANDING: whole, STANDING_OF_NAME: by_name}, {STANDING: blocks, STANDING_OF_NAME: blocks_of_name}
    return Compiled(keys, layouts, found, Named(silent_of_name), silent_rows.astype(np.int32))


def _by_name(keys: Keys, key: Int32) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
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
    return offsets, order & 0xFFFFFFFF
