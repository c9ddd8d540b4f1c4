"""Status tables through time: each stretch of days on which a line of the table stays the same, so that a table is a filter.

Where nothing is counted, what a participant was turns on the order of a few days alone. What is worked out for one shape of acts
(see ``shapes``) is worked out once, for every day on which it may turn, and told in the days of each participant that has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Generic, TypeVar

from legation.record.acts import Days
from legation.standings.participation.answers import (
    Participant,
    Participation,
    Reason,
    TreatyState,
    Worked,
    worked_of_shape,
    worked_out,
)
from legation.standings.participation.bearing import ENTERS, MOST_KEPT, courses_of
from legation.standings.participation.shapes import NEAR, Drawn, Shape, drawn_together, steps_of
from legation.standings.participation.treaty import Step, Treaty
from legation.terms.days import FOREVER

APART: Final = 4 * NEAR
"""Acts so far apart leave room for a day between them that is near neither."""
MOST_MARKS: Final = 150
"""A treaty before whose entry into force more days than these may turn something is worked out when it is asked."""
Line = TypeVar("Line")
Bounds = tuple[Days | None, ...]


@dataclass(frozen=True, slots=True)
class Stretch(Generic[Line]):
    """A line of a status table, as it stays through some days.

    Args:
        first: the first of them.
        line: what it says; a bound that moves with the day asked is a number of days from it.
        moving: of the line's days in turn, first and last, which bounds move so.
    """

    first: int
    line: Line
    moving: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Stretches:
    """A treaty's status table on every day; asked on a day as a build keeps it (``legation.archive.status_lines``).

    Args:
        states: the treaty's; people: each participant's, by name, with whether nothing is told of it through a stretch.
    """

    states: tuple[Stretch[TreatyState], ...]
    people: tuple[tuple[str, tuple[tuple[Stretch[Participant], bool], ...]], ...]


def stretches_of(asked: Participation) -> Stretches | None:
    """A treaty's status table on every day; None where acts or days are counted, or two stand otherwise than all others."""
    parts = {who: asked.part(who) for who in asked.treaty.participants}
    if asked.counts or asked.may_differ or any(part is None for part in parts.values()):
        return None
    states = _states(asked)
    if states is None:
        return None
    people = []
    for who, part in parts.items():
        drawn = drawn_together(part or (), near=APART)
        worked = _worked(drawn.shape, drawn.number(who), asked.wide)
        if worked is None:
            return None
        people.append((who, tuple((_told(asked, who, one, drawn), one.line.untold) for one in worked)))
    return Stretches(states, tuple(people))


def _told(asked: Participation, who: str, one: Stretch[Worked], back: Drawn) -> Stretch[Participant]:
    """A stretch in the names and days of the participant's own acts; bounds that move stay as they are."""
    line = asked.told(who, one.line, back)
    bounds = _unmoved(participant_days(one.line.participant), participant_days(line), one.moving)
    return Stretch(_first(one, back), participant_with(line, bounds), one.moving)


def _unmoved(drawn: Bounds, told: Bounds, moving: Sequence[bool]) -> Bounds:
    found: list[Days | None] = []
    for place, (one, other) in enumerate(zip(drawn, told, strict=True)):
        if one is None or other is None:
            found.append(None)
            continue
        first, last = moving[2 * place : 2 * place + 2]
        found.append(Days(one.lo if first else other.lo, one.hi if last else other.hi))
    return tuple(found)


@lru_cache(maxsize=MOST_KEPT)
def _worked(shape: Shape, who: str, wide: int) -> tuple[Stretch[Worked], ...] | None:
    steps = steps_of(shape)
    is_exact = all(step.days.is_exact and (step.effect is None or step.effect.is_exact) for step in steps)
    courses = courses_of(shape, 0, wide) if is_exact else None

    def on(day: int) -> Worked:
        if courses is not None:
            return worked_out(*courses, False, who, day)
        drawn = drawn_together(steps, day)
        found = worked_of_shape(drawn.shape, who, drawn.at(day), wide)
        one = participant_with(found.participant, tuple(drawn.days(days) for days in participant_days(found.participant)))
        grounds = tuple(
            ground if ground.since is None else replace(ground, since=drawn.day(ground.since)) for ground in found.grounds
        )
        return Worked(one, grounds, found.untold)

    return _stretched(_marks(steps), on, lambda one: participant_days(one.participant), _worked_with)


def _states(asked: Participation) -> tuple[Stretch[TreatyState], ...] | None:
    drawn = drawn_together(tuple({id(step): step for step in (*asked.bearing, *asked.before_entry.steps())}.values()), near=APART)
    found = _states_of_shape(drawn.shape, asked.wide)
    return found and tuple(Stretch(_first(one, drawn), _state_told(one, drawn), one.moving) for one in found)


def _state_told(one: Stretch[TreatyState], back: Drawn) -> TreatyState:
    line = one.line
    days = _unmoved(state_days(line), tuple(back.days(days) for days in state_days(line)), one.moving)
    corrections = tuple(back.act(act) for act in line.corrections)
    reasons = tuple(Reason(back.act(reason.act), reason.rule) for reason in line.reasons)
    return state_with(replace(line, corrections=corrections, reasons=reasons), days)


@lru_cache(maxsize=MOST_KEPT)
def _states_of_shape(shape: Shape, wide: int) -> tuple[Stretch[TreatyState], ...] | None:
    asked = Participation(Treaty("", steps_of(shape), complete=False), wide)
    sure = min((step.days.hi for step in asked.bearing if step.kind in ENTERS), default=FOREVER)
    before = (day for day in _marks(asked.before_entry.steps()) if day <= sure)
    marks = sorted({*before, *_marks(asked.bearing)})
    return None if len(marks) > MOST_MARKS else _stretched(marks, asked.state, state_days, state_with)


