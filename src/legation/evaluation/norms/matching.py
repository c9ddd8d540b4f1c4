"""Whether an act, or a standing, is one that a filter means: certainly, possibly, or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from legation.evaluation.certainty import Certainty
from legation.evaluation.norms.norm import Filter
from legation.record.acts import Act, Days, Variant
from legation.record.record import Record
from legation.standings.answers import STANDS
from legation.standings.asof import KnownRecord
from legation.standings.key import Key
from legation.terms.slug import slug

Roles = Mapping[str, tuple[str, ...]]


def matches(record: Record, wanted: Filter, act: Act, bound: Roles | None = None) -> Certainty:
    """Whether an act is meant, and agrees with the roles ``bound`` where the filter asks for the same.

    It may be where only some of its rivals are meant, or where a role that should agree is named on one side only.
    """
    found = [_variant(record, wanted, variant, bound or {}) for variant in act.variants]
    if not found or max(found) is Certainty.NO:
        return Certainty.NO
    return Certainty.CERTAIN if min(found) is Certainty.CERTAIN else Certainty.POSSIBLE


def variant_meant(record: Record, wanted: Filter, act: Act) -> Variant:
    """The first way in which the act happened as the filter means it."""
    return next((one for one in act.variants if _variant(record, wanted, one, {}) is not Certainty.NO), act.variants[0])


def _variant(record: Record, wanted: Filter, variant: Variant, bound: Roles) -> Certainty:
    if not is_meant(record, wanted, variant):
        return Certainty.NO
    return _same(wanted.same, {role: variant.role(role) for role in wanted.same}, bound)


def is_meant(record: Record, wanted: Filter, variant: Variant) -> bool:
    """Whether one way in which an act happened is one that a filter means, whatever must be the same as elsewhere."""
    if variant.kind not in wanted.acts or not _agrees(wanted, {role: variant.role(role) for role in dict(variant.roles)}):
        return False
    if not wanted.instrument_kinds:
        return True
    kinds = {record.instruments[name].kind for name in variant.role("instrument") if name in record.instruments}
    return not kinds.isdisjoint(wanted.instrument_kinds)


def _agrees(wanted: Filter, roles: Roles) -> bool:
    if any(_slugs(names).isdisjoint(_slugs(roles.get(role, ()))) for role, names in wanted.roles):
        return False
    if any(not _slugs(names).isdisjoint(_slugs(roles.get(role, ()))) for role, names in wanted.without):
        return False
    return _slugs(wanted.parties) <= _slugs((*roles.get("subject", ()), *roles.get("object", ())))


def _same(same: tuple[str, ...], roles: Roles, bound: Roles) -> Certainty:
    found = Certainty.CERTAIN
    for role in same:
        here, there = _slugs(roles.get(role, ())), _slugs(bound.get(role, ()))
        if not here or not there:
            found = Certainty.POSSIBLE
        elif here.isdisjoint(there):
            return Certainty.NO
    return found


def _slugs(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(slug(name) for name in names)


def standings_meant(
    known: KnownRecord, keys: Iterable[Key], wanted: Filter, bound: Roles | None = None
) -> Iterator[tuple[Key, dict[str, tuple[str, ...]]]]:
    """Of some standings of a kind, those that a filter means, each with its roles."""
    kind = known.record.vocabulary.standings.get(wanted.standing)
    if kind is None:
        return
    for key in keys:
        roles: dict[str, tuple[str, ...]] = {role: (name,) for role, name in zip(kind.key, known.names(key), strict=True)}
        if _agrees(wanted, roles) and _same(wanted.same, roles, bound or {}) is not Certainty.NO:
            yield key, roles


def held(known: KnownRecord, key: Key, on: Days) -> Certainty:
    """Whether a standing holds on a day that lies within ``on``: presumed counts, as in every count of standings."""
    answers = {spell.verdict.answer for spell in known.spells(key) if spell.first <= on.hi and spell.until > on.lo}
    if answers <= STANDS:
        return Certainty.CERTAIN
    return Certainty.NO if answers.isdisjoint({*STANDS, "possible"}) else Certainty.POSSIBLE
