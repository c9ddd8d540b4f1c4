"""The fictional sources: a gazette every quarter, a yearly report, an almanac that often errs, the plan and its revisions."""

from __future__ import annotations

from typing import Any, Final

from tools.demo.draws import civil

PREFIX: Final = "fictional"
YEARS: Final = range(2021, 2026)
BEFORE: Final = f"{PREFIX}-yearbook-2020"
ALMANAC: Final = f"{PREFIX}-almanac"
KEEPERS: Final = f"{PREFIX}-keepers-note"
_ISSUED: Final = {1: "04-15", 2: "07-15", 3: "10-15", 4: "01-20"}


def gazette(number: int) -> str:
    """The gazette of the quarter in which a day lies; before 2021, the yearbook that looks back."""
    year, month, _ = civil(number)
    return f"{PREFIX}-gazette-{year}-q{(month + 2) // 3}" if year in YEARS else BEFORE


def report(year: int) -> str:
    """The yearly report on a year, issued in May of the next."""
    return f"{PREFIX}-report-{year}"


def follow_up(year: int, half: int) -> str:
    """The follow-up report of the plan on half a year."""
    return f"{PREFIX}-follow-up-{year}-s{half}"


def budget_report(year: int, half: int) -> str:
    """The budget report as of the end of half a year."""
    return f"{PREFIX}-budget-{year}-s{half}"


PLAN: Final = f"{PREFIX}-plan-2021"
PLAN_REVISED: Final = f"{PREFIX}-plan-2021-revised"
AUDIT: Final = f"{PREFIX}-audit-office-2024"
GUIDE_1, GUIDE_2 = f"{PREFIX}-follow-up-guide-2021", f"{PREFIX}-follow-up-guide-2024"


def all_sources() -> list[dict[str, Any]]:
    """Every source as CSL-JSON, each saying in its title, in both languages, that it is fictional."""
    found = [_source(BEFORE, "Yearbook of the Ministry 2020", "Anuario del Ministerio 2020", "2020-12-20")]
    for year in YEARS:
        for quarter, issued in _ISSUED.items():
            titles = f"Gazette of the Ministry, {year}, quarter {quarter}", f"Gaceta del Ministerio, {year}, trimestre {quarter}"
            found.append(_source(f"{PREFIX}-gazette-{year}-q{quarter}", *titles, f"{year + (quarter == 4)}-{issued}"))
        found.append(
            _source(report(year), f"Report of the Ministry on {year}", f"Memoria del Ministerio de {year}", f"{year + 1}-05-10")
        )
        for half, issued in ((1, f"{year}-08-20"), (2, f"{year + 1}-02-25")):
            of = f"{year}, half {half}", f"{year}, semestre {half}"
            titles = f"Follow-up of the plan, {of[0]}", f"Seguimiento del plan, {of[1]}"
            found.append(_source(follow_up(year, half), *titles, issued))
            titles = f"Execution of the budget, {of[0]}", f"Ejecución del presupuesto, {of[1]}"
            found.append(_source(budget_report(year, half), *titles, issued))
        titles = f"The Altamar Almanac of Diplomacy {year}", f"Almanaque de Diplomacia de Altamar {year}"
        found.append(_source(f"{ALMANAC}-{year}", *titles, f"{year + 1}-03-01"))
        titles = f"Budget Law for {year}", f"Ley de Presupuesto de {year}"
        found.append(_source(f"{PREFIX}-budget-law-{year}", *titles, f"{year - 1}-12-05"))
    found += [
        _source(
            PLAN,
            "Sector, institutional and operational plan 2021-2025",
            "Plan sectorial, institucional y operativo 2021-2025",
            "2020-12-15",
        ),
        _source(PLAN_REVISED, "Plan 2021-2025, revised", "Plan 2021-2025, revisado", "2023-03-31", version_of=PLAN),
        _source(
            AUDIT,
            "Audit Office: results of the ministry 2021-2023",
            "Contraloría: resultados del ministerio 2021-2023",
            "2024-06-28",
        ),
        _source(
            GUIDE_1,
            "Guide for the follow-up of plans, first edition",
            "Guía de seguimiento de planes, primera edición",
            "2020-11-30",
        ),
        _source(
            GUIDE_2,
            "Guide for the follow-up of plans, second edition",
            "Guía de seguimiento de planes, segunda edición",
            "2023-12-15",
        ),
        _source(KEEPERS, "Note of the keepers of the record", "Nota de quienes llevan el registro", "2026-03-02"),
    ]
    return sorted(found, key=lambda one: str(one["id"]))


def _source(key: str, title: str, title_es: str, issued: str, *, version_of: str = "") -> dict[str, Any]:
    parts = [int(part) for part in issued.split("-")]
    made: dict[str, Any] = {
        "id": key, "type": "report", "title": f"{title} [fictional]", "title-short": f"{title} [fictional]",
        "publisher": "Ministry of Foreign Affairs of Marabrisa, a country that does not exist", "issued": {"date-parts": [parts]},
        "note": "A fictional source.", "custom": {"title-short-es": f"{title_es} [ficticio]", "note-es": "Una fuente ficticia."},
    }  # fmt: skip
    return made | ({"version_of": version_of} if version_of else {})
