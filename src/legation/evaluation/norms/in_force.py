"""From when until when a norm binds, as known on a date; a limit that no visible source dates stays open."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Protocol

from legation.evaluation.certainty import Certainty, at_or_after
from legation.evaluation.norms.matching import Roles, standings_meant
from legation.evaluation.norms.norm import Filter, Limit, Norm
from legation.record.acts import FOREVER, Act, Days
from legation.standings.asof import KnownRecord
from legation.standings.key import Key
from legation.terms.slug import slug


class Dated(Protocol):
    """What claims state, and what binds between two days: a norm, or a road."""

    @property
    def claims(self) -> tuple[str, ...]: ...
    @property
    def begins(self) -> Limit: ...
    @property
    def ends(self) -> Limit | None: ...


def day_of(act: Act) -> Days:
    """Where the day of an act may lie, widened where its source calls the date uncertain or approximate."""
    return act.begin_fringe


def in_time_order(act: Act) -> tuple[int, int, str]:
    """By what acts are put in order of time."""
    days = day_of(act)
    return days.lo, days.hi, act.id


class Book:
    """A record as known, with what its norms need to look up often."""

    def __init__(self, known: KnownRecord) -> None:
        self.known = known
        self._acts_of_kinds: dict[tuple[str, ...], list[Act]] = {}
        self._by_name: dict[tuple[tuple[str, ...], str], dict[str, list[int]]] = {}

    @cached_property
    def acts_of_claims(self) -> dict[str, str]:
        """The act of every visible claim that the keepers of the record wrote."""
        return {claim.id: act.id for act in self.known.written.acts.values() for claim in act.claims}

    def acts_of_kinds(self, kinds: tuple[str, ...]) -> list[Act]:
        """The acts that are, or may be, of one of the kinds, in order of time; worked out once."""
        if kinds not in self._acts_of_kinds:
            self._acts_of_kinds[kinds] = sorted(self.known.acts_of_kinds(kinds), key=in_time_order)
        return self._acts_of_kinds[kinds]

    def acts_agreeing(self, wanted: Filter, bound: Roles) -> list[Act]:
        """Of the acts of the kinds that a filter names, those that may agree with some roles where it asks for the same."""
        acts = self.acts_of_kinds(wanted.acts)
        found = [self._agreeing(wanted.acts, role, frozenset(map(slug, bound[role]))) for role in wanted.same if bound.get(role)]
        return [acts[place] for place in min(found, key=len)] if found else acts

    def _agreeing(self, kinds: tuple[str, ...], role: str, names: frozenset[str]) -> list[int]:
        """The places of the acts that may name any of some names in a role, those that leave it open among them."""
        if (kinds, role) not in self._by_name:
            places: dict[str, list[int]] = {}
            for place, act in enumerate(self.acts_of_kinds(kinds)):
                for name in {name for variant in act.variants for name in map(slug, variant.role(role) or ("",))}:
                    places.setdefault(name, []).append(place)
            self._by_name[kinds, role] = places
        held = self._by_name[kinds, role]
        return sorted({place for name in ("", *names) for place in held.get(name, ())})

    def standings_meant(self, wanted: Filter, bound: Roles | None = None) -> Iterator[tuple[Key, dict[str, tuple[str, ...]]]]:
        """The standings that a filter means, each with its roles."""
        return standings_meant(self.known, self.known.keys_of(wanted.standing), wanted, bound)

    def is_known(self, norm: Dated) -> bool:
        """Whether a visible claim states the norm."""
        return any(claim in self.acts_of_claims for claim in norm.claims)

    def is_disputed(self, norm: Norm) -> bool:
        """Whether a visible claim denies it."""
        return any(claim in self.acts_of_claims for claim in norm.disputed_by)

    def begins(self, norm: Dated) -> Days:
        """Where the first day of a norm may lie.

        Where nothing dates it: not before the instrument it rests on, at the latest when the first visible source told of it.
        """
        dated = self._dated(norm.begins)
        if dated is not None:
            return dated
        least = self.not_before(norm)
        first = -FOREVER if least is None else least
        return Days(first, max(first, self._first_told(norm)))

    def not_before(self, norm: Dated) -> int | None:
        """The day before which an open beginning cannot lie, as far as it is known."""
        floor = norm.begins.not_before
        days = None if floor is None else self._dated(floor)
        return None if days is None or days.lo <= -FOREVER else days.lo

    def ends(self, norm: Dated) -> Days | None:
        """Where its last day may lie; None where no end is recorded."""
        return None if norm.ends is None else self._dated(norm.ends)

    def is_open(self, norm: Dated) -> bool:
        """Whether nothing known dates its beginning."""
        dated = self._dated(norm.begins)
        return dated is None or dated.lo <= -FOREVER

    def binds(self, norm: Dated, on: Days) -> Certainty:
        """Whether it binds on a day that lies within ``on``."""
        found = at_or_after(on, self.begins(norm))
        if (ends := self.ends(norm)) is not None:
            found = min(found, at_or_after(ends, on))
        return found

    def _dated(self, limit: Limit) -> Days | None:
        if limit.claim:
            act = self.acts_of_claims.get(limit.claim)
            return None if act is None else day_of(self.known.acts[act])
        source = self.known.record.sources.get(limit.source)
        if limit.date is None or source is None or source.known > self.known.known:
            return None
        first, last = limit.date.first, limit.date.last
        return Days(first if isinstance(first, int) else -FOREVER, last if isinstance(last, int) else FOREVER)

    def _first_told(self, norm: Dated) -> int:
        record = self.known.record
        told = [
            record.sources[claim.source].known
            for name in norm.claims
            if name in self.acts_of_claims
            for claim in self.known.acts[self.acts_of_claims[name]].claims
            if claim.id == name
        ]
        return min(told, default=FOREVER)
