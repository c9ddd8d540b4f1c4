"""Whether a right or a duty of a treaty stands on a day, since when, and whether it was exercised.

A clause stands only while its treaty is in force between the two whom it binds. What the record does not know of the treaty, it
does not know of the clause: then it is at best possible.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from legation.evaluation.clauses.clause import Clause
from legation.record.acts import FOREVER, Act, Days
from legation.standings.participation.answers import Held, Participation
from legation.standings.participation.from_record import Treaties
from legation.standings.participation.pairs import Between
from legation.terms.days import civil

Exercise = Literal["exercised", "possible", "pending", "none"]
_STANDS: Final[frozenset[Between]] = frozenset({"in_force", "reservation_pending", "reserved", "clause_excluded"})
_AFTER: Final = frozenset({"former_party"})


@dataclass(frozen=True, slots=True)
class ClauseOn:
    """A clause on a day.

    Args:
        answer: whether it stood: ``yes``, ``presumed``, ``possible`` or ``no``.
        because: why, in the words of participation: how the treaty stood between the two, or what each may have become.
        ended: whether the treaty had been in force between the two, or may have been, and was no more.
        since: days from which it may have stood; where the record has no entry into force, those of the act that gave it.
        exercise: ``exercised``; ``possible``; ``pending`` while it stands, or may, and was not; ``none`` where it does not.
        exercised: days of the first exercise known.
        waited: whole years, least and most, from the giving to the first exercise, or to the day asked while it is pending.
    """

    clause: Clause
    answer: Held
    because: tuple[str, ...]
    ended: bool
    since: Days | None
    exercise: Exercise
    exercised: Days | None
    waited: tuple[int, int] | None


def clause_on(treaties: Treaties, clause: Clause, day: int) -> ClauseOn:
    """A clause at the end of a day, as known."""
    view = treaties.view
    found = [_between(treaties.asked(one), clause, day, disputed=treaties.disputed(one)) for one in clause.instruments]
    answer, because, ended = max(found, key=lambda one: _RANK.index(one[0]))
    granted = _days((view.acts[one] for one in clause.granted_by if one in view.acts), day)
    entered = [days for one in clause.instruments if (days := _since(treaties.asked(one), clause, day)) is not None]
    since = min(entered, key=lambda days: (days.lo, days.hi)) if entered else granted
    done = [act for one in clause.exercised_by if (act := view.acts.get(one)) is not None and act.begin.lo <= day]
    first = min(done, key=lambda act: (act.begin.lo, act.begin.hi), default=None)
    exercise: Exercise
    if first is not None:
        exercise = "exercised" if any(act.begin.hi <= day for act in done) else "possible"
    else:
        exercise = "pending" if answer in ("yes", "presumed", "possible") else "none"
    exercised = first.begin if first is not None else None
    until = exercised if exercised is not None else Days(day, day) if exercise == "pending" else None
    return ClauseOn(clause, answer, because, ended, since, exercise, exercised, _years(granted or since, until))


_RANK: Final[tuple[Held, ...]] = ("unknown", "no", "possible", "presumed", "yes")


def _between(asked: Participation, clause: Clause, day: int, *, disputed: frozenset[str]) -> tuple[Held, tuple[str, ...], bool]:
    """Whether the treaty stood between the two, why, and whether it had and no longer did."""
    pair = asked.between(clause.holder, clause.towards, day)
    stands = {one in _STANDS for one in pair}
    two = [asked.participant(who, day) for who in (clause.holder, clause.towards)]
    why = tuple(f"between_{one}" for one in pair)
    if stands == {True}:
        rival = disputed & {clause.holder, clause.towards}
        return ("possible" if rival else "yes" if asked.treaty.complete else "presumed"), why, False
    ended = all({*one.statuses} & {"party", "party_suspended", *_AFTER} for one in two) and any(
        _AFTER & {*one.statuses} for one in two
    )
    if True in stands:
        return "possible", why, False
    unheard = asked.treaty.complete or "none" in asked.state(day).states
    may_be = all({"party"} & {*one.statuses, *one.may_be} for one in two)
    if may_be and not unheard and not ended:
        return "possible", tuple(f"status_{status}" for one in two for status in one.statuses), False
    return "no", why, ended


def _since(asked: Participation, clause: Clause, day: int) -> Days | None:
    """Days from which the treaty may have been in force for both."""
    two = [asked.participant(who, day).party_from for who in (clause.holder, clause.towards)]
    known = [one for one in two if one is not None and one.lo > -FOREVER // 2]
    return Days(max(one.lo for one in known), max(one.hi for one in known)) if len(known) == len(two) else None


def _days(acts: Iterable[Act], day: int) -> Days | None:
    found = [act.begin for act in acts if not act.undated and act.begin.lo <= day]
    return min(found, key=lambda days: (days.lo, days.hi), default=None)


def _years(first: Days | None, until: Days | None) -> tuple[int, int] | None:
    """Whole years between two days, at least and at most."""
    if first is None or until is None or first.lo < -FOREVER // 2 or until.hi > FOREVER // 2:
        return None
    return max(_whole(first.hi, until.lo), 0), max(_whole(first.lo, until.hi), 0)


def _whole(first: int, last: int) -> int:
    (year, *before), (later, *after) = civil(first), civil(last)
    return later - year - (after < before)
