"""Everything said to people is said in both languages, with the same values in both."""

from __future__ import annotations

import re
from string import Formatter

from legation.terms.messages import LANGUAGES, catalogue, say


def values_of(text: str) -> set[str]:
    """The values that a message names; found_en and found_es are one text in each language."""
    return {re.sub(r"(^|_)(en|es)$", r"\1", name) for _, name, _, _ in Formatter().parse(text) if name}


def test_a_message_speaks_both_languages_and_names_the_same_values() -> None:
    named = {code: {language: values_of(texts[language]) for language in LANGUAGES} for code, texts in catalogue().items()}
    assert len(named) > 1_000 and {code: found for code, found in named.items() if found["en"] != found["es"]} == {}


SAME_IN_BOTH = {"answers.no", "search.sort_actor", "problems.error", "panels.word_actor", "doctor.python", "report.finding_part"}


def test_no_spanish_text_is_the_english_one() -> None:
    alike = {code for code, texts in catalogue().items() if texts["en"] == texts["es"] and re.search("[a-z]{3}", texts["en"])}
    assert alike - {"records.date"} <= SAME_IN_BOTH


def test_values_are_filled_in() -> None:
    assert say("records.not_a_figure", "es", value="1,5") == (
        "1,5 no es un número simple; escríbalo con cifras y punto decimal, por ejemplo 45.98"
    )
