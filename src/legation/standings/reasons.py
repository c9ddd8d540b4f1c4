"""Why an answer is what it is: each act that bears on a standing, what it does to it, when, by which rule, on whose word."""

from __future__ import annotations

from dataclasses import dataclass

from legation.record.acts import FOREVER, Act, Days
from legation.standings.asof import KnownRecord, Standing
from legation.standings.history import Key
from legation.terms.vocabulary import Effect


@dataclass(frozen=True, slots=True)
class Reason:
    """One act's bearing on one standing.

    Args:
        act: the act; effect: what it does and by which rule.
        effective: days on which that may take effect, not widened; None for what has no day of its own.
        inherited_from: id of the standing from which this one inherited it, or empty.
    """

    act: Act
    effect: Effect
    effective: Days
    inherited_from: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A standing with everything behind it."""

    standing: Standing
    reasons: tuple[Reason, ...]
    limits: tuple[tuple[str, str, Days], ...]
    """What bounds it from outside: ``begins`` or ``ends``, the actor or act that does, and when."""


def explain(known: KnownRecord, key: Key, first: int, last: int | None = None) -> Explanation:
    """The reasons for the answer on a day or throughout a period, in order of time."""
    standing = known.standing(key, first, last)
    reasons = list(_reasons(known, key, ""))
    for inherited in known.histories[key].inherited:
        if (before := known.find(inherited)) is not None:
            reasons.extend(reason for reason in _reasons(known, before, inherited) if reason.effect.does != "transfer")
    reasons.sort(key=lambda reason: (reason.effective.lo, reason.effective.hi, reason.act.id, reason.effect.does))
    limits = dict.fromkeys(
        (gate.why, gate.cause, gate.day)
        for strand in known.histories[key].strands
        for gate in strand.gates
        if gate.why == "ends" or first < gate.day.hi or gate.cause in known.acts
    )
    return Explanation(standing, tuple(reasons), tuple(limits))


def _reasons(known: KnownRecord, key: Key, inherited_from: str) -> list[Reason]:
    return [
        Reason(known.acts[act], effect, _effective(known.acts[act], effect), inherited_from)
        for act, effect in known.histories[key].effects
        if effect.does != "resume" or known.histories[key].suspensions
    ]


def _effective(act: Act, effect: Effect) -> Days:
    if effect.after is None:
        return act.begin
    return Days(
        effect.after.add_to(act.begin.lo) if act.begin.lo > -FOREVER else -FOREVER,
        effect.after.add_to(act.begin.hi) if act.begin.hi < FOREVER else FOREVER,
    )
