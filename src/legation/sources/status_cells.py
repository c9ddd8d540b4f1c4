"""Cells of United Nations status tables: a date, a letter, and the column's heading, as one kind of act on one day.

The letter is read before the column. A date in brackets is of one that has withdrawn; where a heading names several acts
without a letter, a bare date is consent in one of those ways, and no more is said.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from legation.terms.days import day_number
from legation.terms.text import Text
from legation.terms.told import ToldError

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CELL: Final = re.compile(
    r"(?P<open>\[)?\s*(?P<day>\d{1,2})\s+(?P<month>[A-Z][a-z]{2})\s+(?P<year>\d{4})(?:\s+(?P<letter>[A-Za-z]{1,2}))?\s*(?P<shut>\])?"
)
_PHRASE: Final = re.compile(r"(?P<words>.*?)\s*(?:\((?P<letter>[aAcCdnpPs]|AA)\))?")


class CellNotRead(ToldError):
    """A cell or a heading that says nothing known."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell says.

    Args:
        kind: kind of act of the vocabulary.
        date: ISO; letter: as written, empty where none.
        withdrawn: it stands in brackets.
    """

    kind: str
    date: str
    letter: str
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """What a column heading says: the kind of a bare date, and the kinds that its letters mark.

    Args:
        plain: None where every phrase has its letter, so that a bare date says nothing.
        why_not: why the column is no act of a participant; None where it is one.
    """

    plain: str | None
    letters: Mapping[str, str]
    why_not: Text | None = None


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((resources.files(__package__) / "status_headings.toml").read_text(encoding="utf-8"))


def letters() -> Mapping[str, str]:
    """The kind of act of each letter, where the heading says no other."""
    found: Mapping[str, str] = _words()["letters"]
    return found


@cache
def read_heading(heading: str) -> Heading:
    """The kinds of act that a column heading names.

    Raises:
        CellNotRead: a phrase of it is not known.
    """
    why_not = _words()["declined"].get(heading)
    if why_not is not None:
        return Heading(None, {}, Text(**why_not))
    plain: list[str] = []
    marked: dict[str, str] = {}
    for phrase in _phrases(heading):
        match = _PHRASE.fullmatch(phrase)
        kind = _kind_of(match["words"]) if match else None
        if match is None or kind is None:
            raise CellNotRead("imports.heading_unknown", value=phrase)
        if match["letter"]:
            marked[match["letter"]] = kind
        else:
            plain.append(kind)
    one = plain[0] if len(set(plain)) == 1 else "consent_expressed"
    return Heading(one if plain else None, marked)


def _phrases(heading: str) -> list[str]:
    """The acts that a heading lists; a comma within one of them (“ratification, accession or succession to”) does not part it."""
    found: list[str] = []
    for part in heading.split(", "):
        if found and not part[:1].isupper():
            found[-1] = f"{found[-1]}, {part}"
        else:
            found.append(part)
    return found


def _kind_of(words: str) -> str | None:
    for phrase in _words()["phrases"]:
        if words.startswith(phrase["begins"]):
            kind: str = phrase["kind"]
            return kind
    return None


def read_cell(heading: str, cell: str) -> Cell | None:
    """What a cell under a heading says; None where the cell is empty, so that nothing is said.

    Raises:
        CellNotRead: the heading or the cell is not understood, or the column is no act of a participant.
    """
    if not cell.strip():
        return None
    column = read_heading(heading)
    if column.why_not is not None:
        raise CellNotRead("imports.heading_declined", value=heading)
    match = _CELL.fullmatch(cell.strip())
    if match is None or bool(match["open"]) != bool(match["shut"]) or match["month"] not in MONTHS:
        raise CellNotRead("imports.cell_unreadable", value=cell)
    letter = match["letter"] or ""
    kind = (column.letters.get(letter) or letters().get(letter)) if letter else column.plain
    if kind is None:
        raise CellNotRead("imports.letter_unknown" if letter else "imports.letter_missing", value=cell, heading=heading)
    year, month, day = int(match["year"]), MONTHS.index(match["month"]) + 1, int(match["day"])
    try:
        day_number(year, month, day)
    except ValueError as error:
        raise CellNotRead("imports.cell_unreadable", value=cell) from error
    return Cell(kind, f"{year:04d}-{month:02d}-{day:02d}", letter, bool(match["open"]))
