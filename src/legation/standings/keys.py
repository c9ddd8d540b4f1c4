"""The standings of a build, numbered: for each its kind and the name in each role of its key, all interned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from legation.record.acts import slug
from legation.standings.history import Key

NO_NAME = -1


@dataclass(frozen=True)
class Keys:
    """Numbered standings in order of kind and names.

    Args:
        kinds: ids of kinds of standing; names: names of actors, instruments, persons, as written.
        kind: for each standing the number of its kind; roles: for each, the numbers of its names, :data:`NO_NAME` where its
            kind has fewer roles.
    """

    kinds: Sequence[str]
    names: Sequence[str]
    kind: npt.NDArray[np.int16]
    roles: npt.NDArray[np.int32]

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
        first, last = _within(self.kind, np.int16(kind), 0, len(self.kind))
        for place, name in enumerate([*roles, *[NO_NAME] * (self.roles.shape[1] - len(roles))]):
            first, last = _within(self.roles[:, place], np.int32(name), first, last)
        return first if first < last else None


def _within(column: npt.NDArray[np.generic], value: np.generic, first: int, last: int) -> tuple[int, int]:
    part = column[first:last]
    return first + int(np.searchsorted(part, value, "left")), first + int(np.searchsorted(part, value, "right"))


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
