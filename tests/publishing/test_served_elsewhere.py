"""Published editions on another machine: a portal that reaches nothing else answers everything, takes up what is published next,
goes on answering for earlier editions, and says 410 of what was withdrawn. Every worker of it gives the same bytes."""

from __future__ import annotations

import json
import os
import re
import shutil
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from django.test import Client, override_settings

from legation.archive.published import publication_in
from legation.archive.publishing import publish, publishable
from legation.office.opened import serve_record
from tests.authored import CLAIM_ROWS
from tests.chromium import serving
from tests.publishing.restricted import CANARY, written
from tests.publishing.test_editions import FURTHER
from tests.sizes import LONG, size

ROOT = Path(__file__).parents[2]
SITE = "portal.example"
PAGES = [
    "{}/", "{}/actors/", "{}/actor/{}/", "{}/kinds/", "{}/treaties/", "{}/guidelines/", "{}/docket/", "{}/sources/", "{}/coverage/", "{}/basis/",
    "{}/map/", "{}/map/chart.json", "{}/map/points.csv", "{}/network/", "{}/compare/", "{}/institution/", "{}/data/", "{}/method/", "{}/report/",
    "{}/api/", "{}/search/?q=relations", "{}/search/suggestions.json?q=rela", "{}/acts.atom", "{}/download/standings.csv", "{}/download/acts.json",
    "{}/duties/", "{}/expected/",
]  # fmt: skip
QUESTIONS = ["api/v1/asof", "api/v1/acts", "api/v1/docket", "api/v1/openapi.json", "api/v1/export/claims?format=csv", "api/v1/"]


Answered = tuple[int, bytes, str]
Asking = Callable[[str], Answered]


def ask(address: str) -> Answered:
    """Status, bytes and ETag of what answers, under the name that all machines of a site share."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers={"Host": SITE}), timeout=60) as answer:
            return answer.status, answer.read(), answer.headers.get("ETag", "")
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read(), ""


@pytest.fixture(scope="module")
def ministry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is published: a small record, all of Peru's in the proof."""
    folder = tmp_path_factory.mktemp("ministry")
    publish(publishable(os.environ.get("LEGATION_PUBLISHED", str(ROOT / "docs" / "guide" / "example"))), folder / "out")
    return folder / "out"


def code(folder: Path, workers: int) -> str:
    return f"from tests.publishing.nothing_else import serve_alone; serve_alone({str(folder)!r}, workers={workers})"


@contextmanager
def alone(editions: Path, place: Path, workers: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asking]:
    """A server of its own that reaches nothing but a copy of the editions."""
    shutil.copytree(editions, place / "editions")
    (place / "tmp").mkdir()
    told = {
        "HOME": "/nonexistent",
        "PYTHONDONTWRITEBYTECODE": "1",
        "LEGATION_CACHE": "off",
        "LEGATION_HOSTS": SITE,
        "TMPDIR": str(place / "tmp"),
    }
    with monkeypatch.context() as around:
        for name, value in told.items():
            around.setenv(name, value)
        with serving(code(place / "editions", workers)) as site:
            around.undo()
            yield lambda address: ask(f"{site}/{address}")


@contextmanager
def here(editions: Path) -> Iterator[Asking]:
    """The same editions, answered by this process."""
    with override_settings(LEGATION_RECORD=str(editions), ALLOWED_HOSTS=[SITE]):
        serve_record(None)
        client = Client(HTTP_HOST=SITE)

        def asked(address: str) -> Answered:
            answer = client.get(f"/{address}", HTTP_ACCEPT_ENCODING="identity")
            return answer.status_code, answer.content, answer.get("ETag", "")

        yield asked
        serve_record(None)


