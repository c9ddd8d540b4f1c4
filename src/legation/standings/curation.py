"""How far the sources of a record have been taken in: for each section, sentences read, claims made, and what stays open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from legation.record.claims import Claim
from legation.record.measures import Observation
from legation.record.record import Record
from legation.record.sections import Section, section_of


@dataclass(frozen=True, slots=True)
class Reading:
    """What the record took from one section.

    Args:
        claims: claims of acts, attestations and opinions; figures: observations of series.
        silent, damaged: gaps noted, by kind; differences: noted by the keepers of the record.
    """

    section: Section
    claims: int
    figures: int
    silent: int
    damaged: int
    differences: int


@dataclass(frozen=True, slots=True)
class Unplaced:
    """How many claims of a source lie in none of its sections, by source."""

    source: str
    rows: int


def readings(record: Record) -> list[Reading]:
    """What was taken from each section of the record's sources, in the order in which the record lists them."""
    counted: dict[tuple[str, str], Counter[str]] = {}
    for row, section in _placed(record):
        if section is not None:
            counted.setdefault((section.source, section.id), Counter())[_what(row)] += 1
    found = []
    for section in record.sections:
        count = counted.get((section.source, section.id), Counter())
        found.append(Reading(section, count["claim"], count["figure"], count["silent"], count["damaged"], count["difference"]))
    return found


def unplaced(record: Record) -> list[Unplaced]:
    """Sources that have sections, with the number of their claims and figures that lie in none of them."""
    divided = {section.source for section in record.sections}
    count = Counter(row.source for row, section in _placed(record) if section is None and row.source in divided)
    return [Unplaced(source, rows) for source, rows in sorted(count.items())]


def _placed(record: Record) -> Iterable[tuple[Claim | Observation, Section | None]]:
    rows: tuple[Claim | Observation, ...] = (*record.claims, *record.measures)
    for row in rows:
        yield row, section_of(row.source, row.locator, record.sections)


def _what(row: Claim | Observation) -> str:
    if isinstance(row, Observation):
        return "figure"
    if row.kind == "gap":
        return "damaged" if row.qualifier == "damaged" else "silent"
    return "difference" if row.kind == "difference" else "claim"
