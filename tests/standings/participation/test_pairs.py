"""The treaty between two, and when it enters into force: what each act does, and which act is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from legation.record.acts import Days
from legation.standings.participation.answers import Participation
from legation.standings.participation.clauses import Entry, FinalClauses
from legation.standings.participation.course import Course
from legation.standings.participation.pairs import Pair, pair_on
from legation.standings.participation.treaty import Step, Treaty

DAY = 11_000
OPEN = FinalClauses(entry=Entry(consents=2))


def step(id: str, kind: str, day: int, by: str = "", **more: str) -> Step:
    return Step(id, kind, Days(day, day), by, **more)


def ratified(*who: str, day: int = DAY) -> tuple[Step, ...]:
    return tuple(step(f"ratified-{name}", "instrument_ratified", day, name) for name in who)


def course_of(treaty: Treaty, day: int) -> Course:
    (course,), whole = Participation(treaty).courses(day)
    assert whole
    return course


def between(steps: tuple[Step, ...], day: int, one: str = "alfa", other: str = "bravo", clauses: FinalClauses = OPEN) -> Pair:
    return pair_on(course_of(Treaty("t", steps, clauses), day), one, other, day)


def test_only_what_is_apart_from_the_others_differs() -> None:
    assert not Pair("alfa", "bravo", "in_force").differs
    assert not Pair("alfa", "bravo", "not_both_parties").differs
    assert Pair("alfa", "bravo", "in_force", unamended=("protocol",)).differs
    for one in ("reserved", "suspended_between", "not_between", "clause_excluded", "reservation_pending"):
        assert Pair("alfa", "bravo", one).differs


def test_a_suspension_between_two_names_the_act_that_suspended_last() -> None:
    steps = (
        *ratified("alfa", "bravo", "charlie"),
        step("other", "operation_suspended", DAY + 5, "alfa", towards="charlie"),
        step("first", "operation_suspended", DAY + 10, "alfa", towards="bravo"),
        step("over", "operation_resumed", DAY + 20, "alfa", towards="bravo"),
        step("again", "operation_suspended", DAY + 30, "alfa", towards="bravo"),
        step("later", "operation_suspended", DAY + 60, "alfa", towards="bravo"),
    )
    told = {day: between(steps, DAY + day) for day in (9, 10, 19, 20, 29, 30, 59)}
    assert {day: pair.because for day, pair in told.items() if pair.between == "suspended_between"} == {
        10: ("first",), 19: ("first",), 30: ("again",), 59: ("again",),
    }  # fmt: skip
    assert between(steps, DAY + 7, "alfa", "charlie").because == ("other",)
    assert not between(steps, DAY + 30, "bravo", "charlie").differs


def test_a_suspension_on_the_day_both_are_parties_suspends_and_one_before_does_not() -> None:
    late = step("late", "instrument_ratified", DAY + 50, "bravo")
    suspended = step("suspended", "operation_suspended", DAY + 50, "alfa", towards="bravo")
    steps = (*ratified("alfa", "charlie"), late, suspended)
    assert between(steps, DAY + 50).because == ("suspended",)
    early = replace(suspended, days=Days(DAY + 49, DAY + 49))
    assert between((*steps[:3], early), DAY + 51) == Pair("alfa", "bravo", "in_force")


def test_a_reservation_confirmed_on_its_own_day_stands() -> None:
    made = step("r", "reservation_made", DAY - 9, "alfa")
    confirmed = step("k", "reservation_confirmed", DAY - 9, "alfa", concerns="r")
    assert between((made, confirmed, *ratified("alfa", "bravo")), DAY + 500).between == "reserved"
    assert between((made, *ratified("alfa", "bravo")), DAY + 500).between == "in_force", "made on signing, never confirmed"
    late = replace(confirmed, days=Days(DAY + 1, DAY + 1))
    assert between((made, *ratified("alfa", "bravo"), late), DAY + 500).between == "in_force"


def test_the_last_objection_in_time_is_the_one_that_counts() -> None:
    base = (*ratified("alfa", "bravo"), step("r", "reservation_made", DAY, "alfa"))
    mild = step("mild", "reservation_objected", DAY + 10, "bravo", concerns="r")
    hard = step("hard", "reservation_objected_precluding", DAY + 20, "bravo", concerns="r")
    assert between((*base, mild, hard), DAY + 30) == Pair("alfa", "bravo", "not_between", ("r", "hard"))
    assert between((*base, mild, hard), DAY + 15) == Pair("alfa", "bravo", "clause_excluded", ("r", "mild"))
    turned = (replace(hard, days=Days(DAY + 5, DAY + 5)), mild)
    assert between((*base, *turned), DAY + 30) == Pair("alfa", "bravo", "clause_excluded", ("r", "mild"))


def test_an_amendment_binds_who_accepted_it_or_joined_after_it() -> None:
    late = step("late", "instrument_acceded", DAY + 90, "delta")
    treaty = Treaty("t", (*ratified("alfa", "bravo", "charlie"), late), OPEN)
    protocol = Treaty("p", ratified("alfa", "charlie", day=DAY + 50), OPEN)
    for day, one, other, unamended in (
        (49, "alfa", "bravo", ()),  # not yet in force for anyone
        (50, "alfa", "bravo", ("p",)), (50, "alfa", "charlie", ()), (95, "alfa", "delta", ()), (95, "bravo", "delta", ("p",)),
    ):  # fmt: skip
        found = pair_on(course_of(treaty, DAY + day), one, other, DAY + day, (course_of(protocol, DAY + day),))
        assert found.unamended == unamended, (day, one, other)
    same = Treaty("t", (*treaty.steps[:3], replace(late, days=Days(DAY + 50, DAY + 50))), OPEN)
    joined = pair_on(course_of(same, DAY + 60), "alfa", "delta", DAY + 60, (course_of(protocol, DAY + 60),))
    assert joined.unamended == (), "who joins on the day of the amendment joins the treaty as amended"
    never = Treaty("p", ratified("alfa", day=DAY + 50), OPEN)
    assert pair_on(course_of(treaty, DAY + 95), "alfa", "delta", DAY + 95, (course_of(never, DAY + 95),)).unamended == ()
    all_bound = replace(protocol, clauses=replace(OPEN, binds="all"))
    assert pair_on(course_of(treaty, DAY + 95), "alfa", "bravo", DAY + 95, (course_of(all_bound, DAY + 95),)).unamended == ()


def test_a_suspended_amendment_still_sets_those_it_does_not_bind_apart() -> None:
    treaty = Treaty("t", ratified("alfa", "bravo", "charlie"), OPEN)
    rests = step("rests", "operation_suspended", DAY + 60)
    protocol = Treaty("p", (*ratified("alfa", "charlie", day=DAY + 50), rests), OPEN)
    assert course_of(protocol, DAY + 70).state(DAY + 70) == "suspended"
    assert pair_on(course_of(treaty, DAY + 70), "alfa", "bravo", DAY + 70, (course_of(protocol, DAY + 70),)).unamended == ("p",)
    ended = replace(protocol, steps=(*protocol.steps[:2], step("end", "instrument_terminated", DAY + 60)))
    assert pair_on(course_of(treaty, DAY + 70), "alfa", "bravo", DAY + 70, (course_of(ended, DAY + 70),)).unamended == ()


@pytest.mark.parametrize(
    ("days", "rule", "expected"),
    [
        ({"alfa": 0, "bravo": 10, "charlie": 20}, Entry(consents=2), 10),
        ({"alfa": 0, "bravo": 10, "charlie": 20}, Entry(consents=1), 0),
        ({"alfa": 0, "bravo": 10, "charlie": 20}, Entry(consents=2, including=("charlie",)), 20),
        ({"alfa": 0, "bravo": 10, "charlie": 20}, Entry(consents=3, including=("alfa",)), 20),
        ({"alfa": 0, "bravo": 10, "charlie": 20}, Entry(including=("bravo",)), 10),
        ({"alfa": 0, "bravo": 10, "charlie": 20}, Entry(consents=2, excluding=("alfa",)), 20),
        ({"alfa": 0, "bravo": 10}, Entry(consents=3), None),
        ({"alfa": 0, "bravo": 10}, Entry(consents=1, including=("charlie",)), None),
    ],
)
def test_entry_into_force_waits_for_the_last_consent_that_its_clause_asks_for(
    days: dict[str, int], rule: Entry, expected: int | None
) -> None:
    steps = tuple(step(f"a-{name}", "instrument_ratified", DAY + day, name) for name, day in days.items())
    entry = course_of(Treaty("t", steps, FinalClauses(entry=rule)), DAY + 400).entry.day
    assert entry == (None if expected is None else DAY + expected)


def test_a_successor_counts_where_the_predecessor_had_consented_by_the_eve() -> None:
    own = step("b", "instrument_ratified", DAY, "bravo")
    succeeded = step("s", "succession_notified", DAY + 30, "delta", towards="alfa")
    for consented, expected in ((29, DAY + 30), (30, None)):
        old = step("a", "instrument_ratified", DAY + consented, "alfa")
        clauses = FinalClauses(entry=Entry(consents=2, including=("bravo", "delta")))
        assert course_of(Treaty("t", (own, old, succeeded), clauses), DAY + 400).entry.day == expected, consented
    stated = replace(succeeded, effect=Days(DAY + 20, DAY + 20))
    old = step("a", "instrument_ratified", DAY + 19, "alfa")
    clauses = FinalClauses(entry=Entry(consents=2, including=("bravo", "delta")))
    assert course_of(Treaty("t", (own, old, stated), clauses), DAY + 400).entry.day is not None


def test_a_void_treaty_was_never_in_force_whatever_is_said_of_it() -> None:
    void = step("v", "treaty_void", DAY + 100)
    stated = step("e", "entered_into_force", DAY + 10)
    found = course_of(Treaty("t", (*ratified("alfa", "bravo"), stated, void), OPEN), DAY + 400)
    assert found.entry.day is None
    assert found.state(DAY + 50) != "in_force"
