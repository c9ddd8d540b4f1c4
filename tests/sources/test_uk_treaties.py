"""The United Kingdom's treaty records, as they come in."""

from __future__ import annotations

from pathlib import Path

from legation.sources.uk_treaties import READER
from tests.small_sheets import Outcome, check_together, outcome, refused, same_as_shipped, sheet

HEADING = (
    "record_id | treaty_type | title | parties | signed_date | signed_place | adopted_date | in_force_date | "
    "in_force_effective | provisional_in_force_date | terminated_date\n"
)


def taken(folder: Path, *rows: str, joins: str = "") -> Outcome:
    """What comes of records."""
    return outcome(READER, folder, sheet(READER, "uk_treaties", HEADING + "\n".join(rows)), joins=joins)


def claims(found: Outcome) -> list[tuple[str, str, str, str, str]]:
    return [(row["claim"], row["kind"], row["date"], row["subject"], row["object"]) for row in found.rows("acts/uk-treaties.csv")]


def test_a_treaty_of_two_sides_dates_what_the_country_did(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        "10 | BI | Treaty on Notes | CHILE; Gibraltar; PERU | 1904-01-26 | Lima | | 1907-05-20 | 1907-06-01 | | 1950-01-01",
        "11 | BI | Treaty on Wine  | CHILE; FRANCE         | 1904-01-26 | Lima | | 1907-05-20 |            | |",
    )
    assert claims(found) == [
        ("uktr-10-in-force", "entered_into_force", "1907-05-20", "", ""),
        ("uktr-10-in-force-for", "entered_into_force_for", "1907-05-20", "peru", "chile"),
        ("uktr-10-signed", "instrument_signed", "1904-01-26", "peru", "chile"),
        ("uktr-10-terminated", "instrument_terminated", "1950-01-01", "", ""),
        ("uktr-10-terminated-for", "participation_ended", "1950-01-01", "peru", "chile"),
    ]
    notes = {row["claim"]: row["note"] for row in found.rows("acts/uk-treaties.csv")}
    assert notes["uktr-10-signed"] == "Place as the publisher gives it: Lima."
    assert notes["uktr-10-in-force"] == "With effect from 1907-06-01, according to the publisher."
    assert found.remarks == [
        "row 1, in_force_effective: 1907-06-01 differs from 1907-05-20 in in_force_date; both stand as given"
    ]
    assert check_together(tmp_path) == []


def test_a_treaty_of_many_sides_dates_only_the_treaty_and_lists_the_country(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        "12 | MULTI | Convention on Tin | BOLIVIA; CHILE; PERU | 1965-03-01 | | 1965-02-01 | 1966-07-01 | | 1966-01-01 |",
    )
    assert claims(found) == [
        ("uktr-12-adopted", "instrument_adopted", "1965-02-01", "", ""),
        ("uktr-12-in-force", "entered_into_force", "1966-07-01", "", ""),
        ("uktr-12-listed", "participation_listed", "", "peru", ""),
        ("uktr-12-provisional", "provisionally_applied", "1966-01-01", "", ""),
        ("uktr-12-signed", "instrument_concluded", "1965-03-01", "", ""),
    ]
    assert [(row["id"], row["kind"], row["parties"]) for row in found.rows("instruments.csv")] == [("uktr-12", "treaty", "peru")]
    assert check_together(tmp_path) == []


def test_what_is_odd_stands_and_is_remarked_on(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        "13 | BI    | Exchange of Notes | CHILE; PERU           | 1950-01-28 | | | 1949-12-07 | | |",
        "14 | BI    | Exchange of Notes | NEVERLAND; PERU       | 1950-01-28 | | | 1949-1207  | | |",
        "15 | OTHER | Exchange of Notes | CHILE; PERU           | 1950-01-28 | | |            | | |",
    )
    assert [claim for claim, *_ in claims(found)] == [
        "uktr-13-in-force", "uktr-13-in-force-for", "uktr-13-signed",
        "uktr-14-in-force", "uktr-14-in-force-for", "uktr-14-signed",
    ]  # fmt: skip
    assert found.remarks == [
        "row 1, in_force_date: 1949-12-07 comes before 1950-01-28 in signed_date; both stand as given",
        "row 2, title: the title is also that of 13; each is entered on its own",
        "row 2, parties: the record has no actor NEVERLAND; it was left out",
        "row 2, in_force_date: 1949-1207 is not a date; the claim stands without it",
        "row 3, treaty_type: OTHER is not a word that the reader knows here; the row was not entered",
    ]


def test_a_join_puts_the_acts_under_the_treaty_that_the_record_has(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        "16 | BI | Protocol of Peace | CHILE; PERU | 1942-01-29 | | | | | |",
        joins="16,,rio-protocol-1942,The same.,El mismo.\n",
    )
    (claim,) = found.rows("acts/uk-treaties.csv")
    assert (claim["instrument"], claim["title"]) == ("rio-protocol-1942", "Protocol of Rio: signed")
    assert not (found.folder / "instruments.csv").exists()


def test_a_field_that_is_new_or_missing_stops_everything(tmp_path: Path) -> None:
    table = sheet(READER, "uk_treaties", HEADING + "10 | BI | Treaty | CHILE; PERU | 1904-01-26 | Lima | | | | |")
    refused(lambda changed: outcome(READER, tmp_path, changed), table, "withdrawn_date")


def test_the_shipped_set_is_what_the_publisher_s_file_gives(tmp_path: Path) -> None:
    same_as_shipped(READER, tmp_path, "ir/uk_treaties/uk_treaties.parquet")
