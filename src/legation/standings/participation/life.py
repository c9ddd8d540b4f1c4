"""The life of a treaty: what its acts and its clauses brought about, moment by moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from legation.record.acts import Days
from legation.standings.participation.answers import Participation
from legation.standings.participation.course import Course
from legation.standings.participation.stays import Stay
from legation.terms.days import FOREVER

What = Literal["act", "in_force", "in_force_for", "left", "ended"]


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment of a treaty's life.

    Args:
        what: an act, or what followed from acts: the treaty in force, in force for a participant, a participant left, the end.
        days: days on which it may have been.
        who: the participants concerned; act: the act where it is one.
    """

    what: What
    days: Days
    who: tuple[str, ...] = ()
    act: str = ""


def life_of(asked: Participation, on: int) -> tuple[Moment, ...]:
    """Every moment of a treaty's life known, in order of time.

    Args:
        on: the day whose placements of uncertain dates are tried.
    """
    treaty = asked.treaty
    acts: dict[str, Moment] = {}
    for step in treaty.steps:
        before = acts.get(step.id)
        who = (*before.who, step.by) if before is not None else (step.by,)
        if not step.id.startswith("actor:"):
            acts[step.id] = Moment("act", step.days, tuple(dict.fromkeys(one for one in who if one)), step.id)
    found = [*acts.values(), *_followed(asked, on)]
    order: tuple[What, ...] = ("act", "in_force", "in_force_for", "left", "ended")
    return tuple(sorted(found, key=lambda one: (one.days.lo, one.days.hi, order.index(one.what), bool(one.who), one.act)))


def _followed(asked: Participation, on: int) -> list[Moment]:
    """What acts and clauses brought about on a day that no act states."""
    people = asked.treaty.participants
    courses, _ = asked.entry_courses(on)
    found: list[Moment] = []
    entry = _bounds(course.entry.day for course in courses if not course.entry.stated)
    if entry is not None:
        found.append(Moment("in_force", entry, tuple(who for who in people if _is_of_the_first(asked, who, on))))
    for who in people:
        own, _ = asked.courses(on, who)
        for place in range(max(len(course.stays(who)) for course in own)):
            stays = [(course, course.stays(who)[place]) for course in own if len(course.stays(who)) > place]
            party = _bounds(
                stay.party
                for course, stay in stays
                if stay.party != course.entry.day
                and not any(one.step.kind == "entered_into_force_for" and one.day == stay.party for one in course.acts_of(who))
            )  # fmt: skip
            left = _bounds(stay.until for _, stay in stays if stay.left and stay.until != _day_of_ending(stay))
            if party is not None:
                found.append(Moment("in_force_for", party, (who,)))
            if left is not None:
                found.append(Moment("left", left, (who,)))
    end = _bounds(course.end for course in courses if not _ended_by_act(course))
    if end is not None:
        found.append(Moment("ended", end))
    return found


def _is_of_the_first(asked: Participation, who: str, on: int) -> bool:
    courses, _ = asked.courses(on, who)
    return any(stay.party is not None and stay.party == course.entry.day for course in courses for stay in course.stays(who))


def _day_of_ending(stay: Stay) -> int | None:
    return None if stay.ended_by is None else stay.ended_by.day


def _ended_by_act(course: Course) -> bool:
    """Whether an act states the end on its own day, so that the act says it already."""
    return any(
        at == course.end and act and any(one.step.id == act and one.day == at for one in course.placed)
        for at, _, act in course.ends
    )


def _bounds(days: Iterable[int | None]) -> Days | None:
    known = [day for day in days if day is not None and day < FOREVER]
    return Days(min(known), max(known)) if known else None
