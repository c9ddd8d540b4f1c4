"""Everything said to people is said in both languages, with the same values in both."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from legation.terms.messages import LANGUAGES, catalogue, say


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_a_message_speaks_both_languages_and_names_the_same_values(code: str) -> None:
    texts = catalogue()[code]
    values = {language: {name for _, name, _, _ in Formatter().parse(texts[language]) if name} for language in LANGUAGES}
    said_already = {language: {re.sub(r"(^|_)(en|es)$", r"\1", name) for name in names} for language, names in values.items()}
    assert said_already["en"] == said_already["es"], code  # found_en and found_es are one text in each language


SAME_IN_BOTH = {"answers.no", "problems.error", "panels.word_actor", "doctor.python"}


def test_no_spanish_text_is_the_english_one() -> None:
    alike = {code for code, texts in catalogue().items() if texts["en"] == texts["es"] and re.search("[a-z]{3}", texts["en"])}
    assert alike - {"records.date"} <= SAME_IN_BOTH


def test_values_are_filled_in() -> None:
    assert say("records.not_a_figure", "es", value="1,5") == (
        "1,5 no es un número simple; escríbalo con cifras y punto decimal, por ejemplo 45.98"
    )
