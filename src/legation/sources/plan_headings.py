"""Which column of a spreadsheet holds what of a plan: headings recognised by a declared list, in Spanish and English."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from legation.sources.workbook import Cell, Grid, letters, where
from legation.terms.messages import LANGUAGES
from legation.terms.problems import Problem, nearest, problem
from legation.terms.vocabulary import Text

STAGES: Final = ("opening", "modified", "certified", "committed", "accrued", "paid")
NEEDED: Final = ("code", "name")
FIGURES: Final = ("target", "result", "financial", "baseline", *STAGES)
MOST_ABOVE: Final = 30
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_BRACKETS: Final = re.compile(r"[(\[]([^)\]]*)[)\]]")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column may hold: its name to people, and whether its heading needs a year."""

    id: str
    label: Text
    year: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A recognised column: its place (from 0), what it holds, and the year and currency its heading names, or empty."""

    place: int
    meaning: Meaning
    year: str
    where: str


@dataclass(frozen=True, slots=True)
class Headings:
    """The recognised columns of a sheet and the row (from 0) below which its data begin."""

    row: int
    columns: tuple[Column, ...]

    def one(self, meaning: str) -> Column | None:
        """The column with a meaning that stands once."""
        return next((column for column in self.columns if column.meaning.id == meaning), None)


@cache
def meanings() -> Mapping[str, Meaning]:
    """Every spelling of a heading, folded, and what it means."""
    found = {}
    for key, entry in _toml("plan_headings.toml").items():
        meaning = Meaning(key, Text(entry["label"]["en"], entry["label"]["es"]), entry.get("year", False))
        found.update(dict.fromkeys(entry["spellings"], meaning))
    return found


@cache
def words_of(name: str) -> Mapping[str, str]:
    """Every spelling of a list of words, folded, and the word it means."""
    return {spelling: word for word, spellings in _toml("plan_words.toml")[name].items() for spelling in spellings}


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files(__package__) / name).read_text(encoding="utf-8"))


def folded(text: str) -> str:
    """Text without accents, case or outer blanks."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return " ".join("".join(mark for mark in plain if not unicodedata.combining(mark)).split())


def _bare(text: str) -> str:
    """A heading without years, brackets and signs."""
    without = _YEAR.sub(" ", _BRACKETS.sub(" ", folded(text)))
    return " ".join(re.sub(r"[^a-z ]", " ", without).split())


def find_headings(grid: Grid, currency: str, problems: list[Problem]) -> Headings | None:
    """The headings of a sheet, or None where no row names a code, an element and a figure.

    Years may stand in the heading, or in a cell above that spans several columns.
    """
    rows = range(min(len(grid.rows), MOST_ABOVE))
    row = next((row for row in rows if _names_a_plan(grid, row)), None)
    if row is None:
        return None
    while row + 1 < len(grid.rows) and _names_a_plan(grid, row + 1):  # headings of two rows, merged where they have one
        row += 1
    return _columns(grid, row, _texts(grid, row), currency, problems)


def _names_a_plan(grid: Grid, row: int) -> bool:
    """Whether a row names a code, an element and some figure."""
    known = {meaning.id for text in _texts(grid, row) if (meaning := _meaning(text)) is not None}
    return known.issuperset(NEEDED) and not known.isdisjoint(FIGURES)


def _texts(grid: Grid, row: int) -> list[tuple[str, str]]:
    """For each column of a row what it says, and what the row above says over it."""
    above = grid.rows[row - 1] if row else ()
    found = []
    for place, cell in enumerate(grid.rows[row]):
        over = above[place] if place < len(above) else None
        top = grid.firsts.get(over.address, over).text if over is not None else ""
        own = grid.firsts.get(cell.address, cell).text  # a heading of two rows merged into one
        found.append((own, "" if own == top else top))
    return found


def _meaning(text: tuple[str, str]) -> Meaning | None:
    own, above = text
    if not own:
        return None
    if _bare(own):
        return meanings().get(_bare(own)) or meanings().get(_bare(f"{above} {own}"))
    return meanings().get(_bare(above))  # the cell itself holds only a year


def _columns(grid: Grid, row: int, texts: list[tuple[str, str]], currency: str, problems: list[Problem]) -> Headings:
    found: list[Column] = []
    for place, text in enumerate(texts):
        own, above = text
        heading = own if _bare(own) or not above else f"{above} {own}"
        at = where(grid.file, grid.name, f"{letters(place + 1)}{row + 1}")
        meaning = _meaning(text)
        if meaning is None:
            if own:
                near = nearest(_bare(own), meanings()) or ", ".join(_label(name) for name in NEEDED)
                problems.append(problem(at, 0, "", "plans.heading_unknown", severity="warning", heading=heading, nearest=near))
            continue
        year = next((hit[1] for part in (own, above) if (hit := _YEAR.search(part))), "")
        if meaning.year and not year:
            problems.append(problem(at, 0, "", "plans.heading_no_year", heading=heading))
        _check_brackets(at, heading, meaning, currency, problems)
        twin = next((one for one in found if one.meaning.id == meaning.id and one.year == year), None)
        if twin is not None:
            problems.append(problem(at, 0, "", "plans.heading_twice", meaning=_label(meaning.id), other=twin.where))
            continue
        found.append(Column(place, meaning, year, at))
    return Headings(row, tuple(found))


def _check_brackets(at: str, heading: str, meaning: Meaning, currency: str, problems: list[Problem]) -> None:
    """Units in a heading: thousands are refused, and so is a currency other than the one asked for."""
    inside = [folded(part) for part in _BRACKETS.findall(heading)]
    parts = {part for text in inside for part in (text, *text.split())}
    if not parts.isdisjoint(words_of("thousands")):
        problems.append(problem(at, 0, "", "plans.heading_in_thousands", heading=heading))
    named = {words_of("currency")[part] for part in parts if part in words_of("currency")}
    if meaning.id in (*STAGES, "financial") and named and named != {currency}:
        problems.append(
            problem(at, 0, "", "plans.heading_currency", heading=heading, found=", ".join(sorted(named)), currency=currency)
        )


def label_of(meaning: str) -> Text:
    """What people call a meaning, in both languages."""
    return next(one.label for one in meanings().values() if one.id == meaning)


def _label(meaning: str) -> str:
    """Both names of a meaning, for a message in either language."""
    label = label_of(meaning)
    return " / ".join(dict.fromkeys(label[language] for language in LANGUAGES))


def cell_of(row: tuple[Cell, ...], column: Column | None) -> Cell | None:
    """The cell of a row in a column, None where the row is too short or there is no such column."""
    return row[column.place] if column is not None and column.place < len(row) else None
