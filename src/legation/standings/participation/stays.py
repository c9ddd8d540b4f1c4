"""Third stratum: each participant's stays in the treaty, from its consent to its leaving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from legation.standings.participation.clauses import FinalClauses
from legation.standings.participation.entry import InForce, is_consent
from legation.standings.participation.kinds import EXTINCTION, STATED_ENDS
from legation.standings.participation.placed import Placed
from legation.terms.days import FOREVER


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay: the days through which a consent stood, and those through which the treaty was in force for its author.

    Args:
        consent: the act that opened it.
        begin: the day from which the participant is a contracting State; until: the day from which it is not, excluded.
        party: the day of entry into force for it, None where it never came.
        late: it joined a treaty already in force, or succeeded in it, so that ``party`` is its own day.
        notices: notices to leave that stand, each with the day of its effect.
        unsettled: notices whose effect nothing known fixes.
        ended_by: what ended it, None while it lasts.
    """

    consent: Placed
    begin: int
    party: int | None
    late: bool
    until: int = FOREVER
    notices: tuple[tuple[Placed, int], ...] = ()
    unsettled: tuple[Placed, ...] = ()
    ended_by: Placed | None = None

    @property
    def leaves(self) -> int:
        """The day on which the first notice that stands takes effect."""
        return min((day for _, day in self.notices), default=FOREVER)

    def is_in_force_before(self, act: Placed) -> bool:
        """Whether the treaty was in force for it when ``act`` was done."""
        return self.party is not None and (self.party < act.day or (self.party == act.day and self.late))

    @property
    def left(self) -> bool:
        """Whether it ended by the end of being a party."""
        return self.party is not None and self.party < self.until < FOREVER


@dataclass
class Stays:
    """The stays of every participant under one placement of the acts."""

    clauses: FinalClauses
    known_clauses: bool
    entry: InForce
    placed: dict[str, Sequence[Placed]]
    invalid: frozenset[str]
    _found: dict[str, tuple[Stay, ...]] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)

    def of(self, who: str) -> tuple[Stay, ...]:
        """The stays of one participant, in order of time."""
        if who not in self._found:
            if who in self._asked:
                return ()  # two that succeed one another: neither proves the other's
            self._asked.add(who)
            self._found[who] = tuple(self._walk(who))
        return self._found[who]

    def _walk(self, who: str) -> list[Stay]:
        acts = sorted((self._moved(one) for one in self.placed.get(who, ())), key=lambda one: one.key)
        closed: list[Stay] = []
        current: Stay | None = None
        for act in acts:
            if current is not None and current.leaves <= act.day:
                closed.append(_closed(current))
                current = None
            if act.step.kind == EXTINCTION:
                if current is not None:
                    closed.append(replace(current, until=act.day, ended_by=act))
                return closed
            after = self._after(act, current)
            if after is not None and after.until < FOREVER:
                closed.append(after)
                after = None
            current = after
        if current is not None:
            closed.append(_closed(current))
        return closed

    def _after(self, act: Placed, current: Stay | None) -> Stay | None:
        kind, entry = act.step.kind, self.entry.day
        if is_consent(kind, self.clauses):
            return current if current is not None or not self._is_open_to(act) else self._opened(act)
        if kind == "entered_into_force_for":
            if current is None:
                return Stay(act, act.day, act.day if entry is not None else None, False)
            if current.party is None or current.party > act.day:
                return replace(current, party=act.day if entry is not None else None, late=False)
        if current is None:
            return None
        in_force = current.is_in_force_before(act)
        if kind in STATED_ENDS or (kind in ("denunciation_notified", "consent_withdrawn") and not in_force):
            return replace(current, until=act.day, ended_by=act)
        if kind == "denunciation_notified":
            return self._noticed(current, act)
        term = self.clauses.duration
        if kind == "renewal_refused" and in_force and entry is not None and term is not None and term.renews is not None:
            return replace(current, notices=(*current.notices, (act, term.end_refused(entry, act.day))))
        if kind == "notice_revoked":
            concerned = act.step.concerns
            return replace(
                current,
                notices=tuple(pair for pair in current.notices if concerned and pair[0].step.id != concerned),
                unsettled=tuple(one for one in current.unsettled if concerned and one.step.id != concerned),
            )
        return current

    def _noticed(self, current: Stay, act: Placed) -> Stay:
        rule = self.clauses.denunciation
        if not self.known_clauses and act.effect is None:
            return replace(current, unsettled=(*current.unsettled, act))
        since = current.party if rule.since_own else self.entry.day
        assert since is not None
        if not rule.allowed or (rule.not_before is not None and rule.not_before.add_to(since) > act.day):
            return current
        due = rule.lapse.from_day(act.day) if self.known_clauses else act.day
        return replace(current, notices=(*current.notices, (act, max(due, act.effective))))

    def _is_open_to(self, act: Placed) -> bool:
        if act.step.id in self.invalid:
            return False
        if act.step.kind == "instrument_acceded" and self.clauses.accession_after_entry:
            return self.entry.day is not None and self.entry.day < act.day
        if act.step.kind == "succession_notified" and act.step.towards:
            eve = _succession_day(act) - 1
            return any(stay.begin <= eve < stay.until for stay in self.of(act.step.towards))
        return True

    def _opened(self, act: Placed) -> Stay:
        entry, trigger = self.entry.day, self.entry.trigger
        if entry is None:
            return Stay(act, act.day, None, False)
        if act.step.kind == "succession_notified" and self._succeeds_in_force(act):
            return Stay(act, act.day, act.day, True)
        if trigger is not None and act.day <= trigger:
            return Stay(act, act.day, entry, False)
        if not self.known_clauses and (act.day > entry or self._has_day_of_its_own(act)):
            return Stay(act, act.day, None, False)  # its clause, which may add a period, is not known
        own = self.clauses.joining.from_day(act.day)
        return Stay(act, act.day, max(entry, own), own > entry)

    def _has_day_of_its_own(self, consent: Placed) -> bool:
        """Whether a source states, for the author of a consent, the day on which it was bound."""
        own = self.placed.get(consent.step.by, ())
        return any(one.step.kind == "entered_into_force_for" and one.day >= consent.day for one in own)

    def _moved(self, act: Placed) -> Placed:
        """A succession in a treaty in force stands on the day of the succession, not on that of its notice (VCSST 23)."""
        if act.step.kind == "succession_notified" and self._succeeds_in_force(act):
            return replace(act, day=_succession_day(act))
        return act

    def _succeeds_in_force(self, act: Placed) -> bool:
        eve = _succession_day(act) - 1
        if self.entry.day is None or self.entry.day > eve:
            return False
        if not act.step.towards:
            return True
        return any(stay.party is not None and stay.party <= eve < stay.until for stay in self.of(act.step.towards))


def _closed(stay: Stay) -> Stay:
    if stay.leaves == FOREVER:
        return stay
    return replace(stay, until=stay.leaves, ended_by=min(stay.notices, key=lambda pair: (pair[1], pair[0].key))[0])


def _succession_day(act: Placed) -> int:
    return act.day if act.effect is None else min(act.day, act.effect)
