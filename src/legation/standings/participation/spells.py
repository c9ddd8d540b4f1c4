"""What a participant was through time: each stretch of days on which the answer stays the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legation.standings.participation.answers import Participation
from legation.standings.participation.course import STATUSES, Course, Status


@dataclass(frozen=True, slots=True)
class StatusSpell:
    """Days through which a participant was the same: from ``first`` (included) to ``until`` (excluded)."""

    first: int
    until: int
    statuses: tuple[Status, ...]


def status_spells(asked: Participation, who: str, first: int, last: int) -> tuple[StatusSpell, ...]:
    """What a participant was from the day ``first`` through the day ``last``, every change of it.

    Each stretch is told from the placements tried for its first day; so a status stands wherever some placement has it.
    """
    courses, _ = asked.courses(last, who)
    turning = sorted({first, *(day for course in courses for day in _turning(course, who) if first < day <= last)})
    found: list[StatusSpell] = []
    for day, until in zip(turning, [*turning[1:], last + 1], strict=True):
        held = {course.status(who, day) for course in asked.courses(day, who)[0]}
        statuses = tuple(one for one in STATUSES if one in held)
        if found and found[-1].statuses == statuses:
            found[-1] = StatusSpell(found[-1].first, until, statuses)
        else:
            found.append(StatusSpell(day, until, statuses))
    return tuple(found)


def _turning(course: Course, who: str) -> Iterator[int]:
    """Days on which what a participant is may change, in one placement."""
    yield from (course.placed[0].day,) if course.placed else ()
    for act in (*course.acts_of(who), *course.acts_of("")):
        yield act.day
        yield act.effective
    for stay in course.stays(who):
        yield from (day for day in (stay.begin, stay.party, stay.until) if day is not None)
    yield from (day for day in (course.entry.day, course.end) if day is not None)
