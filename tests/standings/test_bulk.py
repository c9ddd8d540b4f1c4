"""A log compiled in columns gives what the rules give, act by act."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest import MonkeyPatch

from legation.record.coverage import Coverage, Known
from legation.record.log import Log, checked, with_log
from legation.record.record import Record
from legation.standings import plain_blocks
from legation.standings.asof import KnownRecord
from legation.standings.bulk import compiled_log
from legation.terms.days import iso
from tests.small_records import day, small_record
from tests.standings.drawn_logs import drawn_logs
from tests.standings.test_against_definition import YEAR, costly

FIRST, LAST = day("1800-01-01"), day("2100-12-31")
COVERAGES = [
    Coverage(Known("selective", FIRST, LAST), Known("none", FIRST, LAST)),
    Coverage(Known("exhaustive", FIRST, LAST), Known("exhaustive", YEAR + 4, YEAR + 9)),
    Coverage(Known("exhaustive", YEAR + 2, YEAR + 11), Known("selective", FIRST, LAST)),
]


@st.composite
def records(draw: st.DrawFn) -> Record:
    chosen = draw(st.sampled_from(COVERAGES))
    lives = {}
    if draw(st.booleans()):
        begins, ends = YEAR + draw(st.integers(-3, 5)), YEAR + draw(st.integers(6, 12))
        lives = {
            "old-state": (f"[{iso(begins)}..{iso(begins + 1)}]", iso(ends)),
            "chile": (iso(begins - 2), f"[{iso(ends)}..{iso(ends + 2)}]"),
        }
    rows = []
    if draw(st.integers(0, 4)) == 0:
        rows.append({"kind": "relations_established", "subject": "peru", "object": "chile", "date": iso(YEAR + 3)})
    record = small_record([], lives=lives)
    return small_record(rows, sources={"book": "1900-01-12"}, lives=lives, coverage=dict.fromkeys(record.coverage, chosen))


@settings(max_examples=costly(10, 1000), deadline=None, suppress_health_check=list(HealthCheck))
@given(records(), drawn_logs())
def test_a_log_in_columns_agrees_with_the_rules(record: Record, log: Log) -> None:
    made = compiled_log(record, checked(log, record)).compiled
    number = {made.keys.key(place): place for place in range(len(made.keys))}
    whole = with_log(record, log)
    turns = sorted({whole.sources[claim.source].known for claim in whole.claims})
    for turn in (turns[0] - 1, *turns):
        view = KnownRecord(whole, turn)
        for key in view.histories:
            for asked in (FIRST - 1, *range(YEAR - 4, YEAR + 22), YEAR + 366, LAST + 1):
                answer = made.verdict(number[key], asked, known=turn)
                assert answer == view.verdict(key, asked), (key.id, iso(asked), turn - YEAR)
        for key, place in number.items():
            if key not in view.histories:
                assert made.verdict(place, YEAR + 3, known=turn) is None


@pytest.mark.parametrize("events", [1, 2])
@settings(max_examples=costly(10, 500), deadline=None, suppress_health_check=list(HealthCheck))
@given(records(), drawn_logs())
def test_standings_cut_into_blocks_agree_with_standings_whole(events: int, record: Record, log: Log) -> None:
    whole = compiled_log(record, log).compiled
    with MonkeyPatch.context() as patch:
        patch.setattr(plain_blocks, "MOST_WHOLE", 1)
        patch.setattr(plain_blocks, "IN_A_BLOCK", events)
        made = compiled_log(record, log).compiled
    turns = sorted(set(log.known.tolist()))
    for turn in (turns[0] - 1, *turns):
        for asked in (FIRST - 1, *range(YEAR - 4, YEAR + 22), YEAR + 366, LAST + 1):
            for which in ("certain", "possible", "silent"):
                mine, theirs = made.asof(asked, turn, which=which), whole.asof(asked, turn, which=which)
                found, wanted = (sorted(zip(*(column.tolist() for column in one), strict=True)) for one in (mine, theirs))
                assert found == wanted, (iso(asked), turn - YEAR, which)


def test_only_what_columns_cannot_tell_goes_through_the_rules() -> None:
    """Overlapping days are untangled in columns; which of a notice and an accession came first is left to the rules."""
    kinds = ("joined", "relations_established", "relations_severed", "withdrawal_announced")
    rows = [
        (0, 1, 1, 1, 1, 0, -1, 9, -1), (1, 2, 5, 9, 1, 0, -1, 9, -1),  # Peru and Chile: in order
        (2, 1, 3, 7, 1, 2, -1, 9, -1), (3, 2, 6, 6, 1, 2, -1, 9, -1),  # Peru and Spain: overlapping
        (4, 0, 3, 7, 0, 2, -1, 9, -1), (5, 3, 5, 5, 0, 2, -1, 9, -1),  # a member, or a notice before it was one
    ]  # fmt: skip
    log = Log(kinds, ("chile", "peru", "spain"), *(np.array(column) for column in zip(*rows, strict=True)))
    made = compiled_log(small_record([]), log)
    assert made.plain >= {"relations", "membership"} and not made.plain & {"in_office", "organic_law"}
    assert [made.compiled.keys.key(int(place)).kind for place in np.flatnonzero(made.by_rules)] == ["membership"]
