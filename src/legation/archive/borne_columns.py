"""What was recorded of each standing, in columns, as a build keeps it beside its rectangles."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from legation.record.acts import Days
from legation.standings.asof import Bearing
from legation.standings.folding import Borne
from legation.standings.key import Key


def encoded(borne: Iterable[Borne]) -> bytes:
    """What was recorded of each standing as the bytes of a file of a build."""
    rows = [
        [
            one.key.kind, one.key.roles, one.known_from, one.known_to, one.bearing.names,
            _days(one.bearing.openings), _days(one.bearing.endings), one.bearing.acts,
        ]
        for one in borne
    ]  # fmt: skip
    return (json.dumps(rows, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def decoded(data: bytes) -> list[Borne]:
    """The same, back.

    Raises:
        ValueError, TypeError: the bytes are not what :func:`encoded` gives.
    """
    rows: list[list[Any]] = json.loads(data)
    return [
        Borne(Key(kind, tuple(roles)), since, until, Bearing(tuple(names), _back(openings), _back(endings), tuple(acts)))
        for kind, roles, since, until, names, openings, endings, acts in rows
    ]


def _days(found: tuple[Days, ...]) -> list[int]:
    return [bound for days in found for bound in (days.lo, days.hi)]


def _back(stored: list[int]) -> tuple[Days, ...]:
    return tuple(map(Days, stored[::2], stored[1::2]))
