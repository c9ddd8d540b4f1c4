"""What an act is called bears on no answer: the same facts have the same standings under whatever numbers they were filed."""

from __future__ import annotations

import pytest
from hypothesis import given

from legation.standings.asof import KnownRecord, Spell
from tests.ledger.drawn_filings import rows_of_successions
from tests.small_records import small_record
from tests.standings.choices import Choices, drawn, many
from tests.standings.drawn_histories import SOURCES, TURNS, VERSIONS, told_history

Rows = list[dict[str, str]]


def rows(choose: Choices) -> Rows:
    """What a few sources tell of a few acts, or of parties that succeed one another, in loops too."""
    return list(rows_of_successions(choose)) if choose.once_in(2) else told_history(choose).rows


@many(80)
@given(drawn(rows))
def test_the_names_of_acts_bear_on_no_answer(rows: Rows) -> None:
    assert spells(renamed(rows)) == spells(rows)


@pytest.mark.parametrize("first", ["org-a", "org-b"])
def test_of_two_that_succeed_each_other_on_one_day_the_names_say_who_is_first(first: str) -> None:
    other = {"org-a": "org-b", "org-b": "org-a"}[first]
    told = [
        {"act": "a", "kind": "joined", "subject": "peru", "object": first, "date": "1900-01-01"},
        {"act": "b", "kind": "body_succeeded", "subject": other, "object": first, "date": "1900-01-05"},
        {"act": "c", "kind": "body_succeeded", "subject": first, "object": other, "date": "1900-01-05"},
    ]
    assert spells(renamed(told)) == spells(told)


def renamed(rows: Rows) -> Rows:
    """The same with the names of the acts in another order."""
    acts = sorted({row["act"] for row in rows})
    names = {act: f"z-{len(acts) - place:02d}" for place, act in enumerate(acts)}
    told = [{**row, "claim": row.get("claim", f"c-{place}")} for place, row in enumerate(rows, start=1)]
    return [row | {column: names[row[column]] for column in ("act", "after") if row.get(column)} for row in told]


def spells(rows: Rows) -> list[dict[str, list[Spell]]]:
    """By the id of each standing its answers, as known on two days."""
    record = small_record(rows, sources=SOURCES, versions=VERSIONS)
    views = [KnownRecord(record, known) for known in TURNS[2:5:2]]
    return [{key.id: view.spells(key) for key in view.histories} for view in views]
