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

    @cached_property
    def acts_of_claims(self) -> dict[str, str]:
        """The act of every visible claim."""
        return {claim.id: act.id for act in self.known.acts.values() for claim in act.claims}

    @cached_property
    def _acts_by_kind(self) -> dict[str, list[Act]]:
        found: dict[str, list[Act]] = {}
        for act in sorted(self.known.acts.values(), key=in_time_order):
            for kind in dict.fromkeys(variant.kind for variant in act.variants):
                found.setdefault(kind, []).append(act)
        return found

    def acts_of_kinds(self, kinds: tuple[str, ...]) -> list[Act]:
        """The acts that are, or may be, of one of the kinds, in order of time; worked out once."""
        if kinds not in self._acts_of_kinds:
            found = {act.id: act for kind in kinds for act in self._acts_by_kind.get(kind, ())}
            self._acts_of_kinds[kinds] = sorted(found.values(), key=in_time_order) if len(kinds) > 1 else list(found.values())
        return self._acts_of_kinds[kinds]

    def standings_meant(self, wanted: Filter, bound: Roles | None = None) -> Iterator[tuple[Key, dict[str, tuple[str, ...]]]]:
        """The standings that a filter means, each with its roles."""
        return standings_meant(self.known, self._keys_of_kinds.get(wanted.standing, ()), wanted, bound)

    @cached_property
    def _keys_of_kinds(self) -> dict[str, list[Key]]:
        found: dict[str, list[Key]] = {}
        for key in self.known.histories:
            found.setdefault(key.kind, []).append(key)
        return found

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
