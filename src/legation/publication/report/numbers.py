"""The numbers of a report as tables: what stands in its pages is read from them, and they leave as JSON and CSV beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from markupsafe import Markup, escape

from legation.publication.duty_tables import duties_table
from legation.publication.evaluation_tables import assertions_table
from legation.publication.expectation_table import expectations_table
from legation.publication.plan_table import plan_table
from legation.publication.report.content import Report
from legation.publication.report.series import series_table
from legation.publication.scorecard_tables import criteria_table, lines_table, scorecards_table
from legation.publication.shown import Cell
from legation.publication.table import Table
from legation.record.edition import edition
from legation.terms.days import iso

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "scorecards": ("scorecard",), "scorecard_lines": ("scorecard", "indicator"),
    "criteria": ("scorecard", "criterion", "reading"), "assertions": ("assertion",), "plan": ("row", "id"), "duties": ("duty",),
}  # fmt: skip


@dataclass(frozen=True)
class Numbers:
    """The tables of a report."""

    report: Report

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The tables by name; those that the record has nothing for are left out."""
        report, on = self.report, self.report.on
        cards = [card for found in report.cards.values() for card in found]
        made = {
            "scorecards": scorecards_table(cards, report.scorer, on), "scorecard_lines": lines_table(cards, report.scorer, on),
            "criteria": criteria_table(cards, report.scorer, on), "series": series_table(report.runs),
        }  # fmt: skip
        if report.scorer.evaluation.assertions:
            made["assertions"] = assertions_table(report.scorer.evaluation, report.view, on, evaluator=report.scorer.evaluator)
        if report.duties:
            made["duties"] = duties_table(report.view, on, every=not report.duties.for_log, found=report.duties)
        if report.plan is not None:
            made["plan"] = plan_table(report.scorer.plan, on)
        if report.expected:
            made["expectations"] = expectations_table(report.view, on)
        return made

    @cached_property
    def about(self) -> dict[str, Any]:
        """Of what record, edition and dates the numbers are."""
        record = self.report.view.record
        return {
            "record": record.id, "title": record.title.en, "title_es": record.title.es, "edition": edition(record),
            "on": iso(self.report.on.last), "known": iso(self.report.view.known),
            "since": None if self.report.since is None else iso(self.report.since.last),
            "scenario": self.report.scenario or None, "fictional": record.fictional, "licence": record.licence,
        }  # fmt: skip

    def to_json(self) -> str:
        """All of it as one JSON object."""
        content = {
            "about": self.about,
            "notes": {name: list(table.notes) for name, table in self.tables.items()},
            "tables": {name: table.to_dicts() for name, table in self.tables.items()},
        }
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"

    def cell(self, table: str, key: Sequence[str], columns: Sequence[str], text: object) -> Markup:
        """A number in words, with the cells that it says: ``<data value="34|34" data-cell="…">at least 34</data>``."""
        row = self._rows[table][tuple(key)]
        value = "|".join("" if row[column] is None else str(row[column]) for column in columns)
        name = "|".join((table, *key, ",".join(columns)))
        return Markup('<data value="{}" data-cell="{}">{}</data>').format(value, name, escape(text))

    @cached_property
    def _rows(self) -> dict[str, dict[tuple[str, ...], dict[str, Cell]]]:
        return {
            name: {tuple(str(row[column]) for column in KEYS[name]): row for row in table}
            for name, table in self.tables.items()
            if name in KEYS
        }
