"""Tables leave the core unchanged, and harmless to a spreadsheet."""

from __future__ import annotations

import csv
import io
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from legation.publication.table import Table

TABLE = Table("things", ("name", "number"), (("Perú", 1), (None, 2), ("=1+1", None)), ("a note",))


def test_csv_json_lines_and_parquet_hold_the_same_rows() -> None:
    read = list(csv.DictReader(io.StringIO(TABLE.to_csv())))
    assert [row["name"] for row in read] == ["Perú", "", "'=1+1"]
    assert json.loads(TABLE.to_json())["rows"] == TABLE.to_dicts()
    assert [json.loads(line) for line in TABLE.to_json_lines().splitlines()] == TABLE.to_dicts()
    assert pq.read_table(pa.BufferReader(TABLE.to_parquet())).to_pylist() == TABLE.to_dicts()
    assert TABLE.to_parquet() == TABLE.to_parquet()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋"])
def test_no_cell_can_run_as_a_formula(start: str) -> None:
    (row,) = list(csv.reader(io.StringIO(Table("t", ("a",), ((f"{start}cmd",),)).to_csv())))[1:]
    assert row[0].startswith("'")


def test_rows_can_be_chosen_and_printed() -> None:
    assert TABLE.where(number=2).rows == ((None, 2),)
    assert TABLE.select("number")["number"] == [1, 2, None]
    assert "a note" in repr(TABLE) and "Perú" in repr(TABLE)
    many = Table("t", ("a",), tuple((str(n),) for n in range(30)))
    assert "10 more of 30 rows" in repr(many)
    assert "&lt;b&gt;" in Table("t", ("a",), (("<b>",),))._repr_html_()