def _marks(steps: Iterable[Step]) -> list[int]:
    spans = (span for step in steps for span in (step.days, step.effect) if span is not None)
    return sorted({day for span in spans for day in (span.lo, span.hi) if -FOREVER < day < FOREVER})


def _first(one: Stretch[Line], back: Drawn) -> int:
    return one.first if one.first == -FOREVER else back.day(one.first)


def _stretched(
    marks: Sequence[int], on: Callable[[int], Line], days: Callable[[Line], Bounds], with_days: Callable[[Line, Bounds], Line]
) -> tuple[Stretch[Line], ...] | None:
    """What is said on every day, as stretches; None where a bound moves otherwise than with the day asked."""

    def at(day: int) -> _Growing[Line]:
        return _Growing.at(day, on(day), days, with_days)

    found: list[_Growing[Line]] = []
    for near, (first, last) in _asked(marks):
        far = at(first) if first == last else at(first).with_next(at(last))
        if far is None:
            return None
        joined = found[-1].with_next(far) if found else None
        if joined is not None and len(near) == 2 * NEAR - 1:
            joined = joined.with_next(at(near[NEAR - 1]))  # the same before one mark, on it and after it
            if joined is not None:
                found[-1] = joined
                continue
        _add(found, [*(at(day) for day in near), far])
    found[0] = replace(found[0], first=-FOREVER)
    return tuple(one.stretch(with_days) for one in found)


def _add(found: list[_Growing[Line]], more: Sequence[_Growing[Line]]) -> None:
    """Let the last of those found grow, as long as the next ones say the same."""
    for one in more:
        joined = found[-1].with_next(one) if found else None
        if joined is None:
            found.append(one)
        else:
            found[-1] = joined


def _asked(marks: Sequence[int]) -> Iterator[tuple[Sequence[int], tuple[int, int]]]:
    """The days to ask, in order: all that are near marks; then first and last of those near none, through which nothing turns."""
    if not marks:
        yield (), (0, 0)
        return
    yield (), (marks[0] - APART, marks[0] - NEAR)
    begin = marks[0]
    for mark, following in zip(marks, [*marks[1:], marks[-1] + APART], strict=True):
        if following - mark > 2 * NEAR:
            yield range(begin - NEAR + 1, mark + NEAR), (mark + NEAR, following - NEAR)
            begin = following


@dataclass(frozen=True, slots=True)
class _Growing(Generic[Line]):
    """A stretch as it grows.

    Args:
        bare: its line without days; held: which of the line's days it has.
        fixed, moved: each bound as a day, and as a number of days from the day asked; None where it was seen not to be so. Days
            that the line does not have are fixed.
    """

    first: int
    bare: Line
    held: tuple[bool, ...]
    fixed: tuple[int | None, ...]
    moved: tuple[int | None, ...]

    @classmethod
    def at(
        cls, day: int, line: Line, days: Callable[[Line], Bounds], with_days: Callable[[Line, Bounds], Line]
    ) -> _Growing[Line]:
        """One day's line."""
        said = days(line)
        bounds = [bound for one in said for bound in ((0, 0) if one is None else (one.lo, one.hi))]
        bare = with_days(line, (None,) * len(said))
        return cls(day, bare, tuple(one is not None for one in said), tuple(bounds), tuple(bound - day for bound in bounds))

    def with_next(self, other: _Growing[Line]) -> _Growing[Line] | None:
        """Both as one; None where they say something else."""
        if (self.bare, self.held) != (other.bare, other.held):
            return None
        fixed = tuple(one if one == two else None for one, two in zip(self.fixed, other.fixed, strict=True))
        moved = tuple(one if one == two else None for one, two in zip(self.moved, other.moved, strict=True))
        if any(one is None and two is None for one, two in zip(fixed, moved, strict=True)):
            return None
        return replace(self, fixed=fixed, moved=moved)

    def stretch(self, with_days: Callable[[Line, Bounds], Line]) -> Stretch[Line]:
        """What it has become."""
        moving = tuple(one is None for one in self.fixed)
        bounds = [(two if moves else one) or 0 for one, two, moves in zip(self.fixed, self.moved, moving, strict=True)]
        days = tuple(Days(bounds[2 * place], bounds[2 * place + 1]) if held else None for place, held in enumerate(self.held))
        return Stretch(self.first, with_days(self.bare, days), moving)


def at_day(bounds: Bounds, moving: Sequence[bool], day: int) -> Bounds:
    """The days of a line on the day asked."""
    return tuple(
        None if one is None else Days(one.lo + day * moving[2 * place], one.hi + day * moving[2 * place + 1])
        for place, one in enumerate(bounds)
    )


def participant_days(one: Participant) -> Bounds:
    """The days that a line on a participant tells."""
    return one.date, one.party_from, one.leaves


def participant_with(one: Participant, days: Bounds) -> Participant:
    """The line with other days."""
    return replace(one, date=days[0], party_from=days[1], leaves=days[2])


def _worked_with(one: Worked, days: Bounds) -> Worked:
    return replace(one, participant=participant_with(one.participant, days))


def state_days(one: TreatyState) -> Bounds:
    """The days that a line on the treaty tells."""
    return one.entry, one.end


def state_with(one: TreatyState, days: Bounds) -> TreatyState:
    """The line with other days."""
    return replace(one, entry=days[0], end=days[1])
