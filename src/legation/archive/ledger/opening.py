"""Opening ledgers by the name of a file or the address of a database, and their record as an authored folder."""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from legation.archive.cache import cache_folder
from legation.archive.ledger.connection import Database
from legation.archive.ledger.keys import Keys
from legation.archive.ledger.marks import is_address, why_no_ledger
from legation.archive.ledger.sealed_ledger import HOURLY, KEY_DAYS, SealedLedger, create
from legation.archive.ledger.shelf_of_lines import Lines
from legation.record.ledger.book import book_at
from legation.record.ledger.faults import LedgerError

KEYS: Final = "LEGATION_LEDGER_KEYS"
"""Environment variable that names the folder of the keys."""
KEPT_STATES: Final = 2
_FORM: Final = 2
"""Version of the files that entries are written as; raised when the same entries give others: none kept before is read then."""


def open_ledger(name: str | Path, keys: Path | None = None) -> SealedLedger:
    """A ledger that is there.

    Args:
        keys: the folder of its keys; the usual one where none is given (see :func:`keys_of`).

    Raises:
        LedgerError: there is none, or it cannot be opened safely.
    """
    if why := why_no_ledger(name):
        raise LedgerError(why, file=name)
    return SealedLedger(database_of(name), Keys(keys or keys_of(name)))


def create_ledger(
    name: str | Path, called: str, levels: Sequence[str], *, cadence: int = HOURLY, offset: int = 0, key_days: int = KEY_DAYS,
    keys: Path | None = None,
) -> SealedLedger:  # fmt: skip
    """A new ledger in a file or at an address.

    Raises:
        LedgerError: there is something already, or it cannot be made.
    """
    if not is_address(name) and not Path(name).parent.is_dir():
        raise LedgerError("ledger.no_folder", folder=Path(name).parent)
    where = Keys(keys or keys_of(name))
    return create(database_of(name), where, called, levels, cadence=cadence, offset=offset, key_days=key_days)


def database_of(name: str | Path) -> Database:
    """The database of that name, which is opened when it is used."""
    if is_address(name):
        from legation.archive.ledger.postgres_database import PostgresDatabase

        return PostgresDatabase(str(name))
    from legation.archive.ledger.sqlite_database import SqliteDatabase

    return SqliteDatabase(Path(name))


def keys_of(name: str | Path) -> Path:
    """Where the keys of a ledger are: where ``LEGATION_LEDGER_KEYS`` says, else beside its file, else in the user's data."""
    if named := os.environ.get(KEYS, ""):
        return Path(named)
    if not is_address(name):
        return Path(f"{name}.keys")
    chosen = os.environ.get("XDG_DATA_HOME", "")
    home = Path(chosen) if chosen else Path.home() / ".local" / "share"
    return home / "legation" / f"{urlsplit(str(name)).path.strip('/') or 'ledger'}.keys"


def folder_at(name: str | Path, level: str | None = None) -> Path:
    """The record of a ledger as an authored folder, at a level and the more open ones; made in the user's cache, once a state.

    Args:
        level: the most open one where none is given.

    Raises:
        LedgerError: it cannot be opened, or holds no record yet.
    """
    ledger = open_ledger(name)
    try:
        chosen = level or ledger.levels[0]
        state = _state(ledger, chosen)
        root = cache_folder()
        if root is None:
            root = Path(tempfile.mkdtemp(prefix="legation-ledger-"))
            atexit.register(shutil.rmtree, root, ignore_errors=True)
        place = name if is_address(name) else Path(name).resolve()
        own = root / "ledgers" / hashlib.sha256(repr((str(place), chosen)).encode()).hexdigest()[:16]
        target = own / state
        if not target.is_dir():
            files = book_at(ledger, chosen).files()
            if not files:
                raise LedgerError("ledger.nothing_mirrored")
            own.mkdir(parents=True, exist_ok=True, mode=0o700)
            _put(files, target)
            _clear_away(own, target)
        return target
    finally:
        ledger.database.close()


def write_folder(files: Mapping[str, bytes], folder: Path) -> None:
    """Write an authored folder, which must be new or empty.

    Raises:
        LedgerError: it holds something, or cannot be written.
    """
    if folder.exists() and any(folder.iterdir()):
        raise LedgerError("start.not_empty", folder=folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        if folder.exists():
            folder.rmdir()
        _put(files, folder)
    except OSError as error:
        raise LedgerError("ledger.backup_not_written", folder=folder, reason=error.strerror or error) from error


def _put(files: Mapping[str, bytes], target: Path) -> None:
    """Write files beside and rename them together, unless another did."""
    draft = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}-", dir=target.parent))
    try:
        for name, data in files.items():
            path = draft / name
            if not path.resolve().is_relative_to(draft.resolve()):
                raise LedgerError("ledger.path_outside", file=name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        draft.chmod(0o755)
        try:
            os.replace(draft, target)
        except OSError:
            if not target.is_dir():
                raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _state(ledger: SealedLedger, level: str) -> str:
    """A name for what the logs up to a level hold."""
    with ledger.database.reading() as from_:
        lines = Lines(from_)
        ends = [lines.last(one) for one in ledger.levels[: ledger.levels.index(level) + 1]] if level in ledger.levels else []
    if not ends:
        raise LedgerError("ledger.no_level", value=level, known=", ".join(ledger.levels))
    return hashlib.sha256(repr([_FORM, *(end and (end[0], end[2].hex()) for end in ends)]).encode()).hexdigest()[:24]


def _clear_away(own: Path, current: Path) -> None:
    """Take away the states before the last ones; who reads one of them has it compiled by now."""
    states = [path for path in own.iterdir() if path.is_dir() and not path.name.startswith(".") and path != current]
    states.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in states[KEPT_STATES - 1 :]:
        shutil.rmtree(path, ignore_errors=True)
