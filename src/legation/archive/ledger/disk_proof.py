"""Proof on one disk that what is acknowledged is kept: a process seals and says so, and is killed; all it said must be there.

Run as ``python -m legation.archive.ledger.disk_proof LEDGER FIRST``, it seals drafts and prints each that is acknowledged.
"""

from __future__ import annotations

import os
import random
import signal
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from legation.archive.ledger.backup import faults_of
from legation.archive.ledger.opening import create_ledger, open_ledger
from legation.archive.ledger.sealed_ledger import SealedLedger
from legation.record.ledger.entry import Batch, Entry

LONGEST: Final = 0.25
"""Seconds after its first acknowledgement within which a writer is killed."""
PATIENCE: Final = 60.0
_ROWS: Final = 5


@dataclass(frozen=True, slots=True)
class DiskProof:
    """What came of it.

    Args:
        kills: how often a writer was killed; acknowledged: drafts that were said to be sealed; lost: those of them not there;
        partial: drafts of which some rows are there and some not; faults: what verifying found; sync: median of a write that
        reaches the disk, in milliseconds.
    """

    kills: int
    acknowledged: int
    lost: int
    partial: int
    faults: int
    sync: float

    @property
    def holds(self) -> bool:
        """Whether the disk kept what was acknowledged."""
        return not (self.lost or self.partial or self.faults)


def batch_of(number: int) -> Batch:
    """A draft of some rows in two logs."""
    rows = tuple(
        Entry("entered", "acts", f"p-{number}-{row}", {"claim": f"p-{number}-{row}"}, "secret" if row == 1 else "public")
        for row in range(_ROWS)
    )
    return Batch(f"p-{number}", rows, "one", "other")


def proven(folder: Path, kills: int, writers: int = 1, seed: int = 1) -> DiskProof:
    """Kill so many writers at random moments in a ledger made in a folder, and look at what is there.

    Args:
        writers: how many write at once; each round they are killed together.
    """
    path = folder / "proof.ledger"
    create_ledger(path, "legation/proof", ("public", "secret"), keys=folder / "keys").database.close()
    chance, said = random.Random(seed), set[str]()  # noqa: S311  when to kill is no secret
    done = 0
    while done < kills:
        running = [_writer(path, (done + at) * 1_000_000) for at in range(writers)]
        first = _first(running)
        time.sleep(chance.random() * LONGEST)
        for one in running:
            one.send_signal(signal.SIGKILL)
        for one in running:
            out, _ = one.communicate()
            said |= {line for line in (first.pop(one.pid, "") + out).splitlines(keepends=True) if line.endswith("\n")}
        done += writers
    ledger = open_ledger(path, folder / "keys")
    try:
        return _looked_at(ledger, {line.strip() for line in said}, done, median_sync(folder))
    finally:
        ledger.database.close()


def _writer(path: Path, first: int) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "legation.archive.ledger.disk_proof", str(path), str(first)]
    around = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=around)  # noqa: S603  this very program


def _first(running: list[subprocess.Popen[str]]) -> dict[int, str]:
    """Waits until each has acknowledged something; gives what it said."""
    found = {}
    for one in running:
        assert one.stdout is not None
        found[one.pid] = one.stdout.readline()
    return found


def _looked_at(ledger: SealedLedger, said: set[str], kills: int, sync: float) -> DiskProof:
    there: dict[str, int] = {}
    for level in ledger.levels:
        for sealed in ledger.entries(level):
            there[sealed.draft] = there.get(sealed.draft, 0) + 1
    wrong = sum(len(faults) for faults, _, _ in faults_of(ledger).values())
    return DiskProof(kills, len(said), len(said - there.keys()), sum(count != _ROWS for count in there.values()), wrong, sync)


def median_sync(folder: Path, times: int = 20) -> float:
    """How long a small write takes until the disk has it: the median, in milliseconds."""
    path, taken = folder / "sync", []
    with path.open("wb", buffering=0) as file:
        for _ in range(times):
            begun = time.perf_counter()
            file.write(bytes(4096))
            os.fsync(file.fileno())
            taken.append((time.perf_counter() - begun) * 1000)
    path.unlink()
    return statistics.median(taken)


def main(words: list[str]) -> None:
    """Seal drafts until killed, and print each once it is acknowledged."""
    ledger = open_ledger(words[0], Path(words[0]).parent / "keys")
    number = int(words[1])
    while True:
        ledger.append(batch_of(number))
        sys.stdout.write(f"p-{number}\n")
        sys.stdout.flush()
        number += 1


if __name__ == "__main__":
    main(sys.argv[1:])
