"""From claims to acts, as seen from a knowledge date.

An act is the claims that share an act id. Field by field: later sources of one lineage replace the earlier ones; across
lineages nested dates intersect, disjoint dates take their hull and are a contradiction; rival parties or kinds are
variants, of which one happened; an empty cell says nothing. An adjudication names the claims it prefers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from types import MappingProxyType
from typing import Final

from legation.record.claims import WITHOUT_ACT_OF_THEIR_OWN, Claim
from legation.record.consistency import depths
from legation.record.record import Record
from legation.record.sources import lineage
from legation.terms.days import FOREVER as FOREVER
from legation.terms.edtf import Bound, Edtf, Range
from legation.terms.slug import slug as slug
from legation.terms.vocabulary import ROLES

ATTESTATION: Final = "attestation"
_IDENTIFYING: Final = ("kind", *ROLES, "standing")


@dataclass(frozen=True, slots=True)
class Days:
    """Where one instant may lie: day numbers, both included, ``±FOREVER`` where nothing bounds it."""

    lo: int
    hi: int

    @property
    def is_exact(self) -> bool:
        return self.lo == self.hi


@dataclass(frozen=True, slots=True)
class Variant:
    """One way in which an act may have happened: its kind and its roles, each a tuple of ids or texts."""

    kind: str
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    standing: str

    def role(self, name: str) -> tuple[str, ...]:
        return dict(self.roles).get(name, ())


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Claims of one act that cannot all be right in one field.

    Args:
        field: ``date``, ``kind``, a role, or ``value``.
        said: what each claim says, by claim id.
        settled_by: the adjudication that settles it, or empty.
    """

    field: str
    said: tuple[tuple[str, str], ...]
    settled_by: str


@dataclass(frozen=True, slots=True)
class Act:
    """An act as known on a date.

    Args:
        begin: days on which it may have happened, or begun; last: days that may have been its last, None where it has none.
        begin_fringe, last_fringe: the same, widened where the date is uncertain or approximate.
        endless: the source says that it is still going on.
        undated: no claim gives a date.
        is_count: an attestation of how many there were, not that one stood.
        variants: one, or the rivals of which one happened.
        claims: every claim visible; used: those that make the act, after lineages and adjudication.
    """

    id: str
    begin: Days
    last: Days | None
    begin_fringe: Days
    last_fringe: Days | None
    endless: bool
    undated: bool
    seconds: int
    depth: int
    is_count: bool
    variants: tuple[Variant, ...]
    claims: tuple[Claim, ...]
    used: tuple[Claim, ...]
    contradictions: tuple[Contradiction, ...]

    @property
    def kind(self) -> str:
        return self.variants[0].kind

    @property
    def is_rival(self) -> bool:
        """Whether the sources disagree on what happened or between whom."""
        return len(self.variants) > 1


def acts_of(record: Record, known: int, level: str = "public") -> dict[str, Act]:
    """The acts of a record by id.

    Args:
        known: day number; claims whose source was not yet known at its end are left out.
        level: the highest level of classification that the reader may see.
    """
    visible = visible_claims(record, known, level)
    return acts_from(record, visible, depths(said_before(visible)))


def acts_from(
    record: Record,
    visible: Mapping[str, Sequence[Claim]],
    depth: Mapping[str, int],
    kept: Mapping[str, Act] = MappingProxyType({}),
) -> dict[str, Act]:
    """The acts that visible claims make, by id.

    Args:
        visible: the claims of each act; depth: how many acts in a row come before each, 0 where it is not named.
        kept: acts that need not be made, as nothing that they rest on changed.
    """
    acts = {}
    for act, claims in sorted(visible.items()):
        made = kept.get(act) or _act(record, act, claims, depth)
        if made is not None:
            acts[act] = made
    return acts


def said_before(visible: Mapping[str, Iterable[Claim]]) -> dict[str, set[str]]:
    """The acts that claims say came first, by act; acts of which none says so left out."""
    before: dict[str, set[str]] = {}
    for act, claims in visible.items():
        for claim in claims:
            if claim.after:
                before.setdefault(act, set()).update(claim.after)
    return before


