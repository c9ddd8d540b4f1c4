"""Evaluators that go from thing to thing, and what they give as texts and numbers to compare."""

from __future__ import annotations

from math import isclose
from typing import Any

from legation.evaluation.book import Evaluation
from legation.evaluation.formula import many
from legation.evaluation.formula.evaluating import Result as InColumns
from legation.evaluation.formula.values import Inputs, Rests, Truth, Value, exactly, listed
from legation.standings.asof import KnownRecord
from tests.evaluation.plainly.evaluating import Evaluator, Result
from tests.evaluation.plainly.ground import Ground
from tests.evaluation.plainly.many import Names, Numbers, Things


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


def listed_plainly(found: Result) -> object:
    """The members of what a plain evaluator gives, in order."""
    match found:
        case Things():
            return sorted((thing.id, sure) for thing, sure in found.members)
        case Names():
            return sorted((name, sure, len(held)) for name, sure, held in found.members)
        case Numbers():
            return sorted((name, value.lo, value.hi, sure) for name, value, sure in found.members)
    return None


def listed_in_columns(found: InColumns) -> object:
    """The same of what columns give."""
    match found:
        case many.Things():
            ids: list[str] = [] if found.table is None else [found.table.ids[row] for row in found.rows.tolist()]
            return sorted(zip(ids, found.certain.tolist(), strict=True))
        case many.Names():
            held = [found.words.names[place] for place in found.places.tolist()]
            count = [found.bears.tolist().count(number) for number in range(len(held))]
            return sorted(zip(held, found.sure.tolist(), count, strict=True))
        case many.Numbers():
            names, places = found.of
            columns = (found.lo.tolist(), found.hi.tolist(), found.certain.tolist())
            return sorted(zip([names[place] for place in places.tolist()], *columns, strict=True))
    return None


def alike(fast: InColumns, slow: Result) -> bool:
    """Whether both give the same, member for member."""
    if isinstance(fast, Value | Truth) or isinstance(slow, Value | Truth):
        return isinstance(fast, Value | Truth) and isinstance(slow, Value | Truth) and same(fast, slow)
    said = [(one.floor, one.because, one.missing) for one in (fast, slow)]
    if fast.missing is not None or slow.missing is not None:
        return fast.missing == slow.missing
    return said[0] == said[1] and listed_in_columns(fast) == listed_plainly(slow) and same(fast.counted, slow.counted)
