"""The fictional plan: a tree from national objective to activity, with targets, results and a budget that is executed unevenly."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from legation.evaluation.plans.reading import COLUMNS
from tools.demo.draws import Draws
from tools.demo.names import UNITS
from tools.demo.sources import (
    AUDIT,
    GUIDE_1,
    GUIDE_2,
    PLAN,
    PLAN_REVISED,
    PREFIX,
    YEARS,
    budget_report,
    follow_up,
    report,
)  # fmt: skip

CURRENCY, OTHER_CURRENCY = "MBC", "UCM"
"""The corona of Marabrisa and the unit of account of the Meridian Union: neither exists."""

NATIONAL = (
    ("ON.3", "A country open to the world", "Un país abierto al mundo"),
    ("ON.4", "A safe and cared-for people", "Una población segura y atendida"),
)
SECTOR = (
    ("OES.01", "ON.3", "Greater presence in the Two Seas", "Mayor presencia en los Dos Mares"),
    ("OES.02", "ON.3", "More trade and cooperation for development", "Más comercio y cooperación para el desarrollo"),
    ("OES.03", "ON.4", "Better protection of nationals abroad", "Mejor protección de los connacionales en el exterior"),
)
SECTOR_ACTIONS = (
    ("AES.01.01", "Network of missions fit for the time", "Red de misiones adecuada a los tiempos"),
    ("AES.01.02", "Timely perfection of treaties", "Perfeccionamiento oportuno de los tratados"),
    ("AES.02.01", "Economic promotion abroad", "Promoción económica en el exterior"),
    ("AES.02.02", "Cooperation given and received", "Cooperación brindada y recibida"),
    ("AES.03.01", "Consular services close to people", "Servicios consulares cercanos a las personas"),
)
INSTITUTION = (
    (
        "OEI.01",
        "AES.01.01",
        "Strengthen bilateral and multilateral relations",
        "Fortalecer las relaciones bilaterales y multilaterales",
        0,
    ),
    ("OEI.02", "AES.01.02", "Bring treaties into force sooner", "Poner en vigor los tratados con mayor prontitud", 3),
    ("OEI.03", "AES.02.01", "Promote exports, tourism and investment", "Promover exportaciones, turismo e inversiones", 1),
    ("OEI.04", "AES.02.02", "Manage cooperation for development", "Gestionar la cooperación para el desarrollo", 4),
    ("OEI.05", "AES.03.01", "Protect and assist nationals abroad", "Proteger y asistir a los connacionales en el exterior", 2),
    ("OEI.06", "AES.03.01", "Modernise the institution", "Modernizar la institución", 6),
)
ACTIONS = (
    ("political consultations", "consultas políticas"),
    ("presence in bodies", "presencia en organismos"),
    ("cultural diplomacy", "diplomacia cultural"),
    ("negotiation of treaties", "negociación de tratados"),
    ("internal approval of treaties", "perfeccionamiento interno de tratados"),
    ("reports to treaty bodies", "informes a órganos de tratados"),
    ("export promotion", "promoción de exportaciones"),
    ("country image", "imagen del país"),
    ("investment promotion", "promoción de inversiones"),
    ("cooperation received", "cooperación recibida"),
    ("cooperation given", "cooperación brindada"),
    ("project follow-up", "seguimiento de proyectos"),
    ("consular service", "servicio consular"),
    ("assistance to vulnerable persons", "asistencia a personas vulnerables"),
    ("mobile consulates", "consulados itinerantes"),
    ("digital services", "servicios digitales"),
    ("training of staff", "capacitación del personal"),
    ("property abroad", "locales en el exterior"),
)
ACTIVITIES = (("Preparation of", "Preparación de"), ("Execution of", "Ejecución de"), ("Follow-up of", "Seguimiento de"))
COUNTED = (
    ("meetings", "reuniones"),
    ("reports", "informes"),
    ("services", "atenciones"),
    ("events", "eventos"),
    ("persons", "personas"),
    ("documents", "documentos"),
)


class PlanBook:
    """Rows of the plan files, as they are drawn."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, str]]] = {name: [] for name in COLUMNS}
        self.draws = Draws("plan")

    def add(self, table: str, source: str, **cells: str) -> None:
        rows = self.rows[table]
        claim = f"p-{table[0]}-{len(rows) + 1:05d}"
        rows.append({"claim": claim, "source": source, "locator": f"t. {1 + len(rows) // 30}, {1 + len(rows) % 30}", **cells})

    def node(
        self,
        code: str,
        kind: str,
        parent: str,
        name: tuple[str, str],
        owner: int,
        source: str = PLAN,
        span: tuple[int, int] = (2021, 2025),
    ) -> str:
        unit = UNITS[owner]
        self.add("nodes", source, id=_id(code), code=code, kind=kind, parent=_id(parent), name=name[0], name_es=name[1],
                 owner=unit[0], owner_es=unit[1], **{"from": f"{span[0]}-01-01", "to": f"{span[1]}-12-31"})  # fmt: skip
        return _id(code)

    def indicator(
        self, node: str, name: tuple[str, str], measure: str, unit: tuple[str, str], direction: str, limit: str = ""
    ) -> str:
        key = f"{node}-i"
        self.add("indicators", PLAN, id=key, node=node, name=name[0], name_es=name[1], measure=measure, unit=unit[0], unit_es=unit[1],
                 direction=direction, limit=limit)  # fmt: skip
        return key

    def target(self, of: str, kind: str, period: int, value: float | str, source: str = PLAN, unit: str = "") -> None:
        self.add("targets", source, of=of, kind=kind, period=str(period), value=_text(value), unit=unit)

    def result(self, indicator: str, year: int, half: int, value: float, source: str = "") -> None:
        as_of = f"{year}-{'06-30' if half == 1 else '12-31'}"
        self.add(
            "results", source or follow_up(year, half), indicator=indicator, period=str(year), as_of=as_of, value=_text(value)
        )

    def money(
        self,
        line: str,
        node: str,
        category: str,
        year: int,
        stage: str,
        as_of: str,
        value: int,
        source: str,
        currency: str = CURRENCY,
    ) -> None:
        self.add(
            "budget",
            source,
            line=line,
            node=node,
            category=category,
            stage=stage,
            period=str(year),
            as_of=as_of,
            value=str(value),
            currency=currency,
        )


