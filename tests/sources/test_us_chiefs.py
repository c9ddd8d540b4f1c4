"""The list of United States chiefs of mission, in every version, as it comes in."""

from __future__ import annotations

from pathlib import Path

from legation.record.record import read_record
from legation.sources.us_chiefs import READER
from legation.standings.asof import KnownRecord
from tests.authored import ACTOR_ROWS
from tests.small_records import day
from tests.small_sheets import Outcome, check_together, outcome, refused, same_as_shipped, sheet

ACTORS = (*ACTOR_ROWS, "united-states,state,United States of America,Estados Unidos de América,,,..,,USA,2,2,book,,")
PEOPLE = sheet(
    READER,
    "us_people",
    """
    id          | forename  | surname
    larned-s    | Samuel    | Larned
    thornton-j  | James B.  | Thornton
    pickett-j   | James     | Pickett
    """,
)
HEADING = (
    "id | known_from | known_to | mission | person_id | role | contemporary_territory | "
    "appointed_date | started_date | ended_date | ended_note\n"
)
FIRST, SECOND, THIRD = "2015-09-22T20:28:24+00:00", "2016-03-07T15:15:04+00:00", "2016-12-29T13:46:10+00:00"


def list_of(*rows: str) -> str:
    return HEADING + "\n".join(rows)


def taken(folder: Path, *rows: str, joins: str = "") -> Outcome:
    """What comes of versions of rows."""
    return outcome(READER, folder, sheet(READER, "us_chiefs_versions", list_of(*rows)), PEOPLE, joins=joins, actors=ACTORS)


def claims(found: Outcome) -> list[tuple[str, str, str, str]]:
    return [(row["claim"], row["kind"], row["date"], row["source"]) for row in found.rows("acts/us-chiefs.csv")]


def test_a_row_is_an_appointment_a_beginning_and_an_end(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        f"pe-1836-thor | {FIRST} | | peru  | thornton-j | charge-daffaires | peru  | 1836-06-15 | 1837-03-16 | 1837-12-10 | Left Peru",
        f"cl-1836-thor | {FIRST} | | chile | thornton-j | charge-daffaires | chile | 1836-06-15 | 1837-03-16 | 1837-12-10 | Left Chile",
    )
    assert claims(found) == [
        ("uschief-pe-1836-thor-appointed", "head_of_mission_appointed", "1836-06-15", "us-chiefs-2015-09-22"),
        ("uschief-pe-1836-thor-began", "credentials_presented", "1837-03-16", "us-chiefs-2015-09-22"),
        ("uschief-pe-1836-thor-ended", "charge_ended", "1837-12-10", "us-chiefs-2015-09-22"),
    ]
    ended = found.rows("acts/us-chiefs.csv")[-1]
    assert (ended["subject"], ended["object"], ended["person"]) == ("united-states", "peru", "James B. Thornton")
    assert ended["office"] == "charge-daffaires"
    assert ended["title_es"] == "James B. Thornton deja la misión de los Estados Unidos en el Perú"
    assert ended["note"] == "By leaving the post."
    assert found.remarks == []
    assert check_together(tmp_path) == []


def test_a_correction_is_a_later_version_and_each_state_of_the_list_can_be_asked(tmp_path: Path) -> None:
    """The end was first missing, then a century wrong, then right."""
    found = taken(
        tmp_path,
        f"pe-1828-larn | {FIRST}  | {SECOND} | peru | larned-s | charge-daffaires | peru | 1828-12-29 | 1829-11-30 |            |",
        f"pe-1828-larn | {SECOND} | {THIRD}  | peru | larned-s | charge-daffaires | peru | 1828-12-29 | 1829-11-30 | 1937-03-06 | Left post.",
        f"pe-1828-larn | {THIRD}  |          | peru | larned-s | charge-daffaires | peru | 1828-12-29 | 1829-11-30 | 1837-03-06 | Left post on",
    )
    assert [claim for claim in claims(found) if claim[1] == "charge_ended"] == [
        ("uschief-pe-1828-larn-ended-2016-03-07", "charge_ended", "1937-03-06", "us-chiefs-2016-03-07"),
        ("uschief-pe-1828-larn-ended-2016-12-29", "charge_ended", "1837-03-06", "us-chiefs-2016-12-29"),
    ]
    record, _ = read_record(tmp_path)
    assert record is not None
    assert record.sources["us-chiefs-2016-12-29"].version_of == "us-chiefs-2016-03-07"
    ends = {
        known: KnownRecord(record, day(known)).acts["uschief-pe-1828-larn-ended"].begin.lo
        for known in ("2016-03-07", "2016-12-28", "2016-12-29")
    }
    assert ends == {"2016-03-07": day("1937-03-06"), "2016-12-28": day("1937-03-06"), "2016-12-29": day("1837-03-06")}
    assert "uschief-pe-1828-larn-ended" not in KnownRecord(record, day("2016-03-06")).acts


def test_a_row_that_leaves_the_list_is_retracted(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        f"pe-1830-larn | {FIRST} | {SECOND} | peru | larned-s   | charge-daffaires | peru | 1830-05-15 | | 1837-03-06 | Left post.",
        f"pe-1838-pick | {FIRST} | {SECOND} | peru | pickett-j | charge-daffaires | peru | 1838-06-09 | 1840-01-30 | | ",
        f"pe-1838-pick | {SECOND} |         | peru | pickett-j | charge-daffaires | peru |            | 1840-01-30 | | ",
    )
    assert [(row["claim"], row["act"]) for row in found.rows("acts/us-chiefs.csv") if row["kind"] == "retraction"] == [
        ("uschief-pe-1830-larn-appointed-withdrawn-2016-03-07", "uschief-pe-1830-larn-appointed"),
        ("uschief-pe-1830-larn-ended-withdrawn-2016-03-07", "uschief-pe-1830-larn-ended"),
        ("uschief-pe-1838-pick-appointed-withdrawn-2016-03-07", "uschief-pe-1838-pick-appointed"),
    ]
    record, _ = read_record(tmp_path)
    assert record is not None
    assert "uschief-pe-1830-larn-ended" in KnownRecord(record, day("2016-03-06")).acts
    assert "uschief-pe-1830-larn-ended" not in KnownRecord(record, day("2016-03-07")).acts


