"""In how many bodies two actors sat together: a product of matrices, never a join of members with members."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from legation.standings.compiled import Compiled
from legation.standings.panels.counts import Runs
from legation.standings.panels.periods import Periods


def shared(
    made: Compiled, found: Runs, kind: int, place: npt.NDArray[np.int64], size: int, over: Periods
) -> npt.NDArray[np.int16]:
    """For each period and pair, how many standings of a kind both had with the same other side.

    Args:
        found: when each standing counts; kind: e.g. membership; place: for each name its place among the actors, -1 if none.
    """
    mine = np.flatnonzero(made.keys.kind[found.key] == kind)
    member, body = place[made.keys.roles[:, 0][found.key[mine]]], made.keys.roles[:, 1][found.key[mine]]
    mine, member, body = mine[member >= 0], member[member >= 0], body[member >= 0]
    bodies, column = np.unique(body, return_inverse=True)
    inside = np.zeros((len(over) + 1, size, len(bodies)), np.int8)
    np.add.at(inside, (found.first[mine], member, column), 1)
    np.add.at(inside, (found.last[mine], member, column), -1)
    made_of = np.zeros((len(over), size, size), np.int16)
    there = np.zeros((size, len(bodies)), np.int8)
    for period in range(len(over)):
        there += inside[period]
        matrix = there.astype(np.float32)
        made_of[period] = (matrix @ matrix.T).astype(np.int16)
    return made_of
