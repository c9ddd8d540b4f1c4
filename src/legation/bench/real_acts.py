"""Whole published sets of acts, read, built and asked: ``python -m legation.bench.real_acts FOLDER WORK``.

``FOLDER`` holds the publishers' files (``manytreaties/ggo_parties.parquet`` and so on, as :data:`SETS` names them), ``WORK`` is a
folder that is new or empty. Each step is a command of its own, so that its processor time and its peak of memory are its own.
What the record answers is held against plain SQL over the files, which knows nothing of the record's code.
"""

from __future__ import annotations

import csv
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from legation.archive.built import open_built
from legation.bench import real_chiefs
from legation.publication.built_tables import built_standings
from legation.standings.keys import NO_NAME
from legation.terms.days import day_number

SETS: Final = {
    "informal-organisations": ("manyios/iigo_memberships", "manyios/iigo_organizations"),
    "ggo-treaties": ("manytreaties/ggo_parties", "manytreaties/ggo_agreements"),
    "uk-treaties": ("uk_treaties/uk_treaties",),
    "us-recognition": ("history_at_state/us_recognition_relations",),
    "us-chiefs": ("history_at_state/us_chiefs_versions", "history_at_state/us_people"),
}
"""The sets by the names of their readers, in the order in which they are read: first those that know actors by code and name."""
DAYS: Final = (day_number(1985, 6, 30), day_number(2000, 1, 1), day_number(2015, 12, 31))
LARGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Spent:
    """What one command took: seconds on the clock and of the processor, megabytes at its peak, and what it printed."""

    clock: float
    processor: float
    peak: float
    said: str


def run(folder: Path, work: Path, consulted: str) -> Iterator[str]:
    """One line for each step.

    Raises:
        AssertionError: the record and the files do not agree.
        subprocess.CalledProcessError: a step failed.
    """
    record, shelf = work / "record", work / "shelf"
    _command("new", str(record))
    importing = 0.0
    for name, files in SETS.items():
        paths = [str(folder / f"{file}.parquet") for file in files]
        spent = _command(
            "import", name, *paths, "--record", str(record), "-o", str(record / "further" / name), "--consulted", consulted
        )
        importing += spent.processor
        told = [line for line in spent.said.splitlines() if line.startswith(tuple(Path(file).name + ":" for file in files))]
        yield _line(f"import {name}", spent, "; ".join(told))
    yield f"import, all sets: {importing:.1f} s of processor"
    yield _line("read and check the whole record", _command("check", str(record)))
    yield _line("build", _command("build", "--record", str(record), "-o", str(shelf)))
    counts = work / "docket.csv"
    yield _line("docket counts", _command("docket", "--record", str(shelf), "--counts", "-o", str(counts)))
    yield from _orders(folder, counts)
    yield from _status_tables(shelf)
    for compared, apart in real_chiefs.differences(folder, open_built(shelf).compiled):
        yield compared
        yield from (f"  {' '.join(one)}" for one in apart)


def _command(*words: str) -> Spent:
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "legation", *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "LEGATION_LANG": "en"},
    ) as child:  # fmt: skip
        assert child.stdout is not None
        said = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, words, said)
    peak = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    return Spent(time.perf_counter() - began, usage.ru_utime + usage.ru_stime, peak, said)


def _line(step: str, spent: Spent, told: str = "") -> str:
    line = f"{step}: {spent.processor:.1f} s of processor, {spent.clock:.1f} s on the clock, peak {spent.peak:,.0f} MB"
    return f"{line}; {told}" if told else line


def _orders(folder: Path, counts: Path) -> Iterator[str]:
    """Rows whose days stand in an order that cannot be: the docket's counts against plain SQL."""
    with counts.open(encoding="utf-8", newline="") as file:
        ours = {(row["subject"], row["source"]): int(row["entries"]) for row in csv.DictReader(file)}
    for subject, source, rows in expected_orders(folder):
        found = ours.get((subject, source), 0)
        assert found == rows, (subject, source, found, rows)
        yield f"docket: {subject}, {source}: {found:,}, as plain SQL counts"
    for (subject, source), entries in ours.items():
        yield f"docket: {subject}, {source}: {entries:,} entries"


