"""The peers: DuckDB, Polars and SQLite over the same rectangles, each with the layout that suits it, asked the same questions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from legation.standings.compiled import STANDING, STANDING_OF_NAME, Compiled
from legation.standings.rectangles import order_of, stands

YEARS = (1816, 2025)
COLUMNS = ("name", "key", "kind", "one", "other", "begin_day", "end_day", "known_from", "known_to")


class Peer(Protocol):
    """What every engine is asked; each answer is how many standings and the sum of their numbers."""

    name: str

    def actor(self, name: int, on: int, known: int) -> tuple[int, int]:
        """What stands, certainly and possibly, of one actor."""

    def everything(self, on: int, known: int) -> tuple[int, int]:
        """What stands, certainly and possibly, of all."""

    def panel(self, kinds: int, actors: int, known: int) -> int:
        """How many dyad-years, by kind, in which something certainly stood."""


def tables(made: Compiled) -> dict[str, dict[str, npt.NDArray[Any]]]:
    """What stands, certainly or possibly, in order of its beginning (``whole``) and by name (``named``)."""
    found = {}
    roles = made.keys.roles
    parts = made.blocks[STANDING_OF_NAME].offsets()
    owner = np.repeat(np.arange(len(parts) - 1), np.diff(parts)).astype(np.int32)
    whole, named = made.layouts[STANDING], made.layouts[STANDING_OF_NAME]
    for layout, rows, names in (
        ("whole", whole.take(order_of(whole.begin)), np.zeros(len(whole), np.int32)),
        ("named", named.take(order_of(owner, named.begin)), owner),
    ):
        values = (
            names, rows.key, made.keys.kind[rows.key], roles[rows.key, 0], roles[rows.key, 1], rows.begin, rows.end,
            rows.known_from, rows.known_to,
        )  # fmt: skip
        found[layout] = {**dict(zip(COLUMNS, values, strict=True)), "certain": stands(rows.verdict)}
    return found


_HELD_COLUMNS = ("name", "key", "begin_day", "end_day", "known_from", "known_to")
_HELD = "begin_day <= {on} and end_day > {on} and known_from <= {known} and known_to > {known}"
_YEAR = "year(date '1970-01-01' + {column}::integer)"


class DuckDb:
    """DuckDB, tables in memory, in the order that serves each question."""

    name = "DuckDB"

    def __init__(self, found: dict[str, dict[str, npt.NDArray[Any]]]) -> None:
        import duckdb
        import pyarrow as pa

        self.db = duckdb.connect()
        for layout, columns in found.items():
            source = pa.table(columns)
            self.db.register("source", source)
            self.db.execute(f"create table {layout} as select * from source")
            self.db.unregister("source")

    def actor(self, name: int, on: int, known: int) -> tuple[int, int]:
        """As :class:`Peer` says."""
        where = _HELD.format(on=on, known=known)
        return self._one(f"select count(*), coalesce(sum(key), 0) from named where name = {name} and {where}")

    def everything(self, on: int, known: int) -> tuple[int, int]:
        """As :class:`Peer` says."""
        return self._one(f"select count(*), coalesce(sum(key), 0) from whole where {_HELD.format(on=on, known=known)}")

    def panel(self, kinds: int, actors: int, known: int) -> int:
        """As :class:`Peer` says."""
        first, last = (_YEAR.format(column=column) for column in ("greatest(begin_day, -56249)", "least(end_day - 1, 20453)"))
        query = f"""create or replace temp table panel as
            select kind, one, other, year, count(distinct key) as n from (
              select kind, one, other, key, unnest(range({first}, {last} + 1)) as year from whole
              where certain and kind < {kinds} and one < {actors} and other < {actors}
                and known_from <= {known} and known_to > {known}
            ) group by all"""
        self.db.execute(query)
        return self._one("select count(*), 0 from panel")[0]

    def _one(self, query: str) -> tuple[int, int]:
        row = self.db.execute(query).fetchone()
        assert row is not None
        return int(row[0]), int(row[1])


class Polars:
    """Polars, frames in memory, in the order that serves each question."""

    name = "Polars"

    def __init__(self, found: dict[str, dict[str, npt.NDArray[Any]]]) -> None:
        import polars as pl

        self.pl = pl
        self.frames = {layout: pl.DataFrame(columns) for layout, columns in found.items()}
        self.frames["named"] = self.frames["named"].sort("name", "begin_day").with_columns(pl.col("name").set_sorted())
        self.offsets = np.searchsorted(
            self.frames["named"]["name"].to_numpy(), np.arange(int(found["named"]["name"].max(initial=0)) + 2)
        )

    def actor(self, name: int, on: int, known: int) -> tuple[int, int]:
        """As :class:`Peer` says."""
        first, last = int(self.offsets[name]), int(self.offsets[name + 1])
        return self._held(self.frames["named"].slice(first, last - first), on, known)

    def everything(self, on: int, known: int) -> tuple[int, int]:
        """As :class:`Peer` says."""
        return self._held(self.frames["whole"], on, known)

    def _held(self, frame: Any, on: int, known: int) -> tuple[int, int]:
        col = self.pl.col
        held = (col("begin_day") <= on) & (col("end_day") > on) & (col("known_from") <= known) & (col("known_to") > known)
        keys = frame.lazy().filter(held).select(col("key").cast(self.pl.Int64)).collect()["key"]
        return len(keys), int(keys.sum() or 0)

    def panel(self, kinds: int, actors: int, known: int) -> int:
        """As :class:`Peer` says."""
        pl, col = self.pl, self.pl.col
        year = {name: col(name).cast(pl.Date).dt.year() for name in ("begin_day", "last_day")}
        frame = (
            self.frames["whole"].lazy()
            .filter(col("certain") & (col("kind") < kinds) & (col("one") < actors) & (col("other") < actors) & (col("known_from") <= known) & (col("known_to") > known))
            .with_columns(last_day=col("end_day") - 1)
            .select("kind", "one", "other", "key", year=pl.int_ranges(year["begin_day"], year["last_day"] + 1))
            .explode("year")
            .group_by("kind", "one", "other", "year")
            .agg(col("key").n_unique())
            .collect()
        )  # fmt: skip
        return len(frame)


class Sqlite:
    """SQLite in memory, with an index for one actor; the panel is left out, as it takes minutes."""

    name = "SQLite"

    def __init__(self, found: dict[str, dict[str, npt.NDArray[Any]]]) -> None:
        self.db = sqlite3.connect(":memory:")
        for layout, whole in found.items():
            columns = {name: whole[name] for name in _HELD_COLUMNS}
            self.db.execute(f"create table {layout} ({', '.join(columns)})")
            marks = ", ".join("?" * len(columns))
            self.db.executemany(f"insert into {layout} values ({marks})", self._rows(columns))
        self.db.execute("create index by_name on named (name, begin_day, end_day, known_from, known_to, key)")

    @staticmethod
    def _rows(columns: dict[str, npt.NDArray[Any]]) -> Iterator[tuple[Any, ...]]:
        for first in range(0, len(columns["key"]), 1 << 20):
            yield from zip(*(column[first : first + (1 << 20)].tolist() for column in columns.values()), strict=True)

    def actor(self, name: int, on: int, known: int) -> tuple[int, int]:
        """As :class:`Peer` says."""
        where = _HELD.format(on=on, known=known)
        return self._one(f"select count(*), coalesce(sum(key), 0) from named where name = {name} and {where}")

    def everything(self, on: int, known: int) -> tuple[int, int]:
        """As :class:`Peer` says."""
        return self._one(f"select count(*), coalesce(sum(key), 0) from whole where {_HELD.format(on=on, known=known)}")

    def panel(self, kinds: int, actors: int, known: int) -> int:
        """Not asked."""
        raise NotImplementedError

    def _one(self, query: str) -> tuple[int, int]:
        row = self.db.execute(query).fetchone()
        return int(row[0]), int(row[1])
