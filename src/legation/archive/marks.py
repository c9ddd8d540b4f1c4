"""How builds are told on disk: the files that mark a build and a shelf of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

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
    return path / str(pointer_of(path)["folder"])


def pointer_of(shelf: Path) -> dict[str, Any]:
    """What a shelf says of its last good build: ``edition``, ``folder`` and the ``segments`` of the log that were read.

    Raises:
        OSError, ValueError: there is none, or it is damaged.
    """
    found: dict[str, Any] = json.loads((shelf / CURRENT).read_text(encoding="utf-8"))
    return found


def manifest_of(folder: Path) -> dict[str, Any]:
    """What a build says of itself.

    Raises:
        OSError, ValueError: there is none, or it is damaged.
    """
    found: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return found
