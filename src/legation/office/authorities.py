"""The authorities that rules rest on, as a page cites them."""

from __future__ import annotations

import re
from typing import Final

from legation.office.question import Question

SHORT_IN_SPANISH: Final = {
    "VCLT": "CVDT",
    "Law ": "Ley ",
    "VCDR": "CVRD",
    "VCCR": "CVRC",
    "VCSST": "CVSET",
    "UN Charter": "Carta de la ONU",
    "ICJ Statute": "Estatuto de la CIJ",
}
"""How Spanish shortens the names of the authorities that rules cite."""


def cited(question: Question, authority: str) -> str:
    """A rule's authority as it is shown: its article in short form, or in words where it is no text with articles."""
    words = question.record.vocabulary.authorities.get(authority)
    if words is not None and authority.islower():
        return words.label[question.language]
    return in_short(authority, question.language)


def in_short(authority: str, language: str) -> str:
    """An article of a text with articles, as a language shortens the name of that text."""
    if language != "es":
        return authority
    return re.sub("|".join(map(re.escape, SHORT_IN_SPANISH)), lambda found: SHORT_IN_SPANISH[found[0]], authority)


def authority_of(question: Question, cited: str) -> str:
    """The full name of the authority that a rule cites in short: “VCLT 56(2)” → the Vienna Convention."""
    authorities = question.record.vocabulary.authorities
    for name in sorted(authorities, key=len, reverse=True):
        if cited == name or cited.startswith(f"{name} "):
            return authorities[name].label[question.language]
    return ""
