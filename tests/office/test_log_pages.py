"""The portal on a record with a log of acts: home, actors, acts, standings and the search count it; a page that does not says so."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import numpy as np
import pytest
from django.conf import settings
from django.test import Client

from legation import reading_room
from legation.archive.build import build
from legation.archive.opening import opened
from legation.office.opened import OpenedRecord, serve_record
from legation.record.acts import Act
from legation.record.log import NOBODY, NOTHING, Log, with_log
from legation.record.record import Record
from legation.standings.asof import KnownRecord, latest_knowledge
from legation.terms.days import iso
from tests.command_line import legation
from tests.office.pages_of import Page
from tests.small_records import ACTORS, day, small_record

KINDS = ("incident", "relations_established", "relations_severed")
NAMES = tuple(sorted((*ACTORS.split(","), "x-land", "y-land")))


def small_log() -> Log:
    """Three hundred acts among a few actors, two of whom the record does not list; each twentieth takes back the one before."""
    dice = np.random.default_rng(5)
    size = 300
    subject, step = dice.integers(0, len(NAMES), size), dice.integers(1, len(NAMES), size)
    lo = dice.integers(day("1850-01-01"), day("2000-01-01"), size)
    act = np.arange(size)
    return Log(
        KINDS, NAMES, act=act.astype(np.int64), kind=dice.integers(0, 3, size).astype(np.int16), lo=lo.astype(np.int32),
        hi=(lo + 30 * dice.integers(0, 2, size)).astype(np.int32), subject=subject.astype(np.int32),
        object=((subject + step) % len(NAMES)).astype(np.int32), instrument=np.full(size, NOBODY, np.int32),
        known=np.sort(dice.integers(day("2001-01-01"), day("2020-01-01"), size)).astype(np.int32),
        retracts=np.where((act % 20 == 19), act - 1, NOTHING).astype(np.int64),
    )  # fmt: skip


def own_record() -> Record:
    """What the keepers of the record wrote beside the log."""
    return small_record(
        [{"act": "own-1", "kind": "relations_established", "date": "1879-08-14", "subject": "peru", "object": "spain", "title": "Peace and relations"}],
    )  # fmt: skip


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("logged") / "shelf"
    build(own_record(), folder, small_log())
    return folder


@pytest.fixture(scope="module")
def served(shelf: Path) -> OpenedRecord:
    return OpenedRecord(opened(str(shelf)))


@pytest.fixture
def logged(served: OpenedRecord) -> Iterator[Client]:
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    serve_record(served)
    yield Client()
    serve_record(None)
    settings.ALLOWED_HOSTS = [host for host in settings.ALLOWED_HOSTS if host != "testserver"]


def _text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return unescape(response.content.decode())


@pytest.fixture(scope="module")
def slow() -> KnownRecord:
    whole = with_log(own_record(), small_log())
    return KnownRecord(whole, latest_knowledge(whole))


def test_home_counts_the_log(logged: Client, slow: KnownRecord) -> None:
    on = day("1990-01-01")
    counts = {one.kind: one.certain for one in slow.asof(on, kind="relations").counts}
    page = _text(logged, "/en/?on=1990-01-01")
    assert f'standings/?on=1990-01-01&kind=relations">Relations</a></th><td>{counts["relations"]}</td>' in page.replace(
        "&amp;", "&"
    )
    assert "counts only what the keepers" not in page
    for address in ("/es/", "/es/?on=1950", "/es/?on=1700", "/es/?on=1990-01-01&known=2000", "/es/?line=mission&page=2"):
        _text(logged, address)


def test_an_actor_leads_to_its_standings_and_acts(logged: Client, slow: KnownRecord) -> None:
    page = Page(_text(logged, "/en/actor/chile/?on=1990-01-01"))
    held = [
        one.id for one in slow.asof(day("1990-01-01"), actor="chile").standings if one.answer in ("yes", "presumed", "possible")
    ]
    linked = [link for link in page.links if "/standing/" in link]
    assert 0 < len(linked) == min(len(held), 50)
    acts = [link for link in page.links if "/act/" in link]
    assert acts
    assert "row " in _text(logged, acts[0])
    assert "Why" in _text(logged, linked[0])
    for address in ("/en/actor/chile/?page=2&acts=3", "/en/actor/chile/?decade=1950&kind=relations", "/en/actor/x-land/"):
        _text(logged, address)
    _text(logged, "/en/actor/nobody/", status=404)


def test_what_the_log_does_not_hold_is_not_in_the_record(logged: Client) -> None:
    for address in ("/en/act/act-999999/", "/en/act/act-x/", "/en/standing/relations:x:y/", "/en/standing/none:x/"):
        _text(logged, address, status=404)


def test_the_search_finds_acts_of_the_log(logged: Client, slow: KnownRecord) -> None:
    total = sum(any("chile" in role for one in act.variants for _, role in one.roles) for act in slow.acts.values())
    assert f"{total} things found" in _text(logged, "/en/search/?q=chile&what=act")
    assert "Nothing in this record answers" in _text(logged, "/en/search/?q=chile&what=act&known=1990")
    _text(logged, "/en/search/?q=chile&page=3")
    _text(logged, "/en/standings/?kind=relations&actor=&on=1990")


@pytest.mark.parametrize(
    ("asked", "options", "fits"),
    [
        ("chile", [], lambda act: _has_part(act, "chile")),
        ("chile", ["--kind", "incident"], lambda act: _has_part(act, "chile") and act.kind == "incident"),
        ("chile", ["--known", "2010"], lambda act: _has_part(act, "chile")),
        ("incidente chile", [], lambda act: _has_part(act, "chile") and act.kind == "incident"),
        ("peru", ["--actor", "spain"], lambda act: _has_part(act, "peru") and _has_part(act, "spain")),
    ],
)
def test_every_way_to_search_counts_the_log(
    logged: Client, slow: KnownRecord, shelf: Path, asked: str, options: list[str], fits: Callable[[Act], bool]
) -> None:
    """The command, the notebook and the API find what a look at every act finds."""
    known = KnownRecord(slow.record, day("2010-12-31")) if "--known" in options else slow
    expected = {act.id for act in known.acts.values() if fits(act)}
    given = {option.removeprefix("--"): value for option, value in zip(options[::2], options[1::2], strict=True)}
    done = legation("search", asked, "--what", "act", *options, "--most", "5000", "--record", str(shelf), "-f", "json")
    by_command = {row["id"] for row in json.loads(done.stdout)["rows"]}
    in_a_notebook = reading_room.open(str(shelf)).search(asked, what="act", most=5_000, **given)
    by_api = logged.get("/api/v1/search", {"words": asked, "what": "act", "limit": "1000", **given}).json()
    assert by_command == set(in_a_notebook["id"]) == {row["id"] for row in by_api["rows"]} == expected and len(expected) > 2
    assert by_api["total"] == len(expected) and all(row["title"] for row in by_api["rows"])


def _has_part(act: Act, name: str) -> bool:
    return any(name in role for one in act.variants for _, role in one.roles)


@pytest.mark.parametrize("who", ["", "chile"])
def test_feeds_hold_the_newest_acts_of_the_log(logged: Client, slow: KnownRecord, who: str) -> None:
    told = logged.get(f"/en/actor/{who}/acts.json" if who else "/en/acts.json").json()["items"]
    days = [slow.record.sources[act.used[0].source].known for act in slow.acts.values() if not who or _has_part(act, who)]
    assert [one["date_published"][:10] for one in told] == [iso(day) for day in sorted(days, reverse=True)][:100]
    assert any("/act/act-" in one["url"] for one in told)
    for one in told[::20]:
        assert one["title"] and one["tags"] and logged.get(one["url"].removeprefix("http://testserver")).status_code == 200


def test_tables_that_count_only_the_record_say_so(logged: Client) -> None:
    answer = logged.get("/es/download/claims.json")
    assert "without-columns" in answer["Content-Disposition"] and answer.json()["notes"][0].startswith(
        "Sin los actos que se guardan"
    )


def test_pages_that_count_only_the_record_say_so(logged: Client) -> None:
    for address in (
        "/en/docket/",
        "/en/sources/",
        "/en/treaties/",
        "/en/kinds/",
        "/en/kind/relations/",
        "/en/actors/",
        "/en/method/",
    ):
        assert "counts only what the keepers of the record wrote" in _text(logged, address)
