"""A treaty read from a record of few acts: what is certain, what is only possible, and never what another answer denies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from legation.publication.questions import asked
from legation.publication.treaty_tables import treaty_table
from legation.standings.asof import KnownRecord
from legation.standings.participation.answers import Participation
from legation.standings.participation.from_record import treaty_of
from legation.standings.participation.supposed import denounced
from legation.standings.participation.written import ClausesNotRead
from tests.small_records import day, small_record


def view_of(rows: list[dict[str, str]], clauses: str = "") -> KnownRecord:
    record = small_record([{"subject": "peru", "instrument": "pact", **row} for row in rows])
    instruments = {name: replace(one, final_clauses=clauses) for name, one in record.instruments.items()}
    return KnownRecord(replace(record, instruments=instruments))


def test_acts_of_the_trade_list_are_acts_of_the_law_of_treaties() -> None:
    view = view_of(
        [
            {"kind": "agreement_signed", "date": "2009-04-28", "object": "chile"},
            {"kind": "agreement_entered_into_force", "date": "2010-03-01", "object": "chile"},
        ]
    )
    table = treaty_table(view, "pact", asked("2010-02-28"))
    assert [(row["participant"], row["status"], row["answer"]) for row in table] == [
        ("chile", "signatory", "presumed"),
        ("peru", "signatory", "presumed"),
    ]
    table = treaty_table(view, "pact", asked("2010-03-01"))
    assert [(row["participant"], row["status"], row["answer"]) for row in table] == [
        ("chile", "party", "presumed"),
        ("peru", "party", "presumed"),
    ]


def test_an_attestation_says_that_it_was_in_force_by_then() -> None:
    view = view_of([{"kind": "attestation", "standing": "agreement_in_force", "date": "2021-02-01"}])
    engine = Participation(treaty_of(view, "pact"))
    assert engine.participant("peru", day("2021-02-01")).statuses == ("party",)
    assert set(engine.participant("peru", day("2015-01-01")).statuses) == {"third_state", "party"}


def test_an_end_proves_that_it_had_been_in_force() -> None:
    view = view_of([{"kind": "instrument_signed", "date": "1900-01-01"}, {"kind": "participation_ended", "date": "1910-01-01"}])
    engine = Participation(treaty_of(view, "pact"))
    assert engine.participant("peru", day("1909-12-31")).statuses == ("party",)
    assert engine.participant("peru", day("1910-01-01")).statuses == ("former_party",)
    ended = view_of(
        [{"kind": "instrument_signed", "date": "1900-01-01"}, {"kind": "instrument_terminated", "date": "1910-01-01"}]
    )
    assert Participation(treaty_of(ended, "pact")).state(day("1910-01-01")).states == ("terminated",)


def test_clauses_in_a_cell_of_instruments_csv() -> None:
    rows = [
        {"kind": "instruments_exchanged", "date": "2000-01-01", "object": "chile"},
        {"kind": "denunciation_notified", "date": "2005-01-01", "object": "chile"},
    ]
    clauses = "bilateral = true; entry = { consents = 2 }; denunciation = { after = 'P6M' }; complete = true"
    engine = Participation(treaty_of(view_of(rows, clauses), "pact"))
    assert engine.participant("chile", day("2005-06-30")).answer == "yes"
    assert engine.state(day("2005-07-01")).states == ("terminated",)
    for wrong in (
        "entry = ",
        "entri = { consents = 2 }",
        "entry = { consents = 'two' }",
        "entry = { number = 2 }",
        "minimum = 'x'",
    ):
        with pytest.raises(ClausesNotRead) as caught:
            treaty_of(view_of(rows, wrong), "pact")
        assert caught.value.message("en") != caught.value.message("es")


def test_an_act_names_the_one_it_answers_in_after() -> None:
    rows = [
        {"kind": "instrument_ratified", "date": "2000-01-01"},
        {"kind": "instrument_ratified", "date": "2000-01-01", "subject": "chile"},
        {"act": "r", "kind": "reservation_made", "date": "2000-01-01"},
        {"kind": "reservation_objected_precluding", "date": "2000-06-01", "subject": "chile", "object": "peru", "after": "r"},
    ]
    view = view_of(rows, "entry = { consents = 2 }; complete = true")
    engine = Participation(treaty_of(view, "pact"))
    assert engine.between("peru", "chile", day("2000-07-01")) == ("not_between",)
    table = treaty_table(view, "pact", asked("2000-07-01"))
    assert any("chile" in note and "peru" in note and "not in force between the two" in note for note in table.notes)
    assert next(row for row in table if row["participant"] == "peru")["reservations"] == "r"


def test_rival_accounts_make_nothing_certain() -> None:
    rows = [
        {"act": "x", "kind": "instrument_ratified", "date": "2000-01-01", "claim": "c-1"},
        {"act": "x", "kind": "instrument_acceded", "date": "2000-01-01", "claim": "c-2"},
    ]
    table = treaty_table(view_of(rows), "pact", asked("2001-01-01"))
    assert [row["answer"] for row in table] == ["possible"]


def test_custom_before_the_convention_binds_the_participant() -> None:
    treaty = replace(
        treaty_of(view_of([{"kind": "instrument_ratified", "date": "2005-01-01"}], "entry = { consents = 1 }"), "pact"),
        convention={"peru": day("2000-10-14")},
    )
    assert Participation(treaty).participant("peru", day("2005-01-01")).reasons[0].rule == "VCLT 14(1)"
    older = replace(treaty, convention={"peru": day("2005-01-02")})
    assert Participation(older).participant("peru", day("2005-01-01")).reasons[0].rule == "custom (VCLT 14(1))"
    nobody = replace(treaty, convention={})
    assert Participation(nobody).participant("peru", day("2005-01-01")).reasons[0].rule == "custom (VCLT 14(1))"


def test_what_a_denunciation_would_do() -> None:
    rows = [
        {"kind": "instrument_ratified", "date": "2000-01-01"},
        {"kind": "instrument_ratified", "date": "2000-01-01", "subject": "chile"},
        {"kind": "instrument_ratified", "date": "2000-01-01", "subject": "bolivia"},
    ]
    known = "entry = { consents = 3 }; denunciation = { after = 'P6M', not_before = 'P3Y' }; complete = true"
    treaty = treaty_of(view_of(rows, known), "pact")
    would = denounced(treaty, "peru", day("2010-01-01"))
    assert (would.effect, would.ends_treaty, would.below_number) == (day("2010-07-01"), False, True)
    assert denounced(treaty, "peru", day("2002-12-31")).effect is None
    assert denounced(treaty, "peru", day("2003-01-01")).effect == day("2003-07-01")
    assert not denounced(treaty, "peru", day("1999-01-01")).is_party
    both = treaty_of(view_of(rows[:2], "bilateral = true; entry = { consents = 2 }; complete = true"), "pact")
    assert denounced(both, "peru", day("2010-01-01")).ends_treaty
    unknown = denounced(treaty_of(view_of(rows), "pact"), "peru", day("2010-01-01"))
    assert (unknown.by_clauses, unknown.effect) == (False, day("2011-01-01"))
