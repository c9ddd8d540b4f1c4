"""The World Factbook's figures of trade, as they come in."""

from __future__ import annotations

from pathlib import Path

from legation.record.observations import observations_of
from legation.record.record import read_record
from legation.sources.factbook_trade import READER
from legation.sources.sheet import Sheet
from tests.small_records import day
from tests.small_sheets import Outcome, check_together, outcome, refused, same_as_shipped, sheet

SHARES = "year | flow | partner | share_pct | first_seen | commit\n"
TOTALS = "year | flow | value_usd_billion | first_seen | commit\n"


def shares(*rows: str) -> Sheet:
    return sheet(READER, "peru_trade_partner_shares_factbook", SHARES + "\n".join(rows))


def totals(*rows: str) -> Sheet:
    return sheet(READER, "peru_trade_totals_factbook", TOTALS + "\n".join(rows))


def figures(found: Outcome) -> list[tuple[str, str, str, str, str, str]]:
    rows = found.rows("measures/factbook-trade.csv")
    return [(row["claim"], row["series"], row["counterpart"], row["period"], row["value"], row["unit"]) for row in rows]


def test_totals_in_dollars_and_shares_by_partner(tmp_path: Path) -> None:
    found = outcome(
        READER,
        tmp_path,
        shares("2017 | import | Chile | 3.5 | 2021-02-02 | a1"),
        totals("2017 | export | 53.823 | 2021-02-02 | a1"),
    )
    assert figures(found) == [
        ("fbtrade-2017-exports-2021-02-02", "exports", "", "2017", "53823000000", "usd"),
        ("fbtrade-2017-goods-import-share-chile-2021-02-02", "goods_import_share", "chile", "2017", "3.5", "percent"),
    ]
    assert found.remarks == []
    assert check_together(tmp_path) == []


def test_a_revision_is_a_later_version_and_each_state_can_be_asked(tmp_path: Path) -> None:
    outcome(
        READER,
        tmp_path,
        shares("2019 | export | Chile | 5 | 2021-05-23 | b2"),
        totals(
            "2019 | export | 55.583 | 2021-02-02 | a1",
            "2019 | export | 54.88  | 2021-10-21 | c3",
            "2020 | export | 45.624 | 2023-01-13 | d4",
        ),
    )
    record, _ = read_record(tmp_path)
    assert record is not None
    seen = {
        known: {one.value for one in observations_of(record, day(known)) if one.series == "exports"}
        for known in ("2021-02-01", "2021-10-20", "2021-10-21", "2023-01-13")
    }
    assert seen == {
        "2021-02-01": set(),
        "2021-10-20": {"55583000000"},
        "2021-10-21": {"54880000000"},
        "2023-01-13": {"54880000000", "45624000000"},
    }
    assert record.sources["factbook-trade-2021-10-21"].version_of == "factbook-trade-2021-05-23"


def test_what_is_odd_is_remarked_on(tmp_path: Path) -> None:
    found = outcome(
        READER,
        tmp_path,
        shares(
            "2017 | import  | Ruritania | 3.5 | 2021-02-02 | a1",
            "2017 | import  | Chile     | 350 | 2021-02-02 | a1",
            "2017 | transit | Chile     | 3   | 2021-02-02 | a1",
        ),
        totals(
            "2017 | export | 53,8   | 2021-02-02 | a1",
            "2018 | export | 55.129 | 2021-02-02 | a1",
            "2018 | export | 55.129 | 2021-02-02 | a1",
            "2018 | export | 55.2   | 2021-02-02 | a1",
            "2018 | export | 55.129 | 2021-10-21 | c3",
            "2018 | export | 55.129 |            | c3",
        ),
    )
    assert [(claim, value) for claim, *_, value, _ in figures(found)] == [
        ("fbtrade-2017-goods-import-share-chile-2021-02-02", "350"),
        ("fbtrade-2018-exports-2021-02-02", "55129000000"),
        ("fbtrade-2018-exports-2021-02-02-row-4", "55200000000"),
        ("fbtrade-2018-exports-2021-10-21", "55129000000"),
    ]
    assert sorted(found.remarks) == [
        "row 1, partner: the record has no actor called Ruritania; the row was not entered",
        "row 1, value_usd_billion: 53,8 is not a plain number; the figure was not entered",
        "row 2, share_pct: 350 cannot be share_pct; it stands as given",
        "row 3, flow: transit is not a word that the reader knows here; the row was not entered",
        "row 3, value_usd_billion: the row repeats row 2; it was entered once",
        "row 4, value_usd_billion: row 2 gives 55129000000 for the same figure on the same day; both stand as given",
        "row 6, first_seen: the row was not read: —",
    ]


def test_a_figure_given_again_enters_nothing_new(tmp_path: Path) -> None:
    found = outcome(
        READER,
        tmp_path,
        shares("2019 | export | Chile | 5 | 2021-05-23 | b2", "2019 | export | Chile | 5 | 2024-05-09 | c3"),
        totals("2019 | export | 55.583 | 2021-02-02 | a1"),
    )
    assert len(figures(found)) == 2
    assert found.remarks == ["row 2, share_pct: 5 is what an earlier version already says; nothing new was entered"]


def test_a_field_that_is_new_or_missing_stops_everything(tmp_path: Path) -> None:
    table = totals("2019 | export | 55.583 | 2021-02-02 | a1")
    partners = shares("2019 | export | Chile | 5 | 2021-05-23 | b2")
    refused(lambda changed: outcome(READER, tmp_path, partners, changed), table, "value_usd_billion")


def test_the_shipped_set_is_what_the_publisher_s_files_give(tmp_path: Path) -> None:
    same_as_shipped(READER, tmp_path, "peru/peru_trade_partner_shares_factbook.csv", "peru/peru_trade_totals_factbook.csv")
