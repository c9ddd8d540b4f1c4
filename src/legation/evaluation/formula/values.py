"""Values: never a bare number. Bounds, whether the truth may lie beyond them, why, and what they rest on; or no data, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf, isnan
from typing import Final, Literal

from legation.terms.messages import say

Ref = tuple[Literal["standing", "claim", "measure", "actor", "plan"], str]
"""One input: a standing, a claim, a figure, an actor or a row of a plan, by its id."""
Held = Literal["yes", "no", "unknown"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a value is missing, wide, or only a floor, as a message of ``terms/messages/formula.toml`` with its values."""

    code: str
    values: tuple[tuple[str, str], ...] = ()

    def message(self, language: str = "en") -> str:
        """The reason in words."""
        return say(f"formula.{self.code}", language, **dict(self.values))


def reason(code: str, /, **values: object) -> Reason:
    """A :class:`Reason`."""
    return Reason(code, tuple((name, str(value)) for name, value in values.items()))


class Rests:
    """Things that a value rests on; kept by reference, and listed only when asked.

    Args:
        refs: the things, or what lists them.
    """

    def __init__(self, refs: tuple[Ref, ...] | Callable[[], tuple[Ref, ...]]) -> None:
        self._given = refs

    @cached_property
    def refs(self) -> tuple[Ref, ...]:
        """The things."""
        return self._given() if callable(self._given) else self._given

    def among(self, wanted: Mapping[Ref, object]) -> set[Ref]:
        """Those of the things wanted that are among them."""
        return {ref for ref in self.refs if ref in wanted}


Inputs = tuple[Rests, ...]


def merged(*many: Inputs) -> Inputs:
    """The inputs of several values, each once."""
    if len(many) == 2 and (many[0] is many[1] or not many[1]):
        return many[0]
    return tuple({id(one): one for inputs in many for one in inputs}.values())


def listed(inputs: Inputs) -> tuple[Ref, ...]:
    """The inputs one by one, sorted, each once."""
    return tuple(sorted({ref for one in inputs for ref in one.refs}))


@dataclass(frozen=True)
class Value:
    """A number or a date (a day number) as the record gives it.

    Args:
        lo, hi: its bounds over all placements of uncertain dates; equal where certain; infinite where nothing bounds it.
        floor: the truth may be higher than ``hi``, for the record names only some; ceiling: it may be lower than ``lo``.
        because: why it is wide or open; missing: why there is no data, and then the bounds mean nothing.
        dated: whether it is a date.
        least, most: what the truth cannot pass even so: a share of a whole never leaves 0 to 100.
    """

    lo: float = 0.0
    hi: float = 0.0
    floor: bool = False
    ceiling: bool = False
    because: tuple[Reason, ...] = ()
    inputs: Inputs = ()
    missing: Reason | None = None
    dated: bool = False
    least: float = -inf
    most: float = inf

    @property
    def bottom(self) -> float:
        """Below what the truth cannot lie."""
        return self.least if self.ceiling else self.lo

    @property
    def top(self) -> float:
        """Above what the truth cannot lie."""
        return self.most if self.floor else self.hi

    @property
    def is_exact(self) -> bool:
        """Whether it is one number and certain."""
        return self.missing is None and self.lo == self.hi and not self.floor and not self.ceiling

    @cached_property
    def rests_on(self) -> tuple[Ref, ...]:
        """Ids of the standings, claims and figures behind it."""
        return listed(self.inputs)


@dataclass(frozen=True)
class Truth:
    """Whether something holds: *yes* or *no* where every placement says so, else *unknown* with the reasons."""

    answer: Held
    because: tuple[Reason, ...] = ()
    inputs: Inputs = ()
    missing: Reason | None = None

    @cached_property
    def rests_on(self) -> tuple[Ref, ...]:
        """Ids of the standings, claims and figures behind it."""
        return listed(self.inputs)


_OPPOSITE: Final[dict[Held, Held]] = {"yes": "no", "no": "yes", "unknown": "unknown"}
NOTHING_KNOWN: Final = (-inf, inf)
FLOORS: Final = frozenset({"selective", "not_claimed", "only_named"})
"""Reasons for which a count is a floor."""


def exactly(number: float, inputs: Inputs = ()) -> Value:
    """A certain number."""
    return Value(number, number, inputs=inputs)


def no_data(why: Reason, inputs: Inputs = ()) -> Value:
    """No data, and why."""
    return Value(missing=why, inputs=inputs)


