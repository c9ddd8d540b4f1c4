"""A day as people write it in a sentence; tables and files have it as ISO text."""

from __future__ import annotations

from typing import Final

from legation.terms.days import civil, iso

_MONTHS: Final = {
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ),
    "es": (
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
        "diciembre",
    ),
}  # fmt: skip


def day_said(day: int, language: str) -> str:
    """A day in words: ``1 March 2021``, ``1 de marzo de 2021``; ISO text where its year has not four digits.

    Args:
        day: a day number.
    """
    year, month, number = civil(day)
    if not 1000 <= year <= 9999:
        return iso(day)
    words = (str(number), _MONTHS[language][month - 1], str(year))
    return (" de " if language == "es" else " ").join(words)
