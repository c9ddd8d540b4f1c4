"""What was recorded of standings that went through the rules, in columns: beginnings, ends, and the acts that bear on each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from legation.record.acts import Days
from legation.standings.folding import Borne
from legation.standings.key import Key
from legation.standings.rectangles import Int32

Starts = npt.NDArray[np.int64]
_LISTS: Final = {"openings": ("opening_lo", "opening_hi"), "endings": ("ending_lo", "ending_hi"), "acts": ("act",)}


@dataclass(frozen=True)
class RecordedColumns:
    """What was recorded, in order of standing and knowledge.

    Args:
        key, known_from, known_to: of which standing, and as known from when until when (excluded).
        openings, endings: where the beginnings and the ends of each lie among ``opening_lo`` …, the number of all at the end.
        acts: the same for the acts in ``act``: the row in the log, or ``-1 - n`` for the ``n``-th act of the record by id.
    """

    key: Int32
    known_from: Int32
    known_to: Int32
    openings: Starts
    opening_lo: Starts
    opening_hi: Starts
    endings: Starts
    ending_lo: Starts
    ending_hi: Starts
    acts: Starts
    act: Starts

    @classmethod
    def of(cls, borne: Iterable[Borne], number: Mapping[Key, int], row_of: Mapping[str, int]) -> RecordedColumns:
        """In columns what was recorded of some standings.

        Args:
            number: of each standing; row_of: of each act, as ``act`` has it.
        """
        ordered = sorted(borne, key=lambda one: (number[one.key], one.known_from))
        table = np.array([(number[one.key], one.known_from, one.known_to) for one in ordered], np.int32).reshape(-1, 3)
        key, known_from, known_to = (np.ascontiguousarray(table[:, place]) for place in range(3))
        acts = [[row_of[act] for act in one.bearing.acts] for one in ordered]
        return cls(
            key, known_from, known_to, *_days([one.bearing.openings for one in ordered]),
            *_days([one.bearing.endings for one in ordered]), _starts(acts),
            np.array([row for mine in acts for row in mine], np.int64),
        )  # fmt: skip

    def only(self, chosen: npt.NDArray[np.bool_]) -> RecordedColumns:
        """What was recorded in the chosen rows."""
        if bool(chosen.all()):
            return self
        rows = np.flatnonzero(chosen)
        parts = {}
        for starts, days in _LISTS.items():
            where = getattr(self, starts)
            first, count = where[rows], where[rows + 1] - where[rows]
            at = np.repeat(first - np.cumsum(count) + count, count) + np.arange(int(count.sum()))
            parts[starts] = np.append(0, np.cumsum(count)).astype(np.int64)
            parts |= {name: getattr(self, name)[at] for name in days}
        return RecordedColumns(self.key[rows], self.known_from[rows], self.known_to[rows], **parts)

    def with_more(self, more: RecordedColumns) -> RecordedColumns:
        """The same with what was recorded of other standings, after it."""
        joined = {}
        for one in fields(self):
            before, after = getattr(self, one.name), getattr(more, one.name)
            is_start = one.name in _LISTS
            joined[one.name] = np.concatenate((before[:-1], before[-1] + after)) if is_start else np.concatenate((before, after))
        return RecordedColumns(**joined)

    def renumbered(self, before: Sequence[str], after: Sequence[str]) -> RecordedColumns:
        """The same where the acts of the record itself are others, those that are gone numbered ``-1``.

        Args:
            before: their ids in order, as ``act`` numbers them; after: the ids by which it is to number them.
        """
        place = {act: number for number, act in enumerate(after)}
        moved = np.array([-1 - place.get(act, 0) for act in before] or [-1], np.int64)
        own = self.act < 0
        return replace(self, act=np.where(own, moved[np.where(own, -1 - self.act, 0)], self.act))

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """The columns by name."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


def _starts(lists: Sequence[Sequence[Any]]) -> Starts:
    return np.append(0, np.cumsum([len(one) for one in lists])).astype(np.int64)


def _days(lists: Sequence[tuple[Days, ...]]) -> tuple[Starts, Starts, Starts]:
    lo, hi = np.array([(one.lo, one.hi) for mine in lists for one in mine], np.int64).reshape(-1, 2).T
    return _starts(lists), np.ascontiguousarray(lo), np.ascontiguousarray(hi)
