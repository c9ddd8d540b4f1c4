"""The six DAC criteria, and what a record can say of each: figures where its readings speak, else which datum is missing.

Source: OECD/DAC Network on Development Evaluation, *Better Criteria for Better Evaluation* (2019).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from legation.evaluation.formula.values import Inputs, Ref, Rests, Value, exactly, merged, no_data, reason, share
from legation.evaluation.plans.money import Money
from legation.evaluation.scorecards.lines import Line, value_of
from legation.evaluation.scorecards.survival import Begun
from legation.standings.docket import Entry
from legation.terms.vocabulary import Text

SILENT: Final = frozenset({"damaged", "gap"})
"""Entries of the docket that no two sources contradict each other in."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion.

    Args:
        readings: the readings of a record that speak to it, words of :data:`READINGS`.
        needs: which datum would be needed to say more than they do.
    """

    id: str
    label: Text
    definition: Text
    readings: tuple[str, ...]
    needs: Text


@dataclass(frozen=True, slots=True)
class OwedThere:
    """How many duties some acts create, how many of them are overdue, and how many more may be."""

    number: int = 0
    overdue: int = 0
    perhaps: int = 0


@dataclass(frozen=True)
class Matter:
    """What the readings of one scorecard are taken from.

    Args:
        lines: its lines.
        docket: the unsettled entries that touch what its lines rest on; owed: the binding duties that its acts create.
        linked: of an objective of a plan, whether it hangs from a higher one; None for what is no plan.
        begun: what was begun in its time and whether it still stands; None where that is not asked.
        money: what was spent under it; cost_per_unit: for each unit of result, by element.
    """

    lines: tuple[Line, ...]
    docket: tuple[Entry, ...] = ()
    linked: bool | None = None
    owed: OwedThere = OwedThere()
    begun: Begun | None = None
    money: Money | None = None
    cost_per_unit: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Spoken:
    """What one reading gives: a value, of a word of :data:`READINGS`, in per cent or as a number; count: out of how many."""

    reading: str
    value: Value
    unit: str
    count: int


@dataclass(frozen=True)
class CriterionFound:
    """A criterion and what the record says of it; where no reading has a value, it cannot be known, and ``needs`` says why."""

    criterion: Criterion
    spoken: tuple[Spoken, ...]

    @property
    def known(self) -> bool:
        """Whether any of its readings speaks."""
        return any(one.value.missing is None for one in self.spoken)


@cache
def criteria() -> Mapping[str, Criterion]:
    """The six criteria, in their usual order."""
    content = tomllib.loads((resources.files(__package__) / "criteria.toml").read_text(encoding="utf-8"))
    texts = {key: {name: Text(entry[name]["en"], entry[name]["es"]) for name in _TEXTS} for key, entry in content.items()}
    return {key: Criterion(key, readings=tuple(entry["readings"]), **texts[key]) for key, entry in content.items()}


_TEXTS: Final = ("label", "definition", "needs")


def found_of(matter: Matter) -> tuple[CriterionFound, ...]:
    """What a record says of each criterion."""
    return tuple(CriterionFound(one, tuple(READINGS[reading](matter) for reading in one.readings)) for one in criteria().values())


def _inputs(lines: Sequence[Line]) -> Inputs:
    return merged(*(line.rests for line in lines)) if lines else ()


def _reasons(line: Line) -> set[str]:
    return {why.code for one in (line.value, line.target, line.baseline) if one is not None for why in one.because}


def _objective_named(matter: Matter) -> Spoken:
    if matter.linked is not None:
        return Spoken("objective_named", exactly(100 if matter.linked else 0), "percentage", 1)
    named = [line for line in matter.lines if line.objective]
    whole = len(matter.lines)
    value = share(exactly(len(named)), exactly(whole)) if whole else no_data(reason("nothing_there"))
    return Spoken("objective_named", value, "percentage", whole)


def _shared_indicators(matter: Matter) -> Spoken:
    shared = [line for line in matter.lines if len(line.serves) > 1]
    value = exactly(len(shared)) if matter.lines and matter.linked is None else no_data(reason("nothing_there"))
    return Spoken("shared_indicators", value, "number", len(matter.lines))


def _contradictions(matter: Matter) -> Spoken:
    if matter.linked is not None:
        rival = [line for line in matter.lines if "sources_disagree" in _reasons(line)]
        return Spoken("contradictions", exactly(len(rival), _inputs(rival)), "number", len(matter.lines))
    between = [entry for entry in matter.docket if entry.subject not in SILENT]
    refs: tuple[Ref, ...] = tuple(("claim", claim) for claim in sorted({claim for entry in between for claim, _ in entry.said}))
    return Spoken("contradictions", exactly(len(between), (Rests(refs),)), "number", len(between))


def _duties_overdue(matter: Matter) -> Spoken:
    owed = matter.owed
    value = Value(owed.overdue, owed.overdue + owed.perhaps) if owed.number else no_data(reason("no_duties"))
    return Spoken("duties_overdue", value, "number", owed.number)


def _targets_reached(matter: Matter) -> Spoken:
    promised = [line for line in matter.lines if line.met is not None]
    reached = [line for line in promised if line.met == "yes"]
    open_ = [line for line in promised if line.met == "unknown"]
    if not promised:
        return Spoken("targets_reached", no_data(reason("no_target")), "percentage", 0)
    if len(open_) == len(promised):
        return Spoken("targets_reached", no_data(reason("no_target_known"), _inputs(open_)), "percentage", len(promised))
    low, high = (100 * number / len(promised) for number in (len(reached), len(reached) + len(open_)))
    why = (reason("targets_unknown", count=len(open_)),) if open_ else ()
    return Spoken("targets_reached", Value(low, high, because=why, inputs=_inputs(promised)), "percentage", len(promised))


def _execution(matter: Matter) -> Spoken:
    value = no_data(reason("no_budget")) if matter.money is None else value_of(matter.money.execution)
    return Spoken("execution", value, "percentage", 0 if matter.money is None else 1)


def _cost_per_unit(matter: Matter) -> Spoken:
    """Of how many elements the cost of a unit is known: units and currencies differ, so that no one figure is made of them."""
    known = [one for one in matter.cost_per_unit if one.missing is None]
    value = exactly(len(known), merged(*(one.inputs for one in known))) if known else no_data(reason("no_cost"))
    return Spoken("cost_per_unit", value, "number", len(known))


def _still_standing(matter: Matter) -> Spoken:
    begun = matter.begun
    if begun is None or not begun.number:
        return Spoken("still_standing", no_data(reason("nothing_begun")), "percentage", 0)
    low, high = (100 * number / begun.number for number in (begun.standing, begun.standing + begun.perhaps))
    why = (reason("of_those_named"),) if begun.selective else ()
    return Spoken("still_standing", Value(low, high, because=why, inputs=(begun.rests,)), "percentage", begun.number)


READINGS: Final[Mapping[str, Callable[[Matter], Spoken]]] = {
    "objective_named": _objective_named,
    "shared_indicators": _shared_indicators,
    "contradictions": _contradictions,
    "duties_overdue": _duties_overdue,
    "targets_reached": _targets_reached,
    "execution": _execution,
    "cost_per_unit": _cost_per_unit,
    "still_standing": _still_standing,
}
"""The readings of a record that may speak to a criterion."""
