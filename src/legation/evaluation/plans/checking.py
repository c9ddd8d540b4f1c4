"""What is wrong with a plan as a whole: circles, misplaced elements, targets without baseline, money beyond its budget."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from legation.evaluation.plans.entries import OPERATIONAL_ACTIVITY, BudgetEntry, Node, Plan, Stated, Target
from legation.evaluation.plans.figures import written
from legation.evaluation.plans.known import KnownPlan, plan_sources
from legation.evaluation.plans.money import exceeds, lines_on
from legation.evaluation.plans.reading import read_plan
from legation.evaluation.plans.tree import rings
from legation.evaluation.plans.words import plan_words
from legation.evaluation.progress import read_editions
from legation.evaluation.scales import read_scales
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.terms.days import iso
from legation.terms.problems import Problem, Severity, nearest, problem

STEPS: Final = (("certified", "modified"), ("committed", "certified"), ("accrued", "modified"), ("paid", "accrued"))
"""Each stage that may not exceed another."""


def problems_of_plans(record: Record) -> list[Problem]:
    """Every problem of the plan files of a record, its scales and its editions of the formulas."""
    plan = read_plan(record)
    return [*plan.problems, *read_editions(record)[1], *read_scales(record)[1], *problems_of_plan(plan, record)]


def problems_of_plan(plan: Plan, record: Record) -> list[Problem]:
    """What is wrong with a plan whose rows could each be read."""
    return [
        *_references(plan), *_circles(plan, record), *_lines(plan.budget), *_indicators(plan), *_beyond(plan, record),
    ]  # fmt: skip


def _said(row: Stated, column: str, code: str, /, severity: Severity = "error", **values: object) -> Problem:
    return problem(row.file, row.line, column, code, severity=severity, **values)


def _references(plan: Plan) -> Iterator[Problem]:
    kinds = plan_words().kinds
    nodes = {node.id: node for node in plan.nodes}
    indicators = {one.id for one in plan.indicators}
    for node in plan.nodes:
        if node.parent and node.parent not in nodes:
            yield _unknown(node, "parent", node.parent, nodes)
        elif node.parent and nodes[node.parent].kind not in kinds[node.kind].parents:
            wanted = ", ".join(kinds[kind].code for kind in kinds[node.kind].parents) or "—"
            yield _said(
                node, "parent", "plans.wrong_parent",
                kind=kinds[node.kind].code, wanted=wanted, parent=node.parent, found=kinds[nodes[node.parent].kind].code,
            )  # fmt: skip
        elif not node.parent and kinds[node.kind].needs_parent:
            yield _said(node, "parent", "plans.orphan", "warning", id=node.id, kind=kinds[node.kind].code)
    for indicator in plan.indicators:
        if indicator.node not in nodes:
            yield _unknown(indicator, "node", indicator.node, nodes)
    for target in plan.targets:
        there: Mapping[str, object] | set[str] = nodes if target.kind == "financial" else indicators
        if target.of not in there:
            yield _unknown(target, "of", target.of, there)
    for result in plan.results:
        if result.indicator not in indicators:
            yield _unknown(result, "indicator", result.indicator, indicators)
    for entry in plan.budget:
        if entry.node and entry.node not in nodes:
            yield _unknown(entry, "node", entry.node, nodes)


def _unknown(row: Stated, column: str, value: str, there: Mapping[str, object] | set[str]) -> Problem:
    return _said(row, column, "plans.unknown_reference", value=value, nearest=nearest(value, there) or "—")


def _circles(plan: Plan, record: Record) -> Iterator[Problem]:
    """Circles in the tree as known at the end of any day on which one of its sources came out."""
    seen: set[frozenset[str]] = set()
    for day in sorted({record.sources[node.source].known for node in plan.nodes}):
        nodes: Mapping[str, Node] = KnownPlan(KnownRecord(record, day), plan).nodes
        for ring in rings(nodes):
            if frozenset(ring) not in seen:
                seen.add(frozenset(ring))
                yield _said(nodes[ring[0]], "parent", "plans.circle", ring=" → ".join(ring))


def _lines(budget: Sequence[BudgetEntry]) -> Iterator[Problem]:
    """A line keeps its element, its category and its currency."""
    first: dict[tuple[str, str], BudgetEntry] = {}
    for entry in budget:
        before = first.setdefault((entry.budget_line, entry.period.text), entry)
        for column in ("node", "category", "currency"):
            if getattr(entry, column) != getattr(before, column):
                yield _said(
                    entry, column, "plans.line_differs", line=entry.budget_line, found=getattr(entry, column) or "—",
                    before=getattr(before, column) or "—", claim=before.claim,
                )  # fmt: skip


def _indicators(plan: Plan) -> Iterator[Problem]:
    activities = {node.id for node in plan.nodes if node.kind == OPERATIONAL_ACTIVITY}
    stated: dict[str, list[Target]] = {}
    for target in plan.targets:
        stated.setdefault(target.of, []).append(target)
    for indicator in {one.id: one for one in plan.indicators}.values():
        kinds = {one.kind for one in stated.get(indicator.id, ())}
        if "target" not in kinds:
            yield _said(indicator, "id", "plans.no_target", "warning", id=indicator.id)
        elif "baseline" not in kinds and indicator.node not in activities:
            yield _said(indicator, "id", "plans.no_baseline", "warning", id=indicator.id)


def _beyond(plan: Plan, record: Record) -> Iterator[Problem]:
    """Lines on which a stage exceeds what the stage before allows, as all sources together have it."""
    known = max((record.sources[source].known for source in plan_sources(plan)), default=0)
    view = KnownPlan(KnownRecord(record, known), plan)
    entries = plan.by_claim
    said: set[tuple[str, str, str]] = set()
    for day in sorted({entry.as_of for entry in plan.budget}):
        for line in lines_on(view, day):
            for more, less in STEPS:
                key = (line.line, line.period, more)
                high, low = line.stages[more], line.stages[less]
                if key in said or not exceeds(high, low):
                    continue
                said.add(key)
                yield _said(
                    entries[high.inputs[0]], "value", f"plans.{more}_beyond_{less}", "warning",
                    line=line.line, period=line.period,
                    more=written(high.low), less=written(low.high), currency=line.currency, day=iso(day),
                )  # fmt: skip
