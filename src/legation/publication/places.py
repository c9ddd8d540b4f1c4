"""Where a claim stands in its source, as a Spanish reader meets it: the fixed words of the locators, in Spanish."""

from __future__ import annotations

import re
from typing import Final

from legation.terms.messages import say
from legation.terms.vocabulary import common

IN_SPANISH: Final = {
    "list about to enter into force": "lista por entrar en vigor",
    "list under negotiation": "lista en negociación",
    "list in force": "lista de vigentes",
    "Heading of the protocol": "encabezamiento del protocolo",
    "Heading of the note": "encabezamiento de la nota",
    "Introductory note": "nota introductoria",
    "Diplomatic relations": "relaciones diplomáticas",
    "Closing formula": "fórmula final",
    "closing formula": "fórmula final",
    "Origin and aims": "origen y fines",
    "Central texts": "textos centrales",
    "heading and": "título y",
    "and lists": "y listas",
    "headings": "títulos",
    "heading": "título",
    "Heading": "encabezamiento",
    "Recitals": "considerandos",
    "Recital": "considerando",
    "preamble": "preámbulo",
    "Presentation": "presentación",
    "Introduction": "introducción",
    "Background": "antecedentes",
    "Chronology": "cronología",
    "History": "historia",
    "Achievements": "logros",
    "Declaration": "declaración",
    "Summary": "resumen",
    "Contents": "índice",
    "Chapter": "capítulo",
    "Conflict": "conflicto",
    "Metadata": "metadatos",
    "Letter": "carta",
    "Table": "cuadro",
    "table": "cuadro",
    "Entry": "entrada",
    "Title": "título",
    "Date": "fecha",
    "description": "descripción",
    "record": "registro",
    "note": "nota",
    "Last": "último",
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
COLUMNS: Final = {
    "began": "inicio",
    "ended": "término",
    "appointed": "nombramiento",
    "parties": "partes",
    "signed_date": "fecha de firma",
    "adopted_date": "fecha de adopción",
    "in_force_date": "fecha de entrada en vigor",
    "provisional_in_force_date": "fecha de aplicación provisional",
    "terminated_date": "fecha de término",
    "peru_signature": "firma del Perú",
    "peru_ratification": "ratificación del Perú",
    "peru_entry_into_force": "entrada en vigor para el Perú",
    "peru_accession": "adhesión del Perú",
    "peru_end": "término para el Perú",
    "entry_into_force": "entrada en vigor",
    "StateSignature": "firma del Estado",
    "StateRatification": "ratificación del Estado",
    "StateForce": "entrada en vigor para el Estado",
    "StateEnd": "término para el Estado",
    "Force": "entrada en vigor",
    "recognition": "reconocimiento",
    "diplomatic-relations": "relaciones diplomáticas",
    "united_states_in_peru": "los Estados Unidos en el Perú",
    "peru_in_united_states": "el Perú en los Estados Unidos",
    "Economy": "economía",
    "Government": "gobierno",
    "Exports - partners": "socios de exportación",
    "Imports - partners": "socios de importación",
    "Exports": "exportaciones",
    "Imports": "importaciones",
}
"""Columns of data sets, by which a place in them is found: what each holds, and its own name after it."""
_COLUMN: Final = re.compile("(?<=[,;] )(" + "|".join(map(re.escape, COLUMNS)) + ")(?=[,;]|$)")
_ENTRY: Final = re.compile(r"([a-z]+) (\d+)")
"""Where what a desk filed stands: the log of a level, and its number in it."""
_FIXED: Final = re.compile("|".join(rf"(?<!\w){re.escape(words)}(?!\w)" for words in IN_SPANISH))


def place_words(locator: str, language: str) -> str:
    """A locator in the language of the page; what is neither one of the fixed words nor a column stays as written."""
    if (found := _ENTRY.fullmatch(locator)) is not None and found[1] in common().levels:
        return say("ledger.entry_place", language, number=found[2], level=common().levels[found[1]].label[language])
    if language != "es":
        return locator
    fixed = _FIXED.sub(lambda found: IN_SPANISH[found[0]], locator)
    return _COLUMN.sub(lambda found: f"{COLUMNS[found[0]]} ({found[0]})", fixed)
