"""The line of 200 years: how many standings of a kind held at the end of each year; a gap where the year is not covered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.utils.translation import gettext as _

from legation.office.chart_of_years import axis_of_years, chart, year_asked
from legation.office.page_named import WHOLE
from legation.office.pages import address
from legation.office.question import Question
from legation.office.vendor_bundle import FOLDER, LOCALES
from legation.terms.days import day_number
from legation.terms.said_numbers import MARKS
from legation.terms.vocabulary import KindOfStanding

USUAL: Final = "relations"


@dataclass(frozen=True, slots=True)
class Year:
    """The end of one year: how many stood for certain and how many only possibly; None where the record does not cover it."""

    year: int
    certain: int | None
    possible: int | None

    @property
    def day(self) -> str:
        """The day on which was counted, as a date to ask about."""
        return f"{self.year:04d}-12-31"


def years_of(question: Question, kind: str) -> list[Year]:
    """The line of one kind, a year at a time."""
    first, last = question.covered_years
    years = list(range(first, last + 1))
    counts = question.known.counts_over(kind, [day_number(year, 12, 31) for year in years])
    return [
        Year(year, None, None) if found is None else Year(year, found[1], found[2])
        for year, found in zip(years, counts, strict=True)
    ]


def figure_cited(question: Question, route: str, id: str = WHOLE) -> list[tuple[str, str]]:
    """What to cite for a figure, with edition and both dates: each form with its address."""
    return [
        (label, address(question, "cite", route, id, form))
        for label, form in (("BibTeX", "bib"), ("CSL-JSON", "csl.json"), ("TXT", "txt"))
    ]


def line_taken(question: Question, kind: str) -> dict[str, str]:
    """Addresses of what can be taken of a line: its years as files, and a page to embed."""
    return {
        "csv": address(question, "line_table", kind, "csv"),
        "json": address(question, "line_table", kind, "json"),
        "embed": address(question, "embed_line", kind),
        "cite": figure_cited(question, "embed_line", kind),
    }


def kinds_with_a_line(question: Question) -> list[KindOfStanding]:
    """The kinds of which the record has any standing."""
    present = {key.kind for key in question.known.keys}
    return [kind for kind in question.record.vocabulary.standings.values() if kind.id in present]


def chosen_kind(question: Question, wanted: str) -> str:
    """The kind asked for, or the usual one, or the first there is."""
    kinds = [kind.id for kind in kinds_with_a_line(question)]
    return wanted if wanted in kinds else USUAL if USUAL in kinds or not kinds else kinds[0]


def changes(years: list[Year]) -> list[Year]:
    """The years in which a count differs from that of the year before: all that a table needs to say."""
    return [
        year for before, year in zip([None, *years], years, strict=False) if before is None or _counts(before) != _counts(year)
    ]


def _counts(year: Year) -> tuple[int | None, int | None]:
    return year.certain, year.possible


@dataclass(frozen=True, slots=True)
class Drawing:
    """The line drawn on the server: columns in percent, shown until the script draws the living one, or instead of it."""

    columns: tuple[tuple[str, str, str, str, str], ...]
    width: str
    most: int


def drawing_of(years: list[Year]) -> Drawing:
    """Columns for an SVG image: left, top and height of what is certain, top and height of what is possible."""
    most = max((year.certain + (year.possible or 0) for year in years if year.certain is not None), default=0) or 1
    columns = []
    for number, year in enumerate(years):
        if year.certain is None:
            continue
        certain, possible = 92 * year.certain / most, 92 * (year.possible or 0) / most
        left = f"{100 * number / len(years):.3f}%"
        columns.append((left, f"{100 - certain:.2f}%", f"{certain:.2f}%", f"{100 - certain - possible:.2f}%", f"{possible:.2f}%"))
    return Drawing(tuple(columns), f"{100 / len(years) * 1.04:.3f}%", most)


def spec_of(question: Question, kind: KindOfStanding) -> dict[str, Any]:
    """The chart as a Vega-Lite specification. Colours are names of the style sheet, filled in by the browser."""
    certain, possible, year = _("certain"), _("possible"), _("Year")
    values = [
        {
            "year": one.year,
            "certain": one.certain,
            "possible": one.possible,
            "top": None if one.certain is None else one.certain + (one.possible or 0),
        }
        for one in years_of(question, kind.id)
    ]
    last = question.covered_years[1]
    if values:  # the last year is as wide as the others
        values.append({**values[-1], "year": last + 1})
    x = axis_of_years(question)
    y = {
        "type": "quantitative",
        "axis": {"title": None, "tickCount": 4, "tickMinStep": 1, "format": "d", "domain": False, "ticks": False},
    }
    tooltip = [
        {"field": "year", "type": "quantitative", "format": "d", "title": year},
        {"field": "certain", "type": "quantitative", "format": "d", "title": certain},
        {"field": "possible", "type": "quantitative", "format": "d", "title": possible},
    ]
    return chart(
        question,
        [
            {
                "mark": {"type": "area", "interpolate": "step-after", "color": "var(--possible-fill)", "tooltip": None},
                "encoding": {"x": x, "y": {**y, "field": "certain"}, "y2": {"field": "top"}},
            },
            {
                "mark": {"type": "area", "interpolate": "step-after", "color": "var(--certain-fill)"},
                "encoding": {"x": x, "y": {**y, "field": "certain"}},
            },
            {
                "mark": {"type": "line", "interpolate": "step-after", "color": "var(--ink)", "strokeWidth": 1.5},
                "encoding": {"x": x, "y": {**y, "field": "certain"}},
            },
            year_asked(question),
            {
                "params": [
                    {
                        "name": "year_under",
                        "select": {
                            "type": "point",
                            "on": "pointerover",
                            "nearest": True,
                            "fields": ["year"],
                            "clear": "pointerout",
                        },
                    }
                ],
                "transform": [{"filter": f"datum.year <= {last}"}],
                "mark": {"type": "rule", "color": "var(--ink)", "strokeWidth": 1},
                "encoding": {
                    "x": x,
                    "opacity": {"condition": {"param": "year_under", "empty": False, "value": 0.5}, "value": 0},
                    "tooltip": tooltip,
                },
            },
        ],
        values,
    )


@cache
def formats() -> dict[str, Any]:
    """How numbers and dates are written in charts, by language."""
    import json

    found: dict[str, dict[str, Any]] = json.loads((FOLDER / LOCALES).read_text(encoding="utf-8"))
    return {
        language: {**of, "number": {**of["number"], "thousands": MARKS[language].thousands, "decimal": MARKS[language].decimal}}
        for language, of in found.items()
    }
