"""Small plans made in memory, for tests: rows of plan files as a planner would type them."""

from __future__ import annotations

from dataclasses import replace

from legation.evaluation.plans.reading import COLUMNS
from legation.record.record import Record
from tests.small_records import small_record

SOURCES = {
    "plan": "2020-12-15", "plan-revised": "2022-03-31", "report-2021": "2022-02-20", "report-2022": "2023-02-20",
    "audit": "2022-06-30", "law-2021": "2020-12-05",
}  # fmt: skip
VERSIONS = {"plan-revised": "plan"}
DEFAULTS = {
    "nodes": {"kind": "operational_activity", "source": "plan"},
    "indicators": {"measure": "number", "unit": "visits", "unit_es": "visitas", "direction": "rising", "source": "plan"},
    "targets": {"kind": "target", "source": "plan"},
    "results": {"source": "report-2021"},
    "budget": {"category": "budget_programme", "currency": "PEN", "source": "report-2021"},
}


def plan_text(table: str, *rows: dict[str, str]) -> str:
    """The text of one plan file; what a row leaves out is filled with what most rows have."""
    lines = [",".join(COLUMNS[table])]
    for number, row in enumerate(rows, start=1):
        cells = {"claim": f"{table[0]}-{number}", "locator": "p. 1", **DEFAULTS[table], **row}
        if table in ("nodes", "indicators"):
            cells.setdefault("name", cells.get("id", ""))
            cells.setdefault("name_es", cells.get("id", ""))
        lines.append(",".join(cells.get(column, "") for column in COLUMNS[table]))
    return "\n".join(lines) + "\n"


def small_plan(
    *, nodes: tuple[dict[str, str], ...] = (), indicators: tuple[dict[str, str], ...] = (),
    targets: tuple[dict[str, str], ...] = (), results: tuple[dict[str, str], ...] = (), budget: tuple[dict[str, str], ...] = (),
    files: dict[str, str] | None = None, rows: list[dict[str, str]] | None = None,
) -> Record:  # fmt: skip
    """A record with a plan and no acts but ``rows``; ``files`` are further evaluation files by name."""
    tables = {"nodes": nodes, "indicators": indicators, "targets": targets, "results": results, "budget": budget}
    texts = {f"plan/{name}.csv": plan_text(name, *given) for name, given in tables.items() if given}
    made = small_record(rows or [], sources=SOURCES, versions=VERSIONS)
    return replace(made, evaluation={**texts, **(files or {})})


def activity(identity: str = "ao-1", **cells: str) -> dict[str, str]:
    """An activity that hangs from ``aei-1``."""
    return {"id": identity, "code": identity.upper(), "parent": "aei-1", **cells}


TREE = (
    {"id": "oei-1", "code": "OEI.1", "kind": "institutional_objective"},
    {"id": "aei-1", "code": "AEI.1", "kind": "institutional_action", "parent": "oei-1"},
)
"""An objective and an action, from which activities may hang."""
