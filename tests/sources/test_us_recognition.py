"""The United States record of recognition and relations, as it comes in."""

from __future__ import annotations

from pathlib import Path

from legation.sources.us_recognition import READER
from tests.small_sheets import Outcome, check_together, outcome, refused, same_as_shipped, sheet

HEADING = "article | country | section | seq | heading | heading_dates | text\n"
RELATIONS = (
    "peru | Peru | diplomatic-relations | 0 | Establishment of Diplomatic Relations and the American Legation in Lima, 1901. "
    "| 1901 | Relations were established on May 21, 1901, when a chargé presented his credentials."
)
JOIN = "diplomatic-relations-0,relations-chile,,Both speak of one beginning.,Ambas hablan de un mismo inicio.\n"


def taken(folder: Path, *rows: str, joins: str = "") -> Outcome:
    return outcome(READER, folder, sheet(READER, "us_recognition_relations", HEADING + "\n".join(rows)), joins=joins)


def claims(found: Outcome) -> list[tuple[str, str, str, str]]:
    return [(row["claim"], row["act"], row["kind"], row["date"]) for row in found.rows("acts/us-recognition.csv")]


def test_only_the_articles_of_the_country_are_read_and_the_summary_is_passed_over(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        RELATIONS.replace("peru | Peru", "chile | Chile"),
        RELATIONS.replace("| diplomatic-relations |", "| summary |"),
        "peru | Peru | recognition | 0 | United States Recognition of Peru, 1899. | 1899 | It was recognized on May 2, 1899.",
    )
    assert claims(found) == [("usrel-recognition-0", "recognition-peru-by-united-states", "state_recognised", "1899-05-02")]
    assert found.remarks == []


def test_a_row_that_a_person_joined_speaks_of_the_act_already_there(tmp_path: Path) -> None:
    found = taken(tmp_path, RELATIONS, joins=JOIN)
    assert ("usrel-diplomatic-relations-0", "relations-chile", "relations_established", "1901-05-21") in claims(found)


def test_a_month_is_no_day_and_a_year_that_disagrees_is_told(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        "peru | Peru | diplomatic-relations | 1 | Establishment of the Peruvian Legation in the United States, 1946. | 1946 "
        "| In December 1946 a minister was named.",
        "peru | Peru | diplomatic-relations | 2 | Elevation of American Legation to Embassy Status, 1921. | 1921 | On April 24, 1920.",
        "peru | Peru | diplomatic-relations | 3 | Something Else, 1921. | 1921 | On April 24, 1920.",
    )
    assert [(kind, date) for _, _, kind, date in claims(found)] == [
        ("mission_opened", "1946-12"),
        ("mission_raised", "1920-04-24"),
    ]
    assert found.remarks == [
        "row 2, heading_dates: the heading has 1921, the text 1920-04-24; the date of the text stands",
        "row 3, heading_dates: the heading has 1921, the text 1920-04-24; the date of the text stands",
        "row 3, heading: the row was not read: Something Else, 1921.",
    ]


def test_a_join_to_nothing_stops_the_reading(tmp_path: Path) -> None:
    found = taken(tmp_path, RELATIONS, joins="elsewhere-9,relations-chile,,x,y\n")
    assert found.remarks == ["row 2, key: no row of the data has the key elsewhere-9; correct the key or take the line away"]
    assert not (found.folder / "sources.json").exists()


def test_another_format_is_refused(tmp_path: Path) -> None:
    table = sheet(READER, "us_recognition_relations", HEADING + RELATIONS)
    refused(lambda changed: outcome(READER, tmp_path, changed), table, "heading")


def test_what_comes_of_it_stands_beside_the_record(tmp_path: Path) -> None:
    taken(tmp_path, RELATIONS)
    assert check_together(tmp_path) == []


def test_the_shipped_set_is_what_the_real_file_gives(tmp_path: Path) -> None:
    same_as_shipped(READER, tmp_path, "ir/history_at_state/us_recognition_relations.parquet")
