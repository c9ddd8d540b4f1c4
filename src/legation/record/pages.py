"""The edition of a record with a log: a digest of the record and of each page of rows, so that more rows cost what they hold.

A page is digested by its own words and not by numbers that a longer log would change; in how many files the rows came is not
told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

import numpy as np

from legation.record.log import COLUMNS, Log, one_log

ROWS: Final = 1 << 16
"""Rows of a page."""


def pages(log: Log) -> tuple[str, ...]:
    """The digests of the pages of a log."""
    return tuple(_page(log.take(np.arange(first, min(first + ROWS, len(log))))) for first in range(0, len(log), ROWS))


def edition_of(record: str, digests: Sequence[str]) -> str:
    """The edition of a record, whose own edition is given, with a log."""
    return hashlib.sha256("\n".join((record, *digests)).encode()).hexdigest()


def _page(log: Log) -> str:
    log = one_log([log])
    digest = hashlib.sha256("\0".join((*log.kinds, "", *log.names, "")).encode())
    for name in COLUMNS:
        digest.update(np.ascontiguousarray(getattr(log, name)).view(np.uint8))  # type: ignore[arg-type]
    return digest.hexdigest()
