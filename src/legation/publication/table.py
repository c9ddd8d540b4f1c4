"""A table of answers: the same columns in the same order every time, for a terminal, a file or a notebook."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

Cell = str | int | None
_LONGEST_SHOWN: Final = 20
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Table:
    """Columns of equal length, each of one type (text or integer, None where there is nothing).

    ``notes`` are the lines that belong under it: coverage, basis, what the answer does not say.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __getitem__(self, column: str) -> list[Cell]:
        """The values of one column."""
        place = self.columns.index(column)
        return [row[place] for row in self.rows]

    def where(self, **wanted: Cell) -> Table:
        """The rows in which the named columns hold the wanted values."""
        places = {self.columns.index(column): value for column, value in wanted.items()}
        kept = tuple(row for row in self.rows if all(row[place] == value for place, value in places.items()))
        return Table(self.name, self.columns, kept, self.notes)

    def select(self, *columns: str) -> Table:
        """Only the named columns."""
        places = [self.columns.index(column) for column in columns]
        return Table(self.name, columns, tuple(tuple(row[place] for place in places) for row in self.rows), self.notes)

    def to_dicts(self) -> list[dict[str, Cell]]:
        """The rows as dictionaries."""
        return list(self)

    def to_arrow(self) -> Any:
        """The table as a ``pyarrow.Table``; Polars and pandas take it from there."""
        import pyarrow as pa

        arrays = [pa.array(self[column], type=self._arrow_type(column)) for column in self.columns]
        return pa.table(arrays, names=list(self.columns))

    def to_polars(self) -> Any:
        """The table as a Polars data frame (Polars must be installed)."""
        import polars  # type: ignore[import-not-found, unused-ignore]

        return polars.from_arrow(self.to_arrow())

    def to_pandas(self) -> Any:
        """The table as a pandas data frame (pandas must be installed)."""
        return self.to_arrow().to_pandas()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def _arrow_type(self, column: str) -> Any:
        import pyarrow as pa

        return pa.int64() if any(isinstance(value, int) for value in self[column]) else pa.string()

    def to_csv(self) -> str:
        """CSV (RFC 4180, UTF-8, LF); a text that a spreadsheet would run as a formula gets an apostrophe before it."""
        target = io.StringIO(newline="")
        lone_returns = any("\r" in cell for row in self.rows for cell in row if isinstance(cell, str))
        # The module leaves a lone return bare, so a table that holds one is quoted throughout.
        writer = csv.writer(target, lineterminator="\n", quoting=csv.QUOTE_ALL if lone_returns else csv.QUOTE_MINIMAL)
        writer.writerow(self.columns)
        writer.writerows([_harmless(cell) for cell in row] for row in self.rows)
        return target.getvalue()

    def to_json(self) -> str:
        """A JSON object with the name, the notes and the rows."""
        content = {"table": self.name, "columns": list(self.columns), "notes": list(self.notes), "rows": self.to_dicts()}
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"

    def to_json_lines(self) -> str:
        """One JSON object a row."""
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in self)

    def to_parquet(self) -> bytes:
        """Parquet, the same bytes for the same rows."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        target = pa.BufferOutputStream()
        pq.write_table(self.to_arrow(), target, compression="zstd")
        return bytes(target.getvalue().to_pybytes())

    def __repr__(self) -> str:
        widths = [
            min(44, max(len(column), *(len(_text(row[place])) for row in self.rows[:_LONGEST_SHOWN]), 0))
            for place, column in enumerate(self.columns)
        ]
        lines = ["  ".join(column.ljust(width) for column, width in zip(self.columns, widths, strict=True)).rstrip()]
        lines.append("  ".join("─" * width for width in widths))
        for row in self.rows[:_LONGEST_SHOWN]:
            cells = (_cut(_text(cell), width).ljust(width) for cell, width in zip(row, widths, strict=True))
            lines.append("  ".join(cells).rstrip())
        if len(self.rows) > _LONGEST_SHOWN:
            lines.append(f"… {len(self.rows) - _LONGEST_SHOWN} more of {len(self.rows)} rows")
        return "\n".join([*lines, *self.notes])

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{html.escape(column)}</th>" for column in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(_text(cell))}</td>" for cell in row) + "</tr>"
            for row in self.rows[: 5 * _LONGEST_SHOWN]
        )
        notes = "".join(f"<p>{html.escape(note)}</p>" for note in self.notes)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{notes}"


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) and len(cell) > 1 else cell


def rows_of(columns: Sequence[str], entries: Sequence[dict[str, Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Rows in column order from dictionaries; a missing column is None."""
    return tuple(tuple(entry.get(column) for column in columns) for entry in entries)
