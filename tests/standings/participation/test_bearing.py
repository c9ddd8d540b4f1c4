"""Of many acts alike the first stands for all: the same answers as trying every day of every act."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from hypothesis import example, given
from hypothesis import strategies as st

from legation.record.acts import Days
from legation.standings.participation.answers import Participation
from legation.standings.participation.course import Course
from legation.standings.participation.placed import Placed
from legation.standings.participation.placings import place
from legation.standings.participation.treaty import Step, Treaty

KINDS = (
    "instrument_signed", "instrument_ratified", "entered_into_force_for", "participation_ended", "denunciation_notified",
    "entered_into_force", "instrument_terminated", "provisionally_applied", "consent_withdrawn", "opened_for_signature",
)  # fmt: skip
OF_ALL = frozenset({"entered_into_force", "instrument_terminated", "opened_for_signature"})
FIRST = 10_000


def told(*steps: tuple[str, str, int, int], concerns: str = "", towards: str = "") -> Participation:
    """A treaty without clauses, of acts given by kind, author, and first and last day."""
    return Participation(
        Treaty(
            "pact",
            tuple(
                Step(
                    f"a{number}", kind, Days(FIRST + first, FIRST + last), by,
                    towards if kind.startswith("succession") else "", None, concerns if kind == "consent_invalidated" else "",
                )
                for number, (kind, by, first, last) in enumerate(steps)
            ),
            None,
            complete=False,
        )
    )  # fmt: skip


def test_a_successor_keeps_what_its_predecessor_consented_to() -> None:
    asked = told(
        ("instrument_ratified", "alfa", 0, 0), ("succession_notified", "delta", 10, 10), ("consent_withdrawn", "alfa", 20, 20),
        towards="alfa",
    )  # fmt: skip
    assert asked.state(FIRST + 25).states == ("not_yet_in_force",)


def test_a_consent_found_void_by_another_brought_nothing() -> None:
    asked = told(("instrument_ratified", "alfa", 0, 0), ("consent_invalidated", "bravo", 20, 20), concerns="a0")
    assert asked.state(FIRST + 5).states == ("none",)
    both = told(
        ("instrument_ratified", "alfa", 0, 0), ("consent_invalidated", "bravo", 20, 20), ("instrument_signed", "bravo", 1, 1),
        concerns="a0",
    )  # fmt: skip
    assert both.state(FIRST + 5).states == ("open_for_signature",)


def test_what_is_certain_of_one_goes_with_what_is_open_of_another() -> None:
    asked = told(("instrument_ratified", "alfa", 0, 9), ("instrument_signed", "bravo", 0, 0))
    assert asked.state(FIRST + 5).states == ("open_for_signature", "not_yet_in_force")


def test_who_left_and_came_back_is_a_party_again() -> None:
    asked = told(
        ("entered_into_force_for", "alfa", 0, 0), ("participation_ended", "alfa", 10, 10),
        ("entered_into_force_for", "alfa", 20, 20),
    )  # fmt: skip
    assert [asked.participant("alfa", FIRST + day).statuses for day in (5, 15, 25)] == [("party",), ("former_party",), ("party",)]


@st.composite
def treaties(draw: st.DrawFn) -> Treaty:
    """A treaty without clauses, of which not every act is claimed: up to six acts on up to three days each."""
    steps = []
    for number in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(KINDS))
        low = FIRST + draw(st.integers(0, 6))
        by = "" if kind in OF_ALL else draw(st.sampled_from(("alfa", "bravo", "charlie")))
        steps.append(Step(f"act-{number}", kind, Days(low, low + draw(st.integers(0, 2))), by))
    return Treaty("pact", tuple(steps), None, complete=False)


def every_placement(treaty: Treaty) -> Iterator[tuple[Placed, ...]]:
    """The steps of a treaty on every combination of their days."""
    slots = [(step, False) for step in treaty.steps]
    for days in product(*(range(step.days.lo, step.days.hi + 1) for step in treaty.steps)):
        yield place(slots, days)


@given(treaties(), st.integers(FIRST - 1, FIRST + 9))
@example(
    Treaty(
        "pact",
        tuple(Step(f"a{n}", "entered_into_force_for", Days(FIRST, FIRST + n), who) for n, who in enumerate("xyz")),
        None,
        False,
    ),
    FIRST + 1,
)
def test_the_same_answers_as_every_placement(treaty: Treaty, day: int) -> None:
    asked = Participation(treaty)
    every = [Course(treaty, placed) for placed in every_placement(treaty)]
    state = asked.state(day)
    assert set(state.states) == {course.state(day) for course in every}
    entries = [course.entry.day for course in every if course.entry.day is not None]
    assert state.entry == (Days(min(entries), max(entries)) if entries else None)
    for one in asked.participants(day):
        assert set(one.statuses) == {course.status(one.who, day) for course in every}, one.who
        stays = [stay for course in every if (stay := course.stay_on(one.who, day)) is not None and stay.party is not None]
        bound = [stay.party for stay in stays if stay.party is not None]
        assert one.party_from == (Days(min(bound), max(bound)) if bound else None), one.who
