"""A plan out of spreadsheets: rows of the plan files from the rows of sheets, every doubtful cell listed by its address."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from legation.record.claims import decimal_of
from legation.sources.plan_headings import (
    STAGES,
    Column,
    Headings,
    cell_of,
    find_headings,
    folded,
    label_of,
    words_of,
)  # fmt: skip
from legation.sources.workbook import Cell, Grid, where
from legation.terms.edtf import EdtfError, parse
from legation.terms.messages import LANGUAGES
from legation.terms.problems import Problem, Severity, errors, problem
from legation.terms.slug import slug
from legation.terms.vocabulary import Text

_LETTERS: Final = re.compile(r"[A-Za-z]+")
_UNIT_OF_PERCENT: Final = "percentage"
_ABOVE: Final = {"aei": "oei", "aes": "oes", "ao": "aei", "aoi": "aei"}
"""Which letters stand above which in the codes of planners: the parent of AEI.01.02 is OEI.01."""
_EXAMPLE: Final = "Código | Denominación | Unidad de medida | Meta 2021 | PIM | Devengado"
TABLES: Final = ("nodes", "indicators", "targets", "results", "budget")
Rows = dict[str, str]


@dataclass(frozen=True, slots=True)
class Terms:
    """How spreadsheets are to be read.

    Args:
        name: of the set of plan files; source: id of the source that the spreadsheets are.
        currency: of the money columns; as_of: the day of results and money where no column says it (ISO).
        trust: whether the last result of a formula is taken.
        codes: ids of the elements that the record has already, from which a row may hang.
    """

    name: str
    source: str
    currency: str
    as_of: str
    trust: bool
    codes: frozenset[str] = frozenset()


@dataclass
class Draft:
    """The rows of each plan file, with the place from which each came; and every problem on the way."""

    rows: dict[str, list[Rows]] = field(default_factory=lambda: {name: [] for name in TABLES})
    places: dict[tuple[str, str], str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, table: str, cell: Cell, terms: Terms, ending: str, **cells: str) -> None:
        """One row stated by a cell; its claim id is the cell's own place, so that a later import gives it again."""
        file, _, place = cell.where.partition("!")
        sheet, _, address = place.rpartition("!")
        claim = "-".join(part for part in (terms.name, slug(sheet or file), address.lower(), ending) if part)
        locator = f"{sheet}!{address}" if sheet else address
        self.rows[table].append({"claim": claim, "source": terms.source, "locator": locator, **cells})
        self.places[table, claim] = cell.where


def read_sheets(grids: Iterable[Grid], terms: Terms) -> Draft:
    """The plan in some sheets; those without headings of a plan are named and left out."""
    draft = Draft()
    given = list(grids)
    every = [grid for grid in given if not grid.hidden]
    found = [(grid, find_headings(grid, terms.currency, draft.problems)) for grid in every]
    whole = [(grid, headings) for grid, headings in found if headings is not None]
    for grid, headings in found:
        if headings is None and any(not cell.is_empty for row in grid.rows for cell in row):
            severity: Severity = "warning" if whole else "error"
            place = where(grid.file, grid.name, "")
            draft.problems.append(Problem(place, 0, "", severity, "plans.no_headings", (("example", _EXAMPLE),)))
    if not whole:
        file = given[0].file if given else "—"
        draft.problems.append(problem(file, 0, "", "plans.no_sheet", file=file))
        draft.problems.extend(_passed_over(given))
    codes = {slug(code.text) for grid, headings in whole for code in _codes(grid, headings)}
    names: dict[str, tuple[str, str]] = {}
    for grid, headings in whole:
        for row in grid.rows[headings.row + 1 :]:
            _SheetRow(row, headings, terms, draft, codes | terms.codes, names).read()
    if whole and not draft.rows["nodes"] and not errors(draft.problems):
        first, _ = whole[0]
        draft.problems.append(problem(where(first.file, first.name, ""), 0, "", "plans.no_rows"))
    return draft


def _passed_over(grids: Iterable[Grid]) -> Iterator[Problem]:
    """The sheets of which nothing else is said, for they are hidden or empty."""
    for grid in grids:
        empty = all(cell.is_empty for row in grid.rows for cell in row)
        if grid.hidden or empty:
            yield problem(where(grid.file, grid.name, ""), 0, "", "plans.sheet_hidden" if grid.hidden else "plans.sheet_empty")


def _codes(grid: Grid, headings: Headings) -> Iterable[Cell]:
    column = headings.one("code")
    for row in grid.rows[headings.row + 1 :]:
        if (cell := cell_of(row, column)) is not None and cell.text and not cell.formula:
            yield cell


