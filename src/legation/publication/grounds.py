"""What a row of a table rests on: the claims behind it, each with the place where to read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from legation.evaluation.plans.reading import read_plan
from legation.publication.questions import Asked
from legation.record.claims import Claim
from legation.record.record import Record
from legation.record.scenario import SUPPOSITION
from legation.standings.asof import KnownRecord
from legation.standings.reasons import Explanation, explain

Thing = Literal["act", "claim", "actor", "source", "standing", "instrument", "measure", "plan"]
Ref = tuple[Thing, str]
"""A thing of the record on which a row rests, e.g. ``("act", "unasur-denunciation")``."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One place in one source; ``locator`` is empty where the record names only the source, ``claim`` where no claim says it."""

    source: str
    locator: str = ""
    claim: str = ""


@dataclass(frozen=True)
class Basis:
    """From what an answer was drawn: the record as known on one or more dates, and the dates it was asked about.

    Args:
        views: the record as known; two where an answer compares two dates of knowledge.
        on: the dates asked about, one for each view; empty where no date was asked.
        language: of the answer.
    """

    views: tuple[KnownRecord, ...]
    on: tuple[Asked, ...] = ()
    language: str = "en"

    @property
    def record(self) -> Record:
        """The record."""
        return self.views[0].record

    def grounds(self, refs: Iterable[Ref]) -> tuple[Ground, ...]:
        """The places in the sources behind some things of the record, each once, by source and claim.

        What is supposed has none; what a log beside the record says is cited as the record itself.
        """
        found = {ground for ref in dict.fromkeys(refs) for place in range(len(self.views)) for ground in self._behind(ref, place)}
        recorded = (one for one in found if one.source != SUPPOSITION and self._is_work(one.source))
        return tuple(sorted(recorded, key=lambda one: (one.source, one.claim, one.locator)))

    def _is_work(self, source: str) -> bool:
        found = self.record.sources.get(source)
        return found is not None and bool(found.csl)

    @cached_property
    def _claims(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self.record.claims}

    @cached_property
    def _measures(self) -> dict[str, Ground]:
        return {one.id: Ground(one.source, one.locator, one.id) for one in self.record.measures}

    @cached_property
    def _plan(self) -> dict[str, Ground]:
        return {row.claim: Ground(row.source, row.locator, row.claim) for row in read_plan(self.record).rows}

    def _behind(self, ref: Ref, place: int) -> Iterator[Ground]:
        what, name = ref
        view = self.views[place]
        if what == "act" and name in view.acts:
            yield from (Ground(claim.source, claim.locator, claim.id) for claim in view.acts[name].claims)
        elif what == "claim" and name in self._claims:
            yield Ground(self._claims[name].source, self._claims[name].locator, name)
        elif what == "actor" and name in self.record.actors:
            yield from (Ground(source) for source in self.record.actors[name].sources)
        elif what == "instrument" and name in self.record.instruments:
            yield from (Ground(source) for source in self.record.instruments[name].sources)
        elif what == "source":
            yield Ground(name)
        elif what == "measure" and name in self._measures:
            yield self._measures[name]
        elif what == "plan" and name in self._plan:
            yield self._plan[name]
        elif what == "standing":
            yield from self._behind_standing(name, place)

    def _behind_standing(self, name: str, place: int) -> Iterator[Ground]:
        view = self.views[place]
        key = view.find(name)
        if key is None:
            return
        on = self.on[place] if self.on else None
        last_day = self.record.period[1]
        view = view.apart(key)
        found = explain(view, key, on.first if on else last_day, on.last if on else last_day)
        for act in dict.fromkeys((*view.acts_behind(key), *(reason.act.id for reason in found.reasons))):
            yield from self._behind(("act", act), place)
        for ref in limit_refs(view, found):
            yield from self._behind(ref, place)


def limit_refs(view: KnownRecord, explanation: Explanation) -> tuple[Ref, ...]:
    """The actors and acts that bound a standing from outside."""
    return tuple(("act" if cause in view.acts else "actor", cause) for _, cause, _ in explanation.limits)
