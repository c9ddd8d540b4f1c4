"""The command line: a table for people, files for machines, plain words for what goes wrong."""

from __future__ import annotations

import csv
import io
import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from legation.cli.main import COMMANDS
from tests.authored import write_folder
from tests.command_line import is_kept, legation

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(write_folder(tmp_path_factory.mktemp("small")))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("asof", ["asof", "--on", "2019-04"]),
        ("asof-known", ["asof", "--on", "2019-04-01", "--known", "2021-03-01"]),
        ("asof-actor", ["asof", "--on", "1820-01-01", "--actor", "CHL", "--every"]),
        ("why", ["why", "denunciation_pending:peru:unasur", "--on", "2019-04"]),
        ("acts", ["acts", "--from", "2000", "--to", "2020"]),
        ("docket", ["docket"]),
        ("diff", ["diff", "--on", "2019-04-01", "--known-from", "2021-03-01", "--known-to", "2022-12-31"]),
        ("claims-csv", ["export", "claims"]),
        ("standings-json", ["asof", "--on", "2019-04", "--format", "json"]),
    ],
)
def test_whole_outputs_are_kept(name: str, words: list[str], language: str, folder: str) -> None:
    done = legation(*words, "--record", folder, language=language)
    assert done.returncode == 0 and done.stderr == "", done.stderr
    assert is_kept(done.stdout, GOLDEN / f"{name}.{language}.txt")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["asof", "--on", "2006-13"], "2006-13 is not a date (month 13); write 2006-12 or 2006"),
        (["asof", "--actor", "Chle"], "no actor answers to Chle; nearest: Chile"),
        (["asof", "--kind", "relation"], "there is no kind relation; nearest: relations"),
        (["why", "relations:peru:spain"], "is not in this record, which is not a no"),
        (["asof", "--format", "parquet"], "Parquet is not for a terminal"),
        (["asof", "--record", "atlantis"], "there is no record atlantis"),
        (["acts", "-o", "/nowhere/at/all.csv"], "cannot be written"),
    ],
)
def test_what_is_not_understood_ends_in_one_plain_line(words: list[str], said: str, folder: str) -> None:
    if "--record" not in words:
        words = [*words, "--record", folder]
    done = legation(*words)
    assert done.returncode == 2
    assert said in done.stderr and "Traceback" not in done.stderr and len(done.stderr.splitlines()) == 1


def test_check_exits_with_1_on_an_error_and_0_without(folder: str, tmp_path: Path) -> None:
    assert legation("check", folder).returncode == 0
    broken = write_folder(tmp_path, claims=("c-1,x,joined,2006-13,,peru,unasur,,,,,,,,,,,book,p. 1,T,T,,",))
    done = legation("check", str(broken))
    assert done.returncode == 1
    assert done.stdout.splitlines()[0] == "acts/all.csv:2:date: error: 2006-13 is not a date (month 13); write 2006-12 or 2006"
    assert "errors: 1" in done.stdout
    assert "errores: 1" in legation("check", str(broken), language="es").stdout


