"""Treaties and other texts in the manytreaties data, as they come in."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.sources.ggo_treaties import READER
from tests.small_sheets import Outcome, check_together, outcome, refused, same_as_shipped, sheet

AGREEMENTS = sheet(
    READER,
    "ggo_agreements",
    """
    treatyID     | Title                 | TypeAgree  | TypeDomain
    SEALS_1972A  | Convention On Seals   | Agreement  | Environment
    CHL-PER_1990O| Chile Peru            | Agreement  | Trade
    SEALS_1980E  | Amendment On Seals    | Amendment  | Environment
    HEALTH_2000R | Resolution On Health  | Resolution | Health
    ANNEX_1990E  | Annex A On Air        | Amendment  | Environment
    RIO_1942P    | Protocol Of Peace     | Protocol   |
    """,
)
HEADING = "stateID | treatyID | Title | Signature | StateSignature | StateRatification | StateForce | StateEnd | Force\n"


def taken(folder: Path, *rows: str, joins: str = "") -> Outcome:
    """What comes of rows on States."""
    return outcome(READER, folder, sheet(READER, "ggo_parties", HEADING + "\n".join(rows)), AGREEMENTS, joins=joins)


def claims(found: Outcome) -> list[tuple[str, str, str]]:
    return [(row["claim"], row["kind"], row["date"]) for row in found.rows("acts/ggo-treaties.csv")]


def test_one_act_for_each_deed_of_the_country_and_one_for_the_treaty_itself(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        "PER | SEALS_1972A | Convention On Seals | 1972-06-01 | 1972-06-01 | 1978-09 | 1979-01-01 | 9999-12-31 | 1978-03-11",
        "CHL | SEALS_1972A | Convention On Seals | 1972-06-01 | 1972-06-01 |         |            |            | 1978-03-11",
        "BRA | SEALS_1972A | Convention On Seals | 1972-06-01 | 1972-06-01 |         |            |            | 1978-03-11",
    )
    assert claims(found) == [
        ("ggo-seals-1972a-force", "entered_into_force_for", "1979-01-01"),
        ("ggo-seals-1972a-ratification", "instrument_ratified", "1978-09"),
        ("ggo-seals-1972a-signature", "instrument_signed", "1972-06-01"),
        ("ggo-seals-1972a-treaty-force", "entered_into_force", "1978-03-11"),
    ]
    assert {row["claim"]: row["subject"] for row in found.rows("acts/ggo-treaties.csv")}["ggo-seals-1972a-treaty-force"] == ""
    assert [(row["id"], row["kind"], row["title_es"]) for row in found.rows("instruments.csv")] == [
        ("ggo-seals-1972a", "treaty", "Convention On Seals")
    ]
    assert found.remarks == []
    assert check_together(tmp_path) == []


def test_a_trade_agreement_with_one_other_state_names_it(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        "PER | CHL-PER_1990O | Chile Peru | 1990-05-01 | 1990-05-01 | | 1991-01-01 | 2009-02-28 |",
        "CHL | CHL-PER_1990O | Chile Peru | 1990-05-01 | 1990-05-01 | | 1991-01-01 | 2009-02-28 |",
    )
    assert claims(found) == [
        ("ggo-chl-per-1990o-end", "agreement_ended", "2009-02-28"),
        ("ggo-chl-per-1990o-force", "agreement_entered_into_force", "1991-01-01"),
        ("ggo-chl-per-1990o-signature", "agreement_signed", "1990-05-01"),
    ]
    assert {row["object"] for row in found.rows("acts/ggo-treaties.csv")} == {"chile"}


def test_dates_that_cannot_follow_one_another_stand_and_are_remarked_on(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        "PER | SEALS_1980E | Amendment On Seals | 1980-06-01 | 1986-01-01 | 1985-01-01 | 1984-01-01 | 1984-01-01 | 1990-01-01",
    )
    assert [date for _, _, date in claims(found)] == ["1984-01-01", "1984-01-01", "1985-01-01", "1986-01-01", "1990-01-01"]
    assert found.remarks == [
        "row 1, StateRatification: 1985-01-01 comes before 1986-01-01 in StateSignature; both stand as given",
        "row 1, StateForce: 1984-01-01 comes before 1986-01-01 in StateSignature; both stand as given",
        "row 1, StateForce: 1984-01-01 comes before 1985-01-01 in StateRatification; both stand as given",
        "row 1, StateEnd: 1984-01-01 comes before 1986-01-01 in StateSignature; both stand as given",
        "row 1, StateEnd: 1984-01-01 comes before 1985-01-01 in StateRatification; both stand as given",
        "row 1, StateEnd: 1984-01-01 is also the day in StateForce; both stand as given",
        "row 1, StateForce: 1984-01-01 comes before 1990-01-01 in Force; both stand as given",
    ]


def test_a_row_twice_is_entered_once_and_rows_that_differ_both_stand(tmp_path: Path) -> None:
    row = "PER | SEALS_1972A | Convention On Seals | 1972-06-01 | 1972-06-01 | | {} | |"
    found = taken(tmp_path, row.format("1979-01-01"), row.format("1979-01-01"), row.format("1981-04-10"))
    assert claims(found) == [
        ("ggo-seals-1972a-force", "entered_into_force_for", "1979-01-01"),
        ("ggo-seals-1972a-force-2", "entered_into_force_for", "1981-04-10"),
        ("ggo-seals-1972a-signature", "instrument_signed", "1972-06-01"),
    ]
    assert {row["act"] for row in found.rows("acts/ggo-treaties.csv") if "force" in row["act"]} == {"ggo-seals-1972a-force"}
    assert found.remarks == [
        "row 2, : the row repeats row 1; it was entered once",
        "row 3, StateForce: 1981-04-10 where row 1 has 1979-01-01 for the same text; both stand as given",
    ]


def test_the_day_of_a_resolution_is_no_clean_signature(tmp_path: Path) -> None:
    found = taken(tmp_path, "PER | HEALTH_2000R | Resolution On Health | 2000-05-20 | 2000-05-20 | | | 9999-12-31 |")
    (claim,) = found.rows("acts/ggo-treaties.csv")
    assert (claim["kind"], claim["date"]) == ("instrument_signed", "2000-05-20")
    assert "does not call a treaty" in claim["note"] and "no llama tratado" in claim["note_es"]
    assert found.remarks == [
        "row 1, StateSignature: 2000-05-20 is the day of the text itself, which the data do not call a treaty; "
        "the signature stands as given"
    ]


def test_what_is_no_date_leaves_the_claim_undated_and_a_row_without_a_deed_enters_nothing(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        "PER | SEALS_1980E | Amendment On Seals | 1980-06-01 | | | 9999-12-31 | 9999-12-31 | 1990-01-01",
        "PER | SEALS_1972A | Convention On Seals | 1972-06-01 | 1972-6-1 | | | |",
    )
    assert claims(found) == [("ggo-seals-1972a-signature", "instrument_signed", "")]
    assert found.remarks == [
        "row 1, StateForce: 9999-12-31 stands here for no date; no act was entered",
        "row 1, : the row dates no act of the country; nothing was entered",
        "row 2, StateSignature: 1972-6-1 is not a date; the claim stands without it",
    ]


def test_texts_under_one_id_are_told_apart_by_their_titles(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        "PER | ANNEX_1990E | Annex A On Air | 1990-06-01 | | | 1991-01-01 | |",
        "PER | ANNEX_1990E | Annex B On Air | 1990-06-01 | | | 1991-01-01 | |",
        "PER | LOST_1950A  | Lost Treaty    | 1950-06-01 | | | 1951-01-01 | |",
    )
    assert [(row["id"], row["kind"]) for row in found.rows("instruments.csv")] == [
        ("ggo-annex-1990e-a", "amendment"),
        ("ggo-annex-1990e-b", "amendment"),
        ("ggo-lost-1950a", "unspecified"),
    ]
    assert found.remarks == [
        "row 1, treatyID: ANNEX_1990E is the id of another text too (Annex B On Air); each is entered on its own",
        "row 2, treatyID: ANNEX_1990E is the id of another text too (Annex A On Air); each is entered on its own",
        "row 3, treatyID: ggo_agreements has no row for LOST_1950A; its kind is left open",
    ]


def test_a_join_puts_the_act_under_the_treaty_that_the_record_has(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        "PER | RIO_1942P | Protocol Of Peace | 1942-01-29 | 1942-01-29 | | | |",
        joins="RIO_1942P,,rio-protocol-1942,The same.,El mismo.\nRIO_1942P:StateSignature,relations-chile,,A trial.,Una prueba.\n",
    )
    (claim,) = found.rows("acts/ggo-treaties.csv")
    assert (claim["act"], claim["instrument"], claim["title_es"]) == (
        "relations-chile", "rio-protocol-1942", "Protocolo de Río: suscripción",
    )  # fmt: skip
    assert not (found.folder / "instruments.csv").exists()


def test_a_field_that_is_new_or_missing_stops_everything(tmp_path: Path) -> None:
    parties = sheet(READER, "ggo_parties", HEADING + "PER | SEALS_1972A | Convention On Seals | | 1972-06-01 | | | |")
    refused(lambda changed: outcome(READER, tmp_path, changed, AGREEMENTS), parties, "StateForce")


@pytest.mark.long
def test_the_shipped_set_is_what_the_publisher_s_files_give(tmp_path: Path) -> None:
    same_as_shipped(READER, tmp_path, "ir/manytreaties/ggo_parties.parquet", "ir/manytreaties/ggo_agreements.parquet")
