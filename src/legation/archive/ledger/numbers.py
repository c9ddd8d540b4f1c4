"""In which entry of a log the row of an id stands, for very many ids."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Numbers:
    """The entries in which ids stand: of many in columns, by marks of the ids, of those that came since one by one.

    Args:
        marks: of the ids, in order; entries: the number of the entry of each; since: those that came later, None where one went.
        ordered: the same entries in the order of the ids.
    """

    marks: npt.NDArray[np.uint64] = field(default_factory=lambda: np.empty(0, np.uint64))
    entries: npt.NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    since: dict[str, int | None] = field(default_factory=dict)
    ordered: npt.NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))

    @classmethod
    def of(cls, held: Mapping[str, int]) -> Numbers:
        """The numbers of many ids, in columns."""
        marks = np.fromiter((mark(one) for one in held), np.uint64, len(held))
        order = np.argsort(marks)
        ordered = np.fromiter((held[id] for id in sorted(held)), np.int64, len(held))
        return cls(marks[order], np.fromiter(held.values(), np.int64, len(held))[order], ordered=ordered)

    def find(self, id: str) -> list[int]:
        """The entries in which an id stands; with another of the same mark beside it, once in very many records."""
        if id in self.since:
            found = self.since[id]
            return [] if found is None else [found]
        if not len(self.marks):
            return []
        found_mark = np.uint64(mark(id))
        first, last = (int(np.searchsorted(self.marks, found_mark, side)) for side in ("left", "right"))
        return [int(one) for one in self.entries[first:last]]


def mark(id: str) -> int:
    """A number that stands for an id; another id may have the same, once in very many records."""
    return int.from_bytes(hashlib.blake2b(id.encode(), digest_size=8).digest(), "little")
