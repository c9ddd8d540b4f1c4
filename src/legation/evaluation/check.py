"""What is wrong with the evaluation files of a record: one reader after another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from legation.evaluation.book import read_evaluation
from legation.evaluation.clauses.reading import problems_of_clauses
from legation.evaluation.expectations import expectation_problems
from legation.evaluation.norms.references import problems_of_norms
from legation.evaluation.plans.checking import problems_of_plans
from legation.evaluation.road.references import problems_of_roads
from legation.evaluation.scorecards.checking import problems_of_scorecards
from legation.record.record import Record
from legation.terms.problems import Problem, in_order


def _of_indicators(record: Record) -> list[Problem]:
    return list(read_evaluation(record).problems)


READERS: Final[tuple[Callable[[Record], list[Problem]], ...]] = (
    _of_indicators,
    problems_of_norms,
    problems_of_roads,
    problems_of_plans,
    expectation_problems,
    problems_of_scorecards,
    problems_of_clauses,
)
"""Who reads evaluation files: each gives every problem of those that are its own."""


def problems_of(record: Record) -> list[Problem]:
    """Every problem of the evaluation files, in order of file and line."""
    return in_order(one for read in READERS for one in read(record))
