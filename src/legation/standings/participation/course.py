"""The life of a treaty under one placement of its acts, as spans of days: what a question on any day only reads."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final, Literal

from legation.standings.participation.entry import InForce, entry_into_force
from legation.standings.participation.kinds import ENDS_TREATY, EXTINCTION, FULL_SIGNATURES, NEGOTIATES, SIGNATURES, SIGNS_ITSELF
from legation.standings.participation.placed import Placed
from legation.standings.participation.stays import Stay, Stays
from legation.standings.participation.treaty import Treaty
from legation.terms.days import FOREVER

State = Literal[
    "none", "under_negotiation", "adopted", "open_for_signature", "closed_for_signature", "not_yet_in_force",
    "provisionally_applied", "in_force", "suspended", "terminated", "never_in_force", "void",
]  # fmt: skip
STATES: Final[tuple[State, ...]] = (
    "none", "under_negotiation", "adopted", "open_for_signature", "closed_for_signature", "not_yet_in_force",
    "provisionally_applied", "in_force", "suspended", "terminated", "never_in_force", "void",
)  # fmt: skip
BEFORE_ENTRY: Final[frozenset[State]] = frozenset(STATES[: STATES.index("in_force")])
Status = Literal[
    "third_state", "negotiating", "signatory", "provisionally_applying", "contracting_state", "party", "party_suspended",
    "former_party",
]  # fmt: skip
STATUSES: Final[tuple[Status, ...]] = (
    "third_state", "negotiating", "signatory", "provisionally_applying", "contracting_state", "party", "party_suspended",
    "former_party",
)  # fmt: skip
_END_OF_PROVISIONAL: Final = frozenset({"provisional_application_ended", "not_becoming_party_notified"})
_SUSPENDING: Final = frozenset({"operation_suspended", "operation_resumed"})


class Course:
    """One treaty, with every act on one day.

    Args:
        placed: the acts of ``treaty`` in order of time.
    """

    def __init__(self, treaty: Treaty, placed: Sequence[Placed]) -> None:
        self.treaty = treaty
        self.clauses = treaty.final
        self.placed = tuple(placed)
        by: dict[str, list[Placed]] = {}
        for one in self.placed:
            by.setdefault(one.step.by, []).append(one)
        self._ended = {
            who: min((one.key for one in acts if one.step.kind == EXTINCTION), default=None) for who, acts in by.items()
        }
        self._by = {who: [one for one in acts if self._alive(who, one)] for who, acts in by.items()}
        invalid = frozenset(one.step.concerns for one in self.placed if one.step.kind == "consent_invalidated")
        self.entry: InForce = entry_into_force(self.placed, self.clauses, invalid)
        self.is_void = any(one.step.kind == "treaty_void" for one in self.placed)
        self._stays = Stays(self.clauses, treaty.clauses is not None, self.entry, dict(self._by), invalid)

    def _alive(self, who: str, act: Placed) -> bool:
        ended = self._ended.get(who)
        return ended is None or act.key <= ended

    def acts_of(self, who: str) -> Sequence[Placed]:
        """Its acts while it existed, in order of time; those of the treaty as a whole under no name."""
        return self._by.get(who, ())

    def stays(self, who: str) -> tuple[Stay, ...]:
        return () if self.is_void else self._stays.of(who)

    @cached_property
    def end(self) -> int:
        """The day on which the treaty, once in force, ended for all; ``FOREVER`` where it did not."""
        return min((day for day, _, _ in self.ends), default=FOREVER)

    @cached_property
    def ends(self) -> tuple[tuple[int, str, str], ...]:
        """Every reason for which it ended: the day, the rule, and the act where one is behind it."""
        entry = self.entry.day
        if entry is None:
            return ()
        found = [(one.effective, ENDS_TREATY[one.step.kind], one.step.id) for one in self.placed if one.step.kind in ENDS_TREATY]
        duration = self.clauses.duration
        if duration is not None and duration.renews is None:
            found.append((duration.end(entry, 0), "duration", ""))
        if not (self.clauses.bilateral or self.treaty.complete):
            return tuple(sorted(found))  # who left says nothing of the whole
        stays = [stay for who in self.treaty.participants for stay in self.stays(who) if stay.party is not None]
        left = [stay for stay in stays if stay.left]
        if self.clauses.bilateral:
            found += [
                (stay.until, "bilateral", stay.ended_by.step.id)
                for stay in left
                if stay.ended_by is not None and stay.ended_by.step.kind != EXTINCTION
            ]
        found += self._too_few(stays, left, entry)
        return tuple(sorted(found))

    def _too_few(self, stays: Sequence[Stay], left: Sequence[Stay], entry: int) -> list[tuple[int, str, str]]:
        """The first day on which too few remain: fewer than the clause says, or than two, without which there is no treaty."""
        if not self.treaty.complete:
            return []
        needed = max(self.clauses.minimum, 2)

        def count(day: int) -> int:
            return sum(stay.party is not None and stay.party <= day < stay.until for stay in stays)

        for day in sorted({stay.until for stay in left if stay.until > entry}):
            if count(day) < needed and count(day) < count(day - 1):
                act = next((stay.ended_by.step.id for stay in left if stay.until == day and stay.ended_by is not None), "")
                return [(day, "minimum" if self.clauses.minimum > 2 else "too_few", act)]
        return []

    def stay_on(self, who: str, day: int) -> Stay | None:
        """The stay that stood on a day, whether or not the treaty was in force."""
        if day >= self.end:
            return None
        return next((stay for stay in self.stays(who) if stay.begin <= day < stay.until), None)

    def party_on(self, who: str, day: int) -> Stay | None:
        """The stay by which the participant was a party on a day."""
        stay = self.stay_on(who, day)
        return stay if stay is not None and stay.party is not None and stay.party <= day else None

    def last_left(self, who: str, day: int) -> int | None:
        """The last day, up to ``day``, on which it ceased to be a party, by its own leaving or with the treaty."""
        ends = [
            min(stay.until, self.end)
            for stay in self.stays(who)
            if stay.party is not None and stay.party < min(stay.until, self.end) <= day
        ]
        return max(ends, default=None)

    def status(self, who: str, day: int) -> Status:
        """What the participant was on a day."""
        gone = self._ended.get(who)
        if gone is not None and gone[0] <= day:
            return "third_state" if self.last_left(who, day) is None else "former_party"
        party = self.party_on(who, day)
        if party is not None and party.party is not None:
            return "party_suspended" if self.is_suspended(who, "", party.party, day) or self.rests(day) else "party"
        if self.provisional_act(who, day) is not None:
            return "provisionally_applying"
        if self.stay_on(who, day) is not None:
            return "contracting_state"
        if self.signature(who, day) is not None:
            return "signatory"
        if self.last_left(who, day) is not None:
            return "former_party"
        if self.negotiated(who, day):
            return "negotiating"
        return "third_state"

    def is_contracting(self, who: str, day: int) -> bool:
        """Whether its consent stood on a day, the treaty in force or not."""
        return self.stay_on(who, day) is not None

    def signature(self, who: str, day: int) -> Placed | None:
        """The signature that makes it a signatory on a day: neither answered by a notice nor used up by leaving."""
        signed = [one for one in self.acts_of(who) if one.step.kind in FULL_SIGNATURES and _signed(one) <= day]
        if not signed:
            return None
        last = max(signed, key=lambda one: (_signed(one), one.order))
        refused = any(
            one.step.kind == "not_becoming_party_notified" and one.day <= day and one.key > (_signed(last), last.order)
            for one in self.acts_of(who)
        )
        left = self.last_left(who, day)
        return None if refused or (left is not None and left > _signed(last)) else last

    def provisional_act(self, who: str, day: int) -> Placed | None:
        """The act by which it applied the treaty provisionally on a day, not being a party."""
        gone = self._ended.get(who)
        if day >= self.end or self.is_void or (gone is not None and gone[0] <= day):
            return None
        if self.entry.day is None and self.entry.stop is not None and day >= self.entry.stop:
            return None
        begun = [
            one
            for one in self.acts_of(who)
            if one.effective <= day
            and (
                one.step.kind == "provisionally_applied"
                or (self.clauses.provisional_on_signature and one.step.kind in SIGNS_ITSELF)
            )
        ]
        if not begun:
            return None
        last = max(begun, key=lambda one: (one.effective, one.order))
        since = last.effective
        ended = any(
            one.step.kind in _END_OF_PROVISIONAL and one.effective <= day and (one.effective, one.order) > (since, last.order)
            for one in self.acts_of(who)
        )
        bound = any(
            stay.party is not None and stay.party <= day and max(stay.party, since) < stay.until for stay in self.stays(who)
        )
        return None if ended or bound else last

    def is_suspended(self, who: str, towards: str, since: int, day: int) -> bool:
        """Whether it rested operation towards someone (towards all where no one is named) between ``since`` and ``day``."""
        found = [
            one
            for one in self.acts_of(who)
            if one.step.kind in _SUSPENDING and one.step.towards == towards and since <= one.effective <= day
        ]
        last = max(found, key=lambda one: (one.effective, one.order), default=None)
        return last is not None and last.step.kind == "operation_suspended"

    def rests(self, day: int) -> bool:
        """Whether operation of the whole treaty was suspended on a day."""
        entry = self.entry.day
        return entry is not None and self.is_suspended("", "", entry, day)

    def negotiated(self, who: str, day: int) -> bool:
        begun = bool(self.placed) and self.placed[0].day <= day
        return (begun and who in self.clauses.negotiators) or any(
            one.step.kind in NEGOTIATES and one.day <= day for one in self.acts_of(who)
        )

    def state(self, day: int) -> State:
        """What the treaty was on a day."""
        if not self.placed or self.placed[0].day > day:
            return "none"
        if self.is_void:
            return "void"
        if self.entry.day is not None and self.entry.day <= day:
            if self.end <= day:
                return "terminated"
            return "suspended" if self.rests(day) else "in_force"
        if self.entry.day is None and self.entry.stop is not None and self.entry.stop <= day:
            return "never_in_force"
        return self._before_entry(day)

    def _before_entry(self, day: int) -> State:
        done = {one.step.kind for one in self.placed if one.day <= day}
        if any(self.provisional_act(who, day) for who in (*self.treaty.participants, "")):
            return "provisionally_applied"
        if any(self.is_contracting(who, day) for who in self.treaty.participants):
            return "not_yet_in_force"
        if "closed_for_signature" in done:
            return "closed_for_signature"
        if "opened_for_signature" in done or "instrument_concluded" in done or done & SIGNATURES:
            return "open_for_signature"
        if "instrument_adopted" in done:
            return "adopted"
        return "under_negotiation" if "treaty_negotiated" in done else "none"


def _signed(act: Placed) -> int:
    """The day on which a signature counts: for a succession to one, that of the succession."""
    if act.step.kind == "signature_succeeded" and act.effect is not None:
        return min(act.day, act.effect)
    return act.day
