"""One small fault at a time: every change of one comparison, connective, sum, constant, call or statement of a module's functions.

A change is the code of one function, so that it can be set in the place of the function as it stands: nothing is imported anew.
"""

from __future__ import annotations
import __future__

import ast
import copy
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, Final, NamedTuple

PACKAGE: Final = "legation.standings.participation"
COMPARED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot,
    ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
CALLED: Final = {"min": "max", "max": "min", "any": "all", "all": "any"}


class Mutant(NamedTuple):
    """One change.

    Args:
        function: its name within the module; name: what changes, unlike that of any other mutant.
        lines: those of the statement in which it is, first and last.
        code: what the function does with it.
    """

    module: str
    function: str
    name: str
    lines: tuple[int, int]
    code: CodeType


def modules() -> list[str]:
    """The modules of the package that have functions, in order of name."""
    folder = Path(str(import_module(PACKAGE).__file__)).parent
    return sorted(path.stem for path in folder.glob("*.py") if any(_functions(_tree(path))))


def mutants(module: str) -> list[Mutant]:
    """Every mutant of one module, in the order of its lines."""
    path = path_of(module)
    made: list[Mutant] = []
    times: Counter[str] = Counter()
    for owner, function in _functions(_tree(path)):
        for node, lines in _inside(function):
            for before, after, changed in _changes(function, node):
                name = f"{module}.{owner}{function.name}: {before} -> {after}"
                times[name] += 1
                told = name if times[name] == 1 else f"{name} #{times[name]}"
                made.append(Mutant(module, owner + function.name, told, lines, _code(changed, str(path))))
    return made


def path_of(module: str) -> Path:
    """The file of a module of the package."""
    return Path(str(import_module(f"{PACKAGE}.{module}").__file__))


def function_of(mutant: Mutant) -> FunctionType:
    """The function that a mutant changes, as it stands."""
    found: Any = import_module(f"{PACKAGE}.{mutant.module}")
    for name in mutant.function.split("."):
        found = vars(found)[name]
    if isinstance(found, property):
        found = found.fget
    elif isinstance(found, cached_property):
        found = found.func
    elif isinstance(found, classmethod | staticmethod):
        found = found.__func__
    while not isinstance(found, FunctionType):
        found = found.__wrapped__
    return found


def forget(module: ModuleType) -> None:
    """Empty what the functions of a module keep at hand."""
    for one in vars(module).values():
        if hasattr(one, "cache_clear"):
            one.cache_clear()


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The functions of a module, and those of its classes after the class and a point."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield "", node
        elif isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.", one) for one in node.body if isinstance(one, ast.FunctionDef))


def _inside(function: ast.FunctionDef) -> Iterator[tuple[ast.expr | ast.stmt, tuple[int, int]]]:
    """What a function does, with the lines of the statement: neither its description, nor types named, nor what it asserts."""
    waiting: list[tuple[ast.AST, tuple[int, int]]] = [(node, (0, 0)) for node in reversed(function.body)]
    while waiting:
        node, lines = waiting.pop()
        if isinstance(node, ast.Assert) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            continue
        if isinstance(node, ast.keyword) and node.arg == "strict":
            continue
        if isinstance(node, ast.stmt):
            lines = _lines(node)
        if isinstance(node, ast.expr | ast.stmt):
            yield node, lines
        left = {"annotation", "returns"}
        parts = [part for name, part in ast.iter_fields(node) if name not in left]
        children = [child for part in parts for child in (part if isinstance(part, list) else [part])]
        waiting += [(child, lines) for child in reversed(children) if isinstance(child, ast.AST)]


def _lines(statement: ast.stmt) -> tuple[int, int]:
    """The lines of a statement; of one that holds others, those of its head."""
    body = getattr(statement, "body", None)
    last = body[0].lineno - 1 if body else statement.end_lineno
    return statement.lineno, max(statement.lineno, last or 0)


def _changes(function: ast.FunctionDef, node: ast.expr | ast.stmt) -> Iterator[tuple[str, str, ast.FunctionDef]]:
    before = ast.unparse(node).splitlines()[0]
    for place, make in enumerate(_makers(node)):
        after = make(copy.deepcopy(node))
        changed = copy.deepcopy(function, {id(node): ast.copy_location(after, node)})
        changed.decorator_list = []
        yield before, f"{ast.unparse(after).splitlines()[0]} [{place}]", ast.fix_missing_locations(changed)


def _code(function: ast.FunctionDef, path: str) -> CodeType:
    whole = compile(
        ast.Module([function], []), path, "exec", flags=__future__.annotations.compiler_flag, dont_inherit=True
    )  # fmt: skip
    return next(one for one in whole.co_consts if isinstance(one, CodeType) and one.co_name == function.name)


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
