"""What a treaty was, and each participant in it, on a day: what is certain, what is possible, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import Final, Literal, TypeVar

from legation.record.acts import Days
from legation.standings.participation.articles import law_of
from legation.standings.participation.bearing import (
    STATES_ENTRY,
    SUCCESSIONS,
    bearing_on_entry,
    first_of,
    furthest,
    states_before_entry,
)
from legation.standings.participation.course import BEFORE_ENTRY, STATES, STATUSES, Course, State, Status
from legation.standings.participation.kinds import CODES, CONSENTS, FULL_SIGNATURES
from legation.standings.participation.pairs import BETWEEN, Between, Pair, pair_on, reservations_on
from legation.standings.participation.placings import WIDE, Placings
from legation.standings.participation.stays import Stay
from legation.standings.participation.treaty import Step, Treaty
from legation.terms.days import FOREVER

Held = Literal["yes", "presumed", "possible", "no", "unknown"]
Word = TypeVar("Word")
_EVERYONE: Final = "*"


@dataclass(frozen=True, slots=True)
class Reason:
    """One act behind an answer, and the rule under which it counts; a rule alone where no act is behind it."""

    act: str
    rule: str


@dataclass(frozen=True, slots=True)
class Participant:
    """One line of a status table.

    Args:
        statuses: what it was, each in some placement of the dates, from least to most bound.
        answer: ``yes`` one status only, of a complete record; ``presumed`` one status, no later act known; ``possible`` several;
            ``unknown`` nothing told of it by then, in a record that does not claim to tell all.
        may_be: what it may have become by acts that the record does not claim to know.
        is_contracting: whether its consent stood.
        consent: the act of consent that stood, or the last signature where none did; its days; the letter for it.
        party_from: days on which the treaty may have entered into force for it.
        leaves: days on which a notice given may take effect.
        reservations: those that stand; territories: those it named, with ``extended`` or ``excluded``.
    """

    who: str
    statuses: tuple[Status, ...]
    answer: Held
    may_be: tuple[Status, ...]
    is_contracting: Held
    consent: str
    consent_kind: str
    code: str
    date: Days | None
    party_from: Days | None
    leaves: Days | None
    reservations: tuple[str, ...]
    territories: tuple[tuple[str, str], ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class TreatyState:
    """The treaty itself on a day.

    Args:
        states: what it was, each in some placement of the dates.
        entry, end: days on which it may have entered into force, and ended.
        is_registered: filed with the UN Secretariat by then: without it the treaty binds, but cannot be invoked before UN organs.
        corrections: corrections of its text, in effect from the beginning unless they say otherwise (VCLT 79).
    """

    states: tuple[State, ...]
    answer: Held
    may_be: tuple[State, ...]
    entry: Days | None
    end: Days | None
    is_registered: bool
    corrections: tuple[str, ...]
    reasons: tuple[Reason, ...]


class Participation:
    """A treaty asked on any day.

    Args:
        wide: see :class:`Placings`.
    """

    def __init__(self, treaty: Treaty, wide: int = WIDE) -> None:
        self.treaty = treaty
        self._wide = wide
        self._is_exact = all(step.days.is_exact and (step.effect is None or step.effect.is_exact) for step in treaty.steps)
        self._courses: dict[tuple[str | None, int | None], tuple[list[Course], bool]] = {}

    def courses(self, day: int, who: str | None = None) -> tuple[list[Course], bool]:
        """The courses on which an answer for a day depends, and whether they are all there are to try."""
        key = (None if self._is_exact else self._alone(who), None if self._is_exact else day)
        if key not in self._courses:
            treaty = self._part(key[0])
            placings = Placings(treaty, day, self._wide)
            self._courses[key] = ([Course(treaty, placed) for placed in placings], placings.is_whole)
        return self._courses[key]

    def entry_courses(self, day: int) -> tuple[list[Course], bool]:
        """The courses on which entry into force and the end of the treaty depend."""
        if self._counts:
            return self.courses(day)
        key = (_EVERYONE, None if self._is_exact else day)
        if key not in self._courses:
            treaty = replace(self.treaty, steps=bearing_on_entry(self.treaty.steps), amendments=())
            placings = Placings(treaty, day, self._wide)
            self._courses[key] = ([Course(treaty, placed) for placed in placings], placings.is_whole)
        return self._courses[key]

    @property
    def _counts(self) -> bool:
        """Whether acts of some bear on others: by clauses, or since the record claims them all."""
        return self.treaty.clauses is not None or self.treaty.complete

    @cached_property
    def _own(self) -> dict[str, tuple[Step, ...]]:
        """The steps of each participant, as anyone's."""
        found: dict[str, list[Step]] = {}
        for step in self.treaty.steps:
            if step.by:
                found.setdefault(step.by, []).append(replace(step, by=""))
        return {who: tuple(steps) for who, steps in found.items()}

    def _alone(self, who: str | None) -> str | None:
        """The participant, where nobody else's acts bear on it: the record has no clause that would count them."""
        return None if self._counts else who

    def _part(self, who: str | None) -> Treaty:
        if who is None:
            return self.treaty
        near = {who}
        while more := {one.towards for one in self.treaty.steps if one.by in near and one.kind == "succession_notified"} - near:
            near |= more
        own = {one.id for one in self.treaty.steps if one.by in near}
        steps = [
            one
            for one in self.treaty.steps
            if not one.by or one.by in near or (one.kind == "consent_invalidated" and one.concerns in own)
        ]
        stated = min((one.days.hi for one in steps if one.kind == "entered_into_force"), default=FOREVER)
        others = first_of(one for one in self.treaty.steps if one.by and one.by not in near and one.kind == STATES_ENTRY)
        steps += [one for one in others if one.days.lo < stated]  # else it says no more than what is stated of the whole
        return replace(self.treaty, steps=tuple(steps), amendments=())

    def state(self, day: int) -> TreatyState:
        """What the treaty was on a day."""
        courses, _ = self.entry_courses(day)
        states, whole = self.states(day)
        steps = self.treaty.steps
        corrections = tuple(
            step.id for step in steps if step.kind == "text_corrected" and (step.effect is None or step.effect.hi <= day)
        )
        registered = any(step.kind == "treaty_registered" and step.days.hi <= day for step in steps)
        may_be = () if self.treaty.complete else _state_may_be(states, self.treaty)
        return TreatyState(
            states, self._held(states, whole), may_be, _bounds(course.entry.day for course in courses),
            _bounds(None if course.end == FOREVER else course.end for course in courses), registered, corrections,
            _state_reasons(courses[0], day, states),
        )  # fmt: skip

    def states(self, day: int) -> tuple[tuple[State, ...], bool]:
        """What the treaty may have been on a day, and whether all placements of its dates were tried."""
        courses, whole = self.entry_courses(day)
        found = {course.state(day) for course in courses}
        if self._counts:
            return _ordered(found, STATES), whole
        if courses[0].is_void:
            some = any(step.days.lo <= day for step in self.treaty.steps)
            none = all(step.days.hi > day for step in self.treaty.steps)
            return (*(("none",) if none else ()), *(("void",) if some else ())), whole
        before = found & BEFORE_ENTRY
        if not before:
            return _ordered(found, STATES), whole
        apart, all_tried = states_before_entry(self.treaty.steps, day, self._wide)
        return _ordered((found - before) | furthest(before, apart), STATES), whole and all_tried

    def participant(self, who: str, day: int) -> Participant:
        """What one participant was on a day."""
        courses, whole = self.courses(day, who)
        statuses = _ordered({course.status(who, day) for course in courses}, STATUSES)
        contracting = {course.is_contracting(who, day) for course in courses}
        course = courses[0]
        stays = [stay for one in courses if (stay := one.stay_on(who, day)) is not None]
        last = stays[0] if stays else _last_stay(course, who, day)
        signature = course.signature(who, day)
        shown = last.consent if last is not None else signature
        kind = shown.step.kind if shown is not None else ""
        unsettled = any(notice.day <= day for stay in stays if stay.until == FOREVER for notice in stay.unsettled)
        held = self._held(statuses, whole)
        answer: Held = "possible" if unsettled else held
        told = any(one.day <= day and one.step.kind != "participation_listed" for one in course.acts_of(who))
        if answer == "presumed" and statuses == ("third_state",) and not told and course.state(day) != "none":
            answer = "unknown"
        return Participant(
            who, statuses, answer,
            () if self.treaty.complete else _status_may_be(statuses, unsettled),
            "possible" if len(contracting) > 1 or (unsettled and True in contracting) else held_of(True in contracting, held),
            shown.step.id if shown is not None else "", kind, CODES.get(kind, ""),
            shown.step.days if shown is not None else None,
            _bounds(stay.party for stay in stays),
            _bounds(stay.leaves for stay in stays if stay.notices),
            tuple(dict.fromkeys(one.step.id for each in courses for one in reservations_on(each, who, day))),
            _territories(course, who, day), _status_reasons(course, who, day),
        )  # fmt: skip

    def participants(self, day: int) -> tuple[Participant, ...]:
        """The status table of a day: everyone named in the treaty's acts and clauses."""
        found: dict[object, Participant] = {}
        people = []
        for who in self.treaty.participants:
            alike = self._alike(who)
            if alike not in found:
                found[alike] = self.participant(who, day)
            people.append(replace(found[alike], who=who))
        return tuple(people)

    def _alike(self, who: str) -> object:
        """What those share of whom every answer is the same: all they did, where nobody else's acts bear on it."""
        steps = self._own.get(who, ())
        if self._alone(who) is None or any(step.kind in SUCCESSIONS for step in steps):
            return who
        return steps, self.treaty.convention.get(who)

    def between(self, first: str, second: str, day: int) -> tuple[Between, ...]:
        """How the treaty may have stood between two on a day."""
        courses, _ = self.courses(day)
        return _ordered({pair_on(course, first, second, day).between for course in courses}, BETWEEN)

    def pairs(self, day: int) -> tuple[Pair, ...]:
        """The pairs between which the treaty did not stand as between all others, on the first of its possible days."""
        if not self._may_differ:
            return ()
        course = self.courses(day)[0][0]
        amendments = tuple(Participation(one, self._wide).courses(day)[0][0] for one in self.treaty.amendments)
        parties = [who for who in self.treaty.participants if course.party_on(who, day) is not None]
        found = (pair_on(course, one, other, day, amendments) for one, other in combinations(parties, 2))
        return tuple(pair for pair in found if pair.differs)

    @cached_property
    def _may_differ(self) -> bool:
        """Whether anything could make two parties stand otherwise than all others."""
        return bool(self.treaty.amendments) or any(
            step.kind == "reservation_made" or (step.kind == "operation_suspended" and step.towards) for step in self.treaty.steps
        )

    def _held(self, found: tuple[object, ...], whole: bool) -> Held:
        if len(found) > 1 or not whole:
            return "possible"
        return "yes" if self.treaty.complete else "presumed"


