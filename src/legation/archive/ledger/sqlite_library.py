"""Which SQLite is used: that of ``apsw`` where it is installed, else Python's own. Never both in one process on one file.

Libraries before 3.51.3 may damage a file in WAL mode that two connections use (but for the mended 3.50.7 and 3.44.6): with
such a one the ledger keeps a rollback journal.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any, Final

try:
    import apsw
except ImportError:  # no wheel for this machine
    apsw = None  # type: ignore[assignment]

SAFE_IN_WAL: Final = (3, 51, 3)
_MENDED: Final[dict[tuple[int, ...], int]] = {(3, 50): 7, (3, 44): 6}
MEMORY_OF_WAITING: Final = 60_000
"""Milliseconds that a connection waits for a file that somebody else holds, who is not in the queue (a backup by hand)."""


def library() -> str:
    """The version of the library in use, as ``3.54.1``."""
    return str(apsw.sqlite_lib_version()) if apsw is not None else sqlite3.sqlite_version


def is_safe_in_wal(version: str) -> bool:
    """Whether a library of that version may use WAL."""
    numbers = tuple(int(part) for part in version.split(".")[:3])
    mended = _MENDED.get(numbers[:2])
    return numbers >= SAFE_IN_WAL or (mended is not None and numbers[2] >= mended)


FAILURES: Final[tuple[type[Exception], ...]] = (sqlite3.Error, *(() if apsw is None else (apsw.Error,)))
"""What either library raises."""


def connect(path: Path, *, create: bool = False, read_only: bool = False, vfs: str | None = None) -> Any:
    """A connection, each statement a transaction of its own until one is begun.

    Args:
        vfs: name of what stands between the library and the disk; only ``apsw`` knows others than its own.
    """
    mode = "ro" if read_only else "rwc" if create else "rw"
    if apsw is not None:
        flags = {
            "ro": apsw.SQLITE_OPEN_READONLY,
            "rw": apsw.SQLITE_OPEN_READWRITE,
            "rwc": apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE,
        }[mode]
        made = apsw.Connection(str(path), flags=flags, vfs=vfs)
        made.set_busy_timeout(MEMORY_OF_WAITING)
        return made
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=MEMORY_OF_WAITING / 1000, check_same_thread=False)
