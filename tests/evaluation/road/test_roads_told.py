"""What the command says of the roads of the bundled records, kept whole in both languages; and what it says must hold."""

from __future__ import annotations

import csv
import io
import os
from functools import cache
from pathlib import Path

import pytest

from legation.archive.opening import opened
from legation.publication.columns import column_of
from legation.publication.questions import asked
from legation.publication.road_tables import road_table, roads_in_words, roads_table
from legation.publication.table import Table
from legation.publication.treaty_tables import treaties_table
from legation.standings.asof import KnownRecord
from tests import bundled
from tests.command_line import legation as command
from tests.sizes import LONG

GOLDEN = Path(__file__).parent / "golden"
DEMO = ["--record", "demo", "--on", "2025-12-31"]
PERU = ["--on", "2021-12-31"]


@pytest.fixture(scope="module")
def peru() -> KnownRecord:
    return bundled.known("peru")


@pytest.fixture(scope="module")
def demo() -> KnownRecord:
    return bundled.known("demo")


@cache
def roads(name: str, on: str) -> Table:
    """The roads of a bundled record on a day."""
    return roads_table(bundled.known(name), asked(on))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("unasur", ["unasur-constitutive-treaty", "--on", "2019-10-01"]),
        ("tpp-11", ["tpp-11", *PERU]),
        ("peru-pending", ["--pending", "--by-age", *PERU]),
        ("demo-overdue", ["--overdue", "--by-age", *DEMO]),
        ("demo-leaving", ["road-leaving", *DEMO]),
        ("demo-alone", ["road-alone", *DEMO]),
        ("demo-talks", ["road-talks", *DEMO]),
        ("demo-month-csv", ["road-month-only", "--format", "csv", *DEMO]),
    ],
)
def test_what_is_said_is_as_kept(name: str, words: list[str], language: str) -> None:
    if not LONG and (len(name) % 2 == 0) == (language == "es"):
        pytest.skip("by default each is told in one language: CI tells it in the other too")
    done = command("road", *words, language=language)
    assert done.returncode == 0 and done.stderr == "", done.stderr
    file = GOLDEN / f"{name}.{language}.txt"
    if os.environ.get("LEGATION_WRITE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(done.stdout, encoding="utf-8")
    assert done.stdout == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["json", "csv", "jsonl"])
def test_machines_get_the_same_columns(form: str) -> None:
    done = command("road", "--pending", *DEMO, "--format", form)
    assert done.returncode == 0 and "road-signed" in done.stdout
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(done.stdout)))
        assert {row["stage"] for row in rows} == {"home"}


def test_a_wrong_name_is_answered_plainly() -> None:
    done = command("road", "unasur-constitutive-treety")
    assert done.returncode == 2 and "unasur-constitutive-treaty" in done.stderr and "Traceback" not in done.stderr


def test_the_fiction_shows_a_road_in_every_state_and_by_each_route(demo: KnownRecord) -> None:
    table = roads("demo", "2025-12-31")
    assert {"home", "abroad", "in_force", "leaving", "ended"} <= set(table["stage"])
    assert {"congress", "president", "amendment", "amendment;congress;president"} <= set(table["route"])
    assert {"yes", "possible", "no", None} == set(table["overdue"])
    flags = ";".join(str(one) for one in table["flags"] if one)
    assert "out_of_order:decree:approval" in flags and "without:notice:approval" in flags


def test_by_age_the_longest_waiting_comes_first(demo: KnownRecord) -> None:
    table = roads_table(demo, asked("2025-12-31"), pending=True, by_age=True)
    ages = [row["age_from"] for row in table if row["age_from"] is not None]
    assert len(ages) > 50 and ages == sorted(ages, key=lambda age: -int(str(age)))


@pytest.mark.parametrize(
    ("instrument", "route", "reason"),
    [
        ("peru-ecuador-maritime-agreement-2011", "congress", "act:maritime-agreement-ecuador-approved"),
        ("peru-us-tpa", "congress", "act:peru-us-tpa-approved"),
        ("peru-eu-multiparty-agreement", "congress", "act:peru-eu-multiparty-agreement-approved"),
        ("tpp-11", "congress", "act:tpp-11-approved"),
        ("peru-china-fta", "president", "act:peru-china-fta-without-congress"),
        ("unasur-constitutive-treaty", "congress", "act:unasur-denunciation-needs-congress"),
    ],
)
def test_how_treaties_of_peru_were_approved(instrument: str, route: str, reason: str, peru: KnownRecord) -> None:
    row = next(row for row in roads("peru", "2021-12-31") if row["instrument"] == instrument)
    assert (row["route"], row["route_answer"], row["route_reason"]) == (route, "yes", reason)


