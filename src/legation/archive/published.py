"""Editions that were published: a shelf whose manifest names the one that answers, and the earlier ones that still do.

Such a folder holds nothing but what is public, and whoever has a copy of it serves it without anything else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from legation.archive.marks import CURRENT, MANIFEST, manifest_of, pointer_of
from legation.archive.not_read import BuildNotRead

EDITIONS: Final = "editions"
WITHDRAWN: Final = "withdrawn"
NOTE: Final = "note"
"""In the manifest of a publication: what is published, signed with the key of the ledger it comes from."""
KEYS: Final = "keys"
"""In the same: the notes by which each key of the ledger named the next."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition that was published.

    Args:
        edition: its digest; folder: where its build lies within that of the publication.
        documents: the edition of what the record's own sources say alone, and documents_folder where that lies; empty where the
            record has no further sources.
    """

    edition: str
    folder: str
    documents: str = ""
    documents_folder: str = ""

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders of its builds."""
        return tuple(filter(None, (self.folder, self.documents_folder)))

    def to_json(self) -> dict[str, str]:
        """As the manifest of the publication has it."""
        said = {"edition": self.edition, "folder": self.folder}
        return said | ({"documents": self.documents, "documents_folder": self.documents_folder} if self.documents else {})


@dataclass(frozen=True, slots=True)
class Publication:
    """The folder on which editions are published.

    Args:
        editions: the oldest first; the last is the one that answers where none is named.
        withdrawn: editions that answer no more, since they hold what is no longer public.
        note: what is published, signed with the key of the ledger that it comes from; empty where it comes from none.
        keys: the notes by which each key of that ledger named the next.
    """

    folder: Path
    editions: tuple[Edition, ...] = ()
    withdrawn: tuple[str, ...] = ()
    note: str = ""
    keys: tuple[str, ...] = ()

    def body(self, name: str) -> str:
        """What is signed: whose it is, and each build by its edition and the digest of its manifest.

        Args:
            name: of the ledger.

        Raises:
            OSError: a build is not there.
        """
        builds = [(one.edition, one.folder) for one in self.editions]
        builds += [(one.documents, one.documents_folder) for one in self.editions if one.documents]
        lines = [f"{edition} {_digest(self.folder / folder / MANIFEST)}" for edition, folder in builds]
        return "\n".join([f"{name}/published", *lines, *(f"{WITHDRAWN} {one}" for one in self.withdrawn)]) + "\n"

    def place_of(self, wanted: str, *, documents: bool = False) -> Path | None:
        """Where the build of an edition lies, None where it is not served.

        Args:
            wanted: the first characters of the edition; documents: of what the record's own sources say alone.
        """
        for one in reversed(self.editions):
            edition, folder = (one.documents, one.documents_folder) if documents else (one.edition, one.folder)
            if edition and edition.startswith(wanted):
                return self.folder / folder
        return None


def publication_in(folder: Path) -> Publication | None:
    """What is published in a folder; None where it is none, or one of builds only.

    Raises:
        BuildNotRead: its manifest is damaged.
    """
    if not (folder / CURRENT).is_file():
        return None
    try:
        said: dict[str, Any] = pointer_of(folder)
        if EDITIONS not in said:
            return None
        return Publication(
            folder, tuple(Edition(**one) for one in said[EDITIONS]), tuple(said[WITHDRAWN]), str(said.get(NOTE, "")),
            tuple(str(one) for one in said.get(KEYS, ())),
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BuildNotRead("records.build_damaged", value=folder, file=CURRENT) from error


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def faults_of(folder: Path) -> Iterator[str]:
    """The files of a build that are not what its manifest says: missing, changed, or not named in it."""
    try:
        files: dict[str, str] = manifest_of(folder)["files"]
        there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    except (OSError, ValueError, KeyError, TypeError):
        yield MANIFEST
        return
    yield from sorted(there - {MANIFEST} - set(files))
    for name, digest in sorted(files.items()):
        try:
            if _digest(folder / name) != digest:
                yield name
        except OSError:
            yield name


def refuse_faulty(folder: Path) -> None:
    """Refuse a build that did not arrive whole.

    Raises:
        BuildNotRead: a file of it is missing, changed or not named in its manifest.
    """
    for name in faults_of(folder):
        raise BuildNotRead("records.build_damaged", value=folder, file=name)
