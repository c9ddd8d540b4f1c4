"""A table of answers: the same columns in the same order every time, for a terminal, a file or a notebook."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeVar, overload

from legation.publication.columns import SEPARATOR, Type, column_of
from legation.publication.shown import Cell, as_html, as_text
from legation.terms.problems import nearest

if TYPE_CHECKING:  # a build is asked without citations and questions, which cost a cold command a third of its time
    from legation.publication.citation import Citation
    from legation.publication.grounds import Basis, Ground, Ref

__all__ = ["Cell", "Table", "Wanted", "rows_of"]

Held = TypeVar("Held")
Wanted = Cell | Collection[Cell] | Callable[[Cell], bool]
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_PLAIN_NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?")


class Later(Sequence[Held]):
    """Things that are worked out when one of them is asked for: what rows rest on is long, and seldom shown."""

    def __init__(self, size: int, made: Callable[[], Sequence[Held]]) -> None:
        self._size, self._make = size, made

    @cached_property
    def _made(self) -> Sequence[Held]:
        return self._make()

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, place: int) -> Held: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Held]: ...
    def __getitem__(self, place: int | slice) -> Held | Sequence[Held]:
        return self._made[place]


@dataclass(frozen=True)
class Table:
    """Columns of equal length (texts or whole numbers, None where there is nothing), and what the rows rest on.

    A cell holds what the record has: a date as the source gives it stays text (EDTF), a list is one text separated by ``;``.
    :meth:`to_arrow` says what becomes of them elsewhere. Verbs give a new table; the sources go along with the rows kept.

    Args:
        name: what it is a table of, e.g. ``standings``.
        notes: the lines that belong under it: coverage, basis, what the answer does not say.
        rests_on: for each row, the things of the record behind it; beneath: those behind the answer as a whole.
        basis: the record and the dates of which it was asked; None for a table of no record.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    rests_on: Sequence[tuple[Ref, ...]] = field(default=(), repr=False, compare=False)
    beneath: tuple[Ref, ...] = field(default=(), repr=False, compare=False)
    basis: Basis | None = field(default=None, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __getitem__(self, column: str) -> list[Cell]:
        """The values of one column, as a list.

        Raises:
            QuestionError: there is no such column.
        """
        place = self._place(column)
        return [row[place] for row in self.rows]

    def where(self, **wanted: Wanted) -> Table:
        """The rows in which every named column holds what is wanted.

        A value is wanted exactly; of several (a list or a set) any one; a function says yes or no to each cell; None wants the
        empty cell. In a column of lists a value need only be one of the list: ``where(subject="peru")`` finds ``peru;chile``.
        Where a column's name is a word of Python, write ``where(**{"from": "1821"})``.

        Raises:
            QuestionError: there is no such column.
        """
        tests = [(self._place(column), _test(value, self._type(column) == "list")) for column, value in wanted.items()]
        return self._chosen(n for n, row in enumerate(self.rows) if all(test(row[place]) for place, test in tests))

    def where_any(self, columns: Sequence[str], wanted: Wanted) -> Table:
        """The rows in which at least one of the columns holds what is wanted: ``where_any(("subject", "object"), "chile")``.

        Raises:
            QuestionError: there is no such column.
        """
        tests = [(self._place(column), _test(wanted, self._type(column) == "list")) for column in columns]
        return self._chosen(n for n, row in enumerate(self.rows) if any(test(row[place]) for place, test in tests))

    def between(self, column: str, first: str, last: str) -> Table:
        """The rows whose day, or whose date of one plain day, month or year, lies from ``first`` through ``last``.

        Dates are compared as ISO texts, so ``between("first_day", "1870", "1879-12-31")`` works; a limit of a year or
        a month takes in the whole of it, so that ``"1879"`` does the same. Empty cells are left out.

        Raises:
            QuestionError: there is no such column.
        """
        place = self._place(column)
        return self._chosen(
            n
            for n, row in enumerate(self.rows)
            if isinstance(cell := row[place], str) and first <= cell and cell[: len(last)] <= last
        )

    def select(self, *columns: str) -> Table:
        """Only the named columns, in that order.

        Raises:
            QuestionError: there is no such column.
        """
        places = [self._place(column) for column in columns]
        return replace(self, columns=columns, rows=tuple(tuple(row[place] for place in places) for row in self.rows))

    def sorted(self, *columns: str, descending: bool = False) -> Table:
        """The rows in order of the named columns; empty cells last, equal rows as they were.

        Raises:
            QuestionError: there is no such column.
        """
        order = list(range(len(self.rows)))
        for column in reversed(columns):
            place, numbers = self._place(column), self._type(column) == "number"
            filled = [n for n in order if self.rows[n][place] is not None]
            filled.sort(key=lambda n: _rank(self.rows[n][place], numbers), reverse=descending)
            order = [*filled, *(n for n in order if self.rows[n][place] is None)]
        return self._chosen(order)

    def first(self, count: int = 1) -> Table:
        """The first rows."""
        return self._chosen(range(min(count, len(self.rows))))

    def first_by(self, *columns: str) -> Table:
        """The first row for each value of the named columns: ``acts.sorted("first_day").first_by("kind")``.

        Raises:
            QuestionError: there is no such column.
        """
        return self._chosen(members[0] for members in self._groups(columns).values())

    def count_by(self, *columns: str) -> Table:
        """How many rows there are for each value of the named columns, most first; a row with a list counts for each item.

        Raises:
            QuestionError: there is no such column.
        """
        groups = sorted(self._groups(columns).items(), key=lambda group: (-len(group[1]), tuple(map(str, group[0]))))
        return replace(
            self,
            name=f"{self.name}_counted",
            columns=(*columns, "count"),
            rows=tuple((*values, len(members)) for values, members in groups),
            rests_on=tuple(tuple(ref for n in members for ref in self._refs(n)) for _, members in groups)
            if self.rests_on
            else (),
        )

    def values(self, column: str) -> list[Cell]:
        """The different values of a column, sorted, without the empty ones; the items of lists one by one.

        Raises:
            QuestionError: there is no such column.
        """
        found = {values[0] for values in self._groups((column,))} - {None}
        return sorted(found, key=lambda value: _rank(value, False))

    def without_notes(self) -> Table:
        """The same rows without the lines under them."""
        return replace(self, notes=())

    def cited_in(self, language: str) -> Table:
        """The same table, whose citation and remarks are in another language; its cells stay as they are."""
        return replace(self, basis=replace(self.basis, language=language) if self.basis else None)

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """Every place in the sources on which the rows rest, by source and claim; none for a table of no record."""
        if self.basis is None:
            return ()
        return self.basis.grounds([*(ref for row in self.rests_on for ref in row), *self.beneath])

    @property
    def sources(self) -> Table:
        """The sources behind these rows and no others: how many of their claims, and where to read them."""
        from legation.publication.citation import cited

        return Table("cited", *cited(self.basis, self.grounds), basis=self.basis)

    def cite(self) -> Citation:
        """What to cite for these rows: the record, as asked, and the sources behind them, as CSL-JSON or BibTeX.

        Raises:
            QuestionError: the table is of no record.
        """
        if self.basis is None:
            from legation.publication.questions import QuestionError

            raise QuestionError("reading.nothing_to_cite", value=self.name)
        from legation.publication.citation import Citation

        return Citation(self.basis, self.grounds)

    def to_dicts(self) -> list[dict[str, Cell]]:
        """The rows as dictionaries."""
        return list(self)

    def to_arrow(self) -> Any:
        """The table as a ``pyarrow.Table``; Polars and pandas take it from there.

        Types follow from the column, never from the rows at hand: bounds computed by Legation are days and become ``date32``;
        figures of measures become ``float64``; counts ``int64``. A date as its source gives it (EDTF: ``1879``, ``[1821..1823]``)
        stays text, since no type of day could hold it, and lists stay one text separated by ``;``.
        """
        import pyarrow as pa

        return pa.table([self._array(column) for column in self.columns], names=list(self.columns))

    def to_polars(self) -> Any:
        """The table as a Polars data frame (Polars must be installed); types as in :meth:`to_arrow`."""
        import polars  # type: ignore[import-not-found, unused-ignore]

        return polars.from_arrow(self.to_arrow())

    def to_pandas(self) -> Any:
        """The table as a pandas data frame (pandas must be installed), in Arrow's types, so that missing stays missing."""
        import pandas  # type: ignore[import-not-found, import-untyped, unused-ignore]

        return self.to_arrow().to_pandas(types_mapper=pandas.ArrowDtype)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def to_csv(self) -> str:
        """CSV (RFC 4180, UTF-8, LF); a text that a spreadsheet would run as a formula gets an apostrophe before it."""
        target = io.StringIO(newline="")
        texts = [cell for cell in set().union(*self.rows) if isinstance(cell, str)]
        changed = {text: safe for text in texts if (safe := harmless(text)) != text}
        lone_returns = any("\r" in text for text in texts)
        # The module leaves a lone return bare, so a table that holds one is quoted throughout.
        writer = csv.writer(target, lineterminator="\n", quoting=csv.QUOTE_ALL if lone_returns else csv.QUOTE_MINIMAL)
        writer.writerow(self.columns)
        writer.writerows([[changed.get(str(cell), cell) for cell in row] for row in self.rows] if changed else self.rows)
        return target.getvalue()

    def to_json(self) -> str:
        """A JSON object with the name, the notes and the rows."""
        content = {"table": self.name, "columns": list(self.columns), "notes": list(self.notes), "rows": self.to_dicts()}
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"

    def to_json_lines(self) -> str:
        """One JSON object a row."""
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in self)

    def to_parquet(self) -> bytes:
        """Parquet, the same bytes for the same rows; types as in :meth:`to_arrow`."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        target = pa.BufferOutputStream()
        pq.write_table(self.to_arrow(), target, compression="zstd")
        return bytes(target.getvalue().to_pybytes())

    def __repr__(self) -> str:
        return as_text(self.columns, self.rows, self.notes, self.basis.language if self.basis else "en")

    def _repr_html_(self) -> str:
        return as_html(self.columns, self.rows, self.notes, self.basis.language if self.basis else "en")

    def _place(self, column: str) -> int:
        if column not in self.columns:
            from legation.publication.questions import QuestionError

            close = nearest(column, self.columns)
            raise QuestionError("reading.column", value=column, nearest=close or ", ".join(self.columns))
        return self.columns.index(column)

    def _type(self, column: str) -> Type | None:
        found = column_of(self.name.removesuffix("_counted"), column)
        return found.type if found else None

    def _refs(self, number: int) -> tuple[Ref, ...]:
        return self.rests_on[number] if self.rests_on else ()

    def _chosen(self, numbers: Iterable[int]) -> Table:
        kept = list(numbers)
        rests_on = tuple(self.rests_on[n] for n in kept) if self.rests_on else ()
        return replace(self, rows=tuple(self.rows[n] for n in kept), rests_on=rests_on)

    def _groups(self, columns: Sequence[str]) -> dict[tuple[Cell, ...], list[int]]:
        places = [(self._place(column), self._type(column) == "list") for column in columns]
        groups: dict[tuple[Cell, ...], list[int]] = {}
        for number, row in enumerate(self.rows):
            combinations: list[tuple[Cell, ...]] = [()]
            for place, listed in places:
                items = dict.fromkeys(_items(row[place], listed))
                combinations = [(*values, item) for values in combinations for item in items]
            for values in combinations:
                groups.setdefault(values, []).append(number)
        return groups

    def _array(self, column: str) -> Any:
        import pyarrow as pa

        cells, type_ = self[column], self._type(column)
        if type_ == "day":
            return pa.array([date.fromisoformat(cell) if isinstance(cell, str) else None for cell in cells], pa.date32())
        if type_ == "number":
            return pa.array([None if cell is None else float(cell) for cell in cells], pa.float64())
        whole = type_ == "integer" or (type_ is None and any(isinstance(cell, int) for cell in cells))
        return pa.array(cells, pa.int64() if whole else pa.string())


def _test(wanted: Wanted, listed: bool) -> Callable[[Cell], bool]:
    if callable(wanted):
        return wanted
    values = {wanted} if wanted is None or isinstance(wanted, str | int) else set(wanted)
    return lambda cell: cell in values or (listed and not values.isdisjoint(_items(cell, listed)))


def _items(cell: Cell, listed: bool) -> list[Cell]:
    return [item.strip() for item in cell.split(SEPARATOR)] if listed and isinstance(cell, str) else [cell]


def _rank(cell: Cell, number: bool) -> tuple[bool, float, str]:
    """Numbers before texts, each in its own order."""
    if isinstance(cell, int) or (number and cell is not None):
        return (False, float(cell), "")
    return (True, 0.0, str(cell))


def harmless(text: str) -> str:
    """A text as a cell that no spreadsheet runs as a formula."""
    runs = text.startswith(_FORMULA_STARTS) and len(text) > 1 and not _PLAIN_NUMBER.fullmatch(text)
    return f"'{text}" if runs else text


def rows_of(columns: Sequence[str], entries: Sequence[dict[str, Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Rows in column order from dictionaries; a missing column is None."""
    return tuple(tuple(entry.get(column) for column in columns) for entry in entries)
