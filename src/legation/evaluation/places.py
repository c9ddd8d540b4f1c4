"""Where things stand in a TOML file: the line of each key, and the line and column of each character of a text in it.

The standard library's reader gives values without places; a message about a formula must point at the character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_HEADER: Final = re.compile(r"[ \t]*\[\[?[ \t]*([^\]\n]+?)[ \t]*\]\]?[ \t]*(?:#.*)?$")
_KEY: Final = re.compile(r"[ \t]*([A-Za-z0-9_-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*(?:\.[^=\n]*)?=[ \t]*")
_ESCAPES: Final = {"u": 4, "U": 8}


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one file.

    Args:
        text: the file; keys: by table and key, the offset of the key and of its value.
    """

    text: str
    keys: dict[tuple[str, str], tuple[int, int]]

    def line(self, table: str, key: str = "") -> int:
        """The 1-based line of a key (dotted where it lies deeper), else of the nearest thing above it; 0 where there is none."""
        path = [part for part in (*table.split("."), *key.split(".")) if part]
        for length in range(len(path), -1, -1):
            above = ".".join(path[:length])
            inner = self.keys.get((above, path[length])) if length < len(path) else None
            if found := inner or self.keys.get((above, "")):
                return self.text.count("\n", 0, found[0]) + 1
        return 0

    def character(self, table: str, key: str, offset: int) -> tuple[int, int]:
        """Line and column (both from 1) of the character at ``offset`` of the text that a key holds."""
        found = self.keys.get((table, key))
        if found is None:
            return 0, 0
        place = _offsets(self.text, found[1], offset)
        return self.text.count("\n", 0, place) + 1, place - self.text.rfind("\n", 0, place)


def places_of(text: str) -> Places:
    """The places of a TOML file; what the file means is for the TOML reader to say."""
    keys: dict[tuple[str, str], tuple[int, int]] = {}
    table, at = "", 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end]
        if header := _HEADER.match(line):
            table = ".".join(part.strip().strip("\"'") for part in header[1].split("."))
            keys.setdefault((table, ""), (at, at))
        elif key := _KEY.match(line):
            value = at + key.end()
            keys.setdefault((table, key[1].strip("\"'")), (at + len(line) - len(line.lstrip()), value))
            delimiter = text[value : value + 3]
            if delimiter in ('"""', "'''"):
                closing = text.find(delimiter, value + 3)
                end = text.find("\n", closing if closing >= 0 else len(text))
                end = len(text) if end < 0 else end
        at = end + 1
    return Places(text, keys)


def _offsets(text: str, value: int, wanted: int) -> int:
    """Where in the file the character number ``wanted`` of the string that begins at ``value`` stands."""
    mark = text[value : value + 3] if text[value : value + 3] in ('"""', "'''") else text[value : value + 1]
    at = value + len(mark)
    if len(mark) == 3 and text[at : at + 2] == "\r\n":
        at += 2
    elif len(mark) == 3 and text[at : at + 1] == "\n":
        at += 1
    for _ in range(wanted):
        if mark[:1] == '"':
            at = _past_line_joins(text, at)
            if text[at : at + 1] == "\\":
                at += 2 + _ESCAPES.get(text[at + 1 : at + 2], 0)
                continue
        if text.startswith(mark, at) or at >= len(text):
            return at
        at += 2 if text[at : at + 2] == "\r\n" else 1
    return at


def _past_line_joins(text: str, at: int) -> int:
    """Past a backslash at the end of a line and the space after it, which a TOML text leaves out."""
    while joined := re.compile(r"\\[ \t]*\r?\n\s*").match(text, at):
        at = joined.end()
    return at
