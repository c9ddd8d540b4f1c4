"""Small ledgers for tests, whose clock and salts are given, so that the same deeds give the same bytes."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from legation.archive.ledger.connection import Database
from legation.archive.ledger.keys import Keys
from legation.archive.ledger.sealed_ledger import SealedLedger, create
from legation.archive.ledger.sqlite_database import SqliteDatabase
from legation.record.ledger.entry import Batch, Entry

LEVELS = ("public", "confidential", "reserved", "secret")
NAME = "ministry.example/ledger"


class Clock:
    """A clock that goes on by a second whenever it is read, and that can be set."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def counted_salts() -> Callable[[int], bytes]:
    """Salts that anyone can guess, the same in each run."""
    numbers = itertools.count()
    return lambda size: hashlib.sha256(str(next(numbers)).encode()).digest()[:size]


def small_ledger(folder: Path, database: Database | None = None, clock: Clock | None = None) -> SealedLedger:
    """A new ledger in a folder, in SQLite where no database is given."""
    kept = database or SqliteDatabase(folder / "book.ledger")
    return create(kept, Keys(folder / "keys"), NAME, LEVELS, now=clock or Clock(), salts=counted_salts())


def claim(number: int, level: str = "public", **cells: str) -> Entry:
    """A claim that Peru established relations with Chile, and what else its cells say."""
    said = {
        "claim": f"c-{number}", "act": f"a-{number}", "kind": "relations_established", "date": "1822", "subject": "peru",
        "object": "chile", "title": f"Relations {number}", "title_es": f"Relaciones {number}",
        "level": "" if level == "public" else level, **cells,
    }  # fmt: skip
    return Entry("entered", "acts", said["claim"], {name: value for name, value in said.items() if value}, level)


def batch(number: int, *entries: Entry) -> Batch:
    """A draft filed by one and approved by another."""
    return Batch(f"d-{number}", entries or (claim(number),), "clerk", "desk")
