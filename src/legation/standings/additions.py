"""What was added to a compiled log since: deeds, what they do to standings, and what was taken back.

Batches are versions of one line, which share what was added; each sees what was added up to itself. A version that is not the
last copies what it sees when more is added to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeVar

from legation.standings.deeds import Deed

T = TypeVar("T")
BY_RULES: Final = -1
"""What an event does to a standing that columns cannot tell."""


@dataclass(frozen=True, slots=True)
class Event:
    """What a deed does to a standing: a place in :data:`plain_events.DOES`, or :data:`BY_RULES`."""

    key: int
    does: int
    deed: Deed


@dataclass(frozen=True, slots=True)
class Taking:
    """An act taken back: from a day on, or, where ``day`` is None, supposed not to have happened at all."""

    act: int
    day: int | None
    deed: Deed | None

    def from_day(self, known: int) -> bool:
        """Whether it takes back an act known on a day."""
        return self.day is None or self.day >= known


@dataclass(slots=True)
class _Shared:
    """All that was added, each with the batch in which it was."""

    batches: int = 0
    deeds: dict[int, tuple[int, Deed]] = field(default_factory=dict)
    events: dict[int, list[tuple[int, Event]]] = field(default_factory=dict)
    takings: dict[int, list[tuple[int, Taking]]] = field(default_factory=dict)
    rows: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    ruled: dict[int, int] = field(default_factory=dict)


class Additions:
    """What was added up to one batch."""

    __slots__ = ("_batch", "_shared")

    def __init__(self, shared: _Shared | None = None, batch: int = 0) -> None:
        self._shared, self._batch = shared or _Shared(), batch

    def next(self) -> Additions:
        """The same, ready for another batch."""
        shared = self._shared
        if shared.batches != self._batch:
            shared = self._copied()
        shared.batches += 1
        return Additions(shared, shared.batches)

    def add(self, deed: Deed) -> None:
        """Add a deed to this batch; so with an event, a taking back, a row of the log taken back, a standing ruled."""
        self._shared.deeds[deed.act] = (self._batch, deed)

    def add_event(self, event: Event) -> None:
        """Add what a deed does to a standing."""
        self._shared.events.setdefault(event.key, []).append((self._batch, event))

    def add_taking(self, taking: Taking) -> None:
        """Add that an act is taken back."""
        self._shared.takings.setdefault(taking.act, []).append((self._batch, taking))

    def add_row(self, key: int, row: int) -> None:
        """Add that a row of the log, which bears on a standing, is taken back."""
        self._shared.rows.setdefault(key, []).append((self._batch, row))

    def add_ruled(self, key: int) -> None:
        """Add that a standing is folded by the rules from now on."""
        self._shared.ruled.setdefault(key, self._batch)

    def deed(self, act: int) -> Deed | None:
        """The deed of an act that was added."""
        batch, deed = self._shared.deeds.get(act, (0, None))
        return deed if batch <= self._batch else None

    def deeds(self) -> Iterator[Deed]:
        """Every deed added."""
        return (deed for batch, deed in self._shared.deeds.values() if batch <= self._batch)

    def events(self, key: int) -> list[Event]:
        """What was done to a standing."""
        return [event for batch, event in self._shared.events.get(key, ()) if batch <= self._batch]

    def every_event(self) -> Iterator[Event]:
        """What was done to any standing, in order of standing."""
        return (event for key in sorted(self._shared.events) for event in self.events(key))

    def takings(self, act: int) -> list[Taking]:
        """Where an act was taken back."""
        if act not in self._shared.takings:
            return []
        return [taking for batch, taking in self._shared.takings.get(act, ()) if batch <= self._batch]

    def every_taking(self) -> Iterator[Taking]:
        """Every act taken back."""
        return (one for takings in self._shared.takings.values() for batch, one in takings if batch <= self._batch)

    def rows(self, key: int) -> list[int]:
        """Rows of the log taken back that bear on a standing."""
        if key not in self._shared.rows:
            return []
        return [row for batch, row in self._shared.rows.get(key, ()) if batch <= self._batch]

    def every_row(self) -> Iterator[tuple[int, int]]:
        """Standings, and the rows of the log taken back that bear on them."""
        return ((key, row) for key in sorted(self._shared.rows) for row in self.rows(key))

    def is_ruled(self, key: int) -> bool:
        """Whether a standing went over to the rules."""
        return self._shared.ruled.get(key, self._batch + 1) <= self._batch

    def ruled(self) -> list[int]:
        """The standings that went over to the rules, in order."""
        return sorted(key for key, batch in self._shared.ruled.items() if batch <= self._batch)

    def supposed_away(self) -> frozenset[int]:
        """Acts supposed not to have happened."""
        return frozenset(
            act
            for act, takings in self._shared.takings.items()
            if any(batch <= self._batch and taking.day is None for batch, taking in takings)
        )

    def _copied(self) -> _Shared:
        def seen(things: dict[int, list[tuple[int, T]]]) -> dict[int, list[tuple[int, T]]]:
            kept = {key: [one for one in mine if one[0] <= self._batch] for key, mine in things.items()}
            return {key: mine for key, mine in kept.items() if mine}

        shared = self._shared
        return _Shared(
            self._batch,
            {act: one for act, one in shared.deeds.items() if one[0] <= self._batch},
            seen(shared.events),
            seen(shared.takings),
            seen(shared.rows),
            {key: batch for key, batch in shared.ruled.items() if batch <= self._batch},
        )
