"""Standings, acts and figures in columns: what each holds in which way, when, of what worth, and what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from legation.evaluation.formula.fields import NOTHING, Field, Flags, Places, Rows, Words, spread
from legation.evaluation.formula.values import Inputs, Ref, Rests, Value, listed
from legation.record.acts import FOREVER

Days = npt.NDArray[Any]
"""Day numbers, ``±FOREVER`` where nothing bounds them."""
NONE: Final = np.empty(0, np.int64)
NO_FLAGS: Final = np.empty(0, np.bool_)
_PACK: Final = np.int64(1) << 32


class Dated(NamedTuple):
    """Bounds of some days, and which of them there are at all."""

    lo: Days
    hi: Days
    there: Flags


class References(Protocol):
    """What things rest on."""

    def of(self, rows: Rows) -> Iterable[Ref]:
        """What some things rest on, one by one."""

    def row(self, ref: Ref) -> int | None:
        """The thing that rests on something; None where none does."""


@dataclass(frozen=True, eq=False)
class Table:
    """Things in columns.

    Args:
        ids: the id of each.
        made: what each way holds in a field, by the field's name; None where no way holds anything. Asked for once.
        references: what they rest on.
        ways: the first way of each, and the number of all at the end; None where each has one.
        values: the figures of those that have one, by row; weighs: whether what bears a name weighs as much as its figure.
    """

    ids: Sequence[str]
    made: Callable[[str], Field | None]
    references: References
    ways: Rows | None = None
    values: Mapping[int, Value] = field(default_factory=dict)
    weighs: bool = False

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def _fields(self) -> dict[str, Field]:
        return {}

    def field(self, name: str) -> Field:
        """What each way holds in a field."""
        if name not in self._fields:
            made = self.made(name)
            width = len(self) if self.ways is None else int(self.ways[-1])
            self._fields[name] = Field(Words([]), np.full(width, NOTHING, np.int32)) if made is None else made
        return self._fields[name]

    @cached_property
    def _rivals(self) -> Flags:
        """Those that may be so in several ways."""
        assert self.ways is not None
        return np.diff(self.ways) > 1

    def answers(self, rows: Rows, test: Callable[[Rows], Flags]) -> tuple[Flags, Flags]:
        """For each thing whether every way of it, and whether any, passes a test of ways."""
        if self.ways is None:
            passed = test(rows)
            return passed, passed
        passed = test(self.ways[rows])
        rivals = np.flatnonzero(self._rivals[rows])
        if not len(rivals):
            return passed, passed
        of, ways = spread(self.ways, rows[rivals])
        each = test(ways)
        starts = np.searchsorted(of, np.arange(len(rivals)))
        every, any_of = passed, passed.copy()
        every[rivals], any_of[rivals] = np.logical_and.reduceat(each, starts), np.logical_or.reduceat(each, starts)
        return every, any_of

    def named(self, name: str, rows: Rows) -> tuple[Rows, Places, Flags]:
        """Each thing, by its number among those given, with each name that it may hold in a field, and whether surely."""
        field_ = self.field(name)
        if self.ways is None:
            of, places = field_.pairs(rows)
            return of, places, np.ones(len(of), np.bool_)
        rivals = self._rivals[rows]
        plain = np.flatnonzero(~rivals)
        of, places = field_.pairs(self.ways[rows[plain]])
        parts = [(plain[of], places, np.ones(len(of), np.bool_))]
        for number in np.flatnonzero(rivals).tolist():
            parts.append(self._rival_names(field_, number, int(rows[number])))
        return tuple(np.concatenate(part) for part in zip(*parts, strict=True))  # type: ignore[return-value]

    def _rival_names(self, field_: Field, number: int, row: int) -> tuple[Rows, Places, Flags]:
        assert self.ways is not None
        first, last = self.ways[row : row + 2].tolist()
        places = field_.pairs(np.arange(first, last))[1]
        found, count = np.unique(places, return_counts=True)
        return np.full(len(found), number), found, count == last - first

    def days(self, which: str, rows: Rows, on: int) -> Dated:
        """Where the beginnings (``begin``) or ends (``end``) of some things lie, as they bear on a day."""
        raise NotImplementedError

    def rests(self, rows: Rows) -> Rests:
        """What some things rest on, listed only when asked for."""
        return OnRows(self, rows)

    @cached_property
    def _marked(self) -> dict[int, tuple[object, Flags, dict[int, list[Ref]]]]:
        return {}

    def among(self, rows: Rows, wanted: Mapping[Ref, object]) -> set[Ref]:
        """Which of the things wanted some of these rest on; asked again and again of the same wanted things."""
        if id(wanted) not in self._marked:
            held: dict[int, list[Ref]] = {}
            for ref in wanted:
                row = self.references.row(ref)
                if row is not None:
                    held.setdefault(row, []).append(ref)
            marks = np.zeros(len(self), np.bool_)
            marks[list(held)] = True
            self._marked[id(wanted)] = (wanted, marks, held)
        _, marks, held = self._marked[id(wanted)]
        return {ref for row in rows[marks[rows]].tolist() for ref in held[row]}


class OnRows(Rests):
    """What some rows of a table rest on."""

    def __init__(self, table: Table, rows: Rows) -> None:
        super().__init__(lambda: tuple(dict.fromkeys(table.references.of(rows))))
        self.table, self.rows = table, rows

    def among(self, wanted: Mapping[Ref, object]) -> set[Ref]:
        return self.table.among(self.rows, wanted)


def rows_of(rests: Rests, table: Table) -> Rows:
    """The rows of a table that a value rests on; not listed where it rests on rows."""
    if isinstance(rests, OnRows):
        return rests.rows if rests.table is table else NONE
    return np.array([row for ref in rests.refs if (row := table.references.row(ref)) is not None], np.int64)


def rest_alike(one: Inputs, other: Inputs) -> bool:
    """Whether two values rest on the same; not listed where rows of one table tell, for each row rests on what is its own."""
    mine, theirs = _marked_by_table(one), _marked_by_table(other)
    if mine is not None and theirs is not None and mine.keys() == theirs.keys():
        if all(np.array_equal(marks, theirs[table]) for table, marks in mine.items()):
            return True
        if len(mine) == 1:
            return False
    return listed(one) == listed(other)


def _marked_by_table(inputs: Inputs) -> dict[int, Flags] | None:
    """The rows that inputs are, flagged, by table; None where some are listed."""
    found: dict[int, Flags] = {}
    for one in inputs:
        if not isinstance(one, OnRows):
            return None
        found.setdefault(id(one.table), np.zeros(len(one.table), np.bool_))[one.rows] = True
    return found


@dataclass(frozen=True, eq=False)
class Placed(Table):
    """Acts or figures: things with days of their own.

    Args:
        least, most: the first and the last day on which each may lie; begins, ends: where they begin and end.
    """

    least: Days = field(default_factory=lambda: NONE)
    most: Days = field(default_factory=lambda: NONE)
    begins: Dated = field(default_factory=lambda: Dated(NONE, NONE, NO_FLAGS))
    ends: Dated = field(default_factory=lambda: Dated(NONE, NONE, NO_FLAGS))

    def days(self, which: str, rows: Rows, on: int) -> Dated:
        of = self.begins if which == "begin" else self.ends
        return Dated(of.lo[rows], of.hi[rows], of.there[rows])


class Spells(NamedTuple):
    """Days through which standings hold or may hold.

    Args:
        starts: for each standing its first spell, and the number of all at the end.
        first, until: from which day up to but not with which; certain: whether it holds for sure.
    """

    starts: Rows
    first: Days
    until: Days
    certain: Flags


class Recorded(NamedTuple):
    """Beginnings or ends recorded of standings.

    Args:
        starts: for each standing its first, and the number of all at the end; lo, hi: where each lies.
    """

    starts: Rows
    lo: Days
    hi: Days


_NO_DAYS: Final = Recorded(NONE, NONE, NONE)


@dataclass(frozen=True, eq=False)
class Standings(Table):
    """Standings.

    Args:
        numbers: the number of each among all standings; spells: when they hold.
        recorded: every beginning and every end recorded of them, those of their parties among them; asked for once.
    """

    numbers: Rows = field(default_factory=lambda: NONE)
    spells: Spells = field(default_factory=lambda: Spells(NONE, NONE, NONE, NO_FLAGS))
    recorded: Callable[[], tuple[Recorded, Recorded]] = lambda: (_NO_DAYS, _NO_DAYS)

    @cached_property
    def openings(self) -> Recorded:
        """Every beginning recorded."""
        return self._recorded[0]

    @cached_property
    def endings(self) -> Recorded:
        """Every end recorded, those of their parties among them."""
        return self._recorded[1]

    @cached_property
    def _recorded(self) -> tuple[Recorded, Recorded]:
        return self.recorded()

    def days(self, which: str, rows: Rows, on: int) -> Dated:
        """Of the beginning that may be in force on a day, or of the first end recorded that may come after it."""
        of, flat = spread(self.endings.starts, rows)
        lo, hi = self.endings.lo[flat], self.endings.hi[flat]
        if which == "end":
            after = hi > on
            return _first_of(of[after], lo[after], hi[after], len(rows))
        past = hi <= on
        ended = np.full(len(rows), -FOREVER, np.int64)
        np.maximum.at(ended, of[past], lo[past])
        of, flat = spread(self.openings.starts, rows)
        lo, hi = self.openings.lo[flat], self.openings.hi[flat]
        begun = (lo <= on) & (hi >= ended[of])
        found = _first_of(of[begun], lo[begun], hi[begun], len(rows))
        return found._replace(there=found.there & (found.lo > -FOREVER))


def _first_of(of: Rows, lo: Days, hi: Days, size: int) -> Dated:
    """For each thing the first of its days."""
    packed = np.full(size, np.iinfo(np.int64).max, np.int64)
    np.minimum.at(packed, of, lo.astype(np.int64) * _PACK + (hi.astype(np.int64) + FOREVER))
    there = packed != np.iinfo(np.int64).max
    return Dated(packed // _PACK, packed % _PACK - FOREVER, there)
