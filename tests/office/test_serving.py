"""The portal as it runs: from a build alone, following its shelf, and never without an answer while a build is made or killed."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings as portal_settings
from django.test import Client

from legation.archive.build import build
from legation.archive.marks import CURRENT
from legation.archive.opening import opened as opened_record
from legation.archive.shelf import open_record
from legation.office.opened import OpenedRecord, opened, serve_record
from tests.authored import write_folder

BUILD = "import sys; from pathlib import Path; from legation.archive.build import build; from legation.archive.shelf import open_record; print('ready', flush=True); build(open_record('peru'), Path(sys.argv[1]))"


@contextmanager
def portal(record: Path) -> Iterator[str]:
    """The address of a real server, on a port that is free."""
    code = "import sys; from legation.office.serve import run; run(sys.argv[1], '127.0.0.1', 0)"
    server = subprocess.Popen(
        [sys.executable, "-c", code, str(record)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        ready, _, _ = select.select([server.stdout], [], [], 90)
        line = server.stdout.readline() if ready else ""
        assert "http://" in line, (line, server.poll())
        yield line.split()[-1].rstrip("/")
    finally:
        server.terminate()
        server.communicate(timeout=30)


def edition_of(address: str) -> str:
    with urllib.request.urlopen(f"{address}/en/download/actors.csv", timeout=60) as answer:
        return str(answer.headers["X-Legation-Edition"])


def date_changed(folder: Path, before: str, after: str) -> None:
    path = folder / "acts" / "all.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


def test_the_portal_serves_a_shelf_alone_and_follows_it(tmp_path: Path) -> None:
    folder, shelf = write_folder(tmp_path / "small"), tmp_path / "shelf"
    first = build(open_record(folder), shelf).name
    date_changed(folder, "1822", "1823")
    changed = open_record(folder)
    folder.rename(tmp_path / "elsewhere")
    with portal(shelf) as address:
        assert edition_of(address) == first
        builder = subprocess.Popen([sys.executable, "-c", BUILD, str(shelf)], stdout=subprocess.PIPE, text=True)
        assert builder.stdout is not None and builder.stdout.readline() == "ready\n"
        for _ in range(4):
            time.sleep(0.2)
            assert edition_of(address) == first, "the last good edition answers while another is being built"
        os.kill(builder.pid, signal.SIGKILL)
        builder.wait()
        builder.stdout.close()
        assert edition_of(address) == first, "and after the builder was killed"
        second = build(changed, shelf).name
        assert edition_of(address) == second != first, "a new edition answers without a restart"
        (shelf / CURRENT).write_text("{", encoding="utf-8")
        assert edition_of(address) == second, "a manifest that cannot be read changes nothing"


def test_the_portal_follows_the_cache_of_a_folder(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "small")
    with portal(folder) as address:
        first = edition_of(address)
        date_changed(folder, "1822", "1823")
        assert edition_of(address) == first, "the folder is looked at when a command asks, not by the portal"
        asked = [sys.executable, "-m", "legation", "asof", "--on", "1900", "--record", str(folder)]
        subprocess.run(asked, check=True, capture_output=True)
        assert edition_of(address) != first


@pytest.fixture
def serving(monkeypatch: pytest.MonkeyPatch, portal_record: OpenedRecord) -> Iterator[pytest.MonkeyPatch]:
    monkeypatch.setattr(portal_settings, "ALLOWED_HOSTS", ["testserver"])
    serve_record(None)
    yield monkeypatch
    serve_record(portal_record)


def test_a_build_named_itself_stays_and_offers_only_its_own_sources(tmp_path: Path, serving: pytest.MonkeyPatch) -> None:
    whole = opened_record("peru").built
    assert whole is not None
    made = Path(shutil.copytree(whole.folder, tmp_path / whole.folder.name))
    serving.setattr(portal_settings, "LEGATION_RECORD", str(made))
    assert opened().edition == made.name
    assert Client().get("/en/?sources=documents").status_code == 400
    build(open_record(write_folder(tmp_path / "small")), tmp_path)
    assert opened().edition == made.name
    shutil.copytree(made, tmp_path / "documents" / made.name)
    serving.setattr(portal_settings, "LEGATION_RECORD", str(tmp_path))
    serve_record(None)
    assert opened().record.id == "small"
