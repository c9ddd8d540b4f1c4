"""What another account keeps, or a full disk, is told in plain words that say who mends it: by the doctor, and by each command."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from legation.archive import doctor
from legation.archive.doctor import Finding, examined
from legation.archive.ledger import sqlite_database
from legation.archive.ledger.keys import SIGNING, Keys
from legation.archive.ledger.opening import open_ledger
from legation.archive.shelf import folder_of
from legation.cli import spoken
from legation.cli.main import app
from legation.office.making_ready import NotReady, refuse_unready
from legation.office.office_examined import office_examined
from legation.office.office_home import SECRET, SQLITE, make_home
from legation.record.ledger.faults import LedgerError
from tests.ledger.another_account import as_that_account, folder_of_an_account
from tests.ledger.small_ledger import batch, small_ledger

pytestmark = pytest.mark.skipif(os.name != "posix", reason="accounts and modes are told apart there")


@pytest.fixture
def book() -> Iterator[Path]:
    """A ledger with its keys and an office, in a folder that its account may enter."""
    with folder_of_an_account() as folder:
        ledger = small_ledger(folder)
        ledger.append(batch(1))
        (folder / "keys").rename(folder / "book.ledger.keys")
        ledger.database.close()
        (make_home(str(folder / "book.ledger")) / SQLITE).write_bytes(b"SQLite format 3")
        yield folder / "book.ledger"


def wrong(book: Path) -> list[Finding]:
    """What the doctor finds wrong with it, as its account."""

    def look() -> list[Finding]:
        return [*examined(str(book), book.parent, kills=0), *office_examined(str(book))]

    look()  # what is loaded on the way is there then: Python itself may lie where that account may not read
    with as_that_account(book.parent):
        found = look()
    return [one for one in found if one.verdict == "wrong"]


def test_what_its_own_account_keeps_is_right(book: Path) -> None:
    assert wrong(book) == []


@pytest.mark.parametrize(
    ("shut", "code"),
    [
        ("book.ledger", "ledger.not_allowed"),
        (f"book.ledger.keys/{SIGNING}", "reading.machine_denied"),
        ("book.ledger.keys", "ledger.not_read"),
        (f"book.ledger.office/{SECRET}", "reading.machine_denied"),
        ("book.ledger.office", "reading.machine_denied"),
    ],
)
def test_what_another_account_keeps_is_found(book: Path, shut: str, code: str) -> None:
    (book.parent / shut).chmod(0o000)
    try:
        found = wrong(book)
        assert code in [one.code for one in found]
        assert all(one.message(language) for one in found for language in ("en", "es"))
    finally:
        (book.parent / shut).chmod(0o700)


def test_a_ledger_of_another_account_is_not_called_none(book: Path) -> None:
    book.chmod(0o000)
    with as_that_account(book.parent):
        with pytest.raises(LedgerError, match="may not read the ledger"):
            open_ledger(book)
        with pytest.raises(LedgerError, match="may not read the ledger"):
            folder_of(book)
        with pytest.raises(NotReady) as refused:
            refuse_unready(str(book))
    assert "chown" in refused.value.message("es")


def test_a_key_that_is_not_the_one_that_signs_is_found(book: Path) -> None:
    (book.parent / "book.ledger.keys" / SIGNING).unlink()
    Keys(book.parent / "book.ledger.keys").create()
    assert [one.code for one in wrong(book)] == ["ledger.other_key"]


def test_a_full_disk_is_told_as_one(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = doctor.shutil.disk_usage(book.parent)._replace(free=0)
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: full)
    assert [one.code for one in wrong(book)] == ["doctor.disk_full"]

    def broken(*_: object, **__: object) -> object:
        raise sqlite_database.FAILURES[0]("disk I/O error")

    monkeypatch.setattr(sqlite_database, "connect", broken)
    with pytest.raises(LedgerError, match="is full"):
        open_ledger(book)


@pytest.mark.parametrize(("number", "todo"), [(errno.EACCES, "chown"), (errno.ENOSPC, "make room"), (errno.EROFS, "chown")])
def test_what_the_machine_refuses_a_command_is_one_line(
    number: int, todo: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*_: object, **__: object) -> object:
        raise OSError(number, os.strerror(number), "/srv/there")

    monkeypatch.setenv("LEGATION_LANG", "en")
    monkeypatch.setattr(spoken.TyperGroup, "main", refused)
    with pytest.raises(SystemExit) as left:
        app(["version"])
    said = capsys.readouterr().err
    assert left.value.code == 2 and said.startswith("/srv/there: ") and todo in said and said.count("\n") == 1
