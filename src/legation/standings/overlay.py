"""Some standings of a build told anew: rows laid over the rectangles, in place of all that the build says of those standings.

Appending acts and supposing them are the same deed: the standings they touch are folded again, everything else stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from legation.record.record import Record
from legation.record.scenario import Scenario, under
from legation.standings.compiled import Compiled
from legation.standings.compiling import numbers
from legation.standings.folding import Row, fold
from legation.standings.groups import Groups
from legation.standings.history import Key
from legation.standings.keys import Keys
from legation.standings.rectangles import Rectangles, in_order, rectangles, split
from legation.standings.tail import Replaced, TailRows


def overlaid(base: Compiled, keys: Keys, replaced: npt.NDArray[Any], rows: Rectangles) -> Compiled:
    """A build in which some standings hold only what ``rows`` say.

    Args:
        keys: those of the build, or more; replaced: numbers of the standings told anew; rows: in any order.
    """
    before = Replaced.none(len(keys)) if base.replaced is None else base.replaced
    marks = before.with_more(len(keys), replaced)
    if bool((rows.key[1:] < rows.key[:-1]).any()):
        rows = in_order(rows)
    told = replaced.tolist()
    tail = {
        which: base.tail[which].with_more(told, mine) if which in base.tail else TailRows.of(mine)
        for which, mine in split(rows).items()
    }
    return base.with_tail(keys, marks, tail)


def with_rows(base: Compiled, replaced: Iterable[int], rows: Sequence[Row]) -> Compiled:
    """The same, from folded rows, whose standings need not be in the build."""
    keys, number_of = numbered_with(base.keys, rows)
    places = np.array(sorted({*replaced, *number_of.values()}), np.int64)
    return overlaid(base, keys, places, rectangles(numbers(rows, number_of)))


def numbered_with(keys: Keys, rows: Iterable[Row]) -> tuple[Keys, dict[Key, int]]:
    """Keys with those of folded rows among them, and the numbers of these."""
    names: dict[Key, tuple[str, ...]] = {}
    for row in rows:
        names.setdefault(row.key, row.names)
    found = keys.numbers({(key.kind, written) for key, written in names.items()} | {(key.kind, key.roles) for key in names})
    number_of = {
        key: number
        for key, written in names.items()
        if (number := found.get((key.kind, written), found.get((key.kind, key.roles)))) is not None
    }
    if len(number_of) < len(names):
        new = {(key.kind, names[key]): key for key in sorted(names) if key not in number_of}
        keys, added = keys.with_more(list(new))
        number_of |= {new[named]: number for named, number in added.items()}
    return keys, number_of


class Supposing:
    """A compiled record, ready for scenarios."""

    def __init__(self, record: Record, base: Compiled, level: str = "public") -> None:
        self.record, self.base, self.level = record, base, level
        self.groups = Groups(record.vocabulary, record.claims)
        self._keys = [base.keys.key(number) for number in range(len(base.keys))]

    def under(self, scenario: Scenario) -> Compiled:
        """The record under a scenario: only the groups that it touches are folded again, with all that follows from them."""
        supposed = under(self.record, scenario)
        groups = Groups(supposed.vocabulary, supposed.claims)
        before = self.groups.of_acts(scenario.acts)
        after = groups.of_acts(scenario.acts)
        touched = {key for group in before for key in self.groups.keys[group]}
        after |= {groups.group_of(key) for key in touched}
        replaced = [
            number
            for number, key in enumerate(self._keys)
            if self.groups.group_of(key) in before or groups.group_of(key) in after
        ]
        after |= {groups.group_of(self._keys[number]) for number in replaced}
        return with_rows(self.base, replaced, list(fold(supposed, groups, after, self.level)))
