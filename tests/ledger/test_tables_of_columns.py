"""The tables of a ledger held in columns, written as they are read, have the bytes of those of the same rows read one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given

from legation.archive.ledger import taken_in_order
from legation.archive.ledger.deeds_of_rows import RecordBroken
from legation.archive.ledger.in_columns import InColumns
from legation.archive.ledger.standings_in_order import standings_in_order
from legation.archive.ledger.taken_in_order import acts_in_order, claims_in_order
from legation.publication.answer_tables import (
    ACT_COLUMNS,
    CLAIM_COLUMNS,
    STANDING_COLUMNS,
    acts_table,
    claims_table,
    standings_table,
)
from legation.publication.questions import Asked
from legation.publication.table import Table
from legation.publication.table_in_pieces import TableInPieces
from legation.record.ledger.book import book_at
from legation.record.ledger.entry import Entry
from legation.record.ledger.reading import read_whole
from legation.standings.asof import KnownRecord, latest_knowledge
from legation.standings.known_logged import KnownLogged
from tests.ledger.drawn_filings import DAYS, LEVELS, Filings, LogsInMemory, filings, restricted
from tests.standings.choices import Choices, drawn, many
from tests.standings.drawn_histories import YEAR

OPEN = ("public",)
KIND = "initiative_taken"
"""An act that needs no more than its kind."""


def of_both_kinds(choose: Choices) -> Filings:
    """Filings such as columns hold for the most part; every third time with all that they cannot hold."""
    return choose.among([_plain, restricted])(choose)


def _plain(choose: Choices) -> Filings:
    return filings(choose, is_plain=True)


@many(40)
@given(drawn(of_both_kinds))
def test_tables_of_columns_are_those_of_their_rows(made: Filings) -> None:
    """After each batch, at each level, as known on each day, and as an office tells them that grew or that starts later."""
    ledger = LogsInMemory()
    ledger.seal(made.first)
    grown: dict[Sequence[str], InColumns] = {}
    for entries, _ in [([], []), *made.batches]:
        ledger.seal(entries)
        for levels in (OPEN, LEVELS):
            record = read_whole(book_at(ledger, levels[-1]))[0]  # type: ignore[arg-type]
            try:
                held = grown[levels].read_on() if levels in grown else InColumns.begun(ledger, levels)
            except RecordBroken:
                assert record is None
                continue
            grown[levels] = held
            assert record is not None
            for one in (held, InColumns.begun(ledger, levels), held.compiled_again()):
                for day in DAYS:
                    tables_are_those_of(one, KnownRecord(record, day, levels[-1]), with_standings=False)


def test_tables_of_columns_hold_what_was_filed_corrected_and_taken_out() -> None:
    """Filings that are their own source, of one day and of none, with words in one language, corrected, moved and retracted."""
    ledger = LogsInMemory()
    lists = [one for one in filings(Choices(b""), is_plain=True).first if one.table not in ("acts", "adjudications")]
    dates = ("1900-01-05", "1900-01", "", "1900-01-05", "[1900-01-02..1900-01-09]", "")
    ledger.seal([*lists, *(row_of(number, date) for number, date in enumerate(dates, start=1))])
    began = {levels: InColumns.begun(ledger, levels) for levels in (OPEN, LEVELS)}
    assert len(began[OPEN].bulk.log) == len(dates)
    more = [row_of(number, date) for number, date in enumerate((*dates, *dates), start=7)]
    ledger.seal([*more, row_of(20, "1900-01-05", "secret"), row_of(21, "", "secret")])
    ledger.seal([
        replace(row_of(2, "1900-01-05"), deed="corrected"), replace(row_of(3, "1900-01-04", title="Otra"), deed="corrected"),
        replace(row_of(8, "", source="book", locator="p. 9"), deed="corrected"), Entry("retracted", "acts", "r-4"),
        Entry("retracted", "acts", "r-9"), Entry("retracted", "acts", "r-1"), row_of(1, "1900-01-05", "secret"),
    ])  # fmt: skip
    for levels, one in began.items():
        record = read_whole(book_at(ledger, levels[-1]))[0]  # type: ignore[arg-type]
        assert record is not None and len(record.claims) == (15 if levels == OPEN else 18)
        for held in (one.read_on(), InColumns.begun(ledger, levels)):
            assert not held.record.claims
            for day in (*DAYS, latest_knowledge(record)):
                tables_are_those_of(held, KnownRecord(record, day, levels[-1]))


def row_of(number: int, date: str, level: str = "public", **more: str) -> Entry:
    cells = {"claim": f"r-{number}", "act": f"a-{-number % 7}-{number}", "kind": KIND, "date": date, "subject": "peru"}
    cells |= {"object": "chile", "title": f"Una, {number}"} if number % 2 else {"title_es": "dos", "note": "a\nb"}
    cells |= {"level": level} if level != "public" else {}
    return Entry("entered", "acts", cells["claim"], {name: cell for name, cell in {**cells, **more}.items() if cell}, level)


def tables_are_those_of(held: InColumns, obvious: KnownRecord, *, with_standings: bool = True) -> None:
    known = KnownLogged(held.record, obvious.known, held.bulk)
    acts = sorted(obvious.acts.values(), key=lambda act: (act.undated, act.begin.lo, act.begin.hi, act.id))
    for language in ("en", "es"):
        rows = acts_in_order(held, known, language)
        in_pieces = TableInPieces("acts", ACT_COLUMNS, [tuple(row.get(one) for one in ACT_COLUMNS) for row in rows])
        same_bytes(in_pieces, acts_table(obvious, acts, language))
    rows = claims_in_order(held, known)
    in_pieces = TableInPieces("claims", CLAIM_COLUMNS, [tuple(row.get(one) for one in CLAIM_COLUMNS) for row in rows])
    same_bytes(in_pieces, claims_table(obvious))
    for first, last in ((YEAR + 12, YEAR + 12), (YEAR + 2, YEAR + 15)) if with_standings else ():
        table = standings_table(obvious, obvious.asof(first, last, every=True), Asked("", first, last))
        rows = standings_in_order(held, known, first, last)
        laid_out = [tuple(row.get(one) for one in STANDING_COLUMNS) for row in rows]
        same_bytes(TableInPieces("standings", STANDING_COLUMNS, laid_out, table.notes), table)


def same_bytes(pieces: TableInPieces, table: Table) -> None:
    assert "".join(pieces.to_csv()) == table.to_csv()
    assert "".join(pieces.to_json()) == table.to_json()


def test_what_a_spreadsheet_would_run_is_made_harmless_and_rows_come_as_they_are_asked_for() -> None:
    rows = (("=1+1", None, number) for number in range(2_500))
    pieces = TableInPieces("acts", ("a", "b", "c"), rows, ("a note",)).to_json()
    assert next(pieces) and next(pieces) and next(rows)[2] == 1_000
    table = Table("acts", ("a", "b", "c"), (("=1+1", None, 1), ("a\nb", "ü", 2)), ("a note",))
    same_bytes(TableInPieces("acts", table.columns, table.rows, table.notes), table)
    assert taken_in_order.AT_ONCE <= 1_000
