"""What the documents of a ledger held in columns say alone is what its rows say without those of further sources."""

from __future__ import annotations

from dataclasses import replace

from legation.archive.ledger.docket_of_columns import docket_in_columns
from legation.archive.ledger.in_columns import InColumns
from legation.archive.ledger.own_sources import OwnSources
from legation.record.ledger.authored import SOURCE
from legation.record.ledger.book import book_at
from legation.record.ledger.entry import Entry
from legation.record.ledger.reading import read_whole
from legation.standings.asof import KnownRecord, latest_knowledge
from legation.standings.docket import docket
from legation.standings.known_logged import KnownLogged
from tests.ledger.drawn_filings import DAYS, LEVELS, LogsInMemory, filings
from tests.ledger.test_tables_of_columns import OPEN, row_of, tables_are_those_of
from tests.standings.choices import Choices

FURTHER = "further/more/acts/rows.csv"
OWN = "acts/rows.csv"


def _in(file: str, entry: Entry, deed: str = "entered") -> Entry:
    return replace(entry, file=file, deed=deed)  # type: ignore[arg-type]


def test_further_sources_are_left_out_wherever_their_rows_went() -> None:
    """Rows of further files, corrected, retracted, moved into own files and out of them, at both levels, as the ledger grows."""
    ledger = LogsInMemory()
    lists = [one for one in filings(Choices(b""), is_plain=True).first if one.table not in ("acts", "adjudications")]
    csl = {"id": "more", "type": "book", "title": "More", "issued": {"raw": "1900-01-03"}}
    source = Entry("entered", "sources", "more", {SOURCE: csl}, file="further/more/sources.json")
    cited = {"source": "more", "locator": "p. 1"}
    ledger.seal([
        *lists, source,
        *(_in(OWN, row_of(number, "1900-01-05", source="book", locator="1")) for number in range(1, 6)),
        *(_in(FURTHER, row_of(number, "1900-01-05", **cited)) for number in range(11, 16)),
        _in(FURTHER, row_of(17, "1900-01-05", kind="relations_established", object="chile", **cited)),
        _in(OWN, row_of(18, "1900-01-06", kind="attestation", standing="relations", object="chile", source="book", locator="2")),
    ])  # fmt: skip
    alone = OwnSources(ledger)
    grown = {levels: InColumns.begun(alone, levels) for levels in (OPEN, LEVELS)}
    batches = [
        [_in(FURTHER, row_of(11, "1900-01-07", **cited), "corrected"), _in(FURTHER, row_of(12, ""), "retracted"), row_of(20, "")],
        [_in(OWN, row_of(13, "1900-01-05", source="book", locator="3"), "corrected")],
        [_in(FURTHER, row_of(1, "1900-01-05", **cited), "corrected"), _in(FURTHER, row_of(13, "", **cited), "corrected")],
        [_in(FURTHER, row_of(21, "1900-01-05", "secret", **cited)), row_of(22, "1900-01-05", "secret")],
        [_in(OWN, row_of(1, "1900-01-09", source="book", locator="4"), "corrected"), row_of(23, "1900-01-05")],
    ]
    editions = set()
    for batch in [[], *batches]:
        ledger.seal(batch)
        for levels, held in grown.items():
            book = book_at(ledger, levels[-1])  # type: ignore[arg-type]
            record = read_whole(book, own=True)[0]
            assert record is not None and "more" not in record.sources
            grown[levels] = held = held.read_on()
            again = InColumns.begun(OwnSources(ledger), levels)
            assert held.edition == again.edition
            editions |= {held.edition, InColumns.begun(ledger, levels).edition}
            for one in (held, again):
                assert not one.withdrawn & {"a-0-17", "r-17", "r-11"}
                for day in (*DAYS, latest_knowledge(record)):
                    obvious = KnownRecord(record, day, levels[-1])
                    tables_are_those_of(one, obvious)
                    assert docket_in_columns(one, KnownLogged(one.record, day, one.bulk)) == docket(obvious)
    assert len(editions) == 4 * (1 + len(batches)) - 2, "the documents alone have editions of their own"


def test_no_entry_is_read_twice_though_more_is_sealed_while_it_is_read() -> None:
    ledger = LogsInMemory()
    ledger.seal([one for one in filings(Choices(b""), is_plain=True).first if one.table not in ("acts", "adjudications")])
    ledger.seal([_in(FURTHER, row_of(1, "1900")), row_of(2, "1900")])
    held = InColumns.begun(OwnSources(ledger), OPEN)
    ledger.seal([row_of(3, "1900")])
    assert held.sizes == {"public": ledger.size("public") - 1} and len(held.bulk.log) == 1
    assert len(held.read_on().bulk.log) == 2
