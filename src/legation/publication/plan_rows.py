"""The rows of a plan as its sources state them, as tables: elements, indicators, targets, results and budget."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final

from legation.evaluation.plans.entries import BudgetEntry, Indicator, Node, Plan, Result, Stated, Target
from legation.evaluation.plans.figures import written
from legation.evaluation.plans.reading import COLUMNS as FILE_COLUMNS
from legation.evaluation.plans.reading import read_plan
from legation.publication.grounds import Basis, Ref
from legation.publication.shown import Cell
from legation.publication.table import Table, rows_of
from legation.standings.asof import KnownRecord
from legation.terms.days import iso

_PLACES: Final = 6
_LEFT_OUT: Final = ("note", "note_es")
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    file if file == "budget" else f"plan_{file}": tuple(name for name in names if name not in _LEFT_OUT)
    for file, names in FILE_COLUMNS.items()
}
"""The columns of each table: those of its plan file, without the notes."""


def plan_rows_table(view: KnownRecord, name: str) -> Table:
    """One of the tables of a plan: every row that a source known by then states, in order of claim; empty without a plan."""
    of, make = _TABLES[name]
    sources = view.record.sources
    rows = [row for row in of(read_plan(view.record)) if sources[row.source].known <= view.known]
    entries: list[dict[str, Cell]] = [
        {"claim": row.claim, "source": row.source, "locator": row.locator or None, **make(row)} for row in rows
    ]
    rests: tuple[tuple[Ref, ...], ...] = tuple((("plan", row.claim),) for row in rows)
    return Table(name, COLUMNS[name], rows_of(COLUMNS[name], entries), rests_on=rests, basis=Basis((view,)))


def _node(row: Node) -> dict[str, Cell]:
    return {
        "id": row.id, "code": row.code or None, "kind": row.kind, "parent": row.parent or None, "name": row.name.en,
        "name_es": row.name.es, "owner": row.owner.en or None, "owner_es": row.owner.es or None, "from": _day(row.begins),
        "to": _day(row.ends),
    }  # fmt: skip


def _indicator(row: Indicator) -> dict[str, Cell]:
    return {
        "id": row.id, "node": row.node, "name": row.name.en, "name_es": row.name.es, "measure": row.measure,
        "unit": row.unit.en, "unit_es": row.unit.es, "direction": row.direction or None, "limit": row.limit or None,
    }  # fmt: skip


def _target(row: Target) -> dict[str, Cell]:
    return {
        "of": row.of, "kind": row.kind, "period": row.period.text, "value": _figure(row.value), "unit": row.unit or None,
        "observation": row.observation or None,
    }  # fmt: skip


def _result(row: Result) -> dict[str, Cell]:
    return {
        "indicator": row.indicator, "period": row.period.text, "as_of": iso(row.as_of), "value": _figure(row.value),
        "observation": row.observation or None,
    }  # fmt: skip


def _budget(row: BudgetEntry) -> dict[str, Cell]:
    return {
        "line": row.budget_line, "node": row.node or None, "category": row.category or None, "stage": row.stage,
        "period": row.period.text, "as_of": iso(row.as_of), "value": _figure(row.value), "currency": row.currency,
        "observation": row.observation or None,
    }  # fmt: skip


def _day(day: int | None) -> str | None:
    return None if day is None else iso(day)


def _figure(value: Fraction | None) -> str | None:
    return written(value, _PLACES)


_TABLES: Final[Mapping[str, tuple[Callable[[Plan], tuple[Stated, ...]], Callable[[Any], dict[str, Cell]]]]] = {
    "plan_nodes": (lambda plan: plan.nodes, _node),
    "plan_indicators": (lambda plan: plan.indicators, _indicator),
    "plan_targets": (lambda plan: plan.targets, _target),
    "plan_results": (lambda plan: plan.results, _result),
    "budget": (lambda plan: plan.budget, _budget),
}