def test_serving_on_a_port_that_is_taken_says_so(folder: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = legation("serve", "--record", folder, "--port", port)
    assert done.returncode == 2 and f"port {port} is taken" in done.stderr and len(done.stderr.splitlines()) == 1


def test_machine_formats_hold_the_same_rows(folder: str, tmp_path: Path) -> None:
    as_csv = list(csv.DictReader(io.StringIO(legation("export", "standings", "--record", folder, "--format", "csv").stdout)))
    as_json = json.loads(legation("export", "standings", "--record", folder, "--format", "json").stdout)["rows"]
    assert [row["standing"] for row in as_csv] == [row["standing"] for row in as_json]
    target = tmp_path / "standings.parquet"
    assert legation("export", "standings", "--record", folder, "-o", str(target)).returncode == 0
    import pyarrow.parquet as pq

    assert pq.read_table(target).column("standing").to_pylist() == [row["standing"] for row in as_json]


@pytest.mark.long
def test_peru_is_the_default_record() -> None:
    done = legation("asof", "--on", "1875-01-01", "--kind", "relations")
    assert "relations:peru:france" in done.stdout and "at least" in done.stdout
    assert legation("check").returncode == 0


def test_build_makes_a_folder_named_by_the_edition(folder: str, tmp_path: Path) -> None:
    done = legation("build", "--record", folder, "-o", str(tmp_path))
    assert done.returncode == 0
    (made,) = (path for path in tmp_path.iterdir() if path.is_dir())
    manifest = json.loads((made / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["edition"] == made.name


def test_a_scenario_is_a_third_axis(tmp_path: Path) -> None:
    scenario = tmp_path / "if.toml"
    scenario.write_text(
        '[[acts]]\nkind = "relations_severed"\ndate = "2020-06-01"\nsubject = "peru"\nobject = "chile"\n', encoding="utf-8"
    )
    asked = ("asof", "--on", "2021-01-01", "--kind", "relations", "--actor", "chile", "--every", "--format", "csv")
    before, after = legation(*asked), legation(*asked, "--under", str(scenario))
    assert "relations:peru:chile,relations,peru,chile,,,,,presumed" in before.stdout
    assert "relations:peru:chile,relations,peru,chile,,,,,no" in after.stdout
    scenario.write_text('without = ["nothing-such"]\n', encoding="utf-8")
    failed = legation(*asked, "--under", str(scenario))
    assert failed.returncode == 2 and "nothing-such" in failed.stderr and "Traceback" not in failed.stderr


def test_panels_and_builds_from_the_command_line(folder: str, tmp_path: Path) -> None:
    panel = tmp_path / "panel.csv"
    done = legation(
        "panel",
        "--unit",
        "actor",
        "--count",
        "relations",
        "--from",
        "1815",
        "--to",
        "1825",
        "--sources",
        "documents",
        "-o",
        str(panel),
    )
    lines = panel.read_text(encoding="utf-8").splitlines()
    assert done.returncode == 0 and '"china",1815,,,"outside_coverage"' in lines, lines[:3]
    exports = ("panel", "--measure", "exports", "--from", "2018", "--to", "2018", "-o", str(panel))
    for known, figure in (("2021-03", "55129000000"), ("2021-12", "55840000000")):
        assert legation(*exports, "--known", known).returncode == 0
        assert f'"peru",2018,{figure},{figure},{figure},""' in panel.read_text(encoding="utf-8").splitlines()
    assert legation("build", "--record", folder, "-o", str(tmp_path / "shelf")).returncode == 0
    asked = ("asof", "--on", "2019-04", "--actor", "peru", "--format", "csv")
    mine, theirs = (legation(*asked, "--record", record) for record in (str(tmp_path / "shelf"), folder))
    answers = [[line.split(",")[:9] for line in one.stdout.splitlines()[1:]] for one in (mine, theirs)]
    assert answers[0] and sorted(answers[0]) == sorted(answers[1])


def test_a_panel_of_a_build_is_that_of_its_record(folder: str, tmp_path: Path) -> None:
    assert legation("build", "--record", folder, "-o", str(tmp_path / "shelf")).returncode == 0
    for number, words in enumerate((["--unit", "actor"], ["--unit", "dyad", "--shared", "membership", "--undirected"])):
        made = []
        for record in (folder, str(tmp_path / "shelf")):
            for ending in (".csv", ".parquet"):
                target = tmp_path / f"{number}-{len(made)}{ending}"
                done = legation("panel", *words, "--from", "2000", "--to", "2010", "--record", record, "-o", str(target))
                assert done.returncode == 0, done.stderr
                made.append(target.read_bytes())
        assert made[0] and made[:2] == made[2:]
        again = legation(
            "panel", *words, "--from", "2000", "--to", "2010", "--record", folder, "-o", str(tmp_path / f"{number}-0.csv")
        )
        assert again.returncode == 0 and (tmp_path / f"{number}-0.csv").read_bytes() == made[0], "a file there is written again"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["panel", "--shared", "membership"], "--unit dyad"),
        (["panel", "--unit", "dyad", "--shared", "organ_exists"], "one party only"),
        (["panel", "--unit", "paar"], "paar is not a word for this; nearest: dyad (pair)"),
        (["panel", "--from", "2006-13"], "2006-13 is not a date"),
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_what_a_panel_cannot_be_asked_ends_in_one_plain_line(
    words: list[str], said: str, language: str, folder: str, tmp_path: Path
) -> None:
    done = legation(*words, "--record", folder, "-o", str(tmp_path / "panel.csv"), language=language)
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1 and "Traceback" not in done.stderr
    assert language == "es" or said in done.stderr


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["asof", "--format", "xml"], 2, "table"),
        (["asof", "-o", "."], 2, "--output must name a file to write, not a folder"),
        (["asoff"], 2, "asof"),
        (["panel"], 2, "--output"),
        (["export", "clams"], 2, "nearest: claims"),
        (["serve", "--port", "0"], 2, "port"),
    ],
)
def test_values_that_need_checking_are_checked(words: list[str], status: int, said: str) -> None:
    done = legation(*words)
    assert done.returncode == status and said in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_help_speaks_and_names_every_command(language: str) -> None:
    groups = {tuple(command.split()[:-1]) for command in COMMANDS}
    shown = {above: legation(*above, "--help", language=language).stdout for above in sorted(groups)}
    for command in COMMANDS:
        *above, last = command.split()
        assert f"\n  {last} " in shown[tuple(above)]
        help_of_one = legation(*above, last, "--help", language=language).stdout
        assert "cli." not in help_of_one and "--help" in help_of_one


def test_a_cold_question_to_a_build_loads_neither_pydantic_nor_what_reads_a_record(folder: str, tmp_path: Path) -> None:
    legation("build", "--record", folder, "-o", str(tmp_path / "shelf"))
    asked = ["asof", "--on", "2019-04-01", "--record", str(tmp_path / "shelf"), "--format", "csv"]
    script = f"""
import sys
from legation.cli.main import app
app({asked!r}, standalone_mode=False)
print(sorted(name for name in sys.modules), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stderr.replace("'", '"')))
    assert done.stdout.startswith("standing,kind,")
    assert not loaded & {
        "pydantic",
        "rich",
        "pyarrow",
        "tomllib",
        "legation.record.record",
        "legation.terms.vocabulary",
        "django",
    }
