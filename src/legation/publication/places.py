"""Where a claim stands in its source, as a Spanish reader meets it: the fixed words of the locators, in Spanish."""

from __future__ import annotations

import re
from typing import Final

IN_SPANISH: Final = {
    "list about to enter into force": "lista por entrar en vigor",
    "list under negotiation": "lista en negociación",
    "list in force": "lista de vigentes",
    "Heading of the protocol": "encabezamiento del protocolo",
    "heading and": "título y",
    "and lists": "y listas",
    "headings": "títulos",
    "heading": "título",
    "political": "política",
    "economic": "económica",
    "migratory": "migratoria",
    "disaster": "desastres",
    "science": "científica",
    "digital": "digital",
    "social": "social",
    "health": "salud",
    "fn.": "nota",
    "Intro": "Introducción",
    "Conclusion": "Conclusión",
    "Synthesis": "Síntesis",
    "Authors": "Autores",
}
_FIXED: Final = re.compile("|".join(rf"(?<!\w){re.escape(words)}(?!\w)" for words in IN_SPANISH))


def place_words(locator: str, language: str) -> str:
    """A locator in the language of the page; what is not one of the fixed words stays as written."""
    return _FIXED.sub(lambda found: IN_SPANISH[found[0]], locator) if language == "es" else locator
