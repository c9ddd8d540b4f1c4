"""Panels as scholars take them away: named columns, each with its definition, coverage and citation; Arrow, Parquet, CSV."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast, get_args

import numpy as np
import numpy.typing as npt

from legation.publication.panel_figures import Line, figure_columns, figure_definitions, lines_asked
from legation.publication.questions import QuestionError, asked, kind_named
from legation.record.acts import FOREVER
from legation.record.edition import edition
from legation.record.record import Record
from legation.standings.compiled import Compiled
from legation.standings.folding import NEVER
from legation.standings.history import existence
from legation.standings.panels.columns import REASONS, Asked, Unit, columns
from legation.standings.panels.periods import EVERY, RULES, Every, Rule, periods
from legation.standings.panels.presence import Spans
from legation.terms.days import iso
from legation.terms.messages import say

MOST_CELLS = 400_000_000


@dataclass(frozen=True)
class Panel:
    """A panel.

    Args:
        columns: arrays by name; actors: ids behind the places in the actor columns; definitions: what each column means;
            figures: the columns of stated figures, missing where not a number.
    """

    columns: dict[str, npt.NDArray[Any]]
    actors: tuple[str, ...]
    every: str
    definitions: dict[str, str]
    figures: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), []))

    def __repr__(self) -> str:
        return f"{len(self)} × {len(self.columns)}: {', '.join(self.columns)}"

    def to_arrow(self) -> Any:
        """The panel as a ``pyarrow.Table``: a count that the record cannot give is null, each column keeps its definition."""
        import pyarrow as pa

        fields, arrays = [], []
        for name, column in self.columns.items():
            if name.startswith("actor"):
                array: Any = pa.DictionaryArray.from_arrays(pa.array(column), pa.array(self.actors, pa.string()))
            elif name.endswith("_reason"):
                array = pa.DictionaryArray.from_arrays(pa.array(column), pa.array(REASONS, pa.string()))
            elif name == self.every:
                array = pa.array(column).cast(pa.date32()) if self.every == "day" else pa.array(column)
            else:
                array = pa.array(column, mask=np.isnan(column) if name in self.figures else column < 0)
            meaning = {"definition": self.definitions[name]} if name in self.definitions else None
            fields.append(pa.field(name, array.type, metadata=meaning))
            arrays.append(array)
        return pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata={"legation": json.dumps(self.definitions)}))

    def to_polars(self) -> Any:
        """The panel as a Polars data frame (Polars must be installed)."""
        import polars  # type: ignore[import-not-found, unused-ignore]

        return polars.from_arrow(self.to_arrow())

    def to_pandas(self) -> Any:
        """The panel as a pandas data frame (pandas must be installed)."""
        return self.to_arrow().to_pandas()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def to_parquet(self) -> bytes:
        """Parquet, the same bytes for the same panel."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        target = pa.BufferOutputStream()
        pq.write_table(self.to_arrow(), target, compression="zstd")
        return bytes(target.getvalue().to_pybytes())

    def to_csv(self) -> str:
        """CSV (UTF-8, LF); a missing count is an empty cell, and its reason stands beside it."""
        import pyarrow as pa
        import pyarrow.csv as pc

        target = pa.BufferOutputStream()
        table = self.to_arrow()
        plain = [column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column for column in table.columns]
        for place, name in enumerate(table.column_names):
            if name in self.figures and pa.types.is_floating(plain[place].type) and _are_whole(self.columns[name]):
                plain[place] = plain[place].cast(pa.int64())
        pc.write_csv(pa.table(plain, names=table.column_names), target, pc.WriteOptions(quoting_style="needed"))
        return bytes(target.getvalue().to_pybytes()).decode()


def _are_whole(values: npt.NDArray[np.float64]) -> bool:
    """Whether every figure is a whole number, to be written without an exponent."""
    stated = values[~np.isnan(values)]
    return bool(((stated == np.rint(stated)) & (np.abs(stated) < 2**53)).all())


