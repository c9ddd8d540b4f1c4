"""Why a treaty, or a participant in it, was what it was on a day: each act that counts, and the rule under which it does."""

from __future__ import annotations

from dataclasses import dataclass

from legation.standings.participation.course import Course, State
from legation.standings.participation.kinds import CONSENTS, FULL_SIGNATURES
from legation.standings.participation.placed import Placed
from legation.standings.participation.stays import Stay


@dataclass(frozen=True, slots=True)
class Ground:
    """One act behind an answer, and the rule under which it counts; a rule alone where no act is behind it.

    Args:
        since: the day for which the law is asked; None where the rule is the treaty's own, or practice.
    """

    act: str
    rule: str
    since: int | None = None


def last_stay(course: Course, who: str, day: int) -> Stay | None:
    """The last stay by which a participant had been a party until it left, or until the treaty ended, by a day."""
    ended = [stay for stay in course.stays(who) if stay.party is not None and stay.party < min(stay.until, course.end) <= day]
    return ended[-1] if ended else None


def territories(course: Course, who: str, day: int) -> tuple[tuple[str, str], ...]:
    """Territories that the participant extended the treaty to, or left out, the last word on each."""
    words = {"territory_extended": "extended", "territory_excluded": "excluded"}
    found: dict[str, str] = {}
    for act in sorted(course.acts_of(who), key=lambda one: (one.effective, one.order)):
        if act.step.kind in words and act.effective <= day:
            found[act.step.place] = words[act.step.kind]
    return tuple(sorted(found.items()))


def state_reasons(course: Course, day: int, states: tuple[State, ...]) -> tuple[Ground, ...]:
    """The acts and clauses that made the treaty what it was on a day."""
    clauses, entry = course.clauses, course.entry
    state = course.state(day)
    if "void" in states:
        return tuple(Ground(one.step.id, "VCLT 69") for one in course.placed if one.step.kind == "treaty_void")
    found: list[Ground] = []
    if entry.day is not None and entry.day <= day:
        article = clauses.article("entry") or ("VCLT 24(2)" if clauses.entry is None else "VCLT 24(1)")
        found += [Ground(act, "VCLT 24") for act in entry.stated] or [Ground("", article)]
        if course.end <= day:
            found += [Ground(act, _end_rule(course, rule)) for at, rule, act in course.ends if at == course.end][:1]
        elif course.rests(day):
            found += [Ground(act.step.id, "VCLT 57") for act in _suspending(course, "", day)]
    elif state == "never_in_force":
        found += [
            Ground(one.step.id, "VCLT 59" if one.step.kind == "treaty_replaced" else "practice")
            for one in course.placed
            if one.effective == entry.stop and one.step.kind in ("treaty_abandoned", "treaty_replaced", "instrument_terminated")
        ][:1]
    elif "provisionally_applied" in states:
        found.append(Ground("", "VCLT 25"))
    return tuple(found)


def _suspending(course: Course, who: str, day: int) -> list[Placed]:
    """The last act by a day that suspended operation for a participant, or of the whole treaty; none where none did."""
    acts = [
        act
        for act in course.acts_of(who)
        if act.step.kind == "operation_suspended" and not act.step.towards and act.effective <= day
    ]
    return sorted(acts, key=lambda act: (act.effective, act.order))[-1:]


def _end_rule(course: Course, rule: str) -> str:
    words = {
        "duration": course.clauses.article("duration") or "VCLT 54(a)",
        "bilateral": course.clauses.article("denunciation") or "VCLT 54(a)",
        "minimum": course.clauses.article("minimum") or "VCLT 55",
        "too_few": "practice",
    }
    return words.get(rule, rule)


def status_reasons(course: Course, who: str, day: int) -> tuple[Ground, ...]:
    """The acts that made a participant what it was on a day, each with the law under which it counts."""
    status = course.status(who, day)
    found: list[Ground] = []
    stay = last_stay(course, who, day) if status == "former_party" else course.stay_on(who, day)
    if stay is not None:
        consent = stay.consent
        rule = "VCLT 24(3)" if consent.step.kind == "entered_into_force_for" else CONSENTS.get(consent.step.kind, "VCLT 12(1)")
        found.append(Ground(consent.step.id, rule, consent.day))
    if status in ("party", "party_suspended") and stay is not None and stay.party is not None:
        clauses = course.clauses
        if stay.late:
            own, law = clauses.article("joining"), "VCLT 24(3)"
        else:
            own, law = clauses.article("entry"), "VCLT 24(1)" if clauses.entry else "VCLT 24"
        stated = course.entry.stated[0] if course.entry.stated and not stay.late else ""
        found.append(Ground(stated, own or law, None if own else stay.party))
    if status == "party_suspended":
        by_itself = stay is not None and stay.party is not None and course.is_suspended(who, "", stay.party, day)
        found += [Ground(act.step.id, "VCLT 57", act.day) for act in _suspending(course, who if by_itself else "", day)]
    if status == "signatory" and (signed := course.signature(who, day)) is not None:
        found.append(Ground(signed.step.id, FULL_SIGNATURES[signed.step.kind], signed.day))
    if status == "provisionally_applying" and (act := course.provisional_act(who, day)) is not None:
        found.append(Ground(act.step.id, "VCLT 25", act.day))
    if status == "former_party" and stay is not None:
        if stay.ended_by is not None and stay.until <= course.end:
            kind = stay.ended_by.step.kind
            clause = course.clauses.article("denunciation")
            default = "VCLT 54" if course.clauses.denunciation.by_clause else "VCLT 56(2)"
            article = {"denunciation_notified": clause or default, "state_extinguished": "practice"}.get(
                kind, clause or "VCLT 54"
            )
            found.append(Ground(stay.ended_by.step.id, article, stay.until))
        else:
            found += [Ground(act, _end_rule(course, rule), course.end) for at, rule, act in course.ends if at == course.end][:1]
    return tuple(found)
