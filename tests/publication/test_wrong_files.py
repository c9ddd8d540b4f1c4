"""Files with errors: every answer that rests on one says so, in its own language, and the check does not call them sound."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from legation.archive.shelf import folder_of
from tests.command_line import legation

BROKEN = "\n[[not closed\n"


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return Path(shutil.copytree(folder_of("demo"), tmp_path / "demo"))


@pytest.mark.parametrize("file", ["progress.toml", "scales.toml", "plan/results.csv", "guidelines.toml", "expectations.toml"])
def test_an_answer_says_which_files_have_errors(demo: Path, file: str) -> None:
    with (demo / "evaluation" / file).open("a", encoding="utf-8") as text:
        text.write(BROKEN if file.endswith(".toml") else "p-r-00002\n")
    checked = legation("check", str(demo), language="en")
    assert checked.returncode == 1 and "errors: 0" not in checked.stdout and "mend the errors" in checked.stdout
    asked = {"guidelines.toml": ["evaluate", "--scorecard", "guideline"], "expectations.toml": ["evaluate", "--expected"]}
    words = [*asked.get(file, ["plan"]), "--on", "2023-12-31", "--record", str(demo)]
    for language, said in (("en", "With errors, and what is wrong in them left out:"), ("es", "Con errores, y sin incluir")):
        done = legation(*words, language=language, columns=300)
        assert said in " ".join((done.stdout + done.stderr).split()), done
        assert f"evaluation/{file} (1)" in " ".join((done.stdout + done.stderr).split()), done
