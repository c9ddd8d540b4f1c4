"""Whether what norms refer to stands in the record: claims, sources, instruments, actors, kinds of act and of standing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from legation.evaluation.norms.norm import Filter, Limit, Norm
from legation.evaluation.norms.reading import norms_of
from legation.evaluation.places import Places, places_of
from legation.record.record import EVALUATION, Record
from legation.terms.problems import Problem, nearest, problem


def problems_of_norms(record: Record) -> list[Problem]:
    """The problems of the norms of a record: of their form, and of what they refer to."""
    norms, problems = norms_of(record)
    claims = {claim.id for claim in record.claims}
    texts = {norm.file: record.evaluation[norm.file.removeprefix(f"{EVALUATION}/")] for norm in norms.values()}
    places = {file: places_of(text) for file, text in texts.items()}
    for norm in norms.values():
        checker = _Checker(record, norm, places[norm.file], claims)
        problems.extend(checker.problems())
    return problems


class _Checker:
    def __init__(self, record: Record, norm: Norm, places: Places, claims: Collection[str]) -> None:
        self.record = record
        self.norm = norm
        self.places = places
        self.claims = claims

    def problems(self) -> Iterator[Problem]:
        norm, record = self.norm, self.record
        yield from self.unknown("claims", norm.claims, self.claims, "norms.unknown_claim")
        yield from self.unknown("disputed_by", norm.disputed_by, self.claims, "norms.unknown_claim")
        yield from self.unknown("law", filter(None, [norm.law]), record.instruments, "records.unknown_instrument")
        yield from self.limit("from", norm.begins)
        if norm.ends is not None:
            yield from self.limit("to", norm.ends)
        yield from self.unknown("owes.actor", norm.owes.actors, record.actors, "records.unknown_actor")
        for place, filter_ in (
            ("trigger", norm.trigger),
            ("owes", norm.owes.holders),
            ("discharged_by", norm.discharged_by),
            *(("except", one.what) for one in norm.exceptions),
        ):
            if filter_ is not None:
                yield from self.filter(place, filter_)
        if norm.owes.holders is not None and norm.owes.holders.standing in record.vocabulary.standings:
            key = record.vocabulary.standings[norm.owes.holders.standing].key
            yield from self.unknown("owes.role", [norm.owes.role], key, "norms.role_not_of_standing")

    def limit(self, place: str, limit: Limit) -> Iterator[Problem]:
        yield from self.unknown(f"{place}.claim", filter(None, [limit.claim]), self.claims, "norms.unknown_claim")
        yield from self.unknown(f"{place}.source", filter(None, [limit.source]), self.record.sources, "records.unknown_source")
        if limit.not_before is not None:
            yield from self.limit(f"{place}.not_before", limit.not_before)

    def filter(self, place: str, given: Filter) -> Iterator[Problem]:
        words = self.record.vocabulary
        yield from self.unknown(f"{place}.act", given.acts, words.acts, "records.unknown_kind")
        yield from self.unknown(f"{place}.standing", filter(None, [given.standing]), words.standings, "records.unknown_kind")
        yield from self.unknown(f"{place}.instrument_kind", given.instrument_kinds, words.instruments, "records.unknown_kind")
        yield from self.unknown(f"{place}.parties", given.parties, self.record.actors, "records.unknown_actor")
        for roles, inner in ((given.roles, place), (given.without, f"{place}.not")):
            for role, names in roles:
                if role in ("subject", "object"):
                    yield from self.unknown(f"{inner}.{role}", names, self.record.actors, "records.unknown_actor")
                elif role == "instrument":
                    yield from self.unknown(f"{inner}.{role}", names, self.record.instruments, "records.unknown_instrument")
        if given.standing in words.standings:
            key = words.standings[given.standing].key
            asked = [*(role for role, _ in given.roles), *(role for role, _ in given.without), *given.same]
            yield from self.unknown(place, asked, key, "norms.role_not_of_standing")

    def unknown(self, place: str, names: Iterable[str], known: Collection[str], code: str) -> Iterator[Problem]:
        for name in names:
            if name not in known:
                near = nearest(name, known) or ", ".join(sorted(known)[:3]) or "—"
                line = self.places.line(self.norm.id, place)
                yield problem(self.norm.file, line, place, code, value=name, nearest=near)
