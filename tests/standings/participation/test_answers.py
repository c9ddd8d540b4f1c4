"""What is said beside a status: what else may be, whether a consent stood, what nothing is told of, which corrections count."""

from __future__ import annotations

from dataclasses import replace

import pytest

from legation.record.acts import Days
from legation.standings.participation.answers import Participation
from legation.standings.participation.clauses import Entry, FinalClauses
from legation.standings.participation.treaty import Step, Treaty
from tests.standings.participation.test_stays import DAY, step


def told(*steps: Step) -> Participation:
    return Participation(Treaty("t", steps, None, complete=False))


@pytest.mark.parametrize(
    ("kind", "status", "more"),
    [
        ("participation_listed", "third_state", ("signatory", "contracting_state", "party")),
        ("treaty_negotiated", "negotiating", ("signatory", "contracting_state", "party")),
        ("instrument_signed", "signatory", ("contracting_state", "party")),
        ("provisionally_applied", "provisionally_applying", ("party",)),
        ("instrument_ratified", "contracting_state", ("party",)),
        ("entered_into_force_for", "party", ()),
    ],
)
def test_what_it_may_have_become(kind: str, status: str, more: tuple[str, ...]) -> None:
    found = told(step("a", kind, 0, "alfa")).participant("alfa", DAY)
    assert (found.statuses, found.may_be) == ((status,), more)
    assert found.is_contracting == ("presumed" if status in ("contracting_state", "party") else "no")


@pytest.mark.parametrize(
    "kind",
    ["treaty_negotiated", "instrument_adopted", "opened_for_signature", "closed_for_signature", "provisionally_applied",
     "instrument_ratified"],
)  # fmt: skip
def test_before_its_entry_a_treaty_may_be_in_force(kind: str) -> None:
    who = "alfa" if kind in ("provisionally_applied", "instrument_ratified") else ""
    asked = told(step("a", kind, 0, who))
    assert asked.state(DAY).may_be == ("in_force",)
    assert asked.state(DAY - 1).may_be == ("in_force",)
    assert told(step("a", kind, 0, who), step("b", "entered_into_force", 1)).state(DAY + 1).may_be == ()
    assert told(step("a", "instrument_terminated", 0)).state(DAY).may_be == ()


def test_nothing_told_in_a_treaty_that_had_begun_is_not_known() -> None:
    listed = step("l", "participation_listed", 0, "bravo")
    asked = told(step("a", "instrument_signed", 0, "alfa"), listed, step("c", "instrument_signed", 5, "charlie"))
    assert [asked.participant("bravo", DAY + day).answer for day in (-1, 0, 9)] == ["presumed", "unknown", "unknown"]
    assert [asked.participant("charlie", DAY + day).answer for day in (-1, 4, 5)] == ["presumed", "unknown", "presumed"]
    assert [asked.participants(DAY + day)[2].answer for day in (-1, 4, 5)] == ["presumed", "unknown", "presumed"]


def test_a_consent_of_an_open_day_may_stand() -> None:
    asked = told(Step("a", "instrument_ratified", Days(DAY, DAY + 9), "alfa"))
    assert [asked.participant("alfa", DAY + day).is_contracting for day in (-1, 0, 8, 9)] == [
        "no", "possible", "possible", "presumed"
    ]  # fmt: skip


def test_corrections_count_from_their_own_day() -> None:
    later = Step("later", "text_corrected", Days(DAY, DAY), effect=Days(DAY + 5, DAY + 5))
    asked = told(step("a", "instrument_signed", 0, "alfa"), step("from-the-start", "text_corrected", 3), later)
    assert [asked.state(DAY + day).corrections for day in (4, 5)] == [("from-the-start",), ("from-the-start", "later")]


def test_a_void_treaty_was_nothing_before_its_first_act() -> None:
    asked = told(Step("a", "instrument_signed", Days(DAY, DAY + 2), "alfa"), step("b", "treaty_void", 2))
    assert [asked.state(DAY + day).states for day in (-1, 0, 1, 2)] == [("none",), ("none", "void"), ("none", "void"), ("void",)]


