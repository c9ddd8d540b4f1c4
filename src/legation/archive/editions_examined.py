"""Whether published editions arrived whole on the machine that serves them, and nobody else can change them there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from legation.archive.built import BuildNotRead, open_built
from legation.archive.doctor import Finding, finding
from legation.archive.marks import CURRENT
from legation.archive.published import Publication, faults_of
from legation.archive.shelf import DOCUMENTS

SHORT: Final = 12


def editions_examined(published: Publication) -> Iterator[Finding]:
    """What is found in a folder of published editions, one after another."""
    folder = published.folder
    sound = 0
    for number, one in enumerate(published.editions, 1):
        is_current = number == len(published.editions)
        faults = [f"{place.rpartition('/')[0]}/{name}".lstrip("/") for place in one.folders for name in faults_of(folder / place)]
        for name in faults[:3]:
            yield finding("wrong", "edition_damaged", edition=one.edition[:SHORT], file=name, count=len(faults))
        sound += not faults
        if not faults and not _is_read(folder / one.folder):
            yield finding("wrong" if is_current else "mind", "edition_of_another_version", edition=one.edition[:SHORT])
    yield finding("right", "editions_whole", count=sound, edition=published.editions[-1].edition[:SHORT])
    expected = {place for one in published.editions for place in one.folders}
    for path in sorted((*folder.iterdir(), *(folder / DOCUMENTS).glob("*"))):
        name = path.relative_to(folder).as_posix()
        if name not in expected and path.name not in (CURRENT, DOCUMENTS) and not path.name.startswith("."):
            yield finding("wrong", "not_published", file=name)
    loose = [path for path in (folder, *folder.rglob("*")) if not path.is_symlink() and path.stat().st_mode & 0o002]
    yield finding("wrong", "editions_open", folder=loose[0]) if loose else finding("right", "editions_closed")


def _is_read(build: Path) -> bool:
    """Whether this version of the program reads a build that is whole."""
    try:
        open_built(build)
    except BuildNotRead:
        return False
    return True
