"""Status tables from an opened build, each read by itself: ``python -m legation.bench.status_tables SHELF``.

For the treaties with most acts and for every n-th of all, on three days: processor time of reading the treaty's acts, working it out
and making its table, the best of two.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from legation.archive.built import open_built
from legation.archive.by_instrument import ByInstrument
from legation.publication.questions import asked
from legation.publication.treaty_tables import treaty_table
from legation.standings.asof import KnownRecord

DAYS: Final = ("1985-06-30", "2000-01-01", "2015-12-31")
LARGEST: Final = 20
SAMPLED: Final = 120
BAR: Final = 20.0
"""Milliseconds in which a status table is to be answered."""


def run(shelf: Path) -> Iterator[str]:
    """One line for each set of treaties."""
    began = time.process_time()
    held = open_built(shelf).by_instrument
    yield f"opened in {(time.process_time() - began) * 1e3:.0f} ms; {len(held.titles):,} instruments"
    ordered = held.by_length()
    step = max(len(ordered) // SAMPLED, 1)
    for label, names in ((f"every {step}th of all", ordered[::step]), (f"{LARGEST} with most acts", ordered[:LARGEST])):
        spent = sorted((_spent(held, name, day), name) for name in names for day in DAYS)
        times = [one for one, _ in spent]
        within = sum(one <= BAR for one in times)
        yield (
            f"{label}: median {statistics.median(times):.1f} ms, 95th of 100 {times[int(len(times) * 0.95)]:.1f} ms, slowest"
            f" {times[-1]:.0f} ms ({spent[-1][1]}); {within} of {len(times)} within {BAR:.0f} ms"
        )


def _spent(held: ByInstrument, name: str, day: str) -> float:
    best = float("inf")
    for _ in range(2):
        began = time.process_time()
        part = held.record(name)
        assert part is not None
        treaty_table(KnownRecord(part, held.latest), name, asked(day))
        best = min(best, time.process_time() - began)
    return best * 1e3


if __name__ == "__main__":
    for line in run(Path(sys.argv[1])):
        print(line, flush=True)
