"""The bench runs, and its engines agree."""

from __future__ import annotations

import numpy as np
import pytest

from legation.bench.published import OBLIGATIONS, pipe, read
from legation.standings.panels.values import held, latest, least
from tests.standings import published_panels as published
from tests.standings.published_panels import DATA, needs_data

pytest.importorskip("duckdb", reason="the extra bench is not installed")
pytest.importorskip("polars", reason="the extra bench is not installed")


def test_every_engine_gives_the_same_answers() -> None:
    from legation.bench.run import run

    lines: list[str] = []
    figures = run([3_000], lines.append)
    assert len(lines) == len(figures)
    assert {figure.engine for figure in figures} == {"Legation", "DuckDB", "Polars", "SQLite", "ratio"}


@needs_data
@pytest.mark.long
def test_every_engine_gives_the_same_published_dyad_years() -> None:
    from legation.bench.published_peers import beside

    first, *engines = beside(DATA / "panels", times=1)
    assert first == "1,912,290 dyad-years, 128,568 with a defence alliance"
    assert [line.split()[0] for line in engines] == ["Legation", "DuckDB", "Polars", "SQLite"]


@needs_data
def test_the_pipe_that_is_measured_is_that_of_the_published_panels() -> None:
    """What the bench times gives, column by column, what the panel functions give that are held against published figures."""
    over = published.years(1935, 1950)
    mine, found = pipe(read(DATA / "panels"), over)
    system = published.System("cow")
    rows = system.pairs(over)
    for name in ("one", "other", "period"):
        assert np.array_equal(getattr(mine, name), getattr(rows, name)), name
    majors = published.majors(system)
    wanted = {one: held(rows, published.alliances(system, one)) for one in OBLIGATIONS}
    wanted |= {f"major{side}": held(rows, majors.by_pair(system.size, side=side), "period") for side in (1, 2)}
    wanted["contiguity"] = least(rows, published.contiguity(system), "first_common")
    wanted["distance"] = latest(rows, published.capital_distance(), "first")
    assert found.keys() == wanted.keys()
    for name, column in wanted.items():
        assert np.array_equal(found[name], column, equal_nan=column.dtype.kind == "f"), name