def test_a_version_that_only_words_a_note_otherwise_enters_nothing_and_says_so(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        f"pe-1836-thor | {FIRST}  | {SECOND} | peru | thornton-j | charge-daffaires | peru | | 1837-03-16 | 1837-12-10 | Left post.",
        f"pe-1836-thor | {SECOND} |          | peru | thornton-j | charge-daffaires | peru | | 1837-03-16 | 1837-12-10 | Left post on",
    )
    assert [claim for claim, *_ in claims(found)] == ["uschief-pe-1836-thor-began", "uschief-pe-1836-thor-ended"]
    assert found.remarks == ["row 2, known_from: this version changes nothing that is read; what the one before says stands"]


def test_what_is_odd_stands_as_given_and_is_remarked_on(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        f"pe-1 | {FIRST} |         | peru | larned-s   | charge-daffaires | peru | 1829-12-29 | 1829-11-30 | 1837-03-26 | Ran away",
        f"pe-2 | {FIRST} |         | peru | thornton-j | consul           | peru |            | 1837-03-16 | 1837-13-01 | Superseded",
        f"pe-3 | {FIRST} |         | peru | nobody-n   | charge-daffaires | peru |            |            | 1840-01-01 |",
        f"pe-4 | {FIRST} |         | peru | pickett-j  | charge-daffaires | peru |            |            |            | Left post.",
        f"pe-5 | {FIRST} | {FIRST} | peru | pickett-j  | charge-daffaires | peru |            | 1840-01-30 |            |",
        f"pe-6 | {FIRST} |         | peru | pickett-j  | charge-daffaires | bolivia |         | 1840-01-30 | 1841-07-05 | Presented recall on or shortly before",
    )  # fmt: skip
    assert [(claim, date) for claim, _, date, _ in claims(found)] == [
        ("uschief-pe-1-appointed", "1829-12-29"),
        ("uschief-pe-1-began", "1829-11-30"),
        ("uschief-pe-1-ended", "1837-03-26"),
        ("uschief-pe-2-began", "1837-03-16"),
        ("uschief-pe-3-ended", "1840-01-01"),
        ("uschief-pe-6-began", "1840-01-30"),
        ("uschief-pe-6-ended", "1841-07-05~"),
    ]
    assert {row["claim"]: row["person"] for row in found.rows("acts/us-chiefs.csv")}["uschief-pe-3-ended"] == "nobody-n"
    assert found.remarks == [
        "row 5, known_to: the row was changed again on the same day, 2015-09-22; only what stood at its end was entered",
        "row 1, ended_note: the reader does not know what “Ran away” says; the rest of the row stands",
        "row 1, started_date: 1829-11-30 comes before 1829-12-29 in appointed_date; both stand as given",
        "row 2, role: the reader does not know what “consul” says; the rest of the row stands",
        "row 2, ended_date: 1837-13-01 is not a date; the claim stands without it",
        "row 3, person_id: nobody-n has no name in the table of people; the id stands for it",
        "row 4, ended_note: “Left post” stands without a date of its own; no claim was made of it",
        "row 4, started_date: the row dates no deed; nothing was entered from it",
        "row 6, contemporary_territory: bolivia differs from peru in mission; both stand as given",
        "row 1, ended_date: the charge ends on 1837-03-26, after that of James B. Thornton had begun on 1837-03-16; "
        "both stand as given",
    ]


def test_words_without_a_date_make_no_claim(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        f"pe-1 | {FIRST} | | peru | larned-s | charge-daffaires | peru | | 1829-11-30 | | Recommissioned in 1830; served without a break",
    )
    assert [claim for claim, *_ in claims(found)] == ["uschief-pe-1-began"]
    assert found.remarks == [
        "row 1, ended_note: “Recommissioned in 1830; served …” stands without a date of its own; no claim was made of it"
    ]


def test_longer_words_are_told_by_how_they_begin(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        f"pe-1 | {FIRST} | | peru | larned-s | charge-daffaires | peru | | 1847-12-15 | 1853-03-16 | Promoted to Envoy Extraordinary by Congress",
    )
    assert found.rows("acts/us-chiefs.csv")[1]["note"] == "By promotion to a higher class of head of mission."
    assert found.remarks == []


def test_a_join_puts_a_deed_under_an_act_that_the_record_has(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        f"pe-1 | {FIRST} | | peru | larned-s | charge-daffaires | peru | | 1829-11-30 | | ",
        joins="pe-1:began,relations-chile,,A trial.,Una prueba.\n",
    )
    assert [row["act"] for row in found.rows("acts/us-chiefs.csv")] == ["relations-chile"]


def test_a_field_that_is_new_or_missing_stops_everything(tmp_path: Path) -> None:
    table = sheet(READER, "us_chiefs_versions", list_of(f"pe-1 | {FIRST} | | peru | larned-s | charge-daffaires | peru | | | |"))
    refused(lambda changed: outcome(READER, tmp_path, changed, PEOPLE, actors=ACTORS), table, "ended_date")


def test_the_shipped_set_is_what_the_publisher_s_files_give(tmp_path: Path) -> None:
    folder = "ir/history_at_state"
    same_as_shipped(READER, tmp_path, f"{folder}/us_chiefs_versions.parquet", f"{folder}/us_people.parquet")
