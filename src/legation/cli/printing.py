"""PDF through a headless Chromium, where the machine has one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Final

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
SECONDS: Final = 600
FLAGS: Final = (
    "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-quic", "--no-pdf-header-footer",
)  # fmt: skip


class NotPrinted(Exception):
    """The browser did not make the PDF; ``reason`` is its own word for it, empty where it took too long."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def browser(environment: Mapping[str, str] | None = None) -> str | None:
    """The Chromium to print with: that of ``LEGATION_CHROMIUM``, else the first on the path; None where there is none."""
    given = os.environ if environment is None else environment
    if named := given.get("LEGATION_CHROMIUM"):
        return shutil.which(named)
    return next((found for name in NAMES if (found := shutil.which(name, path=given.get("PATH")))), None)


def print_pdf(program: str, page: Path, target: Path, seconds: int = SECONDS) -> None:
    """Print an HTML file of ours as PDF.

    Raises:
        NotPrinted: the browser failed or took too long; no half-written file is left.
    """
    with tempfile.TemporaryDirectory(prefix="legation-print-") as profile:
        made = Path(profile) / "page.pdf"
        command = [program, *FLAGS, f"--user-data-dir={profile}", f"--print-to-pdf={made}", page.resolve().as_uri()]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # Chromium refuses to start as root otherwise; the page is our own file
        try:
            done = subprocess.run(command, capture_output=True, timeout=seconds, check=False)  # noqa: S603 - the program named
        except subprocess.TimeoutExpired as error:
            raise NotPrinted("") from error
        except OSError as error:
            raise NotPrinted(error.strerror or "?") from error
        if not made.is_file() or not made.read_bytes().startswith(b"%PDF"):
            raise NotPrinted(f"exit {done.returncode}")
        target.write_bytes(_smaller(made.read_bytes()))


def _smaller(data: bytes) -> bytes:
    """The same PDF with its small objects packed together, where pikepdf is installed: two thirds of a report are tags for those
    who hear a page, which Chromium writes one by one and uncompressed."""
    try:
        import pikepdf
    except ImportError:
        return data
    made = BytesIO()
    with pikepdf.open(BytesIO(data)) as document:
        document.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return made.getvalue()
