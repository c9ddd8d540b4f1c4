"""Which record a command asks, and which of its sources."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Book:
    """Which record to ask, and which of its sources."""

    record: str
    sources: str | None = None
