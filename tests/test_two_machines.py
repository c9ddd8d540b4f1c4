"""Two machines build identical bytes: other interpreters with other versions of NumPy, where any are found, against this one.

``LEGATION_PYTHONS`` names interpreters, separated as ``PATH`` is; else those on the path are tried.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from legation.bench.drawn import drawn_log
from legation.record.log import COLUMNS

ROOT = Path(__file__).resolve().parents[1]
SOURCE = Path(__import__("legation").__file__).resolve().parents[1]
TRIED = ("python3.11", "python3.12", "python3.13", "python3.14", "python3.15")
VERSIONS = "import sys, numpy; assert int(numpy.__version__.split('.')[0]) >= 2; print(sys.version.split()[0], numpy.__version__)"
SCRIPT = """
import sys; from pathlib import Path; import numpy as np
from legation.archive.build import build; from legation.archive.shelf import open_record
from legation.bench.drawn import bench_record; from legation.record.log import COLUMNS, Log
target, kept = Path(sys.argv[1]), np.load(sys.argv[3])
build(open_record(sys.argv[2]), target / "example")
log = Log(tuple(kept["kinds"].tolist()), tuple(kept["names"].tolist()), **{name: kept[name] for name in COLUMNS})
build(bench_record(), target / "log", log)
"""


def versions(python: str) -> str | None:
    """The versions of an interpreter and of its NumPy; None where it cannot be used."""
    asked = subprocess.run([python, "-c", VERSIONS], capture_output=True, text=True, check=False)
    return asked.stdout.strip() if asked.returncode == 0 else None


def others() -> dict[str, str]:
    """Interpreters by their versions, other than the one that runs the tests."""
    named = [one for one in os.environ.get("LEGATION_PYTHONS", "").split(os.pathsep) if one]
    paths = named or [path for one in TRIED if (path := shutil.which(one)) is not None]
    found = {told: path for path in paths if (told := versions(path)) is not None}
    found.pop(f"{sys.version.split()[0]} {np.__version__}", None)
    return found


def built(python: str, folder: Path, log: Path) -> dict[str, str]:
    """The digest of every file that an interpreter builds."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONDONTWRITEBYTECODE": "1"}
    example = ROOT / "docs" / "guide" / "example"
    subprocess.run([python, "-c", SCRIPT, str(folder), str(example), str(log)], env=environment, check=True)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}


def test_other_interpreters_build_the_same_bytes(tmp_path: Path) -> None:
    found = others()
    if not found:
        pytest.skip("no other interpreter with NumPy 2 was found; LEGATION_PYTHONS names some")
    drawn = drawn_log(3_000)
    log = tmp_path / "log.npz"
    np.savez(log, kinds=drawn.kinds, names=drawn.names, **{name: getattr(drawn, name) for name in COLUMNS})
    own = built(sys.executable, tmp_path / "own", log)
    assert len(own) > 80
    for number, (told, python) in enumerate(found.items()):
        assert built(python, tmp_path / str(number), log) == own, told
