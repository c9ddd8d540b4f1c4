"""The house: one direction of imports, small files named after one thing, no clock and no chance in the core."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "legation"
MODULES = sorted(path for path in SOURCE.rglob("*.py"))
CORE = [path for path in MODULES if path.relative_to(SOURCE).parts[0] in ("terms", "record", "standings", "evaluation")]
VAGUE = {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc"}
CLOCKS_AND_CHANCE = {"time", "random", "secrets", "uuid", "datetime"}


def test_imports_flow_one_way() -> None:
    command = shutil.which("lint-imports") or str(Path(sys.executable).parent / "lint-imports")
    if not Path(command).exists():
        pytest.skip("import-linter is not installed here")
    done = subprocess.run([command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


@cache
def tree(path: Path) -> ast.Module:
    """A module, read once."""
    return ast.parse(path.read_text(encoding="utf-8"))


def test_a_file_is_small_and_named_after_one_thing() -> None:
    long = [str(path) for path in MODULES if len(path.read_text(encoding="utf-8").splitlines()) > 600]
    assert (long, [str(path) for path in MODULES if path.stem in VAGUE]) == ([], [])


def test_the_core_reads_no_clock_and_draws_no_lots() -> None:
    assert [str(path) for path in CORE if imported(tree(path)) & CLOCKS_AND_CHANCE] == []


def imported(module: ast.Module) -> set[str]:
    """The packages that a module imports from, anywhere in it."""
    found = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_public_functions_and_classes_say_what_they_are() -> None:
    assert [str(path) for path in MODULES if tree(path).body and not ast.get_docstring(tree(path))] == []
    told = [path for path in MODULES if not {"cli", "office"} & {*path.parts}]
    silent = [
        f"{path.name}: {node.name}"
        for path in told
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []
