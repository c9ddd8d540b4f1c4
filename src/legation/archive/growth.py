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

from legation.archive.built import FORMAT
from legation.archive.columns import tail_of
from legation.archive.kept import Arrays, added_log, added_of, kept_in, with_added
from legation.archive.log_file import Segment
from legation.archive.marks import manifest_of, pointer_of
from legation.record.edition import SEMANTICS
from legation.record.log import Log, LogError, checked, one_log
from legation.record.pages import ROWS, pages
from legation.record.record import Record
from legation.standings.appending import Growing
from legation.standings.deeds import deeds_of

SHARE: Final = 0.01
"""Acts added to a build, as a share of those in its base, beyond which all are compiled again."""


@dataclass(frozen=True)
class Last:
    """The build last made on a shelf, of a record with a log.

    Args:
        segments: the digests of the parts of the log that were read; rows: how many acts its base has.
    """

    folder: Path
    manifest: dict[str, Any]
    segments: tuple[str, ...]
    rows: int

    @property
    def base(self) -> str | None:
        """The name of the folder of the build on which it rests, if it rests on one."""
        return self.manifest.get("base")

    def has(self, segments: Sequence[Segment]) -> bool:
        """Whether it was made of these parts, and no more."""
        return self.segments == tuple(one.digest for one in segments)


@dataclass(frozen=True)
class Grown:
    """A build and the rows by which its log grew.

    Args:
        last: the build; new: the rows that it has not.
    """

    record: Record
    last: Last
    new: Log

    @property
    def base(self) -> str:
        """The name of the base's folder."""
        return self.last.base or self.last.folder.name

    @cached_property
    def before(self) -> Growing:
        """The build, opened so that acts can be appended."""
        folder, manifest = self.last.folder, self.last.manifest
        if self.last.base is None:
            return Growing.of(kept_in(folder, manifest, self.record))
        base = folder.parent / self.base
        return with_added(kept_in(base, manifest_of(base), self.record), folder, manifest)

    @cached_property
    def pages(self) -> list[str]:
        """The digests of the pages of the whole log, of which those already full are taken as they were."""
        words = self.last.manifest["log"]
        full = words["rows"] // ROWS
        first, base = full * ROWS, self.before.bulk.log
        parts = [base.take(np.arange(first, len(base)))] if first < len(base) else []
        if self.last.base is not None:
            added = added_log(self.last.folder, self.last.manifest)
            parts.append(added.take(np.arange(max(first - len(base), 0), len(added))))
        return [*words["pages"][:full], *pages(one_log([*parts, self.new]))]

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
            "rows": len(bulk.log) + len(log), "pages": self.pages, "plain": sorted(bulk.plain), "kinds": list(log.kinds),
        }  # fmt: skip
        return tail_of(after.compiled) | arrays, {"base": self.base, "log": words}


def last_made(own: str, shelf: Path) -> Last | None:
    """The build last made on a shelf, if it is of the same record and has a log.

    Args:
        own: the edition of the record without its log.
    """
    try:
        pointer = pointer_of(shelf)
        folder = shelf / pointer["folder"]
        manifest = manifest_of(folder)
        if (
            manifest["authored"] != own
            or manifest["semantics"] != SEMANTICS
            or manifest["format"] != FORMAT
            or not pointer["segments"]
        ):
            return None
        base = manifest_of(folder.parent / manifest["base"]) if "base" in manifest else manifest
        return Last(folder, manifest, tuple(pointer["segments"]), int(base["log"]["rows"]))
    except (OSError, KeyError, ValueError):
        return None


def grown(record: Record, last: Last, segments: Sequence[Segment]) -> Grown | None:
    """The build last made, if the log only grew since, by less than the share.

    Raises:
        LogError: the rows by which it grew cannot be used.
    """
    until = len(last.segments)
    if until >= len(segments) or not last.has(segments[:until]):
        return None
    new = checked(one_log([one.read() for one in segments[until:]]), record)
    if not len(new) or last.manifest["log"]["rows"] - last.rows + len(new) > SHARE * last.rows:
        return None
    return Grown(record, last, new)


def on_base(edition: str, base: str) -> str:
    """The name of the folder of an edition that rests on a base."""
    return f"{edition}-on-{base[:16]}"
