"""Numbers as each language writes them: the one place that says what parts their thousands and begins their decimals.

In Spanish a thin space parts the thousands and a comma begins the decimals: so the Central Reserve Bank of Peru publishes its
figures (*US$ 2 686 millones*, *13,8 por ciento*), and so have ISO 80000-1 and the Academies' orthography. The space does not
break, so that no figure is cut at the end of a line. What machines read (CSV, JSON, Parquet) is not written so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final


@dataclass(frozen=True, slots=True)
class Marks:
    """What parts groups of three digits, and what stands before decimals."""

    thousands: str
    decimal: str


MARKS: Final[Mapping[str, Marks]] = {"en": Marks(",", "."), "es": Marks("\u202f", ",")}


def number_said(number: Decimal | float, language: str) -> str:
    """A number with its thousands apart and all its decimals, but for zeros at their end: ``1,951,355.5``, ``1 951 355,5``."""
    exact = number if isinstance(number, Decimal) else Decimal(repr(number))
    text = f"{exact:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    whole, _, decimals = ("0" if text == "-0" else text).partition(".")
    marks = MARKS[language]
    return whole.replace(",", marks.thousands) + (marks.decimal + decimals if decimals else "")
