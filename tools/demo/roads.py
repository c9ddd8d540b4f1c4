"""Treaties at every point of the road at home, and by every route, beside the many that all go through Congress."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from tools.demo.book import Book, name
from tools.demo.draws import Draws, day, iso, working
from tools.demo.missions import LAST, ME, NEW, SEVERED
from tools.demo.names import STATES
from tools.demo.sources import gazette

ORGAN: Final = "ministry"
"""Leads and is consulted in the negotiations of the fiction."""

WORDS: Final = {
    "negotiation_led": ("Lead", "Conducción"), "negotiation_consulted": ("Consulted", "Consulta"),
    "negotiation_round_held": ("Round", "Ronda"), "negotiating_text_tabled": ("Text tabled", "Texto presentado"),
    "full_powers_granted": ("Full powers", "Plenos poderes"), "instrument_signed": ("Signed", "Firma"),
    "treaty_submitted": ("Sent to Congress", "Remisión al Congreso"), "congress_approved": ("Approved by Congress", "Aprobación del Congreso"),
    "ratification_decreed": ("Ratified by decree", "Ratificación por decreto"),
    "ratification_instrument_sealed": ("Instrument sealed", "Instrumento suscrito"),
    "instrument_ratified": ("Deposited", "Depósito"), "reported_to_congress": ("Reported to Congress", "Cuenta al Congreso"),
    "entered_into_force_for": ("In force", "Entrada en vigor"), "instrument_published": ("Published", "Publicación"),
    "treaty_registered": ("Registered", "Registro"), "denunciation_approved": ("Denunciation approved", "Denuncia aprobada"),
    "denunciation_notified": ("Denounced", "Denuncia"), "denunciation_reported": ("Denunciation reported", "Cuenta de la denuncia"),
}  # fmt: skip
THERE: Final = "there "
"""Before a kind of act: the partner did it."""


@dataclass(frozen=True)
class Plan:
    """A treaty: what it is on, its matters, and the acts of its road, each so many days after the one before."""

    subject: tuple[str, str]
    matters: str
    from_year: str
    acts: tuple[tuple[str, int, int], ...]
    clauses: str = ""
    by_month: frozenset[str] = field(default_factory=frozenset)


_TALKS: Final = (
    ("negotiation_led", 0, 20),
    ("negotiation_consulted", 5, 30),
    ("negotiation_round_held", 30, 60),
    ("negotiating_text_tabled", 5, 20),
)
_SIGNED: Final = (*_TALKS, ("full_powers_granted", 30, 60), ("instrument_signed", 5, 20))
_SENT: Final = (*_SIGNED, ("treaty_submitted", 40, 100))
_APPROVED: Final = (*_SENT, ("congress_approved", 60, 200))
_DECREED: Final = (*_APPROVED, ("ratification_decreed", 10, 40), ("ratification_instrument_sealed", 5, 20))
_DONE: Final = (*_DECREED, (f"{THERE}congress_approved", 5, 40), ("instrument_ratified", 10, 30))
_FORCE: Final = (*_DONE, ("entered_into_force_for", 30, 30), ("instrument_published", 5, 40))
_SIX_MONTHS: Final = 'denunciation = { after = "P6M" }'
_LATE: Final = "2025-06-01"

ROADS: Final[dict[str, Plan]] = {
    "talks": Plan(("water basins", "cuencas hídricas"), "", _LATE, (*_TALKS, ("negotiation_round_held", 20, 40))),
    "powers": Plan(("satellite data", "datos satelitales"), "", _LATE, (*_TALKS, ("full_powers_granted", 20, 40))),
    "signed": Plan(("port dues", "derechos portuarios"), "taxes", _LATE, _SIGNED),
    "unsent": Plan(("protection of witnesses", "protección de testigos"), "human_rights", "2023-02-01", _SIGNED),
    "route-unknown": Plan(("wind measurement", "medición de vientos"), "", "2025-04-01", _SIGNED),
    "sent": Plan(("joint patrols", "patrullaje conjunto"), "defence", "2024-06-01", _SENT),
    "approved": Plan(("a bridge over the Sound", "un puente sobre el Estrecho"), "financial_obligations", "2024-02-01", _APPROVED),
    "decreed": Plan(("shared lighthouses", "faros compartidos"), "sovereignty", "2024-04-01", _DECREED),
    "partner-waits": Plan(
        ("tax on ferries", "impuesto a transbordadores"), "taxes", "2023-10-01", (*_DECREED, ("instrument_ratified", 10, 30))
    ),
    "partner-first": Plan(
        ("tariffs on cork", "aranceles al corcho"), "taxes", "2024-09-01", (*_SIGNED, (f"{THERE}congress_approved", 10, 30))
    ),
    "alone": Plan(
        ("exchange of students", "intercambio de estudiantes"), "none", "2022-03-01",
        (*_SIGNED, ("ratification_decreed", 10, 40), ("reported_to_congress", 5, 20), ("instrument_ratified", 10, 30),
         ("entered_into_force_for", 30, 30), ("instrument_published", 5, 30), ("treaty_registered", 60, 120)),
    ),
    "alone-unreported": Plan(
        ("tide tables", "tablas de mareas"), "none", "2023-05-01",
        (*_SIGNED, ("ratification_decreed", 10, 40), ("instrument_ratified", 10, 30), ("entered_into_force_for", 30, 30)),
    ),
    "amendment": Plan(("a common court", "un tribunal común"), "constitution", "2022-05-01", _FORCE),
    "in-force": Plan(("a fund for reefs", "un fondo para arrecifes"), "financial_obligations", "2022-01-10", _FORCE),
    "decree-too-early": Plan(
        ("radio frequencies", "frecuencias de radio"), "law_changed", "2023-03-01",
        (*_SENT, ("ratification_decreed", 20, 40), ("congress_approved", 20, 60)),
    ),
    "month-only": Plan(
        ("bird migration", "aves migratorias"), "law_changed", "2024-11-01", _SIGNED, by_month=frozenset({"instrument_signed"})
    ),
    "leaving": Plan(
        ("sealing stations", "estaciones foqueras"), "taxes", "2022-02-01",
        (*_FORCE, ("denunciation_approved", 800, 810), ("denunciation_notified", 20, 25), ("denunciation_reported", 5, 10)), _SIX_MONTHS,
    ),
    "left-unapproved": Plan(
        ("guano islands", "islas guaneras"), "sovereignty", "2021-02-01",
        (*_FORCE, ("denunciation_notified", 300, 330), ("denunciation_reported", 5, 10)), _SIX_MONTHS,
    ),
}  # fmt: skip


def roads(book: Book) -> None:
    """The treaties, each with a partner drawn for it."""
    draws = Draws("roads")
    partners = [state for state, *_ in STATES if state not in (*NEW, SEVERED)]
    for key, plan in ROADS.items():
        _treaty(book, draws, f"road-{key}", plan, draws.one(partners))


def _treaty(book: Book, draws: Draws, key: str, plan: Plan, partner: str) -> None:
    english, spanish = name(partner)
    title = (f"Treaty with {english} on {plan.subject[0]}", f"Tratado con {spanish} sobre {plan.subject[1]}")
    when = working(day(plan.from_year) + draws.whole(0, 20))
    book.instruments.append(
        {
            "id": key, "kind": "treaty", "title": title[0], "title_es": title[1], "parties": f"{ME};{partner}",
            "source": gazette(when), "final_clauses": plan.clauses, "matters": plan.matters,
        }
    )  # fmt: skip
    for number, (step, least, most) in enumerate(plan.acts, start=1):
        when = working(when + draws.whole(least, most))
        if when > LAST:
            return
        there, kind = step.startswith(THERE), step.removeprefix(THERE)
        words = WORDS[kind]
        cells = {"subject": partner if there else ME, "instrument": key}
        if kind == "instrument_signed":
            cells["subject"] = f"{ME};{partner}"
        elif kind in ("negotiation_led", "negotiation_consulted"):
            cells["object"] = ORGAN
        elif kind in ("negotiation_round_held", "denunciation_notified"):
            cells["object"] = partner
        elif kind == "treaty_registered":
            del cells["subject"]
        date: int | str = iso(when)[:7] if kind in plan.by_month else when
        book.act("roads", f"{key}-{number:02d}", kind, date, (f"{words[0]}: {title[0]}", f"{words[1]}: {title[1]}"),
                 source=gazette(when), **cells)  # fmt: skip
