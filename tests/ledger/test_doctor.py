"""What a machine must not be for a ledger to open or be kept there (R31)."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from legation.archive import doctor, file_system
from legation.archive.doctor import examined
from legation.archive.file_system import kind_of
from legation.archive.ledger import sqlite_database
from legation.archive.ledger.keys import Keys
from legation.archive.ledger.opening import database_of, keys_of, open_ledger
from legation.archive.ledger.sealed_ledger import SealedLedger
from legation.archive.ledger.sqlite_library import is_safe_in_wal
from legation.record.ledger.faults import LedgerError
from tests.command_line import legation
from tests.ledger.small_ledger import batch, small_ledger


def found(name: str, folder: Path, **more: object) -> dict[str, str]:
    return {one.code: one.verdict for one in examined(name, folder, kills=0, **more)}  # type: ignore[arg-type]


@pytest.fixture
def book(tmp_path: Path) -> str:
    ledger = small_ledger(tmp_path)
    (tmp_path / "keys").rename(tmp_path / "book.ledger.keys")
    ledger.database.close()
    return str(tmp_path / "book.ledger")


def test_a_good_machine(book: str, tmp_path: Path) -> None:
    assert "wrong" not in found(book, tmp_path).values()


@pytest.mark.parametrize(
    ("version", "safe"),
    [("3.40.1", False), ("3.44.5", False), ("3.44.6", True), ("3.50.6", False), ("3.50.7", True), ("3.51.2", False), ("3.51.3", True), ("3.54.1", True)],
)  # fmt: skip
def test_which_sqlite_is_safe_in_wal(version: str, safe: bool) -> None:
    assert is_safe_in_wal(version) is safe


def test_an_old_sqlite_refuses_a_file_in_wal_and_keeps_a_journal_in_its_own(
    book: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_database, "library", lambda: "3.40.1")
    monkeypatch.setattr(doctor, "library", lambda: "3.40.1")
    with pytest.raises(LedgerError, match=r"SQLite 3\.40\.1 may damage it"):
        open_ledger(book).append(batch(1))
    assert found(book, tmp_path)["ledger.old_sqlite"] == "wrong" and found("", tmp_path)["doctor.old_sqlite"] == "mind"
    (tmp_path / "old").mkdir()
    ledger = small_ledger(tmp_path / "old")
    ledger.append(batch(1))
    settings = ledger.database.settings()
    assert (settings["journal_mode"], settings["synchronous"]) == ("delete", "3")


def test_pythons_own_sqlite_keeps_a_ledger_where_apsw_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from legation.archive.ledger import sqlite_library

    monkeypatch.setattr(sqlite_library, "apsw", None)
    ledger = small_ledger(tmp_path)
    ledger.append(batch(1))
    assert ledger.append(batch(1)).places and ledger.size("public") == 1
    with pytest.raises(LedgerError), ledger.database.writing() as to:
        to.execute("DELETE FROM entries")
    assert ledger.size("public") == 1


def test_a_network_disk_is_refused(book: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        f"/dev/sda1 / ext4 rw 0 0\nserver:/x {str(tmp_path).replace(' ', chr(92) + '040')} nfs4 rw 0 0\n", encoding="utf-8"
    )
    monkeypatch.setattr(sqlite_database, "kind_of", lambda path: kind_of(path, mounts))
    monkeypatch.setattr(doctor, "kind_of", lambda path: kind_of(path, mounts))
    with pytest.raises(LedgerError, match="network disk"):
        open_ledger(book)
    assert found("", tmp_path)["doctor.network"] == "wrong"
    assert kind_of(Path("/usr"), mounts) == "ext4" and kind_of(Path("/usr"), tmp_path / "none") == ""
    assert "nfs" in file_system.OVER_A_NETWORK


def test_a_store_put_back_to_an_earlier_state_is_refused(book: str, tmp_path: Path) -> None:
    before = Path(book).read_bytes()
    ledger = open_ledger(book)
    ledger.append(batch(1))
    kept = tmp_path / "kept"
    kept.write_text(ledger.checkpoint(extra=True)[0], encoding="utf-8")
    assert found(book, tmp_path, checkpoints=[kept])["doctor.checkpoints_seen"] == "right"
    ledger.database.close()
    for path in tmp_path.glob("book.ledger-*"):
        path.unlink()
    Path(book).write_bytes(before)
    assert found(book, tmp_path, checkpoints=[kept])["doctor.checkpoint_newer"] == "wrong"


def test_debug_open_keys_and_a_clock_that_is_behind_are_told(book: str, tmp_path: Path) -> None:
    ledger = small_ledger_in_the_future(book)
    (tmp_path / "book.ledger.keys").chmod(0o755)
    said = found(book, tmp_path, debug=True)
    assert (said["doctor.debug"], said["doctor.keys_open"], said["doctor.clock_behind"]) == ("wrong", "wrong", "mind")
    ledger.database.close()


def small_ledger_in_the_future(book: str) -> SealedLedger:
    ledger = SealedLedger(database_of(book), Keys(keys_of(book)), now=lambda: datetime(2999, 1, 1, tzinfo=UTC))
    ledger.append(batch(1))
    return ledger


def test_the_doctor_speaks_plainly_and_leaves_nothing_behind(book: str, tmp_path: Path) -> None:
    before = set(os.listdir(tmp_path))
    done = legation("doctor", book, "--kills", "1", language="es")
    assert done.returncode == 0 and "todos presentes" in done.stdout and "esta máquina puede llevar un libro" in done.stdout, done
    assert set(os.listdir(tmp_path)) <= before | {"book.ledger-turns", "book.ledger-wal", "book.ledger-shm"}
