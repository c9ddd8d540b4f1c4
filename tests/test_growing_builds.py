"""Builds of a log that grew: they answer as a build of the whole, bear its edition, and leave it where it is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from pytest import MonkeyPatch

from legation.archive import growth as growing
from legation.archive.build import build
from legation.archive.built import open_built
from legation.archive.log_file import segment, segments_of, write_log
from legation.archive.marks import CURRENT, manifest_of
from legation.bench.drawn import bench_record, drawn_log
from legation.record.log import Log, LogError, checked
from legation.standings.bulk import compiled_log
from tests.sizes import size
from tests.small_records import small_record
from tests.standings.choices import drawn, many
from tests.standings.drawn_growth import Growth, assert_same, growth, turns_of

MORE = """
import sys; from pathlib import Path
from legation.archive.build import build
from legation.archive.log_file import segments_of
from legation.bench.drawn import bench_record
print("ready", flush=True)
build(bench_record(), Path(sys.argv[1]), segments_of(Path(sys.argv[2])))
"""


@many(20)
@given(drawn(growth))
def test_a_log_built_in_batches_answers_as_one_built_whole(drawn: Growth) -> None:
    record, log = drawn.record, checked(drawn.log, drawn.record)
    parts = [segment(part) for part in drawn.parts()]
    with TemporaryDirectory() as folder, MonkeyPatch.context() as patch:
        patch.setattr(growing, "SHARE", 99.0)
        patch.setattr(os, "fsync", lambda _: None)
        shelf = Path(folder) / "grown"
        made = [build(record, shelf, parts[:count]) for count in range(1, len(parts) + 1)]
        whole = build(record, Path(folder) / "whole", log)
        assert [manifest_of(one).get("base") for one in made] == [None, *[made[0].name] * (len(made) - 1)]
        assert manifest_of(made[-1])["edition"] == manifest_of(whole)["edition"] == whole.name
        assert made[-1].name == growing.on_base(whole.name, made[0].name)
        assert_same(open_built(shelf).compiled, compiled_log(record, log).compiled, turns_of(log, record), drawn)
        again = build(record, shelf, parts, whole=True)
        assert {path.name: path.read_bytes() for path in again.iterdir()} == {
            path.name: path.read_bytes() for path in whole.iterdir()
        }
        assert open_built(shelf).folder == again and all(one.is_dir() for one in made), "what others may have open stays"


def in_files(folder: Path, log: Log, *bounds: int) -> None:
    """A log as files of an authored folder, cut after some rows."""
    (folder / "log").mkdir(parents=True)
    cuts = (0, *bounds, len(log))
    for number, (first, last) in enumerate(pairwise(cuts)):
        path = folder / "log.parquet" if not number else folder / "log" / f"{number:04d}.parquet"
        write_log(log.take(np.arange(first, last)), path)


def test_a_build_grows_until_the_share_is_passed_and_is_then_made_whole(tmp_path: Path) -> None:
    record, log = bench_record(), drawn_log(4_000)
    in_files(tmp_path / "authored", log, len(log) - 90, len(log) - 75, len(log) - 60)
    parts = segments_of(tmp_path / "authored")
    made = [build(record, tmp_path / "shelf", parts[:count]) for count in (1, 2, 3, 4)]
    assert ["-on-" in one.name for one in made] == [False, True, True, False], "30 of 3,900 acts are within the share, 90 beyond"
    assert build(record, tmp_path / "shelf", parts[:3]).name == made[2].name.partition("-on-")[0], "no prefix: made whole"


def test_a_changed_file_or_record_is_compiled_whole(tmp_path: Path) -> None:
    log = drawn_log(4_000)
    in_files(tmp_path / "authored", log, len(log) - 20, len(log) - 10)
    parts = segments_of(tmp_path / "authored")
    build(bench_record(), tmp_path / "shelf", parts[:1])
    assert "-on-" not in build(bench_record(), tmp_path / "shelf", [parts[1], parts[0]]).name
    build(bench_record(), tmp_path / "shelf", parts[:1])
    assert "-on-" not in build(replace(bench_record(), id="another"), tmp_path / "shelf", parts[:2]).name


def test_an_act_that_is_there_already_is_refused(tmp_path: Path) -> None:
    log = drawn_log(4_000)
    first, again = log.take(np.arange(len(log) - 1)), log.take(np.array([3]))
    build(bench_record(), tmp_path, [segment(first)])
    with pytest.raises(LogError, match="twice"):
        build(bench_record(), tmp_path, [segment(first), segment(again)])
    assert manifest_of(open_built(tmp_path).folder).get("base") is None
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".building")]


@pytest.mark.parametrize("patience", size([0.0, 0.05, 0.2], [0.0, 0.02, 0.05, 0.1, 0.2, 0.4]))
def test_a_growing_build_killed_at_any_moment_leaves_the_last_good_edition(tmp_path: Path, patience: float) -> None:
    record, log, shelf = bench_record(), drawn_log(20_000), tmp_path / "shelf"
    in_files(tmp_path / "authored", log, len(log) - 100, len(log) - 50)
    parts = segments_of(tmp_path / "authored")
    build(record, shelf, parts[:1])
    good = build(record, shelf, parts[:2])
    builder = subprocess.Popen(
        [sys.executable, "-c", MORE, str(shelf), str(tmp_path / "authored")], stdout=subprocess.PIPE, text=True
    )
    assert builder.stdout is not None and builder.stdout.readline() == "ready\n"
    time.sleep(patience)
    os.kill(builder.pid, signal.SIGKILL)
    builder.wait()
    builder.stdout.close()
    left = open_built(shelf)
    assert left.folder == good or manifest_of(left.folder)["log"]["rows"] == len(log)
    assert len(left.compiled.asof(10_000, 15_000)[0])
    after = build(record, shelf, parts)
    assert open_built(shelf).folder == after and (shelf / CURRENT).is_file()
    assert manifest_of(after)["edition"] == build(record, tmp_path / "whole", log).name
    same = open_built(tmp_path / "whole").compiled
    for on in (0, 10_000, 20_000):
        mine, theirs = (one.asof(on, 15_000) for one in (open_built(shelf).compiled, same))
        assert len(mine[0]) == len(theirs[0])


def test_a_small_record_without_a_log_is_built_as_before(tmp_path: Path) -> None:
    made = build(small_record([{"kind": "relations_established", "subject": "peru", "object": "chile"}]), tmp_path)
    assert open_built(tmp_path).folder == made and "log" not in manifest_of(made)
