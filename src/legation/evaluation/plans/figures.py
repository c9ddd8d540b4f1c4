"""A figure with its bounds, its inputs, or the reason why there is none. Zero, missing and not known are three things."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Final

from legation.evaluation.bounds import OVER, Bounds, Unknown, quotient

PLACES: Final = 2
_DIGITS: Final = 60


@dataclass(frozen=True, slots=True)
class Figure:
    """A value between two bounds, equal where it is certain.

    Args:
        low, high: the bounds; None where there is no value.
        no_data: why there is none, a word of ``reasons``; empty where there is one.
        floor: whether it is "at least", some of its parts not being known; ceiling: whether it is "at most".
        inputs: ids of the claims it rests on.
    """

    low: Fraction | None
    high: Fraction | None
    no_data: str = ""
    floor: bool = False
    ceiling: bool = False
    inputs: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return self.low is not None and self.high is not None

    @property
    def certain(self) -> bool:
        """Whether it is one value: its bounds meet, and nothing lies beyond them."""
        return self.known and self.low == self.high and not self.floor and not self.ceiling


def nothing(reason: str, *inputs: str) -> Figure:
    """No figure, and why."""
    return Figure(None, None, reason, inputs=inputs)


def between(values: Iterable[tuple[str, Fraction]], reason: str) -> Figure:
    """The bounds of what several claims say; no figure, for ``reason``, where none says anything."""
    said = list(values)
    if not said:
        return nothing(reason)
    figures = [value for _, value in said]
    return Figure(min(figures), max(figures), inputs=tuple(sorted(claim for claim, _ in said)))


def made_of(parts: Sequence[Figure], rule: Callable[[Sequence[Bounds]], Bounds | Unknown]) -> Figure:
    """What a rule makes of the bounds of some figures; none where one has none, or where the rule says why it cannot be."""
    inputs = inputs_of(parts)
    for part in parts:
        if part.low is None or part.high is None:
            return nothing(part.no_data, *inputs)
    found = rule([Bounds(part.low, part.high, part.floor, part.ceiling) for part in parts])  # type: ignore[arg-type]
    if isinstance(found, str):
        return nothing(found, *inputs)
    return Figure(Fraction(found.low), Fraction(found.high), "", found.floor, found.ceiling, inputs)


def over(above: Figure, below: Figure, times: int = 1) -> Figure:
    """One figure over another, so many times."""

    def rule(parts: Sequence[Bounds]) -> Bounds | Unknown:
        found = quotient(OVER, *parts)
        return found if isinstance(found, str) else found._replace(low=found.low * times, high=found.high * times)

    return made_of((above, below), rule)


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
