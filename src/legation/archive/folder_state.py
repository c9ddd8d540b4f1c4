"""Whether an authored folder is still as it was: names, sizes and times first, contents where these cannot tell."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from legation.archive.log_file import FILES as LOG_FILES

RECENT: Final = 2_000_000_000
"""Nanoseconds within which a file may be written twice under one time."""


@dataclass(frozen=True, slots=True)
class FolderState:
    """What a folder held.

    Args:
        files: for every file its name within the folder, size in bytes, and time of last change in nanoseconds.
        digest: SHA-256 of names and contents.
    """

    files: tuple[tuple[str, int, int], ...]
    digest: str

    def holds(self, folder: Path, noted_at: int) -> bool:
        """Whether a folder still holds the same.

        Args:
            noted_at: when this was written down, on the clock of the same file system, in nanoseconds: a file changed
                since shortly before is read, as its time may not tell.
        """
        files = files_of(folder)
        if files == self.files and all(changed < noted_at - RECENT for _, _, changed in files):
            return True
        same_names = [(name, size) for name, size, _ in files] == [(name, size) for name, size, _ in self.files]
        return same_names and digest_of(folder, files) == self.digest


def state_of(folder: Path) -> FolderState:
    """What a folder holds now.

    Raises:
        OSError: it cannot be read.
    """
    files = files_of(folder)
    return FolderState(files, digest_of(folder, files))


def files_of(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Every file that a record may be read from, in order of name; what editors hide and logs of acts are left out."""
    return tuple(sorted(_files(folder, "")))


def _files(folder: Path, before: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = f"{before}{entry.name}"
            if entry.name.startswith((".", "~$")) or name in LOG_FILES:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _files(folder / entry.name, f"{name}/")
            else:
                found = entry.stat(follow_symlinks=False)
                yield name, found.st_size, found.st_mtime_ns


def digest_of(folder: Path, files: tuple[tuple[str, int, int], ...]) -> str:
    """One digest of the names and contents of files."""
    whole = hashlib.sha256()
    for name, _, _ in files:
        path = folder / name
        content = os.readlink(path).encode() if path.is_symlink() else path.read_bytes()
        whole.update(f"{len(name.encode())}:{name}:{len(content)}:".encode() + content)
    return whole.hexdigest()
