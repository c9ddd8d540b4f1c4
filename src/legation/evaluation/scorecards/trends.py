"""Trends: how a value moved since an earlier day, and whether that is the way wanted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from legation.evaluation.formula.columns import rest_alike
from legation.evaluation.formula.values import Value

Moved = Literal["rose", "fell", "level", "unknown", "not_asked"]
MOVED: Final[tuple[Moved, ...]] = ("rose", "fell", "level", "unknown", "not_asked")
Towards = Literal["better", "worse", "level", "unknown", ""]
TOWARDS: Final[tuple[Towards, ...]] = ("better", "worse", "level", "unknown", "")


@dataclass(frozen=True, slots=True)
class Trend:
    """How a value moved.

    Args:
        since: the earlier day; then: the value on it, None where the indicator did not speak of another time then.
        moved: ``unknown`` where uncertain dates or missing data leave it open, ``not_asked`` where there are not two times.
        towards: whether that is the way wanted; empty where no direction is known.
        of_named: whether either value is only a bound, so that it is a trend of what the record names.
    """

    since: int
    then: Value | None
    moved: Moved
    towards: Towards
    of_named: bool


def trend(now: Value, then: Value | None, since: int, direction: str) -> Trend:
    """How a value moved since an earlier day.

    Args:
        then: the earlier value; None where the indicator speaks of no other time.
        direction: rising, falling, steady, or empty.
    """
    if then is None:
        return Trend(since, None, "not_asked", "", False)
    moved = _moved(now, then)
    of_named = any(one.missing is None and (one.floor or one.ceiling) for one in (now, then))
    return Trend(since, then, moved, _towards(moved, direction), of_named)


def _moved(now: Value, then: Value) -> Moved:
    if now.missing is not None or then.missing is not None:
        return "unknown"
    if now.lo > then.hi:
        return "rose"
    if now.hi < then.lo:
        return "fell"
    if now is then or (now.lo == then.lo == now.hi == then.hi):
        return "level"
    same = (now.lo, now.hi) == (then.lo, then.hi) and rest_alike(now.inputs, then.inputs)
    return "level" if same else "unknown"


def _towards(moved: Moved, direction: str) -> Towards:
    if not direction:
        return ""
    if moved in ("unknown", "not_asked"):
        return "unknown"
    if direction == "steady":
        return "better" if moved == "level" else "worse"
    if moved == "level":
        return "level"
    return "better" if (moved == "rose") == (direction == "rising") else "worse"
