"""What only shows when the whole record is read: ids given twice, references to acts, orders that bite their tail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from legation.record.claims import WITHOUT_ACT_OF_THEIR_OWN, Claim, Shelf
from legation.record.measures import Observation
from legation.terms.problems import Problem, nearest, problem


def consistency(shelf: Shelf, claims: Sequence[Claim], measures: Sequence[Observation]) -> list[Problem]:
    """Problems between rows and between files."""
    return [
        *broken_between_rows(shelf, claims, measures),
        *_outside_existence(shelf, claims),
        *_ended_in_another_office(shelf, claims),
    ]


def broken_between_rows(shelf: Shelf, claims: Sequence[Claim], measures: Sequence[Observation]) -> list[Problem]:
    """Those of them that stop a record: what is left out here only warns."""
    acts = {claim.act for claim in claims if claim.kind not in WITHOUT_ACT_OF_THEIR_OWN}
    return [
        *_given_twice([*claims, *measures]),
        *_references_to_acts(claims, acts),
        *_references_to_claims(claims, measures),
        *_loops(claims),
        *_attestations(shelf, claims),
    ]


def _given_twice(rows: Iterable[Claim | Observation]) -> Iterable[Problem]:
    first: dict[str, Claim | Observation] = {}
    for row in rows:
        if row.id in first:
            before = first[row.id]
            yield problem(row.file, row.line, "claim", "records.claim_twice", id=row.id, place=f"{before.file}:{before.line}")
        first.setdefault(row.id, row)


def _references_to_acts(claims: Sequence[Claim], acts: set[str]) -> Iterable[Problem]:
    about: dict[str, set[str]] = {}
    for claim in claims:
        about.setdefault(claim.act, set()).add(claim.id)
        if claim.kind == "difference":
            about[claim.act].update(claim.named)
    for claim in claims:
        for act in claim.after:
            if act not in acts:
                yield problem(
                    claim.file, claim.line, "after", "records.unknown_act", value=act, nearest=nearest(act, acts) or "—"
                )
        if claim.kind in WITHOUT_ACT_OF_THEIR_OWN and claim.act not in acts:
            yield problem(
                claim.file, claim.line, "act", "records.unknown_act", value=claim.act, nearest=nearest(claim.act, acts) or "—"
            )
        if claim.kind == "adjudication":
            for preferred in claim.named:
                if preferred not in about[claim.act]:
                    near = nearest(preferred, about[claim.act]) or "—"
                    yield problem(claim.file, claim.line, "value", "records.unknown_claim", value=preferred, nearest=near)


def _references_to_claims(claims: Sequence[Claim], measures: Sequence[Observation]) -> Iterable[Problem]:
    known = {claim.id for claim in claims} | {one.id for one in measures}
    for claim in claims:
        if claim.kind == "difference":
            for named in claim.named:
                if named not in known:
                    near = nearest(named, known) or "—"
                    yield problem(claim.file, claim.line, "value", "records.no_such_claim", value=named, nearest=near)


def _loops(claims: Sequence[Claim]) -> Iterable[Problem]:
    before: dict[str, set[str]] = {}
    for claim in claims:
        if claim.after:
            before.setdefault(claim.act, set()).update(claim.after)
    settled = depths(before)
    for claim in claims:
        if claim.after and claim.act not in settled:
            loop = ", ".join(sorted({claim.act, *claim.after} - settled.keys()))
            yield problem(claim.file, claim.line, "after", "records.after_loop", value=loop)


def depths(before: Mapping[str, set[str]]) -> dict[str, int]:
    """How many acts in a row are said to come before each act; acts in a loop have no depth and are left out."""
    found: dict[str, int] = {}
    waiting = set(before) | {act for acts in before.values() for act in acts}
    while ready := sorted(act for act in waiting if before.get(act, set()) <= found.keys()):
        for act in ready:
            found[act] = 1 + max((found[earlier] for earlier in before.get(act, set())), default=-1)
        waiting -= set(ready)
    return found


def _attestations(shelf: Shelf, claims: Sequence[Claim]) -> Iterable[Problem]:
    for claim in claims:
        kind = shelf.vocabulary.standings.get(claim.standing)
        if claim.kind != "attestation" or kind is None or claim.value:
            continue
        missing = [role for role in kind.key if not claim.role(role)]
        if missing:
            yield problem(claim.file, claim.line, missing[0], "records.key_needed", kind=kind.id, columns=", ".join(missing))


def _outside_existence(shelf: Shelf, claims: Sequence[Claim]) -> Iterable[Problem]:
    for claim in claims:
        if claim.date is None or claim.kind in ("opinion", "gap", "expected"):
            continue
        for column in ("subject", "object"):
            for name in claim.role(column):
                actor = shelf.actors.get(name)
                if actor is None:
                    continue
                last, first = claim.date.last, claim.date.first
                sources = ", ".join(actor.sources)
                begins = actor.exists_from.first if actor.exists_from else None
                ends = actor.exists_to.last if actor.exists_to else None
                if isinstance(begins, int) and isinstance(last, int) and last < begins:
                    yield problem(
                        claim.file,
                        claim.line,
                        column,
                        "records.before_it_existed",
                        severity="warning",
                        actor=name,
                        source=sources,
                    )
                if isinstance(ends, int) and isinstance(first, int) and first > ends:
                    yield problem(
                        claim.file, claim.line, column, "records.after_it_ended", severity="warning", actor=name, source=sources
                    )


def _ended_in_another_office(shelf: Shelf, claims: Sequence[Claim]) -> Iterable[Problem]:
    """Ends of what somebody holds in an office, of which the record has beginnings in other offices only."""
    for kind in shelf.vocabulary.standings.values():
        if "office" not in kind.key:
            continue
        opens, closes = ({one.act for one in kind.effects if one.does == does} for does in ("open", "close"))
        apart = [role for role in kind.key if role != "office"]
        begun: dict[tuple[tuple[str, ...], ...], set[str]] = {}
        for claim in claims:
            if claim.kind in opens:
                begun.setdefault(tuple(claim.role(role) for role in apart), set()).add(claim.office)
        for claim in claims:
            if claim.kind in closes:
                offices = begun.get(tuple(claim.role(role) for role in apart))
                if offices is not None and claim.office not in offices:
                    known = ", ".join(sorted(offices))
                    yield problem(
                        claim.file,
                        claim.line,
                        "office",
                        "records.begun_otherwise",
                        severity="warning",
                        value=claim.office,
                        known=known,
                    )
