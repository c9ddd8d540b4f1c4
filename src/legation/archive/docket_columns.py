"""The docket of a record, all of it known, as a build keeps it: working it out takes longer than any other question."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from legation.standings.docket import Entry


def encoded(entries: Iterable[Entry]) -> bytes:
    """The docket as the bytes of a file of a build."""
    rows = [[getattr(entry, one.name) for one in fields(Entry)] for entry in entries]
    return (json.dumps(rows, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def decoded(data: bytes) -> list[Entry]:
    """The same, back.

    Raises:
        ValueError, TypeError: the bytes are not what :func:`encoded` gives.
    """
    names = [one.name for one in fields(Entry)]
    rows: list[dict[str, Any]] = [dict(zip(names, row, strict=True)) for row in json.loads(data)]
    return [Entry(**{**row, "said": tuple((claim, says) for claim, says in row["said"])}) for row in rows]
