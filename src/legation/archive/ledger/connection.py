"""What the ledger needs of a database, and what it says when that fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

Values = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Behind:
    """How far a copy of a database is behind the one that it follows.

    Args:
        seconds: since the last change that it has applied was made, 0 where it has applied all that it received.
        is_linked: whether it hears from the other now; else nobody here knows what was written there since.
        waiting: bytes received and not yet applied.
        entries: so many entries of the most open log at least are missing, by the last checkpoint of the other that is at hand;
            None where none is: the copy itself knows only of what it received.
    """

    seconds: int
    is_linked: bool
    waiting: int
    entries: int | None = None


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

    def create(self, fill: Callable[[Connection], None]) -> None:
        """Make the tables of a new ledger and fill them, all in one transaction.

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

    def behind(self) -> Behind | None:
        """How far it is behind the database of which it is a copy that only reads; None where it is no copy.

        Raises:
            LedgerError: it cannot be asked.
        """

    def close(self) -> None:
        """Let go of it."""
