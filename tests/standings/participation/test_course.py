"""The course of a treaty: every reason for which it ended, and what a participant was on the very days on which something turns."""

from __future__ import annotations

from dataclasses import replace

from legation.standings.participation.clauses import Duration, Entry, FinalClauses
from legation.standings.participation.course import Course
from legation.standings.participation.placings import Placings
from legation.standings.participation.treaty import Step, Treaty
from legation.terms.days import Period
from tests.standings.participation.test_stays import DAY, ratified, step

TWO = FinalClauses(entry=Entry(consents=2))


def course(*steps: Step, clauses: FinalClauses | None = TWO, complete: bool = True) -> Course:
    treaty = Treaty("t", steps, clauses, complete)
    (placed,) = Placings(treaty, DAY)
    return Course(treaty, placed)


def left(who: str, day: int) -> Step:
    return step(f"left-{who}", "participation_ended", day, who)


def test_a_term_that_is_not_renewed_ends_it() -> None:
    lasting = replace(TWO, duration=Duration(Period("P100D")))
    assert course(*ratified("alfa", "bravo"), clauses=lasting).ends == ((DAY + 100, "duration", ""),)
    renewed = replace(TWO, duration=Duration(Period("P100D"), Period("P1M")))
    assert course(*ratified("alfa", "bravo"), clauses=renewed).ends == ()


def test_when_one_of_two_leaves_it_ends_for_both_by_its_act() -> None:
    both = replace(TWO, bilateral=True)
    steps = (*ratified("alfa", "bravo"), left("bravo", 50))
    assert course(*steps, clauses=both).ends == ((DAY + 50, "bilateral", "left-bravo"), (DAY + 50, "too_few", "left-bravo"))
    assert course(*steps, clauses=both, complete=False).ends == ((DAY + 50, "bilateral", "left-bravo"),)
    assert course(*steps, complete=False).ends == ()


def test_when_one_of_two_is_no_more_nobody_left() -> None:
    gone = step("gone", "state_extinguished", 50, "bravo")
    both = replace(TWO, bilateral=True)
    assert course(*ratified("alfa", "bravo"), gone, clauses=both).ends == ((DAY + 50, "too_few", "gone"),)
    assert course(*ratified("alfa", "bravo"), gone, clauses=both, complete=False).ends == ()


def test_it_ends_by_the_act_after_which_too_few_are_left() -> None:
    steps = (*ratified("alfa", "bravo", "charlie", "delta"), left("alfa", 10), left("bravo", 20), left("charlie", 30))
    assert course(*steps).ends == ((DAY + 30, "too_few", "left-charlie"),)
    for minimum, end in ((2, (DAY + 30, "too_few", "left-charlie")), (3, (DAY + 20, "minimum", "left-bravo"))):
        assert course(*steps, clauses=replace(TWO, minimum=minimum)).ends == (end,)


def test_who_joins_on_the_day_on_which_another_leaves_takes_its_place() -> None:
    force = step("force", "entered_into_force", 0)
    steps = (force, *ratified("alfa"), *ratified("bravo", day=10), left("alfa", 10))
    assert course(*steps, clauses=FinalClauses()).ends == ()


def test_who_joined_the_day_before_and_leaves_leaves_too_few() -> None:
    force = step("force", "entered_into_force", 0)
    steps = (force, *ratified("alfa"), *ratified("bravo", day=9), left("bravo", 10))
    assert course(*steps, clauses=FinalClauses()).ends == ((DAY + 10, "too_few", "left-bravo"),)


def test_who_joins_on_the_day_of_the_end_was_never_a_party() -> None:
    ended = step("ended", "instrument_terminated", 20)
    found = course(*ratified("alfa", "bravo"), *ratified("delta", day=20), ended)
    assert [found.status(who, DAY + 20) for who in ("alfa", "delta")] == ["former_party", "third_state"]


def test_a_signature_is_used_up_by_the_last_leaving() -> None:
    signed = step("signed", "instrument_signed", 20, "alfa")
    again = (*ratified("alfa", "bravo", "charlie", "delta"), left("alfa", 10), signed)
    assert course(*again).status("alfa", DAY + 25) == "signatory"
    rejoined = step("again", "instrument_acceded", 30, "alfa")
    found = course(*again, rejoined, step("left-again", "participation_ended", 40, "alfa"))
    assert [found.status("alfa", DAY + day) for day in (35, 45)] == ["party", "former_party"]


def test_a_signature_on_the_day_of_leaving_stands() -> None:
    signed = step("signed", "instrument_signed", 10, "alfa")
    found = course(*ratified("alfa", "bravo", "charlie"), left("alfa", 10), signed)
    assert found.status("alfa", DAY + 10) == "signatory"


def test_a_state_that_is_no_more_applies_nothing() -> None:
    applied = step("applied", "provisionally_applied", 0, "alfa")
    gone = [step(f"gone-{day}", "state_extinguished", day, "alfa") for day in (10, 15)]
    found = course(applied, *gone)
    assert [found.state(DAY + day) for day in (9, 10, 12)] == ["provisionally_applied", "none", "none"]
    assert [found.status("alfa", DAY + day) for day in (9, 10, 12)] == [
        "provisionally_applying", "third_state", "third_state"
    ]  # fmt: skip


def test_who_is_a_party_applies_it_no_more_provisionally() -> None:
    applied = step("applied", "provisionally_applied", 0, "alfa")
    found = course(applied, *ratified("alfa", "bravo", day=10))
    assert found.provisional_act("alfa", DAY + 9) is not None
    assert found.provisional_act("alfa", DAY + 10) is None


def test_what_was_concluded_is_open_for_signature() -> None:
    assert course(step("made", "instrument_concluded", 0)).state(DAY) == "open_for_signature"