def held_of(holds: bool, answer: Held) -> Held:
    """The answer on one fact that holds, or does not, in every placement."""
    return answer if holds else "no"


def _ordered(found: set[Word], order: tuple[Word, ...]) -> tuple[Word, ...]:
    return tuple(one for one in order if one in found)


def _bounds(days: Iterable[int | None]) -> Days | None:
    known = [day for day in days if day is not None]
    return Days(min(known), max(known)) if known else None


def _last_stay(course: Course, who: str, day: int) -> Stay | None:
    ended = [stay for stay in course.stays(who) if stay.begin <= day and stay.left]
    return ended[-1] if ended else None


def _status_may_be(statuses: tuple[Status, ...], unsettled: bool) -> tuple[Status, ...]:
    """What else may be true of a participant whose acts the record does not claim to know all."""
    further: dict[Status, tuple[Status, ...]] = {
        "third_state": ("signatory", "contracting_state", "party"),
        "negotiating": ("signatory", "contracting_state", "party"),
        "signatory": ("contracting_state", "party"),
        "provisionally_applying": ("party",),
        "contracting_state": ("party",),
    }
    found = {more for status in statuses for more in further.get(status, ())} | ({"former_party"} if unsettled else set())
    return tuple(one for one in STATUSES if one in found and one not in statuses)


