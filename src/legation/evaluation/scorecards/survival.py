"""What lasted: of the standings begun in a time that some formulas look at, which still stand on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from legation.evaluation.formula.evaluating import Evaluator
from legation.evaluation.formula.syntax import Node, Selection, walk
from legation.evaluation.formula.values import Rests
from legation.standings.answers import STANDS
from legation.standings.history import Key


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
    known = evaluator.ground.known
    keys: dict[Key, None] = {}
    for tree in trees:
        for node in walk(tree):
            if isinstance(node, Selection) and node.what == "standings":
                keys.update(dict.fromkeys(evaluator.ever(node)))
    begun = [key for key in sorted(keys) if any(first <= days.lo and days.hi <= last for days in known.bearing(key).openings)]
    answers = [known.verdict(key, on).answer for key in begun]
    coverage = [known.record.coverage[kind] for kind in {key.kind for key in begun}]
    return Begun(
        len(begun), sum(one in STANDS for one in answers), sum(one == "possible" for one in answers),
        any(not one.beginnings.exhaustive_on(last) for one in coverage), Rests(tuple(("standing", key.id) for key in begun)),
    )  # fmt: skip
