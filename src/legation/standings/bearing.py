"""Standings that columns cannot tell, when acts are laid over a log: the rules are run on the groups that the acts touch alone.

Of the log only those rows are read that bear on these groups: a group names what its standings share, and every act that bears on
it names the same, or a name that a succession joins to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

from legation.record.claims import Claim
from legation.record.log import NOTHING, ROLES_IN_A_LOG, with_log
from legation.record.record import Record
from legation.standings.additions import Additions
from legation.standings.bulk import Bulk
from legation.standings.deeds import Deed, log_of
from legation.standings.folding import Borne, Row, fold_whole
from legation.standings.groups import Group, Groups
from legation.standings.key import Key
from legation.standings.keys import Keys, Named
from legation.terms.slug import slug
from legation.terms.vocabulary import ROLES


@dataclass(frozen=True)
class Told:
    """What the rules tell anew: the rows, what was recorded, and the numbers of the standings of which they tell all."""

    rows: list[Row]
    borne: list[Borne]
    replaced: set[int]


def told_by_rules(
    bulk: Bulk, additions: Additions, keys: Keys, plain: frozenset[str], ruled: Iterable[int], deeds: Iterable[Deed]
) -> Told:
    """Fold the groups that some acts touch.

    Args:
        keys: all standings; plain: kinds of standing folded in columns.
        ruled: numbers of standings of these kinds that go through the rules; deeds: acts that bear on standings of other kinds.
    """
    special = {number: keys.key(number) for number in ruled}
    touching = list(deeds)
    whole = _record_of(bulk, _Wanted.of(bulk, additions, plain, list(special), touching))
    away = {f"act-{act}" for act in additions.supposed_away()}
    acts = {f"act-{deed.act}" for deed in touching}
    before, due = _due(bulk, whole.claims, plain, special.values(), acts)
    if away:
        whole = whole.with_claims(tuple(claim for claim in whole.claims if claim.act not in away))
    after, again = _due(bulk, whole.claims, plain, {key for group in due for key in before.keys.get(group, ())}, acts)
    told = {
        kin
        for groups, names in ((before, due), (after, again))
        for group in names
        for key in groups.keys.get(group, ())
        for kin in groups.kin(key)
    }
    found = list(fold_whole(whole, after, again))
    rows, borne = [one for one in found if isinstance(one, Row)], [one for one in found if isinstance(one, Borne)]
    return Told(rows, borne, _numbers(keys, {*told, *special.values()}, whole.claims))


def _due(
    bulk: Bulk, claims: Iterable[Claim], plain: frozenset[str], ruled: Iterable[Key], acts: set[str]
) -> tuple[Groups, set[Group]]:
    """The groups of some claims, and those among them of some standings or touched by some acts."""
    groups = Groups(bulk.record.vocabulary, claims)
    columns = {groups.families[kind].id for kind in plain}
    touched = {group for group in groups.of_acts(acts) if group[0] not in columns} if acts else set()
    return groups, touched | {groups.group_of(key) for key in ruled}


@dataclass(frozen=True)
class _Wanted:
    """Rows of the log, and deeds added, that bear on some groups; and the acts of both."""

    rows: npt.NDArray[np.int64]
    deeds: list[Deed]

    @classmethod
    def of(cls, bulk: Bulk, additions: Additions, plain: frozenset[str], ruled: list[int], deeds: list[Deed]) -> _Wanted:
        in_log = np.array([number for number in ruled if number < len(bulk.by_rules)], np.int64)
        parts = [bulk.events.row[bulk.events.of_keys(in_log)].astype(np.int64)]
        chosen = {event.deed.act: event.deed for number in ruled for event in additions.events(number)}
        for kinds, names in _families(bulk, additions, plain, deeds):
            parts.append(_rows_naming(bulk, kinds, names))
            chosen |= {
                deed.act: deed
                for deed in additions.deeds()
                if deed.kind in kinds and (names is None or not names.isdisjoint(map(slug, _names(deed))))
            }
        rows = np.unique(np.concatenate(parts))
        acts = np.concatenate((bulk.log.act[rows], np.array(list(chosen), np.int64)))
        return cls(_with_takings(bulk, rows, acts), [*chosen.values(), *_takings(additions, acts)])


def _families(
    bulk: Bulk, additions: Additions, plain: frozenset[str], deeds: list[Deed]
) -> list[tuple[frozenset[str], frozenset[str] | None]]:
    """For each family of kinds that deeds touch: the kinds of act that bear on it, and the names of the groups (None: any)."""
    if not deeds:
        return []
    vocabulary = bulk.record.vocabulary
    passing = {effect.act for kind in vocabulary.standings.values() for effect in kind.effects if effect.does == "transfer"}
    rows = _rows_naming(bulk, frozenset(passing), None)
    successions = _record_of(bulk, _Wanted(rows, [deed for deed in additions.deeds() if deed.kind in passing]))
    lines = Groups(vocabulary, [claim for claim in successions.claims if claim.kind in passing])
    named: dict[str, set[str]] = defaultdict(set)
    for deed in deeds:
        for kind, _ in bulk.effects.get(deed.kind, ()):
            if kind.id not in plain:
                named[lines.families[kind.id].id].update(lines.line(kind.id, [slug(name) for name in _names(deed)]))
    found = []
    for family, names in named.items():
        kinds = [kind for kind in vocabulary.standings.values() if lines.families[kind.id].id == family]
        acts = frozenset(act for kind in kinds for act in (*(effect.act for effect in kind.effects), *kind.not_before))
        found.append((acts, frozenset(names) if lines.families[kinds[0].id].roles else None))
    return found


def _rows_naming(bulk: Bulk, kinds: frozenset[str], names: frozenset[str] | None) -> npt.NDArray[np.intp]:
    """Rows of the log of some kinds of act that name any of some names."""
    log = bulk.log
    of_kind = np.array([kind in kinds for kind in log.kinds], np.bool_)
    if not of_kind.any():
        return np.empty(0, np.int64)
    rows: npt.NDArray[np.intp] = np.flatnonzero(of_kind[log.kind])
    rows = rows[log.retracts[rows] == NOTHING]
    if names is None:
        return rows
    places = np.array([place for name in sorted(names) if (place := log.place_of(name)) is not None], np.int32)
    held = np.zeros(len(rows), np.bool_)
    for role in ROLES_IN_A_LOG:
        held |= np.isin(getattr(log, role)[rows], places)
    chosen: npt.NDArray[np.intp] = rows[held]
    return chosen


def _with_takings(bulk: Bulk, rows: npt.NDArray[np.int64], acts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    taking = np.flatnonzero(bulk.log.retracts != NOTHING)
    return np.union1d(rows, taking[np.isin(bulk.log.retracts[taking], acts)])


def _takings(additions: Additions, acts: npt.NDArray[np.int64]) -> list[Deed]:
    return [taking.deed for act in acts.tolist() for taking in additions.takings(act) if taking.deed is not None]


def _record_of(bulk: Bulk, wanted: _Wanted) -> Record:
    """The record with the wanted rows and deeds as claims."""
    made = with_log(bulk.record, bulk.log, wanted.rows)
    return with_log(made, log_of(wanted.deeds)) if wanted.deeds else made


def _names(deed: Deed) -> list[str]:
    return [name for name in (deed.subject, deed.object, deed.instrument) if name]


def _numbers(keys: Keys, wanted: Iterable[Key], claims: Iterable[Claim]) -> set[int]:
    """The numbers of those standings that there are, whose names are written as some claim has them."""
    spelled: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for role in ROLES:
            for name in claim.role(role):
                spelled[slug(name)].add(name)
    named: set[Named] = {
        (key.kind, names) for key in wanted for names in product(*({role, *spelled[role]} for role in key.roles))
    }
    return set(keys.numbers(named).values())
