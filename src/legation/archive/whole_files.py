"""Files that are whole or not there, and outlast a power cut once written."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that only its owner may read; when this returns it has reached the disk, and before it is as it was.

    Raises:
        OSError: it cannot be written; nothing is left of it.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
    try:
        number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(number, "wb") as file:
            file.write(data)
            flushed(file)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    keep_names(path.parent)


def flushed(file: IO[Any]) -> None:
    """Have what was written to an open file reach the disk."""
    file.flush()
    os.fsync(file.fileno())


def kept_digest(file: IO[bytes]) -> str:
    """Have an open file reach the disk; the digest of what it holds."""
    flushed(file)
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]


def write_new(path: Path, data: bytes | Iterable[bytes]) -> str:
    """Write a new file, which reaches the disk; its digest."""
    made = hashlib.sha256()
    with path.open("wb") as file:
        for part in (data,) if isinstance(data, bytes) else data:
            file.write(part)
            made.update(part)
        flushed(file)
    return made.hexdigest()


def keep_names(folder: Path) -> None:
    """Have the names in a folder reach the disk, so that what was made or put in place there outlasts a power cut."""
    if os.name == "posix":
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
