"""Data sets read whole into a record about no single actor: small sheets first, then the publishers' files where they are there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from legation.bench.real_acts import expected_orders
from legation.bench.real_chiefs import Charge, at_post, charges_known, differences
from legation.procedures.join_source import accounts, join_source
from legation.procedures.start_record import start_record
from legation.record.acts import acts_of
from legation.record.record import Record, read_record
from legation.sources import ggo_treaties, informal_organisations, uk_treaties, us_chiefs, us_recognition
from legation.sources.desk import Account, Desk
from legation.sources.reader import Reader
from legation.sources.sheet import Sheet
from legation.sources.sheet_files import read_sheet
from legation.standings.asof import KnownRecord, latest_knowledge
from legation.standings.compiling import compiled
from legation.standings.docket import docket
from legation.terms.days import day_number
from legation.terms.problems import errors
from tests.command_line import legation
from tests.small_sheets import CONSULTED, REAL, sheet

IR = REAL / "ir"


@dataclass(frozen=True)
class Whole:
    """A record of many actors with one set read into it."""

    record: Record
    desk: Desk
    accounts: dict[str, Account]

    def claims(self) -> list[tuple[str, str, str, str]]:
        return [
            (one.kind, ";".join(one.subject), ";".join(one.object), one.date.text if one.date else "")
            for one in self.record.claims
            if one.kind != "difference"
        ]

    def docket(self) -> Counter[str]:
        return Counter(one.subject for one in docket(KnownRecord(self.record, latest_knowledge(self.record))))


def whole(reader: Reader, folder: Path, *sheets: Sheet) -> Whole:
    """Start a record about no single actor and read the sheets into it."""
    start_record(folder / "many", None)
    empty, problems = read_record(folder / "many")
    assert empty is not None, problems
    assert empty.about == ""
    desk, tables = Desk(empty, CONSULTED), {one.name: one for one in sheets}
    told = join_source(reader, tables, desk, folder / "many" / "further" / reader.id)
    assert not errors(told)
    record, problems = read_record(folder / "many")
    assert record is not None, problems
    return Whole(record, desk, accounts(reader, tables, desk))


def ggo(folder: Path, *rows: str) -> Whole:
    heading = "stateID | treatyID | Title | Signature | StateSignature | StateRatification | StateForce | StateEnd | Force\n"
    parties = sheet(ggo_treaties.READER, "ggo_parties", heading + "\n".join(rows))
    agreements = sheet(
        ggo_treaties.READER, "ggo_agreements", "treatyID | Title | TypeAgree | TypeDomain\nA_1A | On Air | Agreement | Trade"
    )
    return whole(ggo_treaties.READER, folder, parties, agreements)


def test_every_state_has_its_acts_and_the_text_has_one(tmp_path: Path) -> None:
    found = ggo(
        tmp_path,
        "PER | A_1A | On Air | 1972-06-01 | 1972-06-01 | 1978-09 | 1979-01-01 | 9999-12-31 | 1978-03-11",
        "CHL | A_1A | On Air | 1972-06-01 | 1972-06-02 |         |            |            | 1978-03-11",
        "CHL | A_1A | On Air | 1972-06-01 | 1972-06-02 |         |            |            | 1978-03-11",
        "BOL | A_1A | On Air | 1972-06-01 |            |         |            |            | 1978-03-11",
    )
    assert sorted(found.claims()) == [
        ("entered_into_force", "", "", "1978-03-11"),
        ("entered_into_force_for", "ggo-per", "", "1979-01-01"),
        ("instrument_ratified", "ggo-per", "", "1978-09"),
        ("instrument_signed", "ggo-chl", "", "1972-06-02"),
        ("instrument_signed", "ggo-per", "", "1972-06-01"),
    ]
    assert found.accounts["ggo_parties"] == Account(4, 2, 0, {"dates_nothing": 1, "repeats": 1}, ())
    assert found.docket() == {}


def test_a_row_that_cannot_be_is_in_the_docket_as_often_as_it_stands_in_the_data(tmp_path: Path) -> None:
    found = ggo(
        tmp_path,
        "PER | A_1A | On Air | | 1986-01-01  | 1985-01-01 | 1984-01-01 | 1983-01-01 | 1985-01-01",
        "PER | A_1A | On Air | | 1986-01-01  | 1985-01-01 | 1984-01-01 | 1983-01-01 | 1985-01-01",
        "CHL | A_1A | On Air | | 1986-01-01? | 1985-01-01 |            |            |",
        "BOL | A_1A | On Air | | 1986        | 1985-12    |            |            |",
    )
    wanted = ("ratified_before_signed", "in_force_before_signed", "in_force_before_ratified", "ended_before_signed")
    more = ("ended_before_ratified", "ended_before_in_force", "in_force_before_treaty")
    assert found.docket() == dict.fromkeys((*wanted, *more), 2)
    entry = next(one for one in docket(KnownRecord(found.record, 10**6)) if one.subject == "ended_before_in_force")
    assert [says for _, says in entry.said] == ["1984-01-01", "1983-01-01"]


def test_a_treaty_of_two_sides_binds_both_and_one_of_many_lists_all(tmp_path: Path) -> None:
    found = whole(
        uk_treaties.READER, tmp_path,
        sheet(uk_treaties.READER, "uk_treaties", """
        record_id | title | treaty_type | parties                                  | signed_date | in_force_date
        1         | On A  | BI          | UNITED KINGDOM; PERU; Hong Kong          | 1850-04-10  | 1850-04-09
        2         | On B  | MULTI       | UNITED KINGDOM; PERU; CHILE; Hong Kong   | 1865-05-17  |
        3         | On C  |             | UNITED KINGDOM; PERU                     | 1866-01-01  |
        """),
    )  # fmt: skip
    assert sorted(found.claims()) == [
        ("entered_into_force", "", "", "1850-04-09"),
        ("entered_into_force_for", "united-kingdom;peru", "", "1850-04-09"),
        ("instrument_concluded", "", "", "1865-05-17"),
        ("instrument_signed", "united-kingdom;peru", "", "1850-04-10"),
        ("participation_listed", "united-kingdom;peru;chile;hong-kong", "", ""),
    ]
    assert found.docket() == {"in_force_before_signed": 1}
    assert found.accounts["uk_treaties"] == Account(3, 2, 1, {}, ())


def test_informal_organisations_are_groups_that_states_join_and_leave(tmp_path: Path) -> None:
    found = whole(
        informal_organisations.READER, tmp_path,
        sheet(informal_organisations.READER, "iigo_memberships", """
        stateID | StateName | igoID | Title | Begin  | End    | Year
        PER     | Peru      | G     | Group | 1990.0 | 2001.0 | 2017
        CHL     | Chile     | G     | Group | 1991.0 | 2010.0 | 2017
        CHL     | Chile     | G     | Group | 1992.0 |        | 2017
                | Bolivia   | G     | Group |        |        | 2017
        """),
        sheet(informal_organisations.READER, "iigo_organizations", """
        Title | Begin | End
        Group | 1990  | 2010.0
        Other | 1995  |
        """),
    )  # fmt: skip
    assert sorted(found.claims()) == [
        ("joined", "chile", "iigo-group", "1991"),
        ("joined", "peru", "iigo-group", "1990"),
        ("withdrawal_effective", "peru", "iigo-group", "2001"),
    ]
    assert found.accounts["iigo_memberships"] == Account(4, 2, 0, {"dates_nothing": 1, "repeats": 1}, ())
    assert found.accounts["iigo_organizations"] == Account(2, 1, 0, {"no_member": 1}, ())
    assert found.record.actors["iigo-group"].exists_to is not None


def test_an_article_is_about_its_country_and_what_is_not_understood_is_reported(tmp_path: Path) -> None:
    found = whole(
        us_recognition.READER, tmp_path,
        sheet(us_recognition.READER, "us_recognition_relations", """
        article | country | section   | seq | heading                                              | heading_dates | text
        chad    | Chad    | summary   | 0   | Summary                                              | 1960          |
        chad    | Chad    | relations | 0   | U.S. Recognition of Chad’s Independence, 1960.       | 1960          | on August 11, 1960
        chad    | Chad    | relations | 1   | Establishment of Diplomatic Relations and the American Embassy in Chad, 1961. | 1961 | on January 9, 1961
        chad    | Chad    | relations | 2   | A treaty of no name.                                 |               |
        """),
    )  # fmt: skip
    assert sorted(found.claims()) == [
        ("mission_opened", "united-states", "chad", "1961-01-09"),
        ("relations_established", "chad", "united-states", "1961-01-09"),
        ("state_recognised", "united-states", "chad", "1960-08-11"),
    ]
    assert found.accounts["us_recognition_relations"] == Account(4, 2, 1, {"repeats": 1}, ())


VERSIONS = """
    id        | mission | person_id | role           | known_from           | known_to             | started_date | ended_date
    a--smi-01 | chad    | smith-j   | ambassador-e-p | 2016-01-01T10:00:00Z | 2018-01-01T10:00:00Z | 1970-02-01   |
    a-1970-01 | chad    | smith-j   | ambassador-e-p | 2018-01-01T10:00:00Z |                      | 1970-02-01   | 1972-03-01
    a-1971-01 | chad    | jones-a   | ambassador-e-p | 2016-01-01T10:00:00Z | 2017-05-01T10:00:00Z | 1972-04-01   |
    a-1971-01 | chad    | brown-b   | ambassador-e-p | 2019-01-01T10:00:00Z |                      | 1974-04-01   |
    """


def test_a_charge_keeps_its_act_under_another_number_and_another_charge_does_not_take_it(tmp_path: Path) -> None:
    people = sheet(us_chiefs.READER, "us_people", "id | surname | forename\nsmith-j | Smith | J.\njones-a | Jones | A.")
    found = whole(us_chiefs.READER, tmp_path, sheet(us_chiefs.READER, "us_chiefs_versions", VERSIONS), people)
    acts = {(claim.act, claim.kind, claim.person) for claim in found.record.claims}
    assert acts == {
        ("uschief-a-smi-01-began", "credentials_presented", "J. Smith"),
        ("uschief-a-smi-01-ended", "charge_ended", "J. Smith"),
        ("uschief-a-1971-01-began", "credentials_presented", "A. Jones"),
        ("uschief-a-1971-01-began", "retraction", ""),
        ("uschief-a-1971-01-2019-01-01-began", "credentials_presented", "brown-b"),
    }


def test_readers_of_one_country_refuse_a_record_of_many(tmp_path: Path) -> None:
    start_record(tmp_path / "many", None)
    votes = tmp_path / "peru_trade_agreements.csv"
    votes.write_text("treaty_id\n", encoding="utf-8")
    told = legation(
        "import",
        "trade-agreements",
        str(votes),
        "--record",
        str(tmp_path / "many"),
        "-o",
        str(tmp_path / "out"),
        "--consulted",
        "2026",
    )
    assert told.returncode != 0
    assert "is about none" in told.stdout + told.stderr


def test_the_docket_counts_its_kinds_and_gives_one_kind(tmp_path: Path) -> None:
    ggo(
        tmp_path, "PER | A_1A | On Air | | 1986-01-01 | 1985-01-01 | | |", "CHL | A_1A | On Air | | 1986-01-01 | 1985-01-01 | | |"
    )
    for words, wanted in (
        (("--counts",), ["ratified_before_signed,ratification before signature,manytreaties-ggo,2,2,0"]),
        (("--kind", "date"), []),
        (
            ("--kind", "ratification before signature", "--counts"),
            ["ratified_before_signed,ratification before signature,manytreaties-ggo,2,2,0"],
        ),
    ):
        told = legation("docket", "--record", str(tmp_path / "many"), "--format", "csv", *words)
        assert told.stdout.splitlines()[1:] == wanted


# --- the publishers' files ------------------------------------------------------------------------------------------------------


def real(folder: Path, reader: Reader, *files: str) -> Whole:
    paths = [IR / f"{file}.parquet" for file in files]
    if not all(path.is_file() for path in paths):
        pytest.skip(f"the publisher's files are not beside the project: {', '.join(files)}")
    return whole(reader, folder, *map(read_sheet, paths))


@pytest.mark.long
def test_the_docket_of_the_treaty_table_counts_what_plain_sql_counts(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    found = real(tmp_path, ggo_treaties.READER, "manytreaties/ggo_parties", "manytreaties/ggo_agreements")
    noted = Counter(one.qualifier for one in found.record.claims if one.kind == "difference")
    expected = {kind: rows for kind, source, rows in expected_orders(IR) if source == "manytreaties-ggo"}
    assert noted == {kind: rows for kind, rows in expected.items() if rows}
    assert noted["ratified_before_signed"] == 6_836
    assert noted["ended_before_in_force"] + noted["ended_never_in_force"] == 6_477
    account = found.accounts["ggo_parties"]
    assert account.rows == 98_320 == account.read + account.reported + sum(account.declined.values())


@pytest.mark.long
def test_uk_treaties_and_informal_organisations_lose_no_row(tmp_path: Path) -> None:
    uk = real(tmp_path / "uk", uk_treaties.READER, "uk_treaties/uk_treaties")
    assert uk.docket()["in_force_before_signed"] == 212
    for name, found, rows in (
        ("uk_treaties", uk, 8_134),
        ("iigo_memberships", real(tmp_path / "io", informal_organisations.READER, "manyios/iigo_memberships", "manyios/iigo_organizations"), 3_502),
        ("us_recognition_relations", real(tmp_path / "us", us_recognition.READER, "history_at_state/us_recognition_relations"), 1_483),
    ):  # fmt: skip
        account = found.accounts[name]
        assert account.rows == rows == account.read + account.reported + sum(account.declined.values())


@pytest.mark.long
def test_chiefs_of_mission_are_known_as_their_own_history_of_versions_has_them(tmp_path: Path) -> None:
    found = real(tmp_path, us_chiefs.READER, "history_at_state/us_chiefs_versions", "history_at_state/us_people")
    kinds = {"head_of_mission_appointed": "appointed", "credentials_presented": "began", "charge_ended": "ended"}
    for known in ("2015-09-30", "2016-01-01", "2018-01-01", "2021-01-01", "2026-11-21"):
        day = day_number(*(int(part) for part in known.split("-")))
        told: Counter[tuple[str, str, str, int, int]] = Counter()
        for act in acts_of(found.record, day).values():
            (variant,) = act.variants
            told[variant.role("object")[0], variant.role("person")[0], kinds[variant.kind], act.begin.lo, act.begin.hi] += 1
        expected: Counter[tuple[str, str, str, int, int]] = Counter()
        for one in charges_known(IR, known):
            for deed in kinds.values():
                if (bounds := getattr(one, deed)) is not None:
                    expected[one.mission, one.person, deed, *bounds] += 1
        assert told == expected, known


BOTH = ("certain", "open")
HELD_TWICE = {
    ("1890-07-15", "paraguay", "george-earl-maney"): BOTH,
    ("1900-01-15", "mexico", "powell-clayton"): ("certain",),
    ("1900-07-15", "mexico", "powell-clayton"): ("certain",),
    ("1970-01-15", "sudan", "george-curtis-moore"): BOTH,
    ("1970-07-15", "sudan", "george-curtis-moore"): BOTH,
    ("1990-01-15", "laos", "charles-b-salmon"): BOTH,
    ("1990-07-15", "laos", "charles-b-salmon"): BOTH,
    ("2015-06-01", "cuba", "jeffrey-de-laurentis"): BOTH,
    ("2017-03-01", "cuba", "jeffrey-de-laurentis"): BOTH,
}
"""Persons promoted at their post, of whom the list dates the end of the one charge within, or after, the beginning of the other;
with the days asked on which they were at it, and the answers in which the two readers differ there.

