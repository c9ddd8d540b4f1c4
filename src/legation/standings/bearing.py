"""Standings that columns cannot tell, when acts or claims are laid over a log: the rules are run on the groups touched alone.

Of the log only those rows are read that bear on these groups: a group names what its standings share, and every act that bears on
it names the same, or a name that a succession joins to it. Of the claims beside the log, too, only those that bear on them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import permutations, product

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
from legation.standings.lines import Passed, lines_of, passing_acts
from legation.terms.slug import slug
from legation.terms.vocabulary import ROLES


@dataclass(frozen=True)
class Told:
    """What the rules tell anew: the rows, what was recorded, and the numbers of the standings of which they tell all."""

    rows: list[Row]
    borne: list[Borne]
    replaced: set[int]


@dataclass(frozen=True)
class Claimed:
    """Claims beside a log that changed.

    Args:
        keys: the standings on which the acts that they tell bear, or bore; before: what was claimed of these acts.
        passed: the names in successions among them, then or now.
    """

    keys: frozenset[Key] = frozenset()
    before: tuple[Claim, ...] = ()
    passed: Passed = field(default_factory=dict)


def told_by_rules(
    bulk: Bulk, additions: Additions, keys: Keys, ruled: Iterable[int], deeds: Iterable[Deed], claimed: Claimed, lines: Groups,
) -> Told:  # fmt: skip
    """Fold the groups that some acts touch.

    Args:
        keys: all standings; ruled: numbers of those of kinds folded in columns that go through the rules.
        deeds: acts that bear on standings of other kinds; lines: who succeeded whom, by all that the log and the record hold.
    """
    special = {number: keys.key(number) for number in ruled}
    touching = list(deeds)
    acts = {f"act-{deed.act}" for deed in touching}
    standings = {*special.values(), *claimed.keys}
    whole = _whole(bulk, additions, special, touching, standings, lines)
    away = {f"act-{act}" for act in additions.supposed_away()}
    before, due = _due(bulk, whole.claims, standings, acts)
    if away:
        whole = whole.with_claims(tuple(claim for claim in whole.claims if claim.act not in away))
    known = {*claimed.keys, *(key for group in due for key in before.keys.get(group, ()))}
    after, again = _due(bulk, whole.claims, known, acts)
    told = {
        kin
        for groups, names in ((before, due), (after, again))
        for keys_of in (*(groups.keys.get(group, ()) for group in names), claimed.keys)
        for key in keys_of
        for kin in groups.kin(key)
    }
    found = list(fold_whole(whole, after, again, bulk.level))
    rows, borne = [one for one in found if isinstance(one, Row)], [one for one in found if isinstance(one, Borne)]
    return Told(rows, borne, _numbers(keys, {*told, *special.values()}, (*whole.claims, *claimed.before)))


def _due(bulk: Bulk, claims: Iterable[Claim], standings: Iterable[Key], acts: set[str]) -> tuple[Groups, set[Group]]:
    """The groups of some claims, and those among them of some standings or, of other kinds, touched by some acts."""
    groups = Groups(bulk.record.vocabulary, claims)
    columns = {groups.families[kind].id for kind in bulk.plain}
    touched = {group for group in groups.of_acts(acts) if group[0] not in columns} if acts else set()
    return groups, touched | {groups.group_of(key) for key in standings}


def _whole(
    bulk: Bulk, additions: Additions, special: Mapping[int, Key], deeds: list[Deed], standings: set[Key], lines: Groups
) -> Record:
    """A record of what bears on some standings and on those that deeds touch: rows of the log, deeds and claims."""
    others = [key for key in standings if key.kind not in bulk.plain or len(lines.kin(key)) > 1]
    wanted = _Wanted.of(bulk, additions, list(special), list(_sought(bulk, lines, deeds, others)))
    alone = _record_of(bulk.record.with_claims(()), bulk, wanted)
    of_log, due = _due(bulk, alone.claims, standings, {f"act-{deed.act}" for deed in deeds})
    touched = {*standings, *(key for group in due for key in of_log.keys.get(group, ()))}
    own = bulk.groups
    mine = {own.group_of(kin) for key in touched for kin in lines.kin(key)}
    found = own.with_earlier({*own.passing, *(act for group in mine for act in own.acts(group))})
    return alone.with_claims((*(claim for act in sorted(found) for claim in own.claims.get(act, ())), *alone.claims))


@dataclass(frozen=True)
class _Sought:
    """What is sought in a log: acts of some kinds that name any of some names, or that name others in certain roles.

    Args:
        names: None for any act of these kinds; ways: for each way its roles, each with the names that may stand there.
    """

    kinds: frozenset[str]
    names: frozenset[str] | None = frozenset()
    ways: tuple[tuple[tuple[str, frozenset[str]], ...], ...] = ()

    def rows(self, bulk: Bulk) -> npt.NDArray[np.intp]:
        """The rows of the log found."""
        log = bulk.log
        of_kind = np.array([kind in self.kinds for kind in log.kinds], np.bool_)
        if not of_kind.any():
            return np.empty(0, np.intp)
        rows: npt.NDArray[np.intp] = np.flatnonzero(of_kind[log.kind])
        rows = rows[log.retracts[rows] == NOTHING]
        if self.names is None:
            return rows

        def named(role: str, names: frozenset[str]) -> npt.NDArray[np.bool_]:
            places = [place for name in sorted(names) for place in bulk.log_names.spellings(name)]
            return np.isin(getattr(log, role)[rows], np.array(places, np.int32))

        held = np.zeros(len(rows), np.bool_)
        for role in ROLES_IN_A_LOG if self.names else ():
            held |= named(role, self.names)
        for way in self.ways:
            held |= np.logical_and.reduce([np.ones(len(rows), np.bool_), *(named(role, names) for role, names in way)])
        return rows[held]

    def is_met(self, deed: Deed) -> bool:
        """Whether a deed added is found."""
        if deed.kind not in self.kinds:
            return False
        if self.names is None or not self.names.isdisjoint(map(slug, _names(deed))):
            return True
        return any(all(slug(getattr(deed, role)) in names for role, names in way) for way in self.ways)


@dataclass(frozen=True)
class _Wanted:
    """Rows of the log, and deeds added, that bear on some groups."""

    rows: npt.NDArray[np.int64]
    deeds: list[Deed]

    @classmethod
    def of(cls, bulk: Bulk, additions: Additions, ruled: list[int], sought: list[_Sought]) -> _Wanted:
        in_log = np.array([number for number in ruled if number < len(bulk.by_rules)], np.int64)
        parts = [bulk.events.row[bulk.events.of_keys(in_log)].astype(np.int64)]
        chosen = {event.deed.act: event.deed for number in ruled for event in additions.events(number)}
        for one in sought:
            parts.append(one.rows(bulk))
            chosen |= {deed.act: deed for deed in additions.deeds() if one.is_met(deed)}
        rows = np.unique(np.concatenate(parts))
        acts = np.concatenate((bulk.log.act[rows], np.array(list(chosen), np.int64)))
        return cls(_with_takings(bulk, rows, acts), [*chosen.values(), *_takings(additions, acts)])


def lines_with(bulk: Bulk, additions: Additions) -> Groups:
    """Who succeeded whom, by the claims of a record, its log, and what was added to it."""
    passing = passing_acts(bulk.record.vocabulary)
    added = [deed for deed in additions.deeds() if deed.kind in passing]
    return lines_of(bulk.record, bulk.groups, bulk.log, added) if added else bulk.lines


def _sought(bulk: Bulk, lines: Groups, deeds: list[Deed], standings: Iterable[Key]) -> Iterator[_Sought]:
    """What in a log bears on the groups that deeds touch, of kinds that are not plain, and on those of some standings."""
    vocabulary = bulk.record.vocabulary
    values: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    passed: dict[str, set[str]] = defaultdict(set)
    for deed in deeds:
        for kind, effect in bulk.effects.get(deed.kind, ()):
            if kind.id in bulk.plain:
                continue
            family = lines.families[kind.id]
            passed[family.id].update(map(slug, _names(deed)) if effect.does == "transfer" else ())
            found = tuple(slug(getattr(deed, role)) if role in ROLES_IN_A_LOG else "" for role in family.roles)
            if effect.does != "transfer" and all(found):
                values[family.id].add(found)
    for key in standings:
        family, roles = lines.families[key.kind], dict(zip(vocabulary.standings[key.kind].key, key.roles, strict=True))
        values[family.id].add(tuple(roles[role] for role in family.roles))
    for id in sorted(values.keys() | passed.keys()):
        kinds = [kind for kind in vocabulary.standings.values() if lines.families[kind.id].id == id]
        family = lines.families[kinds[0].id]
        acts = frozenset(act for kind in kinds for act in (*(effect.act for effect in kind.effects), *kind.not_before))
        passing = frozenset(effect.act for kind in kinds for effect in kind.effects if effect.does == "transfer")
        line = {name: lines.line_of(id, name) for name in {*passed[id], *(name for one in values[id] for name in one)}}
        if passed[id]:
            yield _Sought(acts, frozenset(other for name in passed[id] for other in line[name]) if family.roles else None)
        yield _Sought(passing, frozenset(other for names in line.values() for other in names))
        if not family.roles:
            yield _Sought(acts, None)
        elif set(family.roles) <= set(ROLES_IN_A_LOG):
            ways = sorted({way for one in values[id] for way in (permutations(one) if family.mutual else (one,))})
            yield _Sought(acts, ways=tuple(tuple(zip(family.roles, map(line.__getitem__, way), strict=True)) for way in ways))


def _with_takings(bulk: Bulk, rows: npt.NDArray[np.int64], acts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    taking = np.flatnonzero(bulk.log.retracts != NOTHING)
    return np.union1d(rows, taking[np.isin(bulk.log.retracts[taking], acts)])


def _takings(additions: Additions, acts: npt.NDArray[np.int64]) -> list[Deed]:
    return [taking.deed for act in acts.tolist() for taking in additions.takings(act) if taking.deed is not None]


def _record_of(record: Record, bulk: Bulk, wanted: _Wanted) -> Record:
    """A record with the wanted rows and deeds as claims."""
    made = with_log(record, bulk.log, wanted.rows)
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
