"""A ledger in PostgreSQL, for a ministry that outgrows one file: the same tables, refused and queued by the server."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final
from urllib.parse import urlsplit

from legation.archive.ledger.connection import Behind, Connection, Values
from legation.archive.ledger.tables import in_postgresql
from legation.record.ledger.faults import LedgerError, NotAcknowledged

try:
    import psycopg
except ImportError:  # only a ministry with PostgreSQL installs it
    psycopg = None  # type: ignore[assignment]

SCHEMA: Final = "legation_ledger"
_QUEUE: Final = 0x4C474C31
"""The lock in which writers wait; the server wakes them in the order of coming."""
_NEEDED: Final = {"fsync": ("on",), "full_page_writes": ("on",), "synchronous_commit": ("on", "remote_apply", "remote_write")}
"""What decides whether a commit outlasts a power cut, and what it must say."""
_BEHIND: Final = (
    "SELECT pg_is_in_recovery(), EXISTS (SELECT 1 FROM pg_stat_wal_receiver),"
    " coalesce(pg_wal_lsn_diff(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()), 0)::bigint,"
    " extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())"
)
"""Whether a server is a replica, whether it hears from its primary, bytes to be applied, seconds since what it applied last."""


def parts_of(address: str) -> dict[str, str]:
    """What an address of a database says, by the names of the library that speaks to it: ``dbname``, ``host``, ``sslmode``."""
    from psycopg.conninfo import conninfo_to_dict

    return {name: str(value) for name, value in conninfo_to_dict(address).items() if value is not None}


class _Adapted:
    """A connection of psycopg under SQL that writes ``?`` for values."""

    def __init__(self, made: Any) -> None:
        self.made = made

    def execute(self, sql: str, values: Values = ()) -> Iterable[tuple[Any, ...]]:
        cursor = self.made.execute(sql.replace("?", "%s") if values else sql, values or None)
        return cursor.fetchall() if cursor.description else ()

    def executemany(self, sql: str, rows: Iterable[Values]) -> None:
        with self.made.cursor() as cursor:
            cursor.executemany(sql.replace("?", "%s"), list(rows))


class PostgresDatabase:
    """A database at an address.

    Args:
        address: such as ``postgresql://ledger@db.example/ministry``; the password is best kept in ``PGPASSFILE``.

    Raises:
        LedgerError: the package that speaks to PostgreSQL is not installed.
    """

    def __init__(self, address: str) -> None:
        if psycopg is None:
            raise LedgerError("ledger.no_psycopg")
        self.address = address
        self._held: Any = None
        self._of_process = 0
        self._lock = threading.RLock()

    @property
    def about(self) -> str:
        """The address without its password."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.hostname or ''}{parts.path}"

    def create(self, fill: Callable[[Connection], None]) -> None:
        """Make the tables in a schema of their own, and fill them."""
        with self.writing() as to:
            if list(to.execute("SELECT 1 FROM information_schema.schemata WHERE schema_name = ?", (SCHEMA,))):
                raise LedgerError("ledger.exists", file=self.about)
            to.execute(f"CREATE SCHEMA {SCHEMA}")
            for statement in in_postgresql():
                to.execute(statement)
            fill(to)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction in which nobody else writes."""
        with self._lock:
            try:
                connection = self._connection()
                connection.execute("BEGIN ISOLATION LEVEL READ COMMITTED")
                try:
                    connection.execute(f"SELECT pg_advisory_xact_lock({_QUEUE})")
                    yield connection
                    connection.execute("COMMIT")
                except BaseException:
                    self._undo()
                    raise
            except psycopg.errors.ReadOnlySqlTransaction as error:
                raise LedgerError("ledger.only_a_copy", file=self.about) from error
            except psycopg.Error as error:
                self._forget()
                raise NotAcknowledged("ledger.not_written", file=self.about, reason=_plain(error)) from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state."""
        with self._lock:
            try:
                connection = self._connection()
                if connection.made.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
                    yield connection  # within a transaction of this very connection
                    return
                connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                try:
                    yield connection
                finally:
                    self._undo()
            except (psycopg.errors.UndefinedTable, psycopg.errors.InsufficientPrivilege) as error:
                self._forget()
                if self._is_hidden():
                    raise LedgerError("ledger.no_right", file=self.about, schema=SCHEMA) from error
                raise LedgerError("ledger.none_there", file=self.about) from error
            except psycopg.Error as error:
                self._forget()
                raise LedgerError("ledger.not_read", file=self.about, reason=_plain(error)) from error

    def settings(self) -> dict[str, str]:
        """What the server reports."""
        with self.reading() as from_:
            names = ("server_version", *_NEEDED)
            return {name: str(next(iter(from_.execute(f"SHOW {name}")))[0]) for name in names}

    def behind(self) -> Behind | None:
        """How far this server is behind the one whose changes it applies (streaming replication); None where it is no replica."""
        with self.reading() as from_:
            is_copy, linked, waiting, seconds = next(iter(from_.execute(_BEHIND)))
        if not is_copy:
            return None
        is_late = not linked or waiting > 0
        return Behind(max(round(float(seconds or 0)), 0) if is_late else 0, bool(linked), int(waiting))

    def close(self) -> None:
        """Let go of the connection."""
        with self._lock:
            self._forget()

    def _connection(self) -> _Adapted:
        if self._held is not None and self._of_process != os.getpid():
            self._held = None  # a copied process opens one of its own
        if self._held is None:
            made = _Adapted(psycopg.connect(self.address, autocommit=True, prepare_threshold=None, connect_timeout=10))
            made.execute(f"SET search_path = {SCHEMA}")
            made.execute("SET synchronous_commit = on")
            for name, allowed in _NEEDED.items():
                said = str(next(iter(made.execute(f"SHOW {name}")))[0])
                if said not in allowed:
                    made.made.close()
                    raise LedgerError("ledger.server_unsafe", name=name, value=said, file=self.about)
            self._held, self._of_process = made, os.getpid()
        return self._held  # type: ignore[no-any-return]

    def _is_hidden(self) -> bool:
        """Whether there is a ledger here that the role may not read: the names of schemas are told to everybody."""
        try:
            return bool(list(self._connection().execute("SELECT 1 FROM pg_namespace WHERE nspname = ?", (SCHEMA,))))
        except psycopg.Error:
            return False

    def _undo(self) -> None:
        with suppress(psycopg.Error):
            self._held.execute("ROLLBACK")

    def _forget(self) -> None:
        if self._held is not None:
            if self._of_process == os.getpid():
                with suppress(psycopg.Error):
                    self._held.made.close()
            self._held = None


def _plain(error: Exception) -> str:
    """The reason alone: where the server is stands in the message already."""
    said = str(error).strip().splitlines()
    return said[0].rpartition("failed: ")[2] if said else type(error).__name__
