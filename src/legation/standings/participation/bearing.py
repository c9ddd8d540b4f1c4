"""What the state of an incompletely known treaty depends on, where its acts need not be tried in all their combinations.

Where a record has no final clauses of a treaty and does not claim every act, nothing is counted. Then the treaty is in force from
the first entry into force that a source states, whichever it was; and before it, what matters is how far anyone had come: whether
someone had signed, or had consented, or applied it provisionally. Those who did not succeed one another came that far each by
acts of their own, so each is tried alone, and the furthest of all is the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from legation.record.acts import Days
from legation.standings.participation.course import STATES, Course, State
from legation.standings.participation.kinds import CONSENTS, ENDS_TREATY, SIGNATURES
from legation.standings.participation.placings import Placings
from legation.standings.participation.shapes import Shape, drawn_together, steps_of
from legation.standings.participation.treaty import Step, Treaty

STATES_ENTRY: Final = "entered_into_force_for"
ENTERS: Final = frozenset({"entered_into_force", STATES_ENTRY})
"""Kinds that state an entry into force."""
ANNULS: Final = "consent_invalidated"
MOST_KEPT: Final = 20_000
"""Shapes of which what was worked out is kept at hand."""
MOST_COURSES: Final = 64
"""Shapes of which the courses themselves are kept: they are many times larger than what is worked out from them."""
SUCCESSIONS: Final = frozenset({"succession_notified", "signature_succeeded"})
_OF_ALL: Final = frozenset({*ENDS_TREATY, "entered_into_force", "treaty_abandoned", "treaty_void"})
"""Kinds that speak of the treaty as a whole, whoever is named with them."""
_PLAIN: Final = frozenset({*CONSENTS, *SIGNATURES, "participation_listed", "reservation_made"}) - SUCCESSIONS
"""Kinds that nothing but time follows: done once, they stand."""
_FURTHEST: Final[tuple[tuple[State, frozenset[str]], ...]] = (
    ("provisionally_applied", frozenset({"provisionally_applied"})),
    ("not_yet_in_force", frozenset(CONSENTS)),
    ("closed_for_signature", frozenset({"closed_for_signature"})),
    ("open_for_signature", frozenset({"opened_for_signature", "instrument_concluded", *SIGNATURES})),
    ("adopted", frozenset({"instrument_adopted"})),
    ("under_negotiation", frozenset({"treaty_negotiated"})),
)
"""How far acts of some kinds can bring a treaty before its entry into force, the furthest first."""


def with_days(step: Step, days: Days) -> Step:
    """A step on other days."""
    return Step(step.id, step.kind, days, step.by, step.towards, step.effect, step.concerns, step.place)


def first_of(steps: Iterable[Step]) -> list[Step]:
    """One step for several alike in all but their days and their authors: the first of them; none where there are none.

    It may have been on each day from the earliest of their first days through the earliest of their last, and on no other.
    """
    found = list(steps)
    if not found:
        return []
    leading = min(found, key=lambda step: step.days.lo)
    return [with_days(leading, Days(leading.days.lo, min(step.days.hi for step in found)))]


def bearing_on_entry(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps on which entry into force and the end of such a treaty depend: those of the whole, and the first stated entry."""
    whole = [step for step in steps if not step.by or step.kind in _OF_ALL]
    return (*whole, *first_of(step for step in steps if step.by and step.kind == STATES_ENTRY))


class BeforeEntry:
    """How far participants may have brought such a treaty by a day on which it was not in force, by acts of their own.

    Args:
        wide: see :class:`Placings`.
    """

    def __init__(self, steps: tuple[Step, ...], wide: int) -> None:
        self._wide = wide
        apart = [step for step in steps if step.by and step.kind not in _OF_ALL and step.kind != STATES_ENTRY]
        self._annulled = [step for step in steps if step.kind == ANNULS]
        near: dict[str, set[str]] = {step.by: {step.by} for step in apart}
        for step in apart:
            if step.kind in SUCCESSIONS and step.towards:
                both = near[step.by] | near.get(step.towards, {step.towards})
                near.update(dict.fromkeys(both, both))
        concerned = {step.concerns for step in self._annulled}
        turned = {who for step in apart if step.kind not in _PLAIN or step.id in concerned for who in near[step.by]}
        self._alike: dict[str, list[Step]] = {}
        own: dict[str, list[Step]] = {}
        for step in apart:
            if step.by in turned:
                own.setdefault(min(near[step.by]), []).append(step)
            else:
                self._alike.setdefault(step.kind, []).append(step)
        self._turned = list(own.values())

    def states(self, day: int) -> tuple[frozenset[State], bool]:
        """The states that some placement of the dates gives, and whether all placements were tried."""
        possible, whole = {0}, True
        for group in sorted(self._groups(day), key=len):
            if STATES.index(_at_most(group)) <= min(possible):
                continue
            drawn = drawn_together(group, day)
            reached, all_tried = _reached(drawn.shape, drawn.at(day), self._wide)
            whole = whole and all_tried
            possible = {max(one, other) for one in possible for other in reached}
        return frozenset(STATES[one] for one in possible), whole

    def steps(self) -> Iterator[Step]:
        """The steps from which the same answers follow: of those alike the first."""
        for alike in self._alike.values():
            yield from first_of(alike)
        for own in self._turned:
            yield from own
        yield from self._annulled

    def _groups(self, day: int) -> Iterator[tuple[Step, ...]]:
        """The participants' acts up to a day, in sets that do not hang on one another."""
        for alike in self._alike.values():
            yield from ((first,) for first in first_of(step for step in alike if step.days.lo <= day))
        for own in self._turned:
            done = [step for step in own if step.days.lo <= day]
            names = {step.id for step in done}
            if done:
                yield (*done, *(step for step in self._annulled if step.concerns in names))


@lru_cache(maxsize=MOST_COURSES)
def courses_of(shape: Shape, day: int, wide: int) -> tuple[tuple[Course, ...], bool]:
    """The courses of an incompletely known treaty on which an answer for a day depends, and whether they are all there are.

    Args:
        shape: its steps, and ``day`` the day asked, drawn together; wide: see :class:`Placings`.
    """
    treaty = Treaty("", steps_of(shape), complete=False)
    placings = Placings(treaty, day, wide)
    return tuple(Course(treaty, placed) for placed in placings), placings.is_whole


@lru_cache(maxsize=MOST_KEPT)
def _reached(shape: Shape, day: int, wide: int) -> tuple[frozenset[int], bool]:
    courses, whole = courses_of(shape, day, wide)
    return frozenset(STATES.index(course.state(day)) for course in courses), whole


def furthest(one: Iterable[State], other: Iterable[State]) -> frozenset[State]:
    """What two sets of acts that do not hang on one another may have brought about together, before entry into force."""
    return frozenset(max(first, second, key=STATES.index) for first in one for second in other)


def _at_most(steps: tuple[Step, ...]) -> State:
    kinds = {step.kind for step in steps}
    return next((state for state, found in _FURTHEST if kinds & found), "none")
