"""Means and medians of numbers known within bounds, some of which may not be there at all."""

from __future__ import annotations

from collections.abc import Callable
from math import fsum, inf
from typing import Final

import numpy as np
import numpy.typing as npt

Numeric = npt.NDArray[np.float64]
Statistic = Callable[[Numeric], float]


def mean(numbers: Numeric) -> float:
    """The mean, exactly rounded; infinite where any number is."""
    if not np.isfinite(numbers).all():
        return inf if bool((numbers == inf).any()) else -inf
    return fsum(numbers.tolist()) / len(numbers)


def median(numbers: Numeric) -> float:
    """The number in the middle, of two their mean."""
    half = len(numbers) // 2
    if len(numbers) % 2:
        return float(np.partition(numbers, half)[half])
    low, high = np.partition(numbers, (half - 1, half))[half - 1 : half + 1].tolist()
    return float((low + high) / 2)


STATISTICS: Final[dict[str, Statistic]] = {"mean": mean, "median": median}


def extremes(statistic: Statistic, lo: Numeric, hi: Numeric, certain: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """The least and the greatest that a statistic may come to.

    Args:
        lo, hi: the bounds of each number; certain: whether it is there for sure.
    """
    least = _least(statistic, lo[certain], np.sort(lo[~certain]))
    return least, -_least(lambda numbers: -statistic(-numbers), -hi[certain], np.sort(-hi[~certain]))


def _least(statistic: Statistic, sure: Numeric, perhaps: Numeric) -> float:
    """The least over taking in the first few of those that may be there, which are in order.

    One more lowers it while that one lies below; from the first that does not, each further one raises it or leaves it.
    """
    first, last = (0 if len(sure) else 1), len(perhaps)

    def taking(more: int) -> float:
        return statistic(np.concatenate((sure, perhaps[:more])))

    while first < last:
        half = (first + last) // 2
        if perhaps[half] >= taking(half):
            last = half
        else:
            first = half + 1
    return taking(first)
