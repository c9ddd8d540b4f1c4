"""Whether what serves is set safely: the names it answers to, the line to its readers, and the office's own folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from legation.archive.doctor import Finding, finding, or_refused
from legation.archive.ledger.keys import SIGNING
from legation.archive.ledger.marks import is_address
from legation.archive.ledger.opening import keys_of
from legation.office.office_home import SECRET, SQLITE, database_at, home_of, is_prepared

LEAST_SECRET: Final = 50
"""Characters of a key below which it could be guessed."""
ANY: Final = ("*", ".")
_NAME: Final = re.compile(r"[0-9A-Za-z_-]+(\.[0-9A-Za-z_-]+)*\.?|\[[0-9A-Fa-f:.]+\]")
"""A name or an address as a reader's program asks for it: without scheme, port, path or space."""


def serving_examined(environment: Mapping[str, str] = os.environ) -> Iterator[Finding]:
    """What the environment asks of a server."""
    hosts = [one for one in environment.get("LEGATION_HOSTS", "").split(",") if one]
    if any(one.startswith(ANY) for one in hosts):
        yield finding("wrong", "any_host", value=",".join(hosts))
    elif strange := [one for one in hosts if not _NAME.fullmatch(one)]:
        yield finding("wrong", "no_host", value=strange[0])
    elif hosts:
        yield finding("right", "hosts", value=", ".join(hosts))
        if environment.get("LEGATION_BEHIND_TLS") == "1":
            yield finding("right", "tls")
        else:
            yield finding("wrong", "no_tls", value=hosts[0])


def office_examined(ledger: str) -> Iterator[Finding]:
    """What is found of the office of a ledger, where it has one."""
    yield from or_refused(_office(ledger))


def _office(ledger: str) -> Iterator[Finding]:
    if not is_prepared(ledger):
        return
    home = home_of(ledger)
    if home.stat().st_mode & 0o077:
        yield finding("wrong", "office_open", folder=home)
    else:
        yield finding("right", "office_closed", folder=home)
    if len((home / SECRET).read_text(encoding="ascii", errors="replace").strip()) < LEAST_SECRET:
        yield finding("wrong", "short_secret", file=home / SECRET)
    if not database_at(home):
        yield from _database(ledger, home / SQLITE)
    keys = keys_of(ledger)
    if not is_address(ledger) and (keys / SIGNING).is_file() and _same_disk(keys, Path(ledger).parent):
        yield finding("mind", "keys_on_the_same_disk", folder=keys)


def _database(ledger: str, file: Path) -> Iterator[Finding]:
    """Whether the office's own database is there: an empty one would take the place of accounts and drafts that were lost."""
    try:
        with file.open("r+b"):
            is_there = file.stat().st_size > 0
    except FileNotFoundError:
        is_there = False
    if not is_there:
        yield finding("wrong", "no_office_database", file=file, ledger=ledger)


def _same_disk(one: Path, other: Path) -> bool:
    return one.stat().st_dev == other.stat().st_dev
