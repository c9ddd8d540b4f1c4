"""Peru's record with a drawn log beside it, compiled once for the tests of a process."""

from __future__ import annotations

from functools import cache

from legation.bench.logged import log_like, with_invented
from legation.evaluation.book import Evaluation, read_evaluation
from legation.record.record import Record
from legation.standings.bulk import Bulk, compiled_log
from tests.evaluation.formulas import peru


@cache
def logged(size: int = 2_000, seed: int = 7) -> tuple[Record, Bulk, Evaluation]:
    """The record, the same compiled with a log of about so many acts, and what is measured of it."""
    record = with_invented(peru())
    return record, compiled_log(record, log_like(record, size, seed=seed, by_rules=0.1, tangled=True)), read_evaluation(record)
