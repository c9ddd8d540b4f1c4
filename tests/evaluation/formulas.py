"""Formulas asked of small records, and of the record of Peru opened once."""

from __future__ import annotations

from functools import cache

from legation.evaluation.book import Evaluation, evaluator_of, read_evaluation
from legation.evaluation.formula.checking import Scope, Sort, check_formula, scope_of
from legation.evaluation.formula.choosing import Moment
from legation.evaluation.formula.evaluating import Evaluator, Result
from legation.evaluation.formula.faults import Fault, FormulaError
from legation.evaluation.formula.from_acts import FromActs
from legation.evaluation.formula.ground import Ground
from legation.evaluation.formula.syntax import read_formula
from legation.evaluation.formula.values import Truth, Value
from legation.evaluation.indicators import read_indicators
from legation.evaluation.sets import read_sets
from legation.record.acts import FOREVER
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from tests import bundled
from tests.small_records import day


def peru() -> Record:
    return bundled.record("peru")


@cache
def peru_evaluation() -> Evaluation:
    return read_evaluation(peru())


@cache
def peru_scope() -> Scope:
    return read_indicators(read_sets(peru(), [])[1], peru_evaluation().guidelines, [], {})[1]


@cache
def peru_evaluator() -> Evaluator:
    return evaluator_of(peru_evaluation(), bundled.known("peru"))


def until(on: str) -> Moment:
    return Moment(day(on), -FOREVER, day(on))


def faults_of(text: str, scope: Scope) -> list[Fault]:
    try:
        return check_formula(read_formula(text), scope)[1]
    except FormulaError as error:
        return [error.fault]


def sort_of(text: str, record: Record) -> Sort:
    sort, faults = check_formula(read_formula(text), scope_of(record))
    assert sort is not None and not faults, [one.message() for one in faults]
    return sort


def asked(text: str, record: Record, on: str, known: int | None = None) -> Result:
    sort_of(text, record)
    return Evaluator(Ground(view := KnownRecord(record, known), FromActs(view)), {}, {}).of(read_formula(text), until(on))


def value(text: str, record: Record, on: str = "2000-12-31") -> Value:
    found = asked(text, record, on)
    assert isinstance(found, Value)
    return found


def truth(text: str, record: Record, on: str = "2000-12-31") -> Truth:
    found = asked(text, record, on)
    assert isinstance(found, Truth)
    return found


def bounds(text: str, record: Record, on: str = "2000-12-31") -> tuple[float, float]:
    found = value(text, record, on)
    assert found.missing is None, found.missing
    return found.lo, found.hi
