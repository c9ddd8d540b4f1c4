"""The acts of an instrument by themselves answer as the whole record does, on any day, as known then or now."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from legation.archive import by_instrument
from legation.archive.by_instrument import ByInstrument
from legation.archive.opening import opened
from legation.publication.questions import asked
from legation.publication.treaty_tables import treaty_table
from legation.standings.asof import KnownRecord
from legation.standings.participation.from_record import Treaties
from tests.sizes import size


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> ByInstrument:
    folder: Path = tmp_path_factory.mktemp("by-instrument")
    for name, data in by_instrument.files_of(opened("demo").record).items():
        (folder / name).write_bytes(data)
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
    one, other = by_instrument.files_of(record), by_instrument.files_of(record)
    assert one == other
    lines = one[by_instrument.LINES].decode().splitlines()
    assert len(lines) == len(json.loads(one[by_instrument.PLACES])["places"])
