"""Final clauses as they are written, one by one: what each is read as, and what is said of one that is none."""

from __future__ import annotations

from typing import Any

import pytest

from legation.standings.participation.clauses import TWELVE_MONTHS, Duration, Entry, FinalClauses, Lapse, Leaving, read_clauses
from legation.terms.days import Period, day_number


def read(**table: Any) -> FinalClauses:
    clauses, problems = read_clauses(table, "pact.toml")
    assert problems == []
    return clauses


def test_a_month_after_december_is_of_the_next_year() -> None:
    month = Lapse(next_month=True)
    assert month.from_day(day_number(1999, 12, 15)) == day_number(2000, 1, 1)
    assert month.from_day(day_number(2000, 1, 1)) == day_number(2000, 2, 1)
    assert Lapse(Period("P30D"), next_day=True).from_day(100) == 131


def test_a_term_renewed_is_longer_by_what_renews_it() -> None:
    assert Duration(Period("P10D"), Period("P5D")).end(0, 2) == 20
    assert Duration(Period("P1M"), Period("P2M")).end(0, 1) == day_number(1970, 4, 1)
    once = Duration(Period("P1M10D"))
    assert once.end(0, 3) == once.end(0, 0) == day_number(1970, 2, 11)


def test_clauses_of_every_sort_are_read() -> None:
    found = read(
        entry={"consents": 3, "all": True, "including": ["alfa"], "excluding": ["union"], "kinds": ["instrument_ratified"],
               "on": "2001-02-03", "after": "P30D", "next_day": True, "next_month": True},
        joining={"after": "P1M"}, denunciation={"allowed": False, "not_before": "P1Y", "since_own": True},
        duration={"lasts": "P5Y", "renews": "P1Y", "notice": "P6M"}, bilateral=True, negotiators=["alfa", "bravo"],
        signature_binds=True, reservations="authorised", minimum=3, amends="other", binds="all",
        articles={"entry": "Article 9"},
    )  # fmt: skip
    lapse = Lapse(Period("P30D"), True, True)
    assert found.entry == Entry(3, True, ("alfa",), ("union",), ("instrument_ratified",), day_number(2001, 2, 3), lapse)
    assert found.joining == Lapse(Period("P1M"))
    assert found.denunciation == Leaving(False, Lapse(TWELVE_MONTHS), Period("P1Y"), True, False)
    assert found.duration == Duration(Period("P5Y"), Period("P1Y"), Period("P6M"))
    assert (found.bilateral, found.negotiators, found.signature_binds) == (True, ("alfa", "bravo"), True)
    assert (found.reservations, found.minimum, found.amends, found.binds) == ("authorised", 3, "other", "all")
    assert (found.article("entry"), found.article("joining")) == ("Article 9", "")


def test_what_is_not_said_is_as_law_has_it() -> None:
    assert read(entry={"consents": 1}).entry == Entry(1)
    assert read(denunciation={}).denunciation == Leaving()
    for clause in ({"after": "P6M"}, {"next_day": True}, {"next_month": True}):
        assert read(denunciation=clause).denunciation.by_clause, clause
    assert read(denunciation={"next_day": True}).denunciation.lapse == Lapse(None, True, False)


@pytest.mark.parametrize(
    "table",
    [
        {"reservations": "welcome"}, {"binds": "nobody"}, {"bilateral": 1}, {"minimum": True}, {"amends": 7},
        {"negotiators": "alfa"}, {"negotiators": [1]}, {"negotiators": [["alfa"]]}, {"joining": {"after": "P1M", "sooner": 1}},
        {"entry": {"consents": 1, "sooner": 1}}, {"entry": {"on": "../2001"}}, {"denunciation": {"sooner": 1}},
        {"duration": {"lasts": "P1Y", "renews": "P0D"}}, {"duration": {"lasts": "P1Y", "sooner": 1}},
        {"duration": {}}, {"joining": {"after": "a month"}}, {"entry": {"consents": "many"}}, {"entry": 3},
    ],
)  # fmt: skip
def test_what_is_no_clause_is_told_and_left_out(table: dict[str, Any]) -> None:
    clauses, (told,) = read_clauses(table, "pact.toml")
    ((key, given),) = table.items()
    assert clauses == FinalClauses()
    assert (told.file, told.line, told.column, told.code) == ("pact.toml", 0, key, "participation.clause_unreadable")
    assert str(given) in told.render()


def test_a_clause_that_does_not_exist_is_told_with_the_nearest() -> None:
    for key, near in (("entri", "entry"), ("corrections", "corrected"), ("xyzzy", "accession_after_entry, amends, articles")):
        clauses, (told,) = read_clauses({key: 1}, "pact.toml")
        assert clauses == FinalClauses()
        assert (told.file, told.line, told.column, told.code) == ("pact.toml", 0, key, "participation.unknown_clause")
        assert key == "corrections" or near in told.render(), told.render()


def test_a_correction_is_read_when_it_is_made() -> None:
    table = {"entry": {"consents": 3}, "corrected": [{"by": "note", "entry": {"consents": 2}}, {"minimum": 5}]}
    clauses, problems = read_clauses(table, "pact.toml")
    assert problems == []
    assert (clauses.entry, clauses.minimum) == (Entry(3), 0)
    assert clauses.corrected(["note"]).entry == Entry(2)
    assert clauses.corrected([""]).minimum == 5
    assert clauses.corrected(["other"]) == clauses
    _, (told,) = read_clauses({"corrected": [{"by": "note", "minimum": "few"}]}, "pact.toml")
    assert (told.column, told.code) == ("minimum", "participation.clause_unreadable")
