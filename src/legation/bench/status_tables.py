"""Status tables from an opened build, each read by itself: ``python -m legation.bench.status_tables SHELF``.

For the treaties with most acts and for every n-th of all, on three days: processor time of finding the table that the build keeps,
all being known, and of reading the treaty's acts and working it out, as for another day of knowledge; the best of two.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from legation.archive.built import open_built
from legation.archive.by_instrument import ByInstrument
from legation.publication.questions import asked
from legation.publication.treaty_tables import kept_treaty_table, treaty_table
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
        for way, answer in (("kept", _kept), ("worked out", _worked_out)):
            spent = sorted(
                (best, name) for name in names for day in DAYS if (best := _spent(held, name, day, answer)) is not None
            )
            times = [one for one, _ in spent]
            within = sum(one <= BAR for one in times)
            yield (
                f"{label}, {way}: median {statistics.median(times):.1f} ms, 95th of 100 {times[int(len(times) * 0.95)]:.1f} ms,"
                f" slowest {times[-1]:.0f} ms ({spent[-1][1]}); {within} of {len(times)} within {BAR:.0f} ms"
            )


def _kept(held: ByInstrument, name: str, day: str) -> bool:
    found = held.status(name)
    if found is not None:
        kept_treaty_table(KnownRecord(found.record, held.latest), name, asked(day), found.table)
    return found is not None


def _worked_out(held: ByInstrument, name: str, day: str) -> bool:
    part = held.record(name)
    assert part is not None
    treaty_table(KnownRecord(part, held.latest), name, asked(day))
    return True


def _spent(held: ByInstrument, name: str, day: str, answer: Callable[[ByInstrument, str, str], bool]) -> float | None:
    """The best of two, in milliseconds of processor time; None where the build does not keep the table."""
    best = float("inf")
    for _ in range(2):
        began = time.process_time()
        if not answer(held, name, day):
            return None
        best = min(best, time.process_time() - began)
    return best * 1e3


if __name__ == "__main__":
    for line in run(Path(sys.argv[1])):
        print(line, flush=True)
