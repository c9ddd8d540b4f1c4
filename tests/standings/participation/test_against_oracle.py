"""The engine answers as the oracle lives: on drawn treaties, every participant, every day, every placement."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from legation.standings.participation.answers import Participation
from legation.standings.participation.treaty import Treaty
from tests.standings.choices import many
from tests.standings.participation.drawn_treaties import FIRST, LAST, reserved_treaties, treaties
from tests.standings.participation.oracle import lives


def assert_agree(treaty: Treaty, days: list[int], wide: int) -> None:
    lived = lives(treaty, max(days))
    engine = Participation(treaty, wide)
    for day in days:
        evenings = [life.evenings[day] for life in lived if day in life.evenings]
        early = len(evenings) < len(lived)
        assert set(engine.state(day).states) == {evening.state for evening in evenings} | ({"none"} if early else set()), day
        for who in treaty.participants:
            asked = engine.participant(who, day)
            expected = {evening.statuses[who] for evening in evenings} | ({"third_state"} if early else set())
            assert set(asked.statuses) == expected, (day, who)
            standing = {who in evening.contracting for evening in evenings} | ({False} if early else set())
            if asked.is_contracting in ("yes", "presumed"):
                assert standing == {True}, (day, who)
            elif asked.is_contracting == "no":
                assert standing == {False}, (day, who)


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
    (life,) = lives(treaty, max(days))
    engine = Participation(treaty)
    for day in days:
        for one, other in (("alfa", "bravo"), ("alfa", "charlie"), ("bravo", "charlie")):
            expected = life.between(one, other, day) if day in life.evenings else "not_both_parties"
            assert engine.between(one, other, day) == (expected,), (day, one, other)
            assert engine.between(other, one, day) == (expected,)
