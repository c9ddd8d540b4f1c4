"""``--cite`` and ``export all``: what to cite for the rows asked for, and every table in one folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pybtex.database import parse_string

from tests.authored import write_folder
from tests.command_line import legation


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(write_folder(tmp_path_factory.mktemp("small")))


@pytest.mark.parametrize(
    ("words", "sources"),
    [
        (["asof", "--on", "1900", "--kind", "relations"], {"book"}),
        (["why", "relations:peru:chile", "--on", "1880"], {"book"}),
        (["acts", "--kind", "denunciation_notified"], {"book", "paper"}),
        (["diff", "--on", "2019-04-15", "--known-from", "2021-03", "--known-to", "2022"], {"book", "paper"}),
        (["docket"], {"book", "paper"}),
        (["export", "claims"], {"book", "paper"}),
    ],
)
def test_an_answer_is_cited_with_its_sources(words: list[str], sources: set[str], folder: str) -> None:
    written = legation(*words, "--record", folder, "--cite", "bibtex")
    assert written.returncode == 0, written.stderr
    own, *others = parse_string(written.stdout, "bibtex").entries
    assert own.startswith("legation-small-") and set(others) == sources
    as_csl = json.loads(legation(*words, "--record", folder, "--cite", "csl", language="es").stdout)
    assert {one["id"] for one in as_csl[1:]} == sources
    assert as_csl[0]["title"] == "Un registro pequeño (conjunto de datos)"


def test_with_a_file_the_citation_stands_beside_it(folder: str, tmp_path: Path) -> None:
    done = legation("acts", "--record", folder, "-o", str(tmp_path / "acts.csv"), "--cite", "bibtex")
    assert done.returncode == 0 and sorted(path.name for path in tmp_path.iterdir()) == ["acts.bib", "acts.csv"]
    legation("acts", "--record", folder, "-o", str(tmp_path / "acts.csv"), "--cite", "csl")
    assert (tmp_path / "acts.csl.json").is_file()


def test_all_tables_go_into_one_folder(folder: str, tmp_path: Path) -> None:
    done = legation("export", "all", "--record", folder, "-o", str(tmp_path / "all"))
    assert done.returncode == 0 and "datapackage.json describes them" in done.stderr and done.stdout == ""
    found = {path.name for path in (tmp_path / "all").iterdir()}
    assert {"acts.csv", "acts.jsonl", "acts.parquet", "datapackage.json", "citation.bib"} <= found
    assert "archivos escritos" in legation("export", "all", "--record", folder, "-o", str(tmp_path / "b"), language="es").stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["export", "all"], "name a folder with -o"),
        (["export", "all", "-o", "/dev/null/x"], "cannot be written"),
        (["export", "claims", "-o", "/nowhere/claims.csv"], "cannot be written"),
        (["export", "claims", "-o", "claims.xlsx"], "does not end in .csv"),
        (["acts", "--cite", "chicago"], "chicago"),
    ],
)
def test_what_cannot_be_done_is_said_plainly(words: list[str], said: str, folder: str) -> None:
    done = legation(*words, "--record", folder)
    assert done.returncode == 2 and said in done.stderr and "Traceback" not in done.stderr
