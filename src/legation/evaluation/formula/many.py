"""Many things, and what is taken of many, in columns: each certain or only possible, with bounds of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product
from math import fsum, inf, log
from typing import Final

import numpy as np
import numpy.typing as npt

from legation.evaluation.formula.columns import NO_FLAGS, NONE, Table
from legation.evaluation.formula.fields import Flags, Places, Rows, Words
from legation.evaluation.formula.statistics import STATISTICS, extremes
from legation.evaluation.formula.values import FLOORS, Inputs, Reason, Value, joined, merged, no_data, opened, reason, since
from legation.record.acts import FOREVER

MOST_TRIED: Final = 10
"""So many uncertain members at most are tried in and out; beyond, an index has its widest bounds."""
NO_WORDS: Final = Words(())
NO_NUMBERS: Final = np.empty(0, np.float64)
Numeric = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Many:
    """Members of anything, each certain or only possible.

    Args:
        missing: why there is no data; floor: whether the record names only some.
        because: why it is uncertain or a floor.
    """

    floor: bool = False
    because: tuple[Reason, ...] = ()
    missing: Reason | None = None


@dataclass(frozen=True, eq=False)
class Things(Many):
    """Standings, acts or figures.

    Args:
        table, rows: which; certain: for each whether it is there for sure.
        on: the day asked about, on which the days of standings bear.
        alone: whether there can be no others, for the formula names them one by one.
        once: fields of which a name has one of them at most: of an instrument there is one signature by a State.
    """

    table: Table | None = None
    rows: Rows = field(default_factory=lambda: NONE)
    certain: Flags = field(default_factory=lambda: NO_FLAGS)
    on: int = 0
    alone: bool = False
    once: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def inputs(self) -> Inputs:
        """What they rest on."""
        return () if self.table is None else (self.table.rests(self.rows),)

    @cached_property
    def counted(self) -> Value:
        """How many there are."""
        return _counted(self, self.certain, self.inputs)

    @cached_property
    def _taken(self) -> dict[str, Names | Numbers]:
        return {}

    def names(self, field: str) -> Names:
        """The different names in a field, each with how often it stands there (of figures: with their sum)."""
        if field not in self._taken:
            self._taken[field] = self._names(field)
        found = self._taken[field]
        assert isinstance(found, Names)
        return found

    def _names(self, field: str) -> Names:
        if self.table is None:
            return Names(self.floor, self.because, self.missing)
        of, held, surely = self.table.named(field, self.rows)
        certain = self.certain[of] & surely
        places, bears = np.unique(held, return_inverse=True)
        weights = None
        if self.table.weighs:
            values = self.table.values
            weights = tuple(values.get(row) or _ONE for row in self.rows[of].tolist())
        words = self.table.field(field).words
        return Names(self.floor, self.because, self.missing, words, places, bears, certain, weights, self.inputs)

    def numbers(self, field: str) -> Numbers:
        """Their values, or the days of their begin or end; those without are left out, and said to be."""
        if field not in self._taken:
            self._taken[field] = self._values() if field == "value" else self._days(field)
        found = self._taken[field]
        assert isinstance(found, Numbers)
        return found

    def _values(self) -> Numbers:
        held = {} if self.table is None else self.table.values
        there = np.fromiter((row in held for row in self.rows.tolist()), np.bool_, len(self.rows)) if held else None
        kept = NONE if there is None else np.flatnonzero(there)
        values = [held[row] for row in self.rows[kept].tolist()]
        return Numbers(
            *self._left_out("without_value", len(self.rows) - len(kept)), self.missing,
            *_bounds_of(values), self.certain[kept], (self._ids, self.rows[kept]), any(one.floor for one in values),
            any(one.ceiling for one in values), joined(*(one.because for one in values)), self.inputs,
        )  # fmt: skip

    def _days(self, field: str) -> Numbers:
        lo, hi, there = self._dated(field)
        kept = np.flatnonzero(there)
        return Numbers(
            *self._left_out("without_date", len(self.rows) - len(kept)), self.missing, lo[kept], hi[kept], self.certain[kept],
            (self._ids, self.rows[kept]), inputs=self.inputs, dated=True,
        )  # fmt: skip

    def _left_out(self, code: str, left: int) -> tuple[bool, tuple[Reason, ...]]:
        """Whether there may be more numbers than those had, and why: things unnamed, or without their number."""
        floor = (self.floor and not self.alone) or left > 0
        because = tuple(one for one in self.because if one.code not in FLOORS) if self.alone else self.because
        return floor, joined(because, (reason(code, count=left),) if left else ())

    def _dated(self, field: str) -> tuple[Numeric, Numeric, Flags]:
        if self.table is None:
            return NO_NUMBERS, NO_NUMBERS, NO_FLAGS
        days = self.table.days(field, self.rows, self.on)
        lo, hi = days.lo.astype(np.float64), days.hi.astype(np.float64)
        return np.where(lo > -FOREVER, lo, -inf), np.where(hi < FOREVER, hi, inf), days.there

    @property
    def _ids(self) -> Sequence[str]:
        return () if self.table is None else self.table.ids

    def grouped(self, field: str, first: bool) -> Numbers:
        """For each name in a field, the first or last date of the things that bear it."""
        if self.table is None:
            return Numbers(self.floor, self.because, self.missing, dated=True)
        lo, hi, there = self._dated("begin")
        kept = np.flatnonzero(there)
        of, held, surely = self.table.named(field, self.rows[kept])
        places, bears = np.unique(held, return_inverse=True)
        certain = self.certain[kept][of] & surely
        low, high = _outermost_of(bears, len(places), lo[kept][of], hi[kept][of], certain, first)
        sure = np.zeros(len(places), np.bool_)
        sure[bears[certain]] = True
        floor, because = self._left_out("without_date", len(self.rows) - len(kept))
        words = self.table.field(field).words.names
        beyond = floor and field not in self.once  # of a name, others may lie before its first or after its last
        return Numbers(
            floor, because, self.missing, low, high, sure, (words, places), beyond and not first, beyond and first,
            inputs=self.inputs, dated=True,
        )  # fmt: skip

    def only(self, passed: Flags, certain: Flags, floor: bool, because: tuple[Reason, ...]) -> Things:
        """Those that pass."""
        kept = np.flatnonzero(passed)
        alone = self.alone and floor == self.floor
        return Things(floor, because, None, self.table, self.rows[kept], certain[kept], self.on, alone, self.once)


_ONE: Final = Value(1, 1)


def _bounds_of(values: Sequence[Value]) -> tuple[Numeric, Numeric]:
    return np.array([one.lo for one in values], np.float64), np.array([one.hi for one in values], np.float64)


def _outermost_of(
    bears: Rows, size: int, lo: Numeric, hi: Numeric, certain: Flags, first: bool
) -> tuple[Numeric, Numeric]:  # fmt: skip
    """For each name the first (or last) of the dates that bear it; those certain alone bound it on the inner side."""
    if not first:
        low, high = _outermost_of(bears, size, -hi, -lo, certain, True)
        return -high, -low
    low, everyone, sure = (np.full(size, inf) for _ in range(3))
    np.minimum.at(low, bears, lo)
    np.minimum.at(everyone, bears, hi)
    np.minimum.at(sure, bears[certain], hi[certain])
    known = np.zeros(size, np.bool_)
    known[bears[certain]] = True
    return low, np.where(known, sure, everyone)


@dataclass(frozen=True, eq=False)
class Names(Many):
    """Different names, each certain or only possible, with what bears it.

    Args:
        words, places: which names; bears: for each thing that bears one, which, by its number among the places.
        certain: whether it bears it for sure; weights: how much it weighs, one each where None.
    """

    words: Words = NO_WORDS
    places: Places = field(default_factory=lambda: NONE)
    bears: Rows = field(default_factory=lambda: NONE)
    certain: Flags = field(default_factory=lambda: NO_FLAGS)
    weights: tuple[Value, ...] | None = None
    inputs: Inputs = ()

    @cached_property
    def sure(self) -> Flags:
        """Which names are certain."""
        found = np.zeros(len(self.places), np.bool_)
        found[self.bears[self.certain]] = True
        return found

    @cached_property
    def counted(self) -> Value:
        """How many there are."""
        return _counted(self, self.sure, self.inputs)

    def masks(self, words: Words) -> tuple[Flags, Flags]:
        """Among other words those certain, and all of them."""
        if id(words) not in self._masks:
            made = (words.mask_of(self.words, self.places[self.sure]), words.mask_of(self.words, self.places))
            self._masks[id(words)] = (words, made)
        return self._masks[id(words)][1]

    @cached_property
    def _masks(self) -> dict[int, tuple[Words, tuple[Flags, Flags]]]:
        return {}


@dataclass(frozen=True, eq=False)
class Numbers(Many):
    """Numbers or dates, each of something.

    Args:
        lo, hi: the bounds of each; certain: whether it is there for sure; of: of what it is a number, by place among names.
        above, below: whether the truth of any may lie beyond its bounds; own: why any of them is as it is.
    """

    lo: Numeric = field(default_factory=lambda: NO_NUMBERS)
    hi: Numeric = field(default_factory=lambda: NO_NUMBERS)
    certain: Flags = field(default_factory=lambda: NO_FLAGS)
    of: tuple[Sequence[str], Rows] = field(default_factory=lambda: ((), NONE))
    above: bool = False
    below: bool = False
    own: tuple[Reason, ...] = ()
    inputs: Inputs = ()
    dated: bool = False

    @cached_property
    def counted(self) -> Value:
        """How many there are."""
        return _counted(self, self.certain, self.inputs)


def numbers_of(
    members: Sequence[tuple[str, Value]], because: tuple[Reason, ...], inputs: Inputs, floor: bool
) -> Numbers:  # fmt: skip
    """Certain values, each under a name; floor: there may be more of them."""
    names, values = [name for name, _ in members], [value for _, value in members]
    return Numbers(
        floor, because, None, *_bounds_of(values), np.ones(len(values), np.bool_), (names, np.arange(len(values))),
        any(one.floor for one in values), any(one.ceiling for one in values), joined(*(one.because for one in values)), inputs,
    )  # fmt: skip


def _counted(many: Many, certain: Flags, inputs: Inputs) -> Value:
    if many.missing is not None:
        return no_data(many.missing, inputs)
    sure = int(np.count_nonzero(certain))
    why = (reason("only_possible", count=len(certain) - sure),) if sure < len(certain) else ()
    return Value(sure, len(certain), many.floor, False, joined(many.because, why), inputs)


def extreme(many: Numbers, first: bool) -> Value:
    """The least or the greatest; of dates, the first or the last.

    Where the record names only some, one that it does not name may be less than the least, or greater than the greatest.
    """
    if (absent := _nothing(many)) is not None:
        return absent
    one = np.zeros(len(many.lo), np.int64)
    low, high = _outermost_of(one, 1, many.lo, many.hi, many.certain, first)
    lo, hi = float(low[0]), float(high[0])
    floor, ceiling = many.above or (many.floor and not first), many.below or (many.floor and first)
    return Value(lo, hi, floor, ceiling, _of_those_named(many), many.inputs, dated=many.dated)


def middle(many: Numbers, name: str) -> Value:
    """The mean or median: bounds over every choice of the uncertain members and every value within their bounds.

    Leaving in the smallest of the uncertain members makes it least, leaving in the greatest makes it greatest. Where the
    record names only some, those it does not name may move it either way.
    """
    if (absent := _nothing(many)) is not None:
        return absent
    least, most = extremes(STATISTICS[name], many.lo, many.hi, many.certain)
    floor, ceiling = many.above or many.floor, many.below or many.floor
    return Value(least, most, floor, ceiling, _of_those_named(many), many.inputs, dated=many.dated)


def total(many: Numbers) -> Value:
    """The sum; nothing at all is no data, for a sum of no figures is not a zero.

    Where the record names only some, the sum is a floor as long as none of those named takes away from it.
    """
    if (absent := _nothing(many)) is not None:
        return absent
    lo = fsum(np.where(many.certain, many.lo, np.minimum(many.lo, 0.0)).tolist())
    hi = fsum(np.where(many.certain, many.hi, np.maximum(many.hi, 0.0)).tolist())
    floor, ceiling = many.above or many.floor, many.below or (many.floor and bool((many.lo < 0).any()))
    return Value(lo, hi, floor, ceiling, opened(_why(many), floor, ceiling), many.inputs)


def _nothing(many: Numbers) -> Value | None:
    if many.missing is not None:
        return no_data(many.missing, many.inputs)
    if not len(many.lo):
        return no_data(reason("nothing_there"), many.inputs)
    return None


def _why(many: Numbers) -> tuple[Reason, ...]:
    unsure = len(many.certain) - int(np.count_nonzero(many.certain))
    return joined(many.because, (reason("only_possible", count=unsure),) if unsure else (), many.own)


def _of_those_named(many: Numbers) -> tuple[Reason, ...]:
    return _not_as_floor(_why(many), many.floor)


def _not_as_floor(because: tuple[Reason, ...], floor: bool) -> tuple[Reason, ...]:
    """Why a value is as it is, where what is left out of the record makes it no floor but a value of those named."""
    kept = tuple(one for one in because if one.code not in FLOORS)
    return joined(kept, (reason("of_those_named"),) if floor else ())


def spans(first: Value | Numbers, last: Value | Numbers, days_in_one: float) -> Value | Numbers:
    """The time from one date to another; between many dates, name by name.

    Args:
        days_in_one: how many days make one of the units asked for.
    """
    if isinstance(first, Value) and isinstance(last, Value):
        return _span(first, last, days_in_one)
    begin, end = _matched(first, last)
    missing = next((one.missing for one in (first, last) if one.missing is not None), None)
    many = [one for one in (begin, end) if isinstance(one, Numbers)]
    certain = np.logical_and.reduce([one.certain for one in many])
    above, below = _sides(last)[0] or _sides(first)[1], _sides(last)[1] or _sides(first)[0]
    lo, hi = (np.broadcast_to(one, len(certain)) / days_in_one for one in (end.lo - begin.hi, end.hi - begin.lo))
    return Numbers(
        any(one.floor for one in many), joined(first.because, last.because), missing, lo, hi, certain, many[0].of,
        above, below, inputs=merged(first.inputs, last.inputs),
    )  # fmt: skip


def _sides(one: Value | Numbers) -> tuple[bool, bool]:
    """Whether the truth may lie above, and below, the bounds."""
    return (one.floor, one.ceiling) if isinstance(one, Value) else (one.above, one.below)


def _matched(first: Value | Numbers, last: Value | Numbers) -> tuple[Value | Numbers, Value | Numbers]:
    """Of two many those of the same things, in one order."""
    if not (isinstance(first, Numbers) and isinstance(last, Numbers)):
        return first, last
    (names, one), (others, other) = first.of, last.of
    if names is not others:
        number = {others[place]: at for at, place in enumerate(other.tolist())}
        pairs = [(at, number[names[place]]) for at, place in enumerate(one.tolist()) if names[place] in number]
        here, there = np.array(pairs, np.int64).reshape(-1, 2).T
    else:
        _, here, there = np.intersect1d(one, other, assume_unique=True, return_indices=True)
    return _picked(first, here), _picked(last, there)


def _picked(many: Numbers, rows: Rows) -> Numbers:
    return Numbers(
        many.floor, many.because, many.missing, many.lo[rows], many.hi[rows], many.certain[rows], (many.of[0], many.of[1][rows]),
        many.above, many.below, many.own, many.inputs, many.dated,
    )  # fmt: skip


def _span(first: Value, last: Value, days_in_one: float) -> Value:
    found = since(first, last)
    if found.missing is not None:
        return found
    lo, hi, least, most = (days / days_in_one for days in (found.lo, found.hi, found.least, found.most))
    return replace(found, lo=lo, hi=hi, least=least, most=most)


def concentration(names: Names, even: bool) -> Value:
    """Herfindahl's index (the sum of squared shares), or Shannon's evenness (entropy over its greatest), of what bears each name.

    Sources: Hirschman, *The American Economic Review* 54 (1964); Pielou, *Journal of Theoretical Biology* 13 (1966).
    """
    if names.missing is not None:
        return no_data(names.missing, names.inputs)
    if not len(names.bears):
        return no_data(reason("nothing_there"), names.inputs)
    weights = np.ones(len(names.bears)) if names.weights is None else np.array([one.lo for one in names.weights], np.float64)
    wide = None if names.weights is None else np.array([one.lo != one.hi for one in names.weights], np.bool_)
    open_ = ~names.certain if wide is None else ~names.certain | wide
    unsure = np.flatnonzero(open_)
    weighed = names.weights or ()
    beyond = names.floor or any(one.floor or one.ceiling for one in weighed)  # what is unnamed may move it either way
    why = _not_as_floor(names.because, names.floor)
    if len(unsure):
        why = joined(why, (reason("only_possible", count=len(unsure)),))
    if len(unsure) > MOST_TRIED or (wide is not None and bool(wide.any())):
        return _index(0.0 if even else 1 / len(names.places), 1.0, beyond, why, names.inputs)
    index = _evenness if even else _herfindahl
    size = len(names.places)
    results = []
    certain = np.bincount(names.bears[~open_], weights[~open_], size).astype(np.float64)
    for chosen in product((False, True), repeat=len(unsure)):
        taken = unsure[np.array(chosen, np.bool_)]
        sums = certain + np.bincount(names.bears[taken], weights[taken], size) if len(taken) else certain
        found = index(sums[sums > 0])
        if found is not None:
            results.append(found)
    if not results:
        return no_data(reason("nothing_there"), names.inputs)
    return _index(min(results), max(results), beyond, why, names.inputs)


def _index(lo: float, hi: float, beyond: bool, because: tuple[Reason, ...], inputs: Inputs) -> Value:
    """An index, which lies between 0 and 1 whatever is left out."""
    return Value(lo, hi, beyond and hi < 1, beyond and lo > 0, because, inputs, least=0.0, most=1.0)


def _herfindahl(weights: Numeric) -> float | None:
    whole = float(weights.sum())
    return float(np.square(weights / whole).sum()) if whole else None


def _evenness(weights: Numeric) -> float | None:
    """One where there is a single name: nothing could be more even."""
    whole = float(weights.sum())
    if not whole:
        return None
    if len(weights) == 1:
        return 1.0
    shares = weights / whole
    return -float((shares * np.log(shares)).sum()) / log(len(weights))
