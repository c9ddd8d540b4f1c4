"""Final clauses in a cell of ``instruments.csv``: whole or not at all, and only with the source that states them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from legation.record.record import Record
from legation.standings.participation.clauses import Entry
from legation.standings.participation.written import ClausesNotRead, clauses_of, notice_of
from legation.terms.days import Period
from tests.small_records import small_record


def record(clauses: str) -> Record:
    made = small_record([{"kind": "instrument_signed", "date": "2000-01-01", "subject": "peru", "instrument": "pact"}])
    return replace(made, instruments={"pact": replace(made.instruments["pact"], final_clauses=clauses)})


def test_no_clauses_where_none_are_written() -> None:
    assert clauses_of(record(""), "pact") == (None, False)
    assert clauses_of(record("minimum = 3"), "no-such-text") == (None, False)


def test_what_is_written_and_whether_every_act_is_claimed() -> None:
    clauses, complete = clauses_of(record("entry = { consents = 3 }; minimum = 2"), "pact")
    assert clauses is not None and (clauses.entry, clauses.minimum, complete) == (Entry(3), 2, False)
    assert clauses_of(record("minimum = 2; complete = true"), "pact")[1]
    assert not clauses_of(record("minimum = 2; complete = false"), "pact")[1]
    assert not clauses_of(record("minimum = 2; complete = 'yes'"), "pact")[1]


@pytest.mark.parametrize(
    ("sources", "read"), [("'book'", True), ("'other'", False), ("['book']", True), ("['book', 'other']", False)]
)
def test_clauses_stand_with_every_source_that_states_them(sources: str, read: bool) -> None:
    clauses, complete = clauses_of(record(f"minimum = 2; complete = true; source = {sources}"), "pact")
    assert (clauses is not None, complete) == (read, read)


def test_what_cannot_be_read_is_named() -> None:
    with pytest.raises(ClausesNotRead) as caught:
        clauses_of(record("entry = "), "pact")
    assert caught.value.code == "participation.clauses_not_toml"
    assert "pact" in caught.value.message("en")
    with pytest.raises(ClausesNotRead) as caught:
        clauses_of(record("minimum = 'few'; bilateral = 1"), "pact")
    assert caught.value.code == "participation.clauses_not_read"
    assert "minimum" in caught.value.message("en") and "pact" in caught.value.message("en")


@pytest.mark.parametrize(
    ("clauses", "notice"),
    [
        ("denunciation = { after = 'P6M' }", (Period("P6M"), "")),
        ("denunciation = { after = 'P6M' }; articles = { denunciation = 'Article 9' }", (Period("P6M"), "Article 9")),
        ("denunciation = { after = 'P6M', next_day = true }", None),
        ("denunciation = { after = 'P6M', next_month = true }", None),
        ("denunciation = { next_day = true }", None),
        ("denunciation = { allowed = false }", None),
        ("minimum = 2", None),
        ("", None),
        ("denunciation = ", None),
    ],
)
def test_how_long_notice_of_leaving_runs(clauses: str, notice: tuple[Period, str] | None) -> None:
    """Only where the clause itself gives a plain period: what the law supposes is no clause."""
    assert notice_of(record(clauses), "pact") == notice
