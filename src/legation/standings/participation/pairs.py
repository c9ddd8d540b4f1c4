"""Fourth stratum: standing towards someone. Reservations, objections, bilateral suspension, and texts that not all accept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from legation.standings.participation.clauses import TWELVE_MONTHS
from legation.standings.participation.course import Course
from legation.standings.participation.kinds import ACCEPTS, OBJECTIONS
from legation.standings.participation.placed import Placed

Between = Literal[
    "not_both_parties", "in_force", "reservation_pending", "reserved", "clause_excluded", "suspended_between", "not_between"
]
BETWEEN: Final[tuple[Between, ...]] = (
    "not_both_parties", "in_force", "reservation_pending", "reserved", "clause_excluded", "suspended_between", "not_between",
)  # fmt: skip
"""How a treaty stands between two, from nothing to tell to what changes most; the last that applies is the answer."""


@dataclass(frozen=True, slots=True)
class Pair:
    """How the treaty stood between two participants on a day.

    Args:
        between: the strongest of what applies.
        because: reservation and, where there is one, the act that answered it; or the act of suspension.
        unamended: between these two the original text stands, though an amendment is in force for others.
    """

    first: str
    second: str
    between: Between
    because: tuple[str, ...] = ()
    unamended: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        return self.between not in ("not_both_parties", "in_force") or bool(self.unamended)


def pair_on(course: Course, first: str, second: str, day: int, amendments: tuple[Course, ...] = ()) -> Pair:
    """The treaty between two participants on a day.

    Args:
        amendments: the courses of the treaties that amend it, placed on the same days.
    """
    first, second = sorted((first, second))
    one, other = course.party_on(first, day), course.party_on(second, day)
    if one is None or other is None or one.party is None or other.party is None:
        return Pair(first, second, "not_both_parties")
    found: list[tuple[Between, tuple[str, ...]]] = [("in_force", ())]
    for reserving, facing in ((first, second), (second, first)):
        for reservation in reservations_on(course, reserving, day):
            found.append(_answered(course, reservation, facing, day))
        since = max(one.party, other.party)
        if course.is_suspended(reserving, facing, since, day):
            found.append(("suspended_between", tuple(
                act.step.id for act in course.acts_of(reserving)
                if act.step.kind == "operation_suspended" and act.step.towards == facing and since <= act.effective <= day
            )[-1:]))  # fmt: skip
    between, because = max(found, key=lambda pair: BETWEEN.index(pair[0]))
    unamended = tuple(
        amendment.treaty.id
        for amendment in amendments
        if amendment.state(day) in ("in_force", "suspended")
        and not (is_bound_by_amendment(course, amendment, first, day) and is_bound_by_amendment(course, amendment, second, day))
    )
    return Pair(first, second, between, because, unamended)


def reservations_on(course: Course, who: str, day: int) -> list[Placed]:
    """The reservations of a participant that stand on a day: made in time, not forbidden, not taken back."""
    stay = course.stay_on(who, day)
    if stay is None or course.clauses.reservations == "forbidden":
        return []
    acts = course.acts_of(who)
    consent = stay.consent
    found = []
    for act in acts:
        if act.step.kind != "reservation_made" or act.day > day or act.day > consent.day:
            continue
        confirmed = any(
            one.step.kind == "reservation_confirmed" and one.step.concerns == act.step.id and act.day <= one.day <= consent.day
            for one in acts
        )
        withdrawn = any(
            one.step.kind == "reservation_withdrawn" and one.step.concerns == act.step.id and one.effective <= day for one in acts
        )
        if (act.day == consent.day or confirmed) and not withdrawn:
            found.append(act)
    return found


def _answered(course: Course, reservation: Placed, facing: str, day: int) -> tuple[Between, tuple[str, ...]]:
    """What a reservation does towards one other party on a day: VCLT 20-22."""
    name = reservation.step.id
    if course.clauses.reservations == "authorised":
        return "reserved", (name,)
    stay = course.stay_on(facing, day)
    assert stay is not None
    deadline = max(TWELVE_MONTHS.add_to(reservation.effective), stay.consent.day)
    acts = [one for one in course.acts_of(facing) if one.step.concerns == name and one.day <= day]
    if any(one.step.kind in ACCEPTS and one.effective <= day for one in acts):
        return "reserved", (name,)
    objections = [one for one in acts if one.step.kind in OBJECTIONS and one.day <= deadline]
    if objections:
        last = max(objections, key=lambda one: one.key)
        precluding = last.step.kind == "reservation_objected_precluding"
        return "not_between" if precluding else "clause_excluded", (name, last.step.id)
    return ("reservation_pending" if day < deadline else "reserved"), (name,)


def is_bound_by_amendment(course: Course, amendment: Course, who: str, day: int) -> bool:
    """Whether a party is bound by an amendment in force: it accepted it, joined after it, or it binds all (VCLT 40)."""
    if amendment.clauses.binds == "all":
        return True
    if amendment.party_on(who, day) is not None:
        return True
    stay = course.stay_on(who, day)
    return stay is not None and amendment.entry.day is not None and stay.begin >= amendment.entry.day