def test_where_the_record_lacks_the_acts_the_route_is_not_known(peru: KnownRecord) -> None:
    table = roads("peru", "2021-12-31")
    unknown = table.where(route_answer="unknown")
    assert len(unknown) > 400 and not any(row["route_reason"] for row in unknown)
    assert "yes" not in set(table["answer"]), "the record claims to know every act of no treaty"
    assert set(table["overdue"]) == {None}, "no law that was read gives a time"


@pytest.mark.parametrize("on", ["1970-01-01", "2000-06-01", "2021-12-31"])
def test_in_force_here_as_among_the_treaties_of_the_state(on: str, peru: KnownRecord) -> None:
    statuses = {row["instrument"]: str(row["status"]).split(";") for row in treaties_table(peru, "peru", asked(on), every=True)}
    travelled = {row["instrument"]: str(row["stage"]).split(";") for row in roads("peru", on)}
    compared = 0
    for instrument, stages in travelled.items():
        status = statuses.get(instrument)
        if status is None or "ended" in stages or "leaving" in stages:
            continue
        compared += 1
        assert ("in_force" in stages) == bool({"party", "party_suspended"} & set(status)), instrument
    assert compared > 20


def test_the_exit_from_unasur_under_article_57(peru: KnownRecord) -> None:
    table = road_table(peru, "unasur-constitutive-treaty", asked("2019-10-01"))
    leaving = {row["step"]: row for row in table.where(way="leaving")}
    assert (leaving["approval"]["applies"], leaving["approval"]["met"], leaving["approval"]["article"]) == (
        "yes",
        "not_known",
        "57 ¶3",
    )
    assert leaving["notice"]["met"] == "met"
    assert (leaving["notice"]["date_from"], leaving["notice"]["date_to"]) == ("2019-03-28", "2019-05-28")
    assert leaving["account"]["met"] == "possible"
    assert any("57 ¶3" in note and "needed" in note for note in table.notes)
    assert "elcomercio-quito-unasur-2019" in table.cite().to_csl()
    effect = {
        row["step"]: row for row in road_table(peru, "unasur-constitutive-treaty", asked("2019-12-01")).where(way="leaving")
    }
    assert (effect["effect"]["date_from"], effect["effect"]["date_to"]) == ("2019-09-28", "2019-11-28"), "six months, not twelve"


def test_every_row_rests_on_something(peru: KnownRecord, demo: KnownRecord) -> None:
    for table in (
        roads("peru", "2021-12-31"),
        road_table(peru, "tpp-11", asked("2021-12-31")),
        roads("demo", "2025-12-31"),
    ):
        assert len(table.rests_on) == len(table) and all(table.rests_on)


def test_as_known_before_the_law_was_told_of_there_is_no_road(peru: KnownRecord) -> None:
    early = KnownRecord(peru.record, asked("2010-01-01").last)
    table = road_table(early, "unasur-constitutive-treaty", asked("2009-10-01"))
    assert len(table) == 0 and any("no law" in note for note in table.notes)


@pytest.mark.parametrize("language", ["en", "es"])
def test_tables_for_people_leave_no_word_of_the_program(language: str, demo: KnownRecord) -> None:
    tables: list[Table] = [roads_table(demo, asked("2025-12-31"), language=language)]
    tables += [road_table(demo, name, asked("2025-12-31"), language=language) for name in ("road-left-unapproved", "road-alone")]
    for table in tables:
        said = roads_in_words(table, language)
        for column in said.columns:
            assert column_of(table.name, column) is not None, column
        for row in said:
            for column in ("stage", "met", "overdue", "next", "reached", "flags", "applies"):
                assert "_" not in str(row.get(column) or ""), (column, row[column])


def test_supposing_an_approval_moves_the_road(tmp_path: Path) -> None:
    scenario = tmp_path / "approved.toml"
    scenario.write_text(
        '[[acts]]\nkind = "congress_approved"\nsubject = "marabrisa"\ninstrument = "road-sent"\ndate = "2025-12-01"\n',
        encoding="utf-8",
    )
    done = command("road", "road-sent", "--under", str(scenario), *DEMO)
    assert done.returncode == 0, done.stderr
    assert "Next: deposit" in done.stdout


def test_the_roads_are_among_the_exports() -> None:
    assert len(bundled.opened("demo").export("roads")) > 200


def test_a_notebook_asks_the_same() -> None:
    demo = bundled.opened("demo")
    pending = demo.roads("2025-12-31", pending=True)
    assert "road-signed" in pending["instrument"] and set(pending["stage"]) == {"home"}
    assert set(demo.road("road-alone", "2025-12-31")["way"]) == {"entering", "leaving"}


def test_a_build_keeps_the_matters_of_treaties() -> None:
    built = opened("demo").built
    assert built is not None
    done = command("road", "road-unsent", "--record", str(built.folder), "--on", "2025-12-31", columns=200)
    assert "human rights" in done.stdout, done.stderr
