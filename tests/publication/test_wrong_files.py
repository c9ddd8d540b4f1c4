"""Files with errors: every answer that rests on one says so, in its own language, and the check does not call them sound."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from legation.archive.shelf import folder_of
from legation.evaluation.book import read_evaluation
from legation.evaluation.scorecards.scorecard import Scorer
from legation.publication.expectation_table import expectations_table
from legation.publication.plan_table import known_plan, plan_table
from legation.publication.questions import asked
from legation.publication.scorecard_tables import card_notes
from legation.record.record import Record, read_record
from legation.standings.asof import KnownRecord, latest_knowledge
from tests.authored import write_folder
from tests.command_line import legation

BROKEN = "\n[[not closed\n"


@pytest.fixture(scope="module")
def demo() -> Record:
    record, _ = read_record(folder_of("demo"))
    assert record is not None
    return record


def notes_on(record: Record, file: str, language: str) -> tuple[str, ...]:
    view, on = KnownRecord(record, latest_knowledge(record)), asked("2023-12-31")
    if file == "guidelines.toml":
        return tuple(card_notes([], Scorer(read_evaluation(record), view), language))
    if file == "expectations.toml":
        return expectations_table(view, on, language=language).notes
    return plan_table(known_plan(record, None), on, language).notes


@pytest.mark.parametrize("file", ["progress.toml", "scales.toml", "plan/results.csv", "guidelines.toml", "expectations.toml"])
def test_an_answer_says_which_files_have_errors(demo: Record, file: str) -> None:
    wrong = demo.evaluation.get(file, "") + (BROKEN if file.endswith(".toml") else "p-r-00002\n")
    record = replace(demo, evaluation={**demo.evaluation, file: wrong})
    for language, said in (("en", "With errors, and what is wrong in them left out:"), ("es", "Con errores, y sin incluir")):
        told = [note for note in notes_on(record, file, language) if note.startswith(said)]
        assert len(told) == 1 and f"evaluation/{file} (1)" in told[0]


def test_where_nothing_is_wrong_nothing_is_said(demo: Record) -> None:
    assert not [note for note in notes_on(demo, "scales.toml", "en") if note.startswith("With errors")]


def test_a_check_that_finds_errors_does_not_say_that_there_are_none(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "small")
    (folder / "evaluation").mkdir(exist_ok=True)
    (folder / "evaluation" / "guidelines.toml").write_text(BROKEN, encoding="utf-8")
    checked = legation("check", str(folder))
    assert checked.returncode == 1 and "errors: 0" not in checked.stdout and "mend the errors" in checked.stdout
