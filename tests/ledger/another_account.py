"""Doing something as an account that may not read everything, as a service does on a server."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

NOBODY: Final = 65534


@contextmanager
def folder_of_an_account() -> Iterator[Path]:
    """A folder outside the tests' own, which another account could not enter."""
    folder = Path(tempfile.mkdtemp(prefix="legation-account-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def as_that_account(folder: Path) -> Iterator[None]:
    """Within it what is done is done by the owner of everything in a folder, and never by the administrator of the machine."""
    if os.geteuid() != 0:
        yield
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
