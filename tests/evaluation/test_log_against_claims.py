"""What formulas give over the columns of a compiled log is what they give over its acts read as claims, thing by thing."""

from __future__ import annotations

import random
from itertools import product

import pytest

from legation.evaluation.book import evaluator_of
from legation.evaluation.formula.checking import check_formula
from legation.evaluation.formula.choosing import Moment
from legation.evaluation.formula.faults import FormulaError
from legation.evaluation.formula.syntax import Date, Grouped, Name, Node, Number, Quoted, read_formula, walk
from legation.evaluation.indicators import read_indicators
from legation.evaluation.sets import read_sets
from legation.record.acts import FOREVER
from legation.record.log import with_log
from legation.standings.asof import KnownRecord
from legation.standings.known_logged import KnownLogged, latest_of
from tests.evaluation.drawn_formulas import number
from tests.evaluation.plainly.asked import alike, plain_evaluator, same
from tests.evaluation.with_a_log import logged
from tests.sizes import size
from tests.small_records import day

COUNT = size(100, 700)
DAYS = ("1866-05-02", "1950-01-01", "1999-11-13", "2021-07-28")


@pytest.mark.parametrize("known", ["2010-06-30", ""])
def test_every_indicator_of_peru_with_a_log(known: str) -> None:
    record, bulk, evaluation = logged()
    seen = day(known) if known else latest_of(record, bulk)
    fast = evaluator_of(evaluation, KnownLogged(record, seen, bulk))
    slow = plain_evaluator(evaluation, KnownRecord(with_log(record, bulk.log), seen))
    moments = [Moment(on, first, on) for on, first in product(map(day, DAYS[:: size(3, 1)]), (-FOREVER, day("1930-01-01")))]
    wrong = []
    for (name, one), moment in product(evaluation.indicators.items(), moments):
        found, wanted = fast.value(one.tree, moment), slow.value(one.tree, moment)
        if not same(found, wanted):
            wrong.append((name, moment, found, wanted))
    assert wrong == []


def drawn_wrong(seed: int, known: str, with_a_log: bool) -> tuple[list[str], int]:
    """Drawn formulas that columns answer otherwise, and how many were answered."""
    record, bulk, evaluation = logged()
    seen = day(known) if known else latest_of(record, bulk)
    plain = KnownRecord(with_log(record, bulk.log) if with_a_log else record, seen)
    fast = evaluator_of(evaluation, KnownLogged(record, seen, bulk) if with_a_log else plain)
    slow = plain_evaluator(evaluation, plain)
    scope = read_indicators(read_sets(record, [])[1], evaluation.guidelines, [], {})[1]
    draw, wrong, answered = random.Random(seed), [], 0
    for _ in range(COUNT):
        text, on = number(draw, 2), draw.choice(DAYS)
        try:
            tree = read_formula(text)
        except FormulaError:
            continue
        sort, faults = check_formula(tree, scope)
        if sort is None or any(not one.only_here for one in faults):
            continue
        answered += 1
        moment = Moment(day(on), draw.choice((-FOREVER, day("1930-01-01"))), day(on))
        if not all(alike(fast.of(one, moment), slow.of(one, moment)) for one in answerable(tree)):
            wrong.append(f"{text} on {moment}")
    return wrong, answered


def answerable(tree: Node) -> list[Node]:
    """The parts of a formula that are answered on their own."""
    return [one for one in walk(tree) if not isinstance(one, Quoted | Grouped | Name | Number | Date)]


@pytest.mark.parametrize("with_a_log", [False, True])
@pytest.mark.parametrize("known", ["2012-01-01", ""])
def test_drawn_formulas(known: str, with_a_log: bool) -> None:
    wrong, answered = drawn_wrong(1821, known, with_a_log)
    assert wrong == []
    assert answered > COUNT / 2
