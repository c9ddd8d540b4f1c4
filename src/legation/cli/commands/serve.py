"""``legation serve``: the portal on this machine."""

from __future__ import annotations

import socket
from typing import Annotated

import typer

from legation.cli.language import told
from legation.cli.opened import Book, opened
from legation.cli.options import Record
from legation.cli.output import fail


def serve(
    record: Record = "peru",
    host: Annotated[str, typer.Option("--host", help="cli.host")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="cli.port", min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option("--workers", help="cli.workers", min=1, max=64)] = 1,
    ledger: Annotated[str | None, typer.Option("--ledger", help="cli.serve_ledger")] = None,
) -> None:
    if ledger is None:
        opened(Book(record))
    if not _is_free(host, port):
        fail(told("cli.port_taken", port=port, other=port + 1))
    from legation.office.serve import run, run_office  # Django is loaded once nothing stands in the way

    if ledger is None:
        run(record, host, port, workers)
    else:
        from legation.office.making_ready import refuse_unready

        refuse_unready(ledger)
        run_office(ledger, host, port, workers)


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError:
            return False
    return True
