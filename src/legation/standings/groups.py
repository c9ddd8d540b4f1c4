"""Groups of standings that must be judged together, and the acts that bear on each group.

A standing depends on the acts that name it, and, through a slot, a displacement or a succession, on standings beside it. A
*group* is a set of keys closed under that: the rules may be run on a group's acts alone, and give what they give on the whole
record. So one act touches few groups, a scenario re-folds only those, and groups may be folded on many machines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise, product

from legation.record.acts import ATTESTATION, slug
from legation.record.claims import Claim
from legation.standings.history import Key
from legation.terms.vocabulary import ROLES, KindOfStanding, Vocabulary

Group = tuple[str, ...]
"""Name of a group: the family of kinds, then what its standings have in common."""


@dataclass(frozen=True, slots=True)
class Family:
    """Kinds of standing that displace one another, judged together.

    Args:
        id: the first of its kinds; roles: those that all its keys share and that tell its groups apart.
        mutual: whether the parties may stand in either order.
    """

    id: str
    roles: tuple[str, ...]
    mutual: bool


@dataclass(slots=True)
class _Lines:
    """Who succeeded whom: actors joined by successions, by family."""

    before: dict[tuple[str, str], str] = field(default_factory=dict)

    def first(self, family: str, name: str) -> str:
        """The name that stands for everyone in the line of ``name``."""
        while (earlier := self.before.get((family, name))) is not None:
            name = earlier
        return name

    def join(self, family: str, one: str, other: str) -> None:
        ends = sorted({self.first(family, one), self.first(family, other)})
        for name in ends[1:]:
            self.before[family, name] = ends[0]

    def moved(self, earlier: _Lines) -> dict[str, set[str]]:
        """The names for which other names stand than did, by family."""
        found: dict[str, set[str]] = {}
        for family, name in self.before.keys() | earlier.before.keys():
            if self.first(family, name) != earlier.first(family, name):
                found.setdefault(family, set()).add(name)
        return found


class Groups:
    """The groups of a set of claims, and for each the acts that bear on it."""

    def __init__(self, vocabulary: Vocabulary, claims: Iterable[Claim]) -> None:
        self.vocabulary = vocabulary
        self.families = families(vocabulary)
        self.claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            self.claims[claim.act].append(claim)
        self._touched_by = _standings_by_act(vocabulary)
        self._lines = _Lines()
        self._transfers: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._read_transfers()
        self.keys: dict[Group, set[Key]] = defaultdict(set)
        self._acts: dict[Group, set[str]] = defaultdict(set)
        for act, mine in self.claims.items():
            for key in possible_keys(vocabulary, self._touched_by, mine):
                group = self.group_of(key)
                self.keys[group].add(key)
                self._acts[group].add(act)

    def with_acts(self, changed: Mapping[str, Sequence[Claim]]) -> Groups:
        """The groups where some acts are told otherwise.

        Args:
            changed: all claims of each of these acts, none where it is no longer told.
        """
        after = {**self.claims, **{act: list(mine) for act, mine in changed.items()}}
        made = copy(self)
        made.__dict__.pop("_reaching", None)
        made.claims = defaultdict(list, {act: mine for act, mine in after.items() if mine})
        made.keys, made._acts = defaultdict(set, self.keys), defaultdict(set, self._acts)
        acts = set(changed)
        told = [claim for act in changed for claim in (*self.claims.get(act, ()), *after[act])]
        if any(does == "transfer" for claim in told for _, does in self._touched_by.get(claim.kind, ())):
            acts |= made._join_anew()
        touched: dict[Group, set[str]] = {}
        for act in acts:
            for mine in (self.claims.get(act, ()), after[act]):
                for key in possible_keys(self.vocabulary, self._touched_by, mine) if mine else ():
                    touched.setdefault(made.group_of(key), set()).add(act)
        for group, due in touched.items():
            made._tell(group, made._acts.get(group, set()) | due)
        return made

    def _join_anew(self) -> set[str]:
        """Read who succeeded whom again; gives the acts of the groups that are others by it, which it takes apart."""
        earlier = self._lines
        self._lines, self._transfers = _Lines(), defaultdict(set)
        self.__dict__.pop("_whole_lines", None)
        self._read_transfers()
        moved = self._lines.moved(earlier)
        acts: set[str] = set()
        for group, keys in list(self.keys.items()):
            names = moved.get(group[0])
            if names and any(not names.isdisjoint(key.roles) for key in keys):
                acts |= self._acts.pop(group)
                del self.keys[group]
        return acts

    def goes_on(self, before: Groups) -> bool:
        """Whether groups bear the names that they had: whether nothing joined them by a succession since, or parted them."""
        return self._lines == before._lines

    def _tell(self, group: Group, candidates: Iterable[str]) -> None:
        """Find the acts of a group among some, and its keys."""
        keys: set[Key] = set()
        acts = set()
        for act in candidates:
            mine = self.claims.get(act)
            found = possible_keys(self.vocabulary, self._touched_by, mine) if mine else ()
            if of_group := {key for key in found if self.group_of(key) == group}:
                keys |= of_group
                acts.add(act)
        if acts:
            self.keys[group], self._acts[group] = keys, acts
        else:
            self.keys.pop(group, None)
            self._acts.pop(group, None)

    def group_of(self, key: Key) -> Group:
        """The group to which a standing belongs."""
        family = self.families[key.kind]
        roles = dict(zip(self.vocabulary.standings[key.kind].key, key.roles, strict=True))
        values = [self._lines.first(family.id, roles[role]) for role in family.roles]
        return (family.id, *(sorted(values) if family.mutual else values))

    def line_of(self, family: str, name: str) -> frozenset[str]:
        """The names that successions join to a name, itself included, in a family."""
        return self._whole_lines.get((family, self._lines.first(family, name)), frozenset({name}))

    def joined(self, family: str) -> frozenset[str]:
        """The names that a succession joins to another, in a family."""
        return frozenset(name for (one, _), names in self._whole_lines.items() if one == family for name in names)

    @cached_property
    def _whole_lines(self) -> dict[tuple[str, str], frozenset[str]]:
        """The names of each line, by family and the first of them."""
        found: dict[tuple[str, str], set[str]] = {}
        for family, name in self._lines.before:
            first = self._lines.first(family, name)
            found.setdefault((family, first), {first}).add(name)
        return {line: frozenset(names) for line, names in found.items()}

    def kin(self, key: Key) -> frozenset[Key]:
        """A standing and all that it may pass to, or come from, by successions."""
        if not self._lines.before:
            return frozenset({key})
        family = self.families[key.kind].id
        lines = (sorted(self.line_of(family, role)) for role in key.roles)
        return frozenset(Key(key.kind, roles) for roles in product(*lines))

    def acts(self, group: Group) -> frozenset[str]:
        """Ids of every act on which the answers of a group rest."""
        found = set(self._acts.get(group, ()))
        for key in self.keys.get(group, ()):
            family = self.families[key.kind].id
            for name in key.roles:
                found |= self._transfers.get((family, self._lines.first(family, name)), set())
        return self.with_earlier(found)

    @property
    def passing(self) -> frozenset[str]:
        """Ids of every act by which standings pass to a successor."""
        return frozenset(act for found in self._transfers.values() for act in found)

    def with_earlier(self, acts: Iterable[str]) -> frozenset[str]:
        """Some acts with all that are said to come before them."""
        found = set(acts)
        waiting = list(found)
        while waiting:
            named = {after for claim in self.claims.get(waiting.pop(), ()) for after in claim.after}
            waiting.extend(sorted(named - found))
            found |= named
        return frozenset(found)

    def of_acts(self, acts: Iterable[str]) -> set[Group]:
        """The groups that any of some acts bears on."""
        wanted = frozenset(acts)
        direct = {
            self.group_of(key)
            for act in wanted
            if (mine := self.claims.get(act))
            for key in possible_keys(self.vocabulary, self._touched_by, mine)
        }
        if not self._reach_further(wanted):
            return direct
        return direct | {group for group in self.keys if not wanted.isdisjoint(self.acts(group))}

    def _reach_further(self, acts: frozenset[str]) -> bool:
        """Whether an act bears on standings that it does not name: a succession, or one said to come before another."""
        return not acts.isdisjoint(self._reaching)

    @cached_property
    def _reaching(self) -> frozenset[str]:
        """Ids of every act that bears on standings that it does not name."""
        return self.passing.union(after for claims in self.claims.values() for claim in claims for after in claim.after)

    def _read_transfers(self) -> None:
        passing: list[tuple[str, str, set[str]]] = []
        for act, mine in sorted(self.claims.items()):
            for family in {
                self.families[kind.id].id
                for claim in mine
                for kind, does in self._touched_by.get(claim.kind, ())
                if does == "transfer"
            }:
                names = {slug(name) for claim in mine for role in ("subject", "object") for name in claim.role(role)}
                passing.append((act, family, names))
                for one, other in pairwise(sorted(names)):
                    self._lines.join(family, one, other)
        for act, family, names in passing:
            for name in names:
                self._transfers[family, self._lines.first(family, name)].add(act)


def families(vocabulary: Vocabulary) -> dict[str, Family]:
    """For each kind of standing its family."""
    together: dict[str, set[str]] = {kind: {kind} for kind in vocabulary.standings}
    for kind in vocabulary.standings.values():
        for other in kind.displaced_by:
            joined = together[kind.id] | together.get(other, {other})
            for member in joined:
                together[member] = joined
    found = {}
    for kind_id, members in together.items():
        kinds = [vocabulary.standings[member] for member in sorted(members)]
        shared = [role for role in kinds[0].key if all(role in (kind.slot or kind.key) for kind in kinds)]
        found[kind_id] = Family(kinds[0].id, tuple(shared), any(kind.mutual for kind in kinds))
    return found


def possible_keys(
    vocabulary: Vocabulary, touched_by: Mapping[str, Sequence[tuple[KindOfStanding, str]]], claims: Sequence[Claim]
) -> set[Key]:
    """Every standing that an act may touch, however its sources come to be read: each role may be what any claim says."""
    values = {role: {slug(name) for claim in claims for name in claim.role(role)} for role in ROLES}
    kinds = {kind.id: kind for claim in claims for kind, does in touched_by.get(claim.kind, ()) if does != "transfer"}
    if any(claim.kind == ATTESTATION for claim in claims):
        named = (vocabulary.standings.get(claim.standing) for claim in claims)
        kinds |= {kind.id: kind for kind in named if kind is not None}
    found = set()
    for kind in kinds.values():
        for roles in product(*(sorted(values[role]) for role in kind.key)):
            found.add(Key(kind.id, roles))
            if kind.mutual:
                found.add(Key(kind.id, roles[::-1]))
    return found


def _standings_by_act(vocabulary: Vocabulary) -> dict[str, list[tuple[KindOfStanding, str]]]:
    found: dict[str, list[tuple[KindOfStanding, str]]] = defaultdict(list)
    for kind in vocabulary.standings.values():
        for effect in kind.effects:
            found[effect.act].append((kind, effect.does))
        for act in kind.not_before:
            found[act].append((kind, "mark"))
    return found
