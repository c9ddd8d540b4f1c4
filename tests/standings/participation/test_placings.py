"""How many ways of having been are tried, and what becomes of certainty where there are too many."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations_with_replacement, product
from typing import Any

import pytest

from legation.record.acts import FOREVER, Days
from legation.standings.participation.answers import Participation
from legation.standings.participation.clauses import Duration, Entry, FinalClauses, Lapse, Leaving
from legation.standings.participation.placed import Placed
from legation.standings.participation.placings import AT_MOST, Placings, place
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


def _told(span: tuple[int, int], kind: str, asked: int, *others: tuple[int, int, str]) -> list[int]:
    """Days tried for an act of alfa where no clause counts days, beside acts of its own on other days."""
    steps = [Step("a", kind, Days(FIRST + span[0], FIRST + span[1]), "alfa")]
    steps += [Step(f"b{lo}", other, Days(FIRST + lo, FIRST + hi), "alfa") for lo, hi, other in others]
    placings = Placings(_alone(*steps), FIRST + asked)
    return sorted({one.day - FIRST for placed in placings for one in placed if one.step.id == "a"})


def test_alone_it_came_before_the_day_asked_or_on_it_or_after() -> None:
    assert _told((0, 1000), "instrument_ratified", 300, (5000, 5000, "instrument_ratified")) == [0, 300, 301, 1000]
    assert _told((0, 1000), "instrument_ratified", 1000) == [0, 1000]
    assert _told((0, 1000), "instrument_ratified", 1500) == _told((0, 1000), "instrument_ratified", -9) == [0, 1000]


def test_of_a_signature_alone_only_the_day_asked_matters() -> None:
    assert _told((0, 1000), "instrument_signed", 300) == [0, 300, 301]
    assert _told((0, 1000), "instrument_signed", 1500) == _told((0, 1000), "instrument_signed", -9) == [0]
    assert _told((0, 1000), "instrument_signed", 1500, (500, 500, "instrument_ratified")) == [0], "to a consent it does not look"
    assert _told((0, 1000), "instrument_ratified", 1500, (500, 500, "instrument_signed")) == [0, 1000], "nor a consent to it"


def test_leaving_may_come_before_with_or_after_a_signature() -> None:
    left = (500, 500, "participation_ended")
    assert _told((0, 1000), "instrument_signed", 1500, left) == [0, 499, 500, 501, 1000]
    assert _told((0, 1000), "instrument_signed", 500, left) == [0, 499, 500, 501, 1000]
    assert _told((0, 1000), "instrument_signed", 400, left) == [0, 400, 401, 1000]


def test_beside_an_act_of_a_known_day_it_came_before_it_with_it_or_after() -> None:
    kind = "participation_ended"
    assert _told((0, 1000), "instrument_ratified", 700, (400, 400, kind)) == [0, 1, 399, 400, 401, 700, 701, 1000]
    assert _told((0, 1000), "instrument_ratified", 390, (400, 400, kind)) == [0, 1, 390, 391, 1000], "and later no more"
    assert _told((0, 1000), "instrument_ratified", 1500, (1001, 1001, kind)) == [0, 1000], "it comes before on all of its days"
    assert _told((0, 1000), "instrument_ratified", 1500, (1000, 1000, kind)) == [0, 1, 999, 1000]
    assert _told((0, 1000), "instrument_ratified", 1500, (0, 0, kind)) == [0, 1, 999, 1000]
    assert _told((0, 1000), "instrument_ratified", 1500, (-1, -1, kind)) == [0, 1000]
    entry = _told((0, 1000), "entered_into_force_for", 390, (400, 400, kind))
    assert entry == [0, 1, 390, 391, 399, 400, 401, 999, 1000], "the day of entry is told, so that later ones count"


SPANS = ((0, 6), (0, 0), (2, 4), (3, 9), (6, 8), (7, 12), (12, 12))


@pytest.mark.parametrize("asked", range(-1, 14))
def test_every_order_in_which_three_acts_may_stand_by_the_day_asked_is_tried(asked: int) -> None:
    for spans in combinations_with_replacement(SPANS, 3):
        steps = [Step(f"a{n}", "participation_ended", Days(FIRST + lo, FIRST + hi), "alfa") for n, (lo, hi) in enumerate(spans)]
        tried = {_order(placed, asked) for placed in Placings(_alone(*steps), FIRST + asked)}
        slots = [(step, False) for step in steps]
        every = product(*(range(step.days.lo, step.days.hi + 1) for step in steps))
        assert tried == {_order(place(slots, days), asked) for days in every}, spans


@pytest.mark.parametrize(("acts", "asked"), [(4, 3), (4, 5), (4, 6), (4, 10), (5, 6), (5, 10), (5, 0)])
def test_every_order_of_more_acts_on_the_same_open_days_is_tried(acts: int, asked: int) -> None:
    steps = [Step(f"a{number}", "participation_ended", Days(FIRST, FIRST + 6), "alfa") for number in range(acts)]
    placings = Placings(_alone(*steps), FIRST + asked)
    every = product(range(FIRST, FIRST + 7), repeat=acts)
    assert placings.is_whole
    assert {_order(placed, asked) for placed in placings} == {
        _order(place([(step, False) for step in steps], days), asked) for days in every
    }


def test_where_they_are_too_many_it_is_said() -> None:
    steps = [Step(f"a{number}", "participation_ended", Days(FIRST, FIRST + 6), "alfa") for number in range(5)]
    assert not Placings(_alone(*steps), FIRST + 3).is_whole


def _order(placed: tuple[Placed, ...], asked: int) -> tuple[tuple[str, ...], ...]:
    """The acts done by the end of the day asked, those of one day together."""
    days = sorted({one.day for one in placed if one.day <= FIRST + asked})
    return tuple(tuple(one.step.id for one in placed if one.day == day) for day in days)


def test_up_to_twelve_possible_days_are_all_tried_beside_a_longer_span() -> None:
    """Of a longer one those on which something turns: its own ends, and those that a clause's day after them reaches."""
    long = (FIRST + 100, FIRST + 300)
    for days, tried in ((11, [*range(12)]), (12, [0, 1, 2, 3, 11, 12])):
        treaty = replace(_ratified((FIRST, FIRST + days), long), clauses=FinalClauses(denunciation=Leaving(lapse=Lapse())))
        assert _days(treaty, FIRST + 5_000) == tried, days


