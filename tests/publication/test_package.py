"""The data package: whole, described, the same bytes every time, and found right by a checker that is not ours."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import legation
from legation.publication.columns import forms
from tests import bundled
from tests.authored import write_folder


@pytest.fixture(scope="module")
def peru() -> legation.OpenRecord:
    return bundled.opened("peru", "documents")


@pytest.fixture(scope="module")
def folder(peru: legation.OpenRecord, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("package") / "peru"
    peru.export_package(target)
    return target


@pytest.fixture(scope="module")
def descriptor(folder: Path) -> dict[str, Any]:
    found = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def problems_of(folder: Path) -> list[list[Any]]:
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(folder / "datapackage.json"))
    found = report.flatten(["type", "note", "rowNumber", "fieldName"])
    assert report.valid == (not found)
    return list(found)


@pytest.mark.long
def test_a_checker_that_is_not_ours_finds_no_error(folder: Path) -> None:
    assert problems_of(folder) == []


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shelf = tmp_path_factory.mktemp("small")
    legation.open(write_folder(shelf / "record")).export_package(shelf / "package", on="2019-04", known="2021-03")
    return shelf / "package"


def test_a_small_record_is_packed_too(small: Path) -> None:
    assert problems_of(small) == []
    assert "31 March 2021" in json.loads((small / "datapackage.json").read_text(encoding="utf-8"))["description"]


SPOILT = [
    ("claims.csv", ",book,", ",nobody,", ("foreign-key", "nobody")),
    ("claims.csv", "relations_established", "relations_somewhat", ("constraint-error", "")),
    ("actors.csv", "\nchile,", "\nperu,", ("primary-key", "")),
    ("parties.csv", ",chile", ",atlantis", ("foreign-key", "atlantis")),
    ("standings.csv", "1822-01-01", "1822-13-01", ("type-error", "")),
    ("acts.parquet", "PAR1", "PAR2", ("hash-count", "")),
]


@pytest.mark.long
def test_the_checker_would_find_each(small: Path, tmp_path: Path) -> None:
    for path in small.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    for file, old, new, _ in SPOILT:
        data = (tmp_path / file).read_bytes()
        assert old.encode() in data
        (tmp_path / file).write_bytes(data.replace(old.encode(), new.encode(), 1))
    found = problems_of(tmp_path)
    assert not [said for *_, said in SPOILT if not any(one[0] == said[0] and said[1] in str(one[1]) for one in found)], found


def test_foreign_keys_hold_counted_by_ourselves(folder: Path, descriptor: dict[str, Any]) -> None:
    rows = {path.stem: list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))) for path in folder.glob("*.csv")}
    keys = 0
    for resource in descriptor["resources"]:
        for key in resource.get("schema", {}).get("foreignKeys", ()):
            (column,), (other,) = key["fields"], key["reference"]["fields"]
            name = resource["name"].removesuffix("-jsonl")
            there = {row[other] for row in rows[key["reference"]["resource"] or name]}
            assert {row[column] for row in rows[name]} - {""} <= there, (name, column)
            keys += 1
    assert keys > 30
    for name in ("acts", "claims", "actors", "sources", "standings", "measures", "instruments"):
        (key,) = forms()[name].key
        assert len({row[key] for row in rows[name]}) == len(rows[name]), name


def test_everything_is_described(folder: Path, descriptor: dict[str, Any], peru: legation.OpenRecord) -> None:
    assert descriptor["version"] == peru.edition and descriptor["licenses"][0]["name"] == "CC-BY-4.0"
    assert {one["title"] for one in descriptor["sources"]} == {one.title for one in peru.record.sources.values()}
    described = {one["path"] for one in descriptor["resources"]}
    beside = {"datapackage.json", "citation.bib", "citation.csl.json"}
    assert described | beside == {path.name for path in folder.iterdir()}
    for one in descriptor["resources"]:
        data = (folder / one["path"]).read_bytes()
        assert one["bytes"] == len(data) and one["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert one["title"] and one["title_es"] and one["description"] and one["description_es"]
        for field in one.get("schema", {}).get("fields", ()):
            assert field["title"] and field["title_es"] and field["description"] and field["description_es"], field


@pytest.mark.long
def test_the_three_forms_hold_the_same_rows(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
        lines = [json.loads(line) for line in path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()]
        parquet = pq.read_table(path.with_suffix(".parquet"))
        assert len(rows) == len(lines) == parquet.num_rows
        assert [{name: "" if cell is None else str(cell) for name, cell in line.items()} for line in lines] == rows, path.name
        assert parquet.column_names == path.read_text(encoding="utf-8").splitlines()[0].split(",")
