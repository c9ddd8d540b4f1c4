"""The engine answers as the oracle lives: on drawn treaties, every participant, every day, every placement."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from legation.standings.participation.treaty import Treaty
from tests.standings.choices import many
from tests.standings.participation.drawn_treaties import FIRST, LAST, reserved_treaties, treaties
from tests.standings.participation.lived import assert_between, assert_lived, lived, lived_between


def assert_agree(treaty: Treaty, days: list[int], wide: int) -> None:
    assert_lived(treaty, wide, lived(treaty, days))


@many(4)
@given(treaties(), st.lists(st.integers(FIRST - 2, LAST + 30), min_size=6, max_size=6))
def test_every_day_of_a_drawn_treaty(treaty: Treaty, days: list[int]) -> None:
    assert_agree(treaty, days, wide=12)


@many(20)
@given(treaties(wide=9), st.lists(st.integers(FIRST - 2, LAST + 20), min_size=3, max_size=3))
def test_only_the_days_on_which_something_turns(treaty: Treaty, days: list[int]) -> None:
    assert_agree(treaty, days, wide=1)


@many(5)
@given(reserved_treaties(), st.lists(st.integers(FIRST, FIRST + 800), min_size=10, max_size=10))
def test_between_two(treaty: Treaty, days: list[int]) -> None:
    assert_between(treaty, lived_between(treaty, days))
