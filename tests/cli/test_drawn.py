"""Tables on a terminal: no word is broken, nothing is lost, whatever the width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.cli.drawn import drawn
from tests.authored import write_folder
from tests.command_line import legation

CELLS = st.one_of(
    st.none(),
    st.integers(-9, 99_999),
    st.text(st.sampled_from("abñ -:;"), max_size=40),
    st.from_regex(r"\A[a-z]{1,12}(:[a-z-]{1,20}){0,3}\Z"),
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[object]], list[int]]:
    count = draw(st.integers(1, 6))
    titles = [f"Título {number}" for number in range(count)]
    rows = draw(st.lists(st.lists(CELLS, min_size=count, max_size=count), min_size=1, max_size=5))
    return titles, rows, draw(st.lists(st.integers(1, 5), max_size=2))


@given(tables(), st.sampled_from([40, 80, 100, 140]))
def test_every_word_of_every_cell_stands_whole(drawn_table: tuple[list[str], list[list[object]], list[int]], width: int) -> None:
    titles, rows, spare = drawn_table
    spare = [place for place in spare if place < len(titles)]
    said = list(drawn(titles, rows, width, spare))
    words = {word for line in said for word in line.split()}
    for row in rows:
        for place, cell in enumerate(row):
            if place not in spare and cell is not None:
                assert set(str(cell).replace(";", "; ").split()) - {";"} <= words | {";"}
    longest = max((len(word) for word in words), default=0)
    assert all(len(line) <= max(width, longest + 4) for line in said)


def test_what_does_not_fit_side_by_side_stands_in_blocks() -> None:
    rows = [["relations:peru:chile", "a" * 30, "b" * 30], ["relations:peru:spain", None, "c"]]
    assert next(drawn(["Situación", "Uno", "Dos"], rows, 100)).split() == ["Situación", "Uno", "Dos"]
    assert list(drawn(["Situación", "Uno", "Dos"], rows, 60)) == [
        "relations:peru:chile", f"  Uno: {'a' * 30}", f"  Dos: {'b' * 30}", "", "relations:peru:spain", "  Dos: c",
    ]  # fmt: skip


def test_columns_to_spare_go_before_the_rows_are_broken_up() -> None:
    rows = [["uno", "x" * 40]]
    assert list(drawn(["A", "B"], rows, 30, spare=[1])) == ["A", "uno"]
    assert list(drawn(["A", "B"], rows, 60, spare=[1]))[1] == f"uno  {'x' * 40}"


@pytest.mark.parametrize(("language", "heading"), [("en", "Standing"), ("es", "Situación")])
def test_people_read_titles_and_machines_names(language: str, heading: str, tmp_path: object) -> None:
    folder = str(write_folder(tmp_path))  # type: ignore[arg-type]
    words = ("asof", "--on", "2019-04", "--record", folder)
    assert legation(*words, language=language, columns=120).stdout.startswith(heading)
    assert legation(*words, "-f", "csv", language=language).stdout.startswith("standing,kind,")
