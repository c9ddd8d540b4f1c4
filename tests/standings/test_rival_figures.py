"""Figures of different lineages for one series, actor, partner and period: in the docket, as differences of value."""

from __future__ import annotations

import pytest

from legation.publication.answer_tables import docket_table
from legation.standings.asof import KnownRecord
from legation.standings.docket import Entry, docket
from tests.small_figures import with_figures
from tests.small_records import day, small_record

SOURCES = {"book": "2021-02", "first": "2021-03-01", "second": "2022-03-01", "rival": "2022-06-01"}


def view(rows: list[dict[str, str]], claims: list[dict[str, str]] | None = None, known: str = "2030-01-01") -> KnownRecord:
    made = small_record(claims or [], sources=SOURCES, versions={"second": "first"})
    return KnownRecord(with_figures(made, rows), day(known))


def entries(rows: list[dict[str, str]], known: str = "2030-01-01") -> dict[str, Entry]:
    return {entry.id: entry for entry in docket(view(rows, known=known))}


def figure(value: str, source: str, qualifier: str = "", period: str = "2019", **more: str) -> dict[str, str]:
    return {"value": value, "source": source, "qualifier": qualifier, "period": period, **more}


def test_two_lineages_that_differ_are_listed_side_by_side() -> None:
    found = entries([figure("50", "first"), figure("52", "second"), figure("48", "rival")])
    assert set(found) == {"value:exports:peru:2019:usd"}
    entry = found["value:exports:peru:2019:usd"]
    assert (entry.subject, entry.field, entry.said) == ("value", "value", (("f-2", "52"), ("f-3", "48")))


def test_it_is_listed_from_the_day_on_which_both_were_known() -> None:
    rows = [figure("50", "first"), figure("48", "second"), figure("48", "book"), figure("50", "rival", counterpart="chile")]
    assert "value:exports:peru:2019:usd" in entries(rows, "2021-12-31")
    assert entries(rows) == {}, "the later version gives the same figure as the book"


@pytest.mark.parametrize(
    ("one", "other", "listed"),
    [
        (("50", "exactly"), ("50.0", ""), False),
        (("50", "exactly"), ("51", "exactly"), True),
        (("50", "more_than"), ("51", "exactly"), False),
        (("50", "more_than"), ("50", "exactly"), True),
        (("50", "at_least"), ("50", "exactly"), False),
        (("50", "more_than"), ("40", "at_least"), False),
        (("50", "at_most"), ("51", "about"), True),
        (("50", "nearly"), ("49", "exactly"), False),
        (("50", "at_least"), ("49", "at_most"), True),
    ],
)
def test_a_qualified_figure_differs_where_no_number_fits_both(one: tuple[str, str], other: tuple[str, str], listed: bool) -> None:
    found = entries([figure(one[0], "first", one[1]), figure(other[0], "rival", other[1])])
    assert bool(found) is listed


def test_other_periods_partners_and_units_are_not_compared() -> None:
    rows = [
        figure("50", "first"),
        figure("51", "rival", period="2020"),
        figure("52", "rival", counterpart="chile"),
        figure("53", "rival", unit="percent"),
        figure("54", "rival", series="imports"),
    ]
    assert entries(rows) == {}


def test_figures_without_a_period_or_several_of_one_source_are_not_compared() -> None:
    assert entries([figure("50", "first", period=""), figure("51", "rival", period="")]) == {}
    assert entries([figure("50", "first"), figure("37", "first"), figure("51", "rival")]) == {}


def test_what_the_keepers_noted_between_the_same_figures_is_not_listed_twice() -> None:
    noted = {
        "act": "diff-1", "kind": "difference", "value": "f-1;f-2", "qualifier": "value", "source": "book",
        "note": "One counts services.", "note_es": "Una cuenta servicios.",
    }  # fmt: skip
    rows = [figure("50", "first"), figure("51", "rival")]
    found = [entry for entry in docket(view(rows, [noted])) if entry.subject == "value"]
    assert [entry.noted_by for entry in found] == ["c-1"]


def test_the_table_of_the_docket_has_each_figure_with_its_source() -> None:
    known = view([figure("50", "first"), figure("51", "rival")])
    rows = list(docket_table(known, docket(known)))
    assert [(row["claim"], row["says"], row["source"], row["locator"]) for row in rows] == [
        ("f-1", "50", "first", "p. 1"),
        ("f-2", "51", "rival", "p. 1"),
    ]
