"""``legation evaluate --scorecard`` on the command line, as it was kept."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner

from legation.cli.main import app
from tests.authored import write_folder
from tests.command_line import is_kept, legation
from tests.evaluation.small_evaluation import written

GOLDEN = Path(__file__).parent / "golden"
ASKED = {
    "scorecards": ["--scorecard", "guideline"],
    "scorecard-lines": ["--scorecard", "guideline", "--of", "friends"],
    "scorecard-criteria": ["--scorecard", "field", "--criteria"],
    "scorecard-csv": ["--scorecard", "objective", "--lines", "--format", "csv"],
}


@pytest.mark.parametrize("language", ["en", "es"])
def test_scorecards_are_as_they_were_kept(language: str, tmp_path: Path) -> None:
    record = written(tmp_path)
    for name, words in ASKED.items():
        done = legation("evaluate", *words, "--record", str(record), "--on", "2021-12-31", language=language)
        assert done.returncode == 0, done.stderr
        assert is_kept(done.stdout, GOLDEN / f"{name}.{language}.txt"), name


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--scorecard", "fild"], "there are by guideline, field, period, objective"),
        (["--scorecard", "guideline", "--of", "fiends"], "nearest: friends"),
        (["--scorecard", "guideline", "--since", "1821-13"], "1821-13"),
        (["--scorecard", "guideline", "--on", "2000", "--since", "2011"], "after the day asked about, 2000-12-31"),
        (["--since", "2011"], "--since says something only of scorecards"),
        (["--scorecard", "guideline", "--expected"], "--scorecard and --expected ask for two different tables"),
    ],
)
def test_what_cannot_be_answered_is_said_plainly(words: list[str], said: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["evaluate", *words, "--record", str(written(tmp_path))])
    assert done.exit_code == 2 and said in done.output and "Traceback" not in done.output


def test_a_card_is_asked_for_by_its_label_too(tmp_path: Path) -> None:
    record = str(written(tmp_path))
    by_id, by_label = (
        CliRunner().invoke(app, ["evaluate", "--scorecard", "guideline", "--of", of, "--record", record])
        for of in ("friends", "AMIGOS")
    )
    assert by_id.exit_code == 0 and by_id.output == by_label.output


def test_lines_of_many_cards_say_of_which_card_they_are() -> None:
    done = legation("evaluate", "--scorecard", "objective", "--lines", "--record", "demo", columns=150, language="en")
    assert done.stdout.split()[0] == "Scorecard"


def test_a_record_with_a_plan_alone_is_pointed_to_its_objectives() -> None:
    done = CliRunner().invoke(app, ["evaluate", "--scorecard", "guideline", "--record", "demo"])
    assert done.exit_code == 2 and "it has a plan" in done.output and "by objective" in done.output


def test_a_record_without_guidelines_or_plan_says_so(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["evaluate", "--scorecard", "guideline", "--record", str(write_folder(tmp_path))])
    assert done.exit_code == 2 and "no guidelines and no plan" in done.output


SEVERED = '[[acts]]\nkind = "relations_severed"\ndate = "2020-06-01"\nsubject = "peru"\nobject = "chile"\n'


def test_scorecards_and_the_report_take_what_is_supposed(tmp_path: Path) -> None:
    """One friend held; supposed that relations were severed, none: on the card, its line and in the numbers of the report."""
    record, scenario = str(written(tmp_path / "record")), tmp_path / "if.toml"
    scenario.write_text(SEVERED, encoding="utf-8")
    held, reported = {}, {}
    for name, under in (("so", []), ("supposed", ["--under", str(scenario)])):
        words = ("--record", record, "--on", "2021-12-31", *under)
        done = legation("evaluate", "--scorecard", "guideline", "--of", "friends", "--lines", "--format", "csv", *words)
        held[name] = next(row["low"] for row in csv.DictReader(done.stdout.splitlines()) if row["indicator"] == "friends-held")
        folder = tmp_path / name
        assert legation("report", "-o", str(folder), "--no-pdf", *words).returncode == 0
        numbers = (folder / "scorecard_lines.csv").read_text(encoding="utf-8").splitlines()
        reported[name] = next(row["low"] for row in csv.DictReader(numbers) if row["indicator"] == "friends-held")
    assert held == reported == {"so": "1", "supposed": "0"}
