"""Scales: bands with words beside their colours, between dates. No data is a band of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from legation.evaluation.dated import Dated, days_of, read_dated, report_overlaps, source_of
from legation.evaluation.sheet import Entry
from legation.record.record import Record
from legation.terms.problems import Problem
from legation.terms.vocabulary import Text

FILE: Final = "scales.toml"
OF: Final = ("progress", "execution")
KEYS: Final = ("of", "label", "source", "from", "to", "bands", "no_data")
COLOURS: Final = ("green", "yellow", "amber", "orange", "red", "blue", "grey")


@dataclass(frozen=True, slots=True)
class Band:
    """One band: from ``at_least`` (a percentage, included) up to the next; None for the lowest, which has no lower end."""

    id: str
    label: Text
    colour: str
    at_least: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Scale(Dated):
    """The bands, highest first, by which percentages ``of`` a kind are rated between two days, and the band of no data."""

    of: str
    bands: tuple[Band, ...]
    no_data: Band

    def band(self, percent: Fraction | None) -> Band:
        """The band of a percentage; of None, the band of no data."""
        if percent is None:
            return self.no_data
        return next(band for band in self.bands if band.at_least is None or percent >= band.at_least)


def read_scales(record: Record) -> tuple[tuple[Scale, ...], list[Problem]]:
    """The scales of a record, and every problem of their file; a scale that is wrong is left out."""
    entries, scales, problems = read_dated(record, FILE, lambda entry: _scale(entry, record))
    for of in OF:
        report_overlaps(entries, [scale for scale in scales if scale.of == of])
    return tuple(sorted(scales, key=lambda one: (one.of, one.first, one.id))), problems


def _scale(entry: Entry, record: Record) -> Scale | None:
    entry.keys(KEYS)
    label, of, source = entry.text("label"), entry.one_of("of", OF), source_of(entry, record, needed=False)
    first, last = days_of(entry)
    given = entry.content.get("bands")
    bands = [_band(one) for one in _under(entry, "bands", given if isinstance(given, list) else [])]
    lowest = [band for band in bands if band.at_least is None]
    steps = [band.at_least for band in bands if band.at_least is not None]
    if len(lowest) != 1 or len(set(steps)) < len(steps):
        entry.report("bands", "evaluation.bands", key=entry.id)
    no_data = entry.content.get("no_data")
    if not isinstance(no_data, dict):
        entry.report("no_data", "evaluation.no_band_without_data", key=entry.id)
        return None
    (without,) = _under(entry, "no_data", [{"id": "no_data", **no_data}])
    ordered = sorted(bands, key=lambda band: (band.at_least is None, -(band.at_least or 0)))
    return Scale(entry.id, label, source, first, last, of, tuple(ordered), _band(without))


def _under(entry: Entry, key: str, tables: Iterable[object]) -> list[Entry]:
    return [
        Entry(f"{entry.id}.{key}", table, entry.file, entry.places, entry.problems) for table in tables if isinstance(table, dict)
    ]


def _band(entry: Entry) -> Band:
    at_least = entry.content.get("at_least")
    if at_least is not None and (isinstance(at_least, bool) or not isinstance(at_least, int | float)):
        entry.report("at_least", "records.not_a_figure", value=at_least)
        at_least = None
    return Band(
        entry.string("id", needed=True), entry.text("label"), entry.one_of("colour", COLOURS),
        None if at_least is None else Fraction(Decimal(str(at_least))),
    )  # fmt: skip
