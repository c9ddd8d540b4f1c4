"""Which record a command asks, which of its sources, and under which scenario."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Book:
    """Which record to ask, which of its sources, and the file of the scenario to lay over it."""

    record: str
    sources: str | None = None
    scenario: Path | None = None
