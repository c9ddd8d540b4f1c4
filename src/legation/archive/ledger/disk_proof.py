"""Proof on one disk that what is acknowledged is kept: a process seals and says so, and is killed; all it said must be there."""

from __future__ import annotations

import itertools
import os
import random
import signal
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from legation.archive.ledger import verifier
from legation.archive.ledger.backup import back_up, faults_of
from legation.archive.ledger.opening import create_ledger, open_ledger
from legation.archive.ledger.sealed_ledger import SealedLedger
from legation.record.ledger.entry import Batch, Entry

LONGEST: Final = 0.25
"""Seconds after its first acknowledgement within which a writer is killed."""
COPY: Final = "copy-"
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


def proven(folder: Path, kills: int, writers: int = 1, *, keeper: bool = False, seed: int = 1) -> DiskProof:
    """Kill so many processes at random moments in a ledger made in a folder, and look at what is there.

    Args:
        writers: how many write at once; each round they are killed together.
        keeper: whether one more signs checkpoints and makes backups all the time, and is killed too.
    """
    path = folder / "proof.ledger"
    create_ledger(path, "legation/proof", ("public", "secret"), keys=folder / "keys").database.close()
    chance, said = random.Random(seed), set[str]()  # noqa: S311  when to kill is no secret
    done = 0
    while done < kills:
        running = [_started(seals, path, (done + at) * 1_000_000) for at in range(writers)]
        if keeper:
            running.append(_started(keeps, path, done))
        heard = [_line(out) for _, out in running]  # each has acknowledged something
        time.sleep(chance.random() * LONGEST)
        for process, _ in running:
            os.kill(process, signal.SIGKILL)
        for (process, out), first in zip(running, heard, strict=True):
            os.waitpid(process, 0)
            with os.fdopen(out, "rb") as rest:
                said |= {line for line in (first + rest.read()).decode().splitlines(keepends=True) if line.endswith("\n")}
        done += len(running)
    ledger = open_ledger(path, folder / "keys")
    try:
        proof = _looked_at(ledger, {line.strip() for line in said if not line.startswith(COPY)}, done, median_sync(folder))
    finally:
        ledger.database.close()
    faults = sum(len(wrong) for copy in folder.glob(f"{COPY}*") for _, wrong, _, _ in verifier.verify(copy))
    return replace(proof, faults=proof.faults + faults)


def _started(deed: Callable[[Path, int, int], None], path: Path, first: int) -> tuple[int, int]:
    """A copy of this process that does a deed until it is killed, and where to hear what it says."""
    heard, says = os.pipe()
    process = os.fork()
    if not process:
        try:
            os.close(heard)
            deed(path, first, says)
        finally:
            os._exit(1)
    os.close(says)
    return process, heard


def _line(out: int) -> bytes:
    """The first line that is said, or all where it ends before."""
    found = b""
    while not found.endswith(b"\n") and (one := os.read(out, 1)):
        found += one
    return found


def seals(path: Path, first: int, says: int) -> None:
    """Seal drafts without end, and say each once it is acknowledged."""
    ledger = open_ledger(path, path.parent / "keys")
    for number in itertools.count(first):
        ledger.append(batch_of(number))
        os.write(says, f"p-{number}\n".encode())


def keeps(path: Path, first: int, says: int) -> None:
    """Sign checkpoints and make backups without end, and say each."""
    ledger = open_ledger(path, path.parent / "keys")
    for number in itertools.count():
        ledger.checkpoint(extra=True)
        back_up(ledger, path.parent / f"{COPY}{first}-{number}")
        os.write(says, f"{COPY}{first}-{number}\n".encode())


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
