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
SECRET: Final = "secret.key"


def home_of(ledger: str | Path) -> Path:
    """The folder of the office of a ledger: that which ``LEGATION_OFFICE`` names, else beside the file, else beside its keys."""
    if named := os.environ.get(HOME, ""):
        return Path(named)
    return keys_of(ledger).with_suffix(".office") if is_address(ledger) else Path(f"{ledger}.office")


def is_prepared(ledger: str | Path) -> bool:
    """Whether the office of a ledger was made ready."""
    return (home_of(ledger) / SECRET).is_file()


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
