"""The third axis on every page: what a scenario supposes is answered as by the definition, and said; or the page says that it is not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from typer.testing import CliRunner

from legation.archive.shelf import open_record
from legation.cli.main import app
from legation.office.opened import OpenedRecord, opened, serve_record
from legation.office.routes import ROUTES
from legation.publication.answer_tables import standings_table
from legation.publication.questions import asked
from legation.record.public import public
from legation.record.scenario import read_scenario, under
from legation.standings.asof import KnownRecord
from tests.authored import CLAIM_ROWS, write_folder
from tests.office.pages_of import Page

SEVERED = """title.en = "Relations with Chile had been severed"
title.es = "Se hubieran roto las relaciones con Chile"
without = ["unasur-denunciation"]
[[acts]]
kind = "relations_severed"
date = "1880-04-05"
subject = "peru"
object = "chile"
title = "Relations with Chile severed"
title_es = "Ruptura de relaciones con Chile"
"""
NOT_SPOKEN_OF = ("sources", "docket", "coverage", "basis", "data", "method", "report", "search", "api")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = write_folder(tmp_path_factory.mktemp("supposing") / "small")
    (made / "scenarios").mkdir()
    (made / "scenarios" / "severed.toml").write_text(SEVERED, encoding="utf-8")
    return made


@pytest.fixture
def small(client: Client, folder: Path) -> Iterator[Client]:
    serve_record(open_record(folder))
    yield client


@pytest.mark.parametrize("known", ["", "2021-06-01", "1900"])
@pytest.mark.parametrize("on", ["1879", "1880-04-05", "1880", "2019-12-31"])
def test_pages_answer_as_the_definition_at_every_date_and_knowledge(small: Client, folder: Path, on: str, known: str) -> None:
    record = open_record(folder)
    scenario, _ = read_scenario("severed.toml", SEVERED.encode(), record)
    assert scenario is not None
    supposed = under(record, scenario)
    answered = small.get("/en/download/standings.json", {"on": on, "known": known, "under": "severed"})
    day = asked(known).last if known else opened().latest
    oracle = KnownRecord(supposed, day)
    date = asked(on)
    expected = standings_table(oracle, oracle.asof(date.first, date.last, every=True), date, "en")
    rows = json.loads(answered.content)["rows"]
    assert rows == json.loads(expected.to_json())["rows"]
    assert answered["Legation-Under"] == "severed"


def test_the_command_takes_the_name_that_the_address_has(small: Client, folder: Path) -> None:
    done = CliRunner().invoke(
        app, ["asof", "--record", str(folder), "--on", "1900", "--under", "severed", "--format", "json", "--every"]
    )
    shown = small.get("/en/download/standings.json?on=1900&under=severed")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["rows"] == json.loads(shown.content)["rows"]
    named = small.get("/api/v1/asof", {"on": "1900", "under": "severed", "every": "true", "lang": "en"}).json()
    assert (
        named["rows"] == small.get("/api/v1/asof", {"on": "1900", "under": SEVERED, "every": "true", "lang": "en"}).json()["rows"]
    )
    assert {row["answer"] for row in named["rows"] if row["kind"] == "relations"} == {"no"}


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_page_says_what_is_supposed_or_that_it_does_not_speak_of_it(small: Client, language: str) -> None:
    said = {"es": "Bajo un supuesto, no lo ocurrido:", "en": "Under a supposition, not what happened:"}[language]
    not_said = {"es": "Esta página no habla de supuestos", "en": "This page does not speak of suppositions"}[language]
    title = {"es": "Se hubieran roto las relaciones con Chile", "en": "Relations with Chile had been severed"}[language]
    given = {
        "actor": "chile", "act": "supposed-1", "standing": "relations:peru:chile", "kind": "relations", "source": "book",
        "instrument": "rio-protocol-1942", "field": "relations", "embed_line": "relations",
    }  # fmt: skip
    looked_at = 0
    for route in ROUTES:
        if not route.pattern.startswith("<lang:language>/") or not route.pattern.endswith("/"):
            continue
        if "<str:id>" in route.pattern and route.name not in given:
            continue
        path = "/" + route.pattern.replace("<lang:language>", language).replace("<str:id>", given.get(route.name, ""))
        page = small.get(path, {"on": "1890", "under": "severed"})
        if page.status_code == 404:
            assert route.name in ("instrument", "plan", "field"), path
            continue
        text = page.content.decode()
        assert page.status_code in (200, 302) and title in text, path
        spoken_of = not any(route.name.startswith(one.rstrip("s")) for one in NOT_SPOKEN_OF)
        assert (said in text) is spoken_of and (not_said in text) is not spoken_of, path
        assert not spoken_of or page.headers["X-Robots-Tag"] == "noindex", path
        assert page.headers.get("Legation-Under", "") == ("severed" if spoken_of else ""), path
        assert "application/ld+json" not in text or not spoken_of, "machines are not to take it for a fact"
        inside = [link for link in Page(text).links if link.startswith(f"/{language}/") and "/cite/" not in link]
        assert sum("under=severed" in link for link in inside) > len(inside) / 2, "the state stands in the links"
        looked_at += 1
    assert looked_at > 25


def test_nothing_supposed_is_told_as_recorded(small: Client) -> None:
    assert small.get("/en/act/supposed-1/").status_code == 404
    page = small.get("/en/standing/relations:peru:chile/?on=1890&under=severed").content.decode()
    assert "/en/suppositions/?on=1890&amp;under=severed" in page and "/source/supposition" not in page
    cited = small.get("/en/cite/standing/relations:peru:chile.bib?on=1890&under=severed").content.decode()
    assert "under a supposition" in cited.lower() and "under=severed" in cited
    sources = small.get("/en/download/sources.csv?under=severed").content.decode()
    assert "supposition" not in sources


def test_a_pinned_address_under_a_scenario_gives_the_same_bytes(small: Client) -> None:
    first = small.get("/en/actor/chile/?on=1890&under=severed")
    pinned = first["Content-Location"]
    assert "under=severed" in pinned
    kept, again = small.get(pinned), small.get(pinned)
    assert kept.content == again.content and kept["ETag"] == again["ETag"] and "max-age=86400" in kept["Cache-Control"]
    assert small.get(pinned.replace("&under=severed", "")).content != kept.content


def test_a_scenario_that_there_is_not_is_told_beside_its_field(small: Client) -> None:
    page = small.get("/es/?under=guerra")
    assert page.status_code == 400
    assert "este registro no propone ningún escenario llamado guerra; propone: severed" in page.content.decode()


def test_what_changes_is_listed_and_the_choice_needs_no_script(small: Client) -> None:
    page = small.get("/en/suppositions/?on=1890&under=severed").content.decode()
    assert "Would stand: 0. Would not stand: 1." in page
    assert '<option value="severed" selected>' in page
    assert '<input type="hidden" name="under" value="severed">' in page, "moving through time keeps it"


def test_a_record_that_proposes_none_offers_none(client: Client, tmp_path: Path) -> None:
    serve_record(open_record(write_folder(tmp_path / "plain")))
    page = client.get("/en/").content.decode()
    assert 'id="under"' not in page and "/suppositions/" not in page
    assert client.get("/en/suppositions/").status_code == 200


def test_peru_is_asked_under_what_it_proposes(client: Client, portal_record: OpenedRecord) -> None:
    assert portal_record.proposals.keys() == portal_record.record.scenarios.keys() and len(portal_record.proposals) >= 2
    page = client.get("/es/standing/membership:peru:unasur/?under=unasur-not-denounced").content.decode()
    assert 'class="verdict is-presumed"' in page


def test_a_scenario_that_names_what_is_restricted_is_not_published(tmp_path: Path) -> None:
    levels = list(open_record(write_folder(tmp_path / "any")).vocabulary.levels)
    restricted = CLAIM_ROWS[1].replace(",,,book,p. 2", f",,{levels[1]},book,p. 2")
    assert restricted != CLAIM_ROWS[1]
    made = write_folder(tmp_path / "small", claims=(CLAIM_ROWS[0], restricted))
    (made / "scenarios").mkdir()
    named = {"named": SEVERED, "open": SEVERED.replace('without = ["unasur-denunciation"]', "")}
    named["closed"] = named["open"] + f'level = "{levels[1]}"\n'
    for name, text in named.items():
        (made / "scenarios" / f"{name}.toml").write_text(text, encoding="utf-8")
    record = open_record(made)
    assert record.scenarios.keys() == named.keys()
    assert public(record).record.scenarios.keys() == {"open"}
