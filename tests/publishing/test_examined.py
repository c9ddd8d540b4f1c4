"""What the doctor finds on a machine that serves, and what does not start (R31)."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from legation.archive import doctor
from legation.archive.built import RECORD
from legation.archive.doctor import Finding
from legation.archive.editions_examined import editions_examined
from legation.archive.ledger.opening import create_ledger
from legation.archive.marks import CURRENT, MANIFEST
from legation.archive.published import Publication, publication_in
from legation.archive.publishing import publish, publishable
from legation.office.doors import HeadWithoutBody, ReaderAddress
from legation.office.office_examined import office_examined, serving_examined
from legation.office.office_home import SECRET, SQLITE, home_of, make_home
from legation.office.serve import refuse_unsafe
from legation.terms.told import ToldError
from tests.authored import CLAIM_ROWS
from tests.command_line import legation
from tests.publishing.restricted import written


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    publish(publishable(str(written(folder / "ministry"))), folder / "out")
    return folder / "out"


@pytest.fixture
def copy(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published, tmp_path / "copy"))


def codes(found: Iterable[Finding]) -> dict[str, str]:
    return {one.code.removeprefix("doctor."): one.verdict for one in found}


def found_in(folder: Path) -> dict[str, str]:
    published = publication_in(folder)
    assert published is not None
    found = codes(editions_examined(published))
    assert found.pop("nobody_signed") == "mind", "it comes from no ledger"
    return found


def build_in(folder: Path) -> Path:
    published = publication_in(folder)
    assert published is not None
    return folder / published.editions[-1].folder


def test_what_arrived_whole_is_right(copy: Path) -> None:
    assert found_in(copy) == {"editions_whole": "right", "editions_closed": "right"}


def test_a_byte_that_changed_a_file_too_many_and_one_too_few_are_found(copy: Path) -> None:
    path = build_in(copy) / "record.json"
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"1822", b"1823", 1))
    assert found_in(copy)["edition_damaged"] == "wrong"
    path.unlink()
    assert found_in(copy)["edition_damaged"] == "wrong"
    path.write_bytes(whole)
    (build_in(copy) / "letter.txt").write_text("private", encoding="utf-8")
    assert found_in(copy)["edition_damaged"] == "wrong"
    (build_in(copy) / "letter.txt").unlink()
    (copy / "letter.txt").write_text("private", encoding="utf-8")
    assert found_in(copy) == {"editions_whole": "right", "editions_closed": "right", "not_published": "wrong"}


def test_what_others_can_change_or_this_version_cannot_read_is_found(copy: Path) -> None:
    (copy / CURRENT).chmod(0o666)
    assert found_in(copy)["editions_open"] == "wrong"
    (copy / CURRENT).chmod(0o644)
    path = build_in(copy) / MANIFEST
    path.write_text(path.read_text(encoding="utf-8").replace('"format": ', '"format": 9'), encoding="utf-8")
    assert found_in(copy)["edition_of_another_version"] == "wrong"


def test_an_earlier_edition_that_this_version_cannot_answer_is_not_to_be_published_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record, out = tmp_path / "record", tmp_path / "out"
    written(record, with_secrets=False)
    first = publish(publishable(str(record)), out).current
    path = out / first.folder / MANIFEST
    (out / first.folder / RECORD).write_bytes(b"{}")  # in a form that cannot be read any more
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["format"], manifest["files"][RECORD] = 1, hashlib.sha256(b"{}").hexdigest()
    path.write_text(json.dumps(manifest), encoding="utf-8")
    written(record, with_secrets=False, claims=CLAIM_ROWS[:-1])
    made = publish(publishable(str(record)), out)
    found = [one for one in editions_examined(publication_in(out) or Publication(out)) if one.code.endswith("_not_answered")]
    assert made.unread == (first.edition,) and [one.verdict for one in found] == ["mind"]
    assert "publish" not in found[0].message("en") and "410" in found[0].message("es")


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, {}),
        ({"LEGATION_HOSTS": "ministry.example"}, {"hosts": "right", "no_tls": "wrong"}),
        ({"LEGATION_HOSTS": "ministry.example", "LEGATION_BEHIND_TLS": "1"}, {"hosts": "right", "tls": "right"}),
        ({"LEGATION_HOSTS": "*"}, {"any_host": "wrong"}),
        ({"LEGATION_HOSTS": "ministry.example,.example"}, {"any_host": "wrong"}),
        ({"LEGATION_HOSTS": "https://ministry.example"}, {"no_host": "wrong"}),
        ({"LEGATION_HOSTS": "ministry.example:443"}, {"no_host": "wrong"}),
        ({"LEGATION_HOSTS": "ministry.example, other.example"}, {"no_host": "wrong"}),
        ({"LEGATION_HOSTS": "203.0.113.7,[2001:db8::1]", "LEGATION_BEHIND_TLS": "1"}, {"hosts": "right", "tls": "right"}),
    ],
)  # fmt: skip
def test_names_and_the_line_to_readers(environment: dict[str, str], said: dict[str, str]) -> None:
    assert codes(serving_examined(environment)) == said


def test_the_office_and_the_ledger_are_for_their_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEGATION_LEDGER_KEYS", raising=False)
    monkeypatch.delenv("LEGATION_OFFICE", raising=False)
    ledger = tmp_path / "book.ledger"
    create_ledger(ledger, "small/ledger", ("public",)).database.close()
    assert codes(office_examined(str(ledger))) == {}
    home = make_home(ledger)
    said = codes(office_examined(str(ledger)))
    assert said.pop("no_office_database") == "wrong", "an empty one would take the place of what was lost"
    assert said == {"office_closed": "right", "keys_on_the_same_disk": "mind"}
    (home / SQLITE).write_bytes(b"SQLite format 3")
    assert codes(office_examined(str(ledger))) == said
    assert codes(doctor._who_reads(str(ledger))) == {"ledger_closed": "right"}, "as it is made"
    ledger.chmod(0o644)
    assert codes(doctor._who_reads(str(ledger))) == {"ledger_open": "wrong"}
    home.chmod(0o755)
    (home_of(ledger) / SECRET).write_text("guess me", encoding="ascii")
    said = codes(office_examined(str(ledger)))
    assert said["office_open"] == said["short_secret"] == "wrong"
    with pytest.raises(ToldError) as refused:
        refuse_unsafe(office_examined(str(ledger)))
    assert "chmod 700" in refused.value.message("es")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql://ledger@localhost/ministry", {}),
        ("postgresql://ledger@db.example/ministry", {"unsealed_line": "wrong"}),
        ("postgresql://ledger@db.example/ministry?sslmode=require", {"unsealed_line": "wrong"}),
        ("postgresql://ledger@db.example/ministry?sslmode=verify-full", {}),
        ("postgresql://ledger:word@localhost/ministry", {"password_in_address": "mind"}),
    ],
)  # fmt: skip
def test_the_line_to_the_database(address: str, said: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PGSSLMODE", raising=False)
    assert codes(doctor._who_reads(address)) == said


@pytest.mark.parametrize(("language", "good", "bad"), [("en", "may serve", "exit 1"), ("es", "puede servir", "salida 1")])
def test_the_command_says_so_and_its_exit_code_too(copy: Path, language: str, good: str, bad: str) -> None:
    done = legation("doctor", str(copy), language=language)
    assert done.returncode == 0 and good in done.stdout, done
    (build_in(copy) / "record.json").unlink()
    done = legation("doctor", str(copy), language=language)
    assert done.returncode == 1 and bad in done.stdout and "record.json" in done.stdout and not done.stderr, done


def test_a_portal_that_answers_to_any_name_does_not_start(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEGATION_HOSTS", "*")
    done = legation("serve", "--record", str(copy), "--port", "8799", language="es")
    assert done.returncode == 2 and "LEGATION_HOSTS" in done.stderr and "Traceback" not in done.stderr, done


@pytest.mark.parametrize(
    ("behind", "header", "seen"),
    [
        (True, "203.0.113.9", "203.0.113.9"),
        (True, "10.0.0.1, 203.0.113.9", "203.0.113.9"),
        (True, "2001:db8::1", "2001:db8::1"),
        (True, "not an address", "127.0.0.1"),
        (True, "", "127.0.0.1"),
        (False, "203.0.113.9", "127.0.0.1"),
    ],
)
def test_readers_behind_a_server_in_front_are_told_apart(behind: bool, header: str, seen: str) -> None:
    request = RequestFactory().get("/es/", REMOTE_ADDR="127.0.0.1", **({"HTTP_X_FORWARDED_FOR": header} if header else {}))
    with override_settings(BEHIND_TLS=behind):
        ReaderAddress(lambda one: HttpResponse(one.META["REMOTE_ADDR"]))(request)
    assert request.META["REMOTE_ADDR"] == seen


def test_what_is_asked_by_head_has_the_length_of_the_whole_and_no_body() -> None:
    for method, body in (("HEAD", b""), ("GET", b"whole")):
        request = RequestFactory().generic(method, "/es/")
        answer = HeadWithoutBody(lambda _: HttpResponse(b"whole", headers={"ETag": '"1"'}))(request)
        assert answer.content == body and answer["ETag"] == '"1"' and answer.get("Content-Length", "5") == "5"
