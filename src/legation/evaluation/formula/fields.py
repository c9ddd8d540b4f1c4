"""What things hold in their fields, in columns: names by number, and for each way in which a thing may be so those it holds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, overload

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
NOTHING: Final = -1
"""The place of no name; lower ones say that there are several."""
_NO_PLACES: Final[Places] = np.empty(0, np.int64)
_AT_THE_START: Final[Places] = np.zeros(1, np.int64)


class Joined(Sequence[str]):
    """Two runs of names as one; neither is copied."""

    def __init__(self, first: Sequence[str], more: Sequence[str]) -> None:
        self._first, self._more = first, more

    def __len__(self) -> int:
        return len(self._first) + len(self._more)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        return self._first[place] if place < len(self._first) else self._more[place - len(self._first)]


class Words:
    """Names by number.

    Args:
        names: the names, each once, those before ``ordered`` in order; place: finds the others.
        root: words whose names and numbers these have too, with others after them.
    """

    def __init__(
        self, names: Sequence[str], ordered: int = 0, place: Callable[[str], int | None] | None = None, root: Words | None = None
    ) -> None:
        self.names = names
        self._ordered = ordered
        self._place = place
        self.root: Words = self if root is None else root.root

    def __len__(self) -> int:
        return len(self.names)

    @cached_property
    def _further(self) -> dict[str, int]:
        return {self.names[place]: place for place in range(self._ordered, len(self.names))}

    def place(self, name: str) -> int | None:
        """The number of a name; those looked for are noted, as one name is asked for again and again."""
        if name not in self._noted:
            self._noted[name] = self._sought(name)
        return self._noted[name]

    @cached_property
    def _noted(self) -> dict[str, int | None]:
        return {}

    def _sought(self, name: str) -> int | None:
        place = bisect_left(self.names, name, 0, self._ordered)
        if place < self._ordered and self.names[place] == name:
            return place
        return self._further.get(name) if self._place is None else self._place(name)

    def with_more(self, names: Sequence[str]) -> Words:
        """The same with more names at the end."""
        if not names:
            return self
        more = {name: place for place, name in enumerate(names, len(self))}

        def place(name: str) -> int | None:
            found = more.get(name)
            return self.place(name) if found is None else found

        return Words(Joined(self.names, names), 0, place, self)

    def mask(self, wanted: Iterable[str]) -> Flags:
        """Which names are wanted; the last flag, that of no name, is never set."""
        found = np.zeros(len(self) + 1, np.bool_)
        for name in wanted:
            place = self.place(name)
            if place is not None:
                found[place] = True
        return found

    def mask_of(self, words: Words, places: Places) -> Flags:
        """The same, where those wanted stand at some places among other words."""
        shared = len(self.root) if words.root is self.root else 0
        common = places[places < shared]
        found = self.mask(words.names[place] for place in places[places >= shared].tolist())
        found[common] = True
        return found


@dataclass(frozen=True, eq=False)
class Field:
    """What one field holds.

    Args:
        places: for each way the name that it holds, :data:`NOTHING` where it holds none, ``-2 - n`` where it holds several.
        flat, starts: the names of those ways that hold several, way after way, and where those of each begin, the end included.
    """

    words: Words
    places: npt.NDArray[np.int32]
    flat: Places = field(default_factory=lambda: _NO_PLACES)
    starts: Places = field(default_factory=lambda: _AT_THE_START)

    def meets(self, mask: Flags, ways: Rows) -> Flags:
        """Which ways hold any of the names that a mask flags."""
        held = self.places[ways]
        if not len(self.flat):
            return mask[held]
        found = mask[np.maximum(held, NOTHING)]
        many = np.flatnonzero(held < NOTHING)
        if len(many):
            found[many] = np.logical_or.reduceat(mask[self.flat], self.starts[:-1])[-2 - held[many]]
        return found

    def pairs(self, ways: Rows) -> tuple[Rows, Places]:
        """Each way, by its number among those given, with each name that it holds."""
        held = self.places[ways]
        single = np.flatnonzero(held >= 0)
        many = np.flatnonzero(held < NOTHING) if len(self.flat) else _NO_PLACES
        if not len(many):
            return single, held[single].astype(np.int64)
        of, at = spread(self.starts, -2 - held[many].astype(np.int64))
        return np.concatenate((single, many[of])), np.concatenate((held[single].astype(np.int64), self.flat[at]))

    def held(self, way: int) -> tuple[str, ...]:
        """The names that one way holds."""
        place = int(self.places[way])
        if place >= 0:
            return (self.words.names[place],)
        first, last = (0, 0) if place == NOTHING else self.starts[-2 - place : -place].tolist()
        return tuple(self.words.names[one] for one in self.flat[first:last].tolist())


def field_of(held: Iterable[Sequence[str]]) -> Field:
    """The field that holds some names, way after way."""
    number: dict[str, int] = {}
    lists: dict[tuple[str, ...], int] = {}
    flat: list[int] = []
    starts, places = [0], []
    for names in held:
        if not names:
            places.append(NOTHING)
        elif len(names) == 1:
            places.append(number.setdefault(names[0], len(number)))
        else:
            key = tuple(dict.fromkeys(names))
            if key not in lists:
                lists[key] = len(lists)
                flat.extend(number.setdefault(one, len(number)) for one in key)
                starts.append(len(flat))
            places.append(-2 - lists[key])
    return Field(Words(list(number)), np.array(places, np.int32), np.array(flat, np.int64), np.array(starts, np.int64))


def field_of_pairs(words: Words, of: Rows, places: Places, size: int) -> Field:
    """The field of ``size`` ways that holds the names of some pairs of a way and a name."""
    order = np.lexsort((places, of))
    of, places = of[order], places[order]
    new = np.ones(len(of), np.bool_)
    new[1:] = (of[1:] != of[:-1]) | (places[1:] != places[:-1])
    of, places = of[new], places[new]
    count = np.bincount(of, minlength=size)
    held = np.full(size, NOTHING, np.int32)
    alone = count[of] == 1
    held[of[alone]] = places[alone]
    several = np.flatnonzero(count > 1)
    held[several] = -2 - np.arange(len(several))
    starts = np.append(0, np.cumsum(count[several])).astype(np.int64)
    return Field(words, held, places[~alone].astype(np.int64), starts)


def one_after_another(first: Field, second: Field) -> Field:
    """Two fields as one; the words of the first keep their numbers."""
    words, moved, further = first.words, np.full(len(second.words) + 1, NOTHING, np.int64), dict[str, int]()
    shared = len(words.root) if second.words.root is words.root else 0
    moved[:shared] = np.arange(shared)
    used = np.unique(np.concatenate((second.places[second.places >= shared], second.flat[second.flat >= shared])))
    for place in used.tolist():
        name = second.words.names[place]
        here = words.place(name)
        moved[place] = len(words) + further.setdefault(name, len(further)) if here is None else here
    several = len(first.starts) - 1
    own = np.where(second.places < NOTHING, second.places - several, moved[np.maximum(second.places, NOTHING)])
    return Field(
        words.with_more(list(further)), np.concatenate((first.places, own.astype(np.int32))),
        np.concatenate((first.flat, moved[second.flat])), np.concatenate((first.starts, second.starts[1:] + first.starts[-1])),
    )  # fmt: skip


def spread(starts: Rows, rows: Rows) -> tuple[Rows, Rows]:
    """Of things that have several each: whose each is, by number among the rows given, and where it lies."""
    first = starts[rows]
    count = starts[rows + 1] - first
    of = np.repeat(np.arange(len(rows)), count)
    return of, np.repeat(first - (np.cumsum(count) - count), count) + np.arange(int(count.sum()))