def joined(*reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Reasons of several values, each once, in order."""
    return tuple(dict.fromkeys(one for some in reasons for one in some))


def opened(because: tuple[Reason, ...], floor: bool, ceiling: bool) -> tuple[Reason, ...]:
    """Why a value is as it is: where it is not simply "at least", what the record leaves out makes it one of those named."""
    if (floor and not ceiling) or not any(one.code in FLOORS for one in because):
        return because
    kept = tuple(one for one in because if one.code not in FLOORS)
    return joined(kept, (reason("of_those_named"),)) if floor or ceiling else kept


def _made(one: Value, other: Value, closed: tuple[float, float], open_: tuple[float, float]) -> Value:
    """A value of two others, from its bounds and from what it cannot pass where the truth of theirs may lie beyond."""
    lo, hi, bottom, top = (limit if isnan(number) else number for number, limit in zip((*closed, *open_), _NAN_AS, strict=True))
    floor, ceiling = top > hi, bottom < lo
    because = opened(joined(one.because, other.because), floor, ceiling)
    limits = (bottom if ceiling else -inf), (top if floor else inf)
    return Value(lo, hi, floor, ceiling, because, merged(one.inputs, other.inputs), None, False, *limits)


_NAN_AS: Final = (-inf, inf, -inf, inf)
_Ends = tuple[float, float]


def _worked(one: Value, other: Value, work: Callable[[_Ends, _Ends], _Ends]) -> Value:
    """What becomes of two values, within their bounds and, where the truth may lie beyond them, within all it may be."""
    closed = work((one.lo, one.hi), (other.lo, other.hi))
    if not (one.floor or one.ceiling or other.floor or other.ceiling):
        return _made(one, other, closed, closed)
    return _made(one, other, closed, work((one.bottom, one.top), (other.bottom, other.top)))


def _absent(one: Value, other: Value) -> Value | None:
    missing = one.missing or other.missing
    return no_data(missing, merged(one.inputs, other.inputs)) if missing else None


def negative(one: Value) -> Value:
    """The number with the opposite sign."""
    because = opened(one.because, one.ceiling, one.floor)
    return replace(
        one, lo=-one.hi, hi=-one.lo, floor=one.ceiling, ceiling=one.floor, because=because, least=-one.most, most=-one.least
    )


def plus(one: Value, other: Value) -> Value:
    """The sum."""
    return _absent(one, other) or _worked(one, other, lambda a, b: (a[0] + b[0], a[1] + b[1]))


def minus(one: Value, other: Value) -> Value:
    """The difference."""
    return _absent(one, other) or _worked(one, other, lambda a, b: (a[0] - b[1], a[1] - b[0]))


def since(first: Value, last: Value) -> Value:
    """How much later the last is than the first."""
    return _absent(first, last) or _worked(first, last, lambda a, b: (b[0] - a[1], b[1] - a[0]))


def times(one: Value, other: Value) -> Value:
    """The product."""
    return _absent(one, other) or _worked(one, other, lambda a, b: _between(_product(x, y) for x in a for y in b))


def over(one: Value, other: Value) -> Value:
    """The quotient; no data where there is nothing to divide by."""
    if absent := _absent(one, other):
        return absent
    if other.lo == other.hi == 0:
        return no_data(reason("division_by_nothing"), merged(one.inputs, other.inputs))
    found = _worked(one, other, _ratio)
    if other.lo <= 0 <= other.hi:
        return replace(found, because=joined(found.because, (reason("perhaps_by_nothing"),)))
    return found


def _ratio(one: _Ends, other: _Ends) -> _Ends:
    """Bounds of a quotient; where the divisor may be nothing, over those placements in which it is something."""
    if other[0] <= 0 <= other[1]:
        return (_quotient(one[0], other[1]), inf) if one[0] >= 0 and other[0] >= 0 else NOTHING_KNOWN
    return _between(_quotient(x, y) for x in one for y in other)


def _between(found: Iterable[float]) -> _Ends:
    numbers = tuple(found)
    return min(numbers), max(numbers)


def _product(a: float, b: float) -> float:
    return 0.0 if a == 0 or b == 0 else a * b


def _quotient(a: float, b: float) -> float:
    if b in (inf, -inf):
        return 0.0
    return a / b


def share(part: Value, whole: Value) -> Value:
    """A hundred times the part over the whole."""
    return times(over(part, whole), exactly(100))


def _truth(answer: Held, *values: Value | Truth, because: tuple[Reason, ...] | None = None) -> Truth:
    why = joined(*(one.because for one in values)) if because is None else because
    return Truth(answer, why, merged(*(one.inputs for one in values)))


def less(one: Value, other: Value, or_equal: bool) -> Truth:
    """Whether one number is less than another (or equal), over all bounds."""
    missing = one.missing or other.missing
    if missing:
        return Truth("unknown", (), merged(one.inputs, other.inputs), missing)
    if one.top < other.bottom or (or_equal and one.top == other.bottom):
        return _truth("yes", one, other)
    if one.bottom > other.top or (not or_equal and one.bottom == other.top):
        return _truth("no", one, other)
    return _truth("unknown", one, other)


def equal(one: Value, other: Value) -> Truth:
    """Whether two numbers are the same, over all bounds."""
    return both(less(one, other, True), less(other, one, True))


def both(one: Truth, other: Truth) -> Truth:
    """Whether both hold."""
    if "no" in (one.answer, other.answer):
        refuting = [truth for truth in (one, other) if truth.answer == "no"]
        return _truth("no", *refuting)
    if one.answer == other.answer == "yes":
        return _truth("yes", one, other)
    return replace(_truth("unknown", one, other), missing=one.missing or other.missing)


def denied(one: Truth) -> Truth:
    """Whether it does not hold."""
    return replace(one, answer=_OPPOSITE[one.answer])


def either(one: Truth, other: Truth) -> Truth:
    """Whether at least one holds."""
    return denied(both(denied(one), denied(other)))
