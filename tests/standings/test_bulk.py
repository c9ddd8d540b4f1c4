"""A log compiled in columns gives what the rules give, act by act."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from pytest import MonkeyPatch

from legation.record.log import Log, checked, with_log
from legation.record.record import Record
from legation.standings import plain_blocks
from legation.standings.asof import KnownRecord
from legation.standings.bulk import compiled_log
from legation.terms.days import iso
from tests.small_records import small_record
from tests.standings.choices import drawn, many
from tests.standings.drawn_histories import YEAR
from tests.standings.drawn_logs import log_and_days


@many(4)
@given(drawn(log_and_days))
def test_a_log_in_columns_agrees_with_the_rules(asked: tuple[Record, Log, list[int]]) -> None:
    record, log, days = asked
    made = compiled_log(record, checked(log, record)).compiled
    number = {made.keys.key(place): place for place in range(len(made.keys))}
    whole = with_log(record, log)
    turns = sorted({whole.sources[claim.source].known for claim in whole.claims})
    for turn in (turns[0] - 1, *turns):
        view = KnownRecord(whole, turn)
        for key in view.histories:
            for on in days:
                answer = made.verdict(number[key], on, known=turn)
                assert answer == view.verdict(key, on), (key.id, iso(on), turn - YEAR)
        for key, place in number.items():
            if key not in view.histories:
                assert made.verdict(place, YEAR + 3, known=turn) is None


@pytest.mark.parametrize("events", [1, 2])
@many(4)
@given(asked=drawn(log_and_days))
def test_standings_cut_into_blocks_agree_with_standings_whole(events: int, asked: tuple[Record, Log, list[int]]) -> None:
    record, log, days = asked
    whole = compiled_log(record, log).compiled
    with MonkeyPatch.context() as patch:
        patch.setattr(plain_blocks, "MOST_WHOLE", 1)
        patch.setattr(plain_blocks, "IN_A_BLOCK", events)
        made = compiled_log(record, log).compiled
    turns = sorted(set(log.known.tolist()))
    for turn in (turns[0] - 1, *turns):
        for on in days:
            for which in ("certain", "possible", "silent"):
                mine, theirs = made.asof(on, turn, which=which), whole.asof(on, turn, which=which)
                found, wanted = (sorted(zip(*(column.tolist() for column in one), strict=True)) for one in (mine, theirs))
                assert found == wanted, (iso(on), turn - YEAR, which)


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
