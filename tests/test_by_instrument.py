"""The acts of an instrument by themselves answer as the whole record does, on any day, as known then or now."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from legation.archive import by_instrument
from legation.archive.by_instrument import ByInstrument
from legation.archive.opening import opened
from legation.publication.questions import asked
from legation.publication.treaty_tables import kept_treaty_table, treaty_table
from legation.standings.asof import KnownRecord
from legation.standings.participation.from_record import Treaties
from tests.sizes import size


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> ByInstrument:
    folder: Path = tmp_path_factory.mktemp("by-instrument")
    by_instrument.written(opened("demo").record, folder)
    return ByInstrument(folder)


@pytest.mark.parametrize("known", ["2022-06-30", "2026-12-31"])
def test_a_part_answers_as_the_whole(held: ByInstrument, known: str) -> None:
    made = opened("demo")
    whole = KnownRecord(made.record, asked(known).last)
    treaties = Treaties(whole)
    names = sorted(made.record.instruments)
    for name in ("convention-safety-at-sea", "treaty-railway-corvenia", *names[:: size(100, 40)]):
        part = held.record(name)
        assert part is not None
        for day in ("2022-08-10", "2025-01-15"):
            ours = treaty_table(KnownRecord(part, asked(known).last), name, asked(day))
            theirs = treaty_table(whole, name, asked(day), treaties=treaties)
            assert (ours.rows, ours.notes) == (theirs.rows, theirs.notes), (name, day)


def test_it_knows_titles_and_the_last_day_of_knowledge(held: ByInstrument) -> None:
    assert held.record("nothing-of-the-sort") is None
    assert held.titles["convention-safety-at-sea"][0] == "Convention of the Two Seas on Safety at Sea"
    assert held.latest == opened("demo").latest
    assert held.by_length()[0] == "convention-safety-at-sea"


def test_the_same_record_gives_the_same_bytes(tmp_path: Path) -> None:
    record = opened("demo").record
    folders = [tmp_path / "one", tmp_path / "other"]
    for folder in folders:
        folder.mkdir()
    one, other = (by_instrument.written(record, folder) for folder in folders)
    assert one == other
    assert {name: hashlib.sha256((folders[0] / name).read_bytes()).hexdigest() for name in one} == one
    lines = (folders[0] / by_instrument.LINES).read_bytes().splitlines()
    assert len(lines) == len(json.loads((folders[0] / by_instrument.PLACES).read_bytes())["places"])


def test_a_status_table_kept_says_what_the_acts_say(held: ByInstrument) -> None:
    record = opened("demo").record
    treaties = Treaties(KnownRecord(record, held.latest))
    kept = [(name, found) for name in held.by_length() if (found := held.status(name)) is not None]
    assert len(kept) > 10
    assert held.status("convention-safety-at-sea") is None, "its clauses count consents"
    assert held.status("nothing-of-the-sort") is None
    for name, found in kept[:: size(10, 2)]:
        for day in ("1900-01-01", "2021-06", "2024-02-29", "2026-12-31"):
            ours = kept_treaty_table(KnownRecord(found.record, held.latest), name, asked(day), found.table)
            theirs = treaty_table(treaties.view, name, asked(day), treaties=treaties)
            assert (ours.rows, ours.notes, ours.rests_on) == (theirs.rows, theirs.notes, theirs.rests_on), (name, day)
