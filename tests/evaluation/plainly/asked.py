"""Evaluators that go from thing to thing, and what they give as texts and numbers to compare."""

from __future__ import annotations

from math import isclose
from typing import Any

from legation.evaluation.book import Evaluation
from legation.evaluation.formula.values import Inputs, Rests, Truth, Value, exactly, listed
from legation.standings.asof import KnownRecord
from tests.evaluation.plainly.evaluating import Evaluator
from tests.evaluation.plainly.ground import Ground
from tests.evaluation.plainly.many import Names


def plain_evaluator(evaluation: Evaluation, known: KnownRecord) -> Evaluator:
    ground = Ground(known)
    lasting = {name: _members(one.members, ground) for name, one in evaluation.sets.items() if one.formula is None}
    sets = {name: one.formula for name, one in evaluation.sets.items() if one.formula is not None}
    return Evaluator(ground, sets, {name: one.tree for name, one in evaluation.indicators.items()}, lasting)


def _members(members: Any, ground: Ground) -> Names:
    known = [(name, claim) for name, claim in sorted(members.items()) if ground.knows(claim)]
    rests = Rests(tuple(("claim", claim) for _, claim in known))
    return Names(False, (), None, tuple((name, True, ((exactly(1), True),)) for name, _ in known), (rests,))


def told(found: Value | Truth) -> tuple[object, ...]:
    """All that a value or truth says, its bounds left aside."""
    inputs: Inputs = found.inputs
    rest = (found.answer,) if isinstance(found, Truth) else (found.floor, found.ceiling, found.dated)
    return (*rest, found.because, found.missing, listed(inputs))


def same(one: Value | Truth, other: Value | Truth) -> bool:
    if told(one) != told(other):
        return False
    if isinstance(one, Truth) or isinstance(other, Truth):
        return True
    return all(a == b or isclose(a, b, rel_tol=1e-12) for a, b in ((one.lo, other.lo), (one.hi, other.hi)))
