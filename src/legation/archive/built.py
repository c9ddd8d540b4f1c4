"""Builds, open for reading: what a command or a worker needs, and nothing that compiles."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from legation.archive.columns import load, with_tail
from legation.standings.compiled import Compiled

MANIFEST: Final = "manifest.json"
CURRENT: Final = "current.json"


@dataclass(frozen=True)
class Built:
    """A build, open for reading.

    Args:
        folder: where it lies; manifest: what it says of itself; compiled: its keys and rectangles, mapped into memory.
    """

    folder: Path
    manifest: dict[str, Any]
    compiled: Compiled


def is_built(path: Path) -> bool:
    """Whether a folder is a build, or a shelf with one."""
    return (path / MANIFEST).is_file() or (path / CURRENT).is_file()


def open_built(path: Path) -> Built:
    """The build in a folder, or the last good one on a shelf.

    Raises:
        OSError: there is none.
    """
    folder = path if (path / MANIFEST).is_file() else path / pointer_of(path)["folder"]
    manifest = manifest_of(folder)
    kinds = manifest["about"]["kinds"]
    if (base := manifest.get("base")) is None:
        return Built(folder, manifest, load(folder, kinds))
    return Built(folder, manifest, with_tail(load(folder.parent / base, kinds), folder))


def pointer_of(shelf: Path) -> dict[str, Any]:
    """What a shelf says of its last good build: ``edition``, ``folder`` and the ``segments`` of the log that were read."""
    found: dict[str, Any] = json.loads((shelf / CURRENT).read_text(encoding="utf-8"))
    return found


def manifest_of(folder: Path) -> dict[str, Any]:
    """What a build says of itself."""
    found: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return found
