"""Which faults would the cases notice? Each mutant is the participation package with one thing changed, in a process of its own.

``python -m tests.standings.participation.mutants [NUMBER] [MODULE …]``: all mutants, or NUMBER of them drawn by a fixed seed, of
all modules or of those named. A mutant is killed when a case, a test on small records, or a treaty drawn by a fixed seed and
lived through by the oracle fails, and when it never ends. The survivors are printed, and the exit code is 1 where fewer than
nine in ten are killed.
"""

from __future__ import annotations

import ast
import copy
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import inspect
import os
import pickle
import random
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any, Final, NamedTuple

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

PACKAGE: Final = "legation.standings.participation"
MODULES: Final = (
    "answers", "articles", "bearing", "clauses", "course", "entry", "pairs", "parts", "placed", "placings", "reasons", "shapes",
    "stays", "stretches", "supposed",
)  # fmt: skip
SEED: Final = 6
SECONDS: Final = 60
BAR: Final = 0.9
COMPARED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot,
    ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
CALLED: Final = {"min": "max", "max": "min", "any": "all", "all": "any"}
DRAWN: Final = 12
"""Treaties drawn with dates left open, of each sort: they cost most."""
EXACT: Final = 400
"""Treaties drawn with every act on one day."""
EQUIVALENT: Final[dict[str, str]] = {
    "course.ends: 0 -> 1 [0]": "a term without renewal is as long however often it is renewed",
    "course.ends: return tuple(sorted(found)) -> pass [0]": "what follows finds nothing in such a treaty: it only saves the work",
    "course._too_few: stay.until > entry -> stay.until >= entry [0]": "who left was a party before, and nobody is before entry",
    "course._too_few: '' -> '-' [0]": "there is always one that left on the day on which a number falls",
    "course.signature: one.key > (_signed(last), last.order) -> one.key >= (_signed(last), last.order) [0]":
        "two acts have no order in common",
    "course.provisional_act: (one.effective, one.order) > (since, last.order) -> (one.effective, one.order) >= (since, last.order) [0]":
        "two acts have no order in common",
    "clauses.corrected: '' -> '-' [0]": "the problems of a correction are told when it is read, not when it is made",
}  # fmt: skip
"""Mutants that answer as the original does, or differ only where nothing can be asked, each with the reason."""


class Mutant(NamedTuple):
    """One change: where it is, what it is, and the module with it."""

    module: str
    name: str
    line: int
    tree: ast.Module


class _Mutated(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads one module from a changed tree."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(self, fullname: str, path: object, target: object = None) -> importlib.machinery.ModuleSpec | None:
        if fullname != f"{PACKAGE}.{self.mutant.module}":
            return None
        return importlib.util.spec_from_loader(fullname, self)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.mutant.tree, self.mutant.module, "exec"), module.__dict__)


def mutants(module: str) -> list[Mutant]:
    """Every mutant of one module, in the order of its lines."""
    found = importlib.util.find_spec(f"{PACKAGE}.{module}")
    assert found is not None and found.origin is not None
    tree = ast.parse(Path(found.origin).read_text(encoding="utf-8"))
    made = []
    for function in _functions(tree):
        for node in _inside(function):
            for before, after, changed in _changes(tree, node):
                made.append(Mutant(module, f"{module}.{function.name}: {before} -> {after}", node.lineno, changed))
    return made


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node
        elif isinstance(node, ast.ClassDef):
            yield from (one for one in node.body if isinstance(one, ast.FunctionDef))


def _inside(function: ast.FunctionDef) -> Iterator[ast.expr | ast.stmt]:
    """What a function does: neither its signature, nor its description, nor the types it names."""
    waiting: list[ast.AST] = list(reversed(function.body))
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Assert) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            continue
        if isinstance(node, ast.expr | ast.stmt):
            yield node
        left = {"annotation", "returns"}
        parts = [part for name, part in ast.iter_fields(node) if name not in left]
        children = [child for part in parts for child in (part if isinstance(part, list) else [part])]
        waiting += [child for child in reversed(children) if isinstance(child, ast.AST)]


def _changes(tree: ast.Module, node: ast.expr | ast.stmt) -> Iterator[tuple[str, str, ast.Module]]:
    before = ast.unparse(node).splitlines()[0]
    for place, make in enumerate(_makers(node)):
        fresh = copy.deepcopy(node)
        after = make(fresh)
        yield before, f"{ast.unparse(after).splitlines()[0]} [{place}]", _with(tree, node, after)


