"""How many ways of having been are tried, and what becomes of certainty where there are too many."""

from __future__ import annotations

from dataclasses import replace

from legation.record.acts import FOREVER, Days
from legation.standings.participation.answers import Participation
from legation.standings.participation.clauses import Entry, FinalClauses, Lapse
from legation.standings.participation.placings import AT_MOST, Placings
from legation.standings.participation.treaty import Step, Treaty
from legation.terms.days import Period

NAMES = ("alfa", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliett", "kilo", "lima", "mike")
FIRST = 11_000


def test_nothing_to_place_is_placed_once() -> None:
    assert list(Placings(Treaty("empty", ()), FIRST)) == [()]


def test_every_day_of_a_short_span_is_tried_in_order_of_time() -> None:
    treaty = _ratified((FIRST, FIRST + 2), (FIRST + 1, FIRST + 1))
    found = [[(one.step.by, one.day) for one in placed] for placed in Placings(treaty, FIRST)]
    assert found == [
        [("alfa", FIRST), ("bravo", FIRST + 1)],
        [("alfa", FIRST + 1), ("bravo", FIRST + 1)],
        [("bravo", FIRST + 1), ("alfa", FIRST + 2)],
    ]


def test_the_day_of_its_effect_belongs_to_the_act_before_it() -> None:
    step = Step("a", "denunciation_notified", Days(FIRST, FIRST + 1), "alfa", effect=Days(FIRST + 9, FIRST + 10))
    treaty = Treaty("t", (step,), FinalClauses())
    found = [[(one.day, one.effect, one.effective, one.order) for one in placed] for placed in Placings(treaty, FIRST)]
    assert found == [
        [(FIRST + one, FIRST + other, FIRST + other, 0)] for one in (0, 1) for other in (9, 10)
    ]  # fmt: skip


def test_where_no_days_are_counted_only_another_order_or_another_day_told_is_tried() -> None:
    far = Days(FIRST + 9, FIRST + 10)
    for kind, tried in (("instrument_ratified", [(0, 9), (1, 9)]), ("denunciation_notified", [(0, 9), (0, 10), (1, 9), (1, 10)])):
        step = Step("a", kind, Days(FIRST, FIRST + 1), "alfa", effect=far)
        found = [[(one.day - FIRST, (one.effect or 0) - FIRST) for one in placed] for placed in Placings(_alone(step), FIRST)]
        assert found == [[one] for one in tried], kind


def _alone(*steps: Step) -> Treaty:
    return Treaty("t", steps, None, complete=False)


def test_as_many_as_may_be_tried_are_tried() -> None:
    assert AT_MOST == 4_000
    whole = Placings(replace(_ratified((0, 9), (0, 9), (0, 39)), clauses=FinalClauses()), 5, wide=100)
    assert whole.is_whole
    assert len(list(whole)) == 4_000
    beyond = Placings(replace(_ratified((0, 9), (0, 9), (0, 40)), clauses=FinalClauses()), 5, wide=100)
    assert not beyond.is_whole
    days = [tuple(one.day for one in sorted(placed, key=lambda one: one.step.id)) for placed in beyond]
    assert days == [(one, other, third) for one in (0, 9) for other in (0, 9) for third in (0, 40)]


def test_beyond_that_the_last_acts_are_held_to_their_first_day() -> None:
    found = list(Placings(_ratified(*[(number, number + 20) for number in range(13)]), 5, wide=100))
    assert len(found) == 2**11
    last = {
        one.step.by: {placed_one.day for placed in found for placed_one in placed if placed_one.step.by == one.step.by}
        for one in found[0]
    }
    assert last["kilo"] == {10, 30}
    assert (last["lima"], last["mike"]) == ({11}, {12})


def test_nothing_is_certain_where_not_all_was_tried() -> None:
    spans = [(FIRST, FIRST + 11)] * 4
    treaty = Treaty("t", _ratified(*spans).steps, FinalClauses(entry=Entry(consents=2)))
    late = Participation(treaty)
    assert late.participant("alfa", FIRST + 400).is_contracting != "yes"
    some = Treaty("t", _ratified(*spans[:3]).steps, FinalClauses(entry=Entry(consents=2)))
    assert Participation(some).participant("alfa", FIRST + 400).is_contracting == "yes"


def test_of_a_wide_span_only_days_on_which_something_turns_are_tried() -> None:
    treaty = _ratified((FIRST, FIRST + 1_000), (FIRST + 500, FIRST + 500))
    assert _days(treaty, FIRST + 700) == [0, 1, 499, 500, 501, 700, 701, 1000]
    assert _days(treaty, FIRST + 5_000) == [0, 1, 499, 500, 501, 999, 1000]


def test_a_period_of_the_clauses_makes_days_turn_before_and_after() -> None:
    clauses = FinalClauses(entry=Entry(consents=2, lapse=Lapse(Period("P30D"))))
    treaty = Treaty("t", _ratified((FIRST, FIRST + 1_000), (FIRST + 500, FIRST + 500)).steps, clauses)
    found = set(_days(treaty, FIRST + 700))
    assert {0, 499, 500, 501, 700, 701, 1000} <= found
    for away in (-60, -30, 30, 60):
        assert {500 + away, 501 + away, 700 + away, 701 + away} <= found, away
    assert not found & {350, 600, 850}


def test_a_date_without_bounds_reaches_no_further_than_a_record_admits() -> None:
    (placed, *_), *_ = Placings(Treaty("t", (Step("a", "instrument_ratified", Days(-FOREVER, FIRST), "alfa"),)), FIRST)
    assert placed.day == -719_162


def _ratified(*spans: tuple[int, int]) -> Treaty:
    steps = (Step(f"a{number:02d}", "instrument_ratified", Days(*span), NAMES[number]) for number, span in enumerate(spans))
    return Treaty("t", tuple(steps))


def _days(treaty: Treaty, day: int) -> list[int]:
    """Days tried for the act of alfa, counted from the first."""
    return sorted({one.day - FIRST for placed in Placings(treaty, day) for one in placed if one.step.by == "alfa"})
