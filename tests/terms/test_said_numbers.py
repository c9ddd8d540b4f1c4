"""Numbers as each language writes them, everywhere: in words, on pages, in charts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.publication.said_figures import grouped
from legation.terms.said_numbers import MARKS, number_said


@pytest.mark.parametrize(
    ("number", "english", "spanish"),
    [
        (Decimal("1951355"), "1,951,355", "1\u202f951\u202f355"),
        (Decimal("2686"), "2,686", "2\u202f686"),
        (Decimal("13.80"), "13.8", "13,8"),
        (-1234.5, "-1,234.5", "-1\u202f234,5"),
        (100, "100", "100"),
        (0.0, "0", "0"),
        (-0.0, "0", "0"),
        (1e-05, "0.00001", "0,00001"),
    ],
)
def test_a_number_is_written_as_its_language_has_it(number: Decimal | float, english: str, spanish: str) -> None:
    assert (number_said(number, "en"), number_said(number, "es")) == (english, spanish)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_what_is_written_reads_back(number: Decimal) -> None:
    for language, marks in MARKS.items():
        assert Decimal(number_said(number, language).replace(marks.thousands, "").replace(marks.decimal, ".")) == number


def test_what_is_no_number_stays() -> None:
    assert grouped("", "es") == "" and grouped("188X", "es") == "188X" and grouped("10230.50", "es") == "10\u202f230,5"
