"""Serve the portal from this machine."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from gunicorn.app.base import BaseApplication

from legation.archive.doctor import Finding
from legation.office.office_examined import office_examined, serving_examined
from legation.terms.told import ToldError

THREADS: Final = 4
NO_TLS: Final = "doctor.no_tls"
"""Told by ``legation doctor``; a closed network may do without."""


class Portal(BaseApplication):  # type: ignore[misc, unused-ignore]
    """Gunicorn inside this process, set up here and by nothing else."""

    def __init__(self, host: str, port: int, workers: int = 1) -> None:
        self.address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self.workers = workers
        super().__init__()

    def load_config(self) -> None:
        """Workers of a few threads each, copies of this process: they share what it has opened, and keep nothing of a reader."""
        chosen: dict[str, Any] = {
            "bind": self.address,
            "workers": self.workers,
            "threads": THREADS,
            "worker_class": "gthread",
            "loglevel": "warning",
            "proc_name": "legation",
            "when_ready": self.say_ready,
            "control_socket_disable": True,
        }
        for name, value in chosen.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, in the worker; the record is already open, as it was before this process was parted in two."""
        from legation.office.wsgi import application

        return application

    def say_ready(self, server: Any) -> None:
        """One line, when the address listens."""
        host, port = server.LISTENERS[0].sock.getsockname()[:2]
        sys.stdout.write(f"Legation: http://{f'[{host}]' if ':' in host else host}:{port}/\n")
        sys.stdout.flush()


def run(record: str, host: str, port: int, workers: int = 1) -> None:
    """Serve a record until stopped.

    Args:
        record: the name of a bundled record, an authored folder, a build, a shelf of builds, published editions, or a ledger.
        host, port: where to listen; port 0 takes a free one, which the line printed names.
        workers: how many processes answer.

    Raises:
        QuestionError: there is no such record, or it has errors.
    """
    from legation.archive.shelf import bundled

    is_path = record not in bundled() and Path(record).exists()
    os.environ["LEGATION_RECORD"] = str(Path(record).resolve()) if is_path else record
    _serve("legation.office.settings", host, port, workers)


def run_office(ledger: str, host: str, port: int, workers: int = 1) -> None:
    """Serve a ministry's office on a ledger until stopped.

    Args:
        ledger: its file or address; the office was made ready (see :mod:`~legation.office.making_ready`).
        host, port, workers: as for :func:`run`.

    Raises:
        LedgerError: the ledger cannot be opened safely, or holds no record yet.
        ToldError: others can enter the office's folder, its key can be guessed, or its database is of another version.
    """
    from legation.office.making_ready import refuse_of_another_version

    refuse_unsafe(office_examined(ledger))
    refuse_of_another_version(ledger)
    _serve("legation.office.ministry_settings", host, port, workers)


def refuse_unsafe(found: Iterable[Finding]) -> None:
    """Refuse to start where something is wrong that no reader could see.

    Raises:
        ToldError: it is, with what to do.
    """
    for one in found:
        if one.verdict == "wrong":
            raise ToldError(one.code, **dict(one.values))


def _serve(settings: str, host: str, port: int, workers: int) -> None:
    refuse_unsafe(one for one in serving_examined() if one.code != NO_TLS)
    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    if host not in ("127.0.0.1", "localhost", "::1", "0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        os.environ["LEGATION_HOSTS"] = ",".join(filter(None, [os.environ.get("LEGATION_HOSTS", ""), host]))
    from legation.office.opened import warm  # reads the settings that the environment names

    warm()  # once, for every worker; a record that cannot be read is told before anything listens
    if settings == "legation.office.settings":
        from legation.office.first_answers import answer_first
        from legation.office.wsgi import application

        answer_first(application)
    gc.freeze()  # it stays as long as the portal does: nothing in it is looked through for what may be let go
    Portal(host, port, workers).run()
