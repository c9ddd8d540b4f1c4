"""Power goes at any write or sync, and writes fail: nothing that was acknowledged is lost, nothing stands in part.

The disk is one in memory (``cut_disk.py``), on which SQLite runs with the settings of the ledger. Weakened to
``synchronous = NORMAL``, the same test loses what was acknowledged: so it can fail.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from legation.archive.ledger import sqlite_database
from legation.archive.ledger.backup import faults_of
from legation.archive.ledger.keys import Keys
from legation.archive.ledger.sealed_ledger import SealedLedger, create
from legation.archive.ledger.sqlite_database import SqliteDatabase
from legation.record.ledger.faults import LedgerError, NotAcknowledged
from tests.ledger.small_ledger import LEVELS, NAME, Clock, batch, claim, counted_salts

apsw = pytest.importorskip("apsw", reason="only apsw lets a disk of ours stand under SQLite")
from tests.ledger.cut_disk import NAME as DISK  # noqa: E402
from tests.ledger.cut_disk import CutDisk, Disk  # noqa: E402

CUTS = int(os.environ.get("LEGATION_CUTS", "200" if "LEGATION_LONG" in os.environ else "12"))
EVERY = int(os.environ.get("LEGATION_EVERY", "1" if "LEGATION_LONG" in os.environ else "41"))
DRAFTS = 40 if "LEGATION_LONG" in os.environ else 12


@pytest.fixture(scope="module")
def vfs() -> Iterator[CutDisk]:
    made = CutDisk()
    yield made
    made.unregister()


@pytest.fixture(params=["wal", "journal"])
def machine(request: pytest.FixtureRequest, vfs: CutDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine whose SQLite is new enough for WAL, and one whose is not."""
    monkeypatch.setattr(sqlite_database, "is_safe_in_wal", lambda version: request.param == "wal")
    return Machine(vfs, tmp_path)


class Machine:
    """A machine with a ledger on a disk that can be taken out."""

    def __init__(self, vfs: CutDisk, folder: Path) -> None:
        self.vfs, self.folder = vfs, folder
        vfs.disk = Disk()
        made = create(self._database(), Keys(folder / "keys"), NAME, LEVELS)
        made.database.close()
        self.fresh = vfs.disk

    def _database(self) -> SqliteDatabase:
        return SqliteDatabase(self.folder / "book.ledger", vfs=DISK, alone=True)

    def switched_on(self, disk: Disk) -> SealedLedger:
        self.vfs.disk = disk
        return SealedLedger(self._database(), Keys(self.folder / "keys"), now=Clock(), salts=counted_salts())


def session(ledger: SealedLedger, retry: bool = False) -> dict[str, int]:
    """Seals drafts of several rows in two logs and signs checkpoints; gives the drafts acknowledged, with how many rows each has."""
    acknowledged = {}
    for number in range(DRAFTS):
        rows = [claim(100 * number + at, "secret" if at % 3 == 2 else "public") for at in range(1 + number % 5)]
        for attempt in (1, 2):
            try:
                ledger.append(batch(number, *rows))
                acknowledged[f"d-{number}"] = len(rows)
                if number % 4 == 3:
                    ledger.checkpoint(extra=True)
            except NotAcknowledged:
                if not retry:
                    return acknowledged
                if attempt == 2:
                    raise
            else:
                break
    return acknowledged


def lost(ledger: SealedLedger, acknowledged: dict[str, int]) -> int:
    """How many drafts acknowledged are not there whole; a draft in part, or a log that does not verify, is an error at once."""
    there: dict[str, int] = {}
    for level in ledger.levels:
        for sealed in ledger.entries(level):
            there[sealed.draft] = there.get(sealed.draft, 0) + 1
    for draft, rows in there.items():
        assert rows == 1 + int(draft.removeprefix("d-")) % 5, "a draft stands in part"
    assert not any(faults for faults, _, _ in faults_of(ledger).values())
    return sum(there.get(draft) != rows for draft, rows in acknowledged.items())


def cut(machine: Machine, times: int) -> tuple[int, int]:
    """Cuts the power so often, each time at another moment; gives drafts acknowledged and lost."""
    whole = machine.fresh.copy()
    ledger = machine.switched_on(whole)
    session(ledger)
    chance, acknowledged, gone = random.Random(3), 0, 0
    for _ in range(times):
        disk = machine.fresh.copy()
        disk.stop_at = chance.randrange(1, whole.calls + 1)
        said: dict[str, int] = {}
        try:
            said = session(machine.switched_on(disk))
        except LedgerError:  # the ledger could not even be opened before power went
            assert disk.is_dead
        disk.is_dead = True
        ledger = machine.switched_on(disk.after_a_cut(chance))
        acknowledged += len(said)
        gone += lost(ledger, said)
        ledger.append(batch(DRAFTS + 5, claim(99_999)))
    return acknowledged, gone


def test_a_power_cut_loses_nothing_that_was_acknowledged(machine: Machine) -> None:
    acknowledged, gone = cut(machine, CUTS)
    print(f"{CUTS} cuts, {acknowledged} drafts acknowledged, {gone} lost")
    assert acknowledged > CUTS and gone == 0


def test_the_same_test_fails_when_the_setting_is_weakened(vfs: CutDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_database, "_FULL", 1)  # NORMAL: a commit is not made sure of
    acknowledged, gone = cut(Machine(vfs, tmp_path), 10)
    assert gone > 0, acknowledged


def test_a_ledger_refuses_to_open_where_the_setting_does_not_hold(
    vfs: CutDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = Machine(vfs, tmp_path)

    class Deaf:
        """A connection on which the setting has no effect."""

        def __init__(self, made: object) -> None:
            self.made = made

        def execute(self, sql: str, *values: object) -> object:
            return self.made.execute("PRAGMA synchronous = 1" if sql.startswith("PRAGMA synchronous =") else sql, *values)  # type: ignore[attr-defined]

        def close(self) -> None:
            self.made.close()  # type: ignore[attr-defined]

    connect = sqlite_database.connect
    monkeypatch.setattr(sqlite_database, "connect", lambda *args, **named: Deaf(connect(*args, **named)))
    with pytest.raises(LedgerError, match="outlasts a power cut"):
        machine.switched_on(machine.fresh.copy())


@pytest.mark.parametrize("error", [pytest.param("IOError", marks=pytest.mark.long), "FullError"])
@pytest.mark.parametrize("lasting", [False, True])
def test_each_write_or_sync_may_fail(machine: Machine, error: str, lasting: bool) -> None:
    whole = machine.fresh.copy()
    ledger = machine.switched_on(whole)
    assert len(session(ledger)) == DRAFTS
    ledger.database.close()
    tried = 0
    for number in range(1 + (EVERY // 2 if lasting else 0), whole.calls + 1, EVERY):
        tried += 1
        disk = machine.fresh.copy()
        disk.fail_at, disk.error, disk.lasting = number, getattr(apsw, error), lasting
        said: dict[str, int] = {}
        try:
            ledger = machine.switched_on(disk)
            said = session(ledger, retry=not lasting)
            ledger.database.close()
        except LedgerError as refused:
            assert "{" not in refused.message("en") + refused.message("es")
        disk.fail_at, disk.lasting = -1, False
        again = machine.switched_on(disk.copy())
        assert lost(again, said) == 0
        if not lasting and said:
            assert len(said) == DRAFTS, "what failed once is sealed when it is asked again"
    print(f"{tried} of {whole.calls} calls failed ({error}{', and all after' if lasting else ''})")
