"""Builds, open for reading: what a command or a worker needs, and nothing that compiles."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from legation.archive.columns import load, with_tail
from legation.archive.marks import MANIFEST, build_in, manifest_of
from legation.archive.not_read import BuildNotRead as BuildNotRead
from legation.standings.compiled import Compiled

if TYPE_CHECKING:  # a question that rectangles answer alone loads none of them
    from legation.archive.by_instrument import ByInstrument
    from legation.publication.panel_basis import PanelBasis
    from legation.publication.search.index import Index
    from legation.record.record import Record
    from legation.standings.bulk import Bulk
    from legation.standings.docket import Entry
    from legation.standings.folding import Borne

RECORD: Final = "columns.json"
BORNE: Final = "borne.json"
DOCKET: Final = "docket.json"
PANELS: Final = "panels.json"
FORMAT: Final = 11
"""Version of the files of a build; raised when they change."""
Held = TypeVar("Held")


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
    def edition(self) -> str:
        """The edition that it holds."""
        return str(self.manifest["edition"])

    @property
    def panel_basis(self) -> PanelBasis:
        """What panels need beside rectangles."""
        from legation.publication.panel_basis import from_json

        return from_json(json.loads((self.folder / PANELS).read_text(encoding="utf-8")))

    @property
    def has_bearings(self) -> bool:
        """Whether its rectangles are those of its record alone, without a log of acts beside it."""
        return BORNE in self.manifest["files"]

    @property
    def has_docket(self) -> bool:
        """Whether it holds the docket, all of it known."""
        return DOCKET in self.manifest["files"]

    @cached_property
    def bulk(self) -> Bulk | None:
        """The log that it holds, compiled; None where it has none, or rests on another build.

        Raises:
            BuildNotRead: a file is damaged or gone.
        """
        from legation.archive.kept import kept_in

        if "log" not in self.manifest or "base" in self.manifest:
            return None
        try:
            return kept_in(self.folder, self.manifest, self.record)
        except (OSError, ValueError, KeyError, TypeError) as error:
            if isinstance(error, BuildNotRead):
                raise
            raise BuildNotRead("records.build_damaged", value=self.folder, file=MANIFEST) from error

    @cached_property
    def record(self) -> Record:
        """The record that it holds, whole; a build that rests on another has that one's.

        Raises:
            BuildNotRead: the file is damaged or gone.
        """
        from legation.archive import record_columns

        return self._read(RECORD, record_columns.decoded, self.manifest.get("base", self.folder.name))

    @cached_property
    def by_instrument(self) -> ByInstrument:
        """What it holds of each instrument, read one at a time; a build that rests on another has that one's.

        Raises:
            BuildNotRead: the files are damaged or gone.
        """
        from legation.archive import by_instrument

        of = self.manifest.get("base", self.folder.name)
        folder = self.folder.parent / of if of != self.folder.name else self.folder
        try:
            return by_instrument.ByInstrument(folder)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BuildNotRead("records.build_damaged", value=folder, file=by_instrument.PLACES) from error

    @cached_property
    def index(self) -> Index:
        """What can be found in its record by words; a build that rests on another has that one's.

        Raises:
            BuildNotRead: a file is damaged or gone.
        """
        from legation.archive import search_columns

        return search_columns.loaded(self.folder.parent / self.manifest.get("base", self.folder.name))

    @cached_property
    def borne(self) -> list[Borne]:
        """What was recorded of each standing, in order of standing and knowledge.

        Raises:
            BuildNotRead: the file is damaged or gone.
        """
        from legation.archive import borne_columns

        return self._read(BORNE, borne_columns.decoded)

    @cached_property
    def docket(self) -> list[Entry]:
        """The docket, all of the record known.

        Raises:
            BuildNotRead: the file is damaged or gone.
        """
        from legation.archive import docket_columns

        return self._read(DOCKET, docket_columns.decoded)

    def _read(self, file: str, decoded: Callable[[bytes], Held], of: str = ".") -> Held:
        folder = self.folder if of == "." else self.folder.parent / of
        try:
            return decoded((folder / file).read_bytes())
        except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
            raise BuildNotRead("records.build_damaged", value=folder, file=file) from error


def is_read(folder: Path) -> bool:
    """Whether this version of the program reads a build that is whole."""
    try:
        open_built(folder)
    except BuildNotRead:
        return False
    return True


def open_built(path: Path) -> Built:
    """The build in a folder, or the last good one on a shelf.

    Raises:
        BuildNotRead: there is none, it was made by another version, or it is damaged.
    """
    try:
        folder = build_in(path)
        manifest = manifest_of(folder)
        if manifest["format"] != FORMAT:
            raise BuildNotRead("records.build_of_another_version", value=folder)
        kinds = manifest["about"]["kinds"]
        if "base" not in manifest:
            return Built(folder, manifest, load(folder, kinds))
        return Built(folder, manifest, with_tail(load(folder.parent / manifest["base"], kinds), folder))
    except (OSError, ValueError, KeyError, TypeError) as error:
        if isinstance(error, BuildNotRead):
            raise
        raise BuildNotRead("records.build_damaged", value=path, file=MANIFEST) from error