def _away(marks: set[int], period: int) -> set[int]:
    """Those days, the days a period away from them, before and after, and the day after each of these; and so once more."""
    for _ in range(2):
        marks = marks | {mark + away + more for mark in marks for away in (-period, period) for more in (0, 1)}
    return marks


@pytest.mark.parametrize(
    ("clauses", "period"),
    [
        ({"entry": Entry(consents=2, lapse=Lapse(Period("P30D")))}, 30),
        ({"joining": Lapse(Period("P40D"))}, 40),
        ({"denunciation": Leaving(lapse=Lapse(Period("P35D")))}, 35),
        ({"denunciation": Leaving(lapse=Lapse(Period("P5D")), not_before=Period("P45D"))}, 45),
        ({"duration": Duration(Period("P55D"), Period("P7D"))}, 55),
    ],
)
def test_each_period_that_a_clause_counts_makes_days_turn(clauses: dict[str, Any], period: int) -> None:
    own = {"entry": None, "joining": Lapse(Period("P5D")), "denunciation": Leaving(lapse=Lapse(Period("P5D")))}
    treaty = replace(_ratified((FIRST, FIRST + 1_000), (FIRST + 500, FIRST + 500)), clauses=FinalClauses(**{**own, **clauses}))
    found = set(_days(treaty, FIRST + 700))
    marks = {-1, 0, 1, 499, 500, 501, 700, 701, 999, 1_000, 1_001}
    assert {day for day in _away(marks, period) if 0 <= day <= 1_000} <= found


def test_nothing_else_turns() -> None:
    month = Lapse(Period("P30D"))
    clauses = FinalClauses(joining=month, denunciation=Leaving(lapse=month))
    treaty = replace(_ratified((FIRST, FIRST + 1_000), (FIRST + 500, FIRST + 500)), clauses=clauses)
    marks = {-1, 0, 1, 499, 500, 501, 700, 701, 999, 1_000, 1_001}
    assert _days(treaty, FIRST + 700) == sorted(day for day in _away(marks, 30) if 0 <= day <= 1_000)


def test_a_reservation_waits_twelve_months_for_objections_though_no_clause_is_known() -> None:
    made = Step("r", "reservation_made", Days(FIRST + 400, FIRST + 400), "alfa")
    wide = Step("c", "instrument_ratified", Days(FIRST, FIRST + 1_000), "alfa")
    tried = {one.day - FIRST for placed in Placings(_alone(wide, made), FIRST + 900) for one in placed if one.step.id == "c"}
    assert {400 + 365, 400 - 365, 900 - 365} <= tried


def test_of_placements_in_the_same_order_the_ends_of_every_day_told_are_tried() -> None:
    left = Step("a", "denunciation_notified", Days(FIRST, FIRST), "alfa", effect=Days(FIRST + 10, FIRST + 15))
    again = Step("b", "denunciation_notified", Days(FIRST + 1, FIRST + 1), "alfa", effect=Days(FIRST + 20, FIRST + 25))
    signed = Step("c", "instrument_signed", Days(FIRST + 30, FIRST + 31), "bravo")
    tried = {
        tuple((one.effect or one.day) - FIRST for one in sorted(placed, key=lambda one: one.step.id))
        for placed in Placings(_alone(left, again, signed), FIRST + 9)
    }
    assert {days[0] for days in tried} == {10, 15} and {days[1] for days in tried} == {20, 25}
    assert tried == {(10, 20, 30), (15, 20, 30), (10, 25, 30)}