def test_a_machine_that_holds_nothing_else_answers_everything_and_each_worker_alike(
    ministry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By default one server is held against this process; in CI against another server with three workers too."""
    with ExitStack() as stack:
        one = stack.enter_context(alone(ministry, tmp_path / "one", size(2, 1), monkeypatch))
        others = [stack.enter_context(here(ministry))]
        if LONG:
            others.append(stack.enter_context(alone(ministry, tmp_path / "two", 3, monkeypatch)))
        actor = re.search(rb'href="/en/actor/([a-z0-9-]+)/', one("en/actors/")[1])
        publication = publication_in(ministry)
        assert actor is not None and publication is not None
        pages = [
            page.format(language, actor[1].decode())
            for number, page in enumerate(PAGES)
            for language in size((("es", "en")[number % 2],), ("es", "en"))
        ]
        pinned = f"api/v1/asof?edition={publication.editions[-1].edition[:12]}&on=1950-01-01&known=2026-01-01"
        for number, address in enumerate([*pages, *QUESTIONS, *[pinned] * 4]):
            answer = one(address)
            assert answer[0] == 200 and answer[1], (address, answer)
            if number % size(3, 1) == 0 or address == pinned:
                for other in others:
                    assert other(address) == answer, address
    print(f"{len(pages) + len(QUESTIONS)} addresses, the same bytes from {1 + len(others)} processes and more workers")


@pytest.fixture
def copied(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """A record, and the folder on which it is published, served in this process."""
    source, out = written(tmp_path / "ministry"), tmp_path / "out"
    publish(publishable(str(source)), out)
    with override_settings(LEGATION_RECORD=str(out), ALLOWED_HOSTS=["testserver"]):
        serve_record(None)
        yield source, out
        serve_record(None)


def edition_of(client: Client) -> str:
    return str(client.get("/es/")["Legation-Edition"])


def pinned(edition: str) -> list[str]:
    dates = "on=2000-01-01&known=2023-01-01"
    return [
        f"/{page}?edition={edition[:12]}&{dates}" for page in ("es/", "en/actor/chile/", "api/v1/asof", "es/download/claims.csv")
    ]


def test_the_next_edition_is_taken_up_and_the_one_before_goes_on_answering(copied: tuple[Path, Path]) -> None:
    (source, out), client = copied, Client()
    first = edition_of(client)
    before = {address: client.get(address) for address in pinned(first)}
    assert all(one.status_code == 200 for one in before.values())
    written(source, claims=(*CLAIM_ROWS, FURTHER))
    publish(publishable(str(source)), out)
    second = edition_of(client)
    assert (
        second != first and b"second-start" in client.get("/en/acts.json").content + client.get("/es/download/acts.csv").content
    )
    for address, answer in before.items():
        again = client.get(address)
        assert (again.status_code, again.content, again["ETag"]) == (200, answer.content, answer["ETag"]), address
        assert "max-age=86400" in again["Cache-Control"]
    serve_record(None)  # another worker, started later
    assert all(client.get(address).content == answer.content for address, answer in before.items())
    assert client.get(pinned("0" * 64)[0]).status_code == 410
    written(source, claims=tuple(row.replace(",,book,p. 2", ",secret,book,p. 2") for row in CLAIM_ROWS))
    publish(publishable(str(source)), out)
    assert edition_of(client) not in (first, second)
    for edition in (first, second):
        for address in pinned(edition):
            gone = client.get(address)
            assert gone.status_code == 410 and b"c-2" not in gone.content, address
    for address in ("/es/", "/es/download/claims.csv", "/es/download/actors.csv", "/api/v1/export/claims?format=csv"):
        assert CANARY.encode() not in client.get(address).content


def test_a_copy_that_is_on_its_way_is_taken_up_once_it_is_whole(copied: tuple[Path, Path], tmp_path: Path) -> None:
    (source, out), client = copied, Client()
    first = edition_of(client)
    shutil.copytree(out, tmp_path / "next")
    written(source, claims=(*CLAIM_ROWS, FURTHER))
    made = publish(publishable(str(source)), tmp_path / "next").current
    shutil.copytree(tmp_path / "next" / made.folder, out / made.folder)
    cut = out / made.folder / "columns.json"
    whole = cut.read_bytes()
    cut.write_bytes(whole[: len(whole) // 2])
    os.replace(shutil.copy(tmp_path / "next" / "current.json", tmp_path / "moved"), out / "current.json")
    assert json.loads((out / "current.json").read_bytes())["edition"] == made.edition
    assert edition_of(client) == first, "what did not arrive whole answers nothing"
    cut.write_bytes(whole)
    assert edition_of(client) == made.edition
