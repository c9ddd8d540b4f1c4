"""Which entries that columns hold rest on a source: one that they name, or the filing that they were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from legation.archive.ledger.numbers import mark
from legation.archive.ledger.plain import Plain

Entries = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Stated:
    """The entries that ever rested on each source, those that left the columns since too.

    Args:
        marks: of the source of each entry, in order; entries: their numbers; since: those that came later, by mark.
    """

    marks: npt.NDArray[np.uint64] = field(default_factory=lambda: np.empty(0, np.uint64))
    entries: Entries = field(default_factory=lambda: np.empty(0, np.int64))
    since: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Mapping[int, Plain]) -> Stated:
        """Those of many rows, by their entries."""
        marks = np.fromiter((one.stated for one in rows.values()), np.uint64, len(rows))
        entries = np.fromiter(rows, np.int64, len(rows))
        order = np.lexsort((entries, marks))
        return cls(marks[order], entries[order])

    def with_more(self, rows: Mapping[int, Plain]) -> Stated:
        """The same with more rows."""
        if not rows:
            return self
        new: dict[int, list[int]] = {}
        for number, one in rows.items():
            new.setdefault(one.stated, []).append(number)
        since = {**self.since, **{of: (*self.since.get(of, ()), *numbers) for of, numbers in new.items()}}
        return replace(self, since=since)

    def of_source(self, source: str) -> Entries:
        """The entries of a source, in order; one of another source among them once in very many records."""
        found = mark(source)
        part = slice(*(int(np.searchsorted(self.marks, np.uint64(found), side)) for side in ("left", "right")))
        return np.unique(np.concatenate([self.entries[part], np.array(self.since.get(found, ()), np.int64)]))
