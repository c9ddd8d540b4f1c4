"""Everything wrong with the evaluation files of a record."""

from __future__ import annotations

from legation.evaluation.norms.references import problems_of_norms
from legation.record.record import Record
from legation.terms.problems import Problem, in_order

READERS = (problems_of_norms,)
"""Each gives the problems of its own files."""


def problems_of(record: Record) -> list[Problem]:
    """The problems of every evaluation file, in order of file and line."""
    return in_order(one for reader in READERS for one in reader(record))
