"""The logs of a ledger as its database keeps them: lines, the hashes of the trees over them, and what was signed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from legation.archive.ledger.connection import Connection
from legation.record.ledger.leaf import sealed_of
from legation.record.ledger.merkle import EMPTY, node_hash, root_of, split

STEP: Final = 8
"""Hashes are kept of every so many heights of the tree: one for 256 below."""
AT_ONCE: Final = 20_000
_NAMED_AT_ONCE: Final = 500


class Lines:
    """The logs within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._database = connection

    def _one(self, sql: str, *values: Any) -> tuple[Any, ...] | None:
        return next(iter(list(self._database.execute(sql, values))), None)

    def setting(self, name: str) -> str:
        """A setting of the ledger; empty where there is none."""
        found = self._one("SELECT value FROM settings WHERE name = ?", name)
        return str(found[0]) if found else ""

    def set(self, name: str, value: str) -> None:
        """State a setting, once and for ever."""
        self._database.execute("INSERT INTO settings (name, value) VALUES (?, ?)", (name, value))

    def size(self, level: str) -> int:
        """How many lines a log has."""
        found = self._one("SELECT max(number) FROM entries WHERE level = ?", level)
        return 0 if found is None or found[0] is None else int(found[0]) + 1

    def last(self, level: str) -> tuple[int, str, bytes] | None:
        """The last line of a log: its number, itself, and its hash."""
        found = self._one("SELECT number, line, hash FROM entries WHERE level = ? ORDER BY number DESC LIMIT 1", level)
        return (int(found[0]), str(found[1]), bytes(found[2])) if found else None

    def lines(self, level: str, first: int = 0, last: int | None = None) -> Iterator[tuple[int, str, bytes]]:
        """The lines of a log from a number up to another, without it: number, line, hash."""
        end = self.size(level) if last is None else last
        for begin in range(first, end, AT_ONCE):
            sql = "SELECT number, line, hash FROM entries WHERE level = ? AND number >= ? AND number < ? ORDER BY number"
            yield from list(self._database.execute(sql, (level, begin, min(begin + AT_ONCE, end))))

    def some(self, level: str, numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
        """Lines of a log by their numbers: number, line."""
        for begin in range(0, len(numbers), _NAMED_AT_ONCE):
            part = numbers[begin : begin + _NAMED_AT_ONCE]
            asked = ", ".join("?" * len(part))
            sql = f"SELECT number, line FROM entries WHERE level = ? AND number IN ({asked})"  # noqa: S608 - marks alone
            yield from ((int(number), str(line)) for number, line in list(self._database.execute(sql, (level, *part))))

    def size_before(self, level: str, moment: str) -> int:
        """How many lines of a log were sealed before a moment."""
        low, high = 0, self.size(level)
        while low < high:
            middle = (low + high) // 2
            found = self._one("SELECT line FROM entries WHERE level = ? AND number = ?", level, middle)
            assert found is not None
            low, high = (middle + 1, high) if sealed_of(found[0]) < moment else (low, middle)
        return low

    def add(self, level: str, first: int, lines: Sequence[tuple[str, bytes]]) -> None:
        """Add lines with their hashes at the end of a log, which has ``first`` of them."""
        sql = "INSERT INTO entries (level, number, line, hash) VALUES (?, ?, ?, ?)"
        self._database.executemany(sql, [(level, first + at, line, hashed) for at, (line, hashed) in enumerate(lines)])
        size = first + len(lines)
        height = STEP
        while size >> height:
            made = [
                (level, height, place, root_of(self._below(level, height, place << STEP, (place + 1) << STEP)))
                for place in range(first >> height, size >> height)
            ]
            self._database.executemany("INSERT INTO nodes (level, height, place, hash) VALUES (?, ?, ?, ?)", made)
            height += STEP

    def _below(self, level: str, height: int, first: int, last: int) -> list[bytes]:
        """The hashes kept one step below a height."""
        values: tuple[Any, ...]
        if height == STEP:
            sql, values = "SELECT hash FROM entries WHERE level = ? AND number >= ? AND number < ? ORDER BY number", (level,)
        else:
            sql = "SELECT hash FROM nodes WHERE level = ? AND height = ? AND place >= ? AND place < ? ORDER BY place"
            values = (level, height - STEP)
        return [bytes(row[0]) for row in self._database.execute(sql, (*values, first, last))]

    def subtree(self, level: str, first: int, last: int) -> bytes:
        """The hash over the lines from a number up to another, as RFC 6962 builds its tree."""
        size = last - first
        if size <= 1 << STEP:
            return root_of(self._below(level, STEP, first, last))
        height = size.bit_length() - 1
        if size == 1 << height and first % size == 0:
            kept = height - height % STEP
            places = first >> kept, last >> kept
            return root_of(self._below(level, kept + STEP, *places))
        middle = first + split(size)
        return node_hash(self.subtree(level, first, middle), self.subtree(level, middle, last))

    def root(self, level: str, size: int) -> bytes:
        """The root over the first lines of a log."""
        return self.subtree(level, 0, size) if size else EMPTY

    def batch(self, draft: str) -> tuple[str, str, list[list[Any]]] | None:
        """Of a draft that was sealed: the digest of its content, the moment, and where its entries stand."""
        found = self._one("SELECT digest, sealed, places FROM batches WHERE draft = ?", draft)
        return (str(found[0]), str(found[1]), json.loads(found[2])) if found else None

    def add_batch(self, draft: str, digest: str, sealed: str, places: Sequence[tuple[str, int]]) -> None:
        """Keep what :meth:`batch` gives."""
        values = (draft, digest, sealed, json.dumps(places, separators=(",", ":")))
        self._database.execute("INSERT INTO batches (draft, digest, sealed, places) VALUES (?, ?, ?, ?)", values)

    def notes(self, level: str) -> list[str]:
        """The signed checkpoints of a log, the oldest first."""
        return [str(row[0]) for row in self._database.execute("SELECT note FROM notes WHERE level = ? ORDER BY number", (level,))]

    def last_note(self, level: str) -> tuple[int, str] | None:
        """The last checkpoint of a log, with its number."""
        found = self._one("SELECT number, note FROM notes WHERE level = ? ORDER BY number DESC LIMIT 1", level)
        return (int(found[0]), str(found[1])) if found else None

    def add_note(self, level: str, number: int, size: int, note: str) -> None:
        """Keep a signed checkpoint."""
        values = (level, number, size, note)
        self._database.execute("INSERT INTO notes (level, number, size, note) VALUES (?, ?, ?, ?)", values)
