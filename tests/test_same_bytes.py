"""Same input, same bytes: two builds of one record, and two hash seeds, give identical files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from legation.archive.build import build
from legation.archive.shelf import open_record
from tests.sizes import size

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = str(ROOT / "docs" / "guide" / "example")
DOCUMENTS, FICTION = size(((EXAMPLE,), EXAMPLE), (("peru", "documents"), "demo"))
"""In CI the bundled records; the guide's example, which has every sort of file too, in the default suite."""
SCRIPT = """
import sys; from pathlib import Path
from legation.archive.build import build; from legation.archive.shelf import open_record
from legation.publication.package import write_package; from legation.publication.questions import default_on
from legation.standings.asof import KnownRecord
record, target = open_record(*sys.argv[2:]), Path(sys.argv[1])
build(record, target / "shelf")
write_package(KnownRecord(record), default_on(record), target / "tables")
"""


def contents(shelf: Path) -> dict[str, bytes]:
    return {str(path.relative_to(shelf)): path.read_bytes() for path in sorted(shelf.rglob("*")) if path.is_file()}


def test_two_builds_of_the_same_record_are_identical(tmp_path: Path) -> None:
    record = open_record(*DOCUMENTS)
    first, second = build(record, tmp_path / "one"), build(open_record(*DOCUMENTS), tmp_path / "two")
    assert first.name == second.name
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert build(record, tmp_path / "one") == first, "a build that is there is left as it is"


@pytest.mark.long
def test_two_hash_seeds_give_identical_answers(tmp_path: Path) -> None:
    for seed in ("1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", SCRIPT, str(tmp_path / seed), *DOCUMENTS], env=environment, check=True, cwd=ROOT)
    assert contents(tmp_path / "1") == contents(tmp_path / "4242")
    assert len(contents(tmp_path / "1" / "shelf")) == 77
    assert len(contents(tmp_path / "1" / "tables")) > 20


def test_the_order_of_rows_and_files_changes_nothing(tmp_path: Path) -> None:
    record = open_record(FICTION)
    backwards = record.with_claims(tuple(reversed(record.claims)))
    build(record, tmp_path / "one")
    build(backwards, tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