class _SheetRow:
    def __init__(
        self, row: tuple[Cell, ...], headings: Headings, terms: Terms, draft: Draft, codes: Collection[str],
        names: dict[str, tuple[str, str]],
    ) -> None:  # fmt: skip
        self.row, self.headings, self.terms, self.draft = row, headings, terms, draft
        self.codes, self.names = codes, names

    def read(self) -> None:
        used = [cell for column in self.headings.columns if (cell := cell_of(self.row, column)) is not None]
        if all(cell.is_empty and not cell.covered for cell in used) or self.is_total():
            return
        merged = [cell for cell in used if cell.merged and not cell.covered]
        for cell in merged:
            self.report(cell, "plans.cell_merged")
        code = self.cell("code")
        if code is None or merged or code.covered:
            return
        text = self.text("code")
        name = self.text("name")
        kind = self.kind(code, text)
        if not text or not name or kind is None:
            return
        node = slug(text)
        before = self.names.setdefault(node, (name, code.where))
        if before[0] != name:
            self.report(code, "plans.cell_code_twice", value=text, other=before[1])
            return
        if before[1] == code.where:
            self.node(code, node, text, name, kind)
        self.figures(code, node)

    def is_total(self) -> bool:
        """A row of totals, which is reckoned and not stated: it has no code of its own."""
        words = words_of("total")
        texts = [folded(cell.text) for name in ("code", "name") if (cell := self.cell(name)) is not None]
        return any(text in words for text in texts if text)

    def node(self, code: Cell, node: str, text: str, name: str, kind: str) -> None:
        self.draft.add(
            "nodes", code, self.terms, "n", id=node, code=text, kind=kind, parent=self.parent(node),
            name=self.text("name_en", needed=False), name_es=name, owner_es=self.text("owner", needed=False),
            **{"from": self.day("from"), "to": self.day("to")},
        )  # fmt: skip

    def figures(self, code: Cell, node: str) -> None:
        numbers = {
            (column.meaning.id, column.year): self.number(column) for column in self.headings.columns if self.holds_figure(column)
        }
        physical = [key for key, value in numbers.items() if key[0] in ("target", "result", "baseline") and value]
        if physical:
            self.indicator(code, node)
        for (meaning, year), value in numbers.items():
            column = next(one for one in self.headings.columns if (one.meaning.id, one.year) == (meaning, year))
            cell = cell_of(self.row, column)
            if not value or cell is None:
                continue
            as_of = self.day("as_of") or self.terms.as_of
            if meaning in ("target", "baseline"):
                self.draft.add(
                    "targets", cell, self.terms, "", of=self.indicator_id(node), kind=meaning, period=year, value=value
                )
            elif meaning == "financial":
                self.draft.add(
                    "targets", cell, self.terms, "", of=node, kind=meaning, period=year, value=value, unit=self.terms.currency
                )
            elif meaning == "result":
                last = min(as_of, f"{year}-12-31") if as_of >= f"{year}-01-01" else as_of
                self.draft.add(
                    "results", cell, self.terms, "", indicator=self.indicator_id(node), period=year, as_of=last, value=value
                )
            else:
                self.money(cell, node, meaning, year or as_of[:4], as_of, value)

    def money(self, cell: Cell, node: str, stage: str, year: str, as_of: str, value: str) -> None:
        category = self.word("category") or "budget_programme"
        given = self.text("line", needed=False)
        parts = ("line", given) if given else ("line", node, category.replace("_", "-"))
        last = min(as_of, f"{year}-12-31") if as_of >= f"{year}-01-01" else as_of
        self.draft.add(
            "budget", cell, self.terms, "", line=slug("-".join(parts)), node=node, category=category, stage=stage,
            period=year, as_of=last, value=value, currency=self.terms.currency,
        )  # fmt: skip

    def indicator(self, code: Cell, node: str) -> None:
        unit = self.text("unit", needed=False)
        cell = self.cell("unit") or code
        if not unit:
            self.report(cell, "plans.cell_no_unit")
            return
        percent = words_of("measure").get(folded(unit)) == _UNIT_OF_PERCENT
        measure = self.word("measure") or (_UNIT_OF_PERCENT if percent else "number")
        if any(one["id"] == self.indicator_id(node) for one in self.draft.rows["indicators"]):
            return
        self.draft.add(
            "indicators", cell, self.terms, "i", id=self.indicator_id(node), node=node, measure=measure, unit_es=unit,
            name_es=self.text("indicator", needed=False) or self.text("name"), direction=self.word("direction"),
        )  # fmt: skip

    def indicator_id(self, node: str) -> str:
        """The element's own, with the name of the indicator where it may have several."""
        name = self.text("indicator", needed=False)
        return f"{node}-{slug(name)[:60].strip('-')}" if name and slug(name) else f"{node}-indicator"

    def kind(self, code: Cell, text: str) -> str | None:
        """The level of an element: of its own column, else of the letters of its code."""
        level = self.cell("level")
        if level is not None and level.text:
            return self.word("level") or None
        letters = _LETTERS.match(text)
        kind = words_of("level").get(folded(letters[0])) if letters else None
        if text and kind is None:
            self.report(code, "plans.cell_code", value=text)
        return kind

    def parent(self, node: str) -> str:
        """The element named in the column of parents, else the one that the code stands under, where it is there."""
        given = self.text("parent", needed=False)
        if given:
            cell = self.cell("parent")
            if slug(given) not in self.codes and cell is not None:
                self.report(cell, "plans.cell_parent", value=given)
            return slug(given)
        first, *rest = node.split("-")
        if first not in _ABOVE or not rest:
            return ""
        above = "-".join((_ABOVE[first], *rest[:-1]))
        return above if above in self.codes else ""

    def holds_figure(self, column: Column) -> bool:
        return column.meaning.id in ("target", "result", "financial", "baseline", *STAGES)

    def number(self, column: Column) -> str:
        """The figure in a cell as plain digits; empty where there is none, or it is doubtful."""
        cell = cell_of(self.row, column)
        if cell is None or not self.is_sound(cell) or cell.text.casefold() in words_of("nothing"):
            return ""
        if isinstance(cell.value, bool) or not cell.text:
            if isinstance(cell.value, bool):
                self.report(cell, "plans.cell_figure", value=cell.text)
            return ""
        figure = decimal_of(cell.text) if not isinstance(cell.value, float) else _finite(cell)
        if figure is None:
            self.report(cell, "plans.cell_figure", value=cell.text)
            return ""
        if cell.percent and isinstance(cell.value, int | float):
            figure *= 100
        return _digits(figure)

    def text(self, meaning: str, *, needed: bool = True) -> str:
        cell = self.cell(meaning)
        if cell is None or not self.is_sound(cell):
            return ""
        if needed and not cell.text:
            self.report(cell, "plans.cell_needed", meaning=_both(label_of(meaning)))
        return cell.text

    def word(self, meaning: str) -> str:
        text = self.text(meaning, needed=False)
        if not text:
            return ""
        found = words_of(meaning).get(folded(text).rstrip("."))
        cell = self.cell(meaning)
        if found is None and cell is not None:
            known = ", ".join(list(words_of(meaning))[:6])
            self.report(cell, "plans.cell_word", value=text, meaning=_both(label_of(meaning)), known=known)
        return found or ""

    def day(self, meaning: str) -> str:
        text = self.text(meaning, needed=False)
        if not text:
            return ""
        try:
            date = parse(text)
        except EdtfError:
            date = None
        cell = self.cell(meaning)
        if cell is not None and (date is None or not isinstance(date.first, int) or date.first != date.last):
            self.report(cell, "plans.cell_date", value=text)
            return ""
        return text

    def is_sound(self, cell: Cell) -> bool:
        """Whether a cell may be taken: no error, and no formula unless its last result is to be trusted."""
        if cell.formula and not self.terms.trust:
            self.report(cell, "plans.formula", formula=cell.formula)
            return False
        if cell.formula and cell.value is None:
            self.report(cell, "plans.formula_without_value", formula=cell.formula)
            return False
        if isinstance(cell.value, str) and re.fullmatch(r"#[A-Z0-9/!?]+", cell.value):
            self.report(cell, "plans.cell_error", value=cell.value)
            return False
        if cell.formula:
            self.draft.problems.append(
                problem(cell.where, 0, "", "plans.formula_trusted", severity="warning", formula=cell.formula, value=cell.text)
            )
        return True

    def cell(self, meaning: str) -> Cell | None:
        return cell_of(self.row, self.headings.one(meaning))

    def report(self, cell: Cell, code: str, /, **values: str) -> None:
        self.draft.problems.append(problem(cell.where, 0, "", code, severity="error", **values))


def _both(label: Text) -> str:
    return " / ".join(dict.fromkeys(label[language] for language in LANGUAGES))


def _finite(cell: Cell) -> Decimal | None:
    figure = Decimal(cell.text) if cell.text not in ("nan", "inf", "-inf") else None
    return figure if figure is not None and figure.is_finite() and abs(figure.adjusted()) < 30 else None


def _digits(figure: Decimal) -> str:
    text = f"{figure:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
