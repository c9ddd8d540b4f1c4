"""What the ledger needs of a database, and what it says when that fails."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

Values = Sequence[Any]


class Connection(Protocol):
    """One connection to a database. SQL is written with ``?`` for values."""

    def execute(self, sql: str, values: Values = ()) -> Iterable[tuple[Any, ...]]:
        """Run one statement; gives its rows."""

    def executemany(self, sql: str, rows: Iterable[Values]) -> None:
        """Run one statement for each row of values."""


class Database(Protocol):
    """A database that keeps one ledger."""

    @property
    def about(self) -> str:
        """How a person names it: the file, or the address without its password."""

    def create(self) -> None:
        """Make the tables of a new ledger.

        Raises:
            LedgerError: there is one already, or it cannot be made.
        """

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction in which nobody else writes, in order of coming. Left, it is on the disk; left by an exception, undone.

        Raises:
            NotAcknowledged: the database failed; nothing was written.
        """

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that sees one state of everything and hinders no writer.

        Raises:
            LedgerError: the database cannot be read.
        """

    def settings(self) -> dict[str, str]:
        """What decides whether writes outlast a power cut, by name, as the database itself reports it."""

    def close(self) -> None:
        """Let go of it."""
