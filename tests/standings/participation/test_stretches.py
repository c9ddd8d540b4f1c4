"""Stretches of a status table say on every day what is worked out for that day, however far apart the acts lie."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from legation.record.acts import Days
from legation.standings.participation.answers import Participation
from legation.standings.participation.course import Course
from legation.standings.participation.pairs import reservations_on
from legation.standings.participation.placings import Placings
from legation.standings.participation.shapes import NEAR, drawn_together, steps_of
from legation.standings.participation.treaty import Step, Treaty
from legation.terms.days import day_number
from tests.standings.choices import many
from tests.standings.participation import drawn_treaties
from tests.standings.participation.drawn_treaties import FIRST, LAST
from tests.standings.participation.lived import kept


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
    if draw(st.integers(0, 3)) == 0:  # reservations, of which only the order counts for those who made them
        made, withdrawn = (draw(st.sampled_from(steps)).days for _ in range(2))
        steps.append(Step("r", "reservation_made", made, "alfa"))
        steps.append(Step("w", "reservation_withdrawn", withdrawn, "alfa", concerns="r"))
    return Treaty("told", tuple(steps), None, complete=False, convention={"alfa": day_number(1990, 1, 1)})


NEAR_MARKS = st.lists(st.tuples(st.integers(0, 99), st.sampled_from([*range(-3, 4), 40])), min_size=4, max_size=4)


def _turning(treaty: Treaty, near: list[tuple[int, int]]) -> list[int]:
    """Days on which something may turn, and days near them: each a mark by its place, and how far from it."""
    marks = sorted({day for step in treaty.steps for day in (step.days.lo, step.days.hi)})
    return [marks[place % len(marks)] + off for place, off in near]


@many(4)
@given(told_of(), NEAR_MARKS)
def test_every_stretch_says_what_is_worked_out(treaty: Treaty, near: list[tuple[int, int]]) -> None:
    asked = Participation(treaty)
    made = kept(asked)
    if made is None:
        assert asked.may_differ
        return
    for day in _turning(treaty, near):
        assert made.state(day) == asked.state(day), day
        assert made.participants(day) == asked.participants(day), day


@many(4)
@given(told_of(), NEAR_MARKS)
def test_a_shape_answers_as_the_acts_themselves(treaty: Treaty, near: list[tuple[int, int]]) -> None:
    asked = Participation(treaty)
    for day in _turning(treaty, near):
        for who in treaty.participants:
            part = asked.part(who)
            assert part is not None
            alone = replace(treaty, steps=part)
            courses = [Course(alone, placed) for placed in Placings(alone, day)]
            found = asked.participant(who, day)
            assert set(found.statuses) == {course.status(who, day) for course in courses}, (who, day)
            bound = [stay.party for one in courses if (stay := one.stay_on(who, day)) is not None and stay.party is not None]
            assert found.party_from == (Days(min(bound), max(bound)) if bound else None), (who, day)
            reserved = {one.step.id for course in courses for one in reservations_on(course, who, day)}
            assert set(found.reservations) == reserved, (who, day)


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
