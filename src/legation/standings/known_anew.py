"""A record as known on a day, told from what it was before few of its rows changed: only the groups they touch are judged again.

What changed is found by comparing: claims, sources, actors and instruments that are the same objects are the same. All histories
and answers of untouched groups are those of before. The outcome equals that of judging the whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from legation.record.actors import Actor
from legation.record.acts import Act, acts_from, said_before, slug, visible_claims
from legation.record.claims import Claim
from legation.record.consistency import depths
from legation.record.record import Record
from legation.record.sources import Source, lineage
from legation.standings.asof import Bearing, KnownRecord, Spell, without_attestations
from legation.standings.groups import Group, Groups
from legation.standings.history import History, histories
from legation.standings.key import Key
from legation.terms.edtf import Edtf

WORTH_IT: Final = 0.25
"""Share of the acts that may have changed; where more did, judging the whole takes no longer."""


class KnownAnew(KnownRecord):
    """A record as known, with the histories that were told anew and those that stayed.

    Args:
        spells, bearings: what was worked out before and holds still.
    """

    def __init__(
        self,
        record: Record,
        known: int,
        level: str,
        acts: Mapping[str, Act],
        told: dict[Key, History],
        spells: Mapping[Key, list[Spell]],
        bearings: Mapping[Key, Bearing],
        unattested: KnownRecord | None,
    ) -> None:
        super().__init__(record, known, level, acts)
        self.__dict__["histories"] = told
        self._spells.update(spells)
        self._bearings.update(bearings)
        if unattested is not None:
            self.__dict__["unattested"] = unattested


def is_judged(known: KnownRecord) -> bool:
    """Whether the histories of a record as known were worked out."""
    return "histories" in vars(known)


def known_anew(before: KnownRecord, record: Record, known: int, groups_before: Groups, groups: Groups) -> KnownRecord:
    """A record as known at the end of a day, told from another that differs from it little.

    Args:
        before: the other, at the level that is asked about too; groups_before: of all claims of its record;
        groups: of all claims of ``record``.
    """
    plain = KnownRecord(record, known, before.level)
    old = before.record
    is_like = old.vocabulary is record.vocabulary and old.coverage is record.coverage and old.about == record.about
    if not is_judged(before) or not is_like or old.evaluation is not record.evaluation or not groups.goes_on(groups_before):
        return plain
    then, now = visible_claims(old, before.known, before.level), visible_claims(record, known, before.level)
    order_then, order = said_before(then), said_before(now)
    depth = depths(order)
    changed = _changed(old, record, then, now)
    if order_then != order:
        depth_then = depths(order_then)
        changed |= {act for act in depth.keys() | depth_then.keys() if depth.get(act, 0) != depth_then.get(act, 0)}
    if len(changed) > WORTH_IT * len(now):
        return plain
    acts = acts_from(record, now, depth, {name: act for name, act in before.acts.items() if name not in changed})
    touched = _groups_touched(changed, groups_before, groups) | _of_actors(old, record, before.histories, groups)
    names = sorted({name for group in touched for name in groups.acts(group)})
    found = histories(record, {name: acts[name] for name in names if name in acts})
    told = {key: history for key, history in before.histories.items() if groups.group_of(key) not in touched}
    kept = set(told)
    for key, history in found.items():
        if groups.group_of(key) in touched:
            earlier = before.histories.get(key)
            told[key] = earlier if earlier == history else history
    same = {key for key, history in told.items() if before.histories.get(key) is history}
    unattested = None
    if "unattested" in vars(before):
        unattested = known_anew(before.unattested, without_attestations(record), known, groups_before, groups)
    return KnownAnew(
        record, known, before.level, acts, {key: told[key] for key in sorted(told)},
        {key: spells for key, spells in before._spells.items() if key in same},
        {key: bearing for key, bearing in before._bearings.items() if key in kept},
        unattested,
    )  # fmt: skip


def groups_anew(before: Groups, old: Record, record: Record, acts: Collection[str]) -> Groups:
    """The groups of all claims of a record, told from those of another that differs from it little.

    Args:
        acts: those told otherwise.
    """
    if old.vocabulary is not record.vocabulary or len(acts) > WORTH_IT * len(record.claims):
        return Groups(record.vocabulary, record.claims)
    changed: dict[str, list[Claim]] = {act: [] for act in acts}
    for claim in record.claims:
        if claim.act in changed:
            changed[claim.act].append(claim)
    return before.with_acts(changed)


def acts_told_otherwise(old: Record, record: Record) -> set[str]:
    """The acts of which the claims are not those that they were."""
    then, now = ({claim.id: claim for claim in one.claims} for one in (old, record))
    acts = {claim.act for claim in record.claims if then.get(claim.id) is not claim}
    return acts | {claim.act for claim in old.claims if now.get(claim.id) is not claim}


def acts_known_otherwise(old: Record, record: Record) -> set[str]:
    """The acts that sources tell which are of other days, or versions of others, than they were."""
    sources = redated(old, record)
    return {claim.act for claim in record.claims if claim.source in sources} if sources else set()


def redated(old: Record, record: Record) -> set[str]:
    """The sources of other days, or versions of others, than they were."""
    if old.sources is record.sources:
        return set()
    there = old.sources.keys() & record.sources.keys()
    turned = {name for name in there if old.sources[name] is not record.sources[name]}
    if not any(_dated(old.sources[name]) != _dated(record.sources[name]) for name in turned):
        return set()
    return {
        name
        for name in there
        if _dated(old.sources[name]) != _dated(record.sources[name])
        or (record.sources[name].version_of and lineage(name, record.sources) != lineage(name, old.sources))
    }


def _dated(source: Source) -> tuple[int, int, str]:
    return source.issued_first, source.known, source.version_of


def lasting_otherwise(old: Record, record: Record) -> set[str]:
    """The actors, as slugs, whose first or last days are not those that they were."""
    if old.actors is record.actors:
        return set()
    return {
        slug(name)
        for name in old.actors.keys() | record.actors.keys()
        if _lasting(old.actors.get(name)) != _lasting(record.actors.get(name))
    }


def _lasting(actor: Actor | None) -> tuple[Edtf | None, Edtf | None]:
    return (None, None) if actor is None else (actor.exists_from, actor.exists_to)


def _changed(old: Record, record: Record, then: Mapping[str, Sequence[Claim]], now: Mapping[str, Sequence[Claim]]) -> set[str]:
    """The acts told otherwise: by other claims, by sources dated otherwise, or about instruments that say otherwise."""
    changed = {act for act in then.keys() | now.keys() if not _same(then.get(act, ()), now.get(act, ()))}
    sources = {name for name, one in record.sources.items() if name in old.sources and old.sources[name] is not one}
    if sources:
        sources |= {
            name
            for name in record.sources.keys() & old.sources.keys()
            if lineage(name, record.sources) != lineage(name, old.sources)
        }
    texts = {
        name
        for name in record.instruments.keys() | old.instruments.keys()
        if record.instruments.get(name) is not old.instruments.get(name)
    }
    if sources or texts:
        changed |= {
            act
            for act, claims in now.items()
            if any(claim.source in sources or not texts.isdisjoint(claim.instrument) for claim in claims)
        }
    return changed


def _same(then: Sequence[Claim], now: Sequence[Claim]) -> bool:
    return len(then) == len(now) and all(one is other for one, other in zip(then, now, strict=True))


def _groups_touched(changed: Iterable[str], groups_before: Groups, groups: Groups) -> set[Group]:
    """The groups on which changed acts bear, or bore."""
    acts = frozenset(changed)
    touched = groups.of_acts(acts)
    for group in groups_before.of_acts(acts):
        touched |= {groups.group_of(key) for key in groups_before.keys[group]}
    return touched


def _of_actors(old: Record, record: Record, told: Iterable[Key], groups: Groups) -> set[Group]:
    """The groups of standings that name an actor whose days, or other particulars, changed."""
    actors = {
        slug(name) for name in record.actors.keys() | old.actors.keys() if record.actors.get(name) is not old.actors.get(name)
    }
    if not actors:
        return set()
    keys = {key for mine in groups.keys.values() for key in mine} | set(told)
    return {groups.group_of(key) for key in keys if not actors.isdisjoint(key.roles)}
