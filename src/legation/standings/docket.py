"""The docket: where sources contradict one another or themselves, where totals differ from lists, and what no source says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from legation.record.acts import ATTESTATION, FOREVER, Contradiction
from legation.record.claims import ORDERS, Claim, decimal_of
from legation.record.measures import Observation
from legation.record.observations import Measured, measured, observations_of, visible_observations
from legation.record.sources import lineage
from legation.standings.asof import KnownRecord
from legation.terms.vocabulary import ROLES

Subject = str
"""What kind of difference an entry is: one of :data:`SUBJECTS`."""
SUBJECTS: Final = (
    "date", "kind", "party", "value", "scope", "count", "list", "total_without_list", "attested_after_end", *ORDERS, "damaged",
    "gap",
)  # fmt: skip
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
    entries = [*_contradictions(known), *_noted(known), *_rival_figures(known), *_gaps(known)]
    if any(claim.kind == ATTESTATION for claim in known.record.claims):
        entries += [*_counts(known), *_lists(known), *_attested_after_end(known)]
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
    rows |= {one.id: one for one in visible_observations(known.record, known.known, known.level)}
    for claim in _claims(known):
        if claim.kind != "difference":
            continue
        subject = claim.qualifier
        settled = [one.id for one in known.acts[claim.act].claims if one.kind == "adjudication"]
        named = [rows[name] for name in claim.named if name in rows]
        said = tuple((one.id, _says(one, subject)) for one in named)
        totals = ((one.value, _total_against_list(known, one)) for one in named) if subject == "count" else ()
        stated, found = next(((total, str(names)) for total, names in totals if names), ("", ""))
        yield Entry(
            f"{subject}:{claim.id}", subject, claim.act, "", subject, said, stated, found,
            settled_by=max(settled, default=""), noted_by=claim.id,
        )  # fmt: skip


def _says(row: Claim | Observation, subject: Subject) -> str:
    """What a claim or a figure says in what the difference lies in."""
    if isinstance(row, Observation):
        return row.value
    if subject == "date" or subject in ORDERS:
        return row.date.text if row.date else ""
    if subject in ("count", "value"):
        return row.value
    if subject == "party":
        return ";".join(name for role in ROLES if role not in ("instrument", "place") for name in row.role(role))
    return row.kind if subject == "kind" else ""


def _rival_figures(known: KnownRecord) -> Iterator[Entry]:
    """Figures of one series, actor, counterpart and period that sources of different lineages give differently.

    Figures without a period are not compared, as each speaks of its own source's day; nor are several figures of one source,
    as they measure different things. What the keepers noted between the same figures stands there.
    """
    sources = known.record.sources
    noted = [set(claim.named) for claim in _claims(known) if claim.kind == "difference"]
    figures: dict[tuple[Measured, str], dict[str, list[Observation]]] = {}
    for one in observations_of(known.record, known.known, known.level):
        if one.period is not None and one.value:
            figures.setdefault((measured(one), one.unit), {}).setdefault(lineage(one.source, sources), []).append(one)
    for (what, unit), by_line in sorted(figures.items()):
        rivals = sorted((line[0] for line in by_line.values() if len(line) == 1), key=lambda one: one.id)
        if _can_all_hold(rivals) or any({one.id for one in rivals} <= named for named in noted):
            continue
        identity = ":".join(part for part in ("value", *what, unit) if part)
        yield Entry(identity, "value", "", "", "value", tuple((one.id, one.value) for one in rivals))


def _can_all_hold(figures: Iterable[Observation]) -> bool:
    """Whether one number fits every figure as its source qualifies it; an approximate figure is taken as it stands."""
    least, most = Decimal("-Infinity"), Decimal("Infinity")
    beyond = [least]
    for one in figures:
        figure = decimal_of(one.value)
        if figure is None:
            continue
        if one.qualifier == "more_than":
            beyond.append(figure)
        elif one.qualifier not in ("nearly", "at_most"):
            least = max(least, figure)
        if one.qualifier not in ("more_than", "at_least"):
            most = min(most, figure)
    return least <= most and max(beyond) < most


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
    """Totals that a source states, against the names that the same source gives; those the keepers noted stand as noted."""
    noted = {name for one in _claims(known) if one.kind == "difference" and one.qualifier == "count" for name in one.named}
    for claim in _claims(known):
        if claim.id in noted or (named := _total_against_list(known, claim)) is None:
            continue
        subject: Subject = "count" if named else "total_without_list"
        identity = f"{'count' if named else 'total'}:{claim.id}"
        yield Entry(identity, subject, claim.act, claim.standing, "value", ((claim.id, claim.value),), claim.value, str(named))


def _total_against_list(known: KnownRecord, claim: Claim | Observation) -> int | None:
    """How many names a source gives of what a claim of it counts, where that does not fit the total; None where it does."""
    if not isinstance(claim, Claim) or claim.kind != ATTESTATION or claim.unit in ("percent", "usd", "km2"):
        return None
    stated = decimal_of(claim.value)
    if stated is None:
        return None
    named = _named_by(known, claim)
    return named if named == 0 or not _fits(Decimal(named), stated, claim.qualifier) else None


def _fits(found: Decimal, stated: Decimal, qualifier: str) -> bool:
    if qualifier == "more_than":
        return found > stated
    if qualifier == "at_least":
        return found >= stated
    if qualifier == "nearly":
        return found < stated
    if qualifier == "at_most":
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
    without = known.unattested
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
