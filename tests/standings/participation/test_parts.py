"""What of a treaty bears on one participant: those that succeeded one another hang together, all others do not."""

from __future__ import annotations

from legation.standings.participation.answers import Participation
from legation.standings.participation.treaty import Step, Treaty
from tests.standings.participation.test_stays import DAY, ratified, step


def status(who: str, day: int, *steps: Step) -> str:
    (found,) = Participation(Treaty("t", steps, None, complete=False)).participant(who, DAY + day).statuses
    return found


def test_a_successor_of_a_successor_hangs_on_the_first_consent() -> None:
    first = step("first", "succession_notified", 10, "bravo", towards="alfa")
    second = step("second", "succession_notified", 20, "charlie", towards="bravo")
    assert status("charlie", 30, *ratified("alfa"), first, second) == "contracting_state"
    assert status("charlie", 30, *ratified("delta"), first, second) == "third_state"


def test_two_that_succeed_one_another_prove_nothing() -> None:
    one = step("one", "succession_notified", 10, "alfa", towards="bravo")
    other = step("other", "succession_notified", 20, "bravo", towards="alfa")
    assert status("alfa", 30, one, other) == "third_state"
