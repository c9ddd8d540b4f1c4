"""Second stratum: when the treaty entered into force, by its clause, from the consents that count for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from legation.standings.participation.clauses import Entry, FinalClauses
from legation.standings.participation.kinds import CONSENTS, ENDS_TREATY, EXTINCTION, STATED_ENDS
from legation.standings.participation.placed import Placed

TAKES_BACK: Final = frozenset({"consent_withdrawn", "denunciation_notified", *STATED_ENDS})
"""Acts that, before entry into force, take a consent back."""


@dataclass(frozen=True, slots=True)
class InForce:
    """When a treaty entered into force.

    Args:
        day: None where it never did.
        trigger: the day of the last consent that was needed; those who had consented by then are bound from the first day.
        stop: the day from which it never will: abandoned, replaced or ended before.
        stated: the acts that state it, where the clause did not have to be worked out.
    """

    day: int | None
    trigger: int | None
    stop: int | None
    stated: tuple[str, ...] = ()


def is_consent(kind: str, clauses: FinalClauses) -> bool:
    """Whether an act of that kind is consent to be bound under those clauses."""
    return kind in CONSENTS or (clauses.signature_binds and kind in ("instrument_signed", "signature_confirmed"))


def entry_rule(clauses: FinalClauses) -> Entry | None:
    """The clause on entry into force; all who negotiated, where the treaty has none and they are known (VCLT 24(2))."""
    if clauses.entry is not None:
        return clauses.entry
    return Entry(all=True) if clauses.negotiators else None


def entry_into_force(placed: Sequence[Placed], clauses: FinalClauses, invalid: frozenset[str]) -> InForce:
    """When the treaty entered into force.

    Args:
        placed: its acts in order of time.
        invalid: ids of consents found void.
    """
    kinds = {one.step.kind for one in placed}
    stops = [one.effective for one in placed if one.step.kind in ENDS_TREATY or one.step.kind == "treaty_abandoned"]
    stop = min(stops, default=None)
    if "treaty_void" in kinds:
        return InForce(None, None, stop)
    stated = [one for one in placed if one.step.kind == "entered_into_force"]
    stated_for = [one for one in placed if one.step.kind == "entered_into_force_for"]
    day: int | None
    trigger: int | None
    said: tuple[str, ...]
    if stated:
        first = min(stated, key=lambda one: one.key)
        day, trigger, said = first.day, None, (first.step.id,)
    else:
        day, trigger = _by_clause(placed, clauses, invalid)
        said = ()
    if stated_for:
        first = min(stated_for, key=lambda one: one.key)
        if day is None or first.day < day:
            day, trigger, said = first.day, None, (first.step.id,)
    if day is not None and stop is not None and day >= stop:
        day = trigger = None
    return InForce(day, trigger, stop, said)


def _by_clause(placed: Sequence[Placed], clauses: FinalClauses, invalid: frozenset[str]) -> tuple[int | None, int | None]:
    rule = entry_rule(clauses)
    if rule is None:
        return None, None
    needed = frozenset(rule.including) | (frozenset(clauses.negotiators) if rule.all else frozenset())
    if not rule.consents and not needed:
        return (None, None) if rule.all else (rule.on, rule.on)
    live: dict[str, Placed] = {}
    held: dict[str, list[tuple[int, bool]]] = {}
    gone: set[str] = set()
    bearing = [one for one in placed if one.step.by and _bears(one, clauses, invalid)]
    for place, one in enumerate(bearing):
        who = one.step.by
        if who not in gone:
            _apply(one, live, held, gone)
        following = bearing[place + 1].day if place + 1 < len(bearing) else None
        trigger = _trigger({name: act for name, act in live.items() if _counts(act, rule)}, rule, needed)
        if trigger is None:
            continue
        due = max(rule.lapse.from_day(trigger), one.day, trigger if rule.on is None else rule.on)
        if following is None or due < following:
            return due, trigger
    return None, None


def _bears(one: Placed, clauses: FinalClauses, invalid: frozenset[str]) -> bool:
    kind = one.step.kind
    if is_consent(kind, clauses):
        return one.step.id not in invalid and not (clauses.accession_after_entry and kind == "instrument_acceded")
    return kind in TAKES_BACK or kind == EXTINCTION


def _apply(one: Placed, live: dict[str, Placed], held: dict[str, list[tuple[int, bool]]], gone: set[str]) -> None:
    who = one.step.by
    if one.step.kind in TAKES_BACK or one.step.kind == EXTINCTION:
        live.pop(who, None)
        held.setdefault(who, []).append((one.day, False))
        if one.step.kind == EXTINCTION:
            gone.add(who)
        return
    if one.step.kind == "succession_notified" and one.step.towards:
        eve = min(one.day, one.day if one.effect is None else one.effect) - 1
        before = [consents for day, consents in held.get(one.step.towards, []) if day <= eve]
        if not (before and before[-1]):
            return
    if who not in live:
        live[who] = one
    held.setdefault(who, []).append((one.day, True))


def _counts(one: Placed, rule: Entry) -> bool:
    return (not rule.kinds or one.step.kind in rule.kinds) and one.step.by not in rule.excluding


def _trigger(counted: dict[str, Placed], rule: Entry, needed: frozenset[str]) -> int | None:
    """The day of the last consent needed, or None while some are missing."""
    if needed - counted.keys() or len(counted) < rule.consents:
        return None
    days = sorted(one.day for one in counted.values())
    return max([*days[: rule.consents], *(counted[name].day for name in needed)])
