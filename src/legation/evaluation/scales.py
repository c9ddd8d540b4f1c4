"""Scales: bands with words beside their colours, between dates. No data is a band of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from legation.evaluation.dated import Dated, day_of, overlaps, text_of, toml_tables
from legation.record.record import EVALUATION, Record
from legation.terms.problems import Problem, nearest, problem
from legation.terms.vocabulary import Text

FILE: Final = "scales.toml"
OF: Final = ("progress", "execution")
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
    text = record.evaluation.get(FILE)
    if text is None:
        return (), []
    file, problems = f"{EVALUATION}/{FILE}", list[Problem]()
    scales = []
    for key, entry in toml_tables(file, text, problems).items():
        before = len(problems)
        scale = _scale(file, key, entry, record, problems)
        if scale is not None and len(problems) == before:
            scales.append(scale)
    for of in OF:
        problems += overlaps(file, [scale for scale in scales if scale.of == of])
    return tuple(sorted(scales, key=lambda one: (one.of, one.first, one.id))), problems


def _scale(file: str, key: str, entry: Mapping[str, Any], record: Record, problems: list[Problem]) -> Scale | None:
    label = text_of(file, key, entry, problems)
    of = str(entry.get("of", ""))
    if of not in OF:
        problems.append(problem(file, 0, f"{key}.of", "plans.unknown_word", value=of, nearest=", ".join(OF)))
    source = str(entry.get("source", ""))
    if source and source not in record.sources:
        near = nearest(source, record.sources) or "—"
        problems.append(problem(file, 0, f"{key}.source", "records.unknown_source", value=source, nearest=near))
    first, last = (day_of(file, key, entry, name, problems) for name in ("from", "to"))
    given = entry.get("bands")
    listed = [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []
    bands = [_band(file, key, one, problems) for one in listed]
    lowest = [band for band in bands if band.at_least is None]
    steps = [band.at_least for band in bands if band.at_least is not None]
    if len(lowest) != 1 or len(set(steps)) < len(steps):
        problems.append(problem(file, 0, f"{key}.bands", "evaluation.bands", key=key))
    no_data = entry.get("no_data")
    if not isinstance(no_data, dict):
        problems.append(problem(file, 0, f"{key}.no_data", "evaluation.no_band_without_data", key=key))
        return None
    ordered = sorted(bands, key=lambda band: (band.at_least is None, -(band.at_least or 0)))
    return Scale(key, label, source, first, last, of, tuple(ordered), _band(file, key, {"id": "no_data", **no_data}, problems))


def _band(file: str, key: str, entry: Mapping[str, Any], problems: list[Problem]) -> Band:
    colour = str(entry.get("colour", ""))
    if colour not in COLOURS:
        problems.append(problem(file, 0, f"{key}.colour", "plans.unknown_word", value=colour, nearest=", ".join(COLOURS)))
    name = entry.get("id")
    if not isinstance(name, str) or not name:
        problems.append(problem(file, 0, key, "evaluation.no_text", key="id"))
    at_least = entry.get("at_least")
    if at_least is not None and (isinstance(at_least, bool) or not isinstance(at_least, int | float)):
        problems.append(problem(file, 0, f"{key}.at_least", "records.not_a_figure", value=at_least))
        at_least = None
    label = text_of(file, key, entry, problems)
    return Band(str(name or ""), label, colour, None if at_least is None else Fraction(Decimal(str(at_least))))
