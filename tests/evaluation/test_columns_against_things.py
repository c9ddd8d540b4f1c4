"""What formulas give over columns is what they give thing by thing: values, bounds, reasons, and what they rest on."""

from __future__ import annotations

from itertools import product

import pytest

from legation.evaluation.book import evaluator_of
from legation.evaluation.formula.choosing import Moment
from legation.evaluation.formula.values import Truth, Value
from legation.record.acts import FOREVER
from legation.standings.asof import KnownRecord
from tests import bundled
from tests.evaluation.formulas import peru, peru_evaluation
from tests.evaluation.plainly.asked import plain_evaluator, same
from tests.sizes import size
from tests.small_records import day

DAYS = ("1824-12-09", "1866-05-02", "1883-10-20", "1929-06-03", "1942-01-29", "1999-11-13", "2014-01-27", "2021-07-28")


@pytest.mark.parametrize("known", size(["2021-03-01"], ["2001-01-01", "2021-03-01", "2030-01-01"]))
def test_every_indicator_of_peru(known: str) -> None:
    view = KnownRecord(peru(), day(known))
    fast, slow = evaluator_of(peru_evaluation(), view), plain_evaluator(peru_evaluation(), view)
    moments = [Moment(on, first, on) for on, first in product(map(day, DAYS), (-FOREVER, day("1930-01-01")))]
    wrong = []
    for (name, one), moment in product(peru_evaluation().indicators.items(), moments):
        found, wanted = fast.value(one.tree, moment), slow.value(one.tree, moment)
        if not same(found, wanted):
            wrong.append((name, moment, found, wanted))
    assert wrong == []


def test_every_part_of_every_assertion_about_peru() -> None:
    view = bundled.known("peru")
    fast, slow = evaluator_of(peru_evaluation(), view), plain_evaluator(peru_evaluation(), view)
    trees = [part.tree for one in peru_evaluation().assertions.values() for part in one.parts]
    wrong = []
    for tree, on in product(trees, map(day, DAYS)):
        one, other = fast.of(tree, Moment(on, -FOREVER, on)), slow.of(tree, Moment(on, -FOREVER, on))
        assert isinstance(one, Value | Truth) and isinstance(other, Value | Truth)
        if not same(one, other):
            wrong.append((tree, on))
    assert wrong == []
