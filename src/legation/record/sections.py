"""The sections of a source as its readers went through it: how many sentences each has, and which places lie in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from legation.record.sources import Source
from legation.record.table import read_table
from legation.terms.problems import Problem, nearest, problem
from legation.terms.vocabulary import Text

FILE: Final = "sections.csv"
COLUMNS: Final = ("source", "section", "title", "title_es", "first", "last", "sentences")
_PLACE: Final = re.compile(r"\b(?:l|p)\. (\d+)")
_NAMES_SOURCES: Final = re.compile(r"^[^,;¶]*: ")


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a source, read sentence by sentence.

    Args:
        source: id of the source; id: name of the section, once in a source; title: what it speaks of, in our words.
        first, last: lines (``l.``) or pages (``p.``) between which it lies, both included, as locators count them.
        sentences: how many sentences, headings and items of lists were read in it.
    """

    source: str
    id: str
    title: Text
    first: int
    last: int
    sentences: int


def read_sections(file: str, data: bytes, sources: Mapping[str, Source]) -> tuple[list[Section], list[Problem]]:
    """The sections in one CSV file, in its order, with every problem found."""
    table = read_table(file, data, COLUMNS)
    problems = list(table.problems)
    found: list[Section] = []
    for row in table.rows:
        if row["source"] not in sources:
            near = nearest(row["source"], sources) or "—"
            problems.append(problem(file, row.line, "source", "records.unknown_source", value=row["source"], nearest=near))
        numbers = {}
        for column in ("first", "last", "sentences"):
            if row[column].isdecimal() and row[column].isascii() and len(row[column]) < 10:
                numbers[column] = int(row[column])
            else:
                problems.append(problem(file, row.line, column, "records.not_a_figure", value=row[column]))
        if len(numbers) == 3:
            found.append(Section(row["source"], row["section"], Text(row["title"], row["title_es"]), **numbers))
    return found, problems


def section_of(locator: str, sections: Iterable[Section]) -> Section | None:
    """The one of a source's sections in which a place lies; None where the place has no line or page, or lies in none.

    A locator that names places in several sources (``200 years: I.1, l. 96. New millennium: II, l. 138``) ends with its own.
    """
    places = _PLACE.findall(locator)
    if not places:
        return None
    number = int(places[-1] if _NAMES_SOURCES.match(locator) else places[0])
    for section in sections:
        if section.first <= number <= section.last:
            return section
    return None
