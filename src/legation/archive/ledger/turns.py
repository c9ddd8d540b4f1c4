"""A fair queue of processes for one file: first come, first served. SQLite's own waiting lets one writer starve the others."""

from __future__ import annotations

import os
import struct
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_COUNTER: Final = struct.Struct("<q")
_DISPENSER: Final = 1 << 20
_AT_WORK: Final = _DISPENSER + 1
_TICKETS: Final = 1 << 30
_HERE = threading.Lock()


class Turns:
    """The queue before one file, kept in a small file beside it that holds the number of the last ticket and nothing else.

    Whoever comes takes a ticket and waits until the one before it is let go; who is killed lets go of its own. A ticket only
    decides whose turn it is: that one alone is at work is held by a lock of its own, whatever happens to the queue.

    Args:
        path: the small file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def turn(self) -> Iterator[None]:
        """While it is this one's turn.

        Raises:
            OSError: the small file cannot be written.
        """
        if sys.platform == "win32":  # no locks on parts of files: the database's own waiting has to do
            yield
            return
        with _HERE if not _PER_FILE else _nothing():
            number = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                _lock(number, _DISPENSER)
                kept = os.pread(number, _COUNTER.size, 0)
                ticket = 1 + (_COUNTER.unpack(kept)[0] if len(kept) == _COUNTER.size else 0)
                os.pwrite(number, _COUNTER.pack(ticket), 0)
                _lock(number, _TICKETS + ticket)
                _unlock(number, _DISPENSER)
                _lock(number, _TICKETS + ticket - 1)
                _lock(number, _AT_WORK)
                yield
            finally:
                os.close(number)  # lets go of every lock


@contextmanager
def _nothing() -> Iterator[None]:
    yield


if sys.platform != "win32":
    import fcntl

    _PER_FILE: Final = hasattr(fcntl, "F_OFD_SETLKW")
    """Whether locks belong to the open file; else they belong to the process, whose threads then wait for one another."""

    def _lock(number: int, place: int) -> None:
        _set(number, fcntl.F_WRLCK, place)

    def _unlock(number: int, place: int) -> None:
        _set(number, fcntl.F_UNLCK, place)

    def _set(number: int, kind: int, place: int) -> None:
        if _PER_FILE:
            fcntl.fcntl(number, fcntl.F_OFD_SETLKW, struct.pack("@hhqqi", kind, os.SEEK_SET, place, 1, 0))
        else:
            fcntl.lockf(number, fcntl.LOCK_UN if kind == fcntl.F_UNLCK else fcntl.LOCK_EX, 1, place)

else:
    _PER_FILE = True
