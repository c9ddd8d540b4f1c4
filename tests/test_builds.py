"""Builds: what is written answers as what was compiled, a killed builder harms nothing, a log makes the same bytes twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import legation
from legation.archive.build import build
from legation.archive.built import BuildNotRead, open_built
from legation.archive.log_file import read_log, write_log
from legation.archive.marks import CURRENT, MANIFEST, is_built
from legation.archive.opening import Opened, opened
from legation.archive.shelf import open_record
from legation.bench.drawn import bench_record, drawn_log
from legation.cli.from_build import standings
from legation.publication.built_tables import _days
from legation.reading_room import OpenRecord
from legation.record.edition import edition
from legation.standings.asof import KnownRecord
from legation.standings.bulk import compiled_log
from legation.standings.compiled import Compiled
from legation.standings.compiling import compiled
from legation.standings.docket import docket
from legation.terms.days import FOREVER, day_number, iso
from legation.terms.roles import ROLES
from tests.sizes import size
from tests.small_records import day

EXAMPLE = Path(__file__).parent.parent / "docs" / "guide" / "example"

AGAIN = """
import sys; from pathlib import Path
from legation.archive.build import build
from legation.bench.drawn import bench_record, drawn_log
print("ready", flush=True)
build(bench_record(), Path(sys.argv[1]), drawn_log(30_000, seed=int(sys.argv[2])))
"""


def same(one: Compiled, other: Compiled) -> None:
    assert list(one.keys.names) == list(other.keys.names)
    assert [one.keys.key(place) for place in range(min(len(one.keys), 300))] == [
        other.keys.key(place) for place in range(min(len(other.keys), 300))
    ]
    for which, rows in one.sets.items():
        for mine, theirs in zip(rows.columns(), other.sets[which].columns(), strict=True):
            assert np.array_equal(mine, theirs)


def test_a_build_answers_as_the_record(tmp_path: Path) -> None:
    record = open_record("peru", "documents")
    built, made = open_built(build(record, tmp_path)), compiled(record)
    same(made, built.compiled)
    assert open_built(tmp_path).folder == built.folder and is_built(tmp_path)
    keys, _ = built.compiled.asof(day("1950-01-01"), name=built.compiled.keys.name("chile"))
    assert keys.tolist() == made.asof(day("1950-01-01"), name=built.compiled.keys.name("chile"))[0].tolist()


def test_a_log_goes_through_a_file_and_builds_the_same_bytes_twice(tmp_path: Path) -> None:
    record, log = bench_record(), drawn_log(20_000)
    write_log(log, tmp_path / "log.parquet")
    read = read_log(tmp_path / "log.parquet")
    first, second = build(record, tmp_path / "one", read), build(record, tmp_path / "two", read_log(tmp_path / "log.parquet"))
    assert first.name == second.name
    for path in first.iterdir():
        assert path.read_bytes() == (second / path.name).read_bytes(), path.name
    keys = {place: log.names[place] for place in np.unique(log.subject[log.subject >= 0]).tolist()}
    made, theirs = compiled_log(record, log).compiled, open_built(first).compiled
    for place, name in list(keys.items())[:20]:
        mine, _ = made.asof(10_000, 15_000, name=place)
        other, _ = theirs.asof(10_000, 15_000, name=theirs.keys.name(name))
        assert [made.keys.key(one) for one in mine.tolist()] == [theirs.keys.key(one) for one in other.tolist()]


@pytest.fixture(scope="module")
def peru() -> Opened:
    """Peru's record with all further sources, opened from the cache of this run."""
    return opened("peru")


def test_a_build_holds_the_whole_record(peru: Opened) -> None:
    assert peru.built is not None
    read, held = open_record("peru"), open_built(peru.built.folder).record
    assert held == read
    assert edition(held) == edition(read) == peru.edition == peru.built.folder.name
    for name in ("actors", "instruments", "sources", "coverage"):
        assert list(getattr(held, name)) == list(getattr(read, name)), name
    assert held.vocabulary.raw == read.vocabulary.raw and list(held.vocabulary.standings) == list(read.vocabulary.standings)


