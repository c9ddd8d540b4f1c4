"""What an office tells after each sealing, by what changed alone, is what reading everything anew tells."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given

pytest.importorskip("django", reason="the office is not installed")

from legation.archive.opening import Opened
from legation.archive.shelf import RecordHasErrors
from legation.office import served_ledger
from legation.office.opened import OpenedRecord
from legation.office.served_ledger import ServedLedger
from legation.record.edition import edition
from legation.record.ledger.book import book_at
from legation.record.ledger.reading import read_whole
from legation.standings import known_anew
from legation.standings.asof import KnownRecord
from legation.standings.docket import docket
from tests.ledger.drawn_filings import DAYS, LEVELS, WHOLE, Filings, LogsInMemory, filings
from tests.standings.choices import drawn, many
from tests.standings.drawn_histories import YEAR

ASKED = (YEAR - 2, YEAR + 4, YEAR + 9, YEAR + 500)


@many(40)
@given(drawn(filings))
def test_reading_again_what_changed_equals_reading_all(made: Filings) -> None:
    with patch.object(known_anew, "WORTH_IT", 9):  # however few claims there are
        assert_same_after_each(made)


def assert_same_after_each(made: Filings) -> None:
    """After each batch the served record is that of a fresh reading."""
    ledger = LogsInMemory()
    ledger.seal(made.first)
    with patch.object(served_ledger, "open_ledger", lambda _: ledger):
        served = ServedLedger("small")
    good, since = dict.fromkeys(LEVELS, ""), {level: set(WHOLE) for level in LEVELS}
    for entries, deeds in [([], []), *made.batches]:
        if entries:
            ledger.seal(entries)
        for level in LEVELS:
            since[level] |= set(deeds)
            fresh, _ = read_whole(book_at(ledger, level))  # type: ignore[arg-type]
            with patch.object(served_ledger, "read_whole", side_effect=read_whole) as whole:
                try:
                    one = served.opened(level)
                except RecordHasErrors:
                    assert fresh is None and not good[level]
                    continue
            if fresh is None:
                assert one.edition == good[level], "the last good record goes on answering"
                continue
            assert not whole.called or not since[level].isdisjoint(WHOLE), "few changed, and all was read"
            since[level] = set()
            good[level] = edition(fresh)
            assert one.edition == good[level]
            assert_same(one, OpenedRecord(Opened(fresh, level=level)))


def assert_same(one: OpenedRecord, fresh: OpenedRecord) -> None:
    """Two records answer the same on all days of knowledge."""
    assert one.record == fresh.record and list(one.record.sources) == list(fresh.record.sources)
    assert one.latest == fresh.latest
    for day in (*DAYS, one.latest):
        view = one.as_known(day)
        obvious = KnownRecord(fresh.record, view.known, view.level)
        assert list(view.acts.items()) == list(obvious.acts.items())
        assert list(view.histories.items()) == list(obvious.histories.items())
        for key in obvious.histories:
            assert view.bearing(key) == obvious.bearing(key)
            assert view.spells(key) == obvious.spells(key)
            assert [view.verdict(key, asked) for asked in ASKED] == [obvious.verdict(key, asked) for asked in ASKED]
        assert one.docket(view) == docket(obvious)
