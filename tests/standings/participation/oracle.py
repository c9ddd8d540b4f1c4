"""A slow, obvious account of participation: the life of a treaty lived day by day, for every placement of its dates.

Written from VOCABULARY, sections 1 and 2, without the engine: of `legation.standings.participation` only the final clauses
and the steps are used, as data. A day has a morning (notices take effect, later joiners' own periods run out), its acts in
their order, and an evening (the treaty enters into force, or ends).
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product

from legation.standings.participation.clauses import FinalClauses, Lapse
from legation.standings.participation.treaty import Step, Treaty
from legation.terms.days import Period

EPOCH = date(1970, 1, 1)
CONSENTS = {
    "signed_definitively", "instruments_exchanged", "consent_notified", "instrument_ratified", "instrument_accepted",
    "instrument_approved", "formally_confirmed", "instrument_acceded", "succession_notified", "simplified_procedure_applied",
    "consent_expressed", "instrument_joined",
}  # fmt: skip
FULL_SIGNATURES = {"instrument_signed", "signature_confirmed", "signature_succeeded"}
ANY_SIGNATURE = {*FULL_SIGNATURES, "signed_ad_referendum", "signed_definitively"}
SIGNS_ITSELF = {"instrument_signed", "signature_confirmed", "signed_definitively"}


def later(day: int, period: Period) -> int:
    """The day reached when the period has run, by the calendar module."""
    start = EPOCH + timedelta(days=day)
    months = start.year * 12 + start.month - 1 + period.months
    year, month = divmod(months, 12)
    length = calendar.monthrange(year, month + 1)[1]
    return (date(year, month + 1, min(start.day, length)) + timedelta(days=period.days) - EPOCH).days


def effect_of(day: int, lapse: Lapse) -> int:
    reached = day if lapse.after is None else later(day, lapse.after)
    if lapse.next_day:
        reached += 1
    if lapse.next_month:
        there = EPOCH + timedelta(days=reached)
        while (there := there + timedelta(days=1)).day != 1:
            pass
        reached = (there - EPOCH).days
    return reached


@dataclass
class Happening:
    """A step on its day."""

    day: int
    order: int
    step: Step
    effect: int | None

    @property
    def effective(self) -> int:
        return max(self.day, self.effect) if self.effect is not None else self.day

    @property
    def retroactive(self) -> int:
        return min(self.day, self.effect) if self.effect is not None else self.day


@dataclass
class Person:
    """What one participant is this evening."""

    consent: Happening | None = None
    consented_on: int = 0
    party: bool = False
    party_since: int = 0
    bound_today: bool = False
    notices: dict[str, int] = field(default_factory=dict)
    signed_on: int | None = None
    provisional_since: int | None = None
    negotiated: bool = False
    left_on: int | None = None
    dead: bool = False
    rests: dict[str, bool] = field(default_factory=dict)
    left_today_by_act: bool = False


@dataclass
class Evening:
    """What is written down at the end of a day."""

    state: str
    statuses: dict[str, str]
    contracting: set[str]
    parties: dict[str, int]
    consents: dict[str, tuple[Happening, int]]
    signed: set[str]


class Life:
    """One treaty lived day by day."""

    def __init__(self, treaty: Treaty, happenings: list[Happening]) -> None:
        self.treaty, self.clauses = treaty, treaty.final
        self.has_clauses = treaty.clauses is not None
        self.acts = sorted(happenings, key=lambda one: (one.day, one.order))
        self.people = {who: Person() for who in treaty.participants}
        self.people[""] = Person()
        self.entered: int | None = None
        self.trigger: int | None = None
        self.never = False
        self.ended = False
        self.evenings: dict[int, Evening] = {}
        self.invalid = {one.step.concerns for one in self.acts if one.step.kind == "consent_invalidated"}
        self.void = any(one.step.kind == "treaty_void" for one in self.acts)
        self.said: set[str] = set()
        self.treaty_rests = False
        self.schedule = self._calendar()

    def live(self, first: int, last: int) -> dict[int, Evening]:
        for today in range(first, last + 1):
            count_before = self._parties()
            for person in self.people.values():
                person.left_today_by_act = False
            self._morning(today)
            for act, how in self._acts_of(today):
                person = self.people[act.step.by]
                if not person.dead:
                    self._do(today, act, how, person)
                    self._let_go(today, person)
            self._evening(today, count_before)
            self._write_down(today)
        return self.evenings

    def _parties(self) -> int:
        return sum(person.party for person in self.people.values())

    def _morning(self, today: int) -> None:
        for person in self.people.values():
            self._let_go(today, person)
            in_force = self.entered is not None and self.entered < today
            if person.consent is not None and not person.party and in_force and self._own_day(person) == today:
                self._bind(today, person)

    def _own_day(self, person: Person) -> int | None:
        """The day on which a later joiner is bound by its own period."""
        if not self.has_clauses or (self.trigger is not None and person.consented_on <= self.trigger):
            return None
        return effect_of(person.consented_on, self.clauses.joining)

    def _bind(self, today: int, person: Person) -> None:
        if not self.ended:
            person.party, person.party_since = True, today
            person.provisional_since = None
            person.rests = {}

    def _let_go(self, today: int, person: Person) -> None:
        if person.party and any(day <= today for day in person.notices.values()):
            self._leave(today, person)
            person.left_today_by_act = True

    def _leave(self, today: int, person: Person) -> None:
        if person.party and person.party_since < today:
            person.left_on = today
            if person.signed_on is not None and person.signed_on < today:
                person.signed_on = None
        person.party, person.consent, person.notices, person.bound_today = False, None, {}, False

    def _acts_of(self, today: int) -> Iterator[tuple[Happening, str]]:
        """What happens today, in its order: acts, and the effects of acts whose effect is on another day."""
        yield from self.schedule.get(today, ())

    def _calendar(self) -> dict[int, list[tuple[Happening, str]]]:
        found: dict[int, list[tuple[int, int, Happening, str]]] = {}
        for act in self.acts:
            if self._after_death(act):
                continue
            kind = act.step.kind
            starts = kind == "provisionally_applied" or (self.clauses.provisional_on_signature and kind in SIGNS_ITSELF)
            if kind == "succession_notified":
                entries = [(act.retroactive, "succession in force"), (act.day, "succession otherwise")]
            elif kind == "signature_succeeded":
                entries = [(act.retroactive, "act")]
            elif kind in ("operation_suspended", "operation_resumed", "provisional_application_ended"):
                entries = [(act.effective, "act")]
            else:
                entries = [(act.day, "act")]
            if starts:
                entries.append((act.effective, "provisional"))
            if kind == "not_becoming_party_notified":
                entries.append((act.effective, "provisional ends"))
            for turn, (on, how) in enumerate(entries):
                found.setdefault(on, []).append((act.order, turn, act, how))
        return {on: [(act, how) for _, _, act, how in sorted(entries, key=lambda one: one[:2])] for on, entries in found.items()}

    def _after_death(self, act: Happening) -> bool:
        return any(
            other.step.kind == "state_extinguished"
            and other.step.by == act.step.by
            and (other.day, other.order) < (act.day, act.order)
            for other in self.acts
        )

    def _do(self, today: int, act: Happening, how: str, person: Person) -> None:
        kind = act.step.kind
        if how == "provisional":
            person.provisional_since = today
            return
        if how == "provisional ends" or kind == "provisional_application_ended":
            person.provisional_since = None
            return
        if kind in ("treaty_negotiated", "instrument_adopted", "signed_ad_referendum"):
            person.negotiated = True
        if kind in FULL_SIGNATURES:
            person.signed_on = today
        if kind == "not_becoming_party_notified":
            person.signed_on = None
        if kind in ("operation_suspended", "operation_resumed"):
            if not act.step.by and not act.step.towards:
                if self.entered is not None:
                    self.treaty_rests = kind == "operation_suspended"
                else:
                    person.rests["today"] = kind == "operation_suspended"
            elif person.party:
                person.rests[act.step.towards] = kind == "operation_suspended"
            else:
                person.rests["today " + act.step.towards] = kind == "operation_suspended"
        if kind == "state_extinguished":
            self._leave(today, person)
            person.dead = True
        if self.void:
            return
        binds = kind in CONSENTS or (self.clauses.signature_binds and kind in ("instrument_signed", "signature_confirmed"))
        if binds and act.step.id not in self.invalid:
            self._consent(today, act, how, person)
        elif kind == "entered_into_force_for":
            if person.consent is None:
                person.consent, person.consented_on = act, today
            if not person.party:
                person.bound_today = True
        elif person.consent is not None:
            self._go(today, act, person)

    def _consent(self, today: int, act: Happening, how: str, person: Person) -> None:
        kind = act.step.kind
        if (
            kind == "instrument_acceded"
            and self.clauses.accession_after_entry
            and (self.entered is None or self.entered >= today)
        ):
            return
        if kind == "succession_notified":
            eve = self.evenings.get(act.retroactive - 1)
            before = act.step.towards
            in_force = self.entered is not None and self.entered < act.retroactive
            was_party = eve is not None and before in eve.parties
            continues = in_force and (was_party or not before)
            if how == "succession in force":
                if continues and person.consent is None:
                    person.consent, person.consented_on = act, today
                    self._bind(today, person)
                return
            if continues or (before and (eve is None or before not in eve.consents)):
                return
        if person.consent is None:
            person.consent, person.consented_on = act, today
            if self.entered is not None and self.entered < today and self._own_day(person) == today:
                self._bind(today, person)

    def _go(self, today: int, act: Happening, person: Person) -> None:
        kind, clauses = act.step.kind, self.clauses
        if kind in ("participation_ended", "withdrawal_effective"):
            was = person.party and person.party_since < today
            self._leave(today, person)
            person.left_today_by_act = was
        elif kind in ("consent_withdrawn", "denunciation_notified") and not person.party:
            self._leave(today, person)
        elif kind == "denunciation_notified":
            rule = clauses.denunciation
            since = person.party_since if rule.since_own else self.entered
            too_soon = rule.not_before is not None and since is not None and later(since, rule.not_before) > today
            if self.has_clauses and (not rule.allowed or too_soon):
                return
            if self.has_clauses:
                person.notices[act.step.id] = max(effect_of(today, rule.lapse), act.effective)
            elif act.effect is not None:
                person.notices[act.step.id] = act.effective
        elif kind == "renewal_refused" and person.party and clauses.duration is not None and clauses.duration.renews is not None:
            person.notices[act.step.id] = self._term_that_ends(today)
        elif kind == "notice_revoked":
            for notice in [act.step.concerns] if act.step.concerns else list(person.notices):
                person.notices.pop(notice, None)

    def _term_that_ends(self, today: int) -> int:
        duration = self.clauses.duration
        assert duration is not None and duration.renews is not None and self.entered is not None
        months, days = duration.lasts.months, duration.lasts.days
        while True:
            end = later(self.entered, Period(f"P{months}M{days}D"))
            in_time = today if duration.notice is None else later(today, duration.notice)
            if in_time <= end:
                return end
            months, days = months + duration.renews.months, days + duration.renews.days

    def _evening(self, today: int, count_before: int) -> None:
        stopped = any(
            act.step.kind in ("instrument_terminated", "treaty_replaced", "treaty_abandoned") and act.effective <= today
            for act in self.acts
        )
        if self.entered is None and stopped:
            self.never = True
        if self.entered is None and not self.never and not self.void:
            self._enter(today)
        if self.entered is not None and not self.ended:
            for person in self.people.values():
                if person.bound_today and person.consent is not None and not person.party:
                    self._bind(today, person)
        for person in self.people.values():
            person.bound_today = False
            if person.party:
                person.provisional_since = None
            for key in [key for key in person.rests if key.startswith("today ")]:
                rests = person.rests.pop(key)
                if person.party and person.party_since == today:
                    person.rests[key.removeprefix("today ")] = rests
        whole = self.people[""].rests.pop("today", None)
        if whole is not None and self.entered == today:
            self.treaty_rests = whole
        if self.entered is not None and not self.ended and self._ends(today, count_before):
            for person in self.people.values():
                if person.party:
                    self._leave(today, person)
                person.consent = None
                person.provisional_since = None
            self.ended = True

    def _enter(self, today: int) -> None:
        stated = [act.day for act in self.acts if act.step.kind == "entered_into_force"]
        if stated:
            if today in stated:
                self._in_force(today, None)
        else:
            trigger = self._reached(today)
            if trigger is not None:
                self._in_force(today, trigger)
        if self.entered is None and any(act.step.kind == "entered_into_force_for" and act.day == today for act in self.acts):
            self._in_force(today, None)

    def _in_force(self, today: int, trigger: int | None) -> None:
        self.entered, self.trigger = today, trigger
        for who, person in self.people.items():
            if person.consent is None or self._is_told_its_day(who, person):
                continue
            first = trigger is not None and person.consented_on <= trigger
            if first or effect_of(person.consented_on, self.clauses.joining) <= today:
                self._bind(today, person)

    def _is_told_its_day(self, who: str, person: Person) -> bool:
        """With no clause known, a day that a source states for the participant itself is the one that counts."""
        return not self.has_clauses and any(
            act.step.kind == "entered_into_force_for"
            and act.step.by == who
            and act.day >= person.consented_on
            and not self._after_death(act)
            for act in self.acts
        )

    def _reached(self, today: int) -> int | None:
        """The day of the last consent needed, where by today the clause's period from it has run out."""
        clauses = self.clauses
        rule = clauses.entry
        needed: list[str] = []
        if rule is None:
            if not clauses.negotiators:
                return None
            needed, number, kinds, excluding, fixed, lapse = list(clauses.negotiators), 0, (), (), None, Lapse()
        else:
            needed = [*rule.including, *(clauses.negotiators if rule.all else ())]
            number, kinds, excluding, fixed, lapse = rule.consents, rule.kinds, rule.excluding, rule.on, rule.lapse
            if rule.all and not needed and not number:
                return None
        given: dict[str, int] = {}
        for who, person in self.people.items():
            counts = person.consent is not None and (not kinds or person.consent.step.kind in kinds)
            if who and counts and who not in excluding:
                given[who] = person.consented_on
        if not number and not needed:
            return fixed if fixed is not None and fixed <= today else None
        if any(who not in given for who in needed) or len(given) < number:
            return None
        for day in sorted(set(given.values())):
            so_far = [who for who in given if given[who] <= day]
            if len(so_far) >= number and all(who in so_far for who in needed):
                enters = effect_of(day, lapse)
                if fixed is not None:
                    enters = max(enters, fixed)
                return day if enters <= today else None
        return None

    def _ends(self, today: int, count_before: int) -> bool:
        assert self.entered is not None
        if any(act.step.kind in ("instrument_terminated", "treaty_replaced") and act.effective <= today for act in self.acts):
            return True
        duration = self.clauses.duration
        if duration is not None and duration.renews is None and later(self.entered, duration.lasts) <= today:
            return True
        if self.clauses.bilateral and any(person.left_today_by_act for person in self.people.values()):
            return True
        if not self.treaty.complete or today <= self.entered:
            return False
        count = self._parties()
        return count < count_before and count < max(self.clauses.minimum, 2)

    def _write_down(self, today: int) -> None:
        names = [who for who in self.people if who]
        statuses = {who: self._status(who, today) for who in names}
        self.evenings[today] = Evening(
            self._state(today, statuses), statuses,
            {who for who in names if self.people[who].consent is not None and not self.ended},
            {who: self.people[who].party_since for who in names if self.people[who].party},
            {
                who: (act, self.people[who].consented_on)
                for who in names
                if (act := self.people[who].consent) is not None and not self.ended
            },
            {who for who in names if self.people[who].signed_on is not None},
        )  # fmt: skip

    def _status(self, who: str, today: int) -> str:
        person = self.people[who]
        if person.dead:
            return "third_state" if person.left_on is None else "former_party"
        if person.party:
            return "party_suspended" if person.rests.get("") or self.treaty_rests else "party"
        if person.provisional_since is not None and not self.ended and not self.never and not self.void:
            return "provisionally_applying"
        if person.consent is not None and not self.ended:
            return "contracting_state"
        if person.signed_on is not None:
            return "signatory"
        if person.left_on is not None:
            return "former_party"
        begun = bool(self.acts) and self.acts[0].day <= today
        if person.negotiated or (begun and who in self.clauses.negotiators):
            return "negotiating"
        return "third_state"

    def _state(self, today: int, statuses: dict[str, str]) -> str:
        if not self.acts or self.acts[0].day > today:
            return "none"
        if self.void:
            return "void"
        if self.ended:
            return "terminated"
        if self.entered is not None:
            return "suspended" if self.treaty_rests else "in_force"
        if self.never:
            return "never_in_force"
        if "provisionally_applying" in statuses.values() or self.people[""].provisional_since is not None:
            return "provisionally_applied"
        if any(person.consent is not None for person in self.people.values()):
            return "not_yet_in_force"
        done = {act.step.kind for act in self.acts if act.day <= today}
        if "closed_for_signature" in done:
            return "closed_for_signature"
        if done & {"opened_for_signature", "instrument_concluded", *ANY_SIGNATURE}:
            return "open_for_signature"
        if "instrument_adopted" in done:
            return "adopted"
        return "under_negotiation" if "treaty_negotiated" in done else "none"

    def between(self, one: str, other: str, today: int) -> str:
        """How the treaty stands between two this evening."""
        evening = self.evenings[today]
        if one not in evening.parties or other not in evening.parties:
            return "not_both_parties"
        found = {"in_force"}
        for reserving, facing in ((one, other), (other, one)):
            for act in self.acts:
                if act.step.kind == "reservation_made" and act.step.by == reserving and act.day <= today:
                    found |= self._reserved(act, facing, today)
            if self._rests_towards(reserving, facing, max(evening.parties[one], evening.parties[other]), today):
                found.add("suspended_between")
        order = ["in_force", "reservation_pending", "reserved", "clause_excluded", "suspended_between", "not_between"]
        return max(found, key=order.index)

    def _rests_towards(self, who: str, towards: str, since: int, today: int) -> bool:
        rests = False
        turns = [
            act for act in self.acts
            if act.step.by == who and act.step.towards == towards and act.step.kind in ("operation_suspended", "operation_resumed")
        ]  # fmt: skip
        for act in sorted(turns, key=lambda act: (act.effective, act.order)):
            if since <= act.effective <= today:
                rests = act.step.kind == "operation_suspended"
        return rests

    def _reserved(self, made: Happening, facing: str, today: int) -> set[str]:
        clauses: FinalClauses = self.clauses
        consented = self.evenings[today].consents[made.step.by][1]
        concerned = [act for act in self.acts if act.step.concerns == made.step.id and act.day <= today]
        confirmed = any(
            act.step.kind == "reservation_confirmed" and act.step.by == made.step.by and made.day <= act.day <= consented
            for act in concerned
        )
        if clauses.reservations == "forbidden" or made.day > consented:
            return set()
        if made.day < consented and not confirmed:
            return set()
        if any(
            act.step.kind == "reservation_withdrawn" and act.step.by == made.step.by and act.effective <= today
            for act in concerned
        ):
            return set()
        if clauses.reservations == "authorised":
            return {"reserved"}
        answers = [act for act in concerned if act.step.by == facing]
        if any(act.step.kind in ("reservation_accepted", "objection_withdrawn") and act.effective <= today for act in answers):
            return {"reserved"}
        silence_ends = max(later(made.effective, Period("P12M")), self.evenings[today].consents[facing][1])
        answer = None
        for act in answers:
            if act.step.kind == "reservation_objected" and act.day <= silence_ends:
                answer = "clause_excluded"
            if act.step.kind == "reservation_objected_precluding" and act.day <= silence_ends:
                answer = "not_between"
        if answer is not None:
            return {answer}
        return {"reservation_pending"} if today < silence_ends else {"reserved"}


def placements(treaty: Treaty) -> Iterator[list[Happening]]:
    """Every way in which the dates may have been, day by day."""
    ranges = []
    for step in treaty.steps:
        ranges.append(range(step.days.lo, step.days.hi + 1))
        ranges.append(range(step.effect.lo, step.effect.hi + 1) if step.effect is not None else range(1))
    for days in product(*ranges):
        pairs = zip(days[::2], days[1::2], strict=True)
        yield [
            Happening(day, order, step, effect if step.effect is not None else None)
            for order, (step, (day, effect)) in enumerate(zip(treaty.steps, pairs, strict=True))
        ]


def lives(treaty: Treaty, last: int) -> list[Life]:
    """The treaty lived through ``last``, for every placement."""
    found = []
    for happenings in placements(treaty):
        first = min([act.retroactive for act in happenings] or [last]) - 2
        life = Life(treaty, happenings)
        life.live(min(first, last), last)
        found.append(life)
    return found
