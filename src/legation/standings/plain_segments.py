"""Segments: runs of days through which the same may be the case of one plain standing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from legation.standings.rectangles import Int32

FIRM, HELD, SILENT, OFF = 1, 2, 4, 8
"""The outcomes of :mod:`outcomes`, as bits."""


@dataclass(frozen=True, slots=True)
class Segments:
    """Days of one standing, as known from one turn, through which the same may be the case.

    ``view`` numbers standing and turn; ``found`` holds the outcomes that some placement gives, as bits.
    """

    view: npt.NDArray[np.int64]
    begin: Int32
    end: Int32
    found: npt.NDArray[np.int8]

    def take(self, rows: npt.NDArray[Any]) -> Segments:
        """The chosen rows."""
        return Segments(self.view[rows], self.begin[rows], self.end[rows], self.found[rows])


def split_at(segments: Segments, day: Int32) -> Segments:
    """The segments cut in two where ``day``, one for each view, falls within them."""
    day = day[segments.view]
    cut = np.flatnonzero((segments.begin < day) & (day < segments.end))
    if not len(cut):
        return segments
    times = np.ones(len(day), np.int64)
    times[cut] = 2
    rows = np.repeat(np.arange(len(day)), times)
    made = segments.take(rows)
    upper = cut + np.arange(1, len(cut) + 1)
    made.end[upper - 1] = day[cut]
    made.begin[upper] = day[cut]
    return made
