"""The report: whole in both languages, its numbers those of its JSON, every link leading somewhere, nothing asked of others."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from legation.archive.shelf import open_record
from legation.cli import printing
from legation.cli.main import app
from legation.evaluation.formula.values import Value, no_data, reason
from legation.publication.questions import QuestionError
from legation.publication.report.charts import Mark, line_chart
from legation.publication.report.days import days_in_words
from legation.publication.report.files import report_files
from legation.publication.report.pages import LANGUAGES
from legation.publication.report.series import Run
from legation.record.acts import FOREVER, Days
from legation.record.edition import edition
from legation.record.record import Record, read_record
from legation.terms.messages import messages_of
from legation.terms.said_numbers import MARKS
from tests.authored import CLAIM_ROWS, RECORD, write_folder
from tests.command_line import is_kept
from tests.evaluation.small_evaluation import CLAIMS, opened, written
from tests.evaluation.test_nothing_later_leaks import without_later
from tests.publication.report_reading import cells_of, page_of, report_of
from tests.small_records import day

GOLDEN = Path(__file__).parent / "golden"
ON = "2021-12-31"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    record, _ = opened(tmp_path_factory.mktemp("small"))
    files = report_files(report_of(record, ON))
    mark = edition(record)
    return {name: re.sub(f"{mark[:12]}[0-9a-f]*", "EDITION", data.decode()).encode() for name, data in files.items()}


@cache
def demo() -> dict[str, bytes]:
    return report_files(report_of(open_record("demo")))


@pytest.fixture(params=["small", pytest.param("demo", marks=pytest.mark.long)])
def files(request: pytest.FixtureRequest, small: dict[str, bytes]) -> dict[str, bytes]:
    return small if request.param == "small" else demo()


@pytest.mark.parametrize("name", ["report.es.html", "report.en.html", "scorecard.json"])
def test_a_small_report_is_as_it_was_kept(small: dict[str, bytes], name: str) -> None:
    assert is_kept(small[name].decode(), GOLDEN / name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_numbers_of_the_pages_are_those_of_the_json(files: dict[str, bytes], language: str) -> None:
    cells, numbers = cells_of(files), page_of(files, language).numbers
    assert len(numbers) > 20
    for name, value, said in numbers:
        table, *key, columns = name.split("|")
        row = cells[table][tuple(key)]
        found = [row[column] for column in columns.split(",")]
        assert value == "|".join("" if cell is None else str(cell) for cell in found), name
        said_first = next((one for one in found if one is not None), None)
        if said_first is None:
            assert not re.search(r"\d", said) or said.startswith("≥"), (name, said)
        elif re.fullmatch(r"-?\d+(\.\d+)?", str(said_first)):
            figures = [float(one) for one in re.findall(r"-?\d+(?:\.\d+)?", plain(said, language))]
            assert figures and abs(figures[0] - float(str(said_first))) <= 0.0051, (name, said)


def plain(said: str, language: str) -> str:
    """Words with their numbers as programs write them."""
    for mark, instead in ((MARKS[language].thousands, ""), (MARKS[language].decimal, "."), ("−", "-")):
        said = said.replace(mark, instead)
    return said


def test_both_languages_say_the_same_numbers(files: dict[str, bytes]) -> None:
    es, en = ([number[:2] for number in page_of(files, language).numbers] for language in ("es", "en"))
    assert es == en


def test_the_csv_files_hold_the_rows_of_the_json(files: dict[str, bytes]) -> None:
    for name, rows in json.loads(files["scorecard.json"])["tables"].items():
        read = list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode())))
        assert [{key: "" if cell is None else str(cell) for key, cell in row.items()} for row in rows] == read


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_somewhere_and_nothing_is_asked_of_others(files: dict[str, bytes], language: str) -> None:
    page = page_of(files, language)
    assert len(page.ids) == len(set(page.ids)), [one for one in page.ids if page.ids.count(one) > 1][:5]
    for link in page.links:
        assert link[1:] in page.ids if link.startswith("#") else link in files, link
    assert page.asks == []
    text = files[f"report.{language}.html"].decode()
    assert "@import" not in text and "url(" not in text and "<script" not in text and "javascript:" not in text


@pytest.mark.long
def test_an_invented_record_says_so_on_its_cover_and_every_page() -> None:
    for language, word in (("es", "FICTICIO"), ("en", "FICTIONAL")):
        text = demo()[f"report.{language}.html"].decode()
        assert f'@top-right {{ content: "{word}"' in text and f'role="note">{word}' in text
    assert json.loads(demo()["scorecard.json"])["about"]["fictional"] is True


def test_no_word_is_left_in_the_other_language(small: dict[str, bytes]) -> None:
    spanish, english = (" ".join(page_of(small, language).text) for language in ("es", "en"))
    for name, texts in messages_of("report").items():
        if "{" not in texts["en"] and texts["en"] != texts["es"] and len(texts["en"]) > 24 and name != "skip":
            assert texts["en"] not in spanish and texts["es"] not in english, name


@pytest.mark.long
def test_the_flags_for_lawyers_are_in_no_report() -> None:
    assert b"flags.csv" not in b" ".join(name.encode() for name in demo())
    assert not any("flag" in name for name in demo())


def test_known_then_is_the_report_without_what_came_later(tmp_path: Path) -> None:
    record, _ = opened(tmp_path)
    whole, then = (report_of(one, ON, "2021-03-01") for one in (record, without_later(record, "2021-03-01")))
    marks = [edition(record), edition(without_later(record, "2021-03-01"))]
    made = [
        {name: re.sub(f"{mark[:12]}[0-9a-f]*", "", data.decode()) for name, data in report_files(one).items()}
        for one, mark in zip((whole, then), marks, strict=True)
    ]
    assert made[0] == made[1]


@pytest.mark.long
def test_two_hash_seeds_give_the_same_bytes(tmp_path: Path) -> None:
    folder = written(tmp_path / "record")
    script = (
        "import hashlib, sys; from pathlib import Path; from legation.record.record import read_record;"
        "from tests.publication.report_reading import report_of; from legation.publication.report.files import report_files;"
        "files = report_files(report_of(read_record(Path(sys.argv[1]))[0], '2021-12-31'));"
        "print(hashlib.sha256(b''.join(files.values())).hexdigest())"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", script, str(folder)], check=True, capture_output=True, text=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(("src", "."))},
        ).stdout
        for seed in ("1", "4242")
    ]  # fmt: skip
    assert said[0] == said[1] and len(said[0]) > 60


def read(folder: Path) -> Record:
    """The record in a folder."""
    record, problems = read_record(folder)
    assert record is not None, [one.render() for one in problems]
    return record


def test_what_a_source_wrote_is_never_taken_for_markup(tmp_path: Path) -> None:
    row = CLAIM_ROWS[0].replace(
        "p. 1,Relations,Relaciones", "p. <b>1</b>,Relations <script>alert(1)</script>,Relaciones </style>"
    )
    settings = RECORD.replace('"A small record"', "'A </style><script>\"small\" record'")
    folder = written(tmp_path)
    files = report_files(report_of(read(write_folder(folder, claims=(row, *CLAIMS[1:]), record=settings)), ON))
    for language in LANGUAGES:
        assert page_of(files, language).asks == []
        assert "<script" not in files[f"report.{language}.html"].decode()


def test_a_record_with_nothing_to_report_on_says_so(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "record")
    done = CliRunner().invoke(app, ["report", "--record", str(folder), "-o", str(tmp_path / "out")])
    assert done.exit_code == 2 and "nothing to report on" in done.output
    assert not (tmp_path / "out").exists()
    with pytest.raises(QuestionError):
        report_files(report_of(read(folder)))


def test_without_a_browser_the_report_is_whole_and_says_how_to_get_a_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEGATION_CHROMIUM", str(tmp_path / "none"))
    done = CliRunner().invoke(app, ["report", "--record", str(written(tmp_path / "record")), "-o", str(tmp_path / "out")])
    assert done.exit_code == 0 and "no Chromium was found" in done.output and "LEGATION_CHROMIUM" in done.output
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {"report.es.html", "report.en.html", "scorecard.json"}


def test_a_browser_that_fails_leaves_no_half_pdf(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>x", encoding="utf-8")
    with pytest.raises(printing.NotPrinted):
        printing.print_pdf("/bin/false", page, tmp_path / "page.pdf")
    with pytest.raises(printing.NotPrinted):
        printing.print_pdf(str(tmp_path / "none"), page, tmp_path / "page.pdf")
    assert not (tmp_path / "page.pdf").exists()


def test_a_report_into_what_is_no_folder_is_refused_plainly(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    record = written(tmp_path / "record")
    done = CliRunner().invoke(app, ["report", "--no-pdf", "--record", str(record), "-o", str(tmp_path / "taken" / "out")])
    assert done.exit_code == 2 and "Traceback" not in done.output


@pytest.mark.parametrize(
    ("days", "es", "en"),
    [
        (("1821-07-28", "1821-07-28"), "28 jul. 1821", "28 Jul 1821"),
        (("1821-07-01", "1821-07-31"), "jul. 1821", "Jul 1821"),
        (("1821-01-01", "1821-12-31"), "1821", "1821"),
        (("1820-01-01", "1829-12-31"), "decenio de 1820", "1820s"),
        (("1821-01-01", "1823-12-31"), "1821 a 1823", "1821 to 1823"),
        (("1821-01-01", "1823-05-31"), "1 ene. 1821 a 31 may. 1823", "1 Jan 1821 to 31 May 1823"),
    ],
)
def test_bounds_are_said_as_short_as_they_can_be(days: tuple[str, str], es: str, en: str) -> None:
    bounds = Days(day(days[0]), day(days[1]))
    assert (days_in_words(bounds, "es"), days_in_words(bounds, "en")) == (es, en)


def test_days_that_nothing_bounds_have_words_too() -> None:
    assert days_in_words(Days(-FOREVER, FOREVER), "en") == "no date"
    assert days_in_words(Days(-FOREVER, day("1900-01-01")), "es") == "a más tardar 1 ene. 1900"


@pytest.mark.parametrize("values", [(0, 0), (-5, 3), (1e9, 2e9), (float("-inf"), float("inf"))])
def test_a_chart_draws_any_values(values: tuple[float, float]) -> None:
    runs = [Run(1900, 1909, Value(*values)), Run(1910, 1910, no_data(reason("nothing_there"))), Run(1911, 1920, Value(1, 2))]
    drawn = str(line_chart("c", runs, "A <b>", 'd"', [Mark(1930, 3)]))
    assert "nan" not in drawn and "inf" not in drawn and "<b>" not in drawn and drawn.count("<title") == 1
