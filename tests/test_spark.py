"""The same rectangles, as-of answers, panels and folds on Spark, compared by digest. Skipped where Spark or Java is missing."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from legation.archive.shelf import open_record
from legation.archive.spark import asof_on_spark, digest, fold_on_spark, panel_on_spark, write_rectangles
from legation.standings.compiling import compiled
from legation.standings.folding import fold
from legation.standings.groups import Groups
from legation.standings.panels.counts import runs
from legation.standings.panels.periods import periods
from legation.standings.rectangles import code_of
from tests.small_records import day

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(shutil.which("java") is None, reason="no Java here"),
]
pyspark = pytest.importorskip("pyspark", reason="the extra spark is not installed")
KNOWN = day("2022-01-01")


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parent.parent / "src"), os.environ.get("PYTHONPATH", "")])
    made = (
        SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "4").config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
        .getOrCreate()
    )  # fmt: skip
    yield made
    made.stop()


def test_spark_gives_the_same_answers_panels_and_folds(session: Any, tmp_path: Path) -> None:
    record = open_record("peru")
    made = compiled(record)
    write_rectangles(made, tmp_path / "rectangles.parquet")
    frame = session.read.parquet(str(tmp_path / "rectangles.parquet"))
    for on, known in ((day("1875-01-01"), KNOWN), (day("1975-06-30"), day("2015-01-01")), (day("2020-01-01"), KNOWN)):
        ours = [
            (made.keys.key(key).id, code)
            for which in made.sets
            for key, code in zip(*(column.tolist() for column in made.asof(on, known, which=which)), strict=True)
        ]
        assert digest(asof_on_spark(frame, on, known).collect()) == digest(ours)
    over = periods("year", day("1900-01-01"), day("1999-12-31"))
    certain = runs(made.rows("certain", KNOWN), over, "any")
    cells: dict[tuple[str, str, str, int], int] = {}
    for key, first, last in zip(certain.key.tolist(), certain.first.tolist(), certain.last.tolist(), strict=True):
        one = made.keys.key(key)
        names = (*made.keys.names_of(key), "")
        for place in range(first, last):
            cell = (one.kind, names[0], names[1], int(over.labels[place]))
            cells[cell] = cells.get(cell, 0) + 1
    assert digest(panel_on_spark(frame, 1900, 1999, KNOWN).collect()) == digest((*cell, n) for cell, n in cells.items())
    groups = Groups(record.vocabulary, record.claims)
    folded = [
        (row.key.id, row.begin, row.end, row.known_from, row.known_to, code_of(row.verdict))
        for row in fold(record, groups, groups.keys)
    ]
    assert digest(fold_on_spark(session, record, 4).collect()) == digest(folded)
    assert np.array(folded, object).shape[1] == 6
