"""The status tables of a build: of each instrument one line, in which a table on any day, all being known, only has to be found.

A line holds every stretch of days on which what the treaty was, or what a participant was in it, stays the same. Words and names
stand once, and are known by their place; a bound that moves with the day asked is a number of days from it.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, cast, get_args

from legation.record.acts import Days
from legation.standings.participation.answers import Held, Participant, Reason, TreatyState
from legation.standings.participation.course import STATES, STATUSES
from legation.standings.participation.kinds import CODES
from legation.standings.participation.stretches import (
    Bounds,
    Stretch,
    Stretches,
    at_day,
    participant_days,
    participant_with,
    state_days,
    state_with,
)

_HELD: Final[tuple[Held, ...]] = get_args(Held)
Json = list[Any]


def encoded(made: Stretches, rival: frozenset[str]) -> bytes:
    """The line of an instrument.

    Args:
        rival: participants of whom the sources give rival accounts.
    """
    words = _Words()
    states = [[one.first, _state(one, words)] for one in made.states]
    people = [
        [who, [one.first for one, _ in stretches], [[*_participant(one, words), int(untold)] for one, untold in stretches]]
        for who, stretches in made.people
    ]
    content = {"words": list(words.places), "rival": sorted(rival), "states": states, "people": people}
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


@dataclass(frozen=True)
class StatusLine:
    """The status table of one instrument, as a build keeps it.

    Args:
        content: what its line holds.
    """

    content: dict[str, Any]

    @classmethod
    def decoded(cls, data: bytes) -> StatusLine:
        """A line read.

        Raises:
            ValueError, KeyError, TypeError: it is not what :func:`encoded` gives.
        """
        return cls(json.loads(data))

    @property
    def rival(self) -> frozenset[str]:
        """Participants of whom the sources give rival accounts."""
        return frozenset(self.content["rival"])

    @cached_property
    def _words(self) -> Sequence[str]:
        return cast(Sequence[str], self.content["words"])

    def state(self, day: int) -> TreatyState:
        """What the treaty was on a day."""
        found, answer, may_be, entry, end, registered, corrections, reasons, moving = self._state_row(day)
        one = TreatyState(
            tuple(STATES[place] for place in found), _HELD[answer], tuple(STATES[place] for place in may_be), _days(entry),
            _days(end), bool(registered), self._named(corrections), self._reasons(reasons),
        )  # fmt: skip
        return state_with(one, at_day(state_days(one), _bits(moving, 4), day))

    def participants(self, day: int) -> tuple[Participant, ...]:
        """The status table of a day."""
        begun = self._state_row(day)[0] != [STATES.index("none")]
        return tuple(
            self._participant(who, rows[_place(firsts, day)], day, begun) for who, firsts, rows in self.content["people"]
        )

    def _state_row(self, day: int) -> Json:
        states = self.content["states"]
        return cast(Json, states[_place([first for first, _ in states], day)][1])

    def _participant(self, who: str, row: Json, day: int, begun: bool) -> Participant:
        (
            statuses,
            answer,
            may_be,
            contracting,
            consent,
            kind,
            date,
            party,
            leaves,
            reservations,
            territories,
            reasons,
            moving,
            untold,
        ) = row
        words = self._words
        one = Participant(
            who, tuple(STATUSES[place] for place in statuses), "unknown" if untold and begun else _HELD[answer],
            tuple(STATUSES[place] for place in may_be), _HELD[contracting], words[consent], words[kind],
            CODES.get(words[kind], ""), _days(date), _days(party), _days(leaves), self._named(reservations),
            tuple((words[place], words[word]) for place, word in territories), self._reasons(reasons),
        )  # fmt: skip
        return participant_with(one, at_day(participant_days(one), _bits(moving, 6), day)) if moving else one

    def _named(self, places: Sequence[int]) -> tuple[str, ...]:
        return tuple(self._words[place] for place in places)

    def _reasons(self, pairs: Sequence[tuple[int, int]]) -> tuple[Reason, ...]:
        return tuple(Reason(self._words[act], self._words[rule]) for act, rule in pairs)


class _Words:
    """Words and names, each kept once and known by its place."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {"": 0}

    def __call__(self, word: str) -> int:
        return self.places.setdefault(word, len(self.places))


def _state(one: Stretch[TreatyState], words: _Words) -> Json:
    line = one.line
    return [
        [STATES.index(state) for state in line.states], _HELD.index(line.answer), [STATES.index(state) for state in line.may_be],
        *_bounds(state_days(line)), int(line.is_registered), [words(act) for act in line.corrections],
        [[words(reason.act), words(reason.rule)] for reason in line.reasons], _number(one.moving),
    ]  # fmt: skip


def _participant(one: Stretch[Participant], words: _Words) -> Json:
    line = one.line
    return [
        [STATUSES.index(status) for status in line.statuses], _HELD.index(line.answer),
        [STATUSES.index(status) for status in line.may_be], _HELD.index(line.is_contracting), words(line.consent),
        words(line.consent_kind), *_bounds(participant_days(line)), [words(act) for act in line.reservations],
        [[words(place), words(word)] for place, word in line.territories],
        [[words(reason.act), words(reason.rule)] for reason in line.reasons], _number(one.moving),
    ]  # fmt: skip


def _bounds(days: Bounds) -> list[Json | None]:
    return [None if one is None else [one.lo, one.hi] for one in days]


def _days(bounds: Sequence[int] | None) -> Days | None:
    return None if bounds is None else Days(*bounds)


def _number(bits: Sequence[bool]) -> int:
    return sum(bit << place for place, bit in enumerate(bits))


def _bits(number: int, length: int) -> tuple[bool, ...]:
    return tuple(bool(number >> place & 1) for place in range(length))


def _place(firsts: Sequence[int], day: int) -> int:
    return max(bisect_right(firsts, day) - 1, 0)
