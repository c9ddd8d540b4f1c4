"""What formulas give over the columns of a compiled log is what they give over its acts read as claims, thing by thing."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest

from legation.bench.logged import log_like, with_invented
from legation.evaluation.book import Evaluation, evaluator_of, read_evaluation
from legation.evaluation.formula.choosing import Moment
from legation.record.acts import FOREVER
from legation.record.log import with_log
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.standings.bulk import Bulk, compiled_log
from legation.standings.known_logged import KnownLogged, latest_of
from tests.evaluation.formulas import peru
from tests.evaluation.plainly.asked import plain_evaluator, same
from tests.small_records import day

DAYS = ("1866-05-02", "1950-01-01", "1999-11-13", "2021-07-28")


@cache
def logged() -> tuple[Record, Bulk, Evaluation]:
    record = with_invented(peru())
    return record, compiled_log(record, log_like(record, 2_000, seed=7, by_rules=0.1)), read_evaluation(record)


@pytest.mark.parametrize("known", ["2010-06-30", ""])
def test_every_indicator_of_peru_with_a_log(known: str) -> None:
    record, bulk, evaluation = logged()
    seen = day(known) if known else latest_of(record, bulk)
    fast = evaluator_of(evaluation, KnownLogged(record, seen, bulk))
    slow = plain_evaluator(evaluation, KnownRecord(with_log(record, bulk.log), seen))
    moments = [Moment(on, first, on) for on, first in product(map(day, DAYS), (-FOREVER, day("1930-01-01")))]
    wrong = []
    for (name, one), moment in product(evaluation.indicators.items(), moments):
        found, wanted = fast.value(one.tree, moment), slow.value(one.tree, moment)
        if not same(found, wanted):
            wrong.append((name, moment, found, wanted))
    assert wrong == []