def panel(
    record: Record, made: Compiled, *,
    unit: str = "actor", every: str = "year", first: str | None = None, last: str | None = None,
    count: Sequence[str] = (), measures: Sequence[str] = (), day: str = "any", directed: bool = True, known: str | None = None,
    language: str = "en",
) -> Panel:  # fmt: skip
    """A panel of a compiled record.

    Args:
        unit: ``actor`` or ``dyad``; every: ``year``, ``month``, ``day``; first, last: dates in EDTF, else the whole period.
        count: kinds of standing, default all where no ``measures`` are named; measures: series of figures to carry beside them.
        day: which days of a period count: ``first``, ``last``, ``any`` or ``share``; ``first_common`` or ``last_common``, the
            first or last of those on which the actor, or both actors, existed.
        directed: each pair in both orders, or once; known: as known at the end of this date.

    Raises:
        QuestionError: a word or a date is not understood, or the panel would not fit.
    """
    for value, words in ((unit, get_args(Unit)), (every, EVERY), (day, RULES)):
        if value not in words:
            raise QuestionError("panels.word", value=value, known=", ".join(words))
    seen = asked(known).last if known else NEVER - 1
    lines = lines_asked(record, measures, unit, seen)
    kinds = [kind_named(record, one) for one in count]
    if not count and not measures:
        kinds = [kind for place, kind in enumerate(made.keys.kinds) if bool((made.keys.kind == place).any())]
    over = periods(
        cast(Every, every), asked(first).first if first else record.period[0], asked(last).last if last else record.period[1]
    )
    actors, spans = _who(record, made, kinds, lines)
    size = len(over) * len(actors) ** (2 if unit == "dyad" else 1)
    if size > MOST_CELLS:
        raise QuestionError("panels.too_large", rows=size, most=MOST_CELLS)
    mutual = frozenset(kind for kind in kinds if record.vocabulary.standings[kind].mutual)
    wanted = Asked(
        cast(Unit, unit), over, cast(Rule, day), actors, spans, kinds, mutual, record.coverage, directed,
        seen,
    )  # fmt: skip
    found = columns(made, wanted)
    figures = figure_columns(record, wanted, lines, found)
    defined = _definitions(record, wanted, language) | figure_definitions(record, lines, language)
    return Panel(found | figures, tuple(actors), every, defined, frozenset(figures))


def _who(record: Record, made: Compiled, kinds: Sequence[str], lines: Sequence[Line]) -> tuple[list[str], Spans]:
    """The actors that any of the kinds or of the figures names, with the days on which each may have existed."""
    numbers = [place for place, kind in enumerate(made.keys.kinds) if kind in kinds]
    names = np.unique(made.keys.roles[np.isin(made.keys.kind, numbers)])
    found = [made.keys.names[place] for place in names.tolist() if place >= 0]
    actors = sorted(
        name for name in set(found).union(*(line.named for line in lines)) if name in record.actors or not record.actors
    )
    begin, end = np.full(len(actors), -FOREVER, np.int64), np.full(len(actors), FOREVER, np.int64)
    for place, name in enumerate(actors):
        for gate in existence(record.actors[name]) if name in record.actors else ():
            if gate.why == "begins":
                begin[place] = gate.day.lo
            else:
                end[place] = gate.day.hi
    return actors, Spans.of(np.arange(len(actors)), begin, end)


def _definitions(record: Record, wanted: Asked, language: str) -> dict[str, str]:
    """For each counted column what it means, what is covered, and whom to cite."""
    cited = {"title": record.title[language], "edition": edition(record)[:12]}
    found = {}
    for kind in wanted.kinds:
        word, known = record.vocabulary.standings[kind], record.coverage[kind].beginnings
        for what in ("certain", "possible"):
            found[f"{kind}_{what}"] = say(
                f"panels.{what}", language, kind=word.label[language], definition=word.definition[language],
                rule=say(f"panels.day_{wanted.rule}", language), extent=record.vocabulary.coverages[known.extent].label[language],
                first=iso(known.first), last=iso(known.last), **cited,
            )  # fmt: skip
    return found
