"""What an answer on an incompletely known treaty depends on: of many acts alike, the first of them, whichever it was.

Where a record has no final clauses of a treaty and does not claim every act, nothing is counted. Then the treaty is in force from
the first entry into force that a source states, and before it what matters is whether an act of a kind was done by anyone. So of
the acts of a kind one stands for all, on the days on which the first of them may have been: from the earliest of their first days
through the earliest of their last. Each of those days is possible, and no other, for acts whose days do not hang on one another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from legation.record.acts import Days
from legation.standings.participation.kinds import CONSENTS, ENDS_TREATY, SIGNATURES
from legation.standings.participation.treaty import Step

STATES_ENTRY: Final = "entered_into_force_for"
SUCCESSIONS: Final = frozenset({"succession_notified", "signature_succeeded"})
_OF_ALL: Final = frozenset({*ENDS_TREATY, "entered_into_force", "treaty_abandoned", "treaty_void"})
"""Kinds that speak of the treaty as a whole, whoever is named with them."""
_PLAIN: Final = frozenset({*CONSENTS, *SIGNATURES, STATES_ENTRY, "participation_listed", "reservation_made"}) - SUCCESSIONS
"""Kinds that nothing but time follows: done once, they stand."""


def first_of(steps: Iterable[Step]) -> list[Step]:
    """One step for several alike in all but their days and their authors: the first of them; none where there are none."""
    found = list(steps)
    if not found:
        return []
    leading = min(found, key=lambda step: step.days.lo)
    return [replace(leading, days=Days(leading.days.lo, min(step.days.hi for step in found)))]


def bearing_on_state(steps: tuple[Step, ...], day: int | None) -> tuple[Step, ...]:
    """The steps on which the state of such a treaty depends.

    Args:
        day: the day asked about, so that what came before a sure entry into force can be left out; None for any day.
    """
    whole = [step for step in steps if not step.by or step.kind in _OF_ALL]
    apart = [step for step in steps if step.by and step.kind not in _OF_ALL]
    stated = [step for step in steps if step.kind in (STATES_ENTRY, "entered_into_force")]
    if day is not None and stated and min(step.days.hi for step in stated) <= day:
        return (*whole, *first_of(step for step in apart if step.kind == STATES_ENTRY))
    turned = {step.by for step in apart if step.kind not in _PLAIN} | {step.towards for step in apart if step.kind in SUCCESSIONS}
    plain = [step for step in apart if step.by not in turned]
    first = [one for kind in dict.fromkeys(step.kind for step in plain) for one in first_of(s for s in plain if s.kind == kind)]
    return (*whole, *(step for step in apart if step.by in turned), *first)
