"""Whether what roads refer to stands in the record, and whether the matters of its instruments are those that a road names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from legation.evaluation.norms.norm import Limit
from legation.evaluation.norms.reading import norms_of
from legation.evaluation.places import Places, places_of
from legation.evaluation.road.reading import roads_of
from legation.evaluation.road.road import NONE_OF_THEM, Road
from legation.record.record import EVALUATION, Record
from legation.terms.problems import Problem, nearest, problem

INSTRUMENTS = "instruments.csv"


def problems_of_roads(record: Record) -> list[Problem]:
    """The problems of the roads of a record: of their form, of what they refer to, and of the matters that instruments name."""
    roads, problems = roads_of(record)
    claims = {claim.id for claim in record.claims}
    norms = norms_of(record)[0]
    for road in roads.values():
        places = places_of(record.evaluation[road.file.removeprefix(f"{EVALUATION}/")])
        problems.extend(_Checker(record, road, places, claims, norms, roads).problems())
    problems.extend(_of_instruments(record, roads.values()))
    return problems


class _Checker:
    def __init__(
        self, record: Record, road: Road, places: Places, claims: Collection[str], norms: Collection[str], roads: Collection[str]
    ) -> None:
        self.record, self.road, self.places, self.claims, self.norms, self.roads = record, road, places, claims, norms, roads

    def problems(self) -> Iterator[Problem]:
        road, record = self.road, self.record
        yield from self.unknown("actor", [road.actor], record.actors, "records.unknown_actor")
        yield from self.unknown("claims", road.claims, self.claims, "norms.unknown_claim")
        yield from self.unknown("law", filter(None, [road.law]), record.instruments, "records.unknown_instrument")
        yield from self.unknown("replaces", filter(None, [road.replaces]), self.roads, "roads.unknown_road")
        yield from self.unknown("instrument_kind", road.kinds, record.vocabulary.instruments, "records.unknown_kind")
        for place, limit in (("from", road.begins), ("to", road.ends)):
            if limit is not None:
                yield from self.limit(place, limit)
        for route in road.routes:
            for key, kinds in (("shown_by", route.shown_by), ("held_by", route.held_by)):
                yield from self.unknown(f"routes.{route.id}.{key}", kinds, record.vocabulary.acts, "records.unknown_kind")
        for key, steps in (("steps", road.steps), ("leaving", road.leaving)):
            for step in steps:
                yield from self.unknown(f"{key}.{step.id}.acts", step.acts, record.vocabulary.acts, "records.unknown_kind")
                yield from self.unknown(f"{key}.{step.id}.norm", filter(None, [step.norm]), self.norms, "roads.unknown_norm")

    def limit(self, place: str, limit: Limit) -> Iterator[Problem]:
        yield from self.unknown(f"{place}.claim", filter(None, [limit.claim]), self.claims, "norms.unknown_claim")
        yield from self.unknown(f"{place}.source", filter(None, [limit.source]), self.record.sources, "records.unknown_source")
        if limit.not_before is not None:
            yield from self.limit(f"{place}.not_before", limit.not_before)

    def unknown(self, place: str, names: Iterable[str], known: Collection[str], code: str) -> Iterator[Problem]:
        for name in names:
            if name not in known:
                near = nearest(name, known) or ", ".join(sorted(known)[:3]) or "—"
                line = self.places.line(self.road.id, place)
                yield problem(self.road.file, line, place, code, value=name, nearest=near)


def _of_instruments(record: Record, roads: Iterable[Road]) -> Iterator[Problem]:
    known = {NONE_OF_THEM} | {matter for road in roads for matter in road.matters}
    for instrument in record.instruments.values():
        for matter in instrument.matters:
            if matter not in known:
                near = nearest(matter, known) or ", ".join(sorted(known))
                yield problem(INSTRUMENTS, instrument.line, "matters", "roads.unknown_matter", value=matter, nearest=near)
        if NONE_OF_THEM in instrument.matters and len(instrument.matters) > 1:
            yield problem(INSTRUMENTS, instrument.line, "matters", "roads.none_and_some", id=instrument.id)
