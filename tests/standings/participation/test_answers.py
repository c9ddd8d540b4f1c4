"""What is said beside a status: what else may be, whether a consent stood, what nothing is told of, which corrections count."""

from __future__ import annotations

import pytest

from legation.record.acts import Days
from legation.standings.participation.answers import Participation
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
