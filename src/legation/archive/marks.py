"""How builds are told on disk: the files that mark a build and a shelf of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

MANIFEST: Final = "manifest.json"
"""In a build: its edition, what it is about, and the digest of every file."""
CURRENT: Final = "current.json"
"""On a shelf: the edition that answers."""


def is_built(path: Path) -> bool:
    """Whether a folder is a build, or a shelf with one."""
    return (path / MANIFEST).is_file() or (path / CURRENT).is_file()


def build_in(path: Path) -> Path:
    """The folder of a build: the one given, or the last good one of the shelf given.

    Raises:
        OSError, ValueError, KeyError: there is none.
    """
    if (path / MANIFEST).is_file():
        return path
    return path / str(json.loads((path / CURRENT).read_text(encoding="utf-8"))["edition"])