def test_a_day_asked_after_another_is_answered_as_if_alone() -> None:
    steps = (Step("a", "instrument_ratified", Days(DAY, DAY + 1_000), "alfa"), step("b", "instrument_ratified", 0, "bravo"))
    treaty = Treaty("t", steps, FinalClauses(entry=Entry(consents=2)))
    asked = Participation(treaty)
    for day in (300, 700, 100):
        assert asked.participants(DAY + day) == Participation(treaty).participants(DAY + day)
        assert asked.participant("alfa", DAY + day).party_from == Days(DAY, DAY + day)


def test_who_did_nothing_consented_by_nothing() -> None:
    found = told(step("l", "participation_listed", 0, "alfa")).participant("alfa", DAY)
    assert (found.consent, found.consent_kind, found.code, found.date, found.reasons) == ("", "", "", None, ())


def test_a_notice_without_a_day_of_effect_leaves_it_open_from_its_own_day() -> None:
    asked = told(step("f", "entered_into_force_for", 0, "alfa"), step("n", "denunciation_notified", 50, "alfa"))
    assert [asked.participant("alfa", DAY + day).answer for day in (49, 50, 900)] == ["presumed", "possible", "possible"]
    found = asked.participant("alfa", DAY + 50)
    assert (found.statuses, found.may_be, found.is_contracting, found.leaves) == (("party",), ("former_party",), "possible", None)


def test_who_said_that_it_would_not_join_is_known_to_be_none() -> None:
    asked = told(
        step("a", "instrument_signed", 0, "alfa"), step("l", "participation_listed", 0, "bravo"),
        step("n", "not_becoming_party_notified", 5, "bravo"),
    )  # fmt: skip
    assert [asked.participant("bravo", DAY + day).answer for day in (4, 5, 6)] == ["unknown", "presumed", "presumed"]


def test_a_consent_of_an_open_day_may_stand_whatever_the_status() -> None:
    wide = Step("b", "instrument_ratified", Days(DAY, DAY + 9), "alfa")
    found = told(step("a", "provisionally_applied", 0, "alfa"), wide).participant("alfa", DAY + 5)
    assert (found.statuses, found.answer, found.is_contracting) == (("provisionally_applying",), "presumed", "possible")


def test_what_may_be_in_force_is_not_said_twice() -> None:
    wide = Step("f", "entered_into_force", Days(DAY, DAY + 9))
    found = told(step("a", "instrument_signed", 0, "alfa"), wide).state(DAY + 5)
    assert (found.states, found.may_be) == (("open_for_signature", "in_force"), ())


def test_those_who_rest_it_between_them_are_told_apart() -> None:
    steps = tuple(step(f"r-{who}", "instrument_ratified", 0, who) for who in ("alfa", "bravo", "charlie"))
    rests = step("s", "operation_suspended", 10, "charlie", towards="alfa")
    asked = Participation(Treaty("t", (*steps, rests), FinalClauses(entry=Entry(consents=2))))
    assert asked.pairs(DAY + 9) == ()
    (pair,) = asked.pairs(DAY + 10)
    assert (pair.first, pair.second, pair.between, pair.because) == ("alfa", "charlie", "suspended_between", ("s",))


def test_beyond_what_can_be_tried_nothing_is_certain_before_entry_into_force() -> None:
    """Alfa's six acts of open days have more orders than are tried; once the treaty is in force they bear on it no more."""
    kinds = ("provisionally_applied", "provisional_application_ended") * 3
    wide = [Step(f"a{place}", kind, Days(DAY + place, DAY + place + 60), "alfa") for place, kind in enumerate(kinds)]
    asked = told(step("o", "opened_for_signature", -9), *wide, step("f", "entered_into_force", 90))
    assert asked.state(DAY - 5).answer == "presumed"
    assert asked.state(DAY + 30).answer == "possible"
    assert asked.state(DAY + 80).answer == "possible"
    assert asked.state(DAY + 90).answer == "presumed"
    back = tuple(
        replace(act, kind=kind) for act, kind in zip(wide, ("instrument_ratified", "consent_withdrawn") * 3, strict=True)
    )
    taken = told(step("s", "instrument_signed", -9, "bravo"), *back, step("w", "consent_withdrawn", 80, "alfa"))
    found = taken.state(DAY + 85)
    assert (found.states, found.answer) == (("open_for_signature",), "possible"), "what was tried leaves one state"
    signed = told(step("s", "instrument_signed", 0, "alfa"))
    assert [signed.state(DAY + day).answer for day in (-1, 0)] == ["presumed", "presumed"]
