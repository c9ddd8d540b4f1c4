"""A treaty as it is read: who takes part in it, when it was concluded, and what its clauses say as corrected."""

from __future__ import annotations

from legation.record.acts import Days
from legation.standings.participation.clauses import Entry, FinalClauses, read_clauses
from legation.standings.participation.treaty import Step, Treaty
from tests.standings.participation.test_stays import DAY, step


def test_participants_are_those_who_acted_and_those_whom_a_clause_names() -> None:
    steps = (
        step("a", "instrument_signed", 0, "delta"),
        step("b", "opened_for_signature", 0),
        step("c", "instrument_signed", 1, "bravo"),
    )
    assert Treaty("t", steps).participants == ("bravo", "delta")
    assert Treaty("t", steps, FinalClauses(negotiators=("charlie", "bravo"))).participants == ("bravo", "charlie", "delta")


def test_it_was_concluded_on_the_first_possible_day_of_its_first_act() -> None:
    wide = Step("a", "instrument_signed", Days(DAY - 9, DAY + 9), "alfa")
    assert Treaty("t", (step("b", "instrument_ratified", 0, "alfa"), wide)).concluded == DAY - 9
    assert Treaty("t", ()).concluded is None


def test_only_a_correction_that_was_made_corrects() -> None:
    clauses, problems = read_clauses({"entry": {"consents": 3}, "corrected": [{"by": "note", "entry": {"consents": 2}}]}, "t")
    assert problems == []
    assert Treaty("t", (step("note", "text_corrected", 0),), clauses).final.entry == Entry(2)
    assert Treaty("t", (step("note", "treaty_registered", 0),), clauses).final.entry == Entry(3)
    assert Treaty("t", (step("other", "text_corrected", 0),), clauses).final.entry == Entry(3)
    assert Treaty("t", (), None).final == FinalClauses()
