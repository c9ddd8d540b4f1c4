"""The docket: contradictions, totals against lists, gaps; open until an adjudication settles them."""

from __future__ import annotations

from legation.standings.asof import KnownRecord
from legation.standings.docket import Entry, docket
from tests.small_records import small_record

SOURCES = {"book": "2021-02", "paper": "2022", "ruling": "2023"}


def entries(rows: list[dict[str, str]]) -> dict[str, Entry]:
    return {entry.id: entry for entry in docket(KnownRecord(small_record(rows, sources=SOURCES)))}


def relations(act: str, date: str, other: str, source: str = "book") -> dict[str, str]:
    return {"act": act, "kind": "relations_established", "date": date, "subject": "peru", "object": other, "source": source}


def partners(value: str, qualifier: str = "exactly") -> dict[str, str]:
    return {
        "act": "count",
        "kind": "attestation",
        "standing": "strategic_partnership",
        "value": value,
        "qualifier": qualifier,
        "subject": "peru",
    }


def partner(name: str, source: str = "book") -> dict[str, str]:
    return {
        "act": f"partner-{name}",
        "kind": "strategic_partnership_formed",
        "date": "2008",
        "subject": "peru",
        "object": name,
        "source": source,
    }


def test_disjoint_dates_stand_side_by_side() -> None:
    found = entries([relations("a", "1822", "chile"), relations("a", "1826", "chile", "paper")])["date:a"]
    assert found.said == (("c-1", "1822"), ("c-2", "1826")) and found.settled_by == ""


def test_nested_dates_are_no_contradiction() -> None:
    assert entries([relations("a", "1822", "chile"), relations("a", "1822-03", "chile", "paper")]) == {}


def test_an_adjudication_settles_it_by_name() -> None:
    rows = [relations("a", "1822", "chile"), relations("a", "1826", "chile", "paper")]
    ruling = {
        "act": "a",
        "kind": "adjudication",
        "value": "c-2",
        "source": "ruling",
        "person": "An archivist",
        "note": "why",
        "note_es": "porqué",
    }
    assert entries([*rows, ruling])["date:a"].settled_by == "c-3"


def test_rival_parties_and_longer_lists_are_told_apart() -> None:
    assert (
        entries([relations("a", "1822", "chile"), relations("a", "1822", "bolivia", "paper")])["party:a:object"].field == "object"
    )
    assert (
        entries([relations("a", "1822", "chile"), relations("a", "1822", "chile;bolivia", "paper")])["scope:a:object"].field
        == "object"
    )


def test_a_total_is_held_against_the_names_that_the_same_source_gives() -> None:
    named = [partner("chile"), partner("bolivia"), partner("ecuador", "paper")]
    assert entries([*named, partners("2")]) == {}
    found = entries([*named, partners("3")])["count:c-4"]
    assert (found.stated, found.found) == ("3", "2")
    assert "count:c-4" in entries([*named, partners("2", "more_than")])
    assert entries([*named, partners("1", "more_than")]) == {}
    assert "count:c-4" in entries([*named, partners("3", "at_least")])


def test_a_total_without_names_says_so() -> None:
    assert entries([partners("24")])["total:c-1"].found == "0"


def test_two_lists_of_one_kind_that_differ() -> None:
    row = {"kind": "attestation", "standing": "membership", "subject": "peru"}
    rows = [
        {**row, "act": "a", "object": "org-a"},
        {**row, "act": "b", "object": "org-a", "source": "paper"},
        {**row, "act": "c", "object": "org-b", "source": "paper"},
    ]
    assert entries(rows)["list:membership"].said == (("c-3", "membership:peru:org-b"),)


def test_what_is_said_to_stand_after_its_end() -> None:
    rows = [
        {"act": "in", "kind": "joined", "date": "1960", "subject": "peru", "object": "org-a"},
        {"act": "out", "kind": "withdrawal_effective", "date": "1970", "subject": "peru", "object": "org-a"},
        {
            "act": "still",
            "kind": "attestation",
            "standing": "membership",
            "date": "1980",
            "subject": "peru",
            "object": "org-a",
            "source": "paper",
        },
    ]
    assert "attested:still:membership:peru:org-a" in entries(rows)


def test_a_gap_concludes_nothing() -> None:
    assert entries([{"act": "gap-1", "kind": "gap", "locator": "l. 154"}])["gap:c-1"].said == (("c-1", "l. 154"),)
