"""The sealed ledger at a size: sealing, verifying, copying and restoring, beside hashing the same lines and nothing else.

``python -m legation.bench.sealed [ENTRIES]``; processor time, and as a ratio to the peer of the same run.
"""

from __future__ import annotations

import hashlib
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from legation.archive.ledger.backup import VERIFIER, back_up, faults_of, restore
from legation.archive.ledger.keys import Keys
from legation.archive.ledger.opening import create_ledger, open_ledger
from legation.archive.ledger.sqlite_database import SqliteDatabase
from legation.record.ledger.entry import Batch, Entry

AT_ONCE = 20_000


def measured(entries: int, folder: Path) -> list[tuple[str, float, float]]:
    """What was done, the processor time it took in seconds, and the wall time."""
    found: list[tuple[str, float, float]] = []

    def timed(what: str, deed: Callable[[], Any]) -> Any:
        begun, clock = time.process_time(), time.perf_counter()
        made = deed()
        found.append((what, time.process_time() - begun, time.perf_counter() - clock))
        return made

    path = folder / "book.ledger"
    create_ledger(path, "legation/bench", ("public", "secret")).database.close()
    ledger = open_ledger(path)
    timed(
        "seal, 20,000 at once",
        lambda: [ledger.append(_batch(first, min(AT_ONCE, entries - first))) for first in range(0, entries, AT_ONCE)],
    )
    timed("seal one by one, 200", lambda: [ledger.append(_batch(entries + number, 1)) for number in range(200)])
    timed("checkpoint", lambda: ledger.checkpoint(extra=True))
    timed("inclusion proof, 100", lambda: [ledger.inclusion("public", number * entries // 100) for number in range(100)])
    timed("verify in the database", lambda: faults_of(ledger))
    timed("backup", lambda: back_up(ledger, folder / "copy"))
    clock, begun = time.perf_counter(), _of_children()
    done = subprocess.run(
        [sys.executable, "-I", str(folder / "copy" / VERIFIER), str(folder / "copy")], check=True, capture_output=True
    )
    assert b"entries verified" in done.stdout
    found.append(("verify the backup with verify.py", _of_children() - begun, time.perf_counter() - clock))
    timed("restore", lambda: restore(folder / "copy", SqliteDatabase(folder / "again.ledger"), Keys(folder / "keys")))
    timed("peer: SHA-256 of each line twice", lambda: _hashed(folder / "copy" / "public.log"))
    return found


def _of_children() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime


def _batch(first: int, count: int) -> Batch:
    return Batch(f"b-{first}", tuple(_entry(number) for number in range(first, first + count)), "one", "other")


def _entry(number: int) -> Entry:
    cells = {
        "claim": f"c-{number}", "act": f"a-{number}", "kind": "relations_established", "date": "1822-07-06", "subject": "peru",
        "object": "chile", "source": "book", "locator": f"p. {number}", "title": "Relations established", "title_es": "Relaciones",
    }  # fmt: skip
    return Entry("entered", "acts", f"c-{number}", cells, "public", "acts/bench.csv")


def _hashed(path: Path) -> None:
    with path.open("rb") as file:
        for line in file:
            hashlib.sha256(hashlib.sha256(line).digest()).digest()


def main(entries: int) -> None:
    """Measure, and print."""
    with tempfile.TemporaryDirectory(prefix="legation-sealed-") as folder:
        found = measured(entries, Path(folder))
    peer = found[-1][1]
    for what, spent, wall in found:
        print(f"{what:36} {spent:8.2f} s processor {wall:8.2f} s wall {spent / peer:7.1f} x peer")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
