"""The docket: where sources contradict one another or themselves, where totals differ from lists, and what no source says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal, cast

from legation.record.acts import ATTESTATION, FOREVER, Contradiction
from legation.record.claims import Claim, decimal_of
from legation.record.measures import Observation
from legation.standings.asof import KnownRecord

Subject = Literal[
    "date", "kind", "party", "scope", "value", "count", "total_without_list", "list", "attested_after_end", "damaged", "gap"
]
_PARTIES = frozenset({"subject", "object", "instrument"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of the docket.

    Args:
        id: stable while the claims stand, e.g. ``date:unasur-denunciation``.
        subject: what kind of difference it is.
        act: the act concerned, or empty; standing: the kind of standing concerned, or empty.
        field: the field in which the claims differ, or empty.
        said: what each claim says, by claim id.
        stated, found: for a count, the total stated and the number of names found; empty otherwise.
        settled_by: the adjudication that settles it, or empty.
        noted_by: the claim by which the keepers of the record noted it, or empty where it follows from the claims themselves.
    """

    id: str
    subject: Subject
    act: str
    standing: str
    field: str
    said: tuple[tuple[str, str], ...]
    stated: str = ""
    found: str = ""
    settled_by: str = ""
    noted_by: str = ""


def docket(known: KnownRecord) -> list[Entry]:
    """Every open or settled difference and every gap of a record, by kind and act."""
    entries = [
        *_contradictions(known),
        *_noted(known),
        *_counts(known),
        *_lists(known),
        *_attested_after_end(known),
        *_gaps(known),
    ]
    return sorted(entries, key=lambda entry: (entry.subject, entry.id))


def _contradictions(known: KnownRecord) -> Iterator[Entry]:
    for act in known.acts.values():
        for one in act.contradictions:
            subject = _subject(one)
            identity = f"{subject}:{act.id}" if subject == one.field else f"{subject}:{act.id}:{one.field}"
            yield Entry(identity, subject, act.id, "", one.field, one.said, settled_by=one.settled_by)


def _noted(known: KnownRecord) -> Iterator[Entry]:
    """Differences between claims of different acts, or inside one source, that the keepers of the record noted."""
    rows: dict[str, Claim | Observation] = {claim.id: claim for claim in _claims(known)}
    rows |= {one.id: one for one in known.record.measures if known.record.sources[one.source].known <= known.known}
    for claim in _claims(known):
        if claim.kind != "difference":
            continue
        subject = cast(Subject, claim.qualifier)
        settled = [one.id for one in known.acts[claim.act].claims if one.kind == "adjudication"]
        said = tuple((name, _says(rows[name], subject)) for name in claim.named if name in rows)
        yield Entry(
            f"{subject}:{claim.id}", subject, claim.act, "", subject, said, settled_by=max(settled, default=""), noted_by=claim.id
        )


def _says(row: Claim | Observation, subject: Subject) -> str:
    """What a claim or a figure says in what the difference lies in."""
    if isinstance(row, Observation):
        return row.value
    if subject == "date":
        return row.date.text if row.date else ""
    if subject in ("count", "value"):
        return row.value
    if subject == "party":
        return ";".join((*row.subject, *row.object))
    return row.kind if subject == "kind" else ""


def _subject(one: Contradiction) -> Subject:
    if one.field == "date":
        return "date"
    if one.field in ("kind", "standing"):
        return "kind"
    if one.field == "value":
        return "value"
    if one.field in _PARTIES:
        named = sorted((set(text.split(";")) for _, text in one.said), key=len)
        return "scope" if all(fewer <= more for fewer, more in pairwise(named)) else "party"
    return "scope"


def _counts(known: KnownRecord) -> Iterator[Entry]:
    """Totals that a source states, against the names that the same source gives."""
    for claim in _claims(known):
        stated = decimal_of(claim.value)
        if claim.kind != ATTESTATION or stated is None or claim.unit in ("percent", "usd", "km2"):
            continue
        named = _named_by(known, claim)
        about = (claim.act, claim.standing, "value", ((claim.id, claim.value),), claim.value, str(named))
        if named == 0:
            yield Entry(f"total:{claim.id}", "total_without_list", *about)
        elif not _fits(Decimal(named), stated, claim.qualifier):
            yield Entry(f"count:{claim.id}", "count", *about)


def _fits(found: Decimal, stated: Decimal, qualifier: str) -> bool:
    if qualifier in ("more_than", "at_least"):
        return found >= stated
    if qualifier in ("nearly", "at_most"):
        return found <= stated
    return found == stated


def _named_by(known: KnownRecord, count: Claim) -> int:
    """How many of the counted kind the same source itself names, within the parties that the count names.

    Terms are counted by the acts that begin them, all else by standings.
    """
    wanted = set(count.subject) | set(count.object)
    found = set()
    for key, history in known.histories.items():
        if key.kind != count.standing or not wanted <= set(history.names):
            continue
        for act, effect in history.effects:
            names_it = effect.does in ("open", "term", "attest") and any(
                claim.source == count.source for claim in known.acts[act].used
            )
            if names_it:
                found.add(act if count.unit == "terms" else key.id)
    return len(found)


def _lists(known: KnownRecord) -> Iterator[Entry]:
    """Standings that one source lists as of its own day and another, of the same kind, does not."""
    lists: dict[str, dict[str, dict[str, str]]] = {}
    for key, history in known.histories.items():
        for act, effect in history.effects:
            if effect.act == ATTESTATION and effect.does == "attest" and known.acts[act].undated:
                for claim in known.acts[act].used:
                    lists.setdefault(key.kind, {}).setdefault(claim.source, {})[key.id] = claim.id
    for kind, by_source in sorted(lists.items()):
        if len(by_source) < 2:
            continue
        everywhere = set.intersection(*(set(named) for named in by_source.values()))
        said = tuple(
            (claim, standing)
            for source in sorted(by_source)
            for standing, claim in sorted(by_source[source].items())
            if standing not in everywhere
        )
        if said:
            yield Entry(f"list:{kind}", "list", "", kind, "", said)


def _attested_after_end(known: KnownRecord) -> Iterator[Entry]:
    """Standings that a source says held on a day when, by the recorded acts, they had ended."""
    without = KnownRecord(
        known.record.with_claims(tuple(claim for claim in known.record.claims if claim.kind != ATTESTATION)),
        known.known,
        known.level,
    )
    for key, history in known.histories.items():
        if key not in without.histories:
            continue
        for act, effect in history.effects:
            day = known.acts[act].begin.hi
            if effect.act != ATTESTATION or effect.does != "attest" or day >= FOREVER:
                continue
            if without.verdict(key, day).answer == "no":
                said = tuple((claim.id, key.id) for claim in known.acts[act].used)
                yield Entry(f"attested:{act}:{key.id}", "attested_after_end", act, key.kind, "date", said)


def _gaps(known: KnownRecord) -> Iterator[Entry]:
    for claim in _claims(known):
        if claim.kind == "gap":
            subject: Subject = "damaged" if claim.qualifier == "damaged" else "gap"
            yield Entry(f"{subject}:{claim.id}", subject, claim.act, "", "", ((claim.id, claim.locator),))


def _claims(known: KnownRecord) -> list[Claim]:
    return sorted((claim for act in known.acts.values() for claim in act.used), key=lambda claim: claim.id)
