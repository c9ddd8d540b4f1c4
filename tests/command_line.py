"""The program run as its user runs it, and what it printed held against what was kept."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import traceback
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from legation.cli.main import COMMANDS, app


def legation(*words: str, language: str = "en", columns: int = 140) -> subprocess.CompletedProcess[str]:
    """``legation`` in a process of its own, on a terminal of so many columns that knows no colours.

    Where processes can be copied it is a copy of this one, which has the program and its packages loaded already.
    """
    environment = {"LEGATION_LANG": language, "COLUMNS": str(columns), "TERM": "dumb"}
    if not hasattr(os, "fork"):
        return legation_anew(*words, **environment)
    if words and words[0] in COMMANDS:
        import_module(f"legation.cli.commands.{COMMANDS[words[0]]}")
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if not child:
            _run(words, environment, out.fileno(), err.fileno())
        _, status = os.waitpid(child, 0)
        for one in (out, err):
            one.seek(0)
        said, failed = (one.read().decode() for one in (out, err))
    return subprocess.CompletedProcess(["legation", *words], os.waitstatus_to_exitcode(status), said, failed)


def legation_anew(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """``legation`` started anew, imports included."""
    around = {**os.environ, **environment}
    around.pop("LEGATION_RECORD", None)
    return subprocess.run(
        [sys.executable, "-m", "legation", *words], capture_output=True, text=True, encoding="utf-8", env=around, check=False
    )


def _run(words: tuple[str, ...], environment: dict[str, str], out: int, err: int) -> NoReturn:
    """The program in the copied process, which ends with it."""
    status = 1
    try:
        os.environ.update(environment)
        os.environ.pop("LEGATION_RECORD", None)
        os.dup2(out, 1)
        os.dup2(err, 2)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
        sys.stdout, sys.stderr = (os.fdopen(one, "w", encoding="utf-8", closefd=False) for one in (1, 2))
        sys.argv = ["legation", *words]
        app(prog_name="legation")
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def is_kept(said: str, path: Path) -> bool:
    """Whether a file holds just this; with ``LEGATION_WRITE_GOLDEN`` it is written first."""
    if os.environ.get("LEGATION_WRITE_GOLDEN"):
        path.write_text(said, encoding="utf-8")
    return said == path.read_text(encoding="utf-8")
