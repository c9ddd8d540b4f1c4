"""Formulas evaluated over many moments at once give what they give at each alone."""

from __future__ import annotations

from itertools import product

import pytest

from legation.evaluation.book import evaluator_of
from legation.evaluation.formula.choosing import Moment
from legation.evaluation.formula.evaluating import Evaluator
from legation.evaluation.formula.syntax import Node, read_formula
from legation.evaluation.formula.values import Value
from legation.record.acts import FOREVER
from legation.standings.asof import KnownRecord
from tests.evaluation.formulas import peru, peru_evaluation
from tests.sizes import size
from tests.small_records import day

MOVING = [
    "count(at(standings(relations), 1850))",
    "count(during(acts(incident), 1860, 1900))",
    "count(during(acts(incident), 1860, on))",
    "count(during(standings(relations), 1860, on))",
    "count(during(acts(incident), first(acts(war)), 1900))",
    "count(during(acts(incident), first(acts(war)), on))",
    "count(at(standings(relations), first(standings(membership).begin)))",
    "count(at(acts(incident), on))",
    "change(count(standings(relations)), 1850)",
    "change(count(acts(incident)), on)",
    "mean(each(decade, start, on, count(acts(incident))))",
    "median(years(standings(membership).begin, on))",
    "count(acts(incident, object in powers-named))",
    "count(standings(relations, object in acts(incident, object != peru).object))",
    "count(standings(relations, object in countries-interfered-with))",
    "relations-held + 2 * strategic-partners",
    "stated(n200-208) + count(acts(incident))",
]


def plain(value: Value) -> tuple[object, ...]:
    return (value.lo, value.hi, value.floor, value.ceiling, value.because, value.missing, value.rests_on)


def differing(tree: Node, many: Evaluator, alone: Evaluator, moments: list[Moment]) -> list[Moment]:
    found = many.values(tree, moments)
    return [one for one, value in zip(moments, found, strict=True) if plain(value) != plain(alone.value(tree, one))]


def two_evaluators() -> tuple[Evaluator, Evaluator]:
    return evaluator_of(peru_evaluation(), KnownRecord(peru())), evaluator_of(peru_evaluation(), KnownRecord(peru()))


@pytest.mark.parametrize("text", MOVING)
def test_a_formula_at_many_moments(text: str) -> None:
    many, alone = two_evaluators()
    days = [day(f"{year}-{rest}") for year in range(1815, 2030, size(27, 9)) for rest in ("01-01", "07-28", "12-31")]
    moments = [Moment(on, first, on) for on, first in product(days, (-FOREVER, days[len(days) // 3]))]
    assert differing(read_formula(text), many, alone, moments) == []


def test_every_indicator_of_peru_at_many_moments() -> None:
    many, alone = two_evaluators()
    days = [day(f"{year}-12-31") for year in range(1821, 2022, size(25, 8))]
    moments = [Moment(on, first, on) for on in days for first in (-FOREVER, on - 364)]
    wrong = {name: differing(one.tree, many, alone, moments) for name, one in peru_evaluation().indicators.items()}
    assert {name: found for name, found in wrong.items() if found} == {}