def plan_files(consular_totals: Mapping[int, str]) -> dict[str, str]:
    """The texts of the evaluation files of the plan, by name relative to ``evaluation/``.

    Args:
        consular_totals: for each year the observation that states the consular acts of the year, used as a result.
    """
    book = PlanBook()
    _upper(book, consular_totals)
    _activities(book)
    _general_lines(book)
    texts = {f"plan/{name}.csv": _csv(COLUMNS[name], rows) for name, rows in book.rows.items()}
    return {**texts, "scales.toml": SCALES, "progress.toml": EDITIONS}


def _upper(book: PlanBook, consular_totals: Mapping[int, str]) -> None:
    for code, *name in NATIONAL:
        book.node(code, "national_objective", "", (name[0], name[1]), 6)
    for code, parent, *name in SECTOR:
        node = book.node(code, "sector_objective", parent, (name[0], name[1]), 0)
        _measured(
            book, book.indicator(node, (f"Index: {name[0]}", f"Índice: {name[1]}"), "index", ("points", "puntos"), ""), 50, 3, 0.9
        )
    for code, *name in SECTOR_ACTIONS:
        book.node(code, "sector_action", "OES" + code[3:6], (name[0], name[1]), 1)
    for code, parent, english, spanish, owner in INSTITUTION:
        book.node(code, "institutional_objective", parent, (english, spanish), owner)
    days = book.indicator(
        "oei-02", ("Days from signature to force", "Días de la firma a la vigencia"), "quantity", ("days", "días"), "falling"
    )
    _measured(book, days, 640, -40, 0.8, whole=True)
    tone = book.indicator(
        "oei-01", ("Missions kept open", "Misiones en funcionamiento"), "number", ("missions", "misiones"), "steady"
    )
    _measured(book, tone, 40, 0, 1.0, whole=True)
    waiting = book.indicator(
        "oei-06",
        ("Days to answer a petition", "Días para responder una solicitud"),
        "quantity",
        ("days", "días"),
        "steady",
        "maximum",
    )
    _measured(book, waiting, 30, 0, 1.1, whole=True)
    consular = book.indicator(
        "oei-05", ("Consular acts", "Actuaciones consulares"), "number", ("documents", "documentos"), "rising"
    )
    book.target(consular, "baseline", 2020, 150000)
    for year in YEARS:
        book.target(consular, "target", year, 170000 + (year - 2021) * 8000)
        if year in consular_totals:  # the report of the year gives the figure; the plan only points at it
            book.add(
                "results",
                report(year),
                indicator=consular,
                period=str(year),
                as_of=f"{year}-12-31",
                observation=consular_totals[year],
            )
    for key, node, english, spanish in (
        ("oei-03", "oei-03", "Exporters served", "Exportadores atendidos"),
        ("oei-04", "oei-04", "Projects concluded in time", "Proyectos concluidos a tiempo"),
    ):
        share = key == "oei-04"
        made = book.indicator(
            node,
            (english, spanish),
            "percentage" if share else "number",
            ("per cent", "por ciento") if share else ("exporters", "exportadores"),
            "rising",
        )
        _measured(book, made, 55 if share else 320, 5 if share else 40, 0.93, whole=not share)
    for year, audited in ((2021, 296), (2022, 331), (2023, 340)):  # the Audit Office counts fewer than the ministry does
        book.add("results", AUDIT, indicator="oei-03-i", period=str(year), as_of=f"{year}-12-31", value=str(audited))
    for number, name in enumerate(ACTIONS):
        objective = number // 3
        code = f"AEI.0{objective + 1}.0{number % 3 + 1}"
        node = book.node(
            code,
            "institutional_action",
            INSTITUTION[objective][0],
            (f"Service of {name[0]}", f"Servicio de {name[1]}"),
            INSTITUTION[objective][4],
        )
        if number == 8:
            book.indicator(
                node, ("Investors met", "Inversionistas atendidos"), "number", ("investors", "inversionistas"), "rising"
            )  # and no target
            continue
        direction = "" if number % 4 == 0 else "rising"
        made = book.indicator(
            node, (f"Coverage of {name[0]}", f"Cobertura de {name[1]}"), "percentage", ("per cent", "por ciento"), direction
        )
        _measured(book, made, 40 + number, 6, 0.85 + number % 5 / 20, baseline=number != 5)
    # The revision of 2023 moves an action and renames another.
    book.node(
        "AEI.06.03",
        "institutional_action",
        "OEI.01",
        ("Service of property abroad", "Servicio de locales en el exterior"),
        6,
        PLAN_REVISED,
    )
    book.node(
        "AEI.03.02", "institutional_action", "OEI.03", ("Service of country brand", "Servicio de marca país"), 1, PLAN_REVISED
    )


