"""Read the plan files of a record, strictly: every problem with its file, line and column.

``evaluation/plan/**/{nodes,indicators,targets,results,budget}.csv``; a plan may be kept in several folders, one for each import.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Any, Final, TypeVar

from legation.evaluation.plans.entries import BudgetEntry, Indicator, Node, Plan, Result, Target
from legation.evaluation.plans.words import plan_words
from legation.record.actors import SLUG
from legation.record.claims import decimal_of
from legation.record.dates import date_of
from legation.record.record import EVALUATION, Record
from legation.record.table import Row, read_table
from legation.terms.edtf import Edtf
from legation.terms.problems import Problem, nearest, problem
from legation.terms.vocabulary import Text

FOLDER: Final = "plan"
_ENDING: Final = ("source", "locator", "note", "note_es")
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "nodes": ("claim", "id", "code", "kind", "parent", "name", "name_es", "owner", "owner_es", "from", "to", *_ENDING),
    "indicators": (
        "claim", "id", "node", "name", "name_es", "measure", "unit", "unit_es", "direction", "limit", *_ENDING,
    ),
    "targets": ("claim", "of", "kind", "period", "value", "unit", "observation", *_ENDING),
    "results": ("claim", "indicator", "period", "as_of", "value", "observation", *_ENDING),
    "budget": (
        "claim", "line", "node", "category", "stage", "period", "as_of", "value", "currency", "observation", *_ENDING,
    ),
}  # fmt: skip
"""The columns of each plan file."""

_CURRENCY_LETTERS: Final = 3
_Row = TypeVar("_Row")


def read_plan(record: Record) -> Plan:
    """The plan of a record, with every problem of its files; rows that cannot be understood are left out."""
    files = {name: text for name, text in sorted(record.evaluation.items()) if PurePosixPath(name).parts[0] == FOLDER}
    problems: list[Problem] = []
    rows: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    for name, text in files.items():
        table = PurePosixPath(name).stem
        file = f"{EVALUATION}/{name}"
        if table not in COLUMNS or not name.endswith(".csv"):
            near = nearest(table, COLUMNS) or ", ".join(COLUMNS)
            problems.append(problem(file, 0, "", "plans.unknown_table", value=table, nearest=f"{near}.csv"))
            continue
        found = read_table(file, text.encode(), COLUMNS[table])
        problems.extend(found.problems)
        rows[table].extend(found.rows)
    reader = _Reader(record, problems)
    nodes, indicators = reader.all(rows["nodes"], reader.node), reader.all(rows["indicators"], reader.indicator)
    targets, results = reader.all(rows["targets"], reader.target), reader.all(rows["results"], reader.result)
    budget = reader.all(rows["budget"], reader.entry)
    return Plan(nodes, indicators, targets, results, budget, tuple(problems))


class _Reader:
    def __init__(self, record: Record, problems: list[Problem]) -> None:
        self.record = record
        self.problems = problems
        self.words = plan_words()
        self.seen: dict[str, Row] = {}
        self.figures = {one.id for one in record.measures if one.value} | {one.id for one in record.claims if one.value}

    def all(self, rows: list[Row], read: Callable[[Row, dict[str, Any]], _Row | None]) -> tuple[_Row, ...]:
        found = []
        for row in rows:
            before = len(self.problems)
            stated = self.stated(row)
            made = read(row, stated)
            if made is not None and not any(one.is_error for one in self.problems[before:]):
                found.append((row["claim"], made))
        return tuple(made for _, made in sorted(found, key=lambda one: one[0]))

    def node(self, row: Row, stated: dict[str, Any]) -> Node | None:
        self.slug(row, "id")
        self.word(row, "kind", "kinds")
        if row["parent"]:
            self.slug(row, "parent")
        self.either(row, "name")
        begins, ends = date_of(row, "from", self.problems), date_of(row, "to", self.problems)
        return Node(
            **stated, id=row["id"], code=row["code"], kind=row["kind"], parent=row["parent"],
            name=_text(row, "name"), owner=_text(row, "owner"), begins=_bound(begins, first=True), ends=_bound(ends, first=False),
        )  # fmt: skip

    def indicator(self, row: Row, stated: dict[str, Any]) -> Indicator | None:
        self.slug(row, "id")
        self.slug(row, "node")
        self.either(row, "name")
        self.either(row, "unit")
        self.word(row, "measure", "measures")
        for column, name in (("direction", "directions"), ("limit", "limits")):
            if row[column]:
                self.word(row, column, name)
        if row["limit"] and row["direction"] != "steady":
            self.report(row, "limit", "plans.limit_of_steady", direction=row["direction"] or "—")
        return Indicator(
            **stated, id=row["id"], node=row["node"], name=_text(row, "name"), measure=row["measure"],
            unit=_text(row, "unit"), direction=row["direction"], limit=row["limit"],
        )  # fmt: skip

    def target(self, row: Row, stated: dict[str, Any]) -> Target | None:
        self.slug(row, "of")
        self.word(row, "kind", "targets")
        if row["kind"] == "financial":
            self.currency(row, "unit")
        period, value = self.period(row), self.value(row)
        if value is None and not row["observation"]:
            self.report(row, "value", "plans.no_value")
        if period is None:
            return None
        return Target(
            **stated, of=row["of"], kind=row["kind"], period=period, value=value, unit=row["unit"], observation=row["observation"]
        )

    def result(self, row: Row, stated: dict[str, Any]) -> Result | None:
        self.slug(row, "indicator")
        period, value, as_of = self.period(row), self.value(row), self.as_of(row)
        if period is None or as_of is None:
            return None
        if isinstance(period.first, int) and as_of < period.first:
            self.report(row, "as_of", "plans.as_of_before_period", value=row["as_of"], period=row["period"])
        return Result(
            **stated, indicator=row["indicator"], period=period, as_of=as_of, value=value, observation=row["observation"]
        )

    def entry(self, row: Row, stated: dict[str, Any]) -> BudgetEntry | None:
        self.slug(row, "line")
        if row["node"]:
            self.slug(row, "node")
        self.word(row, "category", "categories")
        self.word(row, "stage", "stages")
        self.currency(row, "currency")
        period, value, as_of = self.period(row), self.value(row), self.as_of(row)
        if value is not None and value < 0:
            self.report(row, "value", "plans.negative", value=row["value"])
        if period is None or as_of is None:
            return None
        return BudgetEntry(
            **stated, budget_line=row["line"], node=row["node"], category=row["category"], stage=row["stage"],
            period=period, as_of=as_of, value=value, currency=row["currency"], observation=row["observation"],
        )  # fmt: skip

    def stated(self, row: Row) -> dict[str, Any]:
        self.slug(row, "claim")
        if (before := self.seen.get(row["claim"])) is not None:
            self.report(row, "claim", "plans.claim_twice", id=row["claim"], file=before.file, line=before.line)
        self.seen.setdefault(row["claim"], row)
        for column in ("source", "locator"):
            if not row[column]:
                self.report(row, column, f"records.no_{column}")
        if row["source"] and row["source"] not in self.record.sources:
            near = nearest(row["source"], self.record.sources) or ", ".join(sorted(self.record.sources)[:3]) or "—"
            self.report(row, "source", "records.unknown_source", value=row["source"], nearest=near)
        if bool(row["note"]) != bool(row["note_es"]):
            self.one_language(row, "note_es" if row["note"] else "note")
        return {
            "claim": row["claim"], "source": row["source"], "locator": row["locator"], "file": row.file, "line": row.line,
        }  # fmt: skip

    def value(self, row: Row) -> Fraction | None:
        """The figure of a row: its own, or none where it names the observation or claim that gives it."""
        if row["observation"]:
            if row["value"]:
                self.report(row, "value", "plans.value_and_observation", observation=row["observation"])
            elif row["observation"] not in self.figures:
                near = nearest(row["observation"], self.figures) or "—"
                self.report(row, "observation", "plans.unknown_observation", value=row["observation"], nearest=near)
            return None
        if not row["value"]:
            return None
        figure = decimal_of(row["value"])
        if figure is None:
            self.report(row, "value", "records.not_a_figure", value=row["value"])
            return None
        return Fraction(figure)

    def period(self, row: Row) -> Edtf | None:
        if not row["period"]:
            self.report(row, "period", "plans.no_period")
            return None
        before = len(self.problems)
        date = date_of(row, "period", self.problems)
        if date is not None and isinstance(date.first, int) and isinstance(date.last, int):
            return date
        if len(self.problems) == before:
            self.report(row, "period", "plans.open_period", value=row["period"])
        return None

    def as_of(self, row: Row) -> int | None:
        if not row["as_of"]:
            self.report(row, "as_of", "plans.no_as_of")
            return None
        before = len(self.problems)
        date = date_of(row, "as_of", self.problems)
        if date is not None and isinstance(date.first, int) and date.first == date.last:
            return date.first
        if len(self.problems) == before:
            self.report(row, "as_of", "plans.as_of_no_day", value=row["as_of"])
        return None

    def slug(self, row: Row, column: str) -> None:
        if not SLUG.fullmatch(row[column]):
            self.report(row, column, "records.not_a_slug", value=row[column])

    def either(self, row: Row, column: str) -> None:
        """A text that must stand in one language, and should in both."""
        missing = [name for name in (column, f"{column}_es") if not row[name]]
        if len(missing) > 1:
            self.report(row, column, "plans.needed", column=column)
        elif missing:
            self.one_language(row, missing[0])

    def one_language(self, row: Row, column: str) -> None:
        self.problems.append(problem(row.file, row.line, column, "records.one_language", column=column, severity="warning"))

    def word(self, row: Row, column: str, name: str) -> None:
        words: Mapping[str, object] = self.words.kinds if name == "kinds" else self.words.lists[name]
        if row[column] not in words:
            near = nearest(row[column], words) or ", ".join(words)
            self.report(row, column, "plans.unknown_word", value=row[column], nearest=near)

    def currency(self, row: Row, column: str) -> None:
        """A currency is three capital letters (ISO 4217 has the list; a fictional record may have its own)."""
        text = row[column]
        if not (len(text) == _CURRENCY_LETTERS and text.isascii() and text.isalpha() and text.isupper()):
            self.report(row, column, "plans.no_currency", value=text or "—")

    def report(self, row: Row, column: str, code: str, /, **values: str | int) -> None:
        self.problems.append(problem(row.file, row.line, column, code, severity="error", **values))


def _text(row: Row, column: str) -> Text:
    english, spanish = row[column], row[f"{column}_es"]
    return Text(english or spanish, spanish or english)


def _bound(date: Edtf | None, *, first: bool) -> int | None:
    if date is None:
        return None
    found = date.first if first else date.last
    return found if isinstance(found, int) else None
