"""Some standings of a build told anew: rows laid over the rectangles, in place of all that the build says of those standings.

Appending acts and supposing them are the same deed: the standings they touch are folded again, everything else stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from legation.record.record import Record
from legation.record.scenario import Scenario, under
from legation.standings.compiled import Compiled
from legation.standings.compiling import numbers
from legation.standings.folding import Borne, Row, fold_whole
from legation.standings.groups import Groups
from legation.standings.history import Key
from legation.standings.keys import Keys
from legation.standings.rectangles import SETS, Rectangles, in_order, one_after_another, rectangles, split
from legation.standings.tail import Replaced, TailRows

_DAYS = 1 << 31


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
        which: base.tail[which].with_more(told, mine, keys.roles) if which in base.tail else TailRows.of(mine, keys.roles)
        for which, mine in split(rows).items()
    }
    return base.with_tail(keys, marks, tail)


def believed_of(made: Compiled, standings: npt.NDArray[np.int64]) -> Rectangles:
    """Everything that is believed of some standings, now or before, in the order of the sets; nothing of one that is new."""
    standings = standings[standings < len(made.keys)]
    anew = made.replaced[standings] if made.replaced is not None else np.zeros(len(standings), np.bool_)
    kept, told = standings[~anew].astype(np.int32), standings[anew].tolist()
    parts = []
    for which in SETS:
        rows = made.layouts[which]
        first, last = made.samples.spans(which, rows.key, kept)
        count = last - first
        parts.append(rows.take(np.repeat(first - np.cumsum(count) + count, count) + np.arange(int(count.sum()))))
        if told:
            parts.append(made.tail[which].of_keys(told))
    return one_after_another(parts)


def continued(standings: npt.NDArray[np.int64], since: npt.NDArray[np.int64], old: Rectangles, new: Rectangles) -> Rectangles:
    """What was believed of some standings until a day, and what is believed from it on: what stays the same as one.

    Args:
        standings: their numbers, in order; since: for each its day; new: rows believed from that day on.
    """
    day = since[np.searchsorted(standings, old.key)].astype(np.int32)
    until = np.flatnonzero(old.known_from < day)
    old, day = old.take(until), day[until]
    goes_on = np.flatnonzero(old.known_to >= day)
    known_to = np.minimum(old.known_to, day)
    code = old.key[goes_on].astype(np.int64) << 32 | (old.begin[goes_on].astype(np.int64) + _DAYS)
    order = np.argsort(code)
    code, goes_on = code[order], goes_on[order]
    begun = np.flatnonzero(new.known_from == since[np.searchsorted(standings, new.key)])
    wanted = new.key[begun].astype(np.int64) << 32 | (new.begin[begun].astype(np.int64) + _DAYS)
    place = np.minimum(np.searchsorted(code, wanted), max(len(code) - 1, 0))
    if len(code):
        before = goes_on[place]
        same = (code[place] == wanted) & (old.end[before] == new.end[begun]) & (old.verdict[before] == new.verdict[begun])
        known_to[before[same]] = new.known_to[begun[same]]
        left = np.ones(len(new), np.bool_)
        left[begun[same]] = False
        new = new.take(np.flatnonzero(left))
    return one_after_another([Rectangles.of((*old.columns()[:4], known_to, old.verdict)), new])


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


@dataclass(frozen=True)
class Supposed:
    """A compiled record under a scenario.

    Args:
        told: the standings told anew; borne: what is recorded of them.
    """

    record: Record
    compiled: Compiled
    told: frozenset[Key]
    borne: tuple[Borne, ...]

    def with_borne(self, before: Iterable[Borne]) -> list[Borne]:
        """What is recorded of every standing, from what was without the scenario; in order of standing and knowledge."""
        kept = (one for one in before if one.key not in self.told)
        return sorted((*kept, *self.borne), key=lambda one: (one.key, one.known_from))


def supposing(record: Record, base: Compiled, scenario: Scenario, level: str = "public") -> Supposed:
    """A compiled record under a scenario: only the groups that it touches are folded again, with all that follows from them."""
    supposed = under(record, scenario)
    groups, groups_after = Groups(record.vocabulary, record.claims), Groups(supposed.vocabulary, supposed.claims)
    keys = [base.keys.key(number) for number in range(len(base.keys))]
    before, after = groups.of_acts(scenario.acts), groups_after.of_acts(scenario.acts)
    after |= {groups_after.group_of(key) for group in before for key in groups.keys[group]}
    replaced = [
        number for number, key in enumerate(keys) if groups.group_of(key) in before or groups_after.group_of(key) in after
    ]
    after |= {groups_after.group_of(keys[number]) for number in replaced}
    found = list(fold_whole(supposed, groups_after, after, level))
    rows, borne = [one for one in found if isinstance(one, Row)], tuple(one for one in found if isinstance(one, Borne))
    told = frozenset({*(keys[number] for number in replaced), *(one.key for one in found)})
    return Supposed(supposed, with_rows(base, replaced, rows), told, borne)
