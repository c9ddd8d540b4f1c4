"""Standings through time: spells and counts say what the as-of answers say, day by day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

import legation
from tests import bundled


@pytest.fixture(scope="module")
def peru() -> legation.OpenRecord:
    return bundled.opened("peru", "documents")


@pytest.mark.parametrize("kind", ["membership", "relations", "in_office"])
def test_spells_leave_no_day_out_and_agree_with_the_as_of_answer(peru: legation.OpenRecord, kind: str) -> None:
    spells = peru.spells(kind)
    assert len(spells)
    for standing in spells.values("standing"):
        rows = spells.where(standing=standing).to_dicts()
        assert (rows[0]["from"], rows[-1]["until"]) == ("1821-07-28", "2022-01-01")
        for before, after in pairwise(rows):
            assert before["until"] == after["from"]
        for row in rows:
            assert row["days"] == (date.fromisoformat(str(row["until"])) - date.fromisoformat(str(row["from"]))).days
    for day in ("1850-06-30", "1999-12-31"):
        stood = {row["standing"]: row["answer"] for row in peru.asof(day).standings(kind, every=True)}
        for row in spells:
            if str(row["from"]) <= day < str(row["until"]):
                assert stood[row["standing"]] == row["answer"]


@pytest.mark.parametrize("every", ["year", "month"])
def test_counts_are_those_of_the_as_of_answer(peru: legation.OpenRecord, every: str) -> None:
    for row in peru.counts("membership", first="1990", last="1991", every=every):
        answers = peru.asof(str(row["day"])).standings("membership")["answer"]
        assert row["certain"] == sum(answer in ("yes", "presumed") for answer in answers)
        assert row["possible"] == sum(answer == "possible" for answer in answers)


def test_periods_are_cut_to_what_is_asked(peru: legation.OpenRecord) -> None:
    rows = peru.counts("membership", first="1990-06-15", last="1992-02-10").rows
    assert [row[:2] for row in rows] == [("1990", "1990-12-31"), ("1991", "1991-12-31"), ("1992", "1992-02-10")]
    months = peru.counts("membership", first="1990-11", last="1991-02", every="month", day="first")["day"]
    assert months == ["1990-11-01", "1990-12-01", "1991-01-01", "1991-02-01"]
    days = peru.counts("membership", first="1992-02-27", last="1992-03-01", every="day")["period"]
    assert days == [(date(1992, 2, 27) + timedelta(n)).isoformat() for n in range(4)]


def test_outside_coverage_is_empty_and_not_zero(peru: legation.OpenRecord) -> None:
    rows = peru.counts("membership", first="1800", last="1801").to_dicts()
    assert all(row["certain"] is None and row["possible"] is None for row in rows)
    assert peru.counts("membership", first="1830", last="1830")["certain"] == [0]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"every": "decade"}, "decade is no step of time; write year, month or day"),
        ({"day": "middle"}, "middle is no day of a period"),
        ({"every": "day"}, "periods are too many at once"),
        ({"first": "2006-13"}, "month 13"),
    ],
)
def test_what_is_not_understood_is_said(peru: legation.OpenRecord, asked: dict[str, str], said: str) -> None:
    with pytest.raises(legation.QuestionError, match=said):
        peru.counts("membership", **asked)  # type: ignore[arg-type]
