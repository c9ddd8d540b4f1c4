"""Trade agreements of the country in the manytrade data, as they come in."""

from __future__ import annotations

from pathlib import Path

from legation.sources.trade_agreements import READER
from tests.small_sheets import Outcome, check_together, outcome, refused, same_as_shipped, sheet

HEADING = (
    "treaty_id | title | signature | entry_into_force | end | peru_signature | peru_ratification | peru_entry_into_force "
    "| peru_end | peru_succession\n"
)
CLEAN = "CHL-PER[NA]_2006O | Chile Peru | 2006-08-22 | 2009-03-01 | open | 2006-08-22 | | 2009-03-01 | open | 0"


def taken(folder: Path, *rows: str) -> Outcome:
    return outcome(READER, folder, sheet(READER, "peru_trade_agreements", HEADING + "\n".join(rows)))


def test_the_country_and_the_agreement_have_acts_of_their_own_and_open_is_no_end(tmp_path: Path) -> None:
    rows = taken(tmp_path, CLEAN).rows("acts/trade-agreements.csv")
    assert [(row["kind"], row["date"], row["subject"]) for row in rows] == [
        ("agreement_entered_into_force", "2009-03-01", "peru"),
        ("agreement_signed", "2006-08-22", "peru"),
        ("entered_into_force", "2009-03-01", ""),
    ]
    assert check_together(tmp_path) == []


def test_dates_in_an_impossible_order_stand_and_are_told(tmp_path: Path) -> None:
    found = taken(tmp_path, "A_1999O | A | 1999-08-12 | | | 1999-08-13 | 1999-02-09 | | 2005 | 1")
    assert found.remarks == [
        "row 1, peru_succession: 1 is not a word that the reader knows here; the row was not entered",
        "row 1, peru_signature: 1999-08-13 differs from 1999-08-12 in signature; both stand as given",
        "row 1, peru_ratification: 1999-02-09 comes before 1999-08-13 in peru_signature; both stand as given",
    ]
    dates = {row["kind"]: row["date"] for row in found.rows("acts/trade-agreements.csv")}
    assert dates == {"agreement_signed": "1999-08-13", "instrument_ratified": "1999-02-09", "agreement_ended": "2005"}


def test_another_format_is_refused(tmp_path: Path) -> None:
    table = sheet(READER, "peru_trade_agreements", HEADING + CLEAN)
    refused(lambda changed: outcome(READER, tmp_path, changed), table, "peru_end")


def test_the_shipped_set_is_what_the_real_file_gives(tmp_path: Path) -> None:
    same_as_shipped(READER, tmp_path, "peru/peru_trade_agreements.csv")
