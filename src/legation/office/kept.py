"""What was worked out and may be asked for again: kept while there is room, each worked out once however many wait for it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, NamedTuple, TypeVar

Held = TypeVar("Held")


class Kept(Generic[Held]):
    """Things by key, those asked for longest ago dropped first where together they weigh too much.

    Args:
        room: what all of them may weigh together; one that weighs more than an eighth of it is not kept.
        weight: of one thing.
    """

    def __init__(self, room: int, weight: Callable[[Held], int]) -> None:
        self._room, self._weight = room, weight
        self._held: OrderedDict[Hashable, tuple[Held, int]] = OrderedDict()
        self._total = 0
        self._lock = Lock()
        self._being_made: dict[Hashable, Lock] = {}

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: Hashable) -> Held | None:
        """What is held under a key, None where nothing is."""
        with self._lock:
            found = self._held.get(key)
            if found is None:
                return None
            self._held.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, one: Held) -> None:
        """Hold something, if there is room for it."""
        weight = self._weight(one)
        with self._lock:
            if key in self._held:
                self._total -= self._held.pop(key)[1]
            if weight * 8 > self._room:
                return
            self._held[key] = one, weight
            self._total += weight
            while self._total > self._room:
                _, (_, dropped) = self._held.popitem(last=False)
                self._total -= dropped

    def clear(self) -> None:
        """Hold nothing any more."""
        with self._lock:
            self._held.clear()
            self._total = 0

    def once(self, key: Hashable, make: Callable[[], Held]) -> Held:
        """What is held under a key, made now where nothing is; others who ask for the same wait for it."""
        if (found := self.get(key)) is not None:
            return found
        with self._lock:
            making = self._being_made.setdefault(key, Lock())
        try:
            with making:
                if (found := self.get(key)) is None:
                    found = make()
                    self.put(key, found)
                return found
        finally:
            with self._lock:
                self._being_made.pop(key, None)


class Answer(NamedTuple):
    """An answer as it left: its headers and its bytes."""

    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def weight(self) -> int:
        """What it takes in memory, more or less."""
        return len(self.body) + 2_000
