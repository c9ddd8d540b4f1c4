"""Comparisons of values: over all their bounds, or not to be known."""

from __future__ import annotations

from legation.evaluation.formula.values import Truth, Value, both, denied, equal, exactly, less


def compare(one: Value, sign: str, other: Value) -> Truth:
    """Whether a comparison holds over all bounds."""
    if sign in ("=", "!="):
        return equal(one, other) if sign == "=" else denied(equal(one, other))
    return _beside(one, sign, other, other)


def against_period(one: Value, sign: str, period: Value) -> Truth:
    """Whether a date lies before, in or after a day, month or year written out."""
    first, last = exactly(period.lo), exactly(period.hi)
    if sign in ("=", "!="):
        inside = both(less(first, one, True), less(one, last, True))
        return inside if sign == "=" else denied(inside)
    return _beside(one, sign, first, last)


def _beside(one: Value, sign: str, first: Value, last: Value) -> Truth:
    """Whether a value lies before or after what reaches from ``first`` to ``last``, or also within it."""
    match sign:
        case "<":
            return less(one, first, False)
        case "<=":
            return less(one, last, True)
        case ">":
            return less(last, one, False)
    return less(first, one, True)


def at_least_one(count: Value) -> Truth:
    """Whether there is at least one."""
    if count.missing is not None:
        return Truth("unknown", (), count.inputs, count.missing)
    return less(exactly(1), count, True)
