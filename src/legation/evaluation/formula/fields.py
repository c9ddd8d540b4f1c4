"""What things hold in their fields, in columns: names by number, and for each way in which a thing may be so the names it holds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
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
        names: the names, those before ``ordered`` in order, each once.
    """

    def __init__(self, names: Sequence[str], ordered: int = 0) -> None:
        self.names = names
        self._ordered = ordered

    def __len__(self) -> int:
        return len(self.names)

    @cached_property
    def _further(self) -> dict[str, int]:
        return {self.names[place]: place for place in range(self._ordered, len(self.names))}

    def place(self, name: str) -> int | None:
        """The number of a name."""
        place = bisect_left(self.names, name, 0, self._ordered)
        if place < self._ordered and self.names[place] == name:
            return place
        return self._further.get(name)

    def with_more(self, names: Sequence[str]) -> Words:
        """The same with more names at the end."""
        return Words(Joined(self.names, names), self._ordered) if names else self

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
        if words is not self:
            return self.mask(words.names[place] for place in places.tolist())
        found = np.zeros(len(self) + 1, np.bool_)
        found[places] = True
        return found


@dataclass(frozen=True, eq=False)
class Field:
    """What one field holds.

    Args:
        places: for each way the name that it holds, :data:`NOTHING` where it holds none, ``-2 - n`` where it holds ``several[n]``.
    """

    words: Words
    places: npt.NDArray[np.int32]
    several: Sequence[Places] = field(default=())

    def meets(self, mask: Flags, ways: Rows) -> Flags:
        """Which ways hold any of the names that a mask flags."""
        held = self.places[ways]
        if not self.several:
            return mask[held]
        found = mask[np.maximum(held, NOTHING)]
        many = np.flatnonzero(held < NOTHING)
        if len(many):
            flat, starts = self._flat
            found[many] = np.logical_or.reduceat(mask[flat], starts[:-1])[-2 - held[many]]
        return found

    def pairs(self, ways: Rows) -> tuple[Rows, Places]:
        """Each way, by its number among those given, with each name that it holds."""
        held = self.places[ways]
        single = np.flatnonzero(held >= 0)
        if not self.several:
            return single, held[single].astype(np.int64)
        many = np.flatnonzero(held < NOTHING)
        if not len(many):
            return single, held[single].astype(np.int64)
        flat, starts = self._flat
        chosen = -2 - held[many]
        count = starts[chosen + 1] - starts[chosen]
        within = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
        places = flat[np.repeat(starts[chosen], count) + within]
        return np.concatenate((single, np.repeat(many, count))), np.concatenate((held[single].astype(np.int64), places))

    @cached_property
    def _flat(self) -> tuple[Places, Places]:
        starts = np.append(0, np.cumsum([len(one) for one in self.several])).astype(np.int64)
        return np.concatenate(self.several), starts

    def held(self, way: int) -> tuple[str, ...]:
        """The names that one way holds."""
        place = int(self.places[way])
        if place >= 0:
            return (self.words.names[place],)
        return () if place == NOTHING else tuple(self.words.names[one] for one in self.several[-2 - place].tolist())


def field_of(held: Iterable[Sequence[str]]) -> Field:
    """The field that holds some names, way after way."""
    number: dict[str, int] = {}
    lists: dict[tuple[str, ...], int] = {}
    several: list[Places] = []
    places = []
    for names in held:
        if not names:
            places.append(NOTHING)
        elif len(names) == 1:
            places.append(number.setdefault(names[0], len(number)))
        else:
            key = tuple(names)
            if key not in lists:
                lists[key] = len(several)
                several.append(np.array([number.setdefault(one, len(number)) for one in dict.fromkeys(key)], np.int64))
            places.append(-2 - lists[key])
    return Field(Words(list(number)), np.array(places, np.int32), several)


def same_in_all(name: str, size: int) -> Field:
    """The field that holds one and the same name in every way."""
    return Field(Words([name]), np.zeros(size, np.int32))


def one_after_another(fields: Sequence[Field]) -> Field:
    """Several fields as one; the words of the first keep their numbers."""
    if len(fields) == 1:
        return fields[0]
    words = fields[0].words
    known: dict[str, int] = {}
    further: list[str] = []
    parts: list[npt.NDArray[np.int32]] = []
    several: list[Places] = []
    for one in fields:
        if one.words is words:
            moved = np.arange(len(words), dtype=np.int64)
        else:
            moved = np.empty(len(one.words), np.int64)
            for place, name in enumerate(one.words.names):
                here = words.place(name)
                if here is None:
                    here = known.setdefault(name, len(words) + len(known))
                    if here == len(words) + len(further):
                        further.append(name)
                moved[place] = here
        own = np.append(moved, NOTHING).astype(np.int32)[np.maximum(one.places, NOTHING)]
        parts.append(np.where(one.places < NOTHING, one.places - len(several), own).astype(np.int32))
        several.extend(moved[places] for places in one.several)
    return Field(words.with_more(further), np.concatenate(parts), several)
