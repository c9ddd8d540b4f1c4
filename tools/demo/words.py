"""The words of the fictional record's own: kinds of act and standing, measures, units, offices and places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

ACTS: Final = {
    "official_visit": ("partners", ("subject", "object"), "Official visit", "Visita oficial",
                       "Someone of the subject's government visits the object.", "Una autoridad del sujeto visita al objeto.", "practice"),
    "consultation_held": ("partners", ("subject", "object"), "Political consultations", "Consultas políticas",
                          "Two ministries review their agenda.", "Dos cancillerías revisan su agenda.", "practice"),
    "project_agreed": ("cooperation", ("subject", "object", "instrument"), "Project agreed", "Proyecto acordado",
                       "A cooperation project is agreed between the giver and the receiver.", "Se acuerda un proyecto de cooperación entre quien da y quien recibe.", "practice"),
    "project_started": ("cooperation", ("subject", "object", "instrument"), "Project started", "Proyecto iniciado",
                        "A cooperation project begins.", "Empieza un proyecto de cooperación.", "practice"),
    "project_finished": ("cooperation", ("subject", "object", "instrument"), "Project finished", "Proyecto concluido",
                         "A cooperation project comes to its end.", "Concluye un proyecto de cooperación.", "practice"),
    "project_cancelled": ("cooperation", ("subject", "object", "instrument"), "Project cancelled", "Proyecto cancelado",
                          "A cooperation project is broken off.", "Se interrumpe un proyecto de cooperación.", "practice"),
    "consular_post_opened": ("communities", ("subject", "object", "place"), "Consular post opened", "Apertura de oficina consular",
                             "The subject opens a consular post in a place of the object.", "El sujeto abre una oficina consular en un lugar del objeto.", "VCCR 4"),
    "consular_post_closed": ("communities", ("subject", "object", "place"), "Consular post closed", "Cierre de oficina consular",
                             "The subject closes its consular post in a place of the object.", "El sujeto cierra su oficina consular en un lugar del objeto.", "VCCR 4"),
    "mobile_consulate_held": ("communities", ("subject", "object", "place"), "Mobile consulate", "Consulado itinerante",
                              "Consular services are given away from the post.", "Se prestan servicios consulares fuera de la oficina.", "practice"),
}  # fmt: skip

STANDINGS: Final = """[cooperation_project]
field = "cooperation"
key = ["subject", "object", "instrument"]
label = { en = "Cooperation project under way", es = "Proyecto de cooperación en marcha" }
definition = { en = "A cooperation project has started and has not ended.", es = "Un proyecto de cooperación ha empezado y no ha terminado." }
source = "practice"
effects = [
  { act = "project_started", does = "open" },
  { act = "project_finished", does = "close" },
  { act = "project_cancelled", does = "close" },
]

[consular_post]
field = "communities"
key = ["subject", "place"]
label = { en = "Consular post", es = "Oficina consular" }
definition = { en = "The subject has a consular post in the place.", es = "El sujeto tiene una oficina consular en el lugar." }
source = "VCCR 4"
effects = [
  { act = "consular_post_opened", does = "open" },
  { act = "consular_post_closed", does = "close" },
]
"""

MEASURES: Final = {
    "consular_acts": ("Consular acts", "Actuaciones consulares", "Documents issued by the consular posts in a State in the period.", "Documentos expedidos por las oficinas consulares en un Estado durante el periodo."),
    "consular_acts_of_the_year": ("Consular acts of the year", "Actuaciones consulares del año", "Documents issued by all consular posts in the year, as the report counts them.", "Documentos expedidos por todas las oficinas consulares en el año, según la memoria."),
}  # fmt: skip
UNITS: Final = {"documents": ("documents", "documentos"), "coronas": ("coronas of Marabrisa", "coronas de Marabrisa")}

RELATED: Final = frozenset(
    {
        "relations", "mission", "head_of_mission", "party_to", "agreement_in_force", "strategic_partnership", "dialogue_mechanism",
        "cooperation_project", "consular_post", "membership", "seat_in_body", "in_office", "denunciation_pending",
        "agreement_concluded", "binational_cabinet",
    }
)  # fmt: skip
"""Kinds of standing that the fictional sources list in full."""


def acts_toml() -> str:
    """``terms/acts.toml``."""
    parts = []
    for key, (field, needs, english, spanish, definition, definicion, source) in ACTS.items():
        needed = ", ".join(f'"{one}"' for one in needs)
        parts.append(
            f'[{key}]\nfield = "{field}"\nneeds = [{needed}]\nlabel = {{ en = "{english}", es = "{spanish}" }}\n'
            f'definition = {{ en = "{definition}", es = "{definicion}" }}\nsource = "{source}"\n'
        )
    return "\n".join(parts)


def words_toml(words: Mapping[str, tuple[str, ...]]) -> str:
    """A file of plain words: label, then definition where there is one."""
    parts = []
    for key, (english, spanish, *more) in words.items():
        definition = more or [f"{english[0].upper()}{english[1:]}.", f"{spanish[0].upper()}{spanish[1:]}."]
        parts.append(
            f'[{key}]\nlabel = {{ en = "{english}", es = "{spanish}" }}\n'
            f'definition = {{ en = "{definition[0]}", es = "{definition[1]}" }}\nsource = "documents"\n'
        )
    return "\n".join(parts)


def places_toml(places: Iterable[str]) -> str:
    """``terms/places.toml``: cities, whose names are the same in both languages."""
    return "\n".join(f'["{place}"]\nlabel = {{ en = "{place}", es = "{place}" }}\n' for place in sorted(places))


OFFICES: Final = """[minister]
label = { en = "Minister of Foreign Affairs", es = "Ministro de Relaciones Exteriores" }
"""
