"""Indicators as data: the whole sheet (*ficha técnica*) of each, read and checked.

Source of the sheet's fields and of the seven units: CEPLAN, *Guía para la elaboración de indicadores de políticas nacionales y
planes estratégicos* (2023).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final, Literal, cast

from legation.evaluation.circles import circles, resting
from legation.evaluation.direction import DIRECTIONS, Direction, inferred
from legation.evaluation.formula.checking import BARE_WORDS, Scope, Sort, check_formula
from legation.evaluation.formula.faults import FormulaError
from legation.evaluation.formula.syntax import Node, names_in, read_formula
from legation.evaluation.formula.units import UNIT_KINDS, UnitKind
from legation.evaluation.guidelines import Guideline
from legation.evaluation.progress import Edition, read_editions
from legation.evaluation.sheet import Entry, entries_of
from legation.record.claims import decimal_of
from legation.terms.edtf import Edtf
from legation.terms.problems import Problem, nearest
from legation.terms.vocabulary import Text

FOLDER: Final = "indicators/"
Every = Literal["year", "decade", "period"]
EVERY: Final[tuple[Every, ...]] = ("year", "decade", "period")
KEYS: Final = (
    "name", "definition", "guideline", "objective", "formula", "unit", "measured_in", "direction", "every", "from", "to",
    "baseline", "targets", "source", "limits", "coverage",
)  # fmt: skip
DUE_KEYS: Final = ("on", "claim")


@dataclass(frozen=True, slots=True)
class Due:
    """A baseline or target: the value that a claim states, for a date. Without a ``claim``, a baseline is worked out."""

    on: Edtf
    claim: str


@dataclass(frozen=True)
class Indicator:
    """One indicator sheet.

    Args:
        guideline: the guidelines it serves; objective: the objective, where one is named.
        formula: its text; tree: the same, read; sort: what it gives.
        unit: one of CEPLAN's seven; measured_in: of what.
        declared: rising, falling or steady, where the sheet says it; else it follows from successive targets.
        every: how often it speaks: of each year, each decade, or of the whole time up to the day asked about.
        begins, ends: the days of which it speaks, where it does not speak of all.
        baseline, targets: where it started and what was promised, by date.
        source: where its data come from; limits: what it does not say; coverage: how far its data reach.
        editions: of the formulas of progress, where the record has its own.
    """

    id: str
    name: Text
    definition: Text
    guideline: tuple[str, ...]
    objective: str
    formula: str
    tree: Node
    unit: UnitKind
    measured_in: str
    declared: Direction | Literal[""]
    every: Every
    begins: Edtf | None
    ends: Edtf | None
    baseline: Due | None
    targets: tuple[Due, ...]
    source: Text
    limits: Text
    coverage: Text
    editions: tuple[Edition, ...]
    entry: Entry


@dataclass(frozen=True)
class _Draft:
    entry: Entry
    tree: Node | None

    @property
    def names(self) -> tuple[str, ...]:
        """What its formula names."""
        return names_in(self.tree) if self.tree is not None else ()


def read_indicators(
    scope: Scope, guidelines: Mapping[str, Guideline], problems: list[Problem], wrong: Mapping[str, str]
) -> tuple[dict[str, Indicator], Scope, dict[str, str]]:
    """The indicators of a record by name, what formulas may name beside its sets, and what is left out.

    Args:
        scope: what the formulas of sets may name; wrong: the sets left out.

    What is wrong goes to ``problems``; each thing left out comes with what it rests on, empty where it is itself wrong.
    """
    drafts: dict[str, _Draft] = {}
    for file in sorted(scope.record.evaluation):
        if file.startswith(FOLDER) and file.endswith(".toml"):
            for entry in entries_of(scope.record, file, problems):
                _draft(entry, drafts, scope.sets)
    sorts, wrong = _sorts(drafts, scope, wrong)
    scope = replace(scope, indicators=sorts)
    editions, _ = read_editions(scope.record)
    made = {name: _indicator(draft, sorts.get(name), scope, guidelines, editions) for name, draft in drafts.items()}
    kept = {name: one for name, one in made.items() if one is not None}
    named = {name: draft.names for name, draft in drafts.items()}
    wrong = resting(named, {**wrong, **{name: wrong.get(name, "") for name in made if name not in kept}})
    return {name: one for name, one in kept.items() if name not in wrong}, scope, wrong


def _draft(entry: Entry, drafts: dict[str, _Draft], sets: Collection[str]) -> None:
    if entry.id in BARE_WORDS or entry.id in sets:
        entry.report("", "indicators.word_taken", value=entry.id)
        return
    if entry.id in drafts:
        other = drafts[entry.id].entry
        entry.report("", "indicators.twice", value=entry.id, place=f"{other.file}:{other.places.line(other.id)}")
        return
    text = entry.string("formula", needed=True)
    tree = None
    if text:
        try:
            tree = read_formula(text)
        except FormulaError as error:
            entry.report_fault("formula", error.fault)
    drafts[entry.id] = _Draft(entry, tree)


def _sorts(drafts: Mapping[str, _Draft], bare: Scope, wrong: Mapping[str, str]) -> tuple[dict[str, Sort], dict[str, str]]:
    """What each indicator gives, those first that others name; and what is left out, for faults, circles or what it rests on."""
    named = {name: draft.names for name, draft in drafts.items()}
    wrong = {**wrong, **{name: "" for name, draft in drafts.items() if draft.tree is None}}
    for circle in circles({name: [one for one in names if one in drafts] for name, names in named.items()}):
        entry = drafts[circle[0]].entry
        entry.report("formula", "indicators.circle", circle=" → ".join(circle))
        wrong |= dict.fromkeys(circle, "")
    wrong = resting(named, wrong)
    sorts: dict[str, Sort] = {}
    waiting = [name for name in drafts if name not in wrong]
    while waiting:
        ready = [name for name in waiting if not set(named[name]) & set(waiting)]
        for name in ready:
            if name in wrong:
                continue  # it names an indicator that is itself wrong; that one's problem says what to do
            sort = _sort(drafts[name], replace(bare, indicators=sorts), [*drafts, *bare.sets])
            if sort is not None:
                sorts[name] = sort
            else:
                wrong = resting(named, {**wrong, name: ""})
        waiting = [name for name in waiting if name not in ready]
    return sorts, wrong


def _sort(draft: _Draft, scope: Scope, there: Collection[str]) -> Sort | None:
    """What a formula gives; None where it has faults, which are reported."""
    assert draft.tree is not None
    sort, faults = check_formula(draft.tree, scope)
    for found in faults:
        hidden = found.code == "formula.unknown_name"
        near = nearest(dict(found.values).get("value", ""), there) if hidden else None
        if near:
            found = replace(found, values=tuple((key, near if key == "nearest" else value) for key, value in found.values))
        draft.entry.report_fault("formula", found)
    return sort if all(one.only_here for one in faults) else None


def _indicator(
    draft: _Draft, sort: Sort | None, scope: Scope, guidelines: Mapping[str, Guideline], editions: tuple[Edition, ...]
) -> Indicator | None:
    entry, record = draft.entry, scope.record
    entry.keys(KEYS)
    name, definition = entry.text("name"), entry.text("definition")
    source, limits, coverage = entry.text("source"), entry.text("limits"), entry.text("coverage")
    guideline = entry.named("guideline", entry.strings("guideline"), guidelines, "guideline")
    objective = entry.string("objective")
    if not guideline and not objective and not entry.content.get("guideline"):
        entry.report("", "indicators.serves_nothing", id=entry.id)
    elif objective:
        entry.named("objective", [objective], [one for name in guideline for one in guidelines[name].objectives], "objective")
    unit = cast("UnitKind | Literal['']", entry.one_of("unit", UNIT_KINDS))
    measured_in = entry.string("measured_in")
    if measured_in and measured_in not in _MEASURES:
        entry.named("measured_in", [measured_in], [*record.vocabulary.units, *_MEASURES], "unit")
    every = cast(Every, entry.one_of("every", EVERY) or "period")
    begins, ends = (entry.date(key, entry.content[key]) if key in entry.content else None for key in ("from", "to"))
    baseline, targets = _baseline(entry, scope), _targets(entry, scope)
    if targets and baseline is None and "baseline" not in entry.content:
        entry.report("targets", "indicators.no_baseline", id=entry.id)
    declared = cast("Direction | Literal['']", entry.one_of("direction", DIRECTIONS, needed=False))
    start, *aims = [_stated(one, scope) for one in (baseline, *targets)]
    if targets and not declared and not inferred(start, [one for one in aims if one is not None])[0]:
        entry.report("targets", "indicators.no_direction", id=entry.id, words=", ".join(DIRECTIONS))
    if sort is None or draft.tree is None:
        return None
    if sort.what != "number":
        entry.report("formula", "indicators.not_a_number")
        return None
    if unit and not sort.unit.any and sort.unit.kind and not _same_unit(unit, sort):
        entry.report("unit", "indicators.unit_differs", unit=unit, found=sort.unit.kind, shown=sort.unit.shown or "—")
    if not unit:
        return None
    return Indicator(
        entry.id, name, definition, guideline, objective, entry.string("formula"), draft.tree, unit, measured_in,
        declared, every, begins, ends, baseline, targets, source, limits, coverage, editions, entry,
    )  # fmt: skip


_MEASURES: Final = ("things",)
"""Units that formulas give and figures do not."""


def _same_unit(unit: UnitKind, sort: Sort) -> bool:
    """Whether a sheet's unit is what its formula gives; a count may be declared a rate or a quantity."""
    found = sort.unit.kind
    return unit == found or (unit == "rate" and found == "number") or {unit, str(found)} == {"number", "quantity"}