def _state_may_be(states: tuple[State, ...], treaty: Treaty) -> tuple[State, ...]:
    before = {
        "none",
        "under_negotiation",
        "adopted",
        "open_for_signature",
        "closed_for_signature",
        "not_yet_in_force",
        "provisionally_applied",
    }
    del treaty
    return ("in_force",) if before & set(states) and "in_force" not in states else ()


def _territories(course: Course, who: str, day: int) -> tuple[tuple[str, str], ...]:
    """Territories that the participant extended the treaty to, or left out, the last word on each."""
    words = {"territory_extended": "extended", "territory_excluded": "excluded"}
    found: dict[str, str] = {}
    for act in sorted(course.acts_of(who), key=lambda one: (one.effective, one.order)):
        if act.step.kind in words and act.effective <= day:
            found[act.step.place] = words[act.step.kind]
    return tuple(sorted(found.items()))


def _state_reasons(course: Course, day: int, states: tuple[State, ...]) -> tuple[Reason, ...]:
    clauses, entry = course.clauses, course.entry
    state = course.state(day)
    if "void" in states:
        return tuple(Reason(one.step.id, "VCLT 69") for one in course.placed if one.step.kind == "treaty_void")
    found: list[Reason] = []
    if entry.day is not None and entry.day <= day:
        article = clauses.article("entry") or ("VCLT 24(2)" if clauses.entry is None else "VCLT 24(1)")
        found += [Reason(act, "VCLT 24") for act in entry.stated] or [Reason("", article)]
        if course.end <= day:
            found += [Reason(act, _end_rule(course, rule)) for at, rule, act in course.ends if at == course.end][:1]
        elif course.rests(day):
            found += [Reason(one.step.id, "VCLT 57") for one in course.acts_of("") if one.step.kind == "operation_suspended"][-1:]
    elif state == "never_in_force":
        found += [
            Reason(one.step.id, "VCLT 59" if one.step.kind == "treaty_replaced" else "practice")
            for one in course.placed
            if one.effective == entry.stop and one.step.kind in ("treaty_abandoned", "treaty_replaced", "instrument_terminated")
        ][:1]
    elif "provisionally_applied" in states:
        found.append(Reason("", "VCLT 25"))
    return tuple(found)


