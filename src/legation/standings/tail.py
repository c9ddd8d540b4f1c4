"""What is told anew of some standings of a build: which they are, and their rectangles, in columns with room for more.

Each batch of acts makes a new version. The versions of one line share their columns and each sees what was put into them up to
itself, so that a batch costs what it holds, not what was there before. A version that is not the last makes columns of its own
when more is laid over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from legation.standings.rectangles import Int32, Rectangles, in_order, leads

_LEAST_ROOM = 256


@dataclass(slots=True)
class _Marked:
    """For each standing whether any version marked it, and the first that did (0: none); what each version so far marked."""

    ever: npt.NDArray[np.bool_]
    since: npt.NDArray[np.uint32]
    batches: list[npt.NDArray[np.int64]]


class Replaced:
    """Marks of the standings of which the tail holds all that is believed."""

    __slots__ = ("_marked", "_version")

    def __init__(self, marked: _Marked, version: int) -> None:
        self._marked, self._version = marked, version

    @classmethod
    def none(cls, size: int) -> Replaced:
        """No mark among ``size`` standings."""
        room = size + size // 10 + _LEAST_ROOM
        return cls(_Marked(np.zeros(room, np.bool_), np.zeros(room, np.uint32), []), 0)

    def __len__(self) -> int:
        return sum(map(len, self._marked.batches[: self._version]))

    @overload
    def __getitem__(self, key: int) -> np.bool_: ...
    @overload
    def __getitem__(self, key: npt.NDArray[Any]) -> npt.NDArray[np.bool_]: ...
    def __getitem__(self, key: int | npt.NDArray[Any]) -> np.bool_ | npt.NDArray[np.bool_]:
        marked = self._marked.ever.take(key)  # much faster than by subscript, where there are many
        if self._version == len(self._marked.batches):
            return marked
        earlier: npt.NDArray[np.bool_] = marked & (self._marked.since.take(key) <= self._version)
        return earlier

    def numbers(self) -> npt.NDArray[np.int64]:
        """The numbers of the marked standings, in order."""
        return np.sort(np.concatenate([np.empty(0, np.int64), *self._marked.batches[: self._version]]))

    def with_more(self, size: int, numbers: npt.NDArray[Any]) -> Replaced:
        """The same with more marks among ``size`` standings."""
        marked = self._marked
        if self._version != len(marked.batches) or size > len(marked.since):
            marked = Replaced.none(size)._marked
            for version, batch in enumerate(self._marked.batches[: self._version], start=1):
                marked.since[batch], marked.ever[batch] = version, True
                marked.batches.append(batch)
        new = numbers[~marked.ever[numbers]].astype(np.int64)
        marked.batches.append(new)
        marked.since[new], marked.ever[new] = len(marked.batches), True
        return Replaced(marked, len(marked.batches))


@dataclass(slots=True)
class _Room:
    """Columns of rectangles with room at the end: the names in their keys, role by role, the version that took each away (0:
    none), how many are in use, how many of them were taken away, the versions so far, and the rows that the last version has of
    each standing."""

    columns: tuple[npt.NDArray[Any], ...]
    named: Int32
    gone: npt.NDArray[np.uint32]
    used: int
    lost: int
    versions: int
    places: dict[int, tuple[int, int]]


class TailRows:
    """Rectangles of one set of the standings told anew, batch after batch, those of one standing side by side."""

    __slots__ = ("_named", "_room", "_rows", "_version")

    def __init__(self, room: _Room) -> None:
        self._room, self._version, self._named = room, room.versions, room.named[:, : room.used]
        self._rows = Rectangles.of(column[: room.used] for column in room.columns)

    @classmethod
    def of(cls, rows: Rectangles, roles: Int32) -> TailRows:
        """A tail of rectangles in order of standing.

        Args:
            roles: of :class:`Keys`.
        """
        return cls(_with_room(rows, roles, 0))

    @property
    def key(self) -> Int32:
        """The standing of each row."""
        return self._rows.key

    def asof(self, on: int, known: int, name: int | None = None) -> npt.NDArray[np.intp]:
        """The numbers of the rows that hold on a day, as known on another; of all, or of one name."""
        if name is None:
            return self._there(self._rows.asof(on, known))
        named = self._named[0] == name
        for role in self._named[1:]:
            named |= role == name
        (places,) = named.nonzero()
        return self._there(places[self._rows.take(places).asof(on, known)])

    def take(self, rows: npt.NDArray[np.intp]) -> Rectangles:
        """The chosen rows."""
        return self._rows.take(rows)

    def of_keys(self, keys: Sequence[int]) -> Rectangles:
        """Everything believed of some standings, now or before."""
        if self._version != self._room.versions:
            return self.take(self._there(np.flatnonzero(np.isin(self._rows.key, np.array(keys, np.int32)))))
        places = [place for key in keys if (place := self._room.places.get(key)) is not None]
        return self.take(np.concatenate([np.empty(0, np.intp), *(np.arange(first, last) for first, last in places)]))

    def believed(self, known: int) -> Rectangles:
        """The rows believed at the end of a day."""
        return self.rows().believed(known)

    def rows(self) -> Rectangles:
        """All rows, in order of standing."""
        return in_order(self.take(self._there(np.arange(len(self._rows)))))

    def with_more(self, told: Sequence[int], rows: Rectangles, roles: Int32) -> TailRows:
        """The same, with ``rows`` (in order of standing) in place of all that there was of the standings ``told``.

        Args:
            roles: of :class:`Keys`.
        """
        room = self._room
        if self._version != room.versions or 2 * room.lost > room.used + _LEAST_ROOM or len(room.named) != roles.shape[1]:
            room = _with_room(self.rows(), roles, len(rows))
        elif room.used + len(rows) > len(room.gone):
            room = _Room(
                tuple(_longer(column, room.used + len(rows)) for column in room.columns),
                np.stack([_longer(role, room.used + len(rows)) for role in room.named]),
                _longer(room.gone, room.used + len(rows)),
                room.used,
                room.lost,
                room.versions,
                room.places,
            )
        room.versions += 1
        for key in told:
            if (place := room.places.pop(key, None)) is not None:
                room.gone[place[0] : place[1]] = room.versions
                room.lost += place[1] - place[0]
        _put(room, rows, roles)
        return TailRows(room)

    def _there(self, found: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        if not self._room.lost:
            return found
        gone = self._room.gone[found]
        there: npt.NDArray[np.intp] = found[(gone == 0) | (gone > self._version)]
        return there


def _with_room(rows: Rectangles, roles: Int32, more: int) -> _Room:
    size = 2 * (len(rows) + more) + _LEAST_ROOM
    columns = tuple(np.empty(size, column.dtype) for column in rows.columns())
    named = np.empty((roles.shape[1], size), np.int32)
    room = _Room(columns, named, np.zeros(size, np.uint32), 0, 0, 0, {})
    _put(room, rows, roles)
    return room


def _put(room: _Room, rows: Rectangles, roles: Int32) -> None:
    first, last = room.used, room.used + len(rows)
    for column, part in zip(room.columns, rows.columns(), strict=True):
        column[first:last] = part
    room.named[:, first:last] = roles[rows.key].T
    room.gone[first:last] = 0
    starts = np.flatnonzero(leads(rows.key))
    begun = (starts + first).tolist()
    room.places.update(zip(rows.key[starts].tolist(), zip(begun, [*begun[1:], last], strict=False), strict=False))
    room.used = last


def _longer(column: npt.NDArray[Any], size: int) -> npt.NDArray[Any]:
    longer = np.zeros(2 * size, column.dtype)
    longer[: len(column)] = column
    return longer
