"""The docket of a ledger held in columns is that of the same rows read one by one."""

from __future__ import annotations

from hypothesis import given

from legation.archive.ledger.deeds_of_rows import RecordBroken
from legation.archive.ledger.docket_of_columns import docket_in_columns
from legation.archive.ledger.in_columns import InColumns
from legation.record.ledger.book import book_at
from legation.record.ledger.entry import Entry
from legation.record.ledger.reading import read_whole
from legation.standings.asof import KnownRecord, latest_knowledge
from legation.standings.docket import docket
from legation.standings.known_logged import KnownLogged
from tests.ledger.drawn_filings import DAYS, LEVELS, Filings, LogsInMemory, filings, restricted, successions
from tests.standings.choices import Choices, drawn, many

OPEN = ("public",)


def of_every_kind(choose: Choices) -> Filings:
    """Filings of which some attest standings, that pass to successors too."""
    return choose.among([successions, restricted, _plain])(choose)


def _plain(choose: Choices) -> Filings:
    return filings(choose, is_plain=True)


@many(10)
@given(drawn(of_every_kind))
def test_the_docket_of_columns_is_that_of_their_rows(made: Filings) -> None:
    ledger = LogsInMemory()
    ledger.seal(made.first)
    for entries, _ in [([], []), *made.batches]:
        ledger.seal(entries)
        for levels in (OPEN, LEVELS):
            is_that_of_its_rows(ledger, levels)


def is_that_of_its_rows(ledger: LogsInMemory, levels: tuple[str, ...]) -> set[str]:
    """Which subjects the docket has, once it was compared on every day."""
    record = read_whole(book_at(ledger, levels[-1]))[0]  # type: ignore[arg-type]
    try:
        held = InColumns.begun(ledger, levels)
    except RecordBroken:
        assert record is None
        return set()
    assert record is not None
    told = []
    for day in (*DAYS, latest_knowledge(record)):
        told = docket(KnownRecord(record, day, levels[-1]))
        assert docket_in_columns(held, KnownLogged(held.record, day, held.bulk)) == told
    return {one.subject for one in told}


def test_totals_of_a_source_are_held_against_the_names_that_columns_hold() -> None:
    """A source that states three relations and names two, another that states them and names none, and what had ended by then."""
    ledger = LogsInMemory()
    ledger.seal([one for one in filings(Choices(b""), is_plain=True).first if one.table not in ("acts", "adjudications")])
    ledger.seal([
        _row("c-1", "relations_established", object="chile"), _row("c-2", "relations_established", object="bolivia"),
        _row("c-3", "attestation", standing="relations", value="3"),
        _row("c-4", "attestation", standing="relations", value="3", source="paper"),
        _row("c-5", "relations_severed", object="chile", date="1900-01-09", source="paper"),
        _row("c-6", "attestation", standing="relations", object="chile", date="1900-01-20"),
    ])  # fmt: skip
    assert is_that_of_its_rows(ledger, OPEN) >= {"count", "total_without_list", "attested_after_end"}
    restricted = _row("c-7", "relations_established", "secret", object="old-state", level="secret")
    ledger.seal([restricted])
    assert "count" in is_that_of_its_rows(ledger, OPEN)
    assert "count" not in is_that_of_its_rows(ledger, LEVELS)


def _row(claim: str, kind: str, log: str = "public", **more: str) -> Entry:
    cells = {"claim": claim, "act": claim, "kind": kind, "date": "1900-01-05", "subject": "peru", "source": "book"}
    return Entry("entered", "acts", claim, cells | {"locator": "1", "title": "t", "title_es": "t"} | more, log)
