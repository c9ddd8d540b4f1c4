"""Small records with figures, for tests: rows as an officer would type them."""

from __future__ import annotations

from dataclasses import replace

from legation.record.claims import Shelf
from legation.record.measures import COLUMNS, observation_of
from legation.record.record import Record
from legation.record.table import Row
from legation.terms.problems import Problem


def with_figures(record: Record, rows: list[dict[str, str]]) -> Record:
    """The record with figures; ``claim`` (``f-1``, …), ``series``, ``actor``, ``unit`` and ``locator`` are filled in where missing."""
    shelf = Shelf(record.vocabulary, record.actors, record.instruments, record.sources)
    problems: list[Problem] = []
    found = []
    for number, given in enumerate(rows, start=1):
        usual = {"claim": f"f-{number}", "series": "exports", "actor": "peru", "unit": "usd", "locator": "p. 1"}
        cells = dict.fromkeys(COLUMNS, "") | usual | given
        found.append(observation_of(Row("measures/test.csv", number + 1, cells), shelf, problems))
    assert not [one for one in problems if one.is_error], [one.render() for one in problems]
    return replace(record, measures=tuple(found))
