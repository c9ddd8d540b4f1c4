"""Places for the actors of a network, by springs and repulsion: the same ties give the same drawing, on every machine.

The method is that of Fruchterman and Reingold (1991), from places on a spiral instead of places at random.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import pi, sqrt
from typing import Final

import numpy as np

TURNS: Final = 220
GOLDEN: Final = pi * (3 - sqrt(5))
OUTLIERS: Final = 0.7
"""Power of the distance from the middle that is drawn: those far out come nearer."""
LEAST: Final = 0.5
FEW: Final = 14
"""Fewer actors than these do not spread over the whole drawing."""
DIGITS: Final = 3
"""To which places are rounded: far coarser than machines differ."""


def laid_out(names: Sequence[str], ties: Iterable[tuple[str, str]], middle: str = "") -> dict[str, tuple[float, float]]:
    """A place for each name, as shares of width and height.

    Args:
        names: the actors, in an order that does not depend on chance; ties: pairs of them.
        middle: the one that stays in the middle, or empty.
    """
    count = len(names)
    if count < 2:
        return dict.fromkeys(names, (0.5, 0.5))
    place_of = {name: number for number, name in enumerate(names)}
    pairs = np.array(sorted({(place_of[one], place_of[other]) for one, other in ties}), dtype=np.int64).reshape(-1, 2)
    turn = np.arange(count)
    reach = 0.5 * np.sqrt((turn + 0.5) / count)
    at = np.stack([reach * np.cos(GOLDEN * turn), reach * np.sin(GOLDEN * turn)], axis=1)
    ideal = 0.9 / sqrt(count)
    for number in range(TURNS):
        apart = at[:, None, :] - at[None, :, :]
        far = np.sqrt((apart**2).sum(axis=2)) + 1e-6
        push = (apart * (ideal**2 / far**2)[:, :, None]).sum(axis=1)
        along = at[pairs[:, 0]] - at[pairs[:, 1]]
        pull = along * (np.sqrt((along**2).sum(axis=1)) / ideal)[:, None] * 0.35
        np.subtract.at(push, pairs[:, 0], pull)
        np.add.at(push, pairs[:, 1], pull)
        push -= at * 0.35
        step = np.sqrt((push**2).sum(axis=1))[:, None] + 1e-9
        heat = 0.08 * (1 - number / TURNS) + 0.002
        at = at + push / step * np.minimum(step, heat)
        if middle in place_of:
            at[place_of[middle]] = 0.0
    far = np.sqrt((at**2).sum(axis=1))[:, None] + 1e-9
    at = at * far ** (OUTLIERS - 1)
    shares = 0.5 + at / np.maximum(2 * np.abs(at).max(axis=0), 1e-9) * min(1.0, max(LEAST, count / FEW))
    return {name: (round(float(shares[n, 0]), DIGITS), round(float(shares[n, 1]), DIGITS)) for name, n in place_of.items()}
