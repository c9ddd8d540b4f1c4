"""Builds, open for reading: what a command or a worker needs, and nothing that compiles."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from legation.archive.columns import load
from legation.standings.compiled import Compiled

if TYPE_CHECKING:
    from legation.publication.panel_basis import PanelBasis

MANIFEST: Final = "manifest.json"
CURRENT: Final = "current.json"
PANELS: Final = "panels.json"


@dataclass(frozen=True)
class Built:
    """A build, open for reading.

    Args:
        folder: where it lies; manifest: what it says of itself; compiled: its keys and rectangles, mapped into memory.
    """

    folder: Path
    manifest: dict[str, Any]
    compiled: Compiled

    @property
    def panel_basis(self) -> PanelBasis:
        """What panels need beside rectangles."""
        from legation.publication.panel_basis import from_json

        return from_json(json.loads((self.folder / PANELS).read_text(encoding="utf-8")))


def is_built(path: Path) -> bool:
    """Whether a folder is a build, or a shelf with one."""
    return (path / MANIFEST).is_file() or (path / CURRENT).is_file()


def open_built(path: Path) -> Built:
    """The build in a folder, or the last good one on a shelf.

    Raises:
        OSError: there is none.
    """
    folder = path
    if not (path / MANIFEST).is_file():
        folder = path / json.loads((path / CURRENT).read_text(encoding="utf-8"))["edition"]
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return Built(folder, manifest, load(folder, manifest["about"]["kinds"]))
