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


def unplaced(record: Record) -> dict[str, int]:
    """Sources that have sections, with the number of their claims and figures that lie in none of them."""
    return dict(Counter(row.source for row, section in _placed(record) if section is None))


def _placed(record: Record) -> Iterable[tuple[Claim | Observation, Section | None]]:
    """The claims and figures of the sources that are divided into sections, each with the one in which it lies."""
    divided: dict[str, list[Section]] = {}
    for section in record.sections:
        divided.setdefault(section.source, []).append(section)
    rows: tuple[Claim | Observation, ...] = (*record.claims, *record.measures)
    for row in rows:
        if row.source in divided:
            yield row, section_of(row.locator, divided[row.source])


def _what(row: Claim | Observation) -> str:
    if isinstance(row, Observation):
        return "figure"
    if row.kind == "gap":
        return "damaged" if row.qualifier == "damaged" else "silent"
    return "difference" if row.kind == "difference" else "claim"
