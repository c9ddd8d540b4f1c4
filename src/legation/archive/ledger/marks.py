"""How a ledger is told from other things by its name or its first bytes; nothing is loaded for it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

APPLICATION: Final = 0x4C474C31
"""Marks a file as a ledger of Legation (``PRAGMA application_id``)."""
NOT_ALLOWED: Final = "ledger.not_allowed"
"""Which message says that a file is there which may be a ledger, and may not be read."""
SCHEMES: Final = ("postgresql://", "postgres://")
_HEADER: Final = b"SQLite format 3\0"
_PLACE: Final = slice(68, 72)


def is_address(name: str | Path) -> bool:
    """Whether a name is the address of a PostgreSQL database."""
    return str(name).startswith(SCHEMES)


def why_no_ledger(name: str | Path) -> str:
    """Which message says why there is no ledger under a name; empty where there is one."""
    if is_ledger(name):
        return ""
    try:
        with Path(name).open("rb"):
            return "ledger.none_there"
    except PermissionError:
        return NOT_ALLOWED
    except OSError:
        return "ledger.none_there"


def is_ledger(name: str | Path) -> bool:
    """Whether a name is the address of a database, or that of a file with a ledger."""
    if is_address(name):
        return True
    try:
        with Path(name).open("rb") as file:
            head = file.read(_PLACE.stop)
    except OSError:
        return False
    return head.startswith(_HEADER) and head[_PLACE] == APPLICATION.to_bytes(4, "big")