def _end_rule(course: Course, rule: str) -> str:
    words = {
        "duration": course.clauses.article("duration") or "VCLT 54(a)",
        "bilateral": course.clauses.article("denunciation") or "VCLT 54(a)",
        "minimum": course.clauses.article("minimum") or "VCLT 55",
        "too_few": "practice",
    }
    return words.get(rule, rule)


def _status_reasons(course: Course, who: str, day: int) -> tuple[Reason, ...]:
    """The acts that made a participant what it was on a day, each with the law under which it counts."""
    status, treaty = course.status(who, day), course.treaty
    law: Callable[[str, int], str] = lambda article, on: law_of(treaty, who, article, on)  # noqa: E731
    found: list[Reason] = []
    stay = course.stay_on(who, day) or _last_stay(course, who, day)
    if stay is not None and status not in ("signatory", "third_state", "negotiating"):
        consent = stay.consent
        rule = "VCLT 24(3)" if consent.step.kind == "entered_into_force_for" else CONSENTS.get(consent.step.kind, "VCLT 12(1)")
        found.append(Reason(consent.step.id, law(rule, consent.day)))
    if status in ("party", "party_suspended") and stay is not None and stay.party is not None:
        clauses = course.clauses
        if stay.late:
            article = clauses.article("joining") or law("VCLT 24(3)", stay.party)
        else:
            article = clauses.article("entry") or law("VCLT 24(1)" if clauses.entry else "VCLT 24", stay.party)
        stated = course.entry.stated[0] if course.entry.stated and not stay.late else ""
        found.append(Reason(stated, article))
    if status == "party_suspended":
        found += [
            Reason(one.step.id, law("VCLT 57", one.day))
            for one in (*course.acts_of(who), *course.acts_of(""))
            if one.step.kind == "operation_suspended" and not one.step.towards and one.effective <= day
        ][-1:]
    if status == "signatory" and (signed := course.signature(who, day)) is not None:
        found.append(Reason(signed.step.id, law(FULL_SIGNATURES[signed.step.kind], signed.day)))
    if status == "provisionally_applying" and (act := course.provisional_act(who, day)) is not None:
        found.append(Reason(act.step.id, law("VCLT 25", act.day)))
    if status == "former_party" and stay is not None:
        if stay.ended_by is not None and stay.until <= course.end:
            kind = stay.ended_by.step.kind
            clause = course.clauses.article("denunciation")
            default = "VCLT 54" if course.clauses.denunciation.by_clause else "VCLT 56(2)"
            article = {"denunciation_notified": clause or default, "state_extinguished": "practice"}.get(
                kind, clause or "VCLT 54"
            )
            found.append(Reason(stay.ended_by.step.id, law(article, stay.until)))
        elif course.end < FOREVER:
            found += [Reason(act, law(_end_rule(course, rule), course.end)) for at, rule, act in course.ends if at == course.end][
                :1
            ]
    return tuple(found)
