"""Acts and standings in columns, made from those of a record as known, one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

import numpy as np

from legation.evaluation.formula.choosing import Candidates
from legation.evaluation.formula.columns import NONE, Dated, Placed, Recorded, Spells, Standings
from legation.evaluation.formula.fields import Field, Rows, field_of
from legation.evaluation.formula.figures import Listed, all_of, figure_of, rivals
from legation.evaluation.formula.values import Ref, Value
from legation.record.acts import Act, Days, Variant
from legation.record.claims import LISTS_CLAIMS
from legation.standings.answers import STANDS
from legation.standings.asof import KnownRecord
from legation.standings.key import Key
from legation.terms.vocabulary import ROLES


class FromActs:
    """The columns of a record as known."""

    def __init__(self, known: KnownRecord) -> None:
        self.known = known

    @cached_property
    def _table(self) -> Placed:
        return table_of_acts(self.known, list(self.known.acts.values()))

    def acts(self, kinds: tuple[str, ...]) -> Candidates:
        """The acts that are, or may be, of some kinds."""
        rows = [self._by_kind[kind] for kind in kinds if kind in self._by_kind]
        chosen = np.unique(np.concatenate(rows)) if rows else NONE
        held = self._table.field("kind")
        mask = held.words.mask(kinds)
        certain, _ = self._table.answers(chosen, lambda ways: held.meets(mask, ways))
        return Candidates(self._table, chosen, certain)

    @cached_property
    def _by_kind(self) -> dict[str, Rows]:
        found: dict[str, list[int]] = {}
        for row, act in enumerate(self.known.acts.values()):
            for kind in dict.fromkeys(variant.kind for variant in act.variants):
                found.setdefault(kind, []).append(row)
        return {kind: np.array(rows, np.int64) for kind, rows in found.items()}

    @cached_property
    def _keys(self) -> dict[str, list[tuple[int, Key]]]:
        found: dict[str, list[tuple[int, Key]]] = {}
        for number, key in enumerate(self.known.keys):
            found.setdefault(key.kind, []).append((number, key))
        return found

    def standings(self, kinds: tuple[str, ...]) -> Standings:
        """The standings of some kinds."""
        return table_of_standings(self.known, [one for kind in dict.fromkeys(kinds) for one in self._keys.get(kind, [])])


def table_of_acts(known: KnownRecord, acts: Sequence[Act]) -> Placed:
    """Some acts in columns."""
    record = known.record
    ways = np.append(0, np.cumsum([len(act.variants) for act in acts])).astype(np.int64)
    fringe = [act.begin_fringe for act in acts]
    values: dict[int, Value] = {}
    for row, act in enumerate(acts):
        stated = [value for one in act.used if one.kind not in LISTS_CLAIMS and (value := figure_of(one)) is not None]
        if (value := rivals(stated)) is not None:
            values[row] = value
    refs: list[tuple[Ref, ...]] = [tuple(("claim", claim.id) for claim in act.used) for act in acts]
    dated = Dated(*_bounds(fringe), np.array([not act.undated for act in acts], np.bool_))
    ends = [act.last_fringe for act in acts]
    last = Dated(*_bounds([one or Days(0, 0) for one in ends]), np.array([one is not None for one in ends], np.bool_))

    def made(name: str) -> Field | None:
        if name in _OF_ACTS:
            own = [_OF_ACTS[name](act) for act in acts]
            return field_of(one for one, act in zip(own, acts, strict=True) for _ in act.variants)
        if name == "field":
            return field_of((record.vocabulary.acts[one.kind].field,) for act in acts for one in act.variants)
        if name in _OF_WAYS:
            return field_of(_OF_WAYS[name](one) for act in acts for one in act.variants)
        if name not in ROLES:
            return None
        return field_of(one.role(name) for act in acts for one in act.variants)

    one_each = int(ways[-1]) == len(acts)
    return Placed(
        [act.id for act in acts], made, Listed(refs), None if one_each else ways, values, False, dated.lo, dated.hi, dated, last,
    )  # fmt: skip


_OF_ACTS: dict[str, Callable[[Act], tuple[str, ...]]] = {
    "act": lambda act: (act.id,),
    "qualifier": lambda act: all_of(claim.qualifier for claim in act.used),
    "unit": lambda act: all_of(claim.unit for claim in act.used),
    "guideline": lambda act: tuple(sorted({name for claim in act.used for name in claim.guideline})),
    "source": lambda act: all_of(claim.source for claim in act.used),
}
_OF_WAYS: dict[str, Callable[[Variant], tuple[str, ...]]] = {
    "kind": lambda way: (way.kind,),
    "standing": lambda way: (way.standing,) if way.standing else (),
}


def table_of_standings(known: KnownRecord, numbered: Sequence[tuple[int, Key]]) -> Standings:
    """Some standings, each with its number among all, in columns."""
    keys = [key for _, key in numbered]
    about, kinds = known.record.about, known.record.vocabulary.standings
    written = [known.names(key) for key in keys]
    refs: list[tuple[Ref, ...]] = [(("standing", key.id),) for key in keys]

    def made(name: str) -> Field | None:
        if name == "kind":
            return field_of((key.kind,) for key in keys)
        if name == "field":
            return field_of((kinds[key.kind].field,) for key in keys)
        return field_of(role(name, key, names) for key, names in zip(keys, written, strict=True)) if name in ROLES else None

    def role(name: str, key: Key, names: tuple[str, ...]) -> Sequence[str]:
        kind = kinds[key.kind]
        if kind.mutual and about in names and name in ("subject", "object"):
            return (about,) if name == "subject" else (next(one for one in names if one != about),)
        if name in kind.key:
            return (names[kind.key.index(name)],)
        acts = (known.acts[act] for act in known.acts_behind(key))
        return tuple(sorted({held for act in acts for variant in act.variants for held in variant.role(name)}))

    return Standings(
        [key.id for key in keys], made, Listed(refs), numbers=np.array([number for number, _ in numbered], np.int64),
        spells=_spells(known, keys), recorded=lambda: _recorded(known, keys),
    )  # fmt: skip


def _spells(known: KnownRecord, keys: Sequence[Key]) -> Spells:
    rows: list[tuple[int, int, bool]] = []
    starts = [0]
    for key in keys:
        rows.extend(
            (spell.first, spell.until, spell.verdict.answer in STANDS)
            for spell in known.spells(key)
            if spell.verdict.answer in STANDS or spell.verdict.answer == "possible"
        )
        starts.append(len(rows))
    first, until, certain = np.array(rows, np.int64).reshape(-1, 3).T
    return Spells(np.array(starts, np.int64), first, until, certain.astype(np.bool_))


def _recorded(known: KnownRecord, keys: Sequence[Key]) -> tuple[Recorded, Recorded]:
    bearings = [known.bearing(key) for key in keys]
    return _listed([one.openings for one in bearings]), _listed([one.endings for one in bearings])


def _listed(days: Sequence[tuple[Days, ...]]) -> Recorded:
    starts = np.append(0, np.cumsum([len(one) for one in days])).astype(np.int64)
    return Recorded(starts, *_bounds([one for many in days for one in many]))


def _bounds(days: Iterable[Days]) -> tuple[Rows, Rows]:
    lo, hi = np.array([(one.lo, one.hi) for one in days], np.int64).reshape(-1, 2).T
    return lo, hi
