"""Panels as scholars take them away: named columns, each with its definition, coverage and citation; Arrow, Parquet, CSV."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast, get_args

import numpy as np
import numpy.typing as npt

from legation.publication.asked import QuestionError, asked, span_within, word_among, words_said
from legation.publication.panel_basis import PanelBasis
from legation.standings.compiled import Compiled
from legation.standings.panels.columns import REASONS, Asked, Unit, columns
from legation.standings.panels.periods import EVERY, RULES, Every, Rule, periods
from legation.standings.panels.presence import Spans
from legation.standings.rectangles import NEVER
from legation.terms.days import FOREVER, iso
from legation.terms.messages import say

if TYPE_CHECKING:  # a build is asked without all that reads figures
    from legation.publication.panel_figures import Line
    from legation.record.record import Record

MOST_CELLS = 400_000_000
_ACTORS = ("subject", "object")
"""The roles whose names are taken for actors where a record lists none."""


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
        plain = [
            pa.chunked_array([part.dictionary_decode() for part in column.chunks], pa.string())
            if pa.types.is_dictionary(column.type)
            else column
            for column in table.columns
        ]
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
    basis: PanelBasis, made: Compiled, *,
    unit: str = "actor", every: str = "year", first: str | None = None, last: str | None = None,
    count: Sequence[str] = (), shared: Sequence[str] = (), measures: Sequence[str] = (), record: Record | None = None,
    day: str = "any", directed: bool = True, known: str | None = None, language: str = "en", most: int = MOST_CELLS,
) -> Panel:  # fmt: skip
    """A panel of a compiled record.

    Args:
        unit: ``actor`` or ``dyad``; every: ``year``, ``month``, ``day``; first, last: dates in EDTF, else the whole period.
        count: kinds of standing; all where none of ``count``, ``shared`` and ``measures`` names any.
        shared: kinds by which two may sit together, e.g. ``membership``: in how many bodies both were on a common day.
        measures: series of figures to carry beside the counts, which ``record`` states.
        day: which days of a period count: ``first``, ``last``, ``any`` or ``share``; ``first_common`` or ``last_common``, the
            first or last of those on which the actor, or both actors, existed.
        directed: each pair in both orders, or once; known: as known at the end of this date.
        most: so many rows it may have.

    Raises:
        QuestionError: a word or a date is not understood, or the panel would not fit.
    """
    unit, every, day = (
        word_among(words_said("panels.word_", words), value, "panels.word")
        for value, words in ((unit, get_args(Unit)), (every, EVERY), (day, RULES))
    )
    if shared and unit != "dyad":
        raise QuestionError("panels.shared_by_pairs", value=unit)
    labels = {name: kind.label for name, kind in basis.kinds.items()}
    bodies = [word_among(labels, one) for one in shared]
    for kind in bodies:
        if len(basis.kinds[kind].key) < 2:
            raise QuestionError("panels.no_bodies", value=kind)
    there = {kind: bool((made.keys.kind == place).any()) for place, kind in enumerate(made.keys.kinds)}
    kinds = [word_among(labels, one) for one in count] or [
        kind for kind, held in there.items() if held and not bodies and not measures
    ]
    seen = asked(known).last if known else NEVER - 1
    lines: list[Line] = []
    if measures and record is not None:
        from legation.publication.panel_figures import lines_asked

        lines = lines_asked(record, measures, unit, seen)
    span = span_within(first, last, basis.period)
    over = periods(cast(Every, every), span.first, span.last)
    actors, spans = _who(basis, made, {*kinds, *bodies}, lines)
    size = len(over) * len(actors) ** (2 if unit == "dyad" else 1)
    if size > most:
        raise QuestionError("panels.too_large", rows=size, most=most)
    mutual = frozenset(kind for kind in (*kinds, *bodies) if basis.kinds[kind].mutual)
    wanted = Asked(
        cast(Unit, unit), over, cast(Rule, day), actors, spans, kinds, mutual,
        {name: kind.coverage for name, kind in basis.kinds.items()}, directed, seen, bodies,
    )  # fmt: skip
    found, defined = columns(made, wanted), _definitions(basis, wanted, language)
    if record is None or not lines:
        return Panel(found, tuple(actors), every, defined)
    from legation.publication.panel_figures import figure_columns, figure_definitions

    figures = figure_columns(record, wanted, lines, found)
    return Panel(
        found | figures,
        tuple(actors),
        every,
        defined | figure_definitions(record, lines, language, basis.edition),
        frozenset(figures),
    )


def _who(basis: PanelBasis, made: Compiled, kinds: Collection[str], lines: Sequence[Line]) -> tuple[list[str], Spans]:
    """The actors that any of the kinds or of the figures names, with the days on which each may have existed."""
    named = set()
    for place, kind in enumerate(made.keys.kinds):
        if kind in kinds:
            key = basis.kinds[kind].key[: made.keys.roles.shape[1]]
            roles = [number for number, role in enumerate(key) if basis.actors or role in _ACTORS]
            named.update(np.unique(made.keys.roles[made.keys.kind == place][:, roles]).tolist())
    found = {made.keys.names[place] for place in named if place >= 0}.union(*(line.named for line in lines))
    actors = sorted(name for name in found if name in basis.actors or not basis.actors)
    days = [basis.actors.get(name, (-FOREVER, FOREVER)) for name in actors]
    return actors, Spans.of(np.arange(len(actors)), [begin for begin, _ in days], [end for _, end in days])


def _definitions(basis: PanelBasis, wanted: Asked, language: str) -> dict[str, str]:
    """For each counted column what it means, what is covered, and whom to cite."""
    found = {}
    for prefix, kinds in (("", wanted.kinds), ("shared_", wanted.shared)):
        for kind in kinds:
            word, known = basis.kinds[kind], basis.kinds[kind].coverage.beginnings
            for what in ("certain", "possible"):
                found[f"{prefix}{kind}_{what}"] = say(
                    f"panels.{prefix}{what}", language, kind=word.label[language], definition=word.definition[language],
                    rule=say(f"panels.day_{wanted.rule}", language), extent=basis.extents[known.extent][language],
                    first=iso(known.first), last=iso(known.last), title=basis.title[language], edition=basis.edition[:12],
                )  # fmt: skip
    return found
