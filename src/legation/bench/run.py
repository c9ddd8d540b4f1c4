"""One run of the bench: agreement first, then medians, ratios, peak memory and bytes against the machine's own bandwidth."""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import numpy as np

from legation.bench.drawn import ACTORS, DYADIC, FIRST_DAY, LAST_DAY, SEED, bench_record, drawn_log
from legation.bench.peers import DuckDb, Peer, Polars, Sqlite, tables
from legation.standings.appending import Deed, Growing
from legation.standings.begun import bytes_asof
from legation.standings.bulk import Bulk, compiled_log
from legation.standings.compiled import STANDING, Compiled
from legation.standings.panels.counts import Counted, certain_and_possible, dense, dyad_deltas
from legation.standings.panels.periods import periods

_ASKED: Final = 200
_AGREED: Final = 12
_WARMING: Final = SEED + 3
"""The seed of questions and acts that go before those measured, and on which engines have to agree: each is asked warm, of days not yet asked."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement: a question put to one engine, in milliseconds at the median (and the 99th of a hundred)."""

    acts: int
    question: str
    engine: str
    median: float
    p99: float
    note: str = ""


class Ours:
    """This engine, as a peer of the others."""

    name = "Legation"

    def __init__(self, made: Compiled) -> None:
        self.made = made
        self.over = periods("year", FIRST_DAY, LAST_DAY)
        places = np.full(len(made.keys.names), -1, np.int64)
        places[:ACTORS] = np.arange(ACTORS)
        kinds = np.where(np.arange(len(made.keys.kinds)) < DYADIC, np.arange(len(made.keys.kinds)), -1)
        self.what = Counted(kinds, np.zeros(len(kinds), np.bool_), places, ACTORS)
        self.out = np.empty((len(self.over), DYADIC, ACTORS, ACTORS), np.int16)

    def actor(self, name: int, on: int, known: int) -> tuple[int, int]:
        """What stands, certainly and possibly, of one actor."""
        keys, _ = self.made.asof(on, known, name=name)
        return len(keys), int(keys.sum(dtype=np.int64))

    def everything(self, on: int, known: int) -> tuple[int, int]:
        """What stands, certainly and possibly, of all."""
        keys, _ = self.made.asof(on, known)
        return len(keys), int(keys.sum(dtype=np.int64))

    def deltas(self, known: int) -> Any:
        """The changes that a panel is a running sum of, certain and possible."""
        return [
            dyad_deltas(self.made, runs, self.what, self.over)
            for runs in certain_and_possible(self.made, self.over, "any", known, self.what.kinds >= 0)
        ]

    def panel(self, kinds: int, actors: int, known: int) -> int:
        """How many dyad-years, by kind, in which something certainly stood; the dense panel stays in ``out``."""
        dense(self.deltas(known)[0], self.out)
        return -1


def run(sizes: list[int], say: Callable[[str], None]) -> list[Figure]:
    """Measure every size in turn.

    Args:
        sizes: how many acts; say: told of each figure as it comes.

    Raises:
        AssertionError: two engines do not agree.
    """
    figures = []
    for size in sizes:
        for figure in _one_size(size):
            figures.append(figure)
            say(
                f"{figure.acts:>11,}  {figure.question:<28} {figure.engine:<9} {figure.median:>12.3f} {figure.p99:>12.3f} ms  {figure.note}"
            )
    return figures


def _one_size(size: int) -> Iterator[Figure]:
    log = drawn_log(size)
    began = time.perf_counter()
    bulk = compiled_log(bench_record(), log)
    spent = (time.perf_counter() - began) * 1e3
    made, acts = bulk.compiled, len(log)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    rows = len(made.layouts[STANDING])
    yield Figure(
        acts, "compile", "Legation", spent, spent, f"{len(made.keys):,} standings, {rows:,} rectangles, peak {peak:,.0f} MB"
    )
    found = []
    ours, questions = Ours(made), _questions()
    agreed = _Agreed(ours, _questions(_WARMING)[:_AGREED])
    for figure in _asked_of(ours, questions, acts):
        found.append(figure)
        yield figure
    yield _timed(acts, "panel from kept deltas", ours, [partial(dense, ours.deltas(LAST_DAY)[0], ours.out)] * 5)
    yield from _bytes(ours, questions, acts)
    yield _appending(bulk, acts)
    del bulk, log
    stored = tables(made)
    for peer in (DuckDb, Polars, Sqlite):  # one after the other: each has the memory to itself
        engine: Peer = peer(stored)
        agreed.with_(engine)
        for figure in _asked_of(engine, questions, acts):
            found.append(figure)
            yield figure
        del engine
    yield from _ratios(found)


def _asked_of(engine: Peer, questions: list[tuple[int, int, int]], acts: int) -> Iterator[Figure]:
    warming = _questions(_WARMING)
    for one in warming:
        engine.actor(*one)
    for one in warming[:_AGREED]:
        engine.actor(0, *one[1:])
        engine.everything(*one[1:])
    asked: dict[str, list[Callable[[], object]]] = {
        "one actor": [partial(engine.actor, *one) for one in questions],
        "largest actor": [partial(engine.actor, 0, *one[1:]) for one in questions[:40]],
        "everything": [partial(engine.everything, *one[1:]) for one in questions[:15]],
        "panel from rectangles": [partial(engine.panel, DYADIC, ACTORS, LAST_DAY)] * 3,
    }
    for question, asks in asked.items():
        if not (isinstance(engine, Sqlite) and question.startswith("panel")):
            yield _timed(acts, question, engine, asks)


