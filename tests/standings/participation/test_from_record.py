"""A treaty read from a record of few acts: what is certain, what is only possible, and never what another answer denies."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from legation.archive.shelf import open_record
from legation.publication.columns import column_of
from legation.publication.questions import QuestionError, asked
from legation.publication.treaty_tables import treaties_in_words, treaties_table, treaty_table
from legation.standings.asof import KnownRecord
from legation.standings.participation.answers import Participation
from legation.standings.participation.from_record import ClausesNotRead, Treaties, treaty_of
from legation.standings.participation.supposed import denounced
from tests.small_records import day, small_record

BOUND = {"party", "party_suspended"}


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


@cache
def peru() -> KnownRecord:
    return KnownRecord(open_record("peru"))


def test_no_such_treaty_is_said() -> None:
    with pytest.raises(QuestionError) as caught:
        treaty_table(peru(), "unasur-constitutive-treety", asked("2020-01-01"))
    assert "unasur-constitutive-treaty" in caught.value.message("en")


@pytest.mark.parametrize(
    ("instrument", "on", "status", "answer", "may_be"),
    [
        ("unasur-constitutive-treaty", "2010-01-01", "signatory", "presumed", "contracting_state;party"),
        ("unasur-constitutive-treaty", "2010-06-15", "contracting_state", "presumed", "party"),
        ("unasur-constitutive-treaty", "2015-01-01", "party", "presumed", None),
        ("unasur-constitutive-treaty", "2021-01-01", "party", "possible", "former_party"),
        ("peru-chile-treaty-1929", "1950-01-01", "signatory", "presumed", "contracting_state;party"),
        ("pacific-alliance-framework-agreement", "2015-07-19", "signatory", "presumed", "contracting_state;party"),
        ("pacific-alliance-framework-agreement", "2015-07-20", "party", "presumed", None),
        ("antarctic-treaty-1959", "2000-01-01", "contracting_state", "presumed", "party"),
        ("rome-statute", "2002-06-30", "contracting_state", "presumed", "party"),
        ("rome-statute", "2005-01-01", "party", "presumed", None),
    ],
)
def test_perus_own_treaties(instrument: str, on: str, status: str, answer: str, may_be: str | None) -> None:
    row = next(row for row in treaty_table(peru(), instrument, asked(on)) if row["participant"] == "peru")
    assert (row["status"], row["answer"], row["may_be"]) == (status, answer, may_be)


def test_never_against_the_other_standings_of_the_record() -> None:
    """What `party_to` or `agreement_in_force` holds certain is never denied here, nor the other way round."""
    view = peru()
    treaties = Treaties(view)
    asked_of = {}
    compared = 0
    for key in view.keys:
        if key.kind not in ("party_to", "agreement_in_force"):
            continue
        who, instrument = view.bearing(key).names
        if instrument not in asked_of:
            asked_of[instrument] = Participation(treaties.of(instrument))
        engine = asked_of[instrument]
        turning = {spell.first for spell in view.spells(key) if abs(spell.first) < 100_000}
        for on in sorted({turn + step for turn in turning for step in (-1, 0)}):
            verdict = view.verdict(key, on).answer
            given = engine.participant(who, on)
            possible = BOUND & {*given.statuses, *given.may_be}
            certain = given.answer in ("yes", "presumed") and set(given.statuses) <= BOUND
            if verdict in ("yes", "presumed"):
                assert possible, (key.id, on, given)
            if verdict == "no":
                assert not certain, (key.id, on, given)
            compared += 1
    assert compared > 500


@pytest.mark.parametrize("language", ["en", "es"])
def test_tables_in_words(language: str) -> None:
    made = treaties_table(peru(), "peru", asked("2015-01-01"), language=language)
    table = treaties_in_words(made, peru().record, language)
    assert len(table) > 200
    for column in ("status", "consent_kind"):
        assert not any(re.search(r"[a-z]_[a-z]", str(row[column])) for row in table), column
    assert not any("0001-01-01" in str(row["effect"]) for row in table)
    assert ("VCLT" in str([row["reasons"] for row in table])) == (language == "en")
    assert not [column for column in table.columns if column_of(table.name, column) is None]
    one = treaty_table(
        peru(), "unasur-constitutive-treaty", asked("2019-06-01"), denounce_on=asked("2021-01-01"), language=language
    )
    assert len(one.notes) >= 5
