"""Some standings of a build told anew: rows laid over the rectangles, in place of all that the build says of those standings.

Appending acts and supposing them are the same deed: the standings they touch are folded again, everything else stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
from legation.standings.rectangles import Rectangles, joined, rectangles, split


def overlaid(base: Compiled, keys: Keys, replaced: npt.NDArray[np.intp], rows: Rectangles) -> Compiled:
    """A build in which some standings hold only what ``rows`` say.

    Args:
        keys: those of the build, or more; replaced: numbers of the standings told anew.
    """
    marks = np.zeros(len(keys), np.bool_)
    if base.replaced is not None:
        marks[: len(base.replaced)] = base.replaced
    new = np.zeros(len(keys), np.bool_)
    new[replaced] = True
    tail = split(rows)
    if base.replaced is not None:
        tail = {which: joined([one.take(np.flatnonzero(~new[one.key])), tail[which]]) for which, one in base.tail.items()}
    return base.with_tail(keys, marks | new, tail)


def with_rows(base: Compiled, replaced: Iterable[int], rows: Sequence[Row]) -> Compiled:
    """The same, from folded rows, whose standings need not be in the build."""
    spelled: dict[Key, tuple[str, ...]] = {}
    known: dict[Key, int] = {}
    for row in rows:
        if row.key not in known and row.key not in spelled:
            number = base.keys.number(row.key, row.names)
            if number is None:
                spelled[row.key] = row.names
            else:
                known[row.key] = number
    keys, added = base.keys.with_more(spelled) if spelled else (base.keys, {})
    number_of = known | added
    places = np.array(sorted({*replaced, *number_of.values()}), np.intp)
    return overlaid(base, keys, places, rectangles(numbers(rows, number_of)))


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
