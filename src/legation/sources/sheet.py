"""One table of an outside data set as its publisher gives it: every cell as text, nothing mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Cell = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One row: ``number`` counts rows of data from 1; an empty cell is an empty text; a list cell is a tuple."""

    number: int
    cells: Mapping[str, Cell]

    def __getitem__(self, column: str) -> str:
        value = self.cells[column]
        return value if isinstance(value, str) else "; ".join(value)

    def listed(self, column: str) -> tuple[str, ...]:
        """The members of a list cell."""
        value = self.cells[column]
        return value if isinstance(value, tuple) else tuple(filter(None, (value,)))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with where it came from: ``name`` without its ending, and the digest of the file's bytes."""

    name: str
    file: str
    sha256: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
