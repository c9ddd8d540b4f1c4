"""A report read back from its pages: its numbers, its links, what it asks for."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from legation.evaluation.book import read_evaluation
from legation.evaluation.scorecards.scorecard import Scorer
from legation.publication.plan_table import known_plan
from legation.publication.queries import on_or_default
from legation.publication.report.content import Report
from legation.publication.report.numbers import KEYS
from legation.record.record import Record


def report_of(record: Record, on: str | None = None, known: str | None = None) -> Report:
    """The report of a record, as the command makes it."""
    return Report(Scorer(read_evaluation(record), known_plan(record, known).view), on_or_default(record, on))


@dataclass
class Page(HTMLParser):
    """What a page holds.

    Args:
        numbers: for each number its name, its value and its words; ids, links: of the page; asks: addresses that it would load.
    """

    numbers: list[tuple[str, str, str]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given["href"])
        self.asks += [given[name] for name in ("src", "data", "poster", "srcset", "action") if name in given]
        self.asks += [given["href"]] if tag in ("link", "image", "use") else []
        if tag in ("script", "iframe", "object", "embed", "img"):
            self.asks.append(tag)
        if tag == "data":
            self._open = [given["data-cell"], given["value"], ""]

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if self._open is not None:
            self._open[2] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "data" and self._open is not None:
            name, value, said = self._open
            self.numbers.append((name, value, said))
            self._open = None


def page_of(files: dict[str, bytes], language: str) -> Page:
    """The page in a language, read."""
    page = Page()
    page.feed(files[f"report.{language}.html"].decode())
    return page


def cells_of(files: dict[str, bytes]) -> dict[str, dict[tuple[str, ...], dict[str, Any]]]:
    """The rows of the JSON file, by table and key."""
    tables = json.loads(files["scorecard.json"])["tables"]
    return {
        name: {tuple(str(row[column]) for column in KEYS[name]): row for row in rows}
        for name, rows in tables.items()
        if name in KEYS
    }