def _makers(node: ast.expr | ast.stmt) -> list[Callable[[ast.AST], ast.AST]]:
    if isinstance(node, ast.Compare):
        return [_compare(place) for place, one in enumerate(node.ops) if type(one) in COMPARED]
    if isinstance(node, ast.BoolOp):
        return [_boolean]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return [lambda fresh: fresh.operand]  # type: ignore[attr-defined]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        return [_sum]
    if isinstance(node, ast.Constant) and isinstance(node.value, bool | int | str):
        return [_constant]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLED:
        return [_called]
    dropped = isinstance(node, ast.Return | ast.Continue | ast.AugAssign | ast.Raise)
    if dropped or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        return [lambda _fresh: ast.Pass()]
    return []


def _compare(place: int) -> Callable[[ast.AST], ast.AST]:
    def made(fresh: ast.AST) -> ast.AST:
        assert isinstance(fresh, ast.Compare)
        fresh.ops[place] = COMPARED[type(fresh.ops[place])]()
        return fresh

    return made


def _boolean(fresh: ast.AST) -> ast.AST:
    assert isinstance(fresh, ast.BoolOp)
    fresh.op = ast.Or() if isinstance(fresh.op, ast.And) else ast.And()
    return fresh


def _sum(fresh: ast.AST) -> ast.AST:
    assert isinstance(fresh, ast.BinOp)
    fresh.op = ast.Sub() if isinstance(fresh.op, ast.Add) else ast.Add()
    return fresh


def _constant(fresh: ast.AST) -> ast.AST:
    assert isinstance(fresh, ast.Constant)
    value = fresh.value
    if isinstance(value, str):
        fresh.value = value + "-"
    else:
        fresh.value = not value if isinstance(value, bool) else int(str(value)) + 1
    return fresh


def _called(fresh: ast.AST) -> ast.AST:
    assert isinstance(fresh, ast.Call) and isinstance(fresh.func, ast.Name)
    fresh.func.id = CALLED[fresh.func.id]
    return fresh


def _with(tree: ast.Module, node: ast.AST, after: ast.AST) -> ast.Module:
    """A copy of the tree in which ``after`` stands in the place of ``node``."""
    made = copy.deepcopy(tree, {id(node): ast.copy_location(after, node)})
    return ast.fix_missing_locations(made)


def _tests() -> list[Callable[[], None]]:
    """Every case and every test on small records, each to be called; what they import is what is loaded now."""
    cases = importlib.import_module("tests.standings.participation.test_cases")
    small = [
        importlib.import_module(f"tests.standings.participation.test_{name}")
        for name in ("answers", "clauses", "course", "from_record", "pairs", "placings", "small_stretches", "stays", "supposed")
    ]
    found: list[Callable[[], None]] = []
    for test in (cases.test_engine, cases.test_incomplete_knowledge, cases.test_pairs_with_the_old_text,
                 cases.test_territories_and_registration, cases.test_reasons, cases.test_rows):  # fmt: skip
        (marked,) = test.pytestmark
        found += [lambda test=test, one=one: test(one.values[0]) for one in marked.args[1]]
    for module in small:
        for name, test in vars(module).items():
            if name.startswith("test_") and not hasattr(test, "hypothesis"):
                found += [lambda test=test, given=given: test(**given) for given in _given(test)]
    return found


