"""Where in a TOML text a table or one of its keys stands, so that a problem can name its line."""

from __future__ import annotations

import re

_HEADER = re.compile(r"\s*\[{1,2}\s*(?P<path>[^\[\]]+?)\s*\]{1,2}\s*(?:#.*)?")


def line_of(text: str, table: str, key: str = "") -> int:
    """The line of ``key`` (dotted where it lies deeper) of a table, else that of the nearest thing above it, else 0."""
    lines = text.splitlines()
    path = [table, *key.split(".")] if key else [table]
    for length in range(len(path), 0, -1):
        start = _header(lines, ".".join(path[:length]))
        if start is None:
            continue
        if length == len(path):
            return start
        return _key(lines, start, path[length]) or start
    return _key(lines, 0, table) or 0


def _header(lines: list[str], path: str) -> int | None:
    for number, line in enumerate(lines, start=1):
        match = _HEADER.fullmatch(line)
        if match and match["path"].replace('"', "").replace("'", "") == path:
            return number
    return None


def _key(lines: list[str], start: int, key: str) -> int | None:
    for number, line in enumerate(lines[start:], start=start + 1):
        if _HEADER.fullmatch(line):
            return None
        if re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]", line):
            return number
    return None
