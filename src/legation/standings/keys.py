"""The standings of a build, numbered: for each its kind and the name in each role of its key, all interned."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
        added: how many at the end were added later and stand in no order.
    """

    kinds: Sequence[str]
    names: Sequence[str]
    kind: npt.NDArray[np.int16]
    roles: npt.NDArray[np.int32]
    added: int = 0

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
        if first < last or not self.added:
            return first if first < last else None
        same = (self.kind[ordered:] == kind) & (self.roles[ordered:] == np.array(wanted, np.int32)).all(axis=1)
        return ordered + int(np.argmax(same)) if same.any() else None

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

    def with_more(self, spelled: Mapping[Key, tuple[str, ...]]) -> tuple[Keys, dict[Key, int]]:
        """The same with more standings at the end, and the numbers of those added."""
        new = sorted({name for roles in spelled.values() for name in roles if self.name(name) is None})
        names = (
            Spelled(self.names.first, (*self.names.more, *new))
            if isinstance(self.names, Spelled)
            else Spelled(self.names, tuple(new))
        )
        width = max([self.roles.shape[1], *(len(key.roles) for key in spelled)])
        roles = np.full((len(self) + len(spelled), width), NO_NAME, np.int32)
        roles[: len(self), : self.roles.shape[1]] = self.roles
        kind = np.append(self.kind, [self.kinds.index(key.kind) for key in spelled]).astype(np.int16)
        made = Keys(self.kinds, names, kind, roles, self.added + len(spelled))
        for place, written in enumerate(spelled.values(), start=len(self)):
            roles[place, : len(written)] = [made.name(name) for name in written]
        return made, {key: place for place, key in enumerate(spelled, start=len(self))}


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
