"""The peers on published data: directed dyad-years with defence alliances and major powers, asked of every engine alike."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np

from legation.bench.published import YEARS, Columns, pipe_of_ties, read
from legation.standings.panels.periods import Periods, periods
from legation.terms.days import day_number

Sums = tuple[int, int, int, int]
"""Dyad-years; those with a defence alliance; those whose first, and whose second, state was a major power in the year."""
_TABLES: Final = {"cow_states": "states", "atop_dyad_spells": "allied", "cow_majors": "major"}
_SQL: Final = """
with there as (
  select ccode, year, {greatest}(start, first) as s, {least}("end", last) as e from states join years on start <= last and "end" >= first
), pair as (
  select distinct a.ccode as one, b.ccode as other, a.year as year from there a join there b
  on a.year = b.year and a.ccode <> b.ccode and a.s <= b.e and b.s <= a.e
), defence as (
  select distinct ccode1, ccode2, year from allied join years on styear <= year and endyear >= year where atop_defense = 1
), great as (
  select distinct ccode, year from major join years on start <= last and "end" >= first
)
select count(*), count(d.ccode1), count(g.ccode), count(h.ccode) from pair p
left join defence d on d.ccode1 = one and d.ccode2 = other and d.year = p.year
left join great g on g.ccode = one and g.year = p.year
left join great h on h.ccode = other and h.year = p.year"""


def beside(folder: Path, times: int = 3) -> Iterator[str]:
    """One line for each engine, with how long it took at the best of some times (SQLite: once), and the ratio to ours.

    Raises:
        AssertionError: an engine does not agree with ours.
        OSError: the folder lacks a table.
    """
    tables = read(folder)
    over = periods("year", day_number(YEARS[0], 1, 1), day_number(YEARS[1], 12, 31))
    tables["years"] = {"year": over.labels, "first": over.first, "last": over.last}
    wanted, ours = _timed(lambda: _ours(tables, over), times)
    yield f"{wanted[0]:,} dyad-years, {wanted[1]:,} with a defence alliance"
    yield f"Legation  {ours * 1e3:>10,.0f} ms"
    for name, made, tries in (("DuckDB", _duckdb, times), ("Polars", _polars, times), ("SQLite", _sqlite, 1)):
        found, spent = _timed(made(tables), tries)
        assert found == wanted, (name, found, wanted)
        yield f"{name:<9} {spent * 1e3:>10,.0f} ms, {spent / ours:.1f} times as long"


def _timed(ask: Callable[[], Sums], times: int) -> tuple[Sums, float]:
    best = float("inf")
    for _ in range(times):
        began = time.perf_counter()
        found = ask()
        best = min(best, time.perf_counter() - began)
    return found, best


def _ours(tables: dict[str, Columns], over: Periods) -> Sums:
    rows, found = pipe_of_ties(tables, over, ("defense",))
    sums = (int(np.count_nonzero(found[name])) for name in ("defense", "major1", "major2"))
    return (len(rows), *sums)  # type: ignore[return-value]


def _tables(tables: dict[str, Columns]) -> Iterator[tuple[str, Columns]]:
    """The tables asked, each with its numbers only."""
    for name, columns in tables.items():
        if name == "years" or name in _TABLES:
            yield _TABLES.get(name, name), {key: one for key, one in columns.items() if np.issubdtype(one.dtype, np.number)}


def _duckdb(tables: dict[str, Columns]) -> Callable[[], Sums]:
    import duckdb
    import pyarrow as pa

    db = duckdb.connect()
    for name, columns in _tables(tables):
        db.register("source", pa.table(columns))
        db.execute(f"create table {name} as select * from source")
        db.unregister("source")
    return lambda: tuple(map(int, db.execute(_SQL.format(greatest="greatest", least="least")).fetchone() or ()))  # type: ignore[return-value]


def _sqlite(tables: dict[str, Columns]) -> Callable[[], Sums]:
    db = sqlite3.connect(":memory:")
    for name, columns in _tables(tables):
        words = ", ".join(f'"{column}"' for column in columns)
        db.execute(f"create table {name} ({words})")
        rows = zip(*(column.tolist() for column in columns.values()), strict=True)
        db.executemany(f"insert into {name} values ({', '.join('?' * len(columns))})", rows)
    return lambda: tuple(map(int, db.execute(_SQL.format(greatest="max", least="min")).fetchone()))  # type: ignore[return-value]


def _polars(tables: dict[str, Columns]) -> Callable[[], Sums]:
    import polars as pl

    frames: dict[str, Any] = {name: pl.DataFrame(columns) for name, columns in _tables(tables)}
    col = pl.col

    def in_years(frame: Any) -> Any:
        met = frame.join(frames["years"], how="cross").filter((col("start") <= col("last")) & (col("end") >= col("first")))
        return met.select("ccode", "year", s=pl.max_horizontal("start", "first"), e=pl.min_horizontal("end", "last"))

    def ask() -> Sums:
        there = in_years(frames["states"])
        pair = (
            there.join(there, on="year", suffix="2")
            .filter((col("ccode") != col("ccode2")) & (col("s") <= col("e2")) & (col("s2") <= col("e")))
            .select(ccode1="ccode", ccode2="ccode2", year="year")
            .unique()
        )
        allied = frames["allied"].filter(col("atop_defense") == 1).select("ccode1", "ccode2", "styear", "endyear")
        defence = (
            allied.join(frames["years"], how="cross").filter((col("styear") <= col("year")) & (col("endyear") >= col("year")))
            .select("ccode1", "ccode2", "year", defence=pl.lit(1)).unique()
        )  # fmt: skip
        great = in_years(frames["major"]).select("ccode", "year", great=pl.lit(1)).unique()
        whole = pair.join(defence, on=["ccode1", "ccode2", "year"], how="left")
        for side in ("1", "2"):
            whole = whole.join(
                great.rename({"ccode": f"ccode{side}", "great": f"great{side}"}), on=[f"ccode{side}", "year"], how="left"
            )
        counts = whole.select("defence", "great1", "great2").count().row(0)
        return (len(whole), *map(int, counts))  # type: ignore[return-value]

    return ask
