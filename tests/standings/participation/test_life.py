"""The life of a treaty: what its acts say, and what they and its clauses brought about on days that no act states."""

from __future__ import annotations

from dataclasses import replace

from legation.record.acts import Days
from legation.standings.participation.answers import Participation
from legation.standings.participation.clauses import Duration, Entry, FinalClauses, Lapse, Leaving
from legation.standings.participation.life import Moment, life_of
from legation.standings.participation.treaty import Step, Treaty
from legation.terms.days import Period
from tests.standings.participation.test_stays import DAY, OPEN, ratified, step

MONTH = Lapse(Period("P30D"))


def days(first: int, last: int | None = None) -> Days:
    return Days(DAY + first, DAY + (first if last is None else last))


def followed(*steps: Step, clauses: FinalClauses | None = OPEN, complete: bool = True) -> list[Moment]:
    """What is told beside the acts."""
    treaty = Treaty("t", steps, clauses, complete)
    return [one for one in life_of(Participation(treaty), DAY + 500) if one.what != "act"]


def test_an_act_of_several_is_one_moment_of_them_all() -> None:
    both = tuple(step("signed", "instrument_signed", 0, who) for who in ("bravo", "alfa"))
    opened, gone = step("opened", "opened_for_signature", 0), step("actor:alfa", "state_extinguished", 900, "alfa")
    told = life_of(Participation(Treaty("t", (*both, opened, gone), None, complete=False)), DAY)
    assert told == (
        Moment("act", days(0), (), "opened"), Moment("act", days(0), ("bravo", "alfa"), "signed"),
    )  # fmt: skip


def test_the_clause_brings_it_into_force_for_those_who_had_consented() -> None:
    clauses = replace(OPEN, entry=Entry(consents=2, lapse=MONTH), joining=MONTH)
    told = followed(*ratified("alfa", "bravo"), *ratified("delta", day=60), clauses=clauses)
    assert told == [Moment("in_force", days(30), ("alfa", "bravo")), Moment("in_force_for", days(90), ("delta",))]


def test_what_an_act_states_is_not_told_again() -> None:
    stated = step("force", "entered_into_force", 5)
    own = step("own", "entered_into_force_for", 70, "delta")
    steps = (*ratified("alfa", "bravo"), stated, step("joined", "instrument_acceded", 60, "delta"), own)
    assert followed(*steps, clauses=None, complete=False) == []
    ended = step("ended", "instrument_terminated", 90)
    left = step("left", "participation_ended", 80, "bravo")
    assert followed(*steps, left, ended, clauses=None, complete=False) == []


def test_who_joins_without_delay_is_told_beside_its_act() -> None:
    told = followed(*ratified("alfa", "bravo"), step("joined", "instrument_acceded", 60, "delta"))
    assert told[1:] == [Moment("in_force_for", days(60), ("delta",))]


def test_what_came_about_in_some_placements_only_is_told() -> None:
    """Accession is open after entry into force: on some of its days alfa's is of no effect."""
    clauses = replace(OPEN, accession_after_entry=True, joining=MONTH)
    wide = Step("a", "instrument_acceded", days(-5, 5), "alfa")
    assert followed(*ratified("bravo", "charlie"), wide, clauses=clauses)[1:] == [Moment("in_force_for", days(31, 35), ("alfa",))]


def test_a_notice_takes_effect_when_the_clause_says() -> None:
    told = followed(*ratified("alfa", "bravo", "charlie"), step("notice", "denunciation_notified", 10, "bravo"))
    assert told == [Moment("in_force", days(0), ("alfa", "bravo", "charlie")), Moment("left", days(110), ("bravo",))]


def test_who_left_and_came_back_is_told_twice() -> None:
    clauses = replace(OPEN, denunciation=Leaving(lapse=MONTH), joining=MONTH)
    steps = (
        *ratified("alfa", "bravo", "charlie"), step("notice", "denunciation_notified", 10, "bravo"),
        step("again", "instrument_acceded", 60, "bravo"), step("once-more", "denunciation_notified", 100, "bravo"),
    )  # fmt: skip
    assert [(one.what, one.days, one.who) for one in followed(*steps, clauses=clauses)[1:]] == [
        ("left", days(40), ("bravo",)), ("in_force_for", days(90), ("bravo",)), ("left", days(130), ("bravo",)),
    ]  # fmt: skip


def test_a_term_ends_it_on_a_day_that_no_act_states() -> None:
    clauses = replace(OPEN, duration=Duration(Period("P200D")))
    assert followed(*ratified("alfa", "bravo"), clauses=clauses)[-1] == Moment("ended", days(200))
    late = step("end", "instrument_terminated", 100)
    effect = replace(late, effect=days(150))
    assert followed(*ratified("alfa", "bravo"), effect, clauses=clauses)[-1] == Moment("ended", days(150)), "it was told before"
    assert [one.what for one in followed(*ratified("alfa", "bravo"), late, clauses=clauses)] == ["in_force"]


def test_open_days_are_told_as_such() -> None:
    wide = Step("a", "instrument_ratified", days(0, 9), "alfa")
    assert followed(wide, *ratified("bravo")) == [Moment("in_force", days(0, 9), ("alfa", "bravo"))]
    assert followed(*ratified("alfa")) == []


def test_moments_of_one_day_are_told_in_the_order_in_which_they_follow_from_one_another() -> None:
    clauses = replace(
        OPEN, entry=Entry(consents=2, lapse=MONTH), bilateral=True, denunciation=Leaving(lapse=Lapse(Period("P10D")))
    )
    steps = (*ratified("alfa", "bravo"), step("listed", "participation_listed", 30, "delta"))
    notice = step("notice", "denunciation_notified", 50, "bravo")
    told = life_of(Participation(Treaty("t", (*steps, notice), clauses)), DAY + 500)
    assert [(one.what, one.days.lo - DAY, one.who) for one in told] == [
        ("act", 0, ("alfa",)), ("act", 0, ("bravo",)), ("act", 30, ("delta",)), ("in_force", 30, ("alfa", "bravo")),
        ("act", 50, ("bravo",)), ("left", 60, ("bravo",)), ("ended", 60, ()),
    ]  # fmt: skip
