"""The bench runs, and its engines agree."""

from __future__ import annotations

import pytest

pytest.importorskip("duckdb", reason="the extra bench is not installed")
pytest.importorskip("polars", reason="the extra bench is not installed")


def test_every_engine_gives_the_same_answers() -> None:
    from legation.bench.run import run

    lines: list[str] = []
    figures = run([3_000], lines.append)
    assert len(lines) == len(figures)
    assert {figure.engine for figure in figures} == {"Legation", "DuckDB", "Polars", "SQLite", "ratio"}
