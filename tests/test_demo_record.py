"""The fictional record: drawn the same every time, plausible, labelled, and with every feature of the plan at work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import legation
from legation.evaluation.check import problems_of
from legation.evaluation.norms.reading import norms_of
from legation.record.record import Record, read_record
from tests import bundled
from tests.command_line import is_kept
from tests.command_line import legation as run
from tools.demo.write import FOLDER, files

GOLDEN = Path(__file__).parent / "evaluation" / "golden"
ON = "2023-12-31"
MOST_BYTES = 3_000_000


@cache
def demo() -> legation.OpenRecord:
    return bundled.opened("demo")


@cache
def record() -> Record:
    made, problems = read_record(FOLDER)
    assert made is not None, [one.render() for one in problems]
    assert not [one.render() for one in problems]
    return made


def test_the_script_gives_the_bytes_that_are_kept() -> None:
    made = files()
    kept = {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in FOLDER.rglob("*") if path.is_file()}
    assert {name for name, data in made.items() if kept.get(name) != data} == set()
    assert {name for name in kept if not name.startswith("evaluation/")} <= set(made)


@pytest.mark.long
def test_another_process_draws_the_same() -> None:
    code = "import hashlib; from tools.demo.write import files; print(hashlib.sha256(repr(sorted(files().items())).encode()).hexdigest())"
    found = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(["src", ".", os.environ.get("PYTHONPATH", "")])},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(found) == 1


def test_it_is_large_small_and_without_errors() -> None:
    assert len(demo().acts()) >= 5_000
    assert sum(len(data) for data in files().values()) < MOST_BYTES
    assert [one.render() for one in problems_of(record()) if one.is_error] == []


def test_it_says_everywhere_that_it_is_fictional() -> None:
    assert record().fictional and "FICTIONAL" in record().title.en and "FICTICIO" in record().title.es
    assert all(key.startswith("fictional-") and "[fictional]" in source.title for key, source in record().sources.items())
    for language, word in (("en", "FICTIONAL"), ("es", "FICTICIO")):
        assert any(word in note for note in demo().plan(language=language).notes)
        assert any(word in note for note in demo().asof(language=language).standings("mission").notes)
    assert "fictional" in demo().plan().cite().to_csl()
    assert all("fictional" in str(row["sources"]) for row in demo().plan() if row["sources"])


def test_its_names_are_in_both_languages_and_its_ministers_follow_each_other() -> None:
    assert all(actor.name.en and actor.name.es for actor in record().actors.values())
    for on in ("2021-06-30", "2023-06-30", "2025-06-30"):
        assert len(demo().asof(on).standings("in_office")) == 1


def test_its_norms_are_labelled_fictional_and_show_duties_of_every_status() -> None:
    norms, problems = norms_of(record())
    assert problems == []
    for norm in norms.values():
        assert "[fictional]" in norm.label.en and ("[ficticia]" in norm.label.es or "[ficticio]" in norm.label.es)
    table = demo().duties(on=ON)
    assert set(table.values("status")) >= {"due", "met", "overdue"}
    assert any("FICTIONAL" in note for note in table.notes)
    sent = table.where(norm="treaties-sent-to-congress")
    assert set(sent.values("status")) == {"due", "met", "overdue"} and set(sent.values("on_time")) == {"yes", "no"}
    missed = table.where(norm="yearly-cabinet-brenovia", status="overdue")
    assert missed["trigger"] == ["2022"]  # of that year the fiction has no meeting
    assert set(demo().duties(on=ON, norm="memoranda-reviewed", every=True).values("status")) == {"met", "cannot_be_known"}
    assert demo().duties(on="2021-03-01").values("norm") == ["yearly-cabinet-brenovia"]  # before the decrees


def test_no_two_heads_of_one_mission_at_once() -> None:
    for on in ("2021-12-31", "2023-06-30", "2025-12-31"):
        heads = demo().asof(on).standings("head_of_mission").where(answer="yes")
        pairs = list(zip(heads["subject"], heads["object"], strict=True))
        assert len(pairs) == len(set(pairs)) and len(pairs) > 40


def test_a_head_presents_credentials_after_the_agrement() -> None:
    acts = demo().acts().to_dicts()
    first: dict[tuple[object, ...], dict[object, str]] = {}
    for act in acts:
        if act["kind"] in ("agrement_granted", "credentials_presented", "charge_ended"):
            first.setdefault((act["subject"], act["object"], act["person"]), {})[act["kind"]] = str(act["first_day"])
    whole = [days for days in first.values() if len(days) == 3]
    assert len(whole) > 15
    assert all(days["agrement_granted"] < days["credentials_presented"] < days["charge_ended"] for days in whole)


def test_every_feature_of_a_plan_is_at_work() -> None:
    end = demo().plan(on=ON)
    flags = {flag for row in end for flag in str(row["flags"] or "").split(";")} - {""}
    assert flags == {"late", "unreported", "orphan", "unfunded", "overspent", "contradicted", "no_baseline", "no_target"}
    assert {row["direction_by"] for row in end if row["row"] == "indicator"} == {"declared", "targets"}
    assert {row["direction"] for row in end if row["row"] == "indicator"} == {"rising", "falling", "steady"}
    assert {row["edition"] for row in end if row["edition"]} == {"first"}
    assert {row["edition"] for row in demo().plan(on="2024-12-31") if row["edition"]} == {"second"}
    assert {row["plan"] for row in end if row["plan"]} == {"PEDN", "PESEM", "PEI", "POI"}
    assert any(row["cost_per_unit"] for row in end)
    assert any(row["at_least"] == "paid" for row in demo().plan(on="2022-06-30"))  # some lines are silent on what was paid
    before = {row["id"]: row["parent"] for row in demo().plan(on=ON, known="2023-03-30")}
    after = {row["id"]: row["parent"] for row in demo().plan(on=ON, known="2023-03-31")}
    assert (before["aei-06-03"], after["aei-06-03"]) == ("oei-06", "oei-01")  # the revised plan moved it


def test_the_keys_of_the_table_are_keys() -> None:
    table = demo().plan(on=ON)
    keys = list(zip(table["row"], table["id"], strict=True))
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("name", "options"), [("plan", []), ("plan-known", ["--known", "2023-01-31"]), ("plan-csv", ["--format", "csv"])]
)
def test_the_whole_plan_is_kept(name: str, options: list[str], language: str) -> None:
    done = run("plan", "--record", "demo", "--on", ON, *options, language=language, columns=160)
    assert done.returncode == 0 and done.stderr == "", done.stderr
    assert is_kept(done.stdout, GOLDEN / f"{name}.{language}.txt")


def test_the_plan_as_json_and_parquet(tmp_path: Path) -> None:
    table = demo().plan(on=ON)
    content = json.loads(table.to_json())
    assert content["table"] == "plan" and len(content["rows"]) == len(table)
    import pyarrow.parquet as pq

    (tmp_path / "plan.parquet").write_bytes(table.to_parquet())
    read = pq.read_table(tmp_path / "plan.parquet")
    assert read.column_names == list(table.columns) and str(read.schema.field("accrued").type) == "double"


def test_a_record_without_a_plan_says_so() -> None:
    with pytest.raises(legation.QuestionError, match="has no plan"):
        bundled.opened("peru", "documents").plan()


def test_a_figure_leads_to_its_evidence() -> None:
    row = demo().plan(on=ON).where(id="oei-03-i")
    places = {(ground.source, ground.claim) for ground in row.grounds}
    assert any(source == "fictional-audit-office-2024" for source, _ in places)
    assert all(claim for _, claim in places)
