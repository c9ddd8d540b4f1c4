"""Why a treaty, or a participant, was what it was: each act that counts, and the rule or the article under which it does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from legation.record.acts import Days
from legation.standings.participation.answers import Participation
from legation.standings.participation.clauses import Duration, Entry, FinalClauses, Lapse, Leaving
from legation.standings.participation.treaty import Step, Treaty
from legation.terms.days import Period
from tests.standings.participation.test_stays import DAY, OPEN, ratified, step

TERM = Duration(Period("P100D"))


def why(steps: tuple[Step, ...], on: int, who: str = "", clauses: FinalClauses | None = OPEN, complete: bool = True) -> list[str]:
    """The reasons on a day, of a participant or of the treaty; the Convention binds everyone."""
    names = ("alfa", "bravo", "charlie", "delta")
    treaty = Treaty("t", steps, clauses, complete, convention=dict.fromkeys(names, 0))
    asked = Participation(treaty)
    found = asked.participant(who, DAY + on) if who else asked.state(DAY + on)
    return [f"{one.act} {one.rule}".strip() for one in found.reasons]


def articles(clauses: FinalClauses, **named: str) -> FinalClauses:
    return replace(clauses, articles=tuple(named.items()))


def test_a_void_treaty() -> None:
    assert why((*ratified("alfa", "bravo"), step("void", "treaty_void", 50)), 60) == ["void VCLT 69"]


def test_in_force_by_its_clause_or_by_law_or_as_stated() -> None:
    all_of_them = FinalClauses(negotiators=("alfa", "bravo"))
    assert why(ratified("alfa", "bravo"), 0) == ["VCLT 24(1)"]
    assert why(ratified("alfa", "bravo"), 0, clauses=all_of_them) == ["VCLT 24(2)"]
    assert why(ratified("alfa", "bravo"), 0, clauses=articles(OPEN, entry="Article 9")) == ["Article 9"]
    assert why((*ratified("alfa", "bravo"), step("force", "entered_into_force", 9)), 9) == ["force VCLT 24"]
    assert why(ratified("alfa", "bravo", day=5), 4) == []


def test_applied_provisionally() -> None:
    steps = (step("applied", "provisionally_applied", 0, "alfa"), *ratified("alfa", "bravo", day=20))
    assert why(steps, 0) == ["VCLT 25"]
    assert why(steps, 0, "alfa") == ["applied VCLT 25"]
    assert why(steps, 20) == ["VCLT 24(1)"]
    assert why(steps, -1) == []


def test_who_left_and_applies_it_provisionally_does_so_by_that_act_alone() -> None:
    steps = (
        *ratified("alfa", "bravo", "charlie"), step("left", "participation_ended", 10, "alfa"),
        step("applied", "provisionally_applied", 20, "alfa"),
    )  # fmt: skip
    assert why(steps, 30, "alfa") == ["applied VCLT 25"]


@pytest.mark.parametrize(
    ("clauses", "named", "expected"),
    [
        ({"duration": TERM}, {}, ["VCLT 24(1)", "VCLT 54(a)"]),
        ({"duration": TERM}, {"duration": "Article 4"}, ["VCLT 24(1)", "Article 4"]),
        ({"bilateral": True}, {}, ["VCLT 24(1)", "left VCLT 54(a)"]),
        ({"bilateral": True}, {"denunciation": "Article 5"}, ["VCLT 24(1)", "left Article 5"]),
        ({"minimum": 3}, {}, ["VCLT 24(1)", "left VCLT 55"]),
        ({"minimum": 3}, {"minimum": "Article 6"}, ["VCLT 24(1)", "left Article 6"]),
        ({"minimum": 3}, {"entry": "Article 7"}, ["Article 7", "left VCLT 55"]),
    ],
)
def test_ended_by_its_clauses(clauses: dict[str, object], named: dict[str, str], expected: list[str]) -> None:
    of = articles(replace(OPEN, **clauses), **named)  # type: ignore[arg-type]
    steps = ratified("alfa", "bravo", "charlie")
    if "duration" not in clauses:
        steps = (*steps, step("left", "participation_ended", 100, "charlie"))
    assert why(steps, 99, clauses=of) == expected[:1]
    assert why(steps, 100, clauses=of) == expected
    by, rule = ("", expected[1]) if "duration" in clauses else ("left ", expected[1].removeprefix("left "))
    assert why(steps, 100, "alfa", clauses=of) == ["ratified-alfa VCLT 14(1)", f"{by}{rule}"]


def test_ended_as_too_few_are_left_or_by_an_act() -> None:
    left = step("left", "participation_ended", 30, "bravo")
    assert why((*ratified("alfa", "bravo"), left), 30) == ["VCLT 24(1)", "left practice"]
    for kind, rule in (("instrument_terminated", "VCLT 54"), ("treaty_replaced", "VCLT 59")):
        ended = step("ended", kind, 30)
        assert why((*ratified("alfa", "bravo"), ended), 30) == ["VCLT 24(1)", f"ended {rule}"]
        assert why((*ratified("alfa", "bravo"), ended), 30, "bravo") == ["ratified-bravo VCLT 14(1)", f"ended {rule}"]
        later = step("later", "instrument_terminated", 40)
        assert why((*ratified("alfa", "bravo"), ended, later), 50) == ["VCLT 24(1)", f"ended {rule}"], "it ended once"
        same = (*ratified("alfa", "bravo"), ended, step("then", kind, 30))
        assert why(same, 50) == ["VCLT 24(1)", f"ended {rule}"]
        assert why(same, 50, "alfa") == ["ratified-alfa VCLT 14(1)", f"ended {rule}"]


@pytest.mark.parametrize(
    ("kind", "rule"), [("treaty_abandoned", "practice"), ("treaty_replaced", "VCLT 59"), ("instrument_terminated", "practice")]
)
def test_never_in_force(kind: str, rule: str) -> None:
    steps = (*ratified("alfa"), step("signed", "instrument_signed", 30, "bravo"), step("stop", kind, 30), step("again", kind, 40))
    assert why(steps, 29) == []
    assert why(steps, 30) == why(steps, 50) == [f"stop {rule}"]
    assert why((*steps, step("too", kind, 30)), 30) == [f"stop {rule}"]


def test_a_suspension_is_given_by_the_act_that_holds() -> None:
    steps = (
        *ratified("alfa", "bravo"), step("all", "operation_suspended", 10), step("on", "operation_resumed", 20),
        step("own", "operation_suspended", 30, "alfa"), step("one", "operation_suspended", 31, "alfa", towards="bravo"),
        step("own-on", "operation_resumed", 40, "alfa"), step("again", "operation_suspended", 50),
    )  # fmt: skip
    party = ["ratified-alfa VCLT 14(1)", "VCLT 24(1)"]
    assert why(steps, 15) == ["VCLT 24(1)", "all VCLT 57"]
    assert why(steps, 10, "alfa") == [*party, "all VCLT 57"]
    assert why(steps, 20, "alfa") == party
    assert why(steps, 20) == ["VCLT 24(1)"]
    assert why(steps, 35, "alfa") == [*party, "own VCLT 57"]
    assert why(steps, 45, "alfa") == party
    assert why(steps, 50, "alfa") == [*party, "again VCLT 57"]
    assert why(steps, 50) == ["VCLT 24(1)", "again VCLT 57"]


def test_a_later_suspension_does_not_stand_for_an_earlier_one() -> None:
    effect = Days(DAY + 60, DAY + 60)
    late = replace(step("late", "operation_suspended", 5), effect=effect)
    steps = (*ratified("alfa", "bravo"), late, step("first", "operation_suspended", 30))
    assert [why(steps, day)[1:] for day in (29, 30, 59, 60)] == [[], ["first VCLT 57"], ["first VCLT 57"], ["late VCLT 57"]]


def test_a_party_of_the_first_and_one_that_joined() -> None:
    steps = (*ratified("alfa", "bravo"), step("joined", "instrument_acceded", 30, "delta"))
    assert why(steps, 30, "alfa") == ["ratified-alfa VCLT 14(1)", "VCLT 24(1)"]
    assert why(steps, 30, "delta") == ["joined VCLT 15", "VCLT 24(3)"]
    named = articles(OPEN, entry="Article 9", joining="Article 10")
    assert why(steps, 30, "alfa", named) == ["ratified-alfa VCLT 14(1)", "Article 9"]
    assert why(steps, 30, "delta", named) == ["joined VCLT 15", "Article 10"]
    stated = (step("force", "entered_into_force", 9), *steps)
    assert why(stated, 30, "alfa") == ["ratified-alfa VCLT 14(1)", "force VCLT 24(1)"]
    assert why(stated, 30, "delta") == ["joined VCLT 15", "VCLT 24(3)"]
    unknown = (step("own", "entered_into_force_for", 9, "alfa"),)
    assert why(unknown, 9, "alfa", None, False) == ["own VCLT 24(3)", "own VCLT 24"]
    signing = replace(OPEN, signature_binds=True)
    signed = tuple(step(f"signed-{who}", "instrument_signed", 0, who) for who in ("alfa", "bravo"))
    assert why(signed, 0, "alfa", signing) == ["signed-alfa VCLT 12(1)", "VCLT 24(1)"]


def test_a_consent_that_waits_and_a_signature() -> None:
    assert why(ratified("alfa"), 0, "alfa") == ["ratified-alfa VCLT 14(1)"]
    signed = step("signed", "instrument_signed", 0, "alfa")
    assert why((signed,), 0, "alfa") == ["signed VCLT 10, 18"]
    assert why((step("n", "treaty_negotiated", 0, "alfa"),), 0, "alfa") == []
    again = (
        *ratified("alfa", "bravo", "charlie"),
        step("left", "participation_ended", 10, "alfa"),
        step("signed", "instrument_signed", 20, "alfa"),
    )
    assert why(again, 25, "alfa") == ["signed VCLT 10, 18"]


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [
        (FinalClauses(entry=Entry(2), denunciation=Leaving(lapse=Lapse(Period("P100D")), by_clause=True)), "VCLT 54"),
        (OPEN, "VCLT 56(2)"),
        (articles(OPEN, denunciation="Article 12"), "Article 12"),
    ],
)
def test_who_left_by_notice(clauses: FinalClauses, expected: str) -> None:
    steps = (*ratified("alfa", "bravo", "charlie"), step("notice", "denunciation_notified", 10, "alfa"))
    assert why(steps, 109, "alfa", clauses)[1:] == ["VCLT 24(1)"]
    assert why(steps, 110, "alfa", clauses) == ["ratified-alfa VCLT 14(1)", f"notice {expected}"]


def test_who_left_otherwise() -> None:
    left = (*ratified("alfa", "bravo", "charlie"), step("left", "participation_ended", 10, "alfa"))
    assert why(left, 10, "alfa")[1:] == ["left VCLT 54"]
    assert why(left, 10, "alfa", articles(OPEN, denunciation="Article 12"))[1:] == ["left Article 12"]
    gone = (*ratified("alfa", "bravo", "charlie"), step("gone", "state_extinguished", 10, "alfa"))
    assert why(gone, 10, "alfa")[1:] == ["gone practice"]
    assert why(gone, 10, "alfa", articles(OPEN, denunciation="Article 12"))[1:] == ["gone practice"]


def test_who_left_on_the_day_of_the_end_left_by_its_own_act_and_later_it_could_not() -> None:
    ended = step("ended", "instrument_terminated", 10)
    same = (*ratified("alfa", "bravo", "charlie"), ended, step("left", "participation_ended", 10, "alfa"))
    assert why(same, 10, "alfa")[1:] == ["left VCLT 54"]
    later = (*ratified("alfa", "bravo", "charlie"), ended, step("left", "participation_ended", 20, "alfa"))
    assert why(later, 30, "alfa")[1:] == ["ended VCLT 54"]


def test_who_joined_what_had_ended_was_never_a_party() -> None:
    steps = (
        *ratified("alfa", "bravo"), step("ended", "instrument_terminated", 10), step("drew", "treaty_negotiated", 0, "delta"),
        step("joined", "instrument_acceded", 20, "delta"), step("left", "participation_ended", 30, "delta"),
    )  # fmt: skip
    assert why(steps, 25, "delta") == why(steps, 40, "delta") == []
    late = (*ratified("alfa", "bravo"), *ratified("delta", day=10), step("ended", "instrument_terminated", 10))
    found = Participation(Treaty("t", late, OPEN)).participant("delta", DAY + 20)
    assert (found.statuses, found.consent, found.reasons) == (("third_state",), "", ())


def test_of_two_stays_the_last_is_given() -> None:
    steps = (
        *ratified("alfa", "bravo", "charlie"), step("left", "participation_ended", 10, "alfa"),
        step("again", "instrument_acceded", 20, "alfa"), step("left-again", "participation_ended", 30, "alfa"),
    )  # fmt: skip
    asked = Participation(Treaty("t", steps, OPEN))
    shown = {day: asked.participant("alfa", DAY + day).consent for day in (9, 10, 19, 20, 30, 40)}
    assert shown == {9: "ratified-alfa", 10: "ratified-alfa", 19: "ratified-alfa", 20: "again", 30: "again", 40: "again"}
    assert why(steps, 40, "alfa") == ["again VCLT 15", "left-again VCLT 54"]
    assert why(steps, 15, "alfa") == ["ratified-alfa VCLT 14(1)", "left VCLT 54"]
