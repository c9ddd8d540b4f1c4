"""Builds that rest on another: where the log of a record only grew, what the new acts change is told anew and the rest is left.

The rest lies in the build of the whole log that was made last, the *base*; what was told anew since is written whole each time,
so that a reader opens two folders and no more. When it passes a stated share of the base, everything is compiled again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np

from legation.archive.built import manifest_of, pointer_of
from legation.archive.columns import tail_of
from legation.archive.kept import Arrays, added_log, added_of, kept_in, with_added
from legation.archive.log_file import Segment
from legation.record.edition import SEMANTICS
from legation.record.log import Log, LogError, checked, one_log
from legation.record.pages import ROWS, pages
from legation.record.record import Record
from legation.standings.appending import Growing
from legation.standings.deeds import deeds_of

SHARE: Final = 0.01
"""Acts added to a build, as a share of those in its base, beyond which all are compiled again."""


@dataclass(frozen=True)
class Grown:
    """A build and the rows by which its log grew.

    Args:
        folder, manifest: the build last made; new: the rows that it has not.
    """

    record: Record
    folder: Path
    manifest: dict[str, Any]
    new: Log

    @property
    def base(self) -> str:
        """The name of the base's folder."""
        return str(self.manifest.get("base", self.folder.name))

    @cached_property
    def before(self) -> Growing:
        """The build, opened so that acts can be appended."""
        if "base" not in self.manifest:
            return Growing.of(kept_in(self.folder, self.manifest, self.record))
        folder = self.folder.parent / self.base
        bulk = kept_in(folder, manifest_of(folder), self.record)
        return with_added(bulk, self.folder, self.manifest)

    @cached_property
    def pages(self) -> list[str]:
        """The digests of the pages of the whole log, of which those already full are taken as they were."""
        full = self.manifest["log"]["rows"] // ROWS
        first, base = full * ROWS, self.before.bulk.log
        parts = [base.take(np.arange(first, len(base)))] if first < len(base) else []
        if "base" in self.manifest:
            added = added_log(self.folder, self.manifest)
            parts.append(added.take(np.arange(max(first - len(base), 0), len(added))))
        return [*self.manifest["log"]["pages"][:full], *pages(one_log([*parts, self.new]))]

    def files(self) -> tuple[Arrays, dict[str, Any]]:
        """The arrays of the build that holds what the new rows change, and what its manifest says beside.

        Raises:
            LogError: an act stands twice.
        """
        bulk, additions = self.before.bulk, self.before.additions
        for act in self.new.act.tolist():
            if bulk.row_of(act) is not None or additions.deed(act) is not None:
                raise LogError("logs.act_twice")
        after = self.before.with_deeds(list(deeds_of(self.new)))
        log, arrays = added_of(after)
        words = {
            "rows": len(bulk.log) + len(log), "pages": self.pages, "plain": sorted(after.plain), "kinds": list(log.kinds),
        }  # fmt: skip
        return tail_of(after.compiled) | arrays, {"base": self.base, "log": words}


def grown(record: Record, own: str, shelf: Path, segments: Sequence[Segment]) -> Grown | None:
    """The build last made on a shelf, if the record is the same and its log only grew, by less than the share.

    Args:
        own: the edition of the record without its log.

    Raises:
        LogError: the rows by which it grew cannot be used.
    """
    try:
        pointer = pointer_of(shelf)
        folder = shelf / pointer["folder"]
        manifest = manifest_of(folder)
        read = pointer["segments"]
        rows = _rows_of_base(folder, manifest)
    except (OSError, KeyError, ValueError):
        return None
    if not read or read != [one.digest for one in segments[: len(read)]] or len(read) == len(segments):
        return None
    if manifest["authored"] != own or manifest["semantics"] != SEMANTICS:
        return None
    new = checked(one_log([one.read() for one in segments[len(read) :]]), record)
    if not len(new) or manifest["log"]["rows"] - rows + len(new) > SHARE * rows:
        return None
    return Grown(record, folder, manifest, new)


def on_base(edition: str, base: str) -> str:
    """The name of the folder of an edition that rests on a base."""
    return f"{edition}-on-{base[:16]}"


def _rows_of_base(folder: Path, manifest: dict[str, Any]) -> int:
    if "base" in manifest:
        manifest = manifest_of(folder.parent / manifest["base"])
    return int(manifest["log"]["rows"])
