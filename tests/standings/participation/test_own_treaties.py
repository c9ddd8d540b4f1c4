"""Peru's own treaties: what its record answers of them, and never against its other standings."""

from __future__ import annotations

import re

import pytest

from legation.publication.columns import column_of
from legation.publication.questions import QuestionError, asked
from legation.publication.treaty_tables import treaties_in_words, treaties_table, treaty_table
from legation.standings.asof import KnownRecord
from legation.standings.participation.answers import Participation
from legation.standings.participation.from_record import Treaties
from legation.standings.participation.written import clauses_of
from tests import bundled

BOUND = {"party", "party_suspended"}


@pytest.fixture(scope="module")
def peru() -> KnownRecord:
    return bundled.known("peru")


def test_no_such_treaty_is_said(peru: KnownRecord) -> None:
    with pytest.raises(QuestionError) as caught:
        treaty_table(peru, "unasur-constitutive-treety", asked("2020-01-01"))
    assert "unasur-constitutive-treaty" in caught.value.message("en")


@pytest.mark.parametrize(
    ("instrument", "on", "status", "answer", "may_be"),
    [
        ("unasur-constitutive-treaty", "2010-01-01", "signatory", "presumed", "contracting_state;party"),
        ("unasur-constitutive-treaty", "2010-06-15", "contracting_state", "presumed", "party"),
        ("unasur-constitutive-treaty", "2015-01-01", "party", "presumed", None),
        ("unasur-constitutive-treaty", "2019-09-27", "party", "presumed", None),
        ("unasur-constitutive-treaty", "2019-10-15", "party;former_party", "possible", None),
        ("unasur-constitutive-treaty", "2019-11-28", "former_party", "presumed", None),
        ("unasur-constitutive-treaty", "2021-01-01", "former_party", "presumed", None),
        ("peru-chile-treaty-1929", "1950-01-01", "signatory", "presumed", "contracting_state;party"),
        ("pacific-alliance-framework-agreement", "2015-07-19", "signatory", "presumed", "contracting_state;party"),
        ("pacific-alliance-framework-agreement", "2015-07-20", "party", "presumed", None),
        ("antarctic-treaty-1959", "2000-01-01", "contracting_state", "presumed", "party"),
        ("rome-statute", "2002-06-30", "contracting_state", "presumed", "party"),
        ("rome-statute", "2005-01-01", "party", "presumed", None),
    ],
)
def test_perus_own_treaties(instrument: str, on: str, status: str, answer: str, may_be: str | None, peru: KnownRecord) -> None:
    row = next(row for row in treaty_table(peru, instrument, asked(on)) if row["participant"] == "peru")
    assert (row["status"], row["answer"], row["may_be"]) == (status, answer, may_be)


def test_a_clause_is_not_there_without_the_source_that_states_it() -> None:
    documents = bundled.known("peru", "documents")
    assert clauses_of(documents.record, "unasur-constitutive-treaty") == (None, False)
    membership = documents.find("membership:peru:unasur")
    assert membership is not None
    assert documents.verdict(membership, asked("2020-03-27").last).answer == "yes", "twelve months, where no clause is known"


@pytest.mark.parametrize(("on", "answer"), [("2019-09-20", "yes"), ("2019-11-01", "possible"), ("2019-09-28", "possible")])
def test_membership_ends_by_the_clause_of_the_treaty(on: str, answer: str, peru: KnownRecord) -> None:
    membership = peru.find("membership:peru:unasur")
    assert membership is not None
    assert peru.verdict(membership, asked(on).last).answer == answer


def test_never_against_the_other_standings_of_the_record(peru: KnownRecord) -> None:
    """What `party_to` or `agreement_in_force` holds certain is never denied here, nor the other way round."""
    view = peru
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
def test_tables_in_words(peru: KnownRecord, language: str) -> None:
    made = treaties_table(peru, "peru", asked("2015-01-01"), language=language)
    table = treaties_in_words(made, peru.record, language)
    assert len(table) > 200
    for column in ("status", "consent_kind"):
        assert not any(re.search(r"[a-z]_[a-z]", str(row[column])) for row in table), column
    assert not any("0001-01-01" in str(row["effect"]) for row in table)
    assert ("VCLT" in str([row["reasons"] for row in table])) == (language == "en")
    assert not [column for column in table.columns if column_of(table.name, column) is None]
    one = treaty_table(
        peru, "unasur-constitutive-treaty", asked("2019-06-01"), denounce_on=asked("2021-01-01"), language=language
    )
    assert len(one.notes) >= 5