def _bytes(ours: Ours, questions: list[tuple[int, int, int]], acts: int) -> Iterator[Figure]:
    """How fast the scan of everything moves its bytes, beside what one thread can read.

    *Touched* are the bytes that it reads and writes; *plain* are those that comparing three days of all that has begun would read.
    """
    made = ours.made
    rows, bandwidth = made.layouts[STANDING], _bandwidth()
    ordered = np.sort(rows.begin)
    asked = [question[1:] for question in questions[:15]]
    for question, days in (("everything: bytes", asked), ("everything known: bytes", [(on, LAST_DAY + 1) for on, _ in asked])):
        times = [min(_seconds(partial(ours.everything, *one)) for _ in range(3)) for one in days]
        touched = sum(bytes_asof(rows, made.blocks[STANDING], 0, *one) for one in days)
        plain = sum(
            12 * int(ordered.searchsorted(np.int32(on), "right")) + 14 * ours.everything(on, known)[0] for on, known in days
        )
        spent, median = sum(times), statistics.median(times) * 1e3
        note = (
            f"{touched / 1e9 / spent:.1f} GB/s touched of {bandwidth:.1f} GB/s read: {spent * bandwidth / (touched / 1e9):.1f} times the "
            f"limit of memory; of a plain scan {spent * bandwidth / (plain / 1e9):.2f} times"
        )
        yield Figure(acts, question, "Legation", median, max(times) * 1e3, note)


def _questions(seed: int = SEED + 1) -> list[tuple[int, int, int]]:
    dice = np.random.default_rng(seed)
    actors, on, known = (
        dice.integers(0, ACTORS, _ASKED),
        dice.integers(FIRST_DAY, LAST_DAY, _ASKED),
        dice.integers(LAST_DAY - 9_000, LAST_DAY, _ASKED),
    )
    return [(int(actor), int(day), int(seen)) for actor, day, seen in zip(actors, on, known, strict=True)]


class _Agreed:
    """Our answers, which every peer has to give before it is timed."""

    def __init__(self, ours: Ours, questions: list[tuple[int, int, int]]) -> None:
        self.answers = {one: (ours.actor(*one), ours.everything(*one[1:])) for one in questions}
        ours.panel(DYADIC, ACTORS, LAST_DAY)
        self.cells = int(np.count_nonzero(ours.out))

    def with_(self, engine: Peer) -> None:
        """Raises AssertionError where the engine does not give the same answers."""
        for question, answers in self.answers.items():
            assert (engine.actor(*question), engine.everything(*question[1:])) == answers, (engine.name, question)
        if not isinstance(engine, Sqlite):
            assert engine.panel(DYADIC, ACTORS, LAST_DAY) == self.cells, engine.name


def _timed(acts: int, question: str, engine: Any, asks: list[Callable[[], object]]) -> Figure:
    times = [_seconds(ask) * 1e3 for ask in asks]
    return Figure(acts, question, engine.name, statistics.median(times), sorted(times)[int(0.99 * (len(times) - 1))])


def _appending(bulk: Bulk, acts: int) -> Figure:
    for seed in (_WARMING, SEED + 2):
        times = [_seconds(ask) for ask in _appended(bulk, seed)][1:]  # the first opens what later ones find open
    return Figure(acts, "append 100 and ask", "Legation", statistics.median(times) * 1e3, max(times) * 1e3)


def _appended(bulk: Bulk, seed: int) -> Iterator[Callable[[], None]]:
    """Batch after batch of a hundred acts: each, when it is called, is appended, and one actor asked about."""
    dice = np.random.default_rng(seed)
    growing, number = Growing.of(bulk), 10**12

    def append(deeds: list[Deed]) -> None:
        nonlocal growing
        growing = growing.with_deeds(deeds)
        growing.compiled.asof(LAST_DAY - 100, LAST_DAY + 1, name=5)

    for _ in range(31):
        deeds = []
        for _ in range(100):
            number += 1
            day, one, other = (
                int(dice.integers(FIRST_DAY, LAST_DAY)),
                int(dice.integers(0, ACTORS)),
                int(dice.integers(0, ACTORS)),
            )
            kind = f"tie-{int(dice.integers(0, DYADIC)):02d}-begun"
            deeds.append(Deed(number, kind, day, day, f"a{one:03d}", f"a{other:03d}", known=LAST_DAY + 1))
        yield partial(append, deeds)


def _bandwidth() -> float:
    """Gigabytes a second that one thread reads from memory."""
    block = np.ones(25_000_000, np.int64)
    best = min(_seconds(block.max) for _ in range(5))
    return float(block.nbytes / 1e9 / best)


def _seconds(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began


def _ratios(found: list[Figure]) -> list[Figure]:
    made = []
    for question in dict.fromkeys(one.question for one in found):
        mine = next((one for one in found if one.question == question and one.engine == "Legation"), None)
        others = [one for one in found if one.question == question and one.engine != "Legation"]
        if mine is not None and others:
            best = min(others, key=lambda one: one.median)
            times = best.median / mine.median
            note = f"times faster than the best peer, {best.engine}"
            made.append(Figure(mine.acts, question, "ratio", times, times, note))
    return made
