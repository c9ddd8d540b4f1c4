"""Figures as a person reads them: what bounds them, and how their source qualifies them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from math import inf
from typing import Final

from legation.evaluation.formula.figures import OPEN_ABOVE, OPEN_BELOW
from legation.evaluation.formula.values import FLOORS, Reason, Value
from legation.terms.messages import say
from legation.terms.said_numbers import number_said

ABOUT: Final = "about"
_PLAIN: Final = re.compile(r"-?\d+(\.\d+)?")
_WHOLE: Final = 100
"""A share of all that there is: no more can be meant, however much the record leaves out."""


def figure(value: Value, language: str, unit: str = "") -> str:
    """A value in words: ``at least 34``, ``0.43 to 3.43``, ``about 75``; what the source says of it is never left out."""
    if value.missing is not None:
        return say("indicators.no_data", language)
    if value.lo == -inf or value.hi == inf:
        return _unbounded(value, language)
    low, high = (_rounded(number, language) for number in (value.lo, value.hi))
    text = low if low == high else say("indicators.between", language, low=low, high=high)
    code = _open_end(value, unit)
    if not code:
        return text
    if low != high:
        return say(f"indicators.{_BEYOND[code]}", language, value=text)
    return say(f"indicators.{code}", language, value=text)


_BEYOND: Final = {
    "at_least": "or_more", "more_than": "or_more", "nothing_named": "or_more", "at_most": "or_less", "nearly": "or_less",
    "about": "about", "of_those_known": "of_those_known",
}  # fmt: skip


def qualifiers(because: Iterable[Reason]) -> tuple[str, ...]:
    """How the sources qualify the figures behind a value, other than flatly."""
    return tuple(dict.fromkeys(name for one in because if one.code == "stated_so" for _, name in one.values))


def _unbounded(value: Value, language: str) -> str:
    if value.lo == -inf and value.hi == inf:
        return say("indicators.anything", language)
    code, number = ("at_least", value.lo) if value.hi == inf else ("at_most", value.hi)
    if code == "at_least" and number == 0:
        return say("indicators.anything", language)
    return say(f"indicators.{code}", language, value=_rounded(number, language))


def _open_end(value: Value, unit: str) -> str:
    """By which words a value is open above, below, or to both sides; empty where it is as it stands."""
    said = qualifiers(value.because)
    if value.floor and value.ceiling:
        return "about" if ABOUT in said else "of_those_known"
    if value.floor:
        if value.hi == 0:
            return "nothing_named"
        if unit == "percent" and value.lo == value.hi == _WHOLE:
            return ""
        named_in_part = any(one.code in FLOORS for one in value.because)
        return (_one_of(said, OPEN_ABOVE) if not named_in_part else "") or "at_least"
    if value.ceiling:
        return _one_of(said, OPEN_BELOW) or "at_most"
    return "about" if ABOUT in said else ""


def _one_of(said: Iterable[str], words: frozenset[str]) -> str:
    """The one word by which the sources open a figure; empty where they use several."""
    found = [one for one in said if one in words]
    return found[0] if len(found) == 1 else ""


def grouped(number: str, language: str) -> str:
    """A number as a source gives it, with its thousands apart and all its decimals; any other text as it is."""
    return number_said(Decimal(number), language) if _PLAIN.fullmatch(number) else number


def _rounded(number: float, language: str) -> str:
    return number_said(round(number, 2), language)
