"""Shapes and stretches, one thing at a time."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

import pytest

from legation.record.acts import Days
from legation.standings.participation import stretches
from legation.standings.participation.answers import Participation
from legation.standings.participation.clauses import FinalClauses
from legation.standings.participation.shapes import NEAR, drawn_together
from legation.standings.participation.stretches import APART, MOST_MARKS, at_day, stretches_of
from legation.standings.participation.treaty import Step, Treaty
from legation.terms.days import FOREVER, day_number
from tests.standings.participation.drawn_treaties import FIRST
from tests.standings.participation.lived import kept


def test_days_without_bound_stay_so() -> None:
    step = Step("a", "entered_into_force_for", Days(-FOREVER, 20_000), "alfa")
    drawn = drawn_together((step,))
    assert drawn.shape[0][1:3] == (-FOREVER, NEAR)
    assert drawn.days(Days(-FOREVER, NEAR)) == Days(-FOREVER, 20_000)
    early = Step("b", "instrument_signed", Days(day_number(1, 1, 2), 20_000), "alfa")
    assert list(drawn_together((early,)).drawn) == [day_number(1, 1, 2), 20_000], "near the ends of what a record admits"


def test_what_counts_is_worked_out_when_it_is_asked() -> None:
    signed = Step("a", "instrument_signed", Days(FIRST, FIRST), "alfa")
    reserved = Step("b", "reservation_made", Days(FIRST, FIRST), "alfa")
    for treaty in (
        Treaty("t", (signed,), FinalClauses(), complete=False),
        Treaty("t", (signed,), None, complete=True),
        Treaty("t", (signed, reserved), None, complete=False),
        Treaty("t", tuple(_far_apart(MOST_MARKS // 2 + 1)), None, complete=False),
    ):
        assert stretches_of(Participation(treaty)) is None
    assert stretches_of(Participation(Treaty("t", tuple(_far_apart(3)), None, complete=False))) is not None
    rests = Step("c", "operation_suspended", Days(FIRST, FIRST), "alfa")
    succeeds = Step("d", "succession_notified", Days(FIRST, FIRST), "alfa", "bravo")
    assert stretches_of(Participation(Treaty("t", (signed, rests, succeeds), None, complete=False))) is not None


def _far_apart(number: int) -> list[Step]:
    """Provisional applications and their ends, months apart, of a treaty that never entered into force."""
    days = [FIRST + place * APART * 3 for place in range(2 * number)]
    kinds = ("provisionally_applied", "provisional_application_ended")
    return [Step(f"a{place}", kinds[place % 2], Days(day, day), f"party-{place // 2}") for place, day in enumerate(days)]


def test_a_bound_that_moves_with_the_day_asked_moves() -> None:
    """A consent of some day in a long while: bound, on a day within it, from its first day through the day asked."""
    day = Days(FIRST, FIRST + 1_000)
    treaty = Treaty("t", (Step("a", "entered_into_force_for", day, "alfa"),), None, complete=False)
    made, line = stretches_of(Participation(treaty)), kept(Participation(treaty))
    assert made is not None and line is not None
    for on in (FIRST + 300, FIRST + 301, FIRST + 777):
        (alfa,) = line.participants(on)
        assert alfa.party_from == Days(FIRST, on)
        assert alfa.statuses == ("third_state", "party")
    assert sum(any(stretch.moving) for _, stretches in made.people for stretch, _ in stretches) == 1


def same(treaty: Treaty, *days: int) -> None:
    """The table of a build says on some days what is worked out for each."""
    asked, line = Participation(treaty), kept(Participation(treaty))
    assert line is not None
    for day in days:
        assert line.state(day) == asked.state(day), day
        assert line.participants(day) == asked.participants(day), day


def told(*steps: Step) -> Treaty:
    return Treaty("t", steps, None, complete=False)


@pytest.mark.parametrize("apart", [1, 2, 3, 4, 7, 9, 40])
def test_what_begins_and_ends_between_marks_is_told(apart: int) -> None:
    """An act that changes nothing, then provisional application, then its end: before and after, the treaty was nothing yet."""
    kinds = ("participation_listed", "provisionally_applied", "provisional_application_ended")
    steps = [Step(kind, kind, Days(FIRST + n * apart, FIRST + n * apart), "alfa") for n, kind in enumerate(kinds)]
    same(told(*steps), *range(FIRST - 6, FIRST + 2 * apart + 7))


def test_days_without_bounds_are_told() -> None:
    never = Step("a", "instrument_signed", Days(-FOREVER, FOREVER), "alfa")
    by_then = Step("b", "entered_into_force_for", Days(-FOREVER, FIRST), "bravo")
    since = Step("c", "instrument_ratified", Days(FIRST + 50, FOREVER), "charlie")
    for steps in ((never,), (by_then,), (since,), (never, by_then, since)):
        same(told(*steps), FIRST - 9_000, FIRST - 1, FIRST, FIRST + 1, FIRST + 49, FIRST + 50, FIRST + 51, FIRST + 9_000)


def test_a_day_without_end_stays_so_when_drawn_together() -> None:
    drawn = drawn_together((Step("c", "instrument_ratified", Days(20_000, FOREVER), "charlie"),))
    assert drawn.shape[0][1:3] == (NEAR, FOREVER)


def test_as_many_marks_as_may_be_are_worked_out() -> None:
    for most, made in ((8, True), (7, False)):
        shape = [Step(f"{most}-{step.id}", step.kind, step.days, step.by) for step in _far_apart(4)]
        with patch.object(stretches, "MOST_MARKS", most):
            stretches._states_of_shape.cache_clear()
            assert (stretches_of(Participation(told(*shape))) is not None) == made
    stretches._states_of_shape.cache_clear()


def test_a_bound_stands_or_goes_with_the_day_asked() -> None:
    days, moving = (Days(-3, 400), None, Days(5, 9)), (True, False, False, False, False, True)
    assert at_day(days, moving, 100) == (Days(97, 400), None, Days(5, 109))


def test_the_law_is_that_of_the_day_and_not_of_a_day_drawn() -> None:
    """The Convention binds alfa from the day on which the treaty was concluded."""
    wide = Step("a", "instrument_ratified", Days(FIRST, FIRST + 100), "alfa")
    same(replace(told(wide), convention={"alfa": FIRST}), FIRST + 50, FIRST + 100, FIRST + 300)
