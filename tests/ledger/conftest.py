"""The same suite on both databases: a fixture ``ledger`` on SQLite, and on a real PostgreSQL where one can be started here."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from legation.archive.ledger.connection import Database
from legation.archive.ledger.sealed_ledger import SealedLedger
from legation.archive.ledger.sqlite_database import SqliteDatabase
from tests.ledger.postgres_server import Server, started
from tests.ledger.small_ledger import Clock, small_ledger

_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def server() -> Iterator[Server | str]:
    """A PostgreSQL for this run, or why there is none."""
    with started() as found:
        yield found


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.long)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database of each kind."""
    if request.param == "sqlite":
        yield SqliteDatabase(tmp_path / "book.ledger")
        return
    server = request.getfixturevalue("server")
    if isinstance(server, str):
        pytest.skip(server)
    from legation.archive.ledger.postgres_database import PostgresDatabase

    made = PostgresDatabase(server.database(f"ledger_{next(_NUMBERS)}"))
    yield made
    made.close()


@pytest.fixture
def ledger(tmp_path: Path, database: Database, clock: Clock) -> SealedLedger:
    return small_ledger(tmp_path, database, clock)
