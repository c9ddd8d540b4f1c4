"""What formulas stand on: the standings, acts and figures of a record as known, in columns, ready for every question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Final, Protocol

import numpy as np

from legation.evaluation.formula.choosing import Candidates
from legation.evaluation.formula.columns import Placed, Standings
from legation.evaluation.formula.figures import figure_of, figures_of, table_of_figures
from legation.evaluation.formula.values import Ref, Rests, Value
from legation.record.claims import LISTS_CLAIMS, Claim
from legation.record.measures import Observation
from legation.record.observations import observations_of
from legation.standings.asof import KnownRecord

ANY: Final = "any"


class Columns(Protocol):
    """The acts and standings of a record as known, in columns."""

    def acts(self, kinds: tuple[str, ...]) -> Candidates:
        """The acts that are, or may be, of some kinds; those sources call opinions, differences and gaps are acts of theirs."""

    def standings(self, kinds: tuple[str, ...]) -> Standings:
        """The standings of some kinds."""


class Ground:
    """A record as known, as formulas see it. One for each knowledge date; what it works out serves every formula.

    Args:
        columns: its acts and standings.
    """

    def __init__(self, known: KnownRecord, columns: Columns) -> None:
        self.known = known
        self.record = known.record
        self.columns = columns
        self._standings: dict[tuple[str, ...], Standings] = {}
        self._figures: dict[tuple[str, ...], Placed] = {}
        self._stated: dict[str, Value | None] = {}

    def actors_of_kind(self, kinds: Iterable[str]) -> list[str]:
        """The actors of some kinds."""
        wanted = frozenset(kinds)
        return [actor.id for actor in self.record.actors.values() if actor.kind in wanted]

    def candidates(self, what: str, kinds: tuple[str, ...]) -> Candidates:
        """The standings, acts or figures of some kinds; ``any`` stands for every kind of act, and every series."""
        vocabulary = self.record.vocabulary
        if what == "standings":
            return _whole(self.standings(kinds))
        if what == "acts":
            return self.columns.acts(tuple(vocabulary.acts) if ANY in kinds else kinds)
        return _whole(self.figures(tuple(vocabulary.measures) if ANY in kinds else kinds))

    def standings(self, kinds: tuple[str, ...]) -> Standings:
        """The standings of some kinds."""
        if kinds not in self._standings:
            self._standings[kinds] = self.columns.standings(kinds)
        return self._standings[kinds]

    def figures(self, series: tuple[str, ...]) -> Placed:
        """The figures of some series: what rival sources say of one thing is one figure, from the least to the greatest."""
        if series not in self._figures:
            groups = [group for one in series for group in self._groups.get(one, [])]
            self._figures[series] = table_of_figures(self.record, groups)
        return self._figures[series]

    @cached_property
    def _groups(self) -> Mapping[str, list[list[Observation]]]:
        return figures_of(observations_of(self.record, self.known.known, self.known.level))

    @cached_property
    def _by_id(self) -> dict[str, Claim | Observation]:
        """Every claim and figure that is known, by id."""
        rank = self.record.vocabulary.rank_of_level
        claims: list[Claim | Observation] = [one for one in self.record.claims if one.kind not in LISTS_CLAIMS]
        return {
            one.id: one
            for one in [*claims, *self.record.measures]
            if self.record.sources[one.source].known <= self.known.known and rank(one.level) <= rank(self.known.level)
        }

    def stated(self, claim: str) -> Value | None:
        """What a claim or figure states; None where it is not known, or states no figure."""
        if claim not in self._stated:
            one = self._by_id.get(claim)
            value = figure_of(one) if one is not None else None
            ref: Ref = ("measure" if isinstance(one, Observation) else "claim", claim)
            self._stated[claim] = replace(value, inputs=(Rests((ref,)),)) if value is not None else None
        return self._stated[claim]

    def has_source(self, source: str) -> bool:
        """Whether a source is known; that of what is our own always is."""
        return not source or self.record.sources[source].known <= self.known.known

    def said(self, claim: str) -> Claim | Observation | None:
        """A claim or figure, where it is known and may be read."""
        return self._by_id.get(claim)

    def knows(self, claim: str) -> bool:
        """Whether a claim or figure is known."""
        return claim in self._by_id


def _whole(table: Standings | Placed) -> Candidates:
    return Candidates(table, np.arange(len(table)), np.ones(len(table), np.bool_))
