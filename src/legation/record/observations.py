"""Figures as seen from a knowledge date: of each line of versions the latest, rival lines side by side."""

from __future__ import annotations

from legation.record.measures import Observation
from legation.record.record import Record
from legation.record.sources import lineage

Measured = tuple[str, str, str, str]
"""What a figure is a figure of: series, actor, counterpart and period."""


def measured(one: Observation) -> Measured:
    """What ``one`` is a figure of, e.g. ``("exports", "peru", "", "2019")``."""
    return one.series, one.actor, one.counterpart, one.period.text if one.period else ""


def visible_observations(record: Record, known: int, level: str = "public") -> list[Observation]:
    """Every figure, replaced ones too, that was known at the end of day ``known`` and may be seen at ``level``, by claim id."""
    rank = record.vocabulary.rank_of_level
    return [
        one
        for one in sorted(record.measures, key=lambda one: one.id)
        if record.sources[one.source].known <= known and rank(one.level) <= rank(level)
    ]


def observations_of(record: Record, known: int, level: str = "public") -> list[Observation]:
    """The figures that hold as known on a date, by claim id.

    A later version of a source replaces what earlier ones of its lineage gave for the same series, actor, counterpart and
    period; sources of other lineages stand beside it. An empty value says nothing and replaces none. Figures that one source
    gives side by side all stand.

    Args:
        known: day number; figures whose source was not yet known at its end are left out.
        level: the highest level of classification that the reader may see.
    """
    lines: dict[tuple[str, Measured], list[Observation]] = {}
    for one in visible_observations(record, known, level):
        lines.setdefault((lineage(one.source, record.sources), measured(one)), []).append(one)
    current = [one for line in lines.values() for one in _latest(record, line)]
    return sorted(current, key=lambda one: one.id)


def _latest(record: Record, line: list[Observation]) -> list[Observation]:
    said = [one for one in line if one.value] or line
    newest = max((record.sources[one.source].known, one.source) for one in said)[1]
    return [one for one in said if one.source == newest]
