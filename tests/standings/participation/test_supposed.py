"""What a denunciation would do, and which law speaks of it: treaties of four made-up parties."""

from __future__ import annotations

from dataclasses import replace

from legation.record.acts import Days
from legation.standings.participation.articles import CONVENTION_IN_FORCE, law_of
from legation.standings.participation.clauses import Entry, FinalClauses, Lapse, Leaving
from legation.standings.participation.supposed import Denunciation, denounced
from legation.standings.participation.treaty import Step, Treaty
from legation.terms.days import Period, day_number

DAY = day_number(2001, 1, 1)
SIX_MONTHS = Leaving(lapse=Lapse(Period("P6M")))
IN_FORCE = FinalClauses(entry=Entry(consents=2), denunciation=SIX_MONTHS)


def ratified(*who: str, day: int = DAY) -> tuple[Step, ...]:
    return tuple(Step(f"ratified-{name}", "instrument_ratified", Days(day, day), name) for name in who)


def test_a_party_leaves_when_its_clause_says_and_the_others_stay() -> None:
    treaty = Treaty("t", ratified("alfa", "bravo", "charlie"), IN_FORCE)
    asked = day_number(2010, 1, 1)
    assert denounced(treaty, "alfa", asked) == Denunciation("alfa", asked, True, day_number(2010, 7, 1), by_clauses=True)


def test_who_is_left_with_fewer_than_entry_had_needed_is_told() -> None:
    treaty = Treaty("t", ratified("alfa", "bravo", "charlie"), replace(IN_FORCE, entry=Entry(consents=3)))
    found = denounced(treaty, "alfa", day_number(2010, 1, 1))
    assert found.below_number
    assert denounced(Treaty("t", ratified("alfa", "bravo"), IN_FORCE), "alfa", day_number(2010, 1, 1)).ends_treaty, "one is left"
    assert not found.ends_treaty, "that fewer remain does not by itself end a treaty (VCLT 55)"
    assert not denounced(replace(treaty, complete=False), "alfa", day_number(2010, 1, 1)).below_number, "others may be parties"


def test_without_a_clause_on_entry_no_number_was_needed() -> None:
    clauses = replace(IN_FORCE, entry=None)
    steps = (*ratified("alfa"), Step("f", "entered_into_force", Days(DAY, DAY)))
    found = denounced(Treaty("t", steps, clauses), "alfa", day_number(2010, 1, 1))
    assert (found.is_party, found.effect, found.below_number) == (True, day_number(2010, 7, 1), False)


def test_a_bilateral_treaty_ends_for_both_on_that_day_and_not_because_it_ends_later() -> None:
    both = replace(IN_FORCE, bilateral=True, negotiators=("alfa", "bravo"))
    treaty = Treaty("t", ratified("alfa", "bravo"), both)
    assert denounced(treaty, "alfa", day_number(2010, 1, 1)).ends_treaty
    later = Step("end", "instrument_terminated", Days(day_number(2020, 1, 1), day_number(2020, 1, 1)))
    three = Treaty("t", (*ratified("alfa", "bravo", "charlie"), later), IN_FORCE)
    assert not denounced(three, "alfa", day_number(2010, 1, 1)).ends_treaty
    sooner = replace(later, days=Days(day_number(2010, 7, 1), day_number(2010, 7, 1)))
    assert denounced(replace(three, steps=(*three.steps[:3], sooner)), "alfa", day_number(2010, 1, 1)).ends_treaty


def test_a_suspended_party_may_leave_too() -> None:
    suspended = Step("s", "operation_suspended", Days(DAY + 100, DAY + 100), "alfa")
    treaty = Treaty("t", (*ratified("alfa", "bravo", "charlie"), suspended), IN_FORCE)
    found = denounced(treaty, "alfa", day_number(2010, 1, 1))
    assert (found.is_party, found.effect, found.by_clauses) == (True, day_number(2010, 7, 1), True)
    three = replace(treaty, clauses=replace(IN_FORCE, entry=Entry(consents=3)))
    assert denounced(three, "alfa", day_number(2010, 1, 1)).below_number


