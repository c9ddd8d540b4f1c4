"""The standings of a build, numbered: for each its kind and the name in each role of its key, all interned."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from legation.standings.key import Key
from legation.terms.slug import slug

NO_NAME = -1


@dataclass(frozen=True)
class Keys:
    """Numbered standings in order of kind and names.

    Args:
        kinds: ids of kinds of standing; names: names of actors, instruments, persons, as written.
        kind: for each standing the number of its kind; roles: for each, the numbers of its names, :data:`NO_NAME` where its
            kind has fewer roles.
        added: how many at the end were added later and stand in no order; room: where they and more are kept.
    """

    kinds: Sequence[str]
    names: Sequence[str]
    kind: npt.NDArray[np.int16]
    roles: npt.NDArray[np.int32]
    added: int = 0
    room: Room | None = field(default=None, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.kind)

    def key(self, number: int) -> Key:
        """The key of one standing."""
        return Key(self.kinds[self.kind[number]], tuple(slug(name) for name in self.names_of(number)))

    def names_of(self, number: int) -> tuple[str, ...]:
        """The names of one standing's roles, as written."""
        return tuple(self.names[role] for role in self.roles[number].tolist() if role != NO_NAME)

    def find(self, kind: int, roles: Sequence[int]) -> int | None:
        """The number of the standing of a kind with these names."""
        ordered = len(self.kind) - self.added
        wanted = [*roles, *[NO_NAME] * (self.roles.shape[1] - len(roles))]
        first, last = _within(self.kind, np.int16(kind), 0, ordered)
        for place, name in enumerate(wanted):
            first, last = _within(self.roles[:, place], np.int32(name), first, last)
        return first if first < last else self._added(kind, wanted)

    def find_all(self, kind: npt.NDArray[np.int16], roles: npt.NDArray[np.int32]) -> list[int | None]:
        """The numbers of many standings at once, :data:`NO_NAME` filling the roles that a kind has not."""
        ordered = len(self.kind) - self.added
        first, last = np.zeros(len(kind), np.int64), np.full(len(kind), ordered)
        weight = 3 ** np.arange(roles.shape[1], -1, -1)
        while (going := first < last).any():
            middle = (first + last) // 2
            near = np.minimum(middle, ordered - 1)
            after = np.sign(np.column_stack((self.kind[near], self.roles[near])) - np.column_stack((kind, roles))) @ weight >= 0
            first, last = np.where(going & ~after, middle + 1, first), np.where(going & after, middle, last)
        near = np.minimum(first, max(ordered - 1, 0))
        same = (first < ordered) & (self.kind[near] == kind) & (self.roles[near] == roles).all(axis=1) if ordered else first < 0
        return [
            int(place) if held else self._added(one, names)
            for place, held, one, names in zip(first.tolist(), same.tolist(), kind.tolist(), roles.tolist(), strict=True)
        ]

    def _added(self, kind: int, roles: Sequence[int]) -> int | None:
        place = self.room.places.get((kind, *roles)) if self.room is not None else None
        return place if place is not None and place < len(self) else None

    def name(self, text: str) -> int | None:
        """The number of a name."""
        ordered, more = (self.names.first, self.names.more) if isinstance(self.names, Spelled) else (self.names, ())
        place = bisect_left(ordered, text)
        if place < len(ordered) and ordered[place] == text:
            return place
        return len(ordered) + more.index(text) if text in more else None

    def number(self, key: Key, names: Sequence[str] | None = None) -> int | None:
        """The number of a standing, whose names may be spelled otherwise than in its key."""
        found = [self.name(name) for name in (key.roles if names is None else names)]
        if key.kind not in self.kinds or len(found) > self.roles.shape[1]:
            return None
        places = [place for place in found if place is not None]
        return self.find(self.kinds.index(key.kind), places) if len(places) == len(found) else None

    def numbers(self, spelled: Mapping[Key, Sequence[str]]) -> dict[Key, int]:
        """The numbers of those standings that there are, from the names of their roles as written."""
        width = self.roles.shape[1]
        name = {text: self.name(text) for names in spelled.values() for text in names}
        kind = {one: number for number, one in enumerate(self.kinds)}
        asked = [
            (key, kind[key.kind], [place for text in names if (place := name[text]) is not None])
            for key, names in spelled.items()
            if key.kind in kind and len(names) <= width and None not in map(name.get, names)
        ]
        if not asked:
            return {}
        roles = np.array([[*places, *[NO_NAME] * (width - len(places))] for _, _, places in asked], np.int32)
        found = self.find_all(np.array([number for _, number, _ in asked], np.int16), roles.reshape(-1, width))
        return {key: place for (key, _, _), place in zip(asked, found, strict=True) if place is not None}

    def with_more(self, spelled: Mapping[Key, tuple[str, ...]]) -> tuple[Keys, dict[Key, int]]:
        """The same with more standings at the end, and the numbers of those added."""
        new = sorted({name for roles in spelled.values() for name in roles if self.name(name) is None})
        names = (
            Spelled(self.names.first, (*self.names.more, *new))
            if isinstance(self.names, Spelled)
            else Spelled(self.names, tuple(new))
        )
        width = max([self.roles.shape[1], *(len(key.roles) for key in spelled)])
        total = len(self) + len(spelled)
        room = self.room
        if room is None or not room.serves(len(self), total, width):
            room = Room.of(self, total, width)
        made = Keys(self.kinds, names, room.kind[:total], room.roles[:total], self.added + len(spelled), room)
        place = {text: made.name(text) for written in spelled.values() for text in written}
        room.put([(self.kinds.index(key.kind), [place[text] for text in written]) for key, written in spelled.items()])
        return made, {key: place for place, key in enumerate(spelled, start=len(self))}


