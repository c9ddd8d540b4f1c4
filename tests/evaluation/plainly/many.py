"""Many things, and what is taken of many: each certain or only possible, with bounds of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from math import inf, log
from statistics import fmean, median
from typing import Final, overload

from legation.evaluation.formula.values import (
    FLOORS,
    Inputs,
    Reason,
    Ref,
    Rests,
    Value,
    exactly,
    joined,
    merged,
    no_data,
    opened,
    reason,
    since,
)
from legation.record.acts import FOREVER, Days

"""Reasons for which a count is a floor."""
MOST_TRIED: Final = 10
"""So many uncertain members at most are tried in and out; beyond, an index has its widest bounds."""


@dataclass(frozen=True, slots=True, eq=False)
class Thing:
    """A standing, an act or a figure.

    Args:
        refs: what it rests on.
        ways: what each field holds; several where sources disagree on what happened.
        begin, end: bounds of its days; None where it has none, or none is dated.
        value: its figure.
    """

    id: str
    refs: tuple[Ref, ...]
    ways: tuple[dict[str, tuple[str, ...]], ...]
    begin: Days | None = None
    end: Days | None = None
    value: Value | None = None

    def names(self, field: str) -> tuple[frozenset[str], frozenset[str]]:
        """The names in a field: those certain, and all those possible."""
        held = [frozenset(way.get(field, ())) for way in self.ways]
        if len(held) == 1:
            return held[0], held[0]
        return frozenset.intersection(*held), frozenset.union(*held)


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


class Members(Sequence[tuple[Thing, bool]]):
    """Members whose number is known before they are listed, which is done only when one of them is asked for.

    Args:
        certain: for each, whether it is certain; listing: lists them.
    """

    def __init__(self, certain: Sequence[bool], listing: Callable[[], Sequence[tuple[Thing, bool]]]) -> None:
        self.certain = certain
        self._listing = listing

    @cached_property
    def _listed(self) -> Sequence[tuple[Thing, bool]]:
        return self._listing()

    def __len__(self) -> int:
        return len(self.certain)

    def __iter__(self) -> Iterator[tuple[Thing, bool]]:
        return iter(self._listed)

    @overload
    def __getitem__(self, place: int) -> tuple[Thing, bool]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[tuple[Thing, bool]]: ...
    def __getitem__(self, place: int | slice) -> tuple[Thing, bool] | Sequence[tuple[Thing, bool]]:
        return self._listed[place]


@dataclass(frozen=True, eq=False)
class Things(Many):
    """Standings, acts or figures.

    Args:
        alone: whether there can be no others; once: fields of which a name has one of them at most.
    """

    members: Sequence[tuple[Thing, bool]] = ()
    alone: bool = False
    once: frozenset[str] = frozenset()

    @cached_property
    def inputs(self) -> Inputs:
        """What they rest on."""
        return (Rests(lambda: tuple(dict.fromkeys(ref for thing, _ in self.members for ref in thing.refs))),)

    @cached_property
    def counted(self) -> Value:
        """How many there are."""
        members = self.members
        certain = members.certain if isinstance(members, Members) else [certain for _, certain in members]
        return _counted(self, certain, self.inputs)

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
        held: dict[str, list[tuple[Thing, bool]]] = {}
        for thing, certain in self.members:
            surely, perhaps = thing.names(field)
            for name in perhaps:
                held.setdefault(name, []).append((thing, certain and name in surely))
        items = tuple(
            (name, any(certain for _, certain in things), tuple((_weight(thing), certain) for thing, certain in things))
            for name, things in sorted(held.items())
        )
        return Names(self.floor, self.because, self.missing, items, self.inputs)

    def numbers(self, field: str) -> Numbers:
        """Their values, or the days of their begin or end; those without are left out, and said to be."""
        if field not in self._taken:
            dated = field != "value"
            pairs = [(thing, _dates(thing, field) if dated else thing.value, certain) for thing, certain in self.members]
            left = sum(value is None for _, value, _ in pairs)
            self._taken[field] = Numbers(
                *self._left_out("without_date" if dated else "without_value", left), self.missing,
                tuple((thing.id, value, certain) for thing, value, certain in pairs if value is not None), self.inputs, dated,
            )  # fmt: skip
        found = self._taken[field]
        assert isinstance(found, Numbers)
        return found

    def _left_out(self, code: str, left: int) -> tuple[bool, tuple[Reason, ...]]:
        """Whether there may be more than the numbers had, and why."""
        why = (reason(code, count=left),) if left else ()
        if self.alone:
            return left > 0, joined(tuple(one for one in self.because if one.code not in FLOORS), why)
        return self.floor or left > 0, joined(self.because, why)

    def grouped(self, field: str, first: bool) -> Numbers:
        """For each name in a field, the first or last date of the things that bear it."""
        held: dict[str, list[tuple[Value, bool]]] = {}
        left = 0
        for thing, certain in self.members:
            days = _dates(thing, "begin")
            if days is None:
                left += 1
                continue
            surely, perhaps = thing.names(field)
            for name in perhaps:
                held.setdefault(name, []).append((days, certain and name in surely))
        floor, because = self._left_out("without_date", left)
        outer = {name: outermost(dates, first) for name, dates in held.items()}
        if floor and field not in self.once:
            outer = {name: replace(date, ceiling=True) if first else replace(date, floor=True) for name, date in outer.items()}
        items = tuple((name, outer[name], any(sure for _, sure in dates)) for name, dates in sorted(held.items()))
        return Numbers(floor, because, self.missing, items, self.inputs, True)


def _weight(thing: Thing) -> Value:
    return thing.value if thing.value is not None and "series" in thing.ways[0] else exactly(1)


def _dates(thing: Thing, field: str) -> Value | None:
    days = thing.begin if field == "begin" else thing.end
    if days is None:
        return None
    return Value(days.lo if days.lo > -FOREVER else -inf, days.hi if days.hi < FOREVER else inf, dated=True)


@dataclass(frozen=True, eq=False)
class Names(Many):
    """Different names, each certain or only possible, with the weight of each thing that bears it."""

    members: tuple[tuple[str, bool, tuple[tuple[Value, bool], ...]], ...] = ()
    inputs: Inputs = ()

    @cached_property
    def certain(self) -> frozenset[str]:
        """Those certain."""
        return frozenset(name for name, sure, _ in self.members if sure)

    @cached_property
    def possible(self) -> frozenset[str]:
        """All of them."""
        return frozenset(name for name, _, _ in self.members)

    @cached_property
    def counted(self) -> Value:
        """How many there are."""
        return _counted(self, [certain for _, certain, _ in self.members], self.inputs)


@dataclass(frozen=True, eq=False)
class Numbers(Many):
    """Numbers or dates, each under the name of what it is a number of."""

    members: tuple[tuple[str, Value, bool], ...] = ()
    inputs: Inputs = ()
    dated: bool = False

    @cached_property
    def counted(self) -> Value:
        """How many there are."""
        return _counted(self, [certain for _, _, certain in self.members], self.inputs)


def _counted(many: Many, certain: Sequence[bool], inputs: Inputs) -> Value:
    if many.missing is not None:
        return no_data(many.missing, inputs)
    sure = sum(certain)
    why = (reason("only_possible", count=len(certain) - sure),) if sure < len(certain) else ()
    return Value(sure, len(certain), many.floor, False, joined(many.because, why), inputs)


def outermost(dates: Sequence[tuple[Value, bool]], first: bool) -> Value:
    """The first (or last) of some dates, each certain or only possible."""
    sure = [one for one, certain in dates if certain] or [one for one, _ in dates]
    everyone = [one for one, _ in dates]
    if first:
        return Value(min(one.lo for one in everyone), min(one.hi for one in sure), dated=True)
    return Value(max(one.lo for one in sure), max(one.hi for one in everyone), dated=True)


def extreme(many: Numbers, first: bool) -> Value:
    """The least or the greatest; of dates, the first or the last. Of those named, where the record names only some."""
    if (absent := _nothing(many)) is not None:
        return absent
    found = outermost([(value, certain) for _, value, certain in many.members], first)
    floor, ceiling = _opened(many)
    floor, ceiling = floor or (many.floor and not first), ceiling or (many.floor and first)
    return Value(found.lo, found.hi, floor, ceiling, _of_those_named(many), many.inputs, dated=many.dated)


STATISTICS: Final[dict[str, Callable[[list[float]], float]]] = {"mean": fmean, "median": median}


def middle(many: Numbers, name: str) -> Value:
    """The mean or median: bounds over every choice of the uncertain members and every value within their bounds.

    Leaving in the smallest of the uncertain members makes it least, leaving in the greatest makes it greatest.
    """
    if (absent := _nothing(many)) is not None:
        return absent
    statistic = STATISTICS[name]
    lows, highs = ([*_bounds(many, low, certain=True)] for low in (True, False))
    perhaps_low = sorted(_bounds(many, True, certain=False))
    perhaps_high = sorted(_bounds(many, False, certain=False), reverse=True)
    start = 0 if lows else 1
    least = min(_finite(statistic, [*lows, *perhaps_low[:more]]) for more in range(start, len(perhaps_low) + 1))
    most = max(_finite(statistic, [*highs, *perhaps_high[:more]]) for more in range(start, len(perhaps_high) + 1))
    floor, ceiling = (beyond or many.floor for beyond in _opened(many))
    return Value(least, most, floor, ceiling, _of_those_named(many), many.inputs, dated=many.dated)


def total(many: Numbers) -> Value:
    """The sum; nothing at all is no data, for a sum of no figures is not a zero."""
    if (absent := _nothing(many)) is not None:
        return absent
    lo = sum(value.lo if certain else min(value.lo, 0.0) for _, value, certain in many.members)
    hi = sum(value.hi if certain else max(value.hi, 0.0) for _, value, certain in many.members)
    floor, ceiling = _opened(many)
    floor = floor or many.floor
    ceiling = ceiling or (many.floor and any(value.lo < 0 for _, value, _ in many.members))
    return Value(lo, hi, floor, ceiling, opened(_why(many), floor, ceiling), many.inputs)


def _bounds(many: Numbers, low: bool, *, certain: bool) -> Iterable[float]:
    return (value.lo if low else value.hi for _, value, sure in many.members if sure == certain)


def _finite(statistic: Callable[[list[float]], float], numbers: list[float]) -> float:
    if statistic is fmean and (inf in numbers or -inf in numbers):
        return inf if inf in numbers else -inf
    return statistic(numbers)


def _nothing(many: Numbers) -> Value | None:
    if many.missing is not None:
        return no_data(many.missing, many.inputs)
    if not many.members:
        return no_data(reason("nothing_there"), many.inputs)
    return None


def _opened(many: Numbers) -> tuple[bool, bool]:
    return any(value.floor for _, value, _ in many.members), any(value.ceiling for _, value, _ in many.members)


def _why(many: Numbers) -> tuple[Reason, ...]:
    unsure = sum(not certain for _, _, certain in many.members)
    why = (reason("only_possible", count=unsure),) if unsure else ()
    return joined(many.because, why, *(value.because for _, value, _ in many.members))


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
    pairs: list[tuple[str, Value, Value, bool]] = []
    if isinstance(first, Numbers) and isinstance(last, Numbers):
        ends = {name: (value, certain) for name, value, certain in last.members}
        pairs = [(name, value, ends[name][0], sure and ends[name][1]) for name, value, sure in first.members if name in ends]
    elif isinstance(first, Numbers):
        assert isinstance(last, Value)
        pairs = [(name, value, last, sure) for name, value, sure in first.members]
    elif isinstance(last, Numbers):
        pairs = [(name, first, value, sure) for name, value, sure in last.members]
    missing = next((one.missing for one in (first, last) if one.missing is not None), None)
    many = [one for one in (first, last) if isinstance(one, Numbers)]
    return Numbers(
        any(one.floor for one in many), joined(first.because, last.because), missing,
        tuple((name, _span(begin, end, days_in_one), sure) for name, begin, end, sure in pairs),
        merged(first.inputs, last.inputs),
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
    index = _evenness if even else _herfindahl
    weights = [(place, value, certain) for place, (_, _, held) in enumerate(names.members) for value, certain in held]
    unsure = [number for number, (_, value, certain) in enumerate(weights) if not certain or value.lo != value.hi]
    if not weights:
        return no_data(reason("nothing_there"), names.inputs)
    beyond = names.floor or any(value.floor or value.ceiling for _, value, _ in weights)
    why = _not_as_floor(names.because, names.floor)
    if unsure:
        why = joined(why, (reason("only_possible", count=len(unsure)),))
    if len(unsure) > MOST_TRIED or any(weights[number][1].lo != weights[number][1].hi for number in unsure):
        least = 0.0 if even else 1 / len(names.members)
        return Value(least, 1.0, False, beyond and least > 0, why, names.inputs, least=0.0, most=1.0)
    results = []
    for chosen in product((False, True), repeat=len(unsure)):
        left_out = {number for number, taken in zip(unsure, chosen, strict=True) if not taken}
        sums: dict[int, float] = {}
        for number, (place, value, _) in enumerate(weights):
            if number not in left_out:
                sums[place] = sums.get(place, 0.0) + value.lo
        found = index([one for one in sums.values() if one > 0])
        if found is not None:
            results.append(found)
    if not results:
        return no_data(reason("nothing_there"), names.inputs)
    lo, hi = min(results), max(results)
    return Value(lo, hi, beyond and hi < 1, beyond and lo > 0, why, names.inputs, least=0.0, most=1.0)


def _herfindahl(weights: list[float]) -> float | None:
    whole = sum(weights)
    return sum((one / whole) ** 2 for one in weights) if whole else None


def _evenness(weights: list[float]) -> float | None:
    """One where there is a single name: nothing could be more even."""
    whole = sum(weights)
    if not whole:
        return None
    if len(weights) == 1:
        return 1.0
    return -sum(one / whole * log(one / whole) for one in weights) / log(len(weights))
