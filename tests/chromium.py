"""A real Chromium, where there is one, and the real server beside it: what the tests of pages begin with."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest

from legation.cli.printing import browser

playwright_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

CHROMIUM: Final = browser()
FLAGS: Final = [
    "--no-sandbox", "--headless", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
SOURCES: Final = Path(__file__).parents[1] / "src"
PATIENCE: Final = 120
"""Seconds in which a server has to say where it listens."""

needed = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser, closed in the end."""
    with playwright_api.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@contextmanager
def serving(code: str) -> Iterator[str]:
    """The address of a real server, started by a line of Python in a process of its own, as the command line starts it."""
    server = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
    )  # fmt: skip
    assert server.stdout is not None
    ready, _, _ = select.select([server.stdout], [], [], PATIENCE)
    line = server.stdout.readline() if ready else f"nothing in {PATIENCE} seconds"
    found = re.search(r"http://127\.0\.0\.1:\d+", line)
    if found is None:
        server.kill()
        pytest.fail(f"the server said {line!r}; {server.communicate()[1][-2000:]}")
    yield found[0]
    server.send_signal(signal.SIGTERM)
    server.wait(timeout=20)
