"""The evaluation of a record: its guidelines, sets, indicators and assertions, read together with every problem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from legation.evaluation.assertions import Assertion, read_assertions
from legation.evaluation.formula.evaluating import Evaluator, Set
from legation.evaluation.formula.ground import Ground, Moment
from legation.evaluation.formula.many import Names
from legation.evaluation.formula.syntax import Node
from legation.evaluation.guidelines import Guideline, read_guidelines
from legation.evaluation.indicators import Indicator, read_indicators
from legation.evaluation.sets import NamedSet, members_at, read_sets
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.terms.problems import Problem, in_order


@dataclass(frozen=True)
class Evaluation:
    """What a record sets out to measure. What is too wrong is ``left_out``; ``problems`` says why."""

    guidelines: Mapping[str, Guideline]
    sets: Mapping[str, NamedSet]
    indicators: Mapping[str, Indicator]
    assertions: Mapping[str, Assertion]
    left_out: tuple[str, ...]
    problems: tuple[Problem, ...]


def read_evaluation(record: Record) -> Evaluation:
    """The evaluation of a record, from the texts that it carries."""
    problems: list[Problem] = []
    guidelines = read_guidelines(record, problems)
    sets = read_sets(record, problems)
    indicators, scope, wrong = read_indicators(record, sets, guidelines, problems)
    assertions, wrong_too = read_assertions(scope, indicators, guidelines, problems)
    return Evaluation(guidelines, sets, indicators, assertions, (*wrong, *wrong_too), tuple(in_order(problems)))


def evaluator_of(evaluation: Evaluation, known: KnownRecord) -> Evaluator:
    """What evaluates the formulas over a record as known; keep it, for what it works out serves every formula and date."""
    ground = Ground(known)
    lasting = {name: members_at(one, ground) for name, one in evaluation.sets.items() if one.formula is None}
    evaluator = Evaluator(ground, {}, {name: one.tree for name, one in evaluation.indicators.items()}, lasting)
    evaluator.sets = {
        name: _by_formula(one.formula, evaluator) for name, one in evaluation.sets.items() if one.formula is not None
    }
    return evaluator


def _by_formula(tree: Node, evaluator: Evaluator) -> Set:
    def ask(moment: Moment) -> Names:
        names = evaluator.of(tree, moment)
        assert isinstance(names, Names)
        return names

    return ask
