"""Stretches of a status table say on every day what is worked out for that day, however far apart the acts lie."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from legation.record.acts import Days
from legation.standings.participation.answers import Participation
from legation.standings.participation.clauses import FinalClauses
from legation.standings.participation.course import Course
from legation.standings.participation.placings import Placings
from legation.standings.participation.shapes import NEAR, drawn_together, steps_of
from legation.standings.participation.stretches import APART, MOST_MARKS, stretches_of
from legation.standings.participation.treaty import Step, Treaty
from legation.terms.days import FOREVER, day_number
from tests.standings.choices import many
from tests.standings.participation import drawn_treaties
from tests.standings.participation.drawn_treaties import FIRST, LAST


@st.composite
def told_of(draw: st.DrawFn) -> Treaty:
    """A treaty without clauses, of which not every act is claimed; its days near one another, or some weeks apart."""
    treaty = draw(drawn_treaties.treaties())
    times = draw(st.sampled_from([1, 1, 2, 5, 40]))

    def apart(days: Days | None) -> Days | None:
        return None if days is None else Days(FIRST + (days.lo - FIRST) * times, FIRST + (days.hi - FIRST) * times)

    steps = [
        replace(
            step,
            days=apart(step.days) or step.days,
            effect=apart(step.effect),
            place=draw(st.sampled_from(["", "isle"])),
            towards="" if step.kind.startswith("operation") else step.towards,
        )
        for step in treaty.steps
    ]
    return Treaty("told", tuple(steps), None, complete=False, convention={"alfa": day_number(1990, 1, 1)})


def _turning(treaty: Treaty) -> st.SearchStrategy[int]:
    marks = sorted({day for step in treaty.steps for day in (step.days.lo, step.days.hi)})
    near = st.builds(lambda mark, off: mark + off, st.sampled_from(marks), st.integers(-3, 3))
    return st.one_of(near, st.integers(marks[0] - 9, marks[-1] + 9))


@many(4)
@given(told_of(), st.data())
def test_every_stretch_says_what_is_worked_out(treaty: Treaty, data: st.DataObject) -> None:
    asked = Participation(treaty)
    made = stretches_of(asked)
    assert made is not None
    for day in data.draw(st.lists(_turning(treaty), min_size=4, max_size=4)):
        assert made.state(day) == asked.state(day), day
        assert made.participants(day) == asked.participants(day), day


@many(4)
@given(told_of(), st.data())
def test_a_shape_answers_as_the_acts_themselves(treaty: Treaty, data: st.DataObject) -> None:
    asked = Participation(treaty)
    for day in data.draw(st.lists(_turning(treaty), min_size=3, max_size=3)):
        for who in treaty.participants:
            part = asked.part(who)
            assert part is not None
            alone = replace(treaty, steps=part)
            courses = [Course(alone, placed) for placed in Placings(alone, day)]
            found = asked.participant(who, day)
            assert set(found.statuses) == {course.status(who, day) for course in courses}, (who, day)
            bound = [stay.party for one in courses if (stay := one.stay_on(who, day)) is not None and stay.party is not None]
            assert found.party_from == (Days(min(bound), max(bound)) if bound else None), (who, day)


@given(told_of(), st.integers(FIRST, LAST))
def test_what_is_drawn_together_keeps_its_order_and_finds_its_way_back(treaty: Treaty, day: int) -> None:
    drawn = drawn_together(treaty.steps, day)
    assert [drawn.day(drawn.at(mark)) for mark in drawn.marks] == list(drawn.marks)
    assert list(drawn.drawn) == sorted(drawn.drawn)
    for (one, other), (near, far) in zip(
        zip(drawn.marks, drawn.marks[1:], strict=False), zip(drawn.drawn, drawn.drawn[1:], strict=False), strict=True
    ):
        assert far - near == min(other - one, NEAR)
        assert drawn.day(near + 1) == one + 1
        assert drawn.day(far - 1) == other - 1
    for step, bare in zip(treaty.steps, steps_of(drawn.shape), strict=True):
        assert (bare.kind, drawn.days(bare.days), drawn.days(bare.effect)) == (step.kind, step.days, step.effect)
        assert (drawn.act(bare.id), drawn.act(bare.concerns), drawn.place(bare.place)) == (step.id, step.concerns, step.place)
        assert (bare.by, bare.towards) == tuple(drawn.number(who) if who else "" for who in (step.by, step.towards))
    assert drawn.number("nobody") == str(len(drawn.people))


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


def _far_apart(number: int) -> list[Step]:
    """Provisional applications and their ends, months apart, of a treaty that never entered into force."""
    days = [FIRST + place * APART * 3 for place in range(2 * number)]
    kinds = ("provisionally_applied", "provisional_application_ended")
    return [Step(f"a{place}", kinds[place % 2], Days(day, day), f"party-{place // 2}") for place, day in enumerate(days)]


def test_a_bound_that_moves_with_the_day_asked_moves() -> None:
    """A consent of some day in a long while: bound, on a day within it, from its first day through the day asked."""
    day = Days(FIRST, FIRST + 1_000)
    treaty = Treaty("t", (Step("a", "entered_into_force_for", day, "alfa"),), None, complete=False)
    made = stretches_of(Participation(treaty))
    assert made is not None
    for on in (FIRST + 300, FIRST + 301, FIRST + 777):
        (alfa,) = made.participants(on)
        assert alfa.party_from == Days(FIRST, on)
        assert alfa.statuses == ("third_state", "party")
    assert sum(any(stretch.moving) for _, stretches in made.people for stretch, _ in stretches) == 1
