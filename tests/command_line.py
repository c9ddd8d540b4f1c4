"""The program run as its user runs it, and what it printed held against what was kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def legation(*words: str, language: str = "en", columns: int = 140) -> subprocess.CompletedProcess[str]:
    """``legation`` in a process of its own, on a terminal of so many columns that knows no colours."""
    environment = {**os.environ, "LEGATION_LANG": language, "COLUMNS": str(columns), "TERM": "dumb"}
    environment.pop("LEGATION_RECORD", None)
    command = [sys.executable, "-m", "legation", *words]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def is_kept(said: str, path: Path) -> bool:
    """Whether a file holds just this; with ``LEGATION_WRITE_GOLDEN`` it is written first."""
    if os.environ.get("LEGATION_WRITE_GOLDEN"):
        path.write_text(said, encoding="utf-8")
    return said == path.read_text(encoding="utf-8")
