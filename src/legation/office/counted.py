"""How many things there are, written as the language of the page writes numbers."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import get_language

from legation.terms.said_numbers import MARKS, number_said


class Counted(int):
    """A number of things that is written with its thousands apart; it still counts, so that plurals go by it."""

    def __str__(self) -> str:
        language = get_language()
        return number_said(Decimal(int(self)), language if language in MARKS else "en")
