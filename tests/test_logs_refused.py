"""A record with a log of acts is not answered from the record alone: it says what to ask instead."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from legation.archive.build import build
from legation.archive.built import open_built
from legation.archive.log_file import write_log
from legation.archive.opening import opened
from legation.bench.drawn import bench_record, drawn_log
from legation.publication.questions import QuestionError
from tests.authored import write_folder
from tests.command_line import legation


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("logged") / "shelf"
    build(bench_record(), folder, drawn_log(2_000, seed=3))
    return folder


def test_a_build_with_a_log_refuses_what_only_the_record_would_answer(shelf: Path) -> None:
    made = opened(str(shelf))
    for ask in (made.refuse_log, made.as_known):
        with pytest.raises(
            QuestionError, match=r"only these can be asked: what stood \(asof\) and why, acts, panels, the search"
        ):
            ask()


@pytest.mark.parametrize(
    "words",
    [["diff", "--from", "1950", "--to", "1960"], ["asof", "--cite", "bibtex"], ["search", "a000", "--cite", "bibtex"]],
)
def test_each_command_says_so(shelf: Path, words: list[str]) -> None:
    done = legation(*words, "--record", str(shelf), language="es")
    assert done.returncode == 2 and "acts" not in done.stdout and "actos en columnas (log)" in done.stderr, done.stderr


@pytest.mark.parametrize("words", [["docket", "--counts"], ["evaluate", "--expected"]])
def test_what_a_log_is_asked_besides(shelf: Path, words: list[str]) -> None:
    done = legation(*words, "--record", str(shelf), language="es")
    assert done.returncode == 0, done.stderr


def test_a_folder_with_a_log_asks_to_be_compiled(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "small")
    write_log(drawn_log(50, seed=4), folder / "log.parquet")
    with pytest.raises(QuestionError, match=r"has a log of acts \(log\.parquet\): compile it with legation build"):
        opened(str(folder))


def test_a_build_is_asked_for_a_kind_by_its_label(shelf: Path) -> None:
    kinds = open_built(shelf).manifest["kinds"]
    name, label = next((name, words["es"]) for name, words in kinds.items())
    by_id, by_label = (legation("asof", "--record", str(shelf), "-k", one, "-f", "csv").stdout for one in (name, label.upper()))
    assert label and label.casefold() != name and by_id == by_label != ""
    wrong = legation("asof", "--record", str(shelf), "-k", "nada", language="es")
    assert wrong.returncode == 2 and "no existe la clase nada" in wrong.stderr


@pytest.mark.parametrize("ending", ["panel", "panel.xlsx", "panel.json"])
def test_a_panel_of_another_ending_is_refused_before_anything_is_asked(shelf: Path, ending: str, tmp_path: Path) -> None:
    done = legation("panel", "-o", str(tmp_path / ending), "--record", str(shelf))
    assert done.returncode == 2 and "does not end in .csv or .parquet" in done.stderr and not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (b"\xff\xfe\x00", "if.toml"),
        (b"[[acts]", "if.toml"),
        (b"without = 3\n", "if.toml"),
        (b"without = ['nothing-such']\n", "nothing-such"),
    ],
)
def test_a_scenario_that_cannot_be_read_is_told_where(written: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "if.toml").write_bytes(written)
    folder = write_folder(tmp_path / "small")
    done = legation("asof", "--record", str(folder), "--under", str(tmp_path / "if.toml"), language="es")
    assert done.returncode == 2 and said in done.stderr and "no se puede usar" in done.stderr, done.stderr


@pytest.mark.parametrize("harm", [b"", b"{}", None])
def test_a_panel_of_a_damaged_build_says_which_file(shelf: Path, harm: bytes | None, tmp_path: Path) -> None:
    copy = tmp_path / "shelf"
    shutil.copytree(shelf, copy)
    file = next(copy.glob("*/certain.begin.npy"))
    file.chmod(0o644)
    file.unlink() if harm is None else file.write_bytes(harm)
    done = legation("panel", "-o", str(tmp_path / "panel.csv"), "--record", str(copy), language="es")
    assert done.returncode == 2 and "certain.begin.npy" in done.stderr and "Traceback" not in done.stderr, done.stderr


def cut(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def scrambled(whole: bytes) -> bytes:
    return whole[:40] + bytes(255 - byte for byte in whole[40:400]) + whole[400:]


@pytest.mark.parametrize("broken", [cut, scrambled, lambda whole: b"x", lambda whole: b""])
@pytest.mark.parametrize("command", ["check", "build", "publish"])
def test_a_broken_log_is_named_and_nothing_is_written(tmp_path: Path, command: str, broken: Callable[[bytes], bytes]) -> None:
    folder, target = write_folder(tmp_path / "small"), tmp_path / "target"
    write_log(drawn_log(50, seed=4), folder / "log.parquet")
    (folder / "log.parquet").write_bytes(broken((folder / "log.parquet").read_bytes()))
    words = [str(folder)] if command == "check" else ["--record", str(folder), "-o", str(target)]
    done = legation(command, *words)
    said = done.stdout + done.stderr
    assert done.returncode != 0 and "log.parquet cannot be read" in said and "Traceback" not in said, said
    assert not target.exists() or not any(path for path in target.rglob("*") if path.is_file() and path.stat().st_size)


def test_a_column_of_another_type_is_told(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder = write_folder(tmp_path / "small")
    write_log(drawn_log(50, seed=4), folder / "log.parquet")
    table = pq.ParquetFile(folder / "log.parquet").read()
    days = pa.array(["soon"] * len(table))
    pq.write_table(table.set_column(table.column_names.index("from"), "from", days), folder / "log.parquet")
    assert "a column is of another type" in legation("check", str(folder)).stdout
    pq.write_table(table.drop_columns(["known"]), folder / "log.parquet")
    assert "the log has no column known" in legation("check", str(folder)).stdout
