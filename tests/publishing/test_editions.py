"""What is published: the public part alone, the same bytes each time, earlier editions kept or withdrawn, and nothing by halves."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from pathlib import Path

import pytest

from legation.archive import build, built, growth, publishing
from legation.archive.built import open_built
from legation.archive.published import Publication, faults_of, publication_in
from legation.archive.publishing import NotTranslated, Published, publish, publishable
from legation.archive.shelf import RecordHasErrors
from legation.publication.questions import QuestionError
from tests.authored import CLAIM_ROWS
from tests.command_line import legation
from tests.failing_calls import failing_at
from tests.publishing.restricted import CANARY, bytes_of, written
from tests.sizes import size

KILLS = int(os.environ.get("LEGATION_KILLS", size(3, 40)))
FURTHER = "c-4,second-start,relations_resumed,1901-05,,peru,chile,,,,,,,,,,,book,p. 4,Resumed,Reanudadas,,"


def published(record: Path, folder: Path, **more: object) -> Published:
    return publish(publishable(str(record)), folder, **more)  # type: ignore[arg-type]


def there(folder: Path) -> Publication:
    found = publication_in(folder)
    assert found is not None
    return found


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return written(tmp_path / "ministry", with_secrets=False)


def test_nothing_restricted_and_no_place_of_the_ministry_is_in_it(tmp_path: Path) -> None:
    source = written(tmp_path / "ministry")
    published(source, tmp_path / "out")
    for name, data in bytes_of(tmp_path / "out"):
        for secret in (CANARY, str(tmp_path), str(Path.home()), "ministry/"):
            assert secret.encode() not in data and secret not in name, (name, secret)
    without = written(tmp_path / "plain", with_secrets=False)
    published(without, tmp_path / "other")
    assert dict(bytes_of(tmp_path / "out")) == dict(bytes_of(tmp_path / "other")), "what is restricted changes no byte"


def test_publishing_again_changes_no_byte(tmp_path: Path, record: Path) -> None:
    first = published(record, tmp_path / "out")
    before = dict(bytes_of(tmp_path / "out"))
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*") if path.is_file() and path.name != ".lock"}
    again = published(record, tmp_path / "out")
    assert first.is_new and not again.is_new
    assert dict(bytes_of(tmp_path / "out")) == before and all(path.stat().st_mtime_ns == at for path, at in times.items())
    published(record, tmp_path / "elsewhere")
    assert dict(bytes_of(tmp_path / "elsewhere")) == before


def test_earlier_editions_stay_until_they_are_too_many(tmp_path: Path, record: Path) -> None:
    out = tmp_path / "out"
    made = [published(record, out).current.edition]
    for number in range(5, 7):
        written(record, with_secrets=False, claims=(*CLAIM_ROWS, FURTHER.replace("c-4", f"c-{number}")))
        made.append(published(record, out).current.edition)
    assert [one.edition for one in there(out).editions] == made
    for edition in made:
        place = there(out).place_of(edition[:12])
        assert place is not None and not list(faults_of(place)) and open_built(place).edition == edition
    published(record, out, keep=2)
    assert [one.edition for one in there(out).editions] == made[-2:] and there(out).place_of(made[0]) is None
    assert {path.name for path in out.iterdir() if path.is_dir()} == set(made[-2:])


def test_what_is_restricted_later_withdraws_the_editions_that_hold_it(tmp_path: Path, record: Path) -> None:
    out = tmp_path / "out"
    first = published(record, out).current.edition
    restricted = tuple(row.replace(",,book,p. 1", ",reserved,book,p. 1") for row in CLAIM_ROWS)
    assert restricted != CLAIM_ROWS
    written(record, with_secrets=False, claims=restricted)
    made = published(record, out)
    assert made.withdrawn == (first,) and there(out).withdrawn == (first,) and not (out / first).exists()
    assert b"relations-chile" not in b"".join(data for _, data in bytes_of(out))
    written(record, with_secrets=False)
    assert published(record, out).current.edition == first and there(out).withdrawn == (), "public again"


def test_an_edition_is_withdrawn_by_its_name_or_by_what_it_holds(tmp_path: Path, record: Path) -> None:
    out = tmp_path / "out"
    first = published(record, out).current.edition
    written(record, with_secrets=False, claims=(*CLAIM_ROWS, FURTHER))
    second = published(record, out).current.edition
    written(record, with_secrets=False, claims=CLAIM_ROWS[1:])
    for wanted, said in (
        ("c-2", "still public"),
        ("nothing", "no edition published here"),
        ("0" * 12, "no edition published here"),
    ):
        with pytest.raises(QuestionError, match=said):
            published(record, out, withdraw=[wanted])
    assert published(record, out, withdraw=["c-4"]).withdrawn == (second,)
    assert there(out).editions[0].edition == first
    assert published(record, out, withdraw=[first[:12]]).withdrawn == (first,)
    with pytest.raises(QuestionError, match="gives now"):
        published(record, out, withdraw=[there(out).editions[-1].edition[:12]])


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_is_in_one_language_only_is_refused_and_listed(tmp_path: Path, record: Path, language: str) -> None:
    written(record, claims=(CLAIM_ROWS[0].replace(",Relations,Relaciones", ",,Relaciones"), *CLAIM_ROWS[1:]))
    done = legation("publish", "--record", str(record), "-o", str(tmp_path / "out"), language=language)
    assert done.returncode == 2 and "acts/all.csv:2:title" in done.stderr and "--one-language" in done.stderr
    assert CANARY not in done.stderr, "the restricted rows lack a language too, and are nobody's business here"
    assert not (tmp_path / "out").exists()
    with pytest.raises(NotTranslated) as refused:
        published(record, tmp_path / "out")
    assert len(refused.value.problems) == 1
    assert published(record, tmp_path / "out", one_language=True).is_new


def test_what_has_errors_is_not_published_and_nothing_strange_is_published_over(tmp_path: Path, record: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("private", encoding="utf-8")
    with pytest.raises(QuestionError, match="something else"):
        published(record, tmp_path / "out")
    written(record, with_secrets=False, claims=(CLAIM_ROWS[0].replace("1822", "1822-13"),))
    with pytest.raises(RecordHasErrors):
        published(record, tmp_path / "new")
    assert not (tmp_path / "new").exists()
    published(written(tmp_path / "good", with_secrets=False), tmp_path / "new")
    with pytest.raises(QuestionError, match="legation publish"):
        build.build_named(str(tmp_path / "good"), tmp_path / "new")


def test_a_publisher_killed_at_any_moment_leaves_the_last_good_edition(tmp_path: Path, record: Path) -> None:
    out, drawn = tmp_path / "out", random.Random(7)
    last = published(record, out).current.edition
    begun = time.monotonic()
    written(record, with_secrets=False, claims=(*CLAIM_ROWS, FURTHER))
    last = published(record, out).current.edition
    usual = time.monotonic() - begun
    stopped = 0
    for number in range(KILLS):
        written(
            record,
            with_secrets=False,
            claims=(*CLAIM_ROWS, FURTHER.replace("1901-05", f"{1901 + number % 99}-0{1 + number // 99 % 9}")),
        )
        found = publishable(str(record))
        process = os.fork()
        if not process:
            try:
                publish(found, out)
            finally:
                os._exit(0)
        time.sleep(drawn.uniform(0, usual))
        os.kill(process, signal.SIGKILL)
        _, status = os.waitpid(process, 0)
        stopped += os.WIFSIGNALED(status)
        now = there(out)
        place = now.place_of(now.editions[-1].edition)
        assert (
            place is not None
            and not list(faults_of(place))
            and json.loads((out / "current.json").read_bytes())["folder"] == place.name
        )
        assert now.editions[-1].edition in (last, open_built(out).edition)
        assert all(not list(faults_of(out / one.folder)) for one in now.editions), "what answered before still does"
        last = now.editions[-1].edition
    assert stopped
    final = published(record, out).current.edition
    assert there(out).editions[-1].edition == final and not [one for one in out.iterdir() if one.name.startswith(".building")]
    print(f"{stopped} of {KILLS} publishers were stopped before they had done")


@pytest.mark.parametrize("fails", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_last_good_edition(
    tmp_path: Path, record: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    out = tmp_path / "out"
    first = published(record, out).current.edition
    written(record, with_secrets=False, claims=(*CLAIM_ROWS, FURTHER))
    found, whole = publishable(str(record)), getattr(os, fails)
    for number in size((2,), range(1, 200)):
        monkeypatch.setattr(build.os, fails, failing_at(whole, number))
        try:
            publish(found, out)
            break
        except OSError:
            assert there(out).editions[-1].edition in (first, found_edition(out)) and not list(faults_of(open_built(out).folder))
        finally:
            monkeypatch.setattr(build.os, fails, whole)
    assert publish(found, out).current.edition != first


def found_edition(out: Path) -> str:
    """The edition of the build to which the manifest points."""
    return open_built(out).edition


def test_editions_of_an_older_version_are_made_anew(tmp_path: Path, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    first = published(record, out).current
    written(record, with_secrets=False, claims=(*CLAIM_ROWS, FURTHER))
    second = published(record, out).current
    for module in (build, built, growth, publishing):
        monkeypatch.setattr(module, "FORMAT", built.FORMAT + 1)
    again = published(record, out)
    assert again.current.edition == second.edition and again.current.folder != second.folder
    assert [one.edition for one in there(out).editions] == [first.edition, second.edition]
    for one in there(out).editions:
        place = there(out).place_of(one.edition)
        assert place is not None and open_built(place).edition == one.edition
    assert not (out / first.folder).exists() and not (out / second.folder).exists()
