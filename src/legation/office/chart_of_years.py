"""What every chart over the years has in common, in Vega-Lite. Colours are names of the style sheet, filled in by the browser."""

from __future__ import annotations

from typing import Any, Final

from legation.office.question import Question

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"


def axis_of_years(question: Question) -> dict[str, Any]:
    """The years that the record covers, from left to right; the last is as wide as the others."""
    first, last = question.covered_years
    return {
        "field": "year", "type": "quantitative", "scale": {"domain": [first, last + 1], "nice": False},
        "axis": {"format": "d", "title": None, "tickCount": 8, "grid": False, "labelOverlap": "greedy", "labelSeparation": 12},
    }  # fmt: skip


def year_asked(question: Question) -> dict[str, Any]:
    """The layer that marks the year asked about, where the record covers it; it follows the signal ``on``."""
    first, last = question.covered_years
    return {
        "data": {"values": [{"year": question.first_year}] if first <= question.first_year <= last else []},
        "transform": [{"calculate": "on", "as": "year"}],
        "mark": {"type": "rule", "color": "var(--accent)", "strokeWidth": 2, "clip": True},
        "encoding": {"x": axis_of_years(question)},
    }


def chart(question: Question, layers: list[dict[str, Any]], values: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """Layers in one frame, over the same values unless a layer brings its own."""
    return {
        "$schema": SCHEMA,
        "params": [{"name": "on", "value": question.first_year}],
        "width": "container",
        "height": 190,
        "autosize": {"type": "fit", "contains": "padding"},
        "background": None,
        "padding": {"left": 0, "right": 8, "top": 8, "bottom": 0},
        **({} if values is None else {"data": {"values": values}}),
        "layer": layers,
        "config": {
            "font": "var(--text-font)",
            "axis": {
                "labelColor": "var(--quiet)",
                "gridColor": "var(--rule)",
                "domainColor": "var(--rule)",
                "tickColor": "var(--rule)",
                "labelFontSize": 12,
            },
            "view": {"stroke": None},
        },
    }
