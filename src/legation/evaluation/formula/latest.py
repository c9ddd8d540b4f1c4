"""Of figures those of the latest period."""

from __future__ import annotations

import numpy as np

from legation.evaluation.formula.columns import Table
from legation.evaluation.formula.many import Things


def latest(figures: Things) -> Things:
    """Of each series and actor the figures of the latest period, all of one period together.

    Figures wholly within the time asked about come before those only partly within.
    """
    if figures.table is None:
        return Things(figures.floor, figures.because, figures.missing)
    ends = figures.table.days("end", figures.rows, figures.on).hi.tolist()
    lines = [_line(figures.table, row) for row in figures.rows.tolist()]
    lateness = list(zip(figures.certain.tolist(), ends, strict=True))
    newest: dict[tuple[tuple[str, ...], ...], tuple[bool, int]] = {}
    for line, late in zip(lines, lateness, strict=True):
        newest[line] = max(newest.get(line, late), late)
    kept = np.array([late == newest[line] for line, late in zip(lines, lateness, strict=True)], np.bool_)
    return figures.only(kept, figures.certain, figures.floor, figures.because)


def _line(table: Table, row: int) -> tuple[tuple[str, ...], ...]:
    return tuple(table.field(name).held(row) for name in ("series", "actor", "unit"))
