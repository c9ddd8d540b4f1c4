"""Rows found by a sample are those found one by one."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from legation.standings.keys import NO_NAME, Keys
from legation.standings.sampled import FEW, Samples
from tests.standings.choices import many

ROLE = st.integers(NO_NAME, 300)
STANDING = st.tuples(st.integers(0, 3), ROLE, ROLE)


@many(4)
@given(st.sets(STANDING, max_size=120), st.lists(STANDING, min_size=FEW, max_size=40))
def test_standings_are_found_by_a_sample_as_one_by_one(there: set[tuple[int, ...]], asked: list[tuple[int, ...]]) -> None:
    rows = sorted(there)
    asked = [*asked, *rows[::7]]
    table = np.array(rows, np.int32).reshape(-1, 3)
    keys = Keys("abcd", [], table[:, 0].astype(np.int16), np.ascontiguousarray(table[:, 1:]))
    expected = [rows.index(one) if one in there else None for one in asked]
    wanted = np.array(asked, np.int32)
    assert keys.find_all(wanted[:, 0].astype(np.int16), wanted[:, 1:]) == expected
    assert [keys.find_all(one[:1].astype(np.int16), one[None, 1:])[0] for one in wanted] == expected


@many(4)
@given(st.lists(st.integers(0, 50), max_size=200), st.lists(st.integers(0, 50), min_size=FEW, max_size=30))
def test_rows_of_numbers_are_found_by_a_sample_as_one_by_one(numbers: list[int], asked: list[int]) -> None:
    column, wanted = np.sort(np.array(numbers, np.int32)), np.array(asked, np.int32)
    samples = Samples()
    for _ in range(2):
        first, last = samples.spans("certain", column, wanted)
        assert first.tolist() == column.searchsorted(wanted).tolist()
        assert last.tolist() == column.searchsorted(wanted, "right").tolist()
    assert samples.made or not numbers
