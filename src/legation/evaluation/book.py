"""The evaluation of a record: its guidelines, sets, indicators and assertions, read together with every problem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from legation.evaluation.assertions import Assertion, read_assertions
from legation.evaluation.formula.evaluating import Evaluator
from legation.evaluation.formula.from_acts import FromActs
from legation.evaluation.formula.from_log import FromLog
from legation.evaluation.formula.ground import Ground
from legation.evaluation.guidelines import Guideline, read_guidelines
from legation.evaluation.indicators import Indicator, read_indicators
from legation.evaluation.sets import NamedSet, members_at, read_sets
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.standings.known_logged import KnownLogged
from legation.terms.problems import Problem, in_order


@dataclass(frozen=True)
class Evaluation:
    """What a record sets out to measure.

    Args:
        left_out: names of what is too wrong to answer, each with what it rests on that is wrong, empty where it is itself wrong;
            ``problems`` says what to do.
    """

    guidelines: Mapping[str, Guideline]
    sets: Mapping[str, NamedSet]
    indicators: Mapping[str, Indicator]
    assertions: Mapping[str, Assertion]
    left_out: Mapping[str, str]
    problems: tuple[Problem, ...]


def read_evaluation(record: Record) -> Evaluation:
    """The evaluation of a record, from the texts that it carries."""
    problems: list[Problem] = []
    guidelines = read_guidelines(record, problems)
    sets, scope, wrong = read_sets(record, problems)
    indicators, scope, wrong = read_indicators(scope, guidelines, problems, wrong)
    assertions, left_out = read_assertions(scope, indicators, guidelines, problems, wrong)
    return Evaluation(guidelines, sets, indicators, assertions, {**wrong, **left_out}, tuple(in_order(problems)))


def ground_of(known: KnownRecord) -> Ground:
    """What formulas stand on, of a record as known: from columns where it has a log, else from its acts one by one."""
    return Ground(known, FromLog(known) if isinstance(known, KnownLogged) else FromActs(known))


def evaluator_of(evaluation: Evaluation, known: KnownRecord) -> Evaluator:
    """What evaluates the formulas over a record as known; keep it, for what it works out serves every formula and date."""
    ground = ground_of(known)
    lasting = {name: members_at(one, ground) for name, one in evaluation.sets.items() if one.formula is None}
    sets = {name: one.formula for name, one in evaluation.sets.items() if one.formula is not None}
    return Evaluator(ground, sets, {name: one.tree for name, one in evaluation.indicators.items()}, lasting)
