"""Which faults would the tests notice? Each mutant is the participation package with one thing changed, in a process of its own.

``python -m tests.standings.participation.mutants [MODULE …] [--drawn NUMBER] [--processes NUMBER] [--again FILE]``: all mutants
of all modules or of those named; or NUMBER of them, drawn by a fixed seed; or those that survived in an earlier run, whose output
is FILE. A mutant is killed when a case, a test on small treaties, or a treaty drawn by a fixed seed fails, be it one that the
oracle lived through; and when a test takes a hundred times as long as it should and five seconds more: then it does not end, and
is counted apart. Only tests that reach the changed statement are tried, first those that killed others of the same function,
then the quickest. Mutants declared equivalent are tried only with ``--declared``. The exit code is 1 where fewer than nine in ten
are killed, or where one declared equivalent is no mutant any more.
"""

from __future__ import annotations

import argparse
import gc
import inspect
import mmap
import os
import pickle
import random
import re
import resource
import signal
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any, Final, NamedTuple

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from tests import bundled
from tests.standings.participation import changes, drawn_treaties, lived
from tests.standings.participation.changes import Mutant

SEED: Final = 6
BAR: Final = 0.9
DRAWN: Final = 12
"""Treaties drawn with dates left open, of each sort: they cost most."""
EXACT: Final = 400
"""Treaties drawn with every act on one day."""
HERE: Final = "tests.standings.participation"
CASES: Final = ("engine", "incomplete_knowledge", "pairs_with_the_old_text", "territories_and_registration", "reasons", "rows")
SMALL: Final = (
    "answers", "bearing", "clauses", "course", "from_record", "life", "notices", "pairs", "parts", "placings", "reasons", "small_stretches", "spells",
    "stays", "steps_of_a_record", "supposed", "treaty", "written",
)  # fmt: skip
"""The tests on small treaties and records."""
FIXTURES: Final[dict[str, Callable[[], object]]] = {"demo": lambda: bundled.record("demo")}
SLOWER, SECONDS = 100, 5.0
"""A test takes no longer with a mutant that ends than so many times its own time, and so many seconds more."""
MEMORY: Final = 4 << 30
DECLARED: Final[dict[str, str]] = tomllib.loads((Path(__file__).parent / "equivalent_mutants.toml").read_text(encoding="utf-8"))


class Tried(NamedTuple):
    """A test to call: what it is called, and the processor time that it takes where nothing is changed."""

    name: str
    call: Callable[[], None]
    seconds: float = 0.0


def tests() -> list[Tried]:
    """Every case, every test on small treaties, and every drawn treaty."""
    cases = import_module(f"{HERE}.test_cases")
    found: list[Tried] = []
    for name in CASES:
        test = getattr(cases, f"test_{name}")
        (marked,) = test.pytestmark
        found += [Tried(f"{name}: {one.id}", lambda test=test, one=one: test(one.values[0])) for one in marked.args[1]]
    for name in SMALL:
        for function, test in vars(import_module(f"{HERE}.test_{name}")).items():
            if function.startswith("test_") and not hasattr(test, "hypothesis"):
                found += [
                    Tried(f"{name}: {function} {number}", lambda test=test, given=given: test(**given))
                    for number, given in enumerate(_given(test))
                ]
    return [*found, *_drawn()]


