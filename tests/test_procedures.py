"""Deeds on a folder: put in order, and start anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.archive.shelf import open_record
from legation.procedures.put_in_order import put_in_order
from legation.procedures.start_record import CannotStart, start_record
from legation.record.edition import edition
from legation.record.record import read_record
from tests.authored import CLAIM_ROWS, write_folder


def test_putting_in_order_changes_no_meaning_and_is_done_once(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, claims=tuple(reversed(CLAIM_ROWS)))
    path = folder / "acts" / "all.csv"
    path.write_bytes(path.read_bytes().replace(b"Relations", b'"Relations"').replace(b"\n", b"\r\n"))
    before = edition(open_record(folder))
    assert put_in_order(folder, write=False).changed == ("actors.csv", "acts/all.csv")
    assert put_in_order(folder).changed == ("actors.csv", "acts/all.csv")
    assert edition(open_record(folder)) == before
    assert path.read_text(encoding="utf-8").splitlines()[1:] == list(CLAIM_ROWS)
    assert put_in_order(folder).changed == ()


def test_numbers_in_ids_count_as_numbers(tmp_path: Path) -> None:
    rows = tuple(CLAIM_ROWS[0].replace("c-1", f"c-{number}").replace("relations-chile", f"a-{number}") for number in (10, 9, 1))
    folder = write_folder(tmp_path, claims=rows)
    put_in_order(folder)
    lines = (folder / "acts" / "all.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert [line.split(",")[0] for line in lines] == ["c-1", "c-9", "c-10"]


def test_a_file_with_an_error_is_left_alone(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    path = folder / "acts" / "all.csv"
    path.write_bytes(b"claim,act\n1,2,3\n")
    outcome = put_in_order(folder)
    assert outcome.problems and path.read_bytes() == b"claim,act\n1,2,3\n"


def test_a_new_record_passes_the_check_and_answers(tmp_path: Path) -> None:
    folder = tmp_path / "chile"
    start_record(folder, "chile")
    record, problems = read_record(folder)
    assert record is not None and [one.render() for one in problems] == []
    assert "El registro de chile" in (folder / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("about", ["Chile", "república", ""])
def test_a_record_is_not_started_under_a_wrong_name_or_over_something(tmp_path: Path, about: str) -> None:
    with pytest.raises(CannotStart):
        start_record(tmp_path / "new", about)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()
    with pytest.raises(CannotStart) as caught:
        start_record(tmp_path / "full", "chile")
    assert "already holds something" in caught.value.message("en") and "ya contiene algo" in caught.value.message("es")
