"""The bench runs, and its engines agree."""

from __future__ import annotations

import pytest

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
def test_every_engine_gives_the_same_published_dyad_years() -> None:
    from legation.bench.published_peers import beside

    first, *engines = beside(DATA / "panels", times=1)
    assert first == "1,912,290 dyad-years, 128,568 with a defence alliance"
    assert [line.split()[0] for line in engines] == ["Legation", "DuckDB", "Polars", "SQLite"]
