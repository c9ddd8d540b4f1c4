"""The engine against its definition: small random histories, every placement of every uncertain day replayed."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from legation.record.acts import Days
from legation.standings.answers import answer_on
from legation.standings.asof import KnownRecord
from legation.standings.history import Key
from legation.standings.outcomes import outcomes
from legation.standings.placements import outcomes_over_placements
from legation.terms.days import iso
from tests.small_records import day, small_record

HISTORIES = int(os.environ.get("LEGATION_HISTORIES", "1000"))


def costly(part: int, in_ci: int) -> int:
    """How many histories a costly test draws: a part of them, so that the default suite is short; in CI so many at least."""
    return max(HISTORIES // part, in_ci if "LEGATION_LONG" in os.environ else 0)


MOST_WORLDS = 2_000
YEAR, MARGIN = day("1900-01-01"), 12
WINDOW = Days(YEAR - MARGIN, YEAR + 366 + 3 * MARGIN)
LAPSING = {"elected", "seat_held", "war", "in_charge", "appointed", "in_office", "seat_in_body"}
KINDS = {
    "relations": ["relations_established", "relations_severed", "relations_resumed", "attestation"],
    "membership": [
        "joined",
        "withdrawal_effective",
        "denunciation_notified",
        "withdrawal_announced",
        "attestation",
        "body_succeeded",
    ],
    "in_office": ["appointed", "left_office", "in_charge", "attestation"],
    "seat_in_body": ["seat_held", "elected", "attestation"],
    "at_war": ["war", "peace_concluded"],
    "case_pending": ["case_filed", "judgment_delivered"],
    "organic_law": ["organic_law_issued", "attestation"],
    "agreement_concluded": ["attestation", "agreement_entered_into_force", "agreement_ended", "attestation"],
    "right_held": ["right_granted", "right_exercised"],
}


@st.composite
def dates(draw: st.DrawFn, *, lasting: bool) -> str:
    """A date within a fortnight: a day, a choice of days, a lasting act, now and then approximate, with an hour, or none."""
    offset = draw(st.integers(0, MARGIN))
    width = draw(st.integers(0, 2))
    first, second = iso(YEAR + offset), iso(YEAR + offset + width)
    forms = [first, first, f"[{first}..{second}]", f"{first}~", f"{first}T10:00:00", ""]
    if lasting:
        forms += [f"{first}/{second}", f"{first}/{second}?", f"{first}/..", f"{first}/"]
    return draw(st.sampled_from(forms))


@st.composite
def rows(draw: st.DrawFn, family: str) -> dict[str, str]:
    kind = draw(st.sampled_from(KINDS[family]))
    row = {"kind": kind, "date": draw(dates(lasting=kind in ("seat_held", "war", "in_charge", "joined", "appointed", "elected")))}
    if kind == "attestation":
        row["standing"] = family
        row["date"] = row["date"] or iso(YEAR + draw(st.integers(0, MARGIN)))
    if family == "agreement_concluded" and kind == "attestation":
        row["standing"] = draw(st.sampled_from(["agreement_concluded", "agreement_in_force", "agreement_under_negotiation"]))
    if kind == "denunciation_notified":
        row["date"] = row["date"] or iso(YEAR)  # undated, its effect a year on would need a window of years
    if kind == "body_succeeded":
        row["subject"], row["object"] = draw(st.sampled_from([("org-b", "org-a"), ("org-c", "org-b")]))
    elif family == "in_office":
        row |= {"object": "org-a", "office": "head", "person": draw(st.sampled_from(["Ana", "Luz"]))}
    elif family == "organic_law":
        row |= {"object": "org-a", "instrument": draw(st.sampled_from(["law-1", "law-2"]))}
    elif family == "agreement_concluded":
        row |= {"subject": "peru", "instrument": "treaty-1"}
    elif family in ("membership", "seat_in_body"):
        row |= {"subject": "peru", "object": draw(st.sampled_from(["org-a", "org-a", "org-b"]))}
    else:
        row |= {"subject": "peru", "object": draw(st.sampled_from(["chile", "chile", "old-state"]))}
        if family == "right_held":
            row["place"] = "Arica"
        if draw(st.booleans()) and family != "right_held":
            row["subject"], row["object"] = row["object"], row["subject"]
    return row


@st.composite
def small_histories(draw: st.DrawFn) -> tuple[list[dict[str, str]], dict[str, tuple[str, str]]]:
    family = draw(st.sampled_from(sorted(KINDS)))
    drawn = draw(st.lists(rows(family), min_size=1, max_size=4))
    for number, row in enumerate(drawn):
        row["act"] = f"a-{number}"
        transfers = "body_succeeded" in (row["kind"], drawn[0]["kind"])
        if number and not transfers and draw(st.integers(0, 3)) == 0:
            row["act"] = "a-0"
        elif number and draw(st.integers(0, 4)) == 0:
            row["after"] = "a-0"
    lives = {}
    if draw(st.booleans()):
        begins, ends = YEAR + draw(st.integers(-3, 3)), YEAR + draw(st.integers(4, MARGIN))
        lives = {"old-state": (f"[{iso(begins)}..{iso(begins + 1)}]", iso(ends)), "org-b": (iso(begins), "")}
    return drawn, lives


@settings(max_examples=HISTORIES, deadline=None, suppress_health_check=list(HealthCheck))
@given(small_histories(), st.lists(st.integers(-3, MARGIN + 8), min_size=3, max_size=3), st.booleans())
def test_the_engine_agrees_with_the_definition(
    history: tuple[list[dict[str, str]], dict[str, tuple[str, str]]], offsets: list[int], a_year_on: bool
) -> None:
    rows, lives = history
    record = small_record(rows, sources={"book": "1900-01-14"}, lives=lives)
    known = KnownRecord(record, day("2000-01-01"))
    acts = known.acts
    assume(worlds_at_most(acts) <= MOST_WORLDS)
    for key, found in known.histories.items():
        for offset in offsets:
            asked = YEAR + offset + (365 if a_year_on else 0)
            expected = outcomes_over_placements(record, acts, Key(key.kind, key.roles), asked, WINDOW)
            assert outcomes(found.strands, asked) == expected, (key.id, iso(asked))
            coverage = record.coverage[key.kind]
            assert known.verdict(key, asked) == answer_on(found, coverage, asked), (key.id, iso(asked))


def worlds_at_most(acts: dict) -> int:
    number = 1
    for act in acts.values():
        width = min(act.begin_fringe.hi, WINDOW.hi) - max(act.begin_fringe.lo, WINDOW.lo) + 1
        lapses = any(variant.kind in LAPSING or variant.standing in LAPSING for variant in act.variants)
        if act.last_fringe is not None:
            width *= act.last_fringe.hi - act.last_fringe.lo + 1
        elif lapses and not act.endless:
            width *= WINDOW.hi - WINDOW.lo
        number *= width * len(act.variants)
    return number
