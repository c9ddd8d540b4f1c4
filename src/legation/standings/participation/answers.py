"""What a treaty was, and each participant in it, on a day: what is certain, what is possible, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import combinations
from typing import Final, Literal, TypeVar

from legation.record.acts import Days
from legation.standings.participation.articles import law_of
from legation.standings.participation.bearing import MOST_KEPT, BeforeEntry, bearing_on_entry, courses_of, furthest
from legation.standings.participation.course import BEFORE_ENTRY, STATES, STATUSES, Course, State, Status
from legation.standings.participation.kinds import CODES
from legation.standings.participation.pairs import BETWEEN, Between, Pair, pair_on, reservations_on
from legation.standings.participation.parts import Parts
from legation.standings.participation.placings import WIDE, Placings
from legation.standings.participation.reasons import Ground, last_stay, state_reasons, status_reasons, territories
from legation.standings.participation.shapes import AsTheyAre, Drawn, Shape, drawn_together
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
        consent: the act of consent that stood; where none did the last signature, or for a former party the last consent that had
            stood; its days; the letter for it.
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
        self.wide = wide
        self._is_exact = all(step.days.is_exact and (step.effect is None or step.effect.is_exact) for step in treaty.steps)
        self._courses: dict[tuple[str | None, int | None], tuple[list[Course], bool]] = {}
        self._begun: tuple[int, bool] | None = None

    def courses(self, day: int, who: str | None = None) -> tuple[list[Course], bool]:
        """The courses on which an answer for a day depends, and whether they are all there are to try."""
        alone = None if self._is_exact or self.counts else who
        key = (alone, None if self._is_exact else day)
        if key not in self._courses:
            treaty = self.treaty if alone is None else replace(self.treaty, steps=tuple(self._parts.of(alone)), amendments=())
            self._courses[key] = _courses(treaty, day, self.wide)
        return self._courses[key]

    def entry_courses(self, day: int) -> tuple[list[Course], bool]:
        """The courses on which entry into force and the end of the treaty depend."""
        if self.counts:
            return self.courses(day)
        key = (_EVERYONE, None if self._is_exact else day)
        if key not in self._courses:
            self._courses[key] = _courses(replace(self.treaty, steps=self.bearing, amendments=()), day, self.wide)
        return self._courses[key]

    @property
    def counts(self) -> bool:
        """Whether acts of some bear on others: by clauses, or since the record claims them all."""
        return self.treaty.clauses is not None or self.treaty.complete

    @cached_property
    def _parts(self) -> Parts:
        return Parts(self.treaty.steps)

    @cached_property
    def bearing(self) -> tuple[Step, ...]:
        """The steps on which entry into force and the end of the treaty depend, where nothing is counted."""
        return bearing_on_entry(self.treaty.steps)

    @cached_property
    def before_entry(self) -> BeforeEntry:
        """What its participants' own acts may have brought about before its entry into force, where nothing is counted."""
        return BeforeEntry(self.treaty.steps, self.wide)

    def part(self, who: str) -> tuple[Step, ...] | None:
        """The steps that bear on a participant by their order alone; None where acts are counted, or days by a clause."""
        if self.counts:
            return None
        return tuple(self._parts.of(who))

    def _of_treaty(self, day: int) -> tuple[Drawn | AsTheyAre, int, Sequence[Course], bool]:
        """The courses on which the state of the treaty depends, the day asked in them, and the way back from them."""
        if not self.counts:
            drawn = drawn_together(self.bearing, day)
            return drawn, drawn.at(day), *courses_of(drawn.shape, drawn.at(day), self.wide)
        return AsTheyAre(), day, *self.entry_courses(day)

    def state(self, day: int) -> TreatyState:
        """What the treaty was on a day."""
        back, on, courses, tried = self._of_treaty(day)
        states, whole = self._states(day, on, courses, tried)
        self._begun = day, states != ("none",)
        steps = self.treaty.steps
        corrections = tuple(
            step.id for step in steps if step.kind == "text_corrected" and (step.effect is None or step.effect.hi <= day)
        )
        registered = any(step.kind == "treaty_registered" and step.days.hi <= day for step in steps)
        may_be = () if self.treaty.complete else _state_may_be(states)
        entry = back.days(_bounds(course.entry.day for course in courses))
        end = back.days(_bounds(None if course.end == FOREVER else course.end for course in courses))
        return TreatyState(
            states, _held(states, whole, self.treaty.complete), may_be, entry, end, registered, corrections,
            tuple(Reason(back.act(one.act), one.rule) for one in state_reasons(courses[0], on, states)),
        )  # fmt: skip

    def _states(self, day: int, on: int, courses: Sequence[Course], whole: bool) -> tuple[tuple[State, ...], bool]:
        """What the treaty may have been on a day, and whether all placements of its dates were tried.

        Args:
            courses: those on which its state depends, in which the day is ``on``; whole: they are all there are to try.
        """
        found = {course.state(on) for course in courses}
        if self.counts:
            return _ordered(found, STATES), whole
        if courses[0].is_void:
            some = any(step.days.lo <= day for step in self.treaty.steps)
            none = all(step.days.hi > day for step in self.treaty.steps)
            return (*(("none",) if none else ()), *(("void",) if some else ())), whole
        before = found & BEFORE_ENTRY
        if not before:
            return _ordered(found, STATES), whole
        apart, all_tried = self.before_entry.states(day)
        return _ordered((found - before) | furthest(before, apart), STATES), whole and all_tried

    def participant(self, who: str, day: int) -> Participant:
        """What one participant was on a day."""
        part = self.part(who)
        if part is None:
            found = worked_out(*self.courses(day, who), self.treaty.complete, who, day)
            return self._said(who, found, AsTheyAre(), day)
        drawn = drawn_together(part, day)
        return self._said(who, worked_of_shape(drawn.shape, drawn.number(who), drawn.at(day), self.wide), drawn, day)

    def _said(self, who: str, found: Worked, back: Drawn | AsTheyAre, day: int) -> Participant:
        one = self.told(who, found, back)
        return replace(one, answer="unknown") if found.untold and self._has_begun(day) else one

    def told(self, who: str, found: Worked, back: Drawn | AsTheyAre) -> Participant:
        """What was worked out, in the names and days of the acts, under the law that binds the participant."""
        one = found.participant
        reasons = tuple(
            Reason(
                back.act(ground.act),
                ground.rule if ground.since is None else law_of(self.treaty, who, ground.rule, back.day(ground.since)),
            )
            for ground in found.grounds
        )
        reservations = tuple(back.act(act) for act in one.reservations)
        places = tuple(sorted((back.place(place), word) for place, word in one.territories))
        return Participant(
            who, one.statuses, one.answer, one.may_be, one.is_contracting, back.act(one.consent), one.consent_kind, one.code,
            back.days(one.date), back.days(one.party_from), back.days(one.leaves), reservations, places, reasons,
        )  # fmt: skip

    def _has_begun(self, day: int) -> bool:
        """Whether anything may have been done by a day, by anyone, that made something of the treaty."""
        if self._begun is None or self._begun[0] != day:
            _, on, courses, tried = self._of_treaty(day)
            self._begun = day, self._states(day, on, courses, tried)[0] != ("none",)
        return self._begun[1]

    def participants(self, day: int) -> tuple[Participant, ...]:
        """The status table of a day: everyone named in the treaty's acts and clauses."""
        return tuple(self.participant(who, day) for who in self.treaty.participants)

    def between(self, first: str, second: str, day: int) -> tuple[Between, ...]:
        """How the treaty may have stood between two on a day."""
        courses, _ = self.courses(day)
        return _ordered({pair_on(course, first, second, day).between for course in courses}, BETWEEN)

    def pairs(self, day: int) -> tuple[Pair, ...]:
        """The pairs between which the treaty did not stand as between all others, on the first of its possible days."""
        if not self.may_differ:
            return ()
        course = self.courses(day)[0][0]
        amendments = tuple(Participation(one, self.wide).courses(day)[0][0] for one in self.treaty.amendments)
        parties = [who for who in self.treaty.participants if course.party_on(who, day) is not None]
        found = (pair_on(course, one, other, day, amendments) for one, other in combinations(parties, 2))
        return tuple(pair for pair in found if pair.differs)

    @cached_property
    def may_differ(self) -> bool:
        """Whether anything could make two parties stand otherwise than all others."""
        return bool(self.treaty.amendments) or any(
            step.kind == "reservation_made" or (step.kind == "operation_suspended" and step.towards) for step in self.treaty.steps
        )


