"""The API on a record with a log of acts: what it answers is as if every act of the log were written in the record itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from legation import reading_room
from legation.archive.build import build
from legation.archive.log_file import write_log
from legation.archive.opening import Opened, opened
from legation.archive.publishing import publishable
from legation.office.opened import OpenedRecord, serve_record
from legation.record.log import with_log
from tests.authored import write_folder
from tests.command_line import legation
from tests.office.test_log_pages import own_record, small_log

SCENARIO = """title = { en = "Severed with Spain", es = "Ruptura con España" }
without = ["act-276"]
[[acts]]
kind = "relations_severed"
date = "1990-01-01"
subject = "peru"
object = "spain"
"""
ASKED = [
    "asof?on=1950-01-01",
    "asof?on=1950&every=true&actor=spain",
    "asof?on=1990-06-01&kind=relations&known=2010-01-01",
    "why/relations:peru:spain?on=1995-01-01",
    "acts?actor=spain&from=1900&to=1960",
    "acts?kind=incident&from=1990",
    "docket/counts",
    "panel?unit=actor&count=relations&from=1980&to=1992",
]
Ask = Callable[[str], Any]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("logged") / "shelf"
    build(replace(own_record(), scenarios={"severed": SCENARIO}), folder, small_log())
    return folder


@pytest.fixture(scope="module")
def asks(shelf: Path) -> Iterator[tuple[Ask, Ask]]:
    """Two ways to ask: of the record with its log, and of the same with every act written out."""
    record = replace(own_record(), scenarios={"severed": SCENARIO})
    client = Client()
    served = OpenedRecord(opened(str(shelf))), OpenedRecord(Opened(with_log(record, small_log())))

    def asking(one: OpenedRecord) -> Ask:
        def ask(path: str) -> Any:
            serve_record(one)
            return client.get(f"/api/v1/{path}").json()

        return ask

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    yield asking(served[0]), asking(served[1])
    settings.ALLOWED_HOSTS = [host for host in settings.ALLOWED_HOSTS if host != "testserver"]
    serve_record(None)


@pytest.mark.parametrize("under", ["", "under=severed"])
@pytest.mark.parametrize("path", ASKED)
def test_a_log_answers_as_its_acts_would(asks: tuple[Ask, Ask], path: str, under: str) -> None:
    asked = (
        path + (("&" if "?" in path else "?") + under if under else "") + ("&" if "?" in path or under else "?") + "limit=1000"
    )
    in_log, written_out = (ask(asked) for ask in asks)
    assert in_log["rows"] == written_out["rows"], asked
    assert in_log["notes"] == written_out["notes"], asked
    assert in_log["total"] == written_out["total"] and (in_log["total"] or path.startswith("docket"))


@pytest.mark.parametrize("under", ["", "severed"])
def test_the_notebook_and_the_command_line_are_answered_alike(asks: tuple[Ask, Ask], shelf: Path, under: str) -> None:
    def by_api(path: str) -> list[Any]:
        rows: list[Any] = asks[0](path + (f"&under={under}" if under else "") + "&limit=1000")["rows"]
        return rows

    room = reading_room.open(shelf)
    seen = room.under(under) if under else room
    view = seen.asof("1995-01-01")
    standings, acts = by_api("asof?on=1995-01-01&actor=spain"), by_api("acts?actor=spain")
    assert len(view.standings(actor="spain")) == len(standings) > 0
    assert len(seen.acts(actor="spain")) == len(acts) > 0
    assert len(list(view.why("relations:peru:spain"))) == len(by_api("why/relations:peru:spain?on=1995-01-01")) > 3
    told = legation("acts", "-a", "spain", "--record", str(shelf), *(["--under", under] if under else []), "-f", "csv").stdout
    assert len(told.splitlines()) == len(acts) + 1


@pytest.mark.parametrize("path", ["claims", "diff?from=1950&to=1960", "treaties/peru", "counts/relations", "spells"])
def test_what_a_log_is_not_asked_is_said_to_be_so(asks: tuple[Ask, Ask], path: str) -> None:
    said = asks[0](path)
    assert said["status"] in (400, 404) and "log" in said["detail"], said


def test_a_scenario_that_names_an_act_of_the_log_is_checked_and_published(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "small")
    write_log(small_log(), folder / "log.parquet")
    (folder / "scenarios").mkdir()
    for name, act in (("there", "act-276"), ("not-there", "act-9999")):
        (folder / "scenarios" / f"{name}.toml").write_text(f'title = {{ en = "If", es = "Si" }}\nwithout = ["{act}"]\n')
    checked = legation("check", str(folder))
    assert "act-9999" in checked.stdout and "act-276" not in checked.stdout
    assert publishable(str(folder)).whole.scenarios.keys() == {"there"}