def _given(test: Callable[..., None]) -> list[dict[str, Any]]:
    """What a test is called with: each of its parameters' values, and the records that it asks for; else it is not called."""
    marks = [mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
    rows: list[dict[str, Any]] = [{}]
    for mark in marks:
        said = mark.args[0]
        names = [name.strip() for name in (said.split(",") if isinstance(said, str) else said)]
        values = [one.values if hasattr(one, "marks") else one if len(names) > 1 else (one,) for one in mark.args[1]]
        rows = [{**row, **dict(zip(names, value, strict=True))} for row in rows for value in values]
    wanted = set(inspect.signature(test).parameters)
    return [
        {**row, **{name: FIXTURES[name]() for name in wanted - row.keys()}}
        for row in rows
        if wanted - row.keys() <= FIXTURES.keys()
    ]


def _drawn() -> Iterator[Tried]:
    """Treaties drawn by a fixed seed: those that the oracle lived through, and those that are answered in two ways.

    The oracle is slow, so it lives before any mutant is made. Treaties are packed, as they keep at hand what they were asked.
    """
    first, last = drawn_treaties.FIRST, drawn_treaties.LAST
    nothing, days = st.just([0]), st.lists(st.integers(first - 2, last + 30), min_size=3, max_size=3)
    often = list(range(first - 2, last + 32, 3))
    for treaty, _ in _examples(EXACT, drawn_treaties.treaties(), nothing):
        steps = tuple(replace(step, days=type(step.days)(step.days.lo, step.days.lo)) for step in treaty.steps)
        exact = replace(treaty, steps=steps)
        yield _packed("exact", lived.assert_lived, exact, 1, lived.lived(exact, often))
    for treaty, _ in _examples(EXACT // 4, drawn_treaties.treaties(), nothing):
        told = replace(treaty, clauses=None, complete=False)
        yield _packed("told", lived.assert_lived, told, 12, lived.lived(told, often[::3]))
    for treaty, asked in _examples(DRAWN, drawn_treaties.treaties(), days):
        yield _packed("open", lived.assert_lived, treaty, 12, lived.lived(treaty, asked))
    for treaty, asked in _examples(DRAWN, drawn_treaties.treaties(wide=9), days):
        yield _packed("wide", lived.assert_lived, treaty, 1, lived.lived(treaty, asked))
    many = st.lists(st.integers(first, first + 800), min_size=10, max_size=10)
    for treaty, asked in _examples(EXACT // 4, drawn_treaties.reserved_treaties(), many):
        yield _packed("reserved", lived.assert_between, treaty, lived.lived_between(treaty, asked))
    bearing, stretches = import_module(f"{HERE}.test_bearing"), import_module(f"{HERE}.test_stretches")
    for treaty, day in _examples(EXACT // 4, bearing.treaties(), st.integers(bearing.FIRST - 1, bearing.FIRST + 9)):
        yield _packed("bearing", bearing.test_the_same_answers_as_every_placement.hypothesis.inner_test, treaty, day)
    for treaty, near in _examples(EXACT // 4, stretches.told_of(), stretches.NEAR_MARKS):
        for name in ("every_stretch_says_what_is_worked_out", "a_shape_answers_as_the_acts_themselves"):
            yield _packed(name, getattr(stretches, f"test_{name}").hypothesis.inner_test, treaty, near)
    for treaty, day in _examples(EXACT // 4, stretches.told_of(), st.integers(first, last)):
        name = "what_is_drawn_together_keeps_its_order_and_finds_its_way_back"
        yield _packed(name, getattr(stretches, f"test_{name}").hypothesis.inner_test, treaty, day)


def _packed(name: str, test: Callable[..., None], treaty: Any, *told: object) -> Tried:
    packed = pickle.dumps((replace(treaty), *told))
    return Tried(f"drawn: {name}", lambda: test(*pickle.loads(packed)))


def _examples(number: int, *drawn: st.SearchStrategy[Any]) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []

    @settings(max_examples=number, database=None, phases=[Phase.generate], deadline=None, suppress_health_check=list(HealthCheck))
    @seeded(SEED)
    @given(st.tuples(*drawn))
    def draw(example: tuple[Any, ...]) -> None:
        found.append(example)

    draw()
    return found


class Judge:
    """Says of mutants whether anything fails with one in the place of its function.

    Args:
        processes: so many are tried at once.
    """

    def __init__(self, processes: int = 1) -> None:
        self._processes = processes
        self._package = [import_module(f"{changes.PACKAGE}.{name}") for name in changes.modules()]
        self._tests, self._reached = self._measured(tests())
        self._killers: Counter[tuple[str, int]] = Counter()

    def _measured(self, found: Sequence[Tried]) -> tuple[list[Tried], list[frozenset[tuple[str, int]]]]:
        """The tests with their times, the quickest first, and the lines of the package that each reaches."""
        files = {str(module.__file__): str(module.__name__).rpartition(".")[2] for module in self._package}
        timed: list[tuple[Tried, frozenset[tuple[str, int]]]] = []
        for one in found:
            self._forget()
            began = time.process_time()
            one.call()
            spent = time.process_time() - began
            self._forget()
            timed.append((one._replace(seconds=spent), _reached(one.call, files)))
        timed.sort(key=lambda pair: pair[0].seconds)
        return [one for one, _ in timed], [lines for _, lines in timed]

    def _forget(self) -> None:
        for module in self._package:
            changes.forget(module)

    def judged(self, given: Sequence[Mutant]) -> Iterator[tuple[Mutant, str]]:
        """Each mutant with what became of it: ``killed``, ``endless`` or ``survived``."""
        gc.collect()
        gc.freeze()
        waiting = list(reversed(given))
        running: dict[int, tuple[Mutant, mmap.mmap]] = {}
        while waiting or running:
            while waiting and len(running) < self._processes:
                mutant, told = waiting.pop(), mmap.mmap(-1, 8)
                order = self._order(mutant)
                child = os.fork()
                if not child:
                    self._try(mutant, order, told)
                running[child] = mutant, told
            child, status = os.wait()
            mutant, told = running.pop(child)
            if not status:
                yield mutant, "survived"
                continue
            number = int.from_bytes(told[:8], "big")
            self._killers[mutant.function, number] += 1
            self._killers[mutant.module, number] += 1
            yield mutant, "endless" if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGVTALRM else "killed"

    def _order(self, mutant: Mutant) -> list[int]:
        """The tests that reach the changed statement, by number, those first that are likely to tell soon."""
        first, last = mutant.lines
        wanted = {(mutant.module, line) for line in range(first, last + 1)}
        found = [number for number, lines in enumerate(self._reached) if not wanted.isdisjoint(lines)]
        killers = self._killers
        return sorted(found, key=lambda one: (-killers[mutant.function, one], -killers[mutant.module, one] // 4, one))

    def _try(self, mutant: Mutant, order: Sequence[int], told: mmap.mmap) -> None:
        """Try one in a process of its own; the number of the test tried is told as it begins."""
        try:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            changes.function_of(mutant).__code__ = mutant.code
            self._forget()
            for number in order:
                told[:8] = number.to_bytes(8, "big")
                signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS + SLOWER * self._tests[number].seconds)
                self._tests[number].call()
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        except BaseException:
            os._exit(1)
        os._exit(0)


def _reached(call: Callable[[], None], files: dict[str, str]) -> frozenset[tuple[str, int]]:
    """The lines of the package that a call reaches."""
    found: set[tuple[str, int]] = set()

    def began(frame: FrameType, _event: str, _given: object) -> Any:
        name = files.get(frame.f_code.co_filename)
        if name is None:
            return None

        def line(frame: FrameType, event: str, _given: object) -> Any:
            if event == "line":
                found.add((name, frame.f_lineno))
            return line

        return line

    sys.settrace(began)
    try:
        call()
    finally:
        sys.settrace(None)
    return frozenset(found)


def _chosen(wanted: argparse.Namespace) -> tuple[list[Mutant], list[Mutant]]:
    """The mutants to try, and those declared equivalent that are left out."""
    every = [mutant for module in wanted.modules or changes.modules() for mutant in changes.mutants(module)]
    if not wanted.modules and (gone := DECLARED.keys() - {one.name for one in every}):
        raise SystemExit("declared equivalent, but no mutant any more:\n" + "\n".join(sorted(gone)))
    if wanted.again:
        told = re.findall(r"^survived: line \d+: (.*)$", Path(wanted.again).read_text(encoding="utf-8"), re.MULTILINE)
        every = [one for one in every if one.name in told]
    if wanted.declared:
        return [one for one in every if one.name in DECLARED], []
    left = [one for one in every if one.name in DECLARED]
    tried = [one for one in every if one.name not in DECLARED]
    if wanted.drawn is not None and wanted.drawn < len(tried):
        chosen = sorted(random.Random(SEED).sample(range(len(tried)), wanted.drawn))
        tried = [tried[number] for number in chosen]
    return tried, left


def main(words: Sequence[str]) -> int:
    reader = argparse.ArgumentParser(prog="mutants")
    reader.add_argument("modules", nargs="*")
    reader.add_argument("--drawn", type=int)
    reader.add_argument("--processes", type=int, default=1)
    reader.add_argument("--again")
    reader.add_argument("--declared", action="store_true")
    wanted = reader.parse_args(words)
    tried, left = _chosen(wanted)
    judge = Judge(wanted.processes)
    print(f"{len(judge._tests)} tests, {sum(one.seconds for one in judge._tests):.1f} s of processor", flush=True)
    found: dict[str, Counter[str]] = {}
    for mutant, fate in judge.judged(tried):
        found.setdefault(mutant.module, Counter())[fate] += 1
        if fate != "killed":
            print(f"{fate}: line {mutant.lines[0]}: {mutant.name}", flush=True)
    for mutant in left:
        found.setdefault(mutant.module, Counter())["declared"] += 1
    print("| module | mutants | killed | of these never ended | declared equivalent | survived |\n|---|---:|---:|---:|---:|---:|")
    total = sum(found.values(), Counter[str]())
    for module, one in [*sorted(found.items()), ("all", total)]:
        killed = one["killed"] + one["endless"]
        print(f"| {module} | {one.total()} | {killed} | {one['endless']} | {one['declared']} | {one['survived']} |")
    rate = (total["killed"] + total["endless"]) / max(total.total() - total["declared"], 1)
    print(f"{rate:.1%} of those not declared equivalent are killed")
    return 0 if rate >= BAR else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
