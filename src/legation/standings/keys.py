"""The standings of a build, numbered: for each its kind and the name in each role of its key, all interned."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import overload

import numpy as np
import numpy.typing as npt

from legation.standings.key import Key
from legation.standings.sampled import Samples
from legation.terms.slug import slug

NO_NAME = -1
Named = tuple[str, tuple[str, ...]]
"""A standing by the id of its kind and the names of its roles as written."""


@dataclass(frozen=True)
class Keys:
    """Numbered standings in order of kind and names.

    Args:
        kinds: ids of kinds of standing; names: names of actors, instruments, persons, as written.
        kind: for each standing the number of its kind; roles: for each, the numbers of its names, :data:`NO_NAME` where its
            kind has fewer roles.
        added: how many at the end were added later and stand in no order; room: where they and more are kept.
        samples: of those in order.
    """

    kinds: Sequence[str]
    names: Sequence[str]
    kind: npt.NDArray[np.int16]
    roles: npt.NDArray[np.int32]
    added: int = 0
    room: Room | None = field(default=None, compare=False, repr=False)
    samples: Samples = field(default_factory=Samples, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.kind)

    def key(self, number: int) -> Key:
        """The key of one standing."""
        return Key(self.kinds[self.kind[number]], tuple(slug(name) for name in self.names_of(number)))

    def names_of(self, number: int) -> tuple[str, ...]:
        """The names of one standing's roles, as written."""
        return tuple(self.names[role] for role in self.roles[number].tolist() if role != NO_NAME)

    def find_all(self, kind: npt.NDArray[np.int16], roles: npt.NDArray[np.int32]) -> list[int | None]:
        """The numbers of many standings at once, :data:`NO_NAME` filling the roles that a kind has not."""
        ordered = len(self.kind) - self.added
        asked = np.column_stack((kind, roles)).astype(np.int32)
        found = self.samples.places(ordered, self.kind, self.roles, asked)
        places: list[int | None] = found.tolist()
        for one in np.flatnonzero(found < 0).tolist():
            places[one] = self._added(int(kind[one]), roles[one].tolist())
        return places

    def _added(self, kind: int, roles: Sequence[int]) -> int | None:
        place = self.room.places.get((kind, *roles)) if self.room is not None else None
        return place if place is not None and place < len(self) else None

    def name(self, text: str) -> int | None:
        """The number of a name."""
        return self.names.place(text) if isinstance(self.names, Spelled) else _place(self.names, text)

    def number(self, key: Key, names: Sequence[str] | None = None) -> int | None:
        """The number of a standing, whose names may be spelled otherwise than in its key."""
        named = (key.kind, key.roles if names is None else tuple(names))
        return self.numbers([named]).get(named)

    def numbers(self, named: Iterable[Named]) -> dict[Named, int]:
        """The numbers of those standings that there are, from their kinds and the names of their roles as written."""
        width = self.roles.shape[1]
        asked = list(named)
        name = self._places({text for _, names in asked for text in names})
        kind = {one: number for number, one in enumerate(self.kinds)}
        unknown = {text for text, place in name.items() if place is None}
        asked = [one for one in asked if one[0] in kind and len(one[1]) <= width and unknown.isdisjoint(one[1])]
        if not asked:
            return {}
        roles = np.array([[*map(name.get, names), *[NO_NAME] * (width - len(names))] for _, names in asked], np.int32)
        found = self.find_all(np.array([kind[one] for one, _ in asked], np.int16), roles.reshape(-1, width))
        return {one: place for one, place in zip(asked, found, strict=True) if place is not None}

    def _places(self, texts: Iterable[str]) -> dict[str, int | None]:
        """The numbers of names; None for one that there is not."""
        noted, size = (self.names.shared, len(self.names)) if isinstance(self.names, Spelled) else ({}, 0)
        return {text: place if (place := noted.get(text, size)) < size else self.name(text) for text in texts}

    def with_more(self, named: Sequence[Named]) -> tuple[Keys, dict[Named, int]]:
        """The same with more standings at the end, and the numbers of those added."""
        names = self.names if isinstance(self.names, Spelled) else Spelled(self.names)
        names = names.with_more(sorted({text for _, written in named for text in written if self.name(text) is None}))
        width = max([self.roles.shape[1], *(len(written) for _, written in named)])
        total = len(self) + len(named)
        room = self.room
        if room is None or not room.serves(len(self), total, width):
            room = Room.of(self, total, width)
        made = Keys(self.kinds, names, room.kind[:total], room.roles[:total], self.added + len(named), room, self.samples)
        place = {text: made.name(text) for text in {text for _, written in named for text in written}}
        kind = {one: number for number, one in enumerate(self.kinds)}
        room.put([(kind[one], [place[text] for text in written]) for one, written in named])
        return made, {one: number for number, one in enumerate(named, start=len(self))}

    def with_columns(self, names: Sequence[str], kind: npt.NDArray[np.int16], roles: npt.NDArray[np.int32]) -> Keys:
        """The same with names, and standings in columns, at the end."""
        spelled = (self.names if isinstance(self.names, Spelled) else Spelled(self.names)).with_more(names)
        if not len(kind):
            return replace(self, names=spelled)
        total = len(self) + len(kind)
        room = Room.of(self, total, roles.shape[1])
        room.put([(one, mine) for one, mine in zip(kind.tolist(), roles.tolist(), strict=True)])
        return Keys(self.kinds, spelled, room.kind[:total], room.roles[:total], self.added + len(kind), room, self.samples)


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
    """Names in order, and some that came later, which versions of one line share.

    Args:
        first: those in order; shared: the place of each that came later, or was asked for.
        listed: those that came later; seen: how many of them are seen.
    """

    first: Sequence[str]
    shared: dict[str, int] = field(default_factory=dict)
    listed: list[str] = field(default_factory=list)
    seen: int = 0

    def place(self, text: str) -> int | None:
        """The number of a name; those found are noted, as one name is asked for again and again."""
        place = self.shared.get(text)
        if place is None:
            if (place := _place(self.first, text)) is None:
                return None
            self.shared[text] = place
        return place if place < len(self.first) + self.seen else None

    @property
    def more(self) -> list[str]:
        """The names that came later."""
        return self.listed[: self.seen]

    def with_more(self, names: Sequence[str]) -> Spelled:
        """The same with more names at the end."""
        if not names:
            return self
        listed, shared = self.listed, self.shared
        if len(listed) != self.seen:
            listed = self.more
            shared = {text: place for place, text in enumerate(listed, start=len(self.first))}
        shared.update({text: place for place, text in enumerate(names, start=len(self))})
        listed.extend(names)
        return Spelled(self.first, shared, listed, len(listed))

    def __len__(self) -> int:
        return len(self.first) + self.seen

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        return self.first[place] if place < len(self.first) else self.listed[place - len(self.first)]


def _place(names: Sequence[str], text: str) -> int | None:
    place = bisect_left(names, text)
    return place if place < len(names) and names[place] == text else None


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
