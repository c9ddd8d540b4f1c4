"""What is wrong with the files of periods and weights."""

from __future__ import annotations

from legation.evaluation.book import read_evaluation
from legation.evaluation.scorecards.periods import read_eras
from legation.evaluation.scorecards.weights import problems_of_weights
from legation.record.record import Record
from legation.terms.problems import Problem


def problems_of_scorecards(record: Record) -> list[Problem]:
    """Every problem of ``periods.toml`` and ``weights.toml``."""
    evaluation = read_evaluation(record)
    problems: list[Problem] = []
    eras = read_eras(record, evaluation.guidelines, problems)
    return [*problems, *problems_of_weights(record, evaluation, eras)]
