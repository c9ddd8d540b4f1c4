"""Tables leave the core unchanged, and harmless to a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from legation.publication.questions import QuestionError
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


ACTS = Table(
    "acts",
    ("act", "kind", "first_day", "subject"),
    (
        ("a", "joined", "1870-01-01", "peru;chile"),
        ("b", "left", "1879-12-31", "peru"),
        ("c", "joined", None, None),
        ("d", "joined", "1880-01-01", "chile"),
    ),
)


@pytest.mark.parametrize(
    ("wanted", "acts"),
    [
        ({"kind": "joined"}, "acd"),
        ({"kind": "joined", "subject": "chile"}, "ad"),
        ({"subject": "peru"}, "ab"),
        ({"subject": {"peru", "bolivia"}}, "ab"),
        ({"subject": ["chile", None]}, "acd"),
        ({"subject": None}, "c"),
        ({"first_day": lambda day: day is not None and day > "1879"}, "bd"),
        ({"act": "z"}, ""),
    ],
)
def test_rows_are_chosen_by_what_their_cells_hold(wanted: dict[str, Any], acts: str) -> None:
    assert "".join(map(str, ACTS.where(**wanted)["act"])) == acts


def test_a_text_that_is_no_list_is_wanted_whole() -> None:
    table = Table("sources", ("title",), (("a;b",),))
    assert len(table.where(title="a")) == 0 and len(table.where(title="a;b")) == 1


def test_rows_are_sorted_counted_and_cut() -> None:
    assert ACTS.sorted("first_day", descending=True)["act"] == ["d", "b", "a", "c"]
    assert ACTS.sorted("kind", "first_day")["act"] == ["a", "d", "c", "b"]
    assert ACTS.count_by("kind").rows == (("joined", 3), ("left", 1))
    assert ACTS.count_by("subject").rows == (("chile", 2), ("peru", 2), (None, 1))
    assert ACTS.count_by("subject", "kind").where(subject="peru").to_dicts() == [
        {"subject": "peru", "kind": "joined", "count": 1},
        {"subject": "peru", "kind": "left", "count": 1},
    ]
    assert ACTS.sorted("first_day").first_by("kind")["act"] == ["a", "b"]
    assert ACTS.first(2)["act"] == ["a", "b"] and len(ACTS.first(9)) == 4
    assert ACTS.between("first_day", "1870", "1879")["act"] == ["a", "b"]
    assert ACTS.between("first_day", "1871", "1879-12-30")["act"] == []
    assert ACTS.values("subject") == ["chile", "peru"]
    assert ACTS.where_any(("kind", "subject"), "chile")["act"] == ["a", "d"]
    figures = Table("measures", ("value",), (("9",), ("10",), (None,), ("1.5",)))
    assert figures.sorted("value")["value"] == ["1.5", "9", "10", None]


def test_a_column_that_is_not_there_is_answered_with_the_nearest() -> None:
    for ask in (ACTS.__getitem__, ACTS.select, ACTS.sorted, ACTS.count_by, lambda name: ACTS.where(**{name: 1})):
        with pytest.raises(QuestionError, match="there is no column kinds; nearest: kind"):
            ask("kinds")


def test_types_follow_the_column_not_the_rows() -> None:
    days = Table("standings", ("begins_from", "answer"), ((None, "no"),)).to_arrow()
    assert days.schema.field("begins_from").type == pa.date32() and days.schema.field("answer").type == pa.string()
    assert ACTS.to_arrow().column("first_day").to_pylist()[0] == date(1870, 1, 1)
    figures = Table("measures", ("value", "period"), (("45.98", "1879~"), (None, None))).to_arrow()
    assert figures.column("value").to_pylist() == [45.98, None] and figures.schema.field("period").type == pa.string()
    assert ACTS.where(act="z").count_by("kind").to_arrow().schema.field("count").type == pa.int64()


def test_data_frames_keep_days_and_what_is_missing() -> None:
    polars = pytest.importorskip("polars")
    frame = ACTS.to_polars()
    assert frame.schema["first_day"] == polars.Date and frame["first_day"].null_count() == 1
    assert frame["subject"].to_list()[0] == "peru;chile"


def test_pandas_keeps_them_too() -> None:
    pytest.importorskip("pandas")
    frame = ACTS.to_pandas()
    assert list(frame["first_day"].dt.year.dropna()) == [1870, 1879, 1880]
    assert str(ACTS.count_by("kind").to_pandas()["count"].dtype) == "int64[pyarrow]"


@pytest.mark.parametrize("number", ["-3", "+4.5", "-0.25"])
def test_a_number_is_no_formula(number: str) -> None:
    assert Table("t", ("a",), ((number,),)).to_csv() == f"a\n{number}\n"


def test_a_wide_table_says_what_it_leaves_out() -> None:
    wide = Table(
        "t", ("id", *(f"column_{n}" for n in range(9)), "empty"), tuple(("x" * 70, *("y" * 40,) * 9, None) for _ in range(21))
    )
    lines = repr(wide).splitlines()
    assert max(map(len, lines[:22])) <= 120
    assert "… 1 more of 21 rows" in lines and "empty here: empty" in lines
    assert any(line.startswith("… and columns: column_") for line in lines)
    shown = wide._repr_html_()
    assert "column_8" in shown and "<th>empty</th>" not in shown and "… 1 more of 21 rows" in shown
    assert repr(Table("t", ("a", "b"), ())).splitlines()[0] == "a  b"
