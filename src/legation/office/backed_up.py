"""A copy of what is an office's own: accounts, drafts and trail, the files of sources and the key, while people go on working."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import Final

from legation.archive.whole_files import keep_names
from legation.office.making_ready import NotReady
from legation.office.office_home import SECRET, SQLITE, database_at, home_of, is_prepared

FILES: Final = "files"


def back_up_office(ledger: str, target: Path) -> int:
    """Copy the office of a ledger into a new folder, which restored takes the place of the office's own.

    Files never change and are copied after the database, so that each one that it names is there.

    Returns:
        How many files of sources were copied.

    Raises:
        NotReady: there is no office, its database is in PostgreSQL, or the folder is not new.
        OSError: it cannot be written; nothing is left of it.
    """
    home = home_of(ledger)
    if not is_prepared(ledger):
        raise NotReady("cli.office_not_ready", ledger=ledger)
    if database_at(home):
        raise NotReady("cli.office_elsewhere", folder=home)
    if not (home / SQLITE).is_file():
        raise NotReady("doctor.no_office_database", file=home / SQLITE, ledger=ledger)
    if target.exists():
        raise NotReady("start.not_empty", folder=target)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        try:
            _copy_database(home / SQLITE, draft / SQLITE)
        except sqlite3.Error as error:
            raise NotReady("cli.cannot_read", file=home / SQLITE, reason=error) from error
        _copy(home / SECRET, draft / SECRET)
        (draft / FILES).mkdir(mode=0o700)
        names = sorted(path for path in (home / FILES).rglob("*") if path.is_file() and not path.name.startswith("."))
        for path in names:
            place = draft / path.relative_to(home)
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _copy(path, place)
        keep_names(draft)
        os.replace(draft, target)
        keep_names(target.parent)
        return len(names)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _copy_database(source: Path, target: Path) -> None:
    """A copy of one state of a database, whoever writes to it meanwhile."""
    target.touch(mode=0o600)
    reading = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True, timeout=20)
    try:
        writing = sqlite3.connect(target)
        try:
            writing.execute("PRAGMA synchronous = EXTRA")
            reading.backup(writing)
            if next(iter(writing.execute("PRAGMA integrity_check")))[0] != "ok":
                raise OSError(None, "integrity_check", str(source))
        finally:
            writing.close()
    finally:
        reading.close()


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as read, target.open("xb") as write:
        os.fchmod(write.fileno(), 0o600)
        shutil.copyfileobj(read, write)
        write.flush()
        os.fsync(write.fileno())