- Maney left as chargé and began as minister in the same month, August 1891, of which no day is given.
- Clayton began as ambassador on 3 January 1899, ten days before the day given for the end as minister.
- Moore left as head of the interests section in July 1972, no day given, and began on 25 July.
- Salmon left as chargé in August 1992, no day given, and began as ambassador on 6 August.
- De Laurentis left the interests section in July 2015, no day given, and began at the embassy on 20 July.

A standing is a person at a post, and an act that ends it says nothing of which charge it ends: where the end may have come after
the second beginning, it may have ended that, so that the record says *possible*, or, of Mexico, where it surely came after, *no
longer*. The rows of the list keep the two charges apart; whoever reads each row by itself counts on that. The days themselves are
not in the list: they leave it open which came first.
"""


@pytest.mark.long
def test_heads_at_their_posts_are_those_of_the_list_as_it_was_known(tmp_path: Path) -> None:
    found = real(tmp_path, us_chiefs.READER, "history_at_state/us_chiefs_versions", "history_at_state/us_people")
    rows = {(day, answer, mission, person) for (day, mission, person), answers in HELD_TWICE.items() for answer in answers}
    apart = [(told, set(rows_apart)) for told, rows_apart in differences(IR, compiled(found.record))]
    before = {row for row in rows if row[0] < "2017"}  # early in 2018 the list did not yet have the end at the embassy in Havana
    assert [people for _, people in apart] == [set(), before, rows, rows], apart


def test_the_plain_reader_of_heads_at_their_posts_knows_when_one_ends_the_other() -> None:
    first = Charge("chad", "A", None, (0, 0), None)
    second = Charge("chad", "B", None, (100, 130), (200, 200))
    assert at_post([first, second], 50) == {"certain": set(), "open": {("chad", "a")}}
    assert at_post([first, second], 110) == {"certain": set(), "open": {("chad", "a"), ("chad", "b")}}
    assert at_post([first, second], 150) == {"certain": {("chad", "b")}, "open": set()}
    assert at_post([first, second], 200) == {"certain": set(), "open": set()}


def test_shipped_sets_say_what_became_of_every_row() -> None:
    import json

    shipped = Path(__file__).parents[2] / "src/legation/records/peru/further"
    for path in sorted(shipped.glob("*/import.json")):
        for table in json.loads(path.read_text(encoding="utf-8"))["tables"]:
            declined = sum(one["rows"] for one in table["rows_declined"])
            assert table["rows"] == table["rows_read"] + table["rows_reported"] + declined, (path.parent.name, table["file"])
