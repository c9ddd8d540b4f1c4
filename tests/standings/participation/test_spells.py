"""What a participant was through time, each stretch with its first day and the day after its last."""

from __future__ import annotations

from dataclasses import replace

from legation.record.acts import Days
from legation.standings.participation.answers import Participation
from legation.standings.participation.clauses import Entry, Lapse
from legation.standings.participation.spells import StatusSpell, status_spells
from legation.standings.participation.treaty import Step, Treaty
from legation.terms.days import Period
from tests.standings.participation.test_stays import DAY, OPEN, ratified, step


def spells(treaty: Treaty, who: str, first: int, last: int) -> list[tuple[int, int, str]]:
    found = status_spells(Participation(treaty), who, DAY + first, DAY + last)
    return [(one.first - DAY, one.until - DAY, ";".join(one.statuses)) for one in found]


def test_from_the_first_signature_to_the_end() -> None:
    clauses = replace(OPEN, entry=Entry(consents=2, lapse=Lapse(Period("P30D"))))
    steps = (
        step("signed", "instrument_signed", 5, "alfa"), *ratified("alfa", day=10), *ratified("bravo", "charlie", day=20),
        step("notice", "denunciation_notified", 60, "alfa"), step("end", "instrument_terminated", 300),
    )  # fmt: skip
    treaty = Treaty("t", steps, clauses)
    whole = [
        (0, 5, "third_state"), (5, 10, "signatory"), (10, 50, "contracting_state"), (50, 160, "party"), (160, 401, "former_party"),
    ]  # fmt: skip
    assert spells(treaty, "alfa", 0, 400) == whole
    assert spells(treaty, "alfa", 5, 9) == [(5, 10, "signatory")]
    assert spells(treaty, "alfa", 9, 10) == [(9, 10, "signatory"), (10, 11, "contracting_state")]
    assert spells(treaty, "bravo", 0, 400)[-2:] == [(50, 300, "party"), (300, 401, "former_party")]


def test_what_is_done_to_the_whole_turns_it_for_each() -> None:
    rests = step("rests", "operation_suspended", 40)
    again = replace(step("again", "operation_resumed", 50), effect=Days(DAY + 60, DAY + 60))
    treaty = Treaty("t", (*ratified("alfa", "bravo"), rests, again), OPEN)
    assert spells(treaty, "alfa", 10, 100) == [(10, 40, "party"), (40, 60, "party_suspended"), (60, 101, "party")]


def test_a_negotiator_is_one_from_the_first_act_of_anyone() -> None:
    clauses = replace(OPEN, negotiators=("alfa", "bravo"))
    treaty = Treaty("t", (step("signed", "instrument_signed", 7, "bravo"),), clauses)
    assert spells(treaty, "alfa", 0, 9) == [(0, 7, "third_state"), (7, 10, "negotiating")]
    assert spells(Treaty("t", (), clauses), "alfa", 0, 9) == [(0, 10, "third_state")]


def test_a_consent_that_never_bound() -> None:
    assert spells(Treaty("t", ratified("alfa", day=5), OPEN), "alfa", 0, 9) == [
        (0, 5, "third_state"),
        (5, 10, "contracting_state"),
    ]


def test_an_open_day_leaves_two_statuses() -> None:
    wide = Step("signed", "instrument_signed", Days(DAY + 10, DAY + 19), "alfa")
    treaty = Treaty("t", (wide,), OPEN)
    found = status_spells(Participation(treaty), "alfa", DAY, DAY + 30)
    assert found[0] == StatusSpell(DAY, DAY + 10, ("third_state",))
    assert found[-1] == StatusSpell(DAY + 19, DAY + 31, ("signatory",))
    assert {one.statuses for one in found[1:-1]} == {("third_state", "signatory")}
