"""A ledger in a SQLite file: one writer at a time, in the order of coming; what is acknowledged has reached the disk."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from legation.archive.file_system import OVER_A_NETWORK, kind_of
from legation.archive.ledger.connection import Connection
from legation.archive.ledger.marks import APPLICATION
from legation.archive.ledger.sqlite_library import FAILURES, connect, is_safe_in_wal, library
from legation.archive.ledger.tables import in_sqlite
from legation.archive.ledger.turns import Turns
from legation.archive.whole_files import keep_names
from legation.record.ledger.faults import LedgerError, NotAcknowledged

_NEEDED: Final = 1_000_000
"""Bytes of a disk without which a file in WAL is not even opened: what its readers share lies beside it."""
_FULL: Final = 2
_EXTRA: Final = 3
"""As FULL, and the removal of a journal reaches the disk too, without which a commit could be undone by a power cut."""


class SqliteDatabase:
    """A database in a file.

    Args:
        path: the file; vfs: what stands between SQLite and the disk, for tests; alone: whether no other process may open it.
    """

    def __init__(self, path: Path, *, vfs: str | None = None, alone: bool = False) -> None:
        self.path = path
        self._vfs, self._alone = vfs, alone
        self._turns = Turns(path.with_name(f"{path.name}-turns"))
        self._held: Any = None
        self._of_process = 0
        self._mark: tuple[int, int] | None = None
        self._lock = threading.RLock()
        self._left: list[Any] = []

    @property
    def about(self) -> str:
        """The file."""
        return str(self.path)

    def create(self, fill: Callable[[Connection], None]) -> None:
        """Make the tables in a new file, and fill them; where that fails there is no file."""
        if self.path.exists():
            raise LedgerError("ledger.exists", file=self.path)
        try:
            if self._vfs is None:
                with suppress(OSError):  # told by what writes to it
                    self.path.touch(mode=0o600)  # for its owner alone: rows of every level lie in it
            with self.writing(create=True) as to:
                for statement in in_sqlite():
                    to.execute(statement)
                to.execute(f"PRAGMA application_id = {APPLICATION}")
                fill(to)
        except BaseException:
            self.close()
            for ending in ("", "-wal", "-shm", "-journal", "-turns"):
                self.path.with_name(f"{self.path.name}{ending}").unlink(missing_ok=True)
            raise
        with self._lock:
            self._reach_the_disk(self._connection(False))

    @contextmanager
    def writing(self, *, create: bool = False) -> Iterator[Connection]:
        """A transaction in which nobody else writes."""
        try:
            with self._lock, self._turn():
                connection = self._connection(create)
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                    connection.execute("COMMIT")
                except BaseException:
                    self._undo()
                    raise
        except FAILURES as error:
            self._forget()
            raise NotAcknowledged("ledger.not_written", file=self.path, reason=error) from error
        except OSError as error:
            self._forget()
            raise NotAcknowledged("ledger.not_written", file=self.path, reason=error.strerror or error) from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state."""
        try:
            with self._lock:
                connection = self._connection(False)
                if connection_is_busy(connection):  # within a transaction of this very connection
                    yield connection
                    return
                connection.execute("BEGIN")
                try:
                    yield connection
                finally:
                    with suppress(*FAILURES):
                        connection.execute("ROLLBACK")
        except FAILURES as error:
            self._forget()
            with suppress(OSError):  # the folder itself may be gone
                if shutil.disk_usage(self.path.parent).free < _NEEDED:
                    raise LedgerError("ledger.disk_full", file=self.path) from error
            raise LedgerError("ledger.not_read", file=self.path, reason=error) from error

    def settings(self) -> dict[str, str]:
        """What SQLite reports of this file and this connection."""
        with self._lock:
            connection = self._connection(False)
            names = ("journal_mode", "synchronous", "fullfsync", "checkpoint_fullfsync")
            found = {name: str(next(iter(connection.execute(f"PRAGMA {name}")))[0]) for name in names}
            return {"library": library(), **found}

    def behind(self) -> None:
        """A file is no copy of another."""

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._forget()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if self._alone:
            yield
            return
        with self._turns.turn():
            yield

    def _connection(self, create: bool) -> Any:
        if self._held is not None and self._of_process != os.getpid():
            self._left.append(self._held)  # a copied process may not even close what it did not open
            self._held = None
        if self._held is not None and self._mark != self._mark_of_file():
            raise LedgerError("ledger.file_moved", file=self.path)  # what is written to it now would be nowhere
        if self._held is None:
            if self._vfs is None and (kind := kind_of(self.path.parent)) in OVER_A_NETWORK:
                raise LedgerError("ledger.network_disk", file=self.path, kind=kind)
            made = connect(self.path, create=create, vfs=self._vfs)
            try:
                self._make_safe(made)
            except BaseException:
                made.close()
                raise
            self._held, self._of_process, self._mark = made, os.getpid(), self._mark_of_file()
        return self._held

    def _mark_of_file(self) -> tuple[int, int] | None:
        """Which file stands under the path; None where none does, or where what is between SQLite and the disk knows alone."""
        if self._vfs is not None:
            return None
        try:
            found = os.stat(self.path)
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _make_safe(self, made: Any) -> None:
        """Set what keeps a commit through a power cut, and see that it is set.

        Raises:
            LedgerError: the file was last used in WAL mode, and this library is not safe in it; or a setting does not hold.
        """

        def one(sql: str) -> Any:
            return next(iter(made.execute(sql)))[0]

        if self._alone:
            one("PRAGMA locking_mode = EXCLUSIVE")
        wal = is_safe_in_wal(library())
        if not wal and str(one("PRAGMA journal_mode")).lower() == "wal":
            raise LedgerError("ledger.old_sqlite", file=self.path, version=library())
        made.execute(f"PRAGMA synchronous = {_EXTRA}")
        mode = str(one(f"PRAGMA journal_mode = {'WAL' if wal else 'DELETE'}")).lower()
        level = _FULL if mode == "wal" else _EXTRA
        made.execute(f"PRAGMA synchronous = {level}")
        made.execute("PRAGMA fullfsync = 1")
        made.execute("PRAGMA checkpoint_fullfsync = 1")
        made.execute("PRAGMA trusted_schema = 0")
        if mode not in ("wal", "delete") or int(one("PRAGMA synchronous")) < level:
            raise LedgerError("ledger.not_full", file=self.path, mode=mode)
        self._reach_the_disk(made)

    def _reach_the_disk(self, made: Any) -> None:
        """Have what an earlier writer left reach the disk: it may have been killed between writing and being sure of it, and what
        is read from here on is told as kept."""
        list(made.execute("PRAGMA wal_checkpoint(PASSIVE)"))
        if self._vfs is None:
            keep_names(self.path.parent)

    def _undo(self) -> None:
        with suppress(*FAILURES):
            self._held.execute("ROLLBACK")

    def _forget(self) -> None:
        if self._held is not None:
            if self._of_process == os.getpid():
                with suppress(*FAILURES):
                    self._held.close()
            self._held = None


def connection_is_busy(connection: Any) -> bool:
    """Whether a connection is within a transaction."""
    return bool(connection.in_transaction)
