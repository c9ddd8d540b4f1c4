"""What lasted: of the standings begun in a time that some formulas look at, which still stand on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from legation.evaluation.formula.choosing import Chosen
from legation.evaluation.formula.evaluating import Evaluator
from legation.evaluation.formula.fields import Flags, Rows, spread
from legation.evaluation.formula.syntax import Node, Selection, walk
from legation.evaluation.formula.values import Ref, Rests


@dataclass(frozen=True)
class Begun:
    """Standings certainly begun within a time, by a day.

    Args:
        number: how many; standing, perhaps: of them, how many stand on the day surely, and possibly.
        selective: whether the record names only some of them; rests: what they are.
    """

    number: int
    standing: int
    perhaps: int
    selective: bool
    rests: Rests


def begun_within(evaluator: Evaluator, trees: Iterable[Node], first: int, last: int, on: int) -> Begun:
    """Standings that some formulas select, certainly begun from ``first`` through ``last``, and whether they stand on ``on``.

    Sets that change with time do not narrow a selection here: what was once begun counts whatever the set holds today.
    """
    chosen = {
        id(one): one
        for tree in trees
        for node in walk(tree)
        if isinstance(node, Selection) and node.what == "standings"
        for one in [evaluator.ever(node)]
    }
    found = [_begun(one, first, last, on) for one in chosen.values()]
    numbers, place = np.unique(np.concatenate([np.empty(0, np.int64), *(one[0] for one in found)]), return_index=True)
    certain, perhaps = (np.concatenate([np.empty(0, np.bool_), *(one[side] for one in found)])[place] for side in (1, 2))
    coverage = {kind: evaluator.ground.record.coverage[kind] for one in chosen.values() for kind in one.kinds_met}
    return Begun(
        len(numbers), int(np.count_nonzero(certain)), int(np.count_nonzero(perhaps)),
        any(not one.beginnings.exhaustive_on(last) for one in coverage.values()), Rests(lambda: _refs(chosen.values(), numbers)),
    )  # fmt: skip


def _begun(chosen: Chosen, first: int, last: int, on: int) -> tuple[Rows, Flags, Flags]:
    """The numbers of those begun, and which of them stand on the day for sure, or perhaps."""
    table, rows = chosen.standings
    of, flat = spread(table.openings.starts, rows)
    within = (first <= table.openings.lo[flat]) & (table.openings.hi[flat] <= last)
    begun = rows[np.unique(of[within])]
    of, flat = spread(table.spells.starts, begun)
    here = (table.spells.first[flat] <= on) & (on < table.spells.until[flat])
    state = np.zeros((2, len(begun)), np.bool_)
    sure = table.spells.certain[flat]
    state[0, of[here & sure]], state[1, of[here & ~sure]] = True, True
    return table.numbers[begun], state[0], state[1]


def _refs(chosen: Iterable[Chosen], numbers: Rows) -> tuple[Ref, ...]:
    refs: set[Ref] = set()
    for one in chosen:
        table, rows = one.standings
        refs.update(table.references.of(rows[np.isin(table.numbers[rows], numbers)]))
    return tuple(sorted(refs))
