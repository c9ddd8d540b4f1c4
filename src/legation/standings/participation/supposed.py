"""What a denunciation would do, and when: the treaty asked again with one supposed act."""

from __future__ import annotations

from dataclasses import dataclass, replace

from legation.record.acts import Days
from legation.standings.participation.answers import Participation
from legation.standings.participation.clauses import TWELVE_MONTHS, FinalClauses
from legation.standings.participation.treaty import Step, Treaty

SUPPOSED = "supposed-denunciation"


@dataclass(frozen=True, slots=True)
class Denunciation:
    """What a denunciation notified on a day would do.

    Args:
        is_party: whether its author was a party, or may have been, on that day.
        effect: the day of its effect, None where it would have none.
        by_clauses: whether the record has the treaty's clauses; else twelve months are supposed (VCLT 56(2)).
        ends_treaty: whether the treaty would end for all.
        below_number: whether fewer would remain than entry into force had needed.
    """

    who: str
    day: int
    is_party: bool
    effect: int | None = None
    by_clauses: bool = False
    ends_treaty: bool = False
    below_number: bool = False


def denounced(treaty: Treaty, who: str, day: int) -> Denunciation:
    """What a denunciation by ``who`` notified on ``day`` would do."""
    before = Participation(treaty).participant(who, day)
    may_be = {"party", "party_suspended"} & {*before.statuses, *before.may_be}
    if not may_be:
        return Denunciation(who, day, False)
    if treaty.clauses is None:
        return Denunciation(who, day, True, TWELVE_MONTHS.add_to(day))
    notice = Step(SUPPOSED, "denunciation_notified", Days(day, day), who)
    course = Participation(replace(treaty, steps=(*treaty.steps, notice))).courses(day)[0][0]
    stay = course.stay_on(who, day)
    if stay is None:
        clauses: FinalClauses = treaty.final
        effect = clauses.denunciation.lapse.from_day(day) if clauses.denunciation.allowed else None
        return Denunciation(who, day, True, effect, True)
    effects = [effect for act, effect in stay.notices if act.step.id == SUPPOSED]
    if not effects:
        return Denunciation(who, day, True, None, True)
    effect = effects[0]
    left = sum(course.party_on(name, effect) is not None for name in treaty.participants)
    needed = treaty.final.entry.consents if treaty.final.entry is not None else 0
    return Denunciation(who, day, True, effect, True, course.end <= effect, treaty.complete and left < needed)
