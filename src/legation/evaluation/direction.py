"""The direction wanted of an indicator, where none is declared: from the differences between its successive targets.

Source: a summary sheet of CEPLAN on its application V.01 (https://es.scribd.com/document/523829399).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Literal

from legation.evaluation.bounds import Number

Direction = Literal["rising", "falling", "steady"]
DIRECTIONS: Final[tuple[Direction, ...]] = ("rising", "falling", "steady")
By = Literal["declared", "targets", "baseline", ""]
"""How a direction is known: declared, from successive targets, from the baseline and the only target, or not at all."""


def inferred(
    baseline: tuple[Number, Number] | None, targets: Sequence[tuple[Number, Number]]
) -> tuple[Direction | Literal[""], By]:
    """The direction that targets show, and by what; none where they waver, or where sources leave it open.

    Args:
        baseline: the least and the greatest that sources give as the start, where any does; targets: the same, in order of time.
    """
    by: By = "targets"
    if len(targets) == 1 and baseline is not None:
        targets, by = [baseline, *targets], "baseline"
    steps = list(pairwise(targets))
    if not steps:
        return "", ""
    if all(before == after and before[0] == before[1] for before, after in steps):
        return "steady", by
    if all(before[1] <= after[0] for before, after in steps):
        return "rising", by
    return ("falling", by) if all(before[0] >= after[1] for before, after in steps) else ("", "")
