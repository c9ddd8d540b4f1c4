"""Every problem of the evaluation files of a record, reader by reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from legation.evaluation.plans.checking import plan_problems
from legation.record.record import Record
from legation.terms.problems import Problem, in_order

READERS: Final[tuple[Callable[[Record], list[Problem]], ...]] = (plan_problems,)
"""Who reads evaluation files: each gives every problem of those that are its own."""


def problems_of(record: Record) -> list[Problem]:
    """Every problem of the evaluation files, in order of file and line."""
    return in_order(one for reader in READERS for one in reader(record))
