"""Small random records with several sources: rival claims, later versions, retractions, adjudications, on both clocks."""

from __future__ import annotations

from hypothesis import strategies as st

from legation.record.record import Record
from legation.terms.days import iso
from tests.small_records import day, small_record
from tests.standings.test_against_definition import MARGIN, YEAR, small_histories

SOURCES = {"book": "1900-01-14", "paper": "1900-01-17", "book-2": "1900-01-21", "ruling": "1900-01-25"}
VERSIONS = {"book-2": "book"}
TURNS = [day("1900-01-10"), *(day(text) for text in SOURCES.values()), day("1900-03-01")]


@st.composite
def drawn_records(draw: st.DrawFn) -> Record:
    """A record of a few acts as three sources tell them, now and then retracted or adjudicated."""
    rows, lives = draw(small_histories())
    for row in rows:
        row["source"] = draw(st.sampled_from(["book", "book", "paper", "book-2"]))
    acts = sorted({row["act"] for row in rows})
    extra: list[dict[str, str]] = []
    for _ in range(draw(st.integers(0, 2))):
        act = draw(st.sampled_from(acts))
        if draw(st.booleans()):
            extra.append({"kind": "retraction", "act": act, "source": draw(st.sampled_from(["paper", "book-2"]))})
        else:
            claims = [f"c-{place}" for place, row in enumerate(rows, start=1) if row["act"] == act]
            extra.append({"kind": "adjudication", "act": act, "value": draw(st.sampled_from(claims)), "source": "ruling"})
    return small_record([*rows, *extra], sources=SOURCES, versions=VERSIONS, lives=lives)


def days_to_ask() -> st.SearchStrategy[list[int]]:
    """Days about the drawn ones, and a year on, when notices take effect."""
    near = st.integers(-3, MARGIN + 8).map(lambda offset: YEAR + offset)
    return st.lists(st.one_of(near, near, near.map(lambda asked: asked + 365)), min_size=3, max_size=3)


__all__ = ["TURNS", "days_to_ask", "drawn_records", "iso"]
