"""Values: never a bare number. Bounds, whether the truth may lie beyond them, why, and what they rest on; or no data, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    """

    lo: float = 0.0
    hi: float = 0.0
    floor: bool = False
    ceiling: bool = False
    because: tuple[Reason, ...] = ()
    inputs: Inputs = ()
    missing: Reason | None = None
    dated: bool = False

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


def exactly(number: float, inputs: Inputs = ()) -> Value:
    """A certain number."""
    return Value(number, number, inputs=inputs)


def no_data(why: Reason, inputs: Inputs = ()) -> Value:
    """No data, and why."""
    return Value(missing=why, inputs=inputs)


def joined(*reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Reasons of several values, each once, in order."""
    return tuple(dict.fromkeys(one for some in reasons for one in some))


def _both(one: Value, other: Value, lo: float, hi: float, floor: bool, ceiling: bool) -> Value:
    lo, hi = (-inf if isnan(lo) else lo), (inf if isnan(hi) else hi)
    return Value(lo, hi, floor, ceiling, joined(one.because, other.because), merged(one.inputs, other.inputs))


def _absent(one: Value, other: Value) -> Value | None:
    missing = one.missing or other.missing
    return no_data(missing, merged(one.inputs, other.inputs)) if missing else None


def negative(one: Value) -> Value:
    """The number with the opposite sign."""
    return replace(one, lo=-one.hi, hi=-one.lo, floor=one.ceiling, ceiling=one.floor)


def plus(one: Value, other: Value) -> Value:
    """The sum."""
    return _absent(one, other) or _both(
        one, other, one.lo + other.lo, one.hi + other.hi, one.floor or other.floor, one.ceiling or other.ceiling
    )


def minus(one: Value, other: Value) -> Value:
    """The difference."""
    return plus(one, negative(other))


def times(one: Value, other: Value) -> Value:
    """The product."""
    if absent := _absent(one, other):
        return absent
    corners = [_product(a, b) for a in (one.lo, one.hi) for b in (other.lo, other.hi)]
    up, down = _open(one, other)
    return _both(one, other, min(corners), max(corners), up, down)


def over(one: Value, other: Value) -> Value:
    """The quotient; no data where there is nothing to divide by."""
    if absent := _absent(one, other):
        return absent
    if other.lo == other.hi == 0:
        return no_data(reason("division_by_nothing"), merged(one.inputs, other.inputs))
    if other.lo <= 0 <= other.hi:
        lo, hi = _over_nothing_perhaps(one, other)
        wide = _both(one, other, lo, hi, False, False)
        return replace(wide, because=joined(wide.because, (reason("perhaps_by_nothing"),)))
    corners = [_quotient(a, b) for a in (one.lo, one.hi) for b in (other.lo, other.hi)]
    up, down = _open(one, Value(other.lo, other.hi, other.ceiling, other.floor) if other.lo > 0 else other)
    if other.lo < 0 and (other.floor or other.ceiling):
        up = down = True
    return _both(one, other, min(corners), max(corners), up, down)


def _over_nothing_perhaps(one: Value, other: Value) -> tuple[float, float]:
    """Bounds of a quotient whose divisor may be nothing: those placements in which it is something."""
    if one.lo >= 0 and other.lo >= 0:
        return _quotient(one.lo, other.hi), inf
    return NOTHING_KNOWN


def _open(one: Value, other: Value) -> tuple[bool, bool]:
    """Whether a product may lie above or below its bounds, from what may lie beyond those of its factors."""
    if not (one.floor or one.ceiling or other.floor or other.ceiling):
        return False, False
    if one.lo >= 0 and other.lo >= 0:
        return one.floor or other.floor, one.ceiling or other.ceiling
    return True, True


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
    if not one.floor and not other.ceiling and (one.hi < other.lo or (or_equal and one.hi == other.lo)):
        return _truth("yes", one, other)
    if not one.ceiling and not other.floor and (one.lo > other.hi or (not or_equal and one.lo == other.hi)):
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
