"""The user's cache: a folder is compiled once, again when it changes, never when it cannot be; whoever asks gets the same answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from legation.archive import cache
from legation.archive.opening import Opened, opened
from legation.archive.shelf import RecordHasErrors, open_record
from legation.publication.questions import QuestionError
from tests.authored import CLAIM_ROWS, write_folder
from tests.command_line import legation


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small record, and an empty cache beside it."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    return write_folder(tmp_path / "small")


def build_of(made: Opened) -> Path:
    assert made.built is not None
    return made.built.folder


def test_a_folder_is_compiled_once_and_then_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = opened(folder)
    assert first.record == open_record(folder)
    monkeypatch.setattr("legation.archive.opening.read_folder", lambda *_: pytest.fail("read again"))
    again = opened(folder)
    assert again.record == first.record and build_of(again) == build_of(first)
    os.utime(folder / "actors.csv", ns=(1, 1))  # another time, the same content
    assert build_of(opened(folder)) == build_of(first)


def test_a_change_of_any_file_is_seen_even_where_size_and_time_stay(folder: Path) -> None:
    before = opened(folder)
    path = folder / "acts" / "all.csv"
    stat = path.stat()
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "c-1,relations-chile,relations_established,1822", "c-1,relations-chile,relations_established,1823"
        ),
        encoding="utf-8",
    )
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    after = opened(folder)
    assert after.edition != before.edition and after.record == open_record(folder)
    (folder / "acts" / "more.csv").write_text(path.read_text(encoding="utf-8").replace("c-", "d-"), encoding="utf-8")
    assert len(opened(folder).record.claims) == 2 * len(CLAIM_ROWS)


def test_only_the_last_two_editions_are_kept(folder: Path) -> None:
    path = folder / "acts" / "all.csv"
    for year in range(1823, 1827):
        path.write_text(path.read_text(encoding="utf-8").replace(str(year - 1), str(year)), encoding="utf-8")
        shelf = build_of(opened(folder)).parent
    assert len([one for one in shelf.iterdir() if one.is_dir()]) == 2


def test_shelves_of_folders_that_are_gone_are_cleared_away(folder: Path, tmp_path: Path) -> None:
    left = build_of(opened(write_folder(tmp_path / "left"))).parent
    (tmp_path / "left").rename(tmp_path / "moved")
    opened(folder)
    assert not left.exists()


def test_a_folder_with_errors_says_so_and_leaves_no_build(folder: Path) -> None:
    good = opened(folder)
    (folder / "acts" / "all.csv").write_text("claim,act\nc-1,x\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(RecordHasErrors):
            opened(folder)
    write_folder(folder)
    assert opened(folder).edition == good.edition


@pytest.mark.parametrize("named", ["off", "/proc/nowhere", "{file}"])
def test_without_a_cache_the_folder_is_read(folder: Path, tmp_path: Path, named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv(cache.VARIABLE, named.format(file=tmp_path / "file"))
    made = opened(folder)
    assert made.built is None and made.record == open_record(folder)


def test_a_cache_that_fills_up_is_no_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("legation.archive.build.write_new", full)
    made = opened(folder)
    assert made.built is None and made.record == open_record(folder)
    monkeypatch.undo()


def test_a_damaged_build_is_made_anew(folder: Path) -> None:
    damaged = build_of(opened(folder))
    (damaged / "columns.json").write_bytes(b"{")
    made = opened(folder)
    assert made.built is not None and opened(folder).built is not None
    assert opened(folder).record == open_record(folder)


def test_two_at_once_build_once(folder: Path, tmp_path: Path) -> None:
    script = "import sys; from legation.archive.opening import opened; print(opened(sys.argv[1], when_building=lambda: print('building')).edition)"
    both = [subprocess.Popen([sys.executable, "-c", script, str(folder)], stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [one.communicate(timeout=120)[0].split() for one in both]
    assert sorted(map(len, said)) == [1, 2], "one builds, the other waits for it"
    assert said[0][-1] == said[1][-1]


@pytest.mark.long
def test_sources_have_shelves_of_their_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path))
    alone = opened("peru", "documents")
    assert alone.record.further == () and build_of(alone).name != opened("peru", may_build=False).edition
    assert opened(build_of(alone), "documents").record == alone.record
    with pytest.raises(QuestionError, match="answers from the sources it was made with"):
        opened(build_of(alone), "laws")


def test_the_cache_is_where_systems_keep_such(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(cache.VARIABLE)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setattr(sys, "platform", "linux")
    assert cache.cache_folder() == tmp_path / "xdg" / "legation"
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    assert cache.cache_folder() == tmp_path / ".cache" / "legation"
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache.cache_folder() == tmp_path / "Library" / "Caches" / "legation"


@pytest.mark.long
def test_every_command_takes_a_build_or_a_shelf(folder: Path, tmp_path: Path) -> None:
    """Each says of a build what it says of the folder, on a machine that holds nothing else."""

    def said(*words: str) -> str:
        done = legation(*words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    scenario = tmp_path / "if.toml"
    scenario.write_text('id = "if"\nwithout = ["relations-chile"]\n', encoding="utf-8")
    questions = [
        ("acts",), ("why", "denunciation_pending:peru:unasur", "--on", "2019-04"), ("diff", "--from", "1821", "--to", "2020"), ("docket",),
        ("export", "claims"), ("asof", "--on", "1900", "--under", str(scenario)), ("asof", "--on", "1900", "--cite", "csl"),
    ]  # fmt: skip
    of_folder = [said(*words, "--record", str(folder)) for words in questions]
    said("build", "--record", str(folder), "-o", str(tmp_path / "shelf"))
    folder.rename(tmp_path / "elsewhere")
    edition = json.loads((tmp_path / "shelf" / "current.json").read_text(encoding="utf-8"))["edition"]
    for place in (tmp_path / "shelf", tmp_path / "shelf" / edition):
        assert [said(*words, "--record", str(place)) for words in questions] == of_folder
    said("panel", "--record", str(tmp_path / "shelf"), "-o", str(tmp_path / "panel.csv"))
    refused = legation("check", str(tmp_path / "shelf"))
    assert refused.returncode == 2 and "is a build" in refused.stderr
