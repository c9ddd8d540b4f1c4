"""The plan as a table: one row for each element, each of its indicators, and each budget line tied to none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

from legation.evaluation.plans.figures import Figure, inputs_of, written
from legation.evaluation.plans.known import KnownPlan, plan_sources
from legation.evaluation.plans.money import STAGES, Money, together
from legation.evaluation.plans.reading import read_plan
from legation.evaluation.plans.review import IndicatorOn, NodeOn, PlanOn, plan_on
from legation.evaluation.plans.words import plan_words
from legation.evaluation.progress import read_editions
from legation.evaluation.scales import Band, Scale, read_scales
from legation.publication.answer_tables import basis_notes
from legation.publication.grounds import Basis, Ref
from legation.publication.questions import Asked, asked
from legation.publication.shown import Cell
from legation.publication.table import Table, rows_of
from legation.publication.wrong_files import nothing_to_ask, wrong_files
from legation.record.record import Record
from legation.standings.asof import KnownRecord, latest_knowledge
from legation.terms.days import iso
from legation.terms.messages import say
from legation.terms.vocabulary import Text

PLAN_COLUMNS: Final = (
    "row", "depth", "code", "id", "node", "parent", "kind", "plan", "name", "owner", "from", "to",
    "measure", "unit", "direction", "direction_by", "period", "baseline", "baseline_to", "target", "target_to", "result",
    "result_to", "as_of", "progress", "progress_to", "no_progress", "rating", "rating_to", "year", "currency",
    "financial_target", "financial_target_to", *(name for stage in STAGES for name in (stage, f"{stage}_to")), "at_least",
    "execution", "execution_to", "no_execution", "execution_rating", "execution_rating_to",
    "cost_per_unit", "cost_per_unit_to", "no_cost_per_unit", "flags", "edition", "claims", "sources",
)  # fmt: skip
_SPANS: Final = (
    "baseline", "target", "result", "progress", "rating", "financial_target", *STAGES, "execution", "execution_rating",
    "cost_per_unit",
)  # fmt: skip
"""What may lie between two bounds, in a column of its own and one with ``_to``."""


def known_plan(record: Record, known: str | None) -> KnownPlan:
    """The plan of a record as known at the end of a date; where none is given, once everything in the record was known.

    Raises:
        QuestionError: not a date.
    """
    plan = read_plan(record)
    days = [latest_knowledge(record), *(record.sources[source].known for source in plan_sources(plan))]
    return KnownPlan(KnownRecord(record, asked(known).last if known else max(days)), plan)


def plan_table(known: KnownPlan, on: Asked, language: str = "en") -> Table:
    """The plan on the last day of a date, as known: the tree from the top down.

    Raises:
        QuestionError: the record has no plan.
    """
    view, plan = known.view, known.plan
    if not plan:
        raise nothing_to_ask("plans.none", view.record.id, plan.problems)
    made, stated = plan_on(known, on.last), plan.by_claim
    rows = list(_rows(made, language))
    entries = [{**row, "sources": ";".join(sorted({stated[claim].source for claim in claims}))} for row, claims in rows]
    return Table(
        "plan", PLAN_COLUMNS, rows_of(PLAN_COLUMNS, entries), tuple(_notes(known, made, on, language)),
        rests_on=tuple(tuple[Ref, ...](("plan", claim) for claim in claims) for _, claims in rows),
        basis=Basis((view,), (on,), language),
    )  # fmt: skip


def plan_in_words(table: Table, language: str = "en") -> Table:
    """The table for people: names indented by depth, words instead of ids, bounds in one cell."""
    words = plan_words()
    entries: list[dict[str, Cell]] = []
    for row in table:
        indent = "  " * int(row["depth"] or 0)
        flags = str(row["flags"] or "").split(";")
        floors = str(row["at_least"] or "").split(";")
        reasons = {name: str(row[f"no_{name}"]) for name in ("progress", "execution", "cost_per_unit") if row[f"no_{name}"]}
        entries.append(
            {
                **row,
                "name": f"{indent}{row['name']}",
                "flags": ", ".join(words.label("flags", flag, language) for flag in flags if flag) or None,
                **{name: _span(row[name], row[f"{name}_to"], name in floors) for name in _SPANS},
                **{name: words.label("reasons", why, language) for name, why in reasons.items()},
            }
        )
    return replace(table, rows=rows_of(table.columns, entries))


def _span(low: Cell, high: Cell, floor: bool) -> Cell:
    if floor and low is not None:
        return f"≥ {low}"
    return low if low is None or high in (None, low) else f"{low}–{high}"


def _notes(known: KnownPlan, made: PlanOn, on: Asked, language: str) -> Iterator[str]:
    record = known.view.record
    yield from basis_notes(known.view, on, language)
    yield from wrong_files([*known.plan.problems, *read_editions(record)[1], *read_scales(record)[1]], language)
    editions = sorted({one.edition.label[language] for node in made.nodes for one in node.indicators})
    yield say("plans.on", language, day=iso(made.day), edition="; ".join(editions) or "—")
    yield say("plans.execution", language)
    if made.scale("progress") is None and made.scale("execution") is None:
        yield say("plans.no_scale", language)


def _rows(made: PlanOn, language: str) -> Iterator[tuple[dict[str, Cell], tuple[str, ...]]]:
    rating = {of: made.scale(of) for of in ("progress", "execution")}
    for one in made.nodes:
        yield _node(one, rating["execution"], language)
        for indicator in one.indicators:
            yield _indicator(one, indicator, rating["progress"], language)
    for line in made.loose:
        money = together([line])
        row: dict[str, Cell] = {
            "row": "line", "depth": 0, "code": line.line, "id": line.line, "node": line.node or None,
            "name": say("plans.budget_line", language, line=line.line), **_money(money, rating["execution"], language),
            "flags": ";".join(["orphan", *(["overspent"] if line.overspent else [])]),
        }  # fmt: skip
        yield row, inputs_of(line.stages.values())


def _node(one: NodeOn, scale: Scale | None, language: str) -> tuple[dict[str, Cell], tuple[str, ...]]:
    node, kind = one.node, plan_words().kinds[one.node.kind]
    figures = [one.financial_target, one.cost_per_unit, *(one.money.stages.values() if one.money else ())]
    claims = tuple(sorted({node.claim, *inputs_of(figures)}))
    money = _money(one.money, scale, language)
    floors = [str(money.get("at_least") or ""), *(["cost_per_unit"] if one.cost_per_unit.floor else [])]
    row: dict[str, Cell] = {
        "row": "node", "depth": one.depth, "code": node.code or None, "id": node.id, "node": node.id,
        "parent": node.parent or None, "kind": node.kind, "plan": kind.plan, "name": node.name[language],
        "owner": node.owner[language] or None, "from": _day(node.begins), "to": _day(node.ends),
        **_bounds("financial_target", one.financial_target), **money, "at_least": ";".join(filter(None, floors)) or None,
        **_bounds("cost_per_unit", one.cost_per_unit), "no_cost_per_unit": _without(one.cost_per_unit),
        "flags": ";".join(one.flags) or None, "claims": ";".join(claims),
    }  # fmt: skip
    return row, claims


def _indicator(owner: NodeOn, one: IndicatorOn, scale: Scale | None, language: str) -> tuple[dict[str, Cell], tuple[str, ...]]:
    indicator = one.indicator
    claims = tuple(sorted({indicator.claim, *inputs_of([one.baseline, one.target, one.result])}))
    row: dict[str, Cell] = {
        "row": "indicator", "depth": owner.depth + 1, "id": indicator.id, "node": indicator.node, "parent": indicator.node,
        "name": indicator.name[language], "measure": indicator.measure, "unit": indicator.unit[language],
        "direction": one.direction or None, "direction_by": one.direction_by or None, "period": one.period or None,
        **_bounds("baseline", one.baseline), **_bounds("target", one.target), **_bounds("result", one.result),
        "as_of": _day(one.as_of), **_bounds("progress", one.progress), "no_progress": one.progress.no_data or None,
        **_rated("rating", one.progress, scale, language), "at_least": "progress" if one.progress.floor else None,
        "flags": ";".join(one.flags) or None, "edition": one.edition.id, "claims": ";".join(claims),
    }  # fmt: skip
    return row, claims


def _money(money: Money | None, scale: Scale | None, language: str) -> dict[str, Cell]:
    if money is None:
        return {}
    figures = {**money.stages, "execution": money.execution}
    row: dict[str, Cell] = {"year": money.period, "currency": money.currency}
    for name, figure in figures.items():
        row |= _bounds(name, figure)
    return {
        **row, "at_least": ";".join(name for name, figure in figures.items() if figure.floor) or None,
        "no_execution": _without(money.execution), **_rated("execution_rating", money.execution, scale, language),
    }  # fmt: skip


def _without(figure: Figure) -> Cell:
    """Why a figure made of others cannot be known; nothing where there was nothing to make it of."""
    return figure.no_data if figure.no_data not in ("", "no_result") else None


def _rated(name: str, figure: Figure, scale: Scale | None, language: str) -> dict[str, Cell]:
    """The bands of the bounds of a figure; of a figure without, the band of no data; none on a side that is open."""
    if scale is None:
        return {}
    sides: list[tuple[str, Fraction | None, bool]] = [
        (name, figure.low, figure.ceiling), (f"{name}_to", figure.high, figure.floor),
    ]  # fmt: skip
    return {side: _word(scale.band(value), language) for side, value, is_open in sides if not is_open}


def _word(band: Band, language: str) -> Cell:
    """The word of a band, with its colour beside it."""
    label: Text = band.label
    return f"{label[language]} ({say(f'plans.colour_{band.colour}', language)})"


def _bounds(name: str, figure: Figure) -> dict[str, Cell]:
    """Both bounds of a figure, equal where it is one value; nothing on a side that is open."""
    low, high = None if figure.ceiling else figure.low, None if figure.floor else figure.high
    return {name: written(low), f"{name}_to": written(high)}


def _day(day: int | None) -> Cell:
    return None if day is None else iso(day)
