"""The database of an office, brought up to this version wholly or not at all, wherever the process is stopped.

Django records some migrations only after they were made, so that one stopped between the two could not be begun again. So a
SQLite file is brought up as a copy that then takes its place, and PostgreSQL in one transaction.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Final

from legation.archive.whole_files import keep_names
from legation.office.office_home import SQLITE, database_at

JOURNAL: Final = "-journal"


def migrate() -> None:
    """Bring the database that the settings name up to this version."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def is_behind() -> bool:
    """Whether the database that the settings name is not as this version needs it.

    Raises:
        DatabaseError: it cannot be read.
    """
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    connection = connections["default"]
    executor = MigrationExecutor(connection)
    planned = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return bool(planned) or "office_cache" not in connection.introspection.table_names()


def bring_up(home: Path) -> None:
    """Bring the database of the office in a folder up to this version.

    Raises:
        DatabaseError: it cannot be reached, read or written; it is as it was.
        OSError: the folder cannot be written.
    """
    from django.db import connections, transaction

    if database_at(home):
        with transaction.atomic():
            migrate()
        return
    place, beside = home / SQLITE, home / f".{SQLITE}.new"
    for left in (beside, Path(f"{beside}{JOURNAL}")):
        left.unlink(missing_ok=True)
    if place.exists():
        if not is_behind():
            return
        _copy(place, beside)
    connections.close_all()
    beside.touch(mode=0o600)
    settings = connections["default"].settings_dict
    usual = settings["NAME"]
    settings["NAME"] = str(beside)
    try:
        migrate()
    finally:
        connections.close_all()
        settings["NAME"] = usual
    number = os.open(beside, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
    os.replace(beside, place)
    keep_names(home)


def _copy(source: Path, target: Path) -> None:
    target.touch(mode=0o600)
    reading = sqlite3.connect(source, timeout=20)
    writing = sqlite3.connect(target)
    try:
        reading.backup(writing)
    finally:
        writing.close()
        reading.close()