def visible_claims(record: Record, known: int, level: str = "public") -> dict[str, list[Claim]]:
    """Claims by act that were known at the end of day ``known`` and may be seen at ``level``, in order of claim id."""
    rank = record.vocabulary.rank_of_level
    levels = {one for one in {claim.level for claim in record.claims} if rank(one) <= rank(level)}
    sources = {name for name, one in record.sources.items() if one.known <= known}
    found: dict[str, list[Claim]] = {}
    for claim in sorted(record.claims, key=attrgetter("id")):
        if claim.source in sources and claim.level in levels:
            found.setdefault(claim.act, []).append(claim)
    return found


def _act(record: Record, act: str, claims: Sequence[Claim], depth: Mapping[str, int]) -> Act | None:
    statements = [claim for claim in claims if claim.kind not in WITHOUT_ACT_OF_THEIR_OWN]
    standing = _not_retracted(record, statements, [claim for claim in claims if claim.kind == "retraction"])
    if not standing:
        return None
    current = _latest_of_each_lineage(record, standing)
    adjudication = _adjudication(record, claims)
    preferred = {claim for claim in current if adjudication is not None and claim.id in adjudication.named}
    used = [claim for claim in current if not preferred or claim in preferred]
    settled_by = adjudication.id if adjudication is not None and preferred else ""
    dates = [claim.date for claim in used if claim.date is not None]
    begin, begin_fringe = _combined([date.begin for date in dates]), _combined([date.begin_fringe for date in dates])
    lasting = [date for date in dates if date.end is not None and date.end.hi is not Bound.OPEN]
    last, last_fringe = _combined([date.end for date in lasting]), _combined([date.end_fringe for date in lasting])
    if not dates:
        begin = begin_fringe = _undated(record, used)
    elif begin is not None and begin_fringe is not None and begin.hi >= FOREVER:
        told = _first_told(record, used)
        begin, begin_fringe = Days(begin.lo, max(begin.lo, told)), Days(begin_fringe.lo, max(begin_fringe.lo, told))
    begin, last = _in_order(begin, last)
    begin_fringe, last_fringe = _in_order(begin_fringe, last_fringe)
    return Act(
        id=act,
        begin=begin or Days(-FOREVER, FOREVER),
        last=last,
        begin_fringe=begin_fringe or Days(-FOREVER, FOREVER),
        last_fringe=last_fringe,
        endless=bool(dates) and not lasting and any(date.end is not None for date in dates),
        undated=not dates,
        seconds=max((date.seconds or 0 for date in dates), default=0),
        depth=depth.get(act, 0),
        is_count=any(claim.kind == ATTESTATION and claim.value for claim in used),
        variants=(_variant(used[0]),) if len(used) == 1 else _variants(used),
        claims=tuple(claims),
        used=tuple(used),
        contradictions=tuple(_contradictions(current, settled_by)),
    )


def _not_retracted(record: Record, claims: Iterable[Claim], retractions: Sequence[Claim]) -> list[Claim]:
    def retracted(claim: Claim) -> bool:
        return any(
            lineage(claim.source, record.sources) == lineage(one.source, record.sources)
            and record.sources[claim.source].known <= record.sources[one.source].known
            for one in retractions
        )

    return [claim for claim in claims if not retracted(claim)]


def _latest_of_each_lineage(record: Record, claims: Sequence[Claim]) -> list[Claim]:
    """Of each lineage the claims of its latest source, whose empty cells are filled from the source before."""
    lines: dict[str, dict[tuple[int, str], list[Claim]]] = {}
    for claim in claims:
        source = record.sources[claim.source]
        lines.setdefault(lineage(claim.source, record.sources), {}).setdefault((source.known, source.id), []).append(claim)
    current = []
    for line in lines.values():
        latest: list[Claim] = []
        for order in sorted(line):
            latest = [_filled(claim, latest[0]) if latest else claim for claim in line[order]]
        current.extend(latest)
    return sorted(current, key=lambda claim: claim.id)


def _filled(claim: Claim, earlier: Claim) -> Claim:
    names = ("date", *ROLES, "standing", "value", "unit", "qualifier")
    values = {name: getattr(claim, name) for name in Claim.__slots__}
    values.update({name: getattr(earlier, name) for name in names if not values[name]})
    return Claim(**values)


def _adjudication(record: Record, claims: Iterable[Claim]) -> Claim | None:
    found = [claim for claim in claims if claim.kind == "adjudication"]
    return max(found, key=lambda claim: (record.sources[claim.source].known, claim.id), default=None)


