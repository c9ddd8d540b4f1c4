"""Verdicts on assertions: whether the acts bear out what a document claims, why, and which datum is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from legation.evaluation.assertions import Assertion
from legation.evaluation.formula.choosing import Moment
from legation.evaluation.formula.comparing import compare
from legation.evaluation.formula.evaluating import Evaluator
from legation.evaluation.formula.syntax import Compared, Date, Node, Number
from legation.evaluation.formula.values import Inputs, Reason, Rests, Truth, Value, joined, merged
from legation.evaluation.readings import reading
from legation.record.acts import FOREVER
from legation.terms.vocabulary import Text

BorneOut = Literal["yes", "partly", "no", "cannot_be_known"]
BORNE_OUT: Final[tuple[BorneOut, ...]] = ("yes", "partly", "no", "cannot_be_known")


@dataclass(frozen=True)
class PartFound:
    """What became of one part of an assertion: its truth, and where it compares two numbers, both of them."""

    label: Text
    truth: Truth
    found: Value | None
    stated: Value | None
    sign: str = ""


@dataclass(frozen=True)
class AssertionVerdict:
    """Whether the acts bear an assertion out.

    Args:
        because: why it is not a plain yes or no: what is uncertain, incomplete or missing.
    """

    assertion: Assertion
    on: int
    borne_out: BorneOut
    parts: tuple[PartFound, ...]
    because: tuple[Reason, ...]
    inputs: Inputs


def is_made(evaluator: Evaluator, assertion: Assertion) -> bool:
    """Whether any of the claims that state it is known: before, nobody had asserted it."""
    ground = evaluator.ground
    return any(ground.knows(claim) for claim in assertion.claims)


def verdict(evaluator: Evaluator, assertion: Assertion, on: int) -> AssertionVerdict:
    """What the acts say of an assertion, on its own date or on the day asked about."""
    if assertion.on is not None:
        assert isinstance(assertion.on.last, int)
        on = assertion.on.last
    moment = Moment(on, -FOREVER, on)
    parts = tuple(_parts(evaluator, assertion, moment))
    because = joined(*((one.truth.missing,) if one.truth.missing else one.truth.because for one in parts))
    own = Rests(tuple(("claim", claim) for claim in assertion.claims if evaluator.ground.knows(claim)))
    inputs = merged((own,), *(one.truth.inputs for one in parts))
    return AssertionVerdict(assertion, on, borne_out([one.truth for one in parts]), parts, because, inputs)


def borne_out(truths: Sequence[Truth]) -> BorneOut:
    """Of several things asserted at once: all hold, none, some; or it cannot be known."""
    answers = {truth.answer for truth in truths}
    if answers == {"yes"}:
        return "yes"
    if "yes" in answers:
        return "partly"
    return "no" if "no" in answers else "cannot_be_known"


def _parts(evaluator: Evaluator, assertion: Assertion, moment: Moment) -> list[PartFound]:
    if assertion.indicator:
        found = reading(evaluator, assertion.indicator, moment.on).value
        known = [claim for claim in assertion.claims if evaluator.ground.stated(claim)]
        stated = evaluator.stated(next(iter(known), assertion.claims[0]))
        return [PartFound(assertion.label, compare(found, assertion.sign, stated), found, stated, assertion.sign)]
    return [
        PartFound(part.label, evaluator.truth(part.tree, moment), *_sides(evaluator, part.tree, moment))
        for part in assertion.parts
    ]


def _sides(evaluator: Evaluator, tree: Node, moment: Moment) -> tuple[Value | None, Value | None, str]:
    if not isinstance(tree, Compared):
        return None, None, ""
    sides = [None if isinstance(one, Number | Date) else evaluator.value(one, moment) for one in (tree.left, tree.right)]
    return sides[0], sides[1], tree.sign
