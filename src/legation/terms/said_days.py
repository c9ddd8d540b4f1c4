"""A day as people write it in a sentence; tables and files have it as ISO text."""

from __future__ import annotations

import re
from typing import Final

from legation.terms.days import civil, day_number, iso

_PLAIN: Final = re.compile(r"[1-9]\d{3}(-\d{2}){0,2}")

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


def when_said(text: str, language: str) -> str:
    """When, of a plain date or of two parted by a slash: *on 1 January 1875*, *in 2012*; empty of any other text."""
    parts = [_plain_said(part, language) for part in text.split("/")]
    if len(parts) > 2 or not all(parts):
        return ""
    if len(parts) == 1:
        word = {"en": ("in", "on"), "es": ("en", "el")}[language][len(text) == len("2000-01-01")]
        return f"{word} {parts[0]}"
    first, last = (f"el {said}" if language == "es" and said[0].isdigit() and " " in said else said for said in parts)
    return f"entre {first} y {last}" if language == "es" else f"between {first} and {last}"


def plain_said(text: str, language: str) -> str:
    """A plain day, month or year in words; any other text as it is."""
    return _plain_said(text, language) or text


def _plain_said(text: str, language: str) -> str:
    try:
        numbers = [int(part) for part in text.split("-")] if _PLAIN.fullmatch(text) else []
        if len(numbers) == 3:
            return day_said(day_number(*numbers), language)
        if len(numbers) == 2:
            return f"{_MONTHS[language][numbers[1] - 1]}{' de' if language == 'es' else ''} {text[:4]}" if numbers[1] else ""
    except (ValueError, IndexError):
        return ""
    return text if numbers else ""
