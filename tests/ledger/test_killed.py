"""Processes that are killed, that wait for one another, and copies made meanwhile: R1, R8 and R9 in small, whole in the proof."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import pytest

from legation.archive.ledger import backup
from legation.archive.ledger.backup import back_up, faults_of, restore
from legation.archive.ledger.connection import Database
from legation.archive.ledger.disk_proof import proven
from legation.archive.ledger.keys import Keys
from legation.archive.ledger.opening import open_ledger
from legation.archive.ledger.sealed_ledger import SealedLedger
from legation.archive.ledger.sqlite_database import SqliteDatabase
from legation.archive.ledger.turns import Turns
from legation.record.ledger.faults import LedgerError
from legation.record.ledger.note import read_note
from tests.failing_calls import failing_at
from tests.ledger.small_ledger import batch, claim, small_ledger
from tests.sizes import size

KILLS = int(os.environ.get("LEGATION_KILLS", size(3, 36)))
SECONDS = float(os.environ.get("LEGATION_WRITING", size(0.8, 5)))
DRILLS = int(os.environ.get("LEGATION_DRILLS", size(1, 3)))


@pytest.mark.parametrize("writers", [1, pytest.param(3, marks=pytest.mark.long), pytest.param(8, marks=pytest.mark.long)])
def test_what_was_acknowledged_outlasts_kill_9(tmp_path: Path, writers: int) -> None:
    proof = proven(tmp_path, KILLS, writers, keeper=writers > 1, seed=writers)
    print(proof)
    assert proof.holds and proof.acknowledged >= KILLS


def test_writers_come_in_turn(tmp_path: Path, database: Database) -> None:
    """8 processes that write without pause: none is refused, and the slowest has a quarter of the turns of the fastest."""
    small_ledger(tmp_path, database).database.close()
    path = getattr(database, "address", None) or tmp_path / "book.ledger"

    together = get_context("fork").Barrier(8)

    def write(number: int) -> dict[str, object]:
        ledger = open_ledger(path, tmp_path / "keys")
        waits = []
        together.wait()
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            begun = time.monotonic()
            ledger.append(batch(number * 1_000_000 + len(waits)))
            waits.append(time.monotonic() - begun)
        return {"done": len(waits), "waits": waits}

    found = beside([lambda number=number: write(number) for number in range(8)])  # type: ignore[misc]
    done = [int(one["done"]) for one in found]
    waits = sorted(wait for one in found for wait in one["waits"])
    print(f"{sum(done)} drafts, slowest {min(done)}, fastest {max(done)}, p99 {waits[int(len(waits) * 0.99)] * 1000:.0f} ms")
    assert min(done) >= 0.25 * max(done)
    ledger = open_ledger(path, tmp_path / "keys")
    assert ledger.size("public") == sum(done)
    assert not any(faults for faults, _, _ in faults_of(ledger).values())


def beside(deeds: list[Callable[[], dict[str, object]]]) -> list[dict[str, object]]:
    """What deeds give that are done at once, each in a copy of this process."""
    running = []
    for deed in deeds:
        heard, says = os.pipe()
        process = os.fork()
        if not process:
            try:
                with os.fdopen(says, "w") as out:
                    out.write(json.dumps(deed()))
                os._exit(0)
            finally:
                os._exit(1)
        os.close(says)
        running.append((process, heard))
    found = []
    for process, heard in running:
        with os.fdopen(heard) as said:
            found.append(json.loads(said.read()))
        os.waitpid(process, 0)
    return found


def test_whoever_waits_and_dies_lets_the_next_one_pass(tmp_path: Path) -> None:
    turns, came = Turns(tmp_path / "turns"), []

    def wait(name: str) -> None:
        with turns.turn():
            came.append(name)

    with turns.turn():
        dying = os.fork()
        if not dying:
            with turns.turn():
                os._exit(1)
        time.sleep(0.1)
        after = threading.Thread(target=wait, args=("after",))
        after.start()
        time.sleep(0.1)
        os.kill(dying, 9)
        os.waitpid(dying, 0)
        time.sleep(0.05)
        assert came == [], "that one alone is at work holds, whatever becomes of the queue"
    after.join(5)
    assert came == ["after"]


def test_a_backup_made_under_load_is_restored_as_its_checkpoint_has_it(tmp_path: Path) -> None:
    ledger = small_ledger(tmp_path)
    ledger.append(batch(1, *(claim(number) for number in range(300))))
    stop = threading.Event()

    def load() -> None:
        for number in range(10, 100_000):
            if stop.is_set():
                return
            ledger.append(batch(number))

    writing = threading.Thread(target=load)
    writing.start()
    try:
        for number in range(DRILLS):
            note = ledger.checkpoint(extra=True)[0]
            back_up(open_ledger(tmp_path / "book.ledger", tmp_path / "keys"), tmp_path / f"copy-{number}")
            kept = tmp_path / f"kept-{number}"
            kept.write_text(note, encoding="utf-8")
            made = restore(tmp_path / f"copy-{number}", SqliteDatabase(tmp_path / f"{number}.ledger"), ledger.keys, [kept])
            covered = read_note(note)[0]
            assert made.size("public") >= covered.size
            assert made.inclusion("public", 0, covered.size).root == covered.root.hex()
            assert made.receipt("d-1") == ledger.receipt("d-1") and made.append(
                batch(1, *(claim(n) for n in range(300)))
            ) == made.receipt("d-1")
    finally:
        stop.set()
        writing.join()


def test_a_backup_of_one_database_is_restored_into_the_other(ledger: SealedLedger, tmp_path: Path) -> None:
    ledger.append(batch(1, *(claim(number, "secret" if number % 7 == 0 else "public") for number in range(600))))
    ledger.append(batch(2))
    ledger.checkpoint(extra=True)
    ledger.take_over()
    back_up(ledger, tmp_path / "copy")
    made = restore(tmp_path / "copy", SqliteDatabase(tmp_path / "other.ledger"), ledger.keys)
    for level in ledger.levels:
        assert list(made.entries(level)) == list(ledger.entries(level)) and made.checkpoints(level) == ledger.checkpoints(level)
    assert made.receipt("d-1") == ledger.receipt("d-1") and made.owner == "ledger"
    back_up(made, tmp_path / "again")
    for path in (tmp_path / "copy").iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes(), "both databases give the same bytes"


def test_a_restoration_that_is_refused_leaves_nothing_in_the_way_of_the_next(ledger: SealedLedger, tmp_path: Path) -> None:
    ledger.append(batch(1))
    ledger.checkpoint(extra=True)
    back_up(ledger, tmp_path / "copy")
    ledger.append(batch(2))
    ledger.checkpoint(extra=True)
    target = SqliteDatabase(tmp_path / "other.ledger")
    with pytest.raises(LedgerError, match="--accept-loss"):
        restore(tmp_path / "copy", target, ledger.keys)
    assert not (tmp_path / "other.ledger").exists()
    assert restore(tmp_path / "copy", target, ledger.keys, accept_loss=True).size("public") == 1


def test_both_databases_hold_the_same_bytes(database: Database, tmp_path: Path) -> None:
    ledger = small_ledger(tmp_path, database)
    ledger.append(batch(1, *(claim(number) for number in range(300))))
    ledger.append(batch(2, claim(1_000, "reserved")))
    made = [ledger.inclusion(level, 0).root for level in ("public", "reserved")]
    assert [root[:16] for root in made] == ["50460077d0744c42", "31758473fdde22ef"]


def test_what_was_tampered_with_is_not_restored(tmp_path: Path) -> None:
    ledger = small_ledger(tmp_path)
    ledger.append(batch(1))
    ledger.checkpoint(extra=True)
    back_up(ledger, tmp_path / "copy")
    path = tmp_path / "copy" / "public.log"
    path.write_bytes(path.read_bytes().replace(b"1822", b"1823"))
    with pytest.raises(LedgerError, match="is not what was sealed"):
        restore(tmp_path / "copy", SqliteDatabase(tmp_path / "other.ledger"), Keys(tmp_path / "keys"))
    assert not (tmp_path / "other.ledger").exists()


@pytest.mark.parametrize("fails", ["fsync", "replace"])
def test_a_backup_that_cannot_be_written_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str) -> None:
    ledger = small_ledger(tmp_path)
    ledger.append(batch(1))
    whole = getattr(os, fails)
    for number in range(1, 30):
        target = tmp_path / "copies" / str(number)
        monkeypatch.setattr(backup.os, fails, failing_at(whole, number))
        try:
            back_up(ledger, target)
            break
        except LedgerError as error:
            assert "cannot be written" in error.message("en")
            assert not (target / "ledger.json").exists() or not [one for one in backup.verifier.verify(target) if one[1]]
        finally:
            monkeypatch.setattr(backup.os, fails, whole)
    assert number > 1 and {path.name for path in (tmp_path / "copies").iterdir() if path.name.startswith(".")} == set()