def _measured(
    book: PlanBook, indicator: str, base: float, step: float, skill: float, *, baseline: bool = True, whole: bool = False
) -> None:
    """Baseline, targets of five years and what came of them: some short of the target, some beyond, one year unreported."""
    draws = book.draws
    if baseline:
        book.target(indicator, "baseline", 2020, base)
    silent = draws.one((2022, 2024, 2099, 2099))
    for number, year in enumerate(YEARS, start=1):
        aim = base + step * number
        book.target(indicator, "target", year, aim)
        if year == 2024 and draws.chance(0.3):  # the revised plan asks for less
            book.target(indicator, "target", year, round(aim - step / 2, 1), PLAN_REVISED)
        if year == silent:
            continue
        for half in (1, 2):
            share = (0.5 if half == 1 else 1.0) * (skill + draws.whole(-12, 16) / 100)
            got = base + step * (number - 1 + share) if step else base * (1 + (draws.whole(-6, 4) if half == 2 else 0) / 100)
            book.result(indicator, year, half, round(got, 0 if whole else 1))


def _activities(book: PlanBook) -> None:
    draws = book.draws
    for number, name in enumerate(ACTIONS):
        above = f"AEI.0{number // 3 + 1}.0{number % 3 + 1}"
        for place, verb in enumerate(ACTIVITIES, start=1):
            code = f"AO{above[3:]}.0{place}"
            orphan = (number, place) == (11, 3)
            span = (2021, 2023) if draws.chance(0.12) else (2021, 2025)
            node = book.node(
                code,
                "operational_activity",
                "" if orphan else above,
                (f"{verb[0]} {name[0]}", f"{verb[1]} {name[1]}"),
                draws.whole(0, 5),
                span=span,
            )
            unit = draws.one(COUNTED)
            made = book.indicator(node, (f"Number of {unit[0]}", f"Número de {unit[1]}"), "number", unit, "rising")
            size = draws.whole(6, 240)
            skill = draws.whole(90, 120) / 100
            unfunded = (number, place) in ((2, 3), (14, 2))
            for year in range(span[0], span[1] + 1):
                aim = size + (year - 2020) * max(1, size // 20)
                book.target(made, "target", year, aim)
                if draws.chance(0.96):
                    for half in (1, 2):
                        share = (draws.whole(35, 55) if half == 1 else draws.whole(90, 108)) / 100 * skill
                        book.result(made, year, half, int(aim * share))
                if not unfunded:
                    money = aim * draws.whole(900, 2600)
                    book.target(node, "financial", year, money, unit=CURRENCY)
                    over = (number, place, year) in ((4, 1, 2023), (12, 2, 2022), (16, 1, 2025))
                    _line(book, f"l-{node}", node, "budget_programme" if place < 3 else "no_product", year, money, over=over)


def _line(
    book: PlanBook, line: str, node: str, category: str, year: int, money: int, *, over: bool = False, currency: str = CURRENCY
) -> None:
    """One line in one year: opening, modified at midyear and at its end, then certified to paid at the end of each half."""
    draws = book.draws
    law = f"{PREFIX}-budget-law-{year}"
    book.money(line, node, category, year, "opening", f"{year}-01-01", money, law, currency)
    modified = money
    skill = draws.whole(68, 99) / 100
    for half in (1, 2):
        as_of, source = f"{year}-{'06-30' if half == 1 else '12-31'}", budget_report(year, half)
        modified = int(modified * (1 + draws.whole(-8, 14) / 100))
        book.money(line, node, category, year, "modified", as_of, modified, source, currency)
        certified = int(modified * min(1.0, skill + 0.06) * (0.62 if half == 1 else 1.0))
        accrued = int(certified * (0.66 if half == 1 else 0.95))
        if over and half == 2:
            certified, accrued = int(modified * 1.04), int(modified * 1.03)
        book.money(line, node, category, year, "certified", as_of, certified, source, currency)
        book.money(
            line, node, category, year, "committed", as_of, int(certified * 0.98) if not over else certified, source, currency
        )
        book.money(line, node, category, year, "accrued", as_of, accrued, source, currency)
        if not draws.chance(0.03):  # now and then a report is silent on what was paid
            book.money(line, node, category, year, "paid", as_of, int(accrued * 0.97), source, currency)


def _general_lines(book: PlanBook) -> None:
    for year in YEARS:
        _line(book, "l-central-services", "oei-06", "central_actions", year, 5_200_000 + (year - 2021) * 240_000)
        _line(book, "l-quotas", "", "no_product", year, 1_900_000)  # tied to no element: dues to organisations
        _line(book, "l-fund-of-the-union", "oei-04", "no_product", year, 310_000, currency=OTHER_CURRENCY)


def _id(code: str) -> str:
    return code.lower().replace(".", "-")


def _text(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def _csv(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> str:
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue()


EDITIONS = f"""# The editions of the formulas of progress in this fiction: invented, to show that an answer names the edition it used.

[first]
label = {{ en = "Guide for the follow-up of plans, first edition [fictional]", es = "Guía de seguimiento de planes, primera edición [ficticia]" }}
source = "{GUIDE_1}"
from = "2021-01-01"
to = "2023-12-31"
rising = "obtained_over_target"
falling = "target_over_obtained"
steady = "smaller_over_larger"

[second]
label = {{ en = "Guide for the follow-up of plans, second edition [fictional]", es = "Guía de seguimiento de planes, segunda edición [ficticia]" }}
source = "{GUIDE_2}"
from = "2024-01-01"
rising = "share_of_the_way"
falling = "share_of_the_way"
steady = "smaller_over_larger"
activity = "obtained_over_target"
at_least = 0
at_most = 100
"""

SCALES = f"""# The scales of this fiction: invented thresholds, in two editions, so that a rating names the day whose scale it is.

[progress-first]
of = "progress"
label = {{ en = "Progress, first guide [fictional]", es = "Avance, primera guía [ficticia]" }}
source = "{GUIDE_1}"
from = "2021-01-01"
to = "2023-12-31"
bands = [
  {{ id = "reached", at_least = 95, colour = "green", label = {{ en = "reached", es = "logrado" }} }},
  {{ id = "near", at_least = 75, colour = "amber", label = {{ en = "near", es = "cercano" }} }},
  {{ id = "far", colour = "red", label = {{ en = "far", es = "lejano" }} }},
]
no_data = {{ colour = "grey", label = {{ en = "no data", es = "sin dato" }} }}

[progress-second]
of = "progress"
label = {{ en = "Progress, second guide [fictional]", es = "Avance, segunda guía [ficticia]" }}
source = "{GUIDE_2}"
from = "2024-01-01"
bands = [
  {{ id = "reached", at_least = 100, colour = "green", label = {{ en = "reached", es = "logrado" }} }},
  {{ id = "near", at_least = 85, colour = "yellow", label = {{ en = "near", es = "cercano" }} }},
  {{ id = "halfway", at_least = 50, colour = "orange", label = {{ en = "halfway", es = "a medio camino" }} }},
  {{ id = "far", colour = "red", label = {{ en = "far", es = "lejano" }} }},
]
no_data = {{ colour = "grey", label = {{ en = "no data", es = "sin dato" }} }}

[execution]
of = "execution"
label = {{ en = "Execution of the budget [fictional]", es = "Ejecución del presupuesto [ficticia]" }}
source = "{GUIDE_1}"
from = "2021-01-01"
bands = [
  {{ id = "beyond", at_least = 100.01, colour = "blue", label = {{ en = "beyond the budget", es = "sobre el presupuesto" }} }},
  {{ id = "good", at_least = 90, colour = "green", label = {{ en = "good", es = "buena" }} }},
  {{ id = "fair", at_least = 70, colour = "amber", label = {{ en = "fair", es = "regular" }} }},
  {{ id = "low", colour = "red", label = {{ en = "low", es = "baja" }} }},
]
no_data = {{ colour = "grey", label = {{ en = "no data", es = "sin dato" }} }}
"""
