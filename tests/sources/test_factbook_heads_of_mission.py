"""The World Factbook's heads of mission, as they come in."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.sources.factbook_heads_of_mission import READER, readable
from tests.authored import ACTOR_ROWS
from tests.small_sheets import Outcome, check_together, outcome, refused, same_as_shipped, sheet

ACTORS = (*ACTOR_ROWS, "united-states,state,United States of America,Estados Unidos de América,United States,,..,,USA,2,2,book,,")
HEADING = "post | head_of_mission | since | first_seen | commit\n"


def taken(folder: Path, *rows: str) -> Outcome:
    """What comes of texts."""
    table = sheet(READER, "peru_us_heads_of_mission", HEADING + "\n".join(row.replace(" + ", "§") for row in rows))
    lines = tuple(
        type(line)(line.number, {name: str(cell).replace("§", "; ") for name, cell in line.cells.items()}) for line in table.lines
    )
    return outcome(READER, folder, type(table)(table.name, table.file, table.sha256, table.columns, lines), actors=ACTORS)


def claims(found: Outcome) -> list[tuple[str, str, str, str, str]]:
    rows = found.rows("acts/factbook-heads-of-mission.csv")
    return [(row["kind"], row["date"], row["person"], row["office"], row["source"]) for row in rows]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Hugo DE ZELA Martínez", "Hugo de Zela Martínez"),
        ("Gustavo Adolfo MEZA-CUADRA Velásquez", "Gustavo Adolfo Meza-Cuadra Velásquez"),
        ("John T. MCNAMARA", "John T. McNamara"),
        ("Krishna R. URS", "Krishna R. Urs"),
    ],
)
def test_surnames_in_capitals_are_written_as_names(given: str, name: str) -> None:
    assert readable(given) == name


def test_who_and_since_when_as_each_version_says_it_first(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        "united_states_in_peru | Ambassador Krishna R. URS | 18 October 2017 | 2021-02-02 | a1",
        "united_states_in_peru | Ambassador (vacant) + Chargé d’Affaires Joan PERKINS | 18 April 2025 | 2025-06-05 | b2",
        "united_states_in_peru | Ambassador-designate Bernardo NAVARRO + Chargé d'Affaires Joan PERKINS | 18 April 2025 | 2026-01-21 | c3",
        "peru_in_united_states | Ambassador Hugo DE ZELA Martínez | 8 July 2019 | 2021-02-02 | a1",
        "chile_in_unasur       | Ambassador Ana SOTO | 8 July 2019 | 2021-02-02 | a1",
    )
    assert claims(found) == [
        ("credentials_presented", "2019-07-08", "Hugo de Zela Martínez", "ambassador", "factbook-heads-of-mission-2021-02-02"),
        ("head_of_mission_appointed", "", "Bernardo Navarro", "ambassador", "factbook-heads-of-mission-2026-01-21"),
        ("credentials_presented", "2025-04-18", "Joan Perkins", "charge-daffaires", "factbook-heads-of-mission-2025-06-05"),
        ("credentials_presented", "2017-10-18", "Krishna R. Urs", "ambassador", "factbook-heads-of-mission-2021-02-02"),
    ]
    rows = found.rows("acts/factbook-heads-of-mission.csv")
    assert rows[0]["title_es"] == "Hugo de Zela Martínez asume la misión del Perú en los Estados Unidos"
    assert rows[2]["note_es"] == "El puesto de embajador está vacante."
    assert found.remarks == [
        "row 3, head_of_mission: Joan Perkins is what an earlier version already says; nothing new was entered"
    ]
    assert check_together(tmp_path) == []


def test_a_corrected_day_is_a_later_version_of_the_same_act(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        "united_states_in_peru | Ambassador Krishna R. URS | 18 October 2017 | 2021-02-02 | a1",
        "united_states_in_peru | Ambassador Krishna R. URS | 17 October 2017 | 2021-08-19 | b2",
    )
    act = "fbhead-united-states-in-peru-krishna-r-urs-began"
    rows = found.rows("acts/factbook-heads-of-mission.csv")
    assert [(row["claim"], row["act"], row["date"]) for row in rows] == [
        (act, act, "2017-10-18"),
        (f"{act}-2021-08-19", act, "2017-10-17"),
    ]


def test_what_is_odd_is_remarked_on(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        "united_states_in_peru | Ambassador Krishna R. URS | 31 June 2017 | 2021-02-02 | a1",
        "united_states_in_peru | Envoy Ana SOTO            | 1 June 2018  | 2021-02-03 | b2",
        "ruritania_in_peru     | Ambassador Ana SOTO       | 1 June 2018  | 2021-02-03 | b2",
        "united_states_in_peru | Ambassador Ana SOTO       | 1 June 2018  | soon       | b2",
    )
    assert claims(found) == [
        ("credentials_presented", "", "Krishna R. Urs", "ambassador", "factbook-heads-of-mission-2021-02-02")
    ]
    assert found.remarks == [
        "row 1, since: 31 June 2017 is not a date; the claim stands without it",
        "row 2, head_of_mission: the reader does not know what “Envoy Ana SOTO” says; the rest of the row stands",
        "row 3, post: the record has no actor called ruritania_in_peru; the row was not entered",
        "row 4, first_seen: the row was not read: soon",
    ]


def test_a_field_that_is_new_or_missing_stops_everything(tmp_path: Path) -> None:
    table = sheet(
        READER, "peru_us_heads_of_mission", HEADING + "united_states_in_peru | Ambassador Ana SOTO | 1 June 2018 | 2021-02-02 | a"
    )
    refused(lambda changed: outcome(READER, tmp_path, changed, actors=ACTORS), table, "since")


def test_the_shipped_set_is_what_the_publisher_s_files_give(tmp_path: Path) -> None:
    same_as_shipped(READER, tmp_path, "peru/peru_us_heads_of_mission.csv")
