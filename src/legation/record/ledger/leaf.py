"""An entry as one line of its log, which is also the leaf of the tree over it.

``1 <hash of the line before, 64 hex digits> <moment sealed, UTC> <canonical JSON>``. The first character is the version
of the form. The JSON holds a salt, so that the hash of a restricted line tells nothing to who guesses at what it says.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any, Final, cast

from legation.record.ledger.canonical import canonical, from_canonical
from legation.record.ledger.entry import DEEDS, TABLES, Batch, Boxed, Entry, Place, Sealed
from legation.record.ledger.faults import Tampered

VERSION: Final = "1"
_HASH: Final = slice(2, 66)
_SEALED: Final = slice(67, 94)
_CONTENT: Final = slice(95, None)
_HEAD: Final = re.compile(r"1 [0-9a-f]{64} \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z \{")


def beginning(log: str) -> str:
    """What stands for the line before the first one of a log: it binds every line to that log by name."""
    return hashlib.sha256(log.encode()).hexdigest()


def line_of(entry: Entry, batch: Batch, *, before: str, sealed: str, clock: str, salt: str) -> str:
    """The line of an entry.

    Args:
        before: hash of the line before; sealed: the moment; clock: what the clock showed, where that was earlier.
        salt: some 128 bits that nobody can guess, in hexadecimal.
    """
    personal = entry.personal
    said: dict[str, Any] = {
        "deed": entry.deed, "table": entry.table, "key": entry.key, "level": entry.level, "file": entry.file,
        "cells": {name: value for name, value in entry.cells.items() if value != ""}, "reason": entry.reason,
        "personal": {"subject": personal.subject, "box": personal.box} if isinstance(personal, Boxed) else None,
        "draft": batch.draft, "by": batch.by, "approved": batch.approved, "clock": clock, "salt": salt,
    }  # fmt: skip
    content = canonical({name: value for name, value in said.items() if value not in ("", None, {})})
    return f"{VERSION} {before} {sealed} {content}"


def before_of(line: str) -> str:
    """The hash of the line before, as a line states it."""
    return line[_HASH]


def sealed_of(line: str) -> str:
    """The moment at which a line was sealed."""
    return line[_SEALED]


def content_of(line: str) -> dict[str, Any]:
    """The JSON of a line.

    Raises:
        LedgerError: it is none.
    """
    return cast(dict[str, Any], from_canonical(line[_CONTENT]))


def read_line(level: str, number: int, line: str) -> Sealed:
    """The entry in a line of a log.

    Raises:
        Tampered: the line is not what is written by :func:`line_of`.
    """
    said = from_canonical(line[_CONTENT]) if _HEAD.match(line) else None
    if (
        not isinstance(said, dict)
        or said.get("deed") not in DEEDS
        or said.get("table") not in TABLES
        or said.get("level") != level
    ):
        raise Tampered("ledger.line_unreadable", level=level, number=number)
    personal = said.get("personal")
    entry = Entry(
        said["deed"], said["table"], _text(said, "key"), cast(dict[str, Any], said.get("cells", {})), level,
        _text(said, "file"), _text(said, "reason"),
        Boxed(_text(personal, "subject"), _text(personal, "box")) if personal else None,
    )  # fmt: skip
    draft, by, approved, clock = (_text(said, name) for name in ("draft", "by", "approved", "clock"))
    return Sealed(Place(level, number), sealed_of(line), entry, draft, by, approved, clock)


def _text(said: dict[str, Any], name: str) -> str:
    value = said.get(name, "")
    return value if isinstance(value, str) else ""