@dataclass
class Room:
    """Columns with room for more standings at the end: those already in it never change, so that many share it.

    Args:
        kind, roles: the columns of :class:`Keys`; places: the number of each added standing; used: how many are in it.
    """

    kind: npt.NDArray[np.int16]
    roles: npt.NDArray[np.int32]
    places: dict[tuple[int, ...], int]
    used: int

    @classmethod
    def of(cls, keys: Keys, total: int, width: int) -> Room:
        """Room for ``total`` standings and as many again as a tenth."""
        size = total + total // 10 + 64
        kind, roles = np.empty(size, np.int16), np.full((size, width), NO_NAME, np.int32)
        kind[: len(keys)] = keys.kind
        roles[: len(keys), : keys.roles.shape[1]] = keys.roles
        room = cls(kind, roles, {}, len(keys))
        for place in range(len(keys) - keys.added, len(keys)):
            room.places[(int(kind[place]), *roles[place].tolist())] = place
        return room

    def serves(self, have: int, total: int, width: int) -> bool:
        """Whether more can be put after the first ``have``."""
        return self.used == have and total <= len(self.kind) and width == self.roles.shape[1]

    def put(self, added: Sequence[tuple[int, Sequence[int | None]]]) -> None:
        """Put standings, each a kind and its names, after those there are."""
        width = self.roles.shape[1]
        rows = [(kind, *(NO_NAME if name is None else name for name in names)) for kind, names in added]
        rows = [(*row, *[NO_NAME] * (1 + width - len(row))) for row in rows]
        until = self.used + len(rows)
        self.kind[self.used : until] = [row[0] for row in rows]
        self.roles[self.used : until] = [row[1:] for row in rows]
        self.places.update(zip(rows, range(self.used, until), strict=True))
        self.used = until


@dataclass(frozen=True)
class Spelled(Sequence[str]):
    """Names in order, and some that came later."""

    first: Sequence[str]
    more: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.first) + len(self.more)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        return self.first[place] if place < len(self.first) else self.more[place - len(self.first)]


def _within(column: npt.NDArray[Any], value: np.generic, first: int, last: int) -> tuple[int, int]:
    part = column[first:last]
    start = first + int(part.searchsorted(value, "left"))
    return start, start + int(column[start:last].searchsorted(value, "right"))


def numbered(spelled: Mapping[Key, tuple[str, ...]], kinds: Sequence[str]) -> tuple[Keys, dict[Key, int]]:
    """Standings with the names of their roles as written, numbered; and the number of each."""
    wanted = sorted(spelled, key=lambda key: (kinds.index(key.kind), spelled[key]))
    names = sorted({name for roles in spelled.values() for name in roles})
    place = {name: number for number, name in enumerate(names)}
    width = max((len(key.roles) for key in wanted), default=1)
    roles = np.full((len(wanted), width), NO_NAME, np.int32)
    kind = np.empty(len(wanted), np.int16)
    for number, key in enumerate(wanted):
        kind[number] = kinds.index(key.kind)
        roles[number, : len(key.roles)] = [place[name] for name in spelled[key]]
    return Keys(tuple(kinds), tuple(names), kind, roles), {key: number for number, key in enumerate(wanted)}
