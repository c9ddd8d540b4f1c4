"""A table on a terminal: columns where they fit without breaking a word, else one block for each row."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from legation.publication.table import Cell

GAP: Final = 2
COMFORTABLE: Final = 14
"""A column of sentences is not made narrower than this many signs to save the layout in columns."""


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    cells: tuple[str, ...]
    numbers: bool

    @property
    def widest(self) -> int:
        return max(map(len, (self.title, *self.cells)))

    @property
    def least(self) -> int:
        """The width in which no word is broken, and in which sentences stay readable."""
        words = max((len(word) for text in (self.title, *self.cells) for word in _words(text)), default=1)
        return max(words, min(self.widest, COMFORTABLE))


def drawn(
    titles: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    width: int,
    spare: Sequence[int] = (),
    style: Callable[[str], str] = str,
) -> Iterator[str]:  # fmt: skip
    """The lines of a table in ``width`` columns.

    Args:
        titles: of the columns; spare: places of columns that are left out before the rows are broken up into blocks.
        style: how headings are set off.
    """
    columns = [
        _Column(title, tuple(_text(row[place]) for row in rows), all(isinstance(row[place], int | None) for row in rows))
        for place, title in enumerate(titles)
    ]
    for tried in (columns, [one for place, one in enumerate(columns) if place not in spare]):
        widths = _widths(tried, width)
        if widths:
            yield from _in_columns(tried, widths, style)
            return
    yield from _in_blocks(columns, width, style)


def _widths(columns: Sequence[_Column], width: int) -> list[int]:
    """A width for each column, none less than it needs; empty where they do not fit side by side."""
    least = [one.least for one in columns]
    room = width - GAP * (len(columns) - 1) - sum(least)
    if room < 0:
        return []
    wants = [one.widest - given for one, given in zip(columns, least, strict=True)]
    while room > 0 and any(wants):
        hungry = [place for place, want in enumerate(wants) if want > 0]
        share = max(1, room // len(hungry))
        for place in hungry:
            given = min(share, wants[place], room)
            least[place] += given
            wants[place] -= given
            room -= given
    return least


def _in_columns(columns: Sequence[_Column], widths: Sequence[int], style: Callable[[str], str]) -> Iterator[str]:
    yield from (style(line) for line in _side_by_side([one.title for one in columns], columns, widths))
    for row in zip(*(one.cells for one in columns), strict=True):
        yield from _side_by_side(row, columns, widths)


def _side_by_side(texts: Sequence[str], columns: Sequence[_Column], widths: Sequence[int]) -> Iterator[str]:
    wrapped = [_wrapped(text, width) for text, width in zip(texts, widths, strict=True)]
    for number in range(max(map(len, wrapped))):
        cells = [lines[number] if number < len(lines) else "" for lines in wrapped]
        set_ = [
            cell.rjust(width) if one.numbers else cell.ljust(width)
            for cell, one, width in zip(cells, columns, widths, strict=True)
        ]
        yield (" " * GAP).join(set_).rstrip()


def _in_blocks(columns: Sequence[_Column], width: int, style: Callable[[str], str]) -> Iterator[str]:
    """Each row as its first cell, then a line for each of the others that says something."""
    head, *others = columns
    for number, first in enumerate(head.cells):
        if number:
            yield ""
        yield from (style(line) for line in _wrapped(f"{first or '—'}", width))
        for one in others:
            if said := one.cells[number].strip():
                yield from _wrapped(f"  {one.title}: {said}", width, "    ")


def _wrapped(text: str, width: int, hanging: str = "") -> list[str]:
    """A text in lines that break between words only; blanks before its first word stay."""
    inner = text.lstrip(" ")
    before = text[: len(text) - len(inner)]
    return textwrap.wrap(
        inner, max(width, 1), initial_indent=before, subsequent_indent=hanging or before, break_long_words=False,
        break_on_hyphens=False,
    ) or [""]  # fmt: skip


def _words(text: str) -> list[str]:
    inner = text.lstrip(" ")
    before = len(text) - len(inner)
    return [" " * before + word for word in inner.split()]


def _text(cell: Cell) -> str:
    """A cell in one line; the items of a list are set apart, so that a line may break between them."""
    if not isinstance(cell, str):
        return "" if cell is None else str(cell)
    return cell.replace("\n", " ").replace("; ", ";").replace(";", "; ")
