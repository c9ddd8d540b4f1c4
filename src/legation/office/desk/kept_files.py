"""Files of sources, kept by their hash: the same file is kept once, and a kept one never changes."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Final

from django.conf import settings

from legation.archive.whole_files import write_whole

LARGEST: Final = 20 * 1024 * 1024
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_MARKS: Final = (
    (b"%PDF-", "application/pdf"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"),
)  # fmt: skip


def media_type(data: bytes) -> str:
    """What a file is, by its first bytes and never by its name; empty where it is none of those kept."""
    found = next((media for mark, media in _MARKS if data.startswith(mark)), "")
    if found:
        return found
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return ""
    return "" if any(mark < " " and mark not in "\n\r\t\f" for mark in text) else "text/plain; charset=utf-8"


def keep(data: bytes) -> str:
    """Keep a file; when this returns it has reached the disk.

    Returns:
        Its SHA-256, in hexadecimal.
    """
    digest = hashlib.sha256(data).hexdigest()
    path = _path(digest)
    if path.exists():
        return digest
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(path, data)
    return digest


def kept(digest: str) -> bytes | None:
    """A file that is kept and still what it was; else None."""
    if not _DIGEST.fullmatch(digest):
        return None
    try:
        data = _path(digest).read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == digest else None


def _path(digest: str) -> Path:
    return Path(settings.LEGATION_FILES) / digest[:2] / digest
