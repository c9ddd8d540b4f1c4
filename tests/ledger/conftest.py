"""The same suite on both databases: a fixture ``ledger`` on SQLite, and on a real PostgreSQL where one can be started here."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.archive.ledger.sealed_ledger import SealedLedger
from tests.ledger.small_ledger import Clock, small_ledger


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(tmp_path: Path, clock: Clock) -> SealedLedger:
    return small_ledger(tmp_path, clock=clock)
