"""A figure with its bounds, its inputs, or the reason why there is none. Zero, missing and not known are three things."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Final

PLACES: Final = 2
_DIGITS: Final = 60


@dataclass(frozen=True, slots=True)
class Figure:
    """A value between two bounds, equal where it is certain.

    Args:
        low, high: the bounds; None where there is no value.
        no_data: why there is none, a word of ``reasons``; empty where there is one.
        floor: whether it is "at least", some of its parts not being known.
        inputs: ids of the claims it rests on.
    """

    low: Fraction | None
    high: Fraction | None
    no_data: str = ""
    floor: bool = False
    inputs: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return self.low is not None and self.high is not None

    @property
    def certain(self) -> bool:
        """Whether its bounds meet."""
        return self.known and self.low == self.high


def nothing(reason: str, *inputs: str) -> Figure:
    """No figure, and why."""
    return Figure(None, None, reason, inputs=inputs)


def exactly(value: Fraction, *inputs: str) -> Figure:
    """One value."""
    return Figure(value, value, inputs=inputs)


def between(values: Iterable[tuple[str, Fraction]], reason: str) -> Figure:
    """The bounds of what several claims say; no figure, for ``reason``, where none says anything."""
    said = list(values)
    if not said:
        return nothing(reason)
    figures = [value for _, value in said]
    return Figure(min(figures), max(figures), inputs=tuple(sorted(claim for claim, _ in said)))


def combined(rule: Callable[..., Fraction | None], reason: str, *parts: Figure) -> Figure:
    """What a rule, monotone in each part, makes of some figures; none, for ``reason``, where it has no answer at a bound."""
    inputs = inputs_of(parts)
    for part in parts:
        if not part.known:
            return nothing(part.no_data, *inputs)
    ends: list[tuple[Fraction, ...]] = [()]
    for part in parts:
        assert part.low is not None and part.high is not None
        ends = [(*before, bound) for before in ends for bound in sorted({part.low, part.high})]
    made = [rule(*one) for one in ends]
    values = [one for one in made if one is not None]
    if len(values) < len(made):
        return nothing(reason, *inputs)
    return Figure(min(values), max(values), floor=any(part.floor for part in parts), inputs=inputs)


def inputs_of(parts: Iterable[Figure]) -> tuple[str, ...]:
    """The claims behind several figures, each once."""
    return tuple(sorted({claim for part in parts for claim in part.inputs}))


def written(value: Fraction | None, places: int = PLACES) -> str | None:
    """A value in plain digits, rounded half up to ``places`` decimals; whole numbers without any."""
    if value is None:
        return None
    with localcontext(prec=_DIGITS):
        rounded = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:f}".rstrip("0").rstrip(".") if places else f"{rounded:f}"
    return "0" if rounded == 0 else text
