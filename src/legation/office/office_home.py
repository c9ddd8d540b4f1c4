"""Where a ministry's office keeps what is its own: its database, its key and the files of its sources."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final

from legation.archive.ledger.marks import is_address
from legation.archive.ledger.opening import keys_of
from legation.archive.whole_files import write_whole

HOME: Final = "LEGATION_OFFICE"
"""Environment variable that names the folder."""
DATABASE: Final = "LEGATION_OFFICE_DATABASE"
"""Environment variable that gives the address of the office's database, before what the folder says."""
SECRET: Final = "secret.key"
SQLITE: Final = "office.sqlite3"
ADDRESS: Final = "database.address"
"""The file of the folder that keeps that address, where the office was made ready on a PostgreSQL."""


def home_of(ledger: str | Path) -> Path:
    """The folder of the office of a ledger: that which ``LEGATION_OFFICE`` names, else beside the file, else beside its keys."""
    if named := os.environ.get(HOME, ""):
        return Path(named)
    return keys_of(ledger).with_suffix(".office") if is_address(ledger) else Path(f"{ledger}.office")


def is_prepared(ledger: str | Path) -> bool:
    """Whether the office of a ledger was made ready."""
    return (home_of(ledger) / SECRET).is_file()


def database_at(home: Path) -> str:
    """The address of the office's database; empty where it is the SQLite file of the folder."""
    if named := os.environ.get(DATABASE, ""):
        return named
    try:
        return (home / ADDRESS).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""


def make_home(ledger: str | Path) -> Path:
    """The folder of the office, made with its key where it is not there.

    Raises:
        OSError: it cannot be written.
    """
    home = home_of(ledger)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    (home / "files").mkdir(exist_ok=True, mode=0o700)
    if not (home / SECRET).exists():
        write_whole(home / SECRET, f"{secrets.token_urlsafe(64)}\n".encode("ascii"))
    return home
