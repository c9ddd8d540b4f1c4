"""The evaluation of a record as whole tables, for other tools: empty where the record has nothing of the sort."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final

from legation.evaluation.book import read_evaluation
from legation.evaluation.scorecards.scorecard import BY, Scorecard, Scorer
from legation.publication import evaluation_tables as tables
from legation.publication.duty_tables import DUTY_COLUMNS, duties_table
from legation.publication.expectation_table import COLUMNS as EXPECTATION_COLUMNS
from legation.publication.expectation_table import expectations_table
from legation.publication.plan_rows import COLUMNS as PLAN_ROWS
from legation.publication.plan_rows import plan_rows_table
from legation.publication.plan_table import PLAN_COLUMNS, plan_table
from legation.publication.questions import Asked, QuestionError
from legation.publication.road_tables import ROADS_COLUMNS, roads_table
from legation.publication.scorecard_tables import (
    CARD_COLUMNS,
    CRITERION_COLUMNS,
    LINE_COLUMNS,
    criteria_table,
    lines_table,
    scorecards_table,
)
from legation.publication.table import Table
from legation.standings.asof import KnownRecord

NONE_OF_IT: Final = frozenset({"indicators.nothing_to_evaluate", "norms.no_norms", "plans.none", "roads.none", "roads.none_of"})
"""What a question is answered with where a record has no such files."""


class EvaluationExports:
    """The tables of the evaluation of a record as known, on a date: what is worked out serves them all."""

    def __init__(self, view: KnownRecord, on: Asked) -> None:
        self.view = view
        self.on = Asked(on.text, on.last, on.last)

    @cached_property
    def scorer(self) -> Scorer:
        """What scores the evaluation, which is read when the first table asks for it."""
        return Scorer(read_evaluation(self.view.record), self.view)

    @cached_property
    def cards(self) -> list[Scorecard]:
        """The scorecards of every sort."""
        return [card for by in BY for card in self.scorer.cards(by, self.on.last)]

    def table(self, name: str) -> Table:
        """One of the tables; empty where the record has nothing of the sort.

        Raises:
            QuestionError: the norms of the record cannot be read.
        """
        if name in PLAN_ROWS:
            return plan_rows_table(self.view, name)
        make, columns = _MAKERS[name]
        try:
            return make(self)
        except QuestionError as error:
            if error.code not in NONE_OF_IT:
                raise
            return Table(name, columns, ())

    def readings(self) -> Table:
        """What the indicators come to."""
        scorer = self.scorer
        return tables.evaluation_table(scorer.evaluation, self.view, self.on, evaluator=scorer.evaluator)

    def assertions(self) -> Table:
        """Whether the acts bear out what the documents claim."""
        scorer = self.scorer
        return tables.assertions_table(scorer.evaluation, self.view, self.on, evaluator=scorer.evaluator)

    def duties(self) -> Table:
        """Every duty on the date; of those that acts of a log create only the ones of which something is known."""
        owed = self.scorer.duties(self.on.last)
        return duties_table(self.view, self.on, every=not owed.for_log, found=owed)

    def plan(self) -> Table:
        """The plan on the date."""
        return plan_table(self.scorer.plan, self.on)


_MAKERS: Final[Mapping[str, tuple[Callable[[EvaluationExports], Table], tuple[str, ...]]]] = {
    "evaluation": (EvaluationExports.readings, tables.READING_COLUMNS),
    "assertions": (EvaluationExports.assertions, tables.ASSERTION_COLUMNS),
    "expectations": (lambda one: expectations_table(one.view, one.on), EXPECTATION_COLUMNS),
    "scorecards": (lambda one: scorecards_table(one.cards, one.scorer, one.on), CARD_COLUMNS),
    "scorecard_lines": (lambda one: lines_table(one.cards, one.scorer, one.on), LINE_COLUMNS),
    "criteria": (lambda one: criteria_table(one.cards, one.scorer, one.on), CRITERION_COLUMNS),
    "duties": (EvaluationExports.duties, DUTY_COLUMNS),
    "roads": (lambda one: roads_table(one.view, one.on), ROADS_COLUMNS),
    "plan": (EvaluationExports.plan, PLAN_COLUMNS),
}
TABLES: Final = (*_MAKERS, *PLAN_ROWS)
"""Every table of an evaluation; the flags for lawyers are in none."""
