"""How often two actors took the same stand in the same proceedings, e.g. in roll calls: products of matrices, never a join."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from legation.standings.panels.periods import Periods
from legation.standings.panels.rows import Numbers, Rows
from legation.standings.rectangles import Int32


@dataclass(frozen=True, slots=True)
class Stands:
    """Who took what stand in which proceeding: one row for each actor and proceeding, ``day`` that of the proceeding.

    Args:
        stand: numbers from 0, e.g. yes, abstention, no; −1 where the actor took none.
    """

    member: Int32
    proceeding: Int32
    stand: Int32
    day: Int32


def agreement(stands: Stands, rows: Rows) -> tuple[Numbers, Numbers]:
    """For each row of a panel of pairs, in how many proceedings both took a stand, and in how many they took the same."""
    both, alike = np.zeros(len(rows), np.int64), np.zeros(len(rows), np.int64)
    period = _period_of(stands.day, rows.over)
    kinds = range(int(stands.stand.max(initial=-1)) + 1)
    for place in np.unique(rows.period).tolist():
        mine = np.flatnonzero((period == place) & (stands.stand >= 0) & (stands.member >= 0))
        _, column = np.unique(stands.proceeding[mine], return_inverse=True)
        asked = np.flatnonzero(rows.period == place)
        where = (rows.one[asked], rows.other[asked])
        for kind in (None, *kinds):
            chosen = mine if kind is None else mine[stands.stand[mine] == kind]
            matrix = np.zeros((rows.size, int(column.max(initial=-1)) + 1), np.float32)
            matrix[stands.member[chosen], column if kind is None else column[stands.stand[mine] == kind]] = 1
            met = (matrix @ matrix.T)[where].astype(np.int64)
            if kind is None:
                both[asked] = met
            else:
                alike[asked] += met
    return both, alike


def _period_of(day: Int32, over: Periods) -> npt.NDArray[np.intp]:
    """The place of the period in which each day falls; −1 where none does."""
    place = np.searchsorted(over.first, day, "right") - 1
    return np.where((place >= 0) & (day <= over.last[np.maximum(place, 0)]), place, -1)
