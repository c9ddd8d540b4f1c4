"""The level at which the record is read while a request is answered: the open one unless whoever asks may read more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

_LEVEL: Final[ContextVar[str]] = ContextVar("level", default="")


def level_read() -> str:
    """The level; empty for the most open one."""
    return _LEVEL.get()


@contextmanager
def reading_at(level: str) -> Iterator[None]:
    """While the record is read at a level.

    Args:
        level: empty for the most open one.
    """
    before = _LEVEL.set(level)
    try:
        yield
    finally:
        _LEVEL.reset(before)