def _given(test: Callable[..., None]) -> list[dict[str, Any]]:
    """What a test is called with: once with nothing, or with each of its parameters' values."""
    marks = [mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
    if not marks:
        return [{}] if not inspect.signature(test).parameters and not hasattr(test, "pytestmark") else []
    (mark,) = marks
    said = mark.args[0]
    names = [name.strip() for name in (said.split(",") if isinstance(said, str) else said)]
    rows = [one.values if hasattr(one, "marks") else one if len(names) > 1 else (one,) for one in mark.args[1]]
    return [dict(zip(names, row, strict=True)) for row in rows] if set(names) == {*inspect.signature(test).parameters} else []


def _drawn() -> list[bytes]:
    """Treaties drawn by a fixed seed, each with how it is asked and what the oracle lived through, packed.

    They are packed, as a mutated package has types of its own; and the oracle is slow, so it lives before any mutant is made.
    """
    lived = importlib.import_module("tests.standings.participation.lived")
    drawn = importlib.import_module("tests.standings.participation.drawn_treaties")
    first, last = drawn.FIRST, drawn.LAST
    days = st.lists(st.integers(first - 2, last + 30), min_size=3, max_size=3)
    found = []
    often = list(range(first - 2, last + 32, 3))
    for treaty, _ in _examples(drawn.treaties(), st.just([0]), EXACT):
        steps = tuple(replace(step, days=type(step.days)(step.days.lo, step.days.lo)) for step in treaty.steps)
        exact = replace(treaty, steps=steps)
        found.append(("assert_lived", (exact, 1, lived.lived(exact, often))))
    for treaty, _ in _examples(drawn.treaties(), st.just([0]), EXACT // 4):
        told = replace(treaty, clauses=None, complete=False)
        found.append(("assert_lived", (told, 12, lived.lived(told, often[::3]))))
    for treaty, asked in _examples(drawn.treaties(), days):
        found.append(("assert_lived", (treaty, 12, lived.lived(treaty, asked))))
    for treaty, asked in _examples(drawn.treaties(wide=9), days):
        found.append(("assert_lived", (treaty, 1, lived.lived(treaty, asked))))
    many = st.lists(st.integers(first, first + 800), min_size=10, max_size=10)
    for treaty, asked in _examples(drawn.reserved_treaties(), many, EXACT // 4):
        found.append(("assert_between", (treaty, lived.lived_between(treaty, asked))))
    return [pickle.dumps(one) for one in found]


def _examples(
    treaties: st.SearchStrategy[Any], days: st.SearchStrategy[list[int]], number: int = DRAWN
) -> list[tuple[Any, list[int]]]:
    found: list[tuple[Any, list[int]]] = []

    @settings(max_examples=number, database=None, phases=[Phase.generate], deadline=None, suppress_health_check=list(HealthCheck))
    @seeded(SEED)
    @given(treaties, days)
    def draw(treaty: Any, asked: list[int]) -> None:
        found.append((treaty, asked))

    draw()
    return found


def _asked(packed: bytes) -> None:
    name, given = pickle.loads(packed)
    getattr(importlib.import_module("tests.standings.participation.lived"), name)(*given)


class Judge:
    """Says of mutants whether anything fails with one in the place of its module; what killed one is tried first on the next."""

    def __init__(self) -> None:
        self.drawn = _drawn()
        self.order = list(range(len(_tests()) + len(self.drawn)))

    def is_killed(self, mutant: Mutant) -> bool:
        """Whether anything fails with the mutant in the place of its module."""
        killer, told = os.pipe()
        child = os.fork()
        if not child:
            self._try(mutant, told)
        os.close(told)
        with os.fdopen(killer, "rb") as answer:
            which = answer.read()
        _, status = os.waitpid(child, 0)
        if which:
            self.order.remove(int(which))
            self.order.insert(0, int(which))
        return status != 0

    def _try(self, mutant: Mutant, told: int) -> None:
        signal.alarm(SECONDS)
        number = None
        try:
            for name in [name for name in sys.modules if _is_loaded_anew(name)]:
                del sys.modules[name]
            sys.meta_path.insert(0, _Mutated(mutant))
            tests = _tests()
            tests += [lambda packed=packed: _asked(packed) for packed in self.drawn]
            for number in self.order:
                tests[number]()
        except BaseException:
            if number is not None:
                os.write(told, str(number).encode())
            os._exit(1)
        os._exit(0)


def _is_loaded_anew(name: str) -> bool:
    return name.startswith(
        (
            f"{PACKAGE}.",
            "tests.standings.participation.test_",
            "tests.standings.participation.lived",
            "tests.standings.participation.oracle",
            "legation.publication.treaty_",
        )
    )


def main(given: Sequence[str]) -> int:
    number = int(given[0]) if given and given[0].isdigit() else None
    named = [name for name in given if not name.isdigit()] or list(MODULES)
    for test in _tests():
        test()
    drawn = [mutant for module in named for mutant in mutants(module)]
    unequal = [mutant for mutant in drawn if mutant.name not in EQUIVALENT]
    if number is not None and number < len(unequal):
        unequal = sorted(random.Random(SEED).sample(unequal, number), key=lambda one: (one.module, one.line))
    judge = Judge()
    made, killed = Counter[str](), Counter[str]()
    for mutant in unequal:
        made[mutant.module] += 1
        if judge.is_killed(mutant):
            killed[mutant.module] += 1
        else:
            print(f"survived: line {mutant.line}: {mutant.name}", flush=True)
    for module in named:
        print(f"{module}: {killed[module]} of {made[module]}")
    rate = killed.total() / max(made.total(), 1)
    print(f"{killed.total()} of {made.total()} killed ({rate:.1%}); {len(drawn) - len(unequal)} declared equivalent or not drawn")
    return 0 if rate >= BAR else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