def expected_orders(folder: Path) -> list[tuple[str, str, int]]:
    """How many rows of the treaty sets date two steps in an order that cannot be, by kind and source, as SQL counts them."""
    ggo = {"signed": "StateSignature", "ratified": "StateRatification", "in_force": "StateForce", "ended": "StateEnd"}
    kinds = [(later, earlier) for place, later in enumerate(ggo) for earlier in list(ggo)[:place]]
    wanted = {f"{later}_before_{earlier}": (ggo[later], ggo[earlier]) for later, earlier in kinds}
    wanted["in_force_before_treaty"] = ("StateForce", "Force")
    found = _earlier(folder / "manytreaties" / "ggo_parties.parquet", wanted, "manytreaties-ggo")
    found.append(("ended_never_in_force", "manytreaties-ggo", _ended_without_force(folder)))
    signed = {"in_force_before_signed": ("in_force_date", "signed_date")}
    return found + _earlier(folder / "uk_treaties" / "uk_treaties.parquet", signed, "uk-treaties-online")


def _ended_without_force(folder: Path) -> int:
    import duckdb

    asked = """
        select count(*) from read_parquet(?) where StateForce = '9999-12-31' and StateEnd <> '9999-12-31'
        and try_cast(StateEnd as date) is not null
    """
    row = duckdb.execute(asked, [str(folder / "manytreaties" / "ggo_parties.parquet")]).fetchone()
    return int(row[0]) if row else 0


def _earlier(file: Path, wanted: dict[str, tuple[str, str]], source: str) -> list[tuple[str, str, int]]:
    import duckdb

    day = "try_cast(nullif(regexp_extract({0}, '^\\d{{4}}-\\d{{2}}-\\d{{2}}$'), '9999-12-31') as date)"  # no doubtful date
    counts = ", ".join(f"count(*) filter ({day.format(one)} < {day.format(other)})" for one, other in wanted.values())
    row = duckdb.execute(f"select {counts} from read_parquet(?)", [str(file)]).fetchone()
    return [(kind, source, int(count)) for kind, count in zip(wanted, row or (), strict=True)]


def _status_tables(shelf: Path) -> Iterator[str]:
    """How long the participants of a treaty on a day take, warm, and beside them what stands of an actor."""
    built = open_built(shelf)
    made, manifest = built.compiled, built.manifest
    role = manifest["kinds"]["party_to"]["key"].index("instrument")
    kind = made.keys.kinds.index("party_to")
    roles = made.keys.roles[made.keys.kind == kind]
    for what, column in (("a treaty", roles[:, role]), ("a State", roles[:, 1 - role])):
        names, rows = np.unique(column[column != NO_NAME], return_counts=True)
        largest = names[np.argsort(rows)[::-1][:LARGEST]].tolist()

        def of(name: int, day: int) -> Callable[[], object]:
            return lambda: built_standings(manifest, made, day, day, name=name)

        for label, chosen in (("largest", largest[:1]), (f"{len(largest)} largest", largest)):
            spent = [_processor(of(name, day)) for name in chosen for day in DAYS]
            held = len(built_standings(manifest, made, DAYS[-1], DAYS[-1], name=chosen[0]))
            yield (
                f"status table of {what}, {label}: median {statistics.median(spent):.2f} ms, slowest {max(spent):.2f} ms warm"
                f" (the largest has {held} rows)"
            )


def _processor(ask: Callable[[], Any]) -> float:
    """The best of three, in milliseconds of processor time."""
    ask()
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        ask()
        best = min(best, time.process_time() - began)
    return best * 1e3


if __name__ == "__main__":
    for told in run(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "2026-11-21"):
        print(told, flush=True)
