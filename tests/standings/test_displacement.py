"""A long line of holders of one office: each is ended by the next, and by nobody after that."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.standings import history
from legation.standings.asof import KnownRecord
from legation.standings.history import Key
from legation.terms.days import iso
from tests.small_records import day, small_record

FIRST = day("1900-01-01")


def head(person: str, date: str, kind: str = "credentials_presented") -> dict[str, str]:
    act = f"{person}-{date[:11].strip('[')}"
    return {
        "act": act,
        "kind": kind,
        "date": date,
        "subject": "peru",
        "object": "chile",
        "person": person,
        "office": "ambassador",
    }


def bearing_on(rows: list[dict[str, str]], person: str) -> tuple[str, ...]:
    return KnownRecord(small_record(rows)).acts_behind(Key("head_of_mission", ("peru", "chile", person, "ambassador")))


def test_only_the_next_head_ends_a_charge() -> None:
    rows = [head(name, f"190{year}-01-01") for year, name in enumerate("abcdef")]
    assert bearing_on(rows, "a") == ("a-1900-01-01", "b-1901-01-01")
    assert bearing_on(rows, "c") == ("a-1900-01-01", "c-1902-01-01", "d-1903-01-01")


def test_who_comes_back_is_ended_again_by_the_next_after_that() -> None:
    rows = [head(name, f"190{year}-01-01") for year, name in enumerate("abcade")]
    assert bearing_on(rows, "a") == ("a-1900-01-01", "b-1901-01-01", "a-1903-01-01", "d-1904-01-01")


def test_a_head_who_may_have_come_in_between_keeps_both_ends_open() -> None:
    rows = [head("b", "1901-01-01"), head("c", "1902-01-01"), head("a", "[1900-01-01..1901-06-01]")]
    assert bearing_on(rows, "a") == ("a-1900-01-01", "b-1901-01-01", "c-1902-01-01")


@st.composite
def lines_of_heads(draw: st.DrawFn) -> list[dict[str, str]]:
    rows = []
    for number in range(draw(st.integers(2, 7))):
        first = FIRST + draw(st.integers(0, 12))
        date = draw(st.sampled_from([iso(first), iso(first), f"[{iso(first)}..{iso(first + 2)}]", f"{iso(first)}~", ""]))
        kind = draw(st.sampled_from(["credentials_presented", "credentials_presented", "charge_ended"]))
        rows.append(head(draw(st.sampled_from("abc")), date, kind) | {"act": f"a-{number}"})
    return rows


@settings(max_examples=60, deadline=None)
@given(lines_of_heads())
def test_the_answers_are_those_with_every_repeat_left_in(rows: list[dict[str, str]]) -> None:
    record = small_record(rows)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(history, "without_repeats", tuple)
        whole = KnownRecord(record)
        expected = {key: whole.spells(key) for key in whole.histories}
    found = KnownRecord(record)
    assert {key: found.spells(key) for key in found.histories} == expected


def test_who_had_left_before_the_next_came_is_told_by_the_day_of_leaving() -> None:
    rows = [head("a", "1900-01-01"), head("a", "1905-11-21", "charge_ended"), head("b", "1906-05-22")]
    known = KnownRecord(small_record(rows))
    ended = known.standing(Key("head_of_mission", ("peru", "chile", "a", "ambassador")), day("1950-01-01"))
    assert ended.ends is not None and iso(ended.ends.lo) == "1905-11-21"
