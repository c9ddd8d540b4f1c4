"""Roll calls of the General Assembly, as they come in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from legation.sources.unga_votes import READER
from tests.small_sheets import Outcome, outcome, refused, same_as_shipped, sheet

CALLS = "rcid | session | date | unres\n3 | 1 | 1946-01-01 | R/1/66\n4 | 1 | 1950-01-02 | R/1/79\n5 | 2 | 1947-10-01 | R/2/1"
ISSUES = "rcid | short_name\n3 | hr\n3 | ec\n4 | zz"
VOTES = "rcid | country | vote\n3 | Peru | yes\n3 | Chile | no\n4 | Peru | abstain\n5 | Peru | no"


def taken(folder: Path, votes: str = VOTES) -> Outcome:
    tables = {"un_votes": votes, "un_roll_calls": CALLS, "un_roll_call_issues": ISSUES}
    return outcome(READER, folder, *(sheet(READER, name, typed) for name, typed in tables.items()))


def test_each_vote_is_a_figure_and_an_absence_is_none(tmp_path: Path) -> None:
    rows = taken(tmp_path).rows("measures/unga-votes.csv")
    assert [(row["claim"], row["period"], row["value"], row["locator"]) for row in rows] == [
        ("unga-3", "1946-01-01", "1", "R/1/66; rcid 3"),
        ("unga-4", "1950-01-02", "0", "R/1/79; rcid 4"),
        ("unga-5", "1947-10-01", "-1", "R/2/1; rcid 5"),
    ]
    assert (rows[0]["note"], rows[0]["note_es"]) == (
        "Human rights; Economic development",
        "Derechos humanos; Desarrollo económico",
    )


def test_what_is_odd_is_told(tmp_path: Path) -> None:
    found = taken(tmp_path, VOTES + "\n3 | Peru | no\n9 | Peru | yes")
    assert found.remarks == [
        "row 3, short_name: zz is not a word that the reader knows here; the row was not entered",
        "row 2, date: 1950-01-02 does not fall in session 1; the figure stands with the date given",
        "row 5, rcid: the row repeats row 1; it was entered once",
        "row 6, rcid: 9 is not a word that the reader knows here; the row was not entered",
    ]


def test_another_format_is_refused(tmp_path: Path) -> None:
    others = [sheet(READER, "un_roll_calls", CALLS), sheet(READER, "un_roll_call_issues", ISSUES)]
    refused(lambda changed: outcome(READER, tmp_path, changed, *others), sheet(READER, "un_votes", VOTES), "vote")


@pytest.mark.skipif("LEGATION_LONG" not in os.environ, reason="reads 870,109 rows; set LEGATION_LONG to run it")
def test_the_shipped_set_is_what_the_real_files_give(tmp_path: Path) -> None:
    names = ("un_votes", "un_roll_calls", "un_roll_call_issues")
    same_as_shipped(READER, tmp_path, *(f"ir/unvotes/{name}.parquet" for name in names))
