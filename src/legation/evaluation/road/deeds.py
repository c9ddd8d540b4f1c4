"""What the acts of a record do for a treaty on a road: which steps each fulfils, by whom, and on which days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from legation.evaluation.road.road import Road, Step
from legation.record.acts import FOREVER, Act, Days, Variant
from legation.standings.participation.answers import Participant
from legation.standings.participation.from_record import BY_BOTH, TRADE

OF_BOTH: Final = frozenset({*BY_BOTH, *TRADE, "treaty_negotiated", "negotiation_engaged", "negotiation_round_held"})
"""Kinds of act that whoever is named as their object did too."""
_BOUND: Final = frozenset({"contracting_state", "party", "party_suspended", "former_party"})
_IN_FORCE: Final = frozenset({"party", "party_suspended", "former_party"})


@dataclass(frozen=True, slots=True)
class Effect:
    """What one account of an act does: the steps that it fulfils, the routes that it shows, and those that it only holds."""

    steps: frozenset[str] = frozenset()
    routes: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.steps or self.routes or self.held)


@dataclass(frozen=True, slots=True)
class Deed:
    """An act as it bears on a road; what is abroad is answered by participation, and stands as deeds without an act.

    Args:
        act: its id; empty for what participation answers.
        days: days on which it may have happened.
        ways: the accounts of it, of which one is right.
        at: days on which a step was reached, where they are not those of the act.
    """

    act: str
    days: Days
    ways: tuple[Effect, ...]
    at: tuple[tuple[str, Days], ...] = field(default=())

    def day_of(self, step: str) -> Days:
        """Where the day lies on which it fulfilled the step."""
        return dict(self.at).get(step, self.days)

    def happened(self, day: int) -> tuple[bool, ...]:
        """Whether it may have happened by the end of a day, and whether it may not have: either, or both."""
        return tuple(one for one, may in ((True, self.days.lo <= day), (False, self.days.hi > day)) if may)


def deeds_of(road: Road, steps: Sequence[Step], acts: Iterable[Act], instrument: str) -> tuple[Deed, ...]:
    """The acts of an instrument that fulfil one of the steps, or show a route, in order of time."""
    found = []
    for act in acts:
        ways = tuple(dict.fromkeys(_effect(road, steps, variant, instrument) for variant in act.variants))
        if any(ways):
            found.append(Deed(act.id, act.begin_fringe, ways))
    return tuple(sorted(found, key=lambda one: (one.days.lo, one.days.hi, one.act)))


def _effect(road: Road, steps: Sequence[Step], variant: Variant, instrument: str) -> Effect:
    if instrument not in variant.role("instrument"):
        return Effect()
    own = _is_by(road.actor, variant)
    partner = any(who != road.actor for who in variant.role("subject")) or (
        variant.kind in OF_BOTH and any(who != road.actor for who in variant.role("object"))
    )
    by = {"own": own, "partner": partner, "anyone": True}
    done = frozenset(step.id for step in steps if variant.kind in step.acts and by[step.by])
    shown = frozenset(route.id for route in road.routes if own and variant.kind in route.shown_by)
    held = frozenset(route.id for route in road.routes if own and variant.kind in route.held_by)
    return Effect(done, shown, held)


def _is_by(actor: str, variant: Variant) -> bool:
    return actor in variant.role("subject") or (variant.kind in OF_BOTH and actor in variant.role("object"))


def abroad(steps: Sequence[Step], one: Participant, leaves: Days | None, has_consent: bool) -> tuple[Deed, ...]:
    """What participation answers of the steps that count abroad, on the day on which it was asked: one deed, or none.

    Args:
        leaves: days on which a notice given may take effect.
        has_consent: whether an act of consent is among the deeds already; else whoever was bound must have consented.
    """
    unsettled = "former_party" in one.may_be and "former_party" not in one.statuses
    statuses = (*one.statuses, "former_party") if unsettled else one.statuses
    held = {"consent": frozenset() if has_consent else _BOUND, "force": _IN_FORCE, "effect": frozenset({"former_party"})}
    when = {"consent": one.party_from, "force": one.party_from, "effect": leaves}
    marked = {step.marks: step.id for step in steps if step.marks in held}
    ways = tuple(
        dict.fromkeys(Effect(frozenset(name for mark, name in marked.items() if status in held[mark])) for status in statuses)
    )
    at = tuple((name, when[mark] or Days(-FOREVER, FOREVER)) for mark, name in marked.items())
    return (Deed("", Days(-FOREVER, -FOREVER), ways, at),) if any(ways) else ()
