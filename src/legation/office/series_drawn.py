"""An indicator through time: drawn on the server, as a table of the stretches in which it stays the same, and for the browser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from django.utils.translation import gettext as _

from legation.evaluation.formula.values import exactly
from legation.evaluation.readings import Reading
from legation.office.acts_listed import ticks_of
from legation.office.chart_of_years import axis_of_years, chart, year_asked
from legation.office.evaluation_words import value_words
from legation.office.question import Question
from legation.publication.evaluation_tables import figure, in_sentences
from legation.terms.days import civil

HEIGHT = 200
TOP, BASE = 10, 176
LANE = 184


@dataclass(frozen=True, slots=True)
class Stretch:
    """Years or decades with one value: the first and the last of them, the value in words, and why it is wide or missing."""

    first: str
    last: str
    day: str
    words: str
    why: str
    is_missing: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch as a column: place and width in percent, tops and heights in whole pixels; ``sort``: value, zero or missing."""

    sort: str
    left: str
    width: str
    top: int
    height: int
    range_top: int
    range_height: int


@dataclass(frozen=True, slots=True)
class SeriesDrawn:
    """The drawing: its columns, the numbers at its top and base, and the years under it."""

    steps: tuple[Step, ...]
    most: str
    least: str
    zero: int
    ticks: tuple[tuple[int, str, str], ...]
    has_missing: bool
    has_zero: bool
    has_range: bool


def _same(one: Reading, other: Reading) -> bool:
    a, b = one.value, other.value
    if a.missing is not None or b.missing is not None:
        return a.missing == b.missing
    return (a.lo, a.hi, a.floor, a.ceiling, a.because) == (b.lo, b.hi, b.floor, b.ceiling, b.because)


def _runs(series: Sequence[Reading]) -> list[list[Reading]]:
    runs: list[list[Reading]] = []
    for one in series:
        if runs and _same(runs[-1][-1], one):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def stretches_of(question: Question, series: Sequence[Reading]) -> list[Stretch]:
    """The series in words: only where it changes."""
    language, record = question.language, question.record
    found = []
    for run in _runs(series):
        value = run[0].value
        why = (value.missing,) if value.missing is not None else value.because
        found.append(Stretch(
            _period(run[0]), _period(run[-1]), f"{civil(run[0].moment.on)[0]:04d}-12-31", value_words(value, language),
            in_sentences(why, record, language) or "", value.missing is not None,
        ))  # fmt: skip
    return found


def _period(one: Reading) -> str:
    """The year or decade of a reading."""
    return (
        one.period[:4] if one.indicator.every != "decade" else f"{civil(one.moment.on)[0] // 10 * 10}–{civil(one.moment.on)[0]}"
    )


def _years(one: Reading) -> tuple[int, int]:
    """The first year of a reading and the one after its last."""
    last = civil(one.moment.on)[0]
    return (last // 10 * 10 if one.indicator.every == "decade" else last), last + 1


def drawn(question: Question, series: Sequence[Reading]) -> SeriesDrawn | None:
    """The series as columns for an SVG image; None for dates, which no column can show, and where nothing has a value."""
    first, last = question.covered_years
    numbers = [n for one in series if one.value.missing is None for n in (one.value.lo, one.value.hi) if isfinite(n)]
    if not numbers or any(one.value.dated for one in series):
        return None
    low, high = min(0.0, *numbers), max(0.0, *numbers)
    high = high if high > low else low + 1
    years = last + 1 - first

    def at(number: float) -> int:
        return round(BASE - (BASE - TOP) * (min(max(number, low), high) - low) / (high - low))

    steps = []
    for run in _runs(series):
        begin, end = _years(run[0])[0], _years(run[-1])[1]
        begin, end = max(begin, first), min(end, last + 1)
        left, width = f"{100 * (begin - first) / years:.3f}%", f"{100 * (end - begin) / years:.3f}%"
        value = run[0].value
        if value.missing is not None:
            steps.append(Step("missing", left, width, LANE, 8, 0, 0))
            continue
        lo, hi = (value.lo if isfinite(value.lo) else low), (value.hi if isfinite(value.hi) else high)
        near, far = (lo, hi) if hi > 0 else (hi, lo)
        top, bottom = sorted((at(near), at(0)))
        range_top, range_bottom = sorted((at(near), at(far)))
        sort = "zero" if near == far == 0 else "value"
        height = max(bottom - top, 1) if near else 0  # what is not zero is seen, however little it is
        steps.append(Step(sort, left, width, top, height, range_top, range_bottom - range_top))
    return SeriesDrawn(
        tuple(steps), _number(question, high), _number(question, low), at(0), ticks_of(first, last),
        any(one.sort == "missing" for one in steps), any(one.sort == "zero" for one in steps),
        any(one.range_height for one in steps),
    )  # fmt: skip


def _number(question: Question, number: float) -> str:
    return figure(exactly(number), question.language)


def series_spec(question: Question, series: Sequence[Reading], unit: str) -> dict[str, Any]:
    """The series as a Vega-Lite specification, for the living chart; zero is a value, what is missing a lane of its own."""
    first, last = question.covered_years
    values: list[dict[str, Any]] = []
    missing: list[dict[str, Any]] = []
    for run in _runs(series):
        one = run[0]
        begin, until = max(_years(one)[0], first), min(_years(run[-1])[1], last + 1)
        words = value_words(one.value, question.language)
        if one.value.missing is not None:
            missing.append({"year": begin, "end": until, "words": words})
            continue
        lo, hi = one.value.lo, one.value.hi
        if isfinite(lo) and isfinite(hi):
            values.append({"year": begin, "end": until, "lo": lo, "hi": hi, "words": f"{words} {unit}".strip()})
    x = axis_of_years(question)
    y = {"type": "quantitative", "axis": {"title": None, "tickCount": 4, "domain": False, "ticks": False}}
    end = {"field": "end"}
    tooltip = [
        {"field": "year", "type": "quantitative", "format": "d", "title": _("From")},
        {"field": "words", "type": "nominal", "title": _("Value")},
    ]
    return chart(
        question,
        [
            {
                "data": {"values": values},
                "mark": {"type": "bar", "color": "var(--certain-fill)", "tooltip": True},
                "encoding": {"x": x, "x2": end, "y": {**y, "field": "lo"}, "y2": {"datum": 0}, "tooltip": tooltip},
            },
            {
                "data": {"values": values},
                "mark": {"type": "bar", "color": "var(--possible-fill)", "tooltip": True},
                "encoding": {"x": x, "x2": end, "y": {**y, "field": "lo"}, "y2": {"field": "hi"}, "tooltip": tooltip},
            },
            {
                "data": {"values": values},
                "mark": {"type": "rule", "color": "var(--ink)", "strokeWidth": 1.5},
                "encoding": {"x": x, "x2": end, "y": {**y, "field": "lo"}},
            },
            {
                "data": {"values": missing},
                "mark": {"type": "rule", "color": "var(--rule-strong)", "strokeWidth": 5, "strokeDash": [1, 3], "tooltip": True},
                "encoding": {"x": x, "x2": end, "y": {**y, "datum": 0}, "tooltip": tooltip},
            },
            year_asked(question),
        ]
    )  # fmt: skip
