"""A treaty read from a record: its acts as known on a day, its clauses from ``instruments.csv``, and what is not claimed known.

A record of one ministry knows its own acts and few others, so a treaty is taken as incompletely known unless its clauses
say ``complete = true``. What a source states of a day only (that a treaty bound, that it had ended) is read as what it proves:
that something came before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import Final

from legation.record.acts import FOREVER, Act, Days
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.standings.participation.answers import Participation
from legation.standings.participation.articles import PERU_BOUND
from legation.standings.participation.kinds import BEARS, CONSENTS, ENDS_TREATY, EXTINCTION, SIGNATURES, STATED_ENDS
from legation.standings.participation.treaty import Step, Treaty
from legation.standings.participation.written import clauses_of
from legation.terms.edtf import Bound

TRADE: Final = {
    "agreement_signed": "instrument_signed",
    "agreement_entered_into_force": "entered_into_force_for",
    "agreement_ended": "participation_ended",
}
"""What the kinds of act of the trade list are in the law of treaties."""
ATTESTS: Final = frozenset({"party_to", "agreement_in_force"})
"""Kinds of standing whose attestation says that the treaty was in force for the subject."""
BY_BOTH: Final = frozenset({"instrument_signed", "instruments_exchanged", "entered_into_force_for"})
"""Acts that a State named as object did too: they signed, or exchanged, with one another."""
TOWARDS: Final = frozenset({"operation_suspended", "operation_resumed", "succession_notified", "signature_succeeded"})
BOUND_BY_CONVENTION: Final = {"PER": PERU_BOUND}
"""From when the Convention of 1969 binds a State, by ISO code; for those not named, custom is."""


class Treaties:
    """The treaties of a record, as known on the day of ``view``."""

    def __init__(self, view: KnownRecord) -> None:
        self.view = view

    @cached_property
    def _acts(self) -> dict[str, list[Act]]:
        found: dict[str, list[Act]] = {}
        for act in self.view.acts.values():
            for instrument in sorted({name for variant in act.variants for name in variant.role("instrument")}):
                found.setdefault(instrument, []).append(act)
        return found

    @cached_property
    def _asked(self) -> dict[str, Participation]:
        return {}

    def asked(self, instrument: str) -> Participation:
        """One treaty, ready to be asked on any day; worked out once.

        Raises:
            ClausesNotRead: what the record gives as its clauses is no such thing.
        """
        if instrument not in self._asked:
            self._asked[instrument] = Participation(self.of(instrument))
        return self._asked[instrument]

    @cached_property
    def _convention(self) -> dict[str, int]:
        return _convention(self.view.record)

    def acts_of(self, instrument: str) -> Sequence[Act]:
        """The acts that name an instrument."""
        return self._acts.get(instrument, ())

    def of(self, instrument: str) -> Treaty:
        """One treaty.

        Raises:
            ClausesNotRead: what the record gives as its clauses is no such thing.
        """
        record, acts = self.view.record, self._acts.get(instrument, [])
        clauses, complete = clauses_of(record, instrument)
        steps = list(_in_day_order(acts, [step for act in acts for step in _steps(record, act, instrument)]))
        steps = [*_implied(steps, complete), *map(partial(_after_signing, _signed_from(steps)), steps)]
        steps += _extinctions(record, steps)
        return Treaty(instrument, tuple(steps), clauses, complete, convention=self._convention)

    def named_with(self, who: str) -> tuple[str, ...]:
        """The instruments with which an actor is named in acts of a treaty's life, in order of id."""
        return tuple(sorted(name for name, acts in self._acts.items() if any(_names(act, who) for act in acts)))

    def disputed(self, instrument: str) -> frozenset[str]:
        """Participants named in acts of which the sources give rival accounts: nothing is certain of them."""
        return frozenset(
            name
            for act in self._acts.get(instrument, ())
            if act.is_rival
            for variant in act.variants
            for name in (*variant.role("subject"), *variant.role("object"))
        )


def treaty_of(view: KnownRecord, instrument: str) -> Treaty:
    """One treaty of the record, as known on the day of ``view``.

    Raises:
        ClausesNotRead: what the record gives as its clauses is no such thing.
    """
    return Treaties(view).of(instrument)


def _names(act: Act, who: str) -> bool:
    return any(
        who in (*variant.role("subject"), *variant.role("object"))
        and (TRADE.get(variant.kind, variant.kind) in BEARS or (variant.standing in ATTESTS and not act.is_count))
        for variant in act.variants
    )