@dataclass(frozen=True, slots=True)
class Worked:
    """A participant as worked out, in the names and days of its courses; its reasons still without the law that speaks.

    Args:
        untold: nothing is told of it by then: in a treaty that had begun, what it was is not known.
    """

    participant: Participant
    grounds: tuple[Ground, ...]
    untold: bool


@lru_cache(maxsize=MOST_KEPT)
def worked_of_shape(shape: Shape, who: str, day: int, wide: int) -> Worked:
    """What is the same for every participant to whom the same happened in the same order."""
    return worked_out(*courses_of(shape, day, wide), False, who, day)


def worked_out(courses: Sequence[Course], whole: bool, complete: bool, who: str, day: int) -> Worked:
    """What a participant was on a day, over some courses.

    Args:
        whole: they are all there are to try; complete: the record claims every act.
    """
    statuses = _ordered({course.status(who, day) for course in courses}, STATUSES)
    contracting = {course.is_contracting(who, day) for course in courses}
    course = courses[0]
    stays = [stay for one in courses if (stay := one.stay_on(who, day)) is not None]
    last = last_stay(course, who, day)
    shown = stays[0].consent if stays else course.signature(who, day) or (None if last is None else last.consent)
    kind = shown.step.kind if shown is not None else ""
    unsettled = any(notice.day <= day for stay in stays if stay.until == FOREVER for notice in stay.unsettled)
    held = _held(statuses, whole, complete)
    answer: Held = "possible" if unsettled else held
    told = any(one.day <= day and one.step.kind != "participation_listed" for one in course.acts_of(who))
    untold = answer == "presumed" and statuses == ("third_state",) and not told
    return Worked(
        Participant(
            who, statuses, answer,
            () if complete else _status_may_be(statuses, unsettled),
            "possible" if len(contracting) > 1 or (unsettled and True in contracting) else held_of(True in contracting, held),
            shown.step.id if shown is not None else "", kind, CODES.get(kind, ""),
            shown.step.days if shown is not None else None,
            _bounds(stay.party for stay in stays),
            _bounds(stay.leaves for stay in stays if stay.notices),
            tuple(dict.fromkeys(one.step.id for each in courses for one in reservations_on(each, who, day))),
            territories(course, who, day), (),
        ),
        status_reasons(course, who, day), untold,
    )  # fmt: skip


def _courses(treaty: Treaty, day: int, wide: int) -> tuple[list[Course], bool]:
    placings = Placings(treaty, day, wide)
    return [Course(treaty, placed) for placed in placings], placings.is_whole


def _held(found: tuple[object, ...], whole: bool, complete: bool) -> Held:
    if len(found) > 1 or not whole:
        return "possible"
    return "yes" if complete else "presumed"


def held_of(holds: bool, answer: Held) -> Held:
    """The answer on one fact that holds, or does not, in every placement."""
    return answer if holds else "no"


def _ordered(found: set[Word], order: tuple[Word, ...]) -> tuple[Word, ...]:
    return tuple(one for one in order if one in found)


def _bounds(days: Iterable[int | None]) -> Days | None:
    known = [day for day in days if day is not None]
    return Days(min(known), max(known)) if known else None


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


def _state_may_be(states: tuple[State, ...]) -> tuple[State, ...]:
    before = {
        "none",
        "under_negotiation",
        "adopted",
        "open_for_signature",
        "closed_for_signature",
        "not_yet_in_force",
        "provisionally_applied",
    }
    return ("in_force",) if before & set(states) and "in_force" not in states else ()
