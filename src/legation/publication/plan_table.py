"""The plan as a table: one row for each element, each of its indicators, and each budget line tied to none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

from legation.evaluation.plans.figures import Figure, inputs_of, written
from legation.evaluation.plans.known import plan_sources
from legation.evaluation.plans.money import STAGES, Money, together
from legation.evaluation.plans.reading import read_plan
from legation.evaluation.plans.review import IndicatorOn, NodeOn, PlanOn, plan_on
from legation.evaluation.plans.words import plan_words
from legation.evaluation.scales import Band, Scale
from legation.publication.answer_tables import basis_notes
from legation.publication.grounds import Basis, Ref
from legation.publication.questions import Asked, QuestionError, asked
from legation.publication.shown import Cell
from legation.publication.table import Table, rows_of
from legation.record.record import Record
from legation.standings.asof import KnownRecord, latest_knowledge
from legation.terms.days import iso
from legation.terms.messages import say
from legation.terms.vocabulary import Text

PLAN_COLUMNS: Final = (
    "row", "depth", "code", "id", "node", "parent", "kind", "plan", "name", "owner", "from", "to",
    "measure", "unit", "direction", "direction_by", "period", "baseline", "target", "result", "result_to", "as_of",
    "progress", "progress_to", "no_progress", "rating", "rating_to",
    "year", "currency", "financial_target", *STAGES, "at_least", "execution", "execution_rating", "cost_per_unit",
    "flags", "edition", "claims", "sources",
)  # fmt: skip


def plan_view(record: Record, known: str | None) -> KnownRecord:
    """The record as known at the end of a date; where none is given, once everything in it, its plan too, was known.

    Raises:
        QuestionError: not a date.
    """
    if known:
        return KnownRecord(record, asked(known).last)
    sources = plan_sources(read_plan(record)[0])
    return KnownRecord(record, max([latest_knowledge(record), *(record.sources[source].known for source in sources)]))


def plan_table(view: KnownRecord, on: Asked, language: str = "en") -> Table:
    """The plan on the last day of a date, as known: the tree from the top down.

    Raises:
        QuestionError: the record has no plan.
    """
    plan = read_plan(view.record)[0]
    if not plan:
        raise QuestionError("plans.none", record=view.record.id)
    made, stated = plan_on(view, on.last, plan), plan.by_claim
    rows = list(_rows(made, language))
    entries = [{**row, "sources": ";".join(sorted({stated[claim].source for claim in claims}))} for row, claims in rows]
    return Table(
        "plan", PLAN_COLUMNS, rows_of(PLAN_COLUMNS, entries), tuple(_notes(view, made, on, language)),
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
        entries.append(
            {
                **row,
                "name": f"{indent}{row['name']}",
                "flags": ", ".join(words.label("flags", flag, language) for flag in flags if flag) or None,
                **{name: _span(row[name], row[f"{name}_to"]) for name in ("result", "progress", "rating")},
                **({"progress": words.label("reasons", str(row["no_progress"]), language)} if row["no_progress"] else {}),
                **{stage: _floored(row[stage], stage in str(row["at_least"] or "").split(";")) for stage in STAGES},
            }
        )
    return replace(table, rows=rows_of(table.columns, entries))


def _span(low: Cell, high: Cell) -> Cell:
    return low if low is None or high in (None, low) else f"{low}–{high}"


def _floored(value: Cell, floor: bool) -> Cell:
    return f"≥ {value}" if floor and value is not None else value


def _notes(view: KnownRecord, made: PlanOn, on: Asked, language: str) -> Iterator[str]:
    yield from basis_notes(view, on, language)
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
    row: dict[str, Cell] = {
        "row": "node", "depth": one.depth, "code": node.code or None, "id": node.id, "node": node.id,
        "parent": node.parent or None, "kind": node.kind, "plan": kind.plan, "name": node.name[language],
        "owner": node.owner[language] or None, "from": _day(node.begins), "to": _day(node.ends),
        "financial_target": _low(one.financial_target), **_money(one.money, scale, language),
        "cost_per_unit": _low(one.cost_per_unit), "flags": ";".join(one.flags) or None, "claims": ";".join(claims),
    }  # fmt: skip
    return row, claims


def _indicator(owner: NodeOn, one: IndicatorOn, scale: Scale | None, language: str) -> tuple[dict[str, Cell], tuple[str, ...]]:
    indicator = one.indicator
    claims = tuple(sorted({indicator.claim, *inputs_of([one.baseline, one.target, one.result])}))
    low, high = (_band(scale, one.progress, side) for side in ("low", "high"))
    row: dict[str, Cell] = {
        "row": "indicator", "depth": owner.depth + 1, "id": indicator.id, "node": indicator.node, "parent": indicator.node,
        "name": indicator.name[language], "measure": indicator.measure, "unit": indicator.unit[language],
        "direction": one.direction or None, "direction_by": one.direction_by or None, "period": one.period or None,
        "baseline": _low(one.baseline), "target": _low(one.target), "result": _low(one.result), "result_to": _high(one.result),
        "as_of": _day(one.as_of), "progress": _low(one.progress), "progress_to": _high(one.progress),
        "no_progress": one.progress.no_data or None, "rating": _word(low, language), "rating_to": _word(high, language),
        "flags": ";".join(one.flags) or None, "edition": one.edition.id, "claims": ";".join(claims),
    }  # fmt: skip
    return row, claims


def _money(money: Money | None, scale: Scale | None, language: str) -> dict[str, Cell]:
    if money is None:
        return {}
    floors = [stage for stage in STAGES if money.stages[stage].floor]
    execution = money.execution
    return {
        "year": money.period, "currency": money.currency, **{stage: _low(money.stages[stage]) for stage in STAGES},
        "at_least": ";".join(floors) or None, "execution": _low(execution),
        "execution_rating": _word(_band(scale, execution, "low"), language),
    }  # fmt: skip


def _band(scale: Scale | None, figure: Figure, side: str) -> Band | None:
    value: Fraction | None = getattr(figure, side)
    return None if scale is None else scale.band(value)


def _word(band: Band | None, language: str) -> Cell:
    """The word of a band, with its colour beside it."""
    if band is None:
        return None
    label: Text = band.label
    return f"{label[language]} ({say(f'plans.colour_{band.colour}', language)})"


def _low(figure: Figure) -> Cell:
    return written(figure.low)


def _high(figure: Figure) -> Cell:
    return written(figure.high)


def _day(day: int | None) -> Cell:
    return None if day is None else iso(day)
