"""Dates in EDTF and words by id or label, as people ask about them; what cannot be understood is said plainly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from legation.terms.days import iso
from legation.terms.edtf import EdtfError, parse
from legation.terms.edtf_everyday import everyday
from legation.terms.messages import LANGUAGES, say
from legation.terms.problems import nearest, shown
from legation.terms.text import Text, folded
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


def asked_in_words(text: str) -> Asked:
    """The same, of a date that may also be written as people write them, where only one day or period can be meant.

    ``1 de enero de 1875`` is 1875-01-01; ``01/02/1875`` may be one of two days, and is refused as it would be in EDTF.

    Raises:
        QuestionError: neither.
    """
    try:
        return asked(text)
    except QuestionError:
        meant = {one for _, readings in everyday(text.strip()) for one in readings if _is_asked(one)}
        if len(meant) != 1:
            raise
        return asked(meant.pop())


def _is_asked(text: str) -> bool:
    try:
        return bool(asked(text))
    except QuestionError:
        return False


def refuse_backwards(first: str | None, last: str | None) -> None:
    """Refuse a span whose end lies before its beginning.

    Raises:
        QuestionError: it does, or one of them is no date.
    """
    if first and last and asked(last).last < asked(first).first:
        raise QuestionError("questions.backwards", first=first, last=last)


def span_within(first: str | None, last: str | None, period: tuple[int, int]) -> Asked:
    """The days from the first of one date through the last of another; those of a period where one is missing.

    Args:
        period: first and last day.

    Raises:
        QuestionError: a date is not understood, or the last lies before the first.
    """
    begin = asked(first).first if first else period[0]
    end = asked(last).last if last else period[1]
    said = first or iso(period[0]), last or iso(period[1])
    if end < begin:
        raise QuestionError("questions.backwards", first=said[0], last=said[1])
    return Asked("/".join(said), begin, end)


def word_among(labels: Mapping[str, Text], wanted: str, code: str = "questions.kind") -> str:
    """The id of the word that ``wanted`` names by its id or by its label in either language, accents and case forgiven.

    Args:
        code: the message for what names none of them, with ``value`` and ``nearest``.

    Raises:
        QuestionError: there is no such word.
    """
    if wanted in labels:
        return wanted
    meant = folded(wanted)
    for word, label in labels.items():
        if meant in (folded(word), folded(label.en), folded(label.es)):
            return word
    raise no_such_word(code, wanted, labels)


def no_such_word(code: str, wanted: str, labels: Mapping[str, Text]) -> QuestionError:
    """That no word is called ``wanted``, in each language, with the word closest in either.

    Args:
        code: the message, with ``value`` and ``nearest``.
    """
    named = {folded(name): word for word, label in labels.items() for name in (label.es, label.en, word) if name}
    close = nearest(folded(wanted), named)
    found = {}
    for language in LANGUAGES:
        near = _with_label(named[close], labels, language) if close else ", ".join(list(labels)[:FEW])
        if not close and len(labels) > FEW:
            near += ", …"
        found[language] = say(code, language, value=shown(wanted), nearest=near or "—")
    return QuestionError(code, found, value=wanted)


def _with_label(word: str, labels: Mapping[str, Text], language: str) -> str:
    label = labels[word][language]
    return word if folded(label) == folded(word) or not label else f"{word} ({label})"


FEW: Final = 6
"""So many words are named where none is close."""


def words_said(prefix: str, words: Iterable[str]) -> dict[str, Text]:
    """Fixed words with the labels that the messages give them."""
    return {word: Text(say(f"{prefix}{word}", "en"), say(f"{prefix}{word}", "es")) for word in words}