def _baseline(entry: Entry, scope: Scope) -> Due | None:
    given = entry.content.get("baseline")
    return None if given is None else _due(entry, "baseline", given, scope, needs_claim=False)


def _targets(entry: Entry, scope: Scope) -> tuple[Due, ...]:
    given = entry.content.get("targets", [])
    if not isinstance(given, list):
        entry.report("targets", "indicators.not_a_list", key="targets")
        return ()
    found = [_due(entry, "targets", one, scope, needs_claim=True) for one in given]
    return tuple(sorted((one for one in found if one is not None), key=lambda one: _last(one.on)))


def _due(entry: Entry, key: str, given: Any, scope: Scope, *, needs_claim: bool) -> Due | None:
    if not isinstance(given, dict) or set(given) - set(DUE_KEYS) or "on" not in given or (needs_claim and "claim" not in given):
        entry.report(key, "indicators.due", key=key)
        return None
    on = entry.date(key, given["on"])
    claim = str(given.get("claim", ""))
    if claim and claim not in scope.stated:
        entry.report(key, "indicators.unknown_claim", value=claim, nearest=nearest(claim, scope.stated) or "—")
    elif claim and not scope.stated[claim][0]:
        entry.report(key, "indicators.claim_without_value", value=claim)
    return None if on is None else Due(on, claim)


def _stated(due: Due | None, scope: Scope) -> tuple[Fraction, Fraction] | None:
    """What the claim of a baseline or target states."""
    number = decimal_of(scope.stated[due.claim][0]) if due is not None and due.claim in scope.stated else None
    return None if number is None else (Fraction(number), Fraction(number))


def _last(date: Edtf) -> int:
    assert isinstance(date.last, int)
    return date.last