def _combined(ranges: Sequence[Range | None]) -> Days | None:
    """The intersection of the ranges, or their hull where they have none."""
    days = [_days(one) for one in ranges if one is not None]
    if not days:
        return None
    lo, hi = max(one.lo for one in days), min(one.hi for one in days)
    return Days(lo, hi) if lo <= hi else Days(min(one.lo for one in days), max(one.hi for one in days))


def _in_order(begin: Days | None, last: Days | None) -> tuple[Days | None, Days | None]:
    """Nothing ends before it begins: each bound tightens the other; where claims cannot be reconciled, both widen."""
    if begin is None or last is None:
        return begin, last
    if begin.lo > last.hi:
        return Days(last.lo, begin.hi), Days(last.lo, begin.hi)
    return Days(begin.lo, min(begin.hi, last.hi)), Days(max(begin.lo, last.lo), last.hi)


def _days(given: Range) -> Days:
    return Days(
        given.lo if isinstance(given.lo, int) else -FOREVER,
        given.hi if isinstance(given.hi, int) else FOREVER,
    )


def _first_told(record: Record, used: Sequence[Claim]) -> int:
    """The day by which a reported act had happened: the last on which the first of its sources may have come out."""
    return min(record.sources[claim.source].known for claim in used)


def _undated(record: Record, used: Sequence[Claim]) -> Days:
    """An undated act happened by the time its first source was out; an undated attestation speaks of its source's own day."""
    first = min((record.sources[claim.source] for claim in used), key=lambda source: (source.known, source.id))
    if all(claim.kind == ATTESTATION for claim in used):
        return Days(first.issued_first, first.known)
    return Days(-FOREVER, _first_told(record, used))


def _variants(used: Sequence[Claim]) -> tuple[Variant, ...]:
    told = [(claim, {name: folded(claim, name) for name in _IDENTIFYING}) for claim in used]
    said = {name: {one[name]: claim for claim, one in told if one[name]} for name in _IDENTIFYING}
    agreed = {name: next(iter(values.values())) for name, values in said.items() if len(values) == 1}
    alike = {name: folded(claim, name) for name, claim in agreed.items()}
    variants: dict[tuple[tuple[str, ...], ...], Variant] = {}
    for claim, one in told:
        identity = tuple(alike.get(name, one[name]) for name in _IDENTIFYING)
        if identity not in variants:
            variants[identity] = _variant(claim, agreed)
    return tuple(variants.values())


def _variant(claim: Claim, agreed: Mapping[str, Claim] = MappingProxyType({})) -> Variant:
    """What a claim says happened; what all that say anything of a field agree on is taken from one of them."""
    return Variant(
        kind=agreed.get("kind", claim).kind,
        roles=tuple((role, named) for role in ROLES if (named := agreed.get(role, claim).role(role))),
        standing=agreed.get("standing", claim).standing,
    )


def folded(claim: Claim, field: str) -> tuple[str, ...]:
    """What a claim says in a field, fit for comparing: lists in any order, names without case or accents."""
    value = claim.role(field)
    if field in ("office", "person", "place"):
        return tuple(slug(one) for one in value)
    return tuple(sorted(value))


def _contradictions(current: Sequence[Claim], settled_by: str) -> Iterable[Contradiction]:
    for field in _IDENTIFYING if len(current) > 1 else ():
        said = {claim.id: found for claim in current if (found := folded(claim, field))}
        if len(set(said.values())) > 1:
            yield Contradiction(field, tuple((key, ";".join(value)) for key, value in said.items()), settled_by)
    dated = [claim for claim in current if claim.date is not None]
    if not _agree([claim.date for claim in dated if claim.date is not None]):
        said_dates = tuple((claim.id, claim.date.text) for claim in dated if claim.date is not None)
        yield Contradiction("date", said_dates, settled_by)
    values = {claim.id: claim.value for claim in current if claim.value}
    if len(set(values.values())) > 1:
        yield Contradiction("value", tuple(values.items()), settled_by)


def _agree(dates: Sequence[Edtf]) -> bool:
    """Whether one day can satisfy every date, for the beginnings and for the ends."""
    for ranges in ([date.begin for date in dates], [date.end for date in dates if date.end is not None]):
        days = [_days(one) for one in ranges if one is not None]
        if days and max(one.lo for one in days) > min(one.hi for one in days):
            return False
    begin, last = _combined([date.begin for date in dates]), _combined([date.end for date in dates])
    return begin is None or last is None or begin.lo <= last.hi