def _steps(record: Record, act: Act, instrument: str) -> Iterator[Step]:
    variant = next(one for one in act.variants if instrument in one.role("instrument"))
    kind = TRADE.get(variant.kind, variant.kind)
    subjects = tuple(name for name in variant.role("subject") if name in record.actors)
    others = tuple(name for name in variant.role("object") if name in record.actors)
    after = next((name for claim in act.used for name in claim.after), "")
    if kind == "attestation" and variant.standing in ATTESTS and not act.is_count:
        for who in subjects:
            yield Step(act.id, "entered_into_force_for", Days(-FOREVER, act.begin_fringe.hi), who)
    if kind not in BEARS:
        return
    if kind in BY_BOTH:
        subjects += tuple(name for name in others if record.actors[name].kind == "state" and name not in subjects)
    towards = others[0] if others and kind in TOWARDS else ""
    effect = _birth(record, subjects[0]) if kind in ("succession_notified", "signature_succeeded") and subjects else None
    for who in subjects or ("",):
        place = next(iter(variant.role("place")), "")
        yield Step(act.id, kind, act.begin_fringe, who, towards, effect, after, place)


def _in_day_order(acts: Iterable[Act], steps: Iterable[Step]) -> list[Step]:
    """Steps as those of one day happened: by their stated hour, then as the sources say came first."""
    order = {act.id: (act.seconds, act.depth, act.id) for act in acts}
    return sorted(steps, key=lambda step: order[step.id])


def _signed_from(steps: Iterable[Step]) -> dict[str, int]:
    """The first day on which each participant may have signed, of its signatures of which the day is known.

    Who signs, signs once: another source that gives no day tells the same signature.
    """
    found: dict[str, int] = {}
    for step in steps:
        if step.kind in SIGNATURES and step.days.lo > -FOREVER:
            found[step.by] = min(step.days.lo, found.get(step.by, FOREVER))
    return found


def _after_signing(signed_from: Mapping[str, int], step: Step) -> Step:
    """A step that brings a treaty into force for somebody on a day not known: not before that participant signed it.

    Nobody is bound by a text before it is agreed (VCLT 10, 24).
    """
    first = signed_from.get(step.by)
    if step.kind != "entered_into_force_for" or step.days.lo > -FOREVER or first is None or first > step.days.hi:
        return step
    return replace(step, days=Days(first, step.days.hi))


def _implied(steps: list[Step], complete: bool) -> Iterator[Step]:
    """What acts of an end prove of a beginning that the record does not tell: what ended had been in force."""
    if complete:
        return
    kinds = {step.kind for step in steps}
    signed = min((step.days.lo for step in steps if step.kind not in (*ENDS_TREATY, *STATED_ENDS)), default=-FOREVER)
    for step in steps:
        earlier = Days(min(signed, step.days.hi - 1), step.days.hi - 1)
        if step.kind in STATED_ENDS and step.by:
            own = [one for one in steps if one.by == step.by and (one.kind in CONSENTS or one.kind == "entered_into_force_for")]
            if not own:
                yield Step(step.id, "entered_into_force_for", earlier, step.by)
        if step.kind in ENDS_TREATY and not kinds & {"entered_into_force", "entered_into_force_for"}:
            yield Step(step.id, "entered_into_force", earlier)


def _extinctions(record: Record, steps: list[Step]) -> list[Step]:
    """The end of each State that is no more: the day after its last."""
    found = []
    for who in sorted({step.by for step in steps if step.by}):
        last = record.actors[who].exists_to
        if last is not None and isinstance(last.last, int):
            first = last.first if isinstance(last.first, int) else last.last
            found.append(Step(f"actor:{who}", EXTINCTION, Days(first + 1, last.last + 1), who))
    return found


def _birth(record: Record, who: str) -> Days | None:
    """The days on which a State may have begun to be; None where nothing bounds them."""
    begun = record.actors[who].exists_from
    if begun is None or isinstance(begun.begin.lo, Bound) or isinstance(begun.begin.hi, Bound):
        return None
    return Days(begun.begin.lo, begun.begin.hi)


def _convention(record: Record) -> dict[str, int]:
    return {
        actor.id: BOUND_BY_CONVENTION[code.partition("@")[0]]
        for actor in record.actors.values()
        for scheme, code in actor.codes
        if scheme == "iso3166" and code.partition("@")[0] in BOUND_BY_CONVENTION
    }
