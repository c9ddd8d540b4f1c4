"""Dates in EDTF and words by id or label, as people ask about them; what cannot be understood is said plainly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from legation.terms.edtf import EdtfError, parse
from legation.terms.problems import nearest
from legation.terms.text import Text
from legation.terms.told import ToldError


class QuestionError(ToldError):
    """A question that cannot be answered as asked."""

    def __init__(self, code: str, texts: dict[str, str] | None = None, **values: object) -> None:
        super().__init__(code, **values)
        self._texts = texts

    def message(self, language: str = "en") -> str:
        """What is wrong and what to write instead."""
        return self._texts[language] if self._texts else super().message(language)


@dataclass(frozen=True, slots=True)
class Asked:
    """A date asked about: its first and last day (day numbers, both included)."""

    text: str
    first: int
    last: int

    @property
    def is_day(self) -> bool:
        return self.first == self.last


def asked(text: str) -> Asked:
    """The day or period that a date in EDTF asks about.

    Raises:
        QuestionError: not a date, or one without a first and a last day.
    """
    try:
        date = parse(text.strip())
    except EdtfError as error:
        raise QuestionError("questions.date", {language: error.message(language) for language in ("en", "es")}) from error
    if not isinstance(date.first, int) or not isinstance(date.last, int):
        raise QuestionError("questions.open_date", value=text)
    if not -(10**8) < date.first <= date.last < 10**8:
        raise QuestionError("questions.open_date", value=text)
    return Asked(date.text, date.first, date.last)


def word_among(labels: Mapping[str, Text], wanted: str) -> str:
    """The id of the word that ``wanted`` names by its id or label.

    Raises:
        QuestionError: there is no such word.
    """
    for word, label in labels.items():
        if wanted.casefold() in (word, label.en.casefold(), label.es.casefold()):
            return word
    raise QuestionError("questions.kind", value=wanted, nearest=nearest(wanted, labels) or ", ".join(list(labels)[:4]))
