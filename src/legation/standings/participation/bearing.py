"""What the state of an incompletely known treaty depends on, where its acts need not be tried in all their combinations.

Where a record has no final clauses of a treaty and does not claim every act, nothing is counted. Then the treaty is in force from
the first entry into force that a source states, whichever it was; and before it, what matters is how far anyone had come: whether
someone had signed, or had consented, or applied it provisionally. Those who did not succeed one another came that far each by
acts of their own, so each is tried alone, and the furthest of all is the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from legation.record.acts import Days
from legation.standings.participation.course import STATES, Course, State
from legation.standings.participation.kinds import CONSENTS, ENDS_TREATY, SIGNATURES
from legation.standings.participation.placings import Placings
from legation.standings.participation.treaty import Step, Treaty

STATES_ENTRY: Final = "entered_into_force_for"
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


def first_of(steps: Iterable[Step]) -> list[Step]:
    """One step for several alike in all but their days and their authors: the first of them; none where there are none.

    It may have been on each day from the earliest of their first days through the earliest of their last, and on no other.
    """
    found = list(steps)
    if not found:
        return []
    leading = min(found, key=lambda step: step.days.lo)
    return [replace(leading, days=Days(leading.days.lo, min(step.days.hi for step in found)))]


def bearing_on_entry(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps on which entry into force and the end of such a treaty depend: those of the whole, and the first stated entry."""
    whole = [step for step in steps if not step.by or step.kind in _OF_ALL]
    return (*whole, *first_of(step for step in steps if step.by and step.kind == STATES_ENTRY))


def states_before_entry(steps: tuple[Step, ...], day: int, wide: int) -> tuple[frozenset[State], bool]:
    """How far participants may have brought such a treaty by a day on which it was not in force, by acts of their own.

    Args:
        wide: see :class:`Placings`.

    Returns:
        The states that some placement of the dates gives, and whether all placements were tried.
    """
    possible, whole = {0}, True
    for group in sorted(_groups(steps, day), key=len):
        if STATES.index(_at_most(group)) <= min(possible):
            continue
        treaty = Treaty("", group, complete=False)
        placings = Placings(treaty, day, wide)
        whole = whole and placings.is_whole
        reached = {STATES.index(Course(treaty, placed).state(day)) for placed in placings}
        possible = {max(one, other) for one in possible for other in reached}
    return frozenset(STATES[one] for one in possible), whole


def furthest(one: Iterable[State], other: Iterable[State]) -> frozenset[State]:
    """What two sets of acts that do not hang on one another may have brought about together, before entry into force."""
    return frozenset(max(first, second, key=STATES.index) for first in one for second in other)


def _groups(steps: tuple[Step, ...], day: int) -> Iterator[tuple[Step, ...]]:
    """The participants' acts up to a day, in sets that do not hang on one another."""
    apart = [step for step in steps if step.by and step.kind not in _OF_ALL and step.kind != STATES_ENTRY]
    near: dict[str, set[str]] = {step.by: {step.by} for step in apart}
    for step in apart:
        if step.kind in SUCCESSIONS and step.towards:
            both = near[step.by] | near.get(step.towards, {step.towards})
            near.update(dict.fromkeys(both, both))
    turned = {who for step in apart if step.kind not in _PLAIN for who in near[step.by]}
    annulled = [step for step in steps if step.kind == "consent_invalidated"]
    concerned = {step.concerns for step in annulled}
    turned |= {who for step in apart if step.id in concerned for who in near[step.by]}
    done = [step for step in apart if step.days.lo <= day and step.kind != "consent_invalidated"]
    for kind in dict.fromkeys(step.kind for step in done):
        if first := first_of(step for step in done if step.by not in turned and step.kind == kind):
            yield tuple(first)
    for together in {min(near[who]): near[who] for who in sorted(turned)}.values():
        own = [step for step in done if step.by in together]
        names = {step.id for step in own}
        if own:
            yield (*own, *(step for step in annulled if step.concerns in names))


def _at_most(steps: tuple[Step, ...]) -> State:
    kinds = {step.kind for step in steps}
    return next((state for state, found in _FURTHEST if kinds & found), "none")