def test_rectangles_give_what_the_rules_give(peru: Opened) -> None:
    record = peru.record
    issued = sorted({source.known for source in record.sources.values()})
    first, last = record.period
    for known in (issued[0] - 1, *issued[2 :: size(81, 27)], peru.latest):
        by_rules, by_rectangles = KnownRecord(record, known), peru.as_known(known)
        assert type(by_rectangles) is not KnownRecord
        assert list(by_rectangles.keys) == list(by_rules.keys)
        for key in by_rules.keys:
            assert by_rectangles.bearing(key) == by_rules.bearing(key), key
            assert by_rectangles.spells(key) == by_rules.spells(key), key
        for on in range(first - 400, last + 800, size(12_007, 6_007)):
            assert by_rectangles.asof(on, every=True) == by_rules.asof(on, every=True)
            assert by_rectangles.asof(on, on + 366, every=True) == by_rules.asof(on, on + 366, every=True)
        assert by_rectangles.asof(0, actor="chile") == by_rules.asof(0, actor="chile")
        for kind in ("relations", "head_of_mission"):
            days = list(range(first, last, 3_653))
            assert by_rectangles.counts_over(kind, days) == by_rules.counts_over(kind, days)
        if known in (issued[29], peru.latest):
            assert peru.docket(by_rectangles) == docket(by_rules)


def test_a_build_of_another_version_or_damaged_is_told(tmp_path: Path) -> None:
    made = build(open_record("docs/guide/example"), tmp_path)
    whole = (made / MANIFEST).read_text(encoding="utf-8")
    (made / MANIFEST).write_text(whole.replace('"format": ', '"format": 1'), encoding="utf-8")
    with pytest.raises(BuildNotRead, match="another version"):
        opened(tmp_path)
    (made / MANIFEST).write_text(whole, encoding="utf-8")
    (made / "columns.json").write_bytes((made / "columns.json").read_bytes()[:-100])
    with pytest.raises(BuildNotRead, match="damaged"):
        opened(made)
    (made / MANIFEST).write_text(whole[:40], encoding="utf-8")
    with pytest.raises(BuildNotRead, match="damaged"):
        opened(made)


@pytest.mark.parametrize("patience", size([0.0, 0.1, 0.4], [0.0, 0.05, 0.1, 0.2, 0.4, 0.8]))
def test_a_build_killed_at_any_moment_leaves_the_last_good_edition(tmp_path: Path, patience: float) -> None:
    good = build(bench_record(), tmp_path, drawn_log(2_000, seed=1))
    builder = subprocess.Popen([sys.executable, "-c", AGAIN, str(tmp_path), "2"], stdout=subprocess.PIPE, text=True)
    assert builder.stdout is not None and builder.stdout.readline() == "ready\n"
    time.sleep(patience)
    os.kill(builder.pid, signal.SIGKILL)
    builder.wait()
    builder.stdout.close()
    left = open_built(tmp_path)
    assert left.folder.name in {good.name, *(path.name for path in tmp_path.iterdir() if not path.name.startswith("."))}
    assert len(left.compiled.asof(10_000, 15_000)[0])
    after = build(bench_record(), tmp_path, drawn_log(2_000, seed=3))
    assert open_built(tmp_path).folder == after
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".building")], "what was left is cleared away"
    assert (tmp_path / CURRENT).is_file()


@pytest.mark.parametrize("words", [{}, {"every": True}, {"actor": "esperia"}, {"kind": "relations", "every": True}], ids=str)
@pytest.mark.parametrize("on", ["1911-01-01", "1911", "1945-06", None])
@pytest.mark.parametrize("known", [None, "1961"])
def test_a_build_lists_the_standings_that_its_record_lists(
    example: tuple[OpenRecord, str], on: str | None, known: str | None, words: dict
) -> None:
    record, shelf = example
    columns = ("standing", "kind", *ROLES, "answer", "reason", "suspended")
    asked = {"actor": None, "kind": None, "every": False} | words
    mine = standings(shelf, on, known, **asked)
    theirs = record.asof(on, known=known).standings(asked["kind"], actor=asked["actor"], every=asked["every"])
    assert sorted(mine.select(*columns).rows, key=str) == sorted(theirs.select(*columns).rows, key=str)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[OpenRecord, str]:
    shelf = tmp_path_factory.mktemp("example")
    build(open_record(EXAMPLE), shelf)
    return legation.open(EXAMPLE), str(shelf)


@given(st.lists(st.integers(day_number(1, 1, 1), day_number(9999, 12, 31)), min_size=1))
def test_days_are_written_alike_in_columns_and_one_by_one(days: list[int]) -> None:
    assert _days(np.array([*days, FOREVER, -FOREVER], np.int32)) == [*map(iso, days), None, None]
