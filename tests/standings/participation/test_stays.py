"""A participant's stays: what happens on the very days on which something turns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from legation.record.acts import Days
from legation.standings.participation.answers import Participation
from legation.standings.participation.clauses import Duration, Entry, FinalClauses, Lapse, Leaving
from legation.standings.participation.treaty import Step, Treaty
from legation.terms.days import Period

DAY = 11_000
HUNDRED = Leaving(lapse=Lapse(Period("P100D")))
OPEN = FinalClauses(entry=Entry(consents=2), denunciation=HUNDRED)


def step(id: str, kind: str, day: int, by: str = "", **more: str) -> Step:
    return Step(id, kind, Days(DAY + day, DAY + day), by, **more)


def ratified(*who: str, day: int = 0) -> tuple[Step, ...]:
    return tuple(step(f"ratified-{name}", "instrument_ratified", day, name) for name in who)


def status(treaty: Treaty, who: str, day: int) -> str:
    (found,) = Participation(treaty).participant(who, DAY + day).statuses
    return found


def test_of_two_notices_the_one_that_takes_effect_first_ends_the_stay() -> None:
    short = replace(step("second", "denunciation_notified", 60, "alfa"), effect=Days(DAY + 160, DAY + 160))
    long = replace(step("first", "denunciation_notified", 50, "alfa"), effect=Days(DAY + 300, DAY + 300))
    treaty = Treaty("t", (*ratified("alfa", "bravo", "charlie"), long, short), OPEN)
    assert (status(treaty, "alfa", 159), status(treaty, "alfa", 160)) == ("party", "former_party")
    assert (
        Participation(treaty).courses(DAY + 200)[0][0].stays("alfa")[0].ended_by is not None
        and Participation(treaty).courses(DAY + 200)[0][0].stays("alfa")[0].ended_by.step.id == "second"  # type: ignore[union-attr]
    )


def test_who_joins_late_and_leaves_on_that_day_gives_notice() -> None:
    joined = step("joined", "instrument_acceded", 20, "delta")
    leaves = step("leaves", "denunciation_notified", 20, "delta")
    treaty = Treaty("t", (*ratified("alfa", "bravo", "charlie"), joined, leaves), OPEN)
    assert [status(treaty, "delta", day) for day in (20, 119, 120)] == ["party", "party", "former_party"]


@pytest.mark.parametrize("how", ["by the clause", "stated of all", "stated of it alone"])
def test_who_takes_its_consent_back_on_the_day_of_entry_is_no_party(how: str) -> None:
    leaves = step("leaves", "denunciation_notified", 20, "alfa")
    steps = ratified("alfa", "bravo", "charlie", "delta")
    if how == "by the clause":
        steps = (*ratified("bravo", "charlie", "delta"), *ratified("alfa", day=20), leaves)
        assert status(Treaty("t", steps, replace(OPEN, entry=Entry(consents=4))), "alfa", 21) == "third_state"
        return
    entry = step("entry", "entered_into_force", 20)
    own = step("own", "entered_into_force_for", 20, "alfa")
    if how == "stated of all":
        assert status(Treaty("t", (*steps, entry, leaves), OPEN), "alfa", 21) == "third_state"
        assert status(Treaty("t", (*steps[1:], *ratified("alfa", day=20), entry, leaves), OPEN), "alfa", 21) == "third_state"
        return
    late = replace(OPEN, joining=Lapse(Period("P90D")))
    joined = (*ratified("bravo", "charlie", "delta"), step("joined", "instrument_acceded", 10, "alfa"), own)
    assert status(Treaty("t", (*joined, leaves), late), "alfa", 21) == "third_state"
    assert status(Treaty("t", joined, late), "alfa", 21) == "party"


def test_a_day_stated_of_it_alone_goes_before_that_of_all() -> None:
    own = step("own", "entered_into_force_for", 30, "alfa")
    late = replace(OPEN, joining=Lapse(Period("P90D")))
    joined = step("joined", "instrument_acceded", 10, "alfa")
    treaty = Treaty("t", (*ratified("bravo", "charlie"), joined, own), late)
    assert [status(treaty, "alfa", day) for day in (29, 30)] == ["contracting_state", "party"]
    without = Treaty("t", (*ratified("bravo", "charlie"), joined), late)
    assert [status(without, "alfa", day) for day in (99, 100)] == ["contracting_state", "party"]
    alone = Treaty("t", (*ratified("bravo", "charlie"), own), OPEN)
    assert [status(alone, "alfa", day) for day in (29, 30)] == ["third_state", "party"], "no consent is known, but its day is"


def test_a_refusal_to_renew_where_nothing_is_renewed_changes_nothing() -> None:
    clauses = replace(OPEN, duration=Duration(Period("P200D"), None, None))
    refused = step("refused", "renewal_refused", 30, "alfa")
    treaty = Treaty("t", (*ratified("alfa", "bravo", "charlie"), refused), clauses)
    assert [status(treaty, "alfa", day) for day in (199, 200)] == ["party", "former_party"]
    assert Participation(treaty).participant("alfa", DAY + 60).leaves is None


def test_who_takes_its_consent_back_on_the_day_on_which_it_joins_was_never_a_party() -> None:
    ended = step("ended", "participation_ended", 0, "bravo")
    found = Participation(Treaty("t", (*ratified("alfa", "bravo", "charlie"), ended), replace(OPEN, bilateral=True)))
    assert found.state(DAY + 5).states == ("in_force",), "who was no party does not end it by leaving"


def test_a_notice_revoked_is_gone_and_another_stands() -> None:
    first, second = (step(name, "denunciation_notified", day, "alfa") for name, day in (("first", 10), ("second", 20)))
    revoked = step("revoked", "notice_revoked", 30, "alfa", concerns="first")
    base = ratified("alfa", "bravo", "charlie")
    entry = step("entry", "entered_into_force", 1)
    known = Treaty("t", (*base, first, second, revoked), OPEN)
    assert [status(known, "alfa", day) for day in (115, 119, 120)] == ["party", "party", "former_party"]
    unknown = Treaty("t", (*base, entry, first, second, revoked), complete=False)
    assert Participation(unknown).participant("alfa", DAY + 500).answer == "possible", "the second still stands, without a day"
    alone = replace(unknown, steps=(*base, entry, first, revoked))
    assert Participation(alone).participant("alfa", DAY + 500).answer != "possible", "nothing is left of it"
    gone = replace(unknown, steps=(*unknown.steps[:-1], step("both", "notice_revoked", 30, "alfa")))
    assert Participation(gone).participant("alfa", DAY + 500).answer != "possible", "a revocation that names none revokes all"


def test_accession_that_waits_for_entry_is_open_from_the_day_after() -> None:
    clauses = replace(OPEN, accession_after_entry=True)
    for day, expected in ((20, "third_state"), (21, "party")):
        joined = step("joined", "instrument_acceded", day, "delta")
        entry = (step("entry", "entered_into_force", 20),)
        treaty = Treaty("t", (*ratified("alfa", "bravo"), *entry, joined), clauses)
        assert status(treaty, "delta", 30) == expected, day


def test_two_that_succeed_one_another_prove_nothing() -> None:
    one = step("one", "succession_notified", 10, "alfa", towards="bravo")
    other = step("other", "succession_notified", 20, "bravo", towards="alfa")
    treaty = Treaty("t", (*ratified("charlie", "delta"), one, other), OPEN)
    assert {status(treaty, who, 30) for who in ("alfa", "bravo")} == {"third_state"}


@pytest.mark.parametrize(
    ("succession", "consent", "withdrawn", "expected"),
    [
        (30, 29, None, "contracting_state"), (30, 30, None, "third_state"), (30, 28, 30, "contracting_state"),
        (30, 28, 29, "third_state"), (30, 10, 20, "third_state"),
    ],
)  # fmt: skip
def test_before_entry_a_successor_needs_a_consent_that_stood_on_the_eve(
    succession: int, consent: int, withdrawn: int | None, expected: str
) -> None:
    steps = [*ratified("alfa", day=consent)]
    if withdrawn is not None:
        steps.append(step("withdrawn", "consent_withdrawn", withdrawn, "alfa"))
    steps.append(step("succeeded", "succession_notified", succession, "delta", towards="alfa"))
    treaty = Treaty("t", tuple(steps), replace(OPEN, entry=Entry(consents=9)))
    assert status(treaty, "delta", 40) == expected


@pytest.mark.parametrize(
    ("succession", "entry", "joined", "left", "expected"),
    [
        (30, 20, 10, None, "party"),
        (30, 29, 10, None, "party"),
        (30, 20, 29, None, "party"),
        (30, 20, 10, 30, "party"),  # it left on the day of the succession: on the eve it was a party
        (30, 20, 10, 29, "third_state"),
        (30, 20, 31, None, "third_state"),
    ],
)
def test_in_force_a_successor_needs_a_predecessor_that_was_a_party_on_the_eve(
    succession: int, entry: int, joined: int, left: int | None, expected: str
) -> None:
    """It stands on the day of the succession, whenever it is notified, and can give notice to leave on that day."""
    steps = [*ratified("bravo", "charlie"), step("entry", "entered_into_force", entry), *ratified("alfa", day=joined)]
    if left is not None:
        steps.append(step("left", "participation_ended", left, "alfa"))
    told = step("succeeded", "succession_notified", 90, "delta", towards="alfa")
    steps.append(replace(told, effect=Days(DAY + succession, DAY + succession)))
    treaty = Treaty("t", tuple(steps), OPEN)
    assert status(treaty, "delta", succession) == expected
    assert status(treaty, "delta", succession - 1) == "third_state"
    if expected == "party":
        leaves = step("leaves", "denunciation_notified", succession, "delta")
        assert status(replace(treaty, steps=(*treaty.steps, leaves)), "delta", succession + 50) == "party"
        assert status(replace(treaty, steps=(*treaty.steps, leaves)), "delta", succession + 100) == "former_party"


def test_a_predecessor_that_left_and_came_back_is_succeeded_by_its_last_stay() -> None:
    steps = (
        *ratified("alfa", "bravo", "charlie"), step("left", "participation_ended", 10, "alfa"),
        step("again", "instrument_acceded", 20, "alfa"),
        step("succeeded", "succession_notified", 30, "delta", towards="alfa"),
    )  # fmt: skip
    slow = replace(OPEN, joining=Lapse(Period("P90D")), entry=Entry(consents=2, including=("bravo", "charlie")))
    again = Treaty("t", (*steps[:-1], replace(steps[-1], days=Days(DAY + 200, DAY + 200))), slow)
    assert status(again, "delta", 200) == "party", "it takes its place at once"


def test_who_succeeds_one_that_was_not_yet_bound_waits_its_own_time() -> None:
    slow = replace(OPEN, joining=Lapse(Period("P90D")))
    joined = step("joined", "instrument_acceded", 25, "alfa")
    succeeded = step("succeeded", "succession_notified", 30, "delta", towards="alfa")
    treaty = Treaty("t", (*ratified("bravo", "charlie"), joined, succeeded), slow)
    assert [status(treaty, "delta", day) for day in (30, 119, 120)] == ["contracting_state", "contracting_state", "party"]


def test_a_day_stated_of_it_that_is_its_own_already_changes_nothing() -> None:
    own = step("own", "entered_into_force_for", 20, "delta")
    leaves = step("leaves", "denunciation_notified", 20, "delta")
    treaty = Treaty("t", (*ratified("alfa", "bravo", "charlie"), *ratified("delta", day=20), own, leaves), OPEN)
    assert [status(treaty, "delta", day) for day in (20, 119, 120)] == ["party", "party", "former_party"]


def test_without_clauses_a_consent_on_the_day_of_entry_makes_a_party_and_a_later_one_does_not_say_when() -> None:
    for day, expected in ((20, "party"), (21, "contracting_state")):
        steps = (*ratified("bravo", "charlie"), step("entry", "entered_into_force", 20), *ratified("alfa", day=day))
        assert status(Treaty("t", steps, complete=False), "alfa", 60) == expected, day
