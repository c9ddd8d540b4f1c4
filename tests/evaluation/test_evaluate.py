"""``legation evaluate`` and ``legation.open(…).evaluate(…)``: whole outputs kept, and what Peru's acts say of what is claimed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import legation
from legation.publication.columns import column_of, forms
from legation.publication.questions import QuestionError
from tests import bundled
from tests.command_line import is_kept
from tests.command_line import legation as run
from tests.evaluation.small_evaluation import SHEET, written

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(written(tmp_path_factory.mktemp("small")))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("evaluate", ["evaluate", "--on", "2021-12-31"]),
        ("evaluate-known", ["evaluate", "--on", "2021-12-31", "--known", "2021-03-01", "-f", "json"]),
        ("evaluate-years", ["evaluate", "-g", "friends", "--every", "year", "--from", "1821", "--to", "1824", "-f", "csv"]),
        ("evaluate-one", ["evaluate", "-i", "friends-near", "--on", "1822-06-30"]),
        ("assertions", ["evaluate", "--assertions", "--on", "2021-12-31"]),
        ("assertions-csv", ["evaluate", "--assertions", "--on", "2021-12-31", "-f", "csv"]),
    ],
)
def test_whole_outputs_are_kept(name: str, words: list[str], language: str, folder: str) -> None:
    done = run(*words, "--record", folder, language=language)
    assert done.returncode == 0 and done.stderr == "", done.stderr
    assert is_kept(done.stdout, GOLDEN / f"{name}.{language}.txt")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-i", "friends-hold"], "nearest: friends-held"),
        (["-g", "frends"], "nearest: friends"),
        (["--every", "month"], "by year or by decade, not by month"),
        (["--on", "2021-13"], "month 13"),
    ],
)
def test_what_cannot_be_evaluated_is_said_plainly(words: list[str], said: str, folder: str) -> None:
    done = run("evaluate", *words, "--record", folder)
    assert done.returncode == 2 and said in done.stderr and "Traceback" not in done.stderr


def test_check_shows_the_problems_of_a_formula_at_its_character(tmp_path: Path) -> None:
    wrong = written(tmp_path, indicators=SHEET.replace("relations, subject", "relation, subject"))
    done = run("check", str(wrong))
    assert done.returncode == 1
    assert "evaluation/indicators/all.toml:7:28: error: there is no kind of standing relation; nearest: relations" in done.stdout
    done = run("evaluate", "--record", str(wrong))
    assert "Left out, for they have errors: friends-held" in done.stdout


def test_a_record_without_indicators_says_so() -> None:
    with pytest.raises(QuestionError, match="no evaluation files"):
        legation.open(Path(__file__).parents[2] / "docs" / "guide" / "example").evaluate()


def test_every_column_has_its_words(folder: str) -> None:
    small = legation.open(folder)
    for table in (small.evaluate(), small.assertions()):
        for name in table.columns:
            assert column_of(table.name, name) is not None, name
        assert set(forms()[table.name].key) <= set(table.columns)
        rows = list(csv.DictReader(io.StringIO(table.to_csv())))
        assert rows == [
            {name: "" if cell is None else str(cell) for name, cell in row.items()} for row in json.loads(table.to_json())["rows"]
        ]
        assert table.to_arrow().num_rows == len(table)
        assert len(table.cite().to_csl()) > 2


def test_a_scenario_changes_what_is_evaluated(folder: str, tmp_path: Path) -> None:
    supposed = tmp_path / "if.toml"
    supposed.write_text('without = ["relations-chile"]\n', encoding="utf-8")
    assert legation.open(folder).evaluate(indicator="friends-held")["low"] == ["1"]
    assert legation.open(folder).under(supposed).evaluate(indicator="friends-held")["low"] == ["0"]


BORNE_OUT = {
    "land-boundaries-all-settled": "yes",
    "security-council-five-terms": "yes",
    "exports-covered-91": "cannot_be_known",
    "fifteen-centres": "cannot_be_known",
    "eleven-strategic-partners": "partly",
    "twenty-one-agreements": "yes",
    "south-south-more-than-doubled": "yes",
}


def test_what_the_acts_say_of_what_the_documents_claim() -> None:
    peru = bundled.opened("peru")
    found = {str(row["assertion"]): row for row in peru.assertions(on="2021-12-31", known="2026-11-21")}
    assert {name: found[name]["borne_out"] for name in BORNE_OUT} == BORNE_OUT
    for name, verdict in BORNE_OUT.items():
        assert bool(found[name]["missing"]) == bool(found[name]["missing_es"]) == (verdict in ("partly", "cannot_be_known")), name
    assert "fifteen-centres" not in peru.assertions(known="2021-03-01")["assertion"]  # nobody had claimed it yet


def test_what_some_indicators_of_peru_come_to() -> None:
    peru = bundled.opened("peru")
    found = {str(row["indicator"]): row for row in peru.evaluate(on="2021-12-31", known="2026-11-21")}
    assert found["neighbours-settled-on-land"]["low"] == found["neighbours-settled-on-land"]["high"] == "5"
    assert (found["centres-open"]["low"], found["centres-open"]["is_floor"]) == ("14", "yes")
    assert 70 < float(str(found["years-treaty-to-execution-chile"]["low"])) < 71
    assert found["union-treaties-in-force"]["low"] == "0" and found["union-treaties-in-force"]["is_floor"] == "yes"
    assert all(row["inputs"] for row in found.values() if row["low"] not in (None, "0"))
    by_decade = peru.evaluate(indicator="neighbours-settled-on-land", every="decade", first="1900", last="1999")
    assert [row["low"] for row in by_decade][-1] == "5" and by_decade["period"][0] == "190X"


def test_no_indicator_of_peru_has_a_problem() -> None:
    evaluation = bundled.opened("peru").evaluation
    assert not evaluation.problems and not evaluation.left_out
    assert len(evaluation.indicators) >= 12 and len(evaluation.assertions) >= 6
    documents = {evaluation.guidelines[name].document for one in evaluation.indicators.values() for name in one.guideline}
    assert len(documents) == 2
