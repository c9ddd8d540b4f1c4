"""Units of what formulas give: which of CEPLAN's seven kinds a value is, and of what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

UnitKind = Literal["quantity", "number", "percentage", "ratio", "rate", "index", "rate_of_change"]
UNIT_KINDS: Final[tuple[UnitKind, ...]] = ("quantity", "number", "percentage", "ratio", "rate", "index", "rate_of_change")
"""The seven units of measure of CEPLAN's register, by the word that an indicator's file uses."""
PERCENT: Final = "percent"


@dataclass(frozen=True, slots=True)
class Unit:
    """What a value is measured in: ``usd``, ``years``, ``usd`` for each of ``persons``.

    Args:
        kind: which of the seven; empty for a number written out, which takes the unit of what it is set against.
        over, under: names of units, sorted; counted things that the formula does not name (``count(…)``) have none.
        any: whether the record does not say what it is (a claim that is not there), so that it fits everything.
    """

    kind: UnitKind | Literal[""]
    over: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    any: bool = False

    @property
    def shown(self) -> str:
        """The unit as a person reads it: ``usd / persons``."""
        over = " · ".join(self.over) or "1"
        return f"{over} / {' · '.join(self.under)}" if self.under else " · ".join(self.over)


BARE: Final = Unit("")
COUNTED: Final = Unit("number")
UNSTATED: Final = Unit("quantity", any=True)
SHARE: Final = Unit("percentage", (PERCENT,))
CHANGE: Final = Unit("rate_of_change", (PERCENT,))
INDEX: Final = Unit("index")


def fits(one: Unit, other: Unit, counted: frozenset[str]) -> bool:
    """Whether two values may be added or compared.

    Args:
        counted: units that count things (``agreements``), which fit a count of things not named.
    """
    if one.any or other.any or "" in (one.kind, other.kind):
        return True
    if (one.over, one.under) == (other.over, other.under):
        return True
    return any(
        a.kind == "number" and not a.over and not a.under and not b.under and len(b.over) == 1 and b.over[0] in counted
        for a, b in ((one, other), (other, one))
    )


def sum_of(one: Unit, other: Unit) -> Unit:
    """The unit of a sum or difference of two values that fit."""
    if one.any or one.kind == "":
        return other
    if other.any or other.kind == "":
        return one
    return one if one.over or not other.over else other


def product_of(one: Unit, other: Unit) -> Unit:
    """The unit of a product."""
    if "" in (one.kind, other.kind):
        return other if one.kind == "" else one
    if one.any or other.any:
        return UNSTATED
    return _reduced([*one.over, *other.over], [*one.under, *other.under], "quantity")


def quotient_of(one: Unit, other: Unit) -> Unit:
    """The unit of a quotient: a ratio where like is divided by like, else a rate."""
    if other.kind == "":
        return one
    if one.any or other.any:
        return Unit("ratio", any=True)
    if one.kind == "":
        return Unit("rate", other.under, other.over or ("things",))
    if (one.over, one.under) == (other.over, other.under):
        return Unit("ratio")
    return _reduced([*one.over, *other.under], [*one.under, *(other.over or ("things",))], "rate")


def _reduced(over: list[str], under: list[str], kind: UnitKind) -> Unit:
    for name in list(over):
        if name in under:
            over.remove(name)
            under.remove(name)
    return Unit(kind, tuple(sorted(over)), tuple(sorted(under)))