def test_no_effect_where_the_clauses_allow_none() -> None:
    treaty = Treaty("t", ratified("alfa", "bravo"), replace(IN_FORCE, denunciation=Leaving(allowed=False)))
    asked = day_number(2010, 1, 1)
    assert denounced(treaty, "alfa", asked) == Denunciation("alfa", asked, True, None, by_clauses=True)


def test_who_may_be_a_party_is_told_what_the_clauses_say() -> None:
    """Alfa may have ratified only later: it may be a party, so that the clauses speak, but nothing of those who remain."""
    wide = Step("ratified-alfa", "instrument_ratified", Days(DAY, DAY + 6_000), "alfa")
    treaty = Treaty("t", (wide, *ratified("bravo", "charlie")), IN_FORCE)
    asked = day_number(2010, 1, 1)
    assert denounced(treaty, "alfa", asked) == Denunciation("alfa", asked, True, day_number(2010, 7, 1), by_clauses=True)
    never = replace(treaty, clauses=replace(IN_FORCE, denunciation=Leaving(allowed=False)))
    assert denounced(never, "alfa", asked) == Denunciation("alfa", asked, True, None, by_clauses=True)


def test_who_may_have_joined_unknown_to_the_record_is_told_what_the_clauses_say() -> None:
    asked = day_number(2010, 1, 1)
    signed = Step("s", "instrument_signed", Days(DAY, DAY), "delta")
    for step in (signed, replace(signed, kind="instrument_ratified", days=Days(asked, asked))):
        late = replace(IN_FORCE, joining=Lapse(Period("P1Y")))
        treaty = Treaty("t", (*ratified("alfa", "bravo"), step), late, complete=False)
        assert denounced(treaty, "delta", asked) == Denunciation("delta", asked, True, day_number(2010, 7, 1), by_clauses=True)


def test_without_clauses_twelve_months_are_supposed() -> None:
    steps = (*ratified("alfa", "bravo"), Step("f", "entered_into_force", Days(DAY, DAY)))
    asked = day_number(2010, 1, 1)
    assert denounced(Treaty("t", steps), "alfa", asked) == Denunciation("alfa", asked, True, day_number(2011, 1, 1))


def test_who_is_no_party_denounces_nothing() -> None:
    treaty = Treaty("t", ratified("alfa", "bravo"), IN_FORCE)
    assert denounced(treaty, "delta", day_number(2010, 1, 1)) == Denunciation("delta", day_number(2010, 1, 1), False)


def test_the_convention_of_1969_speaks_of_treaties_concluded_after_it_bound_the_participant() -> None:
    bound = CONVENTION_IN_FORCE + 1_000
    for concluded, article in ((bound - 1, "custom (VCLT 54)"), (bound, "VCLT 54"), (bound + 1, "VCLT 54")):
        treaty = Treaty("t", ratified("alfa", "bravo", day=concluded), convention={"alfa": bound})
        assert law_of(treaty, "alfa", "VCLT 54", bound + 5_000) == article, concluded
        assert law_of(treaty, "bravo", "VCLT 54", bound + 5_000) == "custom (VCLT 54)"
        assert law_of(treaty, "bravo", "UN Charter 102", bound) == "UN Charter 102"


def test_the_day_of_conclusion_is_that_of_the_first_act() -> None:
    bound = CONVENTION_IN_FORCE + 1_000
    steps = (*ratified("alfa", day=bound - 10), *ratified("bravo", day=bound + 10))
    assert law_of(Treaty("t", steps, convention={"alfa": bound}), "alfa", "VCLT 54", bound + 5_000) == "custom (VCLT 54)"


def test_no_law_speaks_before_it_binds_though_the_acts_of_a_treaty_come_later() -> None:
    bound = CONVENTION_IN_FORCE + 1_000
    treaty = Treaty("t", ratified("alfa", day=bound + 10), convention={"alfa": bound})
    assert law_of(treaty, "alfa", "VCLT 54", bound - 1) == "custom (VCLT 54)"
    early = Treaty("t", ratified("alfa", day=CONVENTION_IN_FORCE - 1), convention={"alfa": CONVENTION_IN_FORCE - 100})
    assert law_of(early, "alfa", "VCLT 54", bound) == "custom (VCLT 54)", "it was not in force"
