"""What a selection chooses: the standings, acts or figures that pass its filters, at any moment."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple, Protocol

import numpy as np

from legation.evaluation.formula.columns import Placed, Standings, Table
from legation.evaluation.formula.fields import Flags, Rows, spread
from legation.evaluation.formula.many import Names, Things
from legation.evaluation.formula.values import Reason, joined, reason
from legation.record.coverage import Coverage, Extent

OFTEN: Final = 12
"""Asked at more moments than this, the days on which anything changes are worked out once."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When a formula is asked.

    Args:
        on: the day on which standings are asked, at its end.
        first, last: the days within which acts and figures count, both included.
    """

    on: int
    first: int
    last: int


class Test(Protocol):
    """Which of some things meet a filter: surely, and perhaps."""

    def __call__(self, table: Table, rows: Rows) -> tuple[Flags, Flags]: ...


class Candidates(NamedTuple):
    """Things of some kinds, before any filter; certain: whether each is of them for sure."""

    table: Table
    rows: Rows
    certain: Flags


class Named(NamedTuple):
    """What a selection of acts names itself, so that nothing the record leaves out can be earlier or later than what it finds.

    Args:
        acts: how many acts it names by their ids; alone: whether it names the one act of its kind that there can be.
        once: fields of which a name has one such act at most.
    """

    acts: int = 0
    alone: bool = False
    once: frozenset[str] = frozenset()


NOTHING_NAMED: Final = Named()


class Held(NamedTuple):
    """The spells of the standings chosen: of which each is by its number among them, when, and how surely."""

    of: Rows
    first: Rows
    until: Rows
    certain: Flags


class Chosen:
    """The standings, acts or figures that a selection chooses, at any moment; the same for all moments between two changes.

    Args:
        kinds: ids of kinds of standing, of act, or of series.
        of_kinds: the things of these kinds; coverage: how far each kind of standing is covered.
        named: of acts, what the selection itself names.
    """

    def __init__(
        self, what: str, kinds: Sequence[str], of_kinds: Candidates, tests: Sequence[Test], coverage: Mapping[str, Coverage],
        named: Named = NOTHING_NAMED,
    ) -> None:  # fmt: skip
        self.what = what
        self.kinds = kinds
        self._of_kinds = of_kinds
        self._tests = tests
        self._coverage = coverage
        self._named = named
        self._found: dict[object, Things] = {}
        self._moments: dict[object, Things] = {}

    def at(self, moment: Moment) -> Things:
        """The things there are at a moment."""
        asked = moment.on if self.what == "standings" else (moment.first, moment.last)
        if asked not in self._moments:
            self._moments[asked] = self._at(moment)
        return self._moments[asked]

    def _at(self, moment: Moment) -> Things:
        if len(self._moments) < OFTEN:
            return self._now(moment)
        state: object
        if self.what == "standings":
            state = bisect_right(self.turns, moment.on)
        else:
            edges = self._edges
            state = (int(edges.searchsorted(moment.first, "left")), int(edges.searchsorted(moment.last, "right")))
        if state not in self._found:
            self._found[state] = self._now(moment)
        return self._found[state]

    def _now(self, moment: Moment) -> Things:
        return self._standing(moment.on) if self.what == "standings" else self._within(moment)

    @cached_property
    def _passing(self) -> tuple[Table, Rows, Flags]:
        """The things that may pass every filter, and which do so for sure."""
        table, rows, certain = self._of_kinds
        for test in self._tests:
            sure, perhaps = test(table, rows)
            if not perhaps.all():
                kept = np.flatnonzero(perhaps)
                rows, certain, sure = rows[kept], certain[kept], sure[kept]
            certain = certain & sure
        return table, rows, certain

    @property
    def standings(self) -> tuple[Standings, Rows]:
        """The standings that may be chosen, on whatever day."""
        table, rows, _ = self._passing
        assert isinstance(table, Standings)
        return table, rows

    @property
    def kinds_met(self) -> list[str]:
        """The kinds of the standings that may be chosen."""
        table, rows = self.standings
        held = table.field("kind")
        return [held.words.names[place] for place in np.unique(held.places[rows]).tolist()]

    @cached_property
    def turns(self) -> list[int]:
        """The days on which what stands may change, or the days of its beginning and end."""
        table, rows = self.standings
        days = [np.array([*self._limits()], np.int64), self._held.first, self._held.until]
        for recorded, side in ((table.openings, "lo"), (table.endings, "hi")):
            days.append(getattr(recorded, side)[spread(recorded.starts, rows)[1]])
        found: list[int] = np.unique(np.concatenate(days)).tolist()
        return found

    def _limits(self) -> set[int]:
        known = [self._coverage[kind] for kind in self.kinds if kind in self._coverage]
        return {day for one in known for part in (one.beginnings, one.endings) for day in (part.first, part.last + 1)}

    @cached_property
    def _held(self) -> Held:
        """Every stretch of days through which one of the standings holds or may hold."""
        table, rows = self.standings
        of, flat = spread(table.spells.starts, rows)
        sure = self._passing[2][of] & table.spells.certain[flat]
        return Held(of, table.spells.first[flat], table.spells.until[flat], sure)

    def _standing(self, day: int) -> Things:
        because: list[Reason] = []
        floor = False
        for kind in self.kinds:
            coverage = self._coverage.get(kind)
            if coverage is None or not coverage.covers(day):
                return Things(missing=reason("outside_coverage", kind=kind))
            if not coverage.beginnings.exhaustive_on(day):
                floor = True
                because.append(_floor_of(kind, coverage.beginnings.extent))
        held = self._held
        here = np.flatnonzero((held.first <= day) & (day < held.until))
        table, rows, _ = self._passing
        return Things(floor, tuple(because), None, table, rows[held.of[here]], held.certain[here], day)

    @cached_property
    def _placed(self) -> tuple[Rows, Rows]:
        """For each act or figure the first and the last day on which it may lie."""
        table, rows, _ = self._passing
        assert isinstance(table, Placed)
        return table.least[rows], table.most[rows]

    @cached_property
    def _edges(self) -> Rows:
        return np.unique(np.concatenate(self._placed))

    @property
    def edges(self) -> list[int]:
        """The first and last days of the acts or figures."""
        found: list[int] = self._edges.tolist()
        return found

    def _within(self, moment: Moment) -> Things:
        table, rows, certain = self._passing
        least, most = self._placed
        here = np.flatnonzero((most >= moment.first) & (least <= moment.last))
        inside = (least[here] >= moment.first) & (most[here] <= moment.last)
        sure = certain[here] & inside
        found = (table, rows[here], sure, moment.on)
        if self.what == "figures":
            return Things(False, (), None, *found)
        alone = self._named.alone or 0 < self._named.acts == np.count_nonzero(sure)
        return Things(True, (reason("only_named"),), None, *found, alone, self._named.once)


def _floor_of(kind: str, extent: Extent) -> Reason:
    """Why a count of standings is a floor: how far the record claims to know their beginnings, or that it does not."""
    return reason("not_claimed", kind=kind) if extent == "none" else reason("selective", kind=kind, extent=extent)


def narrowed(things: Things, tests: Sequence[Test], sets: Sequence[Names]) -> Things:
    """Those of some things that lie within sets whose members may be only possible."""
    missing = next((one.missing for one in (things, *sets) if one.missing is not None), None)
    if missing is not None or things.table is None:
        return Things(missing=missing)
    certain, passed = things.certain, np.ones(len(things), np.bool_)
    for test in tests:
        sure, perhaps = test(things.table, things.rows)
        certain, passed = certain & sure, passed & perhaps
    floor = things.floor or any(one.floor for one in sets)
    return things.only(passed, certain, floor, joined(things.because, *(one.because for one in sets)))
