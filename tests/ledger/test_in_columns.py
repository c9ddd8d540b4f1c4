"""The record of a large ledger, held in columns and grown with each sealing, is that of the same rows read one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given

from legation.archive.ledger.deeds_of_rows import RecordBroken
from legation.archive.ledger.in_columns import InColumns
from legation.record.ledger.book import book_at
from legation.record.ledger.entry import Entry
from legation.record.ledger.reading import read_whole
from legation.standings.asof import KnownRecord
from legation.standings.bulk import compiled_log
from legation.standings.known_logged import KnownLogged
from tests.ledger.drawn_filings import DAYS, LEVELS, Filings, LogsInMemory, filings, redated, restricted, successions
from tests.standings.choices import Choices, drawn, many
from tests.standings.test_grown_bulk import told

OPEN = ("public",)


def of_both_kinds(choose: Choices) -> Filings:
    """Filings such as columns hold for the most part; every third time with all that they cannot hold."""
    return filings(choose, is_plain=not choose.once_in(3))


@many(40)
@given(drawn(of_both_kinds))
def test_a_ledger_in_columns_answers_as_its_rows(made: Filings) -> None:
    answers_as_its_rows(made)


@many(40)
@given(drawn(of_both_kinds))
def test_compiled_again_between_two_sealings_it_goes_on_answering_as_its_rows(made: Filings) -> None:
    answers_as_its_rows(made, after=InColumns.compiled_again)


@many(40)
@given(drawn(successions))
def test_what_passes_to_a_successor_is_told_anew_with_nothing_compiled_again(made: Filings) -> None:
    answers_with_nothing_compiled_again(made)


@many(40)
@given(drawn(redated))
def test_actors_that_end_otherwise_and_sources_of_other_days_are_told_anew_with_nothing_compiled_again(made: Filings) -> None:
    answers_with_nothing_compiled_again(made)


def answers_with_nothing_compiled_again(made: Filings) -> None:
    begun: list[Sequence[str]] = []
    compiled = []

    def compiling(*so: Any) -> Any:
        compiled.append(so)
        return compiled_log(*so)

    def beginning(ledger: Any, levels: Sequence[str]) -> InColumns:
        made = InColumns.begun(ledger, levels)
        begun.append(levels)
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("legation.archive.ledger.in_columns.compiled_log", compiling)
        answers_as_its_rows(made, beginning)
    assert len(compiled) == len(begun)


def answers_as_its_rows(
    made: Filings,
    beginning: Callable[[Any, Sequence[str]], InColumns] = InColumns.begun,
    after: Callable[[InColumns], InColumns] = lambda held: held,
) -> None:
    """After each batch a ledger held in columns tells of every standing what the same rows tell, read one by one."""
    ledger = LogsInMemory()
    ledger.seal(made.first)
    held: InColumns | None = None
    for entries, _ in [([], []), *made.batches]:
        ledger.seal(entries)
        book = book_at(ledger, "public")  # type: ignore[arg-type]
        fresh, _ = read_whole(book)
        try:
            held = after(beginning(ledger, OPEN) if held is None else held.read_on())
        except RecordBroken:
            assert fresh is None
            continue
        assert fresh is not None and held.sizes == {"public": ledger.size("public")}
        again = beginning(ledger, OPEN)
        assert held.edition == again.edition
        for day in DAYS:
            one, obvious = KnownLogged(held.record, day, held.bulk), KnownRecord(fresh, day)
            keys = {one.bulk.compiled.keys.key(number) for number in one.numbers(None)}
            assert keys == set(obvious.histories)
            for key in keys:
                assert one.spells(key) == obvious.spells(key), key.id
            if held.book.rows.keys() == again.book.rows.keys():  # a row of a source that was redated is an object in one alone
                assert told(held.bulk, day) == told(again.bulk, day)
        assert held.book.rows.keys() >= again.book.rows.keys()
        ids = {one.row.cells["act"] for one in book.rows.values() if one.row.table in ("acts", "adjudications")}
        there = {one.row.cells["act"] for one in held.book.rows.values() if one.row.table in ("acts", "adjudications")}
        for act in sorted(ids - there):
            number = held.number_of_act(act)
            assert number is not None and held.text(number).cells["act"] == act
        in_rows = {
            id: _names(one.row.cells) for id, one in book.rows.items() if one.row.table == "acts" and id not in held.book.rows
        }
        for left_out in [*sorted(in_rows), ("claims", "nothing")]:
            others = set().union(*(names for id, names in in_rows.items() if id != left_out))
            assert held.named_in_rows(left_out[1]) - {""} == others - {""}


def _names(cells: Mapping[str, Any]) -> set[str]:
    return {str(cells.get(column, "")) for column in ("subject", "object", "source")}


def test_what_a_row_alone_says_is_told_where_the_claim_beside_it_is_taken_out() -> None:
    """A withdrawal of Peru that only the record told is retracted, as another is sealed that columns hold: it bears on the membership."""

    def said(name: str, act: str, kind: str, date: str, body: str, **more: str) -> Entry:
        cells = {"claim": name, "act": act, "kind": kind, "date": date, "subject": "peru", "object": body, "title": "t"}
        return Entry("entered", "acts", name, cells | {"title_es": "t"} | more, "public")

    sourced, ledger = {"source": "book", "locator": "1"}, LogsInMemory()
    lists = [one for one in filings(Choices(b""), is_plain=True).first if one.table not in ("acts", "adjudications")]
    taken_out = said("s-2", "left", "withdrawal_effective", "1900-01-14", "org-a")
    ledger.seal([*lists, said("s-0", "left", "withdrawal_effective", "1900-01-05", "org-b", **sourced), taken_out])
    held = InColumns.begun(ledger, OPEN)
    ledger.seal([
        Entry("retracted", "acts", "s-2", {}, "public"),
        said("s-3", "announced", "withdrawal_announced", "1900-01-04", "org-a", **sourced),
    ])  # fmt: skip
    held = held.read_on()
    for day in DAYS:
        whole = told(InColumns.begun(ledger, OPEN).bulk, day)
        found = told(held.bulk, day)
        assert found["spells"] == whole["spells"]
        assert [name for name in found if name.startswith("why")] == [name for name in whole if name.startswith("why")]


def test_an_act_named_as_logs_name_their_own_is_not_taken_for_the_one_of_that_number() -> None:
    ledger = LogsInMemory()
    ledger.seal([one for one in filings(Choices(b""), is_plain=True).first if one.table not in ("acts", "adjudications")])
    number, row = ledger.size("public"), _row(1) | {"object": "bolivia"}
    both = {"claim": f"row-{number}", "act": f"act-{number}", "kind": "relations_severed", "object": "bolivia;chile"}
    said = [row | {"claim": "one", "act": "one"}, row | both | {"date": "1900-01-12"}]
    ledger.seal([Entry("entered", "acts", cells["claim"], cells) for cells in said])
    held, rows = InColumns.begun(ledger, OPEN), KnownRecord(read_whole(book_at(ledger, "public"))[0], DAYS[-1])  # type: ignore
    assert held.number_of_act("one") is not None and ("claims", f"row-{number}") in held.book.rows
    one = KnownLogged(held.record, DAYS[-1], held.bulk)
    assert rows.histories and all(one.spells(key) == rows.spells(key) for key in rows.histories)


def test_an_office_that_starts_later_has_the_edition_of_one_that_grew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which rows are objects hangs on how many there were when the log was read; the edition does not."""
    ledger = LogsInMemory()
    made = filings(Choices(b""), is_plain=True, waiting=[_row(number) for number in range(9)], deeds=["enter"])
    ledger.seal(made.first)
    begun = InColumns.begun(ledger, OPEN)
    ledger.seal([Entry("entered", "acts", "x-1", _row(1) | {"claim": "x-1", "act": "x-1", "kind": "denunciation_notified"})])
    grown = begun.read_on()
    monkeypatch.setattr("legation.archive.ledger.in_columns.MANY", 1)
    monkeypatch.setattr("legation.archive.ledger.in_columns.SHARE", 0.9)
    later = InColumns.begun(ledger, OPEN)
    assert later.book.rows.keys() - grown.book.rows.keys() == {("claims", "x-1")}
    assert later.edition == grown.edition != begun.edition


def test_the_edition_is_of_what_was_read_though_more_was_sealed_before_it_was_told() -> None:
    ledger = LogsInMemory()
    ledger.seal(filings(Choices(b""), is_plain=True).first)
    one, other = InColumns.begun(ledger, OPEN), InColumns.begun(ledger, OPEN)
    before = one.edition
    ledger.seal([Entry("entered", "acts", "r-1", _row(1))])
    assert other.edition == before != InColumns.begun(ledger, OPEN).edition


def test_an_act_that_came_back_and_was_left_by_a_correction_is_withdrawn_for_all() -> None:
    ledger = LogsInMemory()
    ledger.seal(filings(Choices(b""), is_plain=True).first)
    row = {**_row(1), "act": "a-1"}
    ledger.seal([Entry("entered", "acts", "r-1", row)])
    restricted = {**row, "level": "secret"}
    ledger.seal([Entry("retracted", "acts", "r-1", {}), Entry("entered", "acts", "r-1", restricted, "secret")])
    ledger.seal([Entry("retracted", "acts", "r-1", {}, "secret"), Entry("entered", "acts", "r-1", row)])
    held = InColumns.begun(ledger, LEVELS)
    assert not held.withdrawn
    ledger.seal([Entry("corrected", "acts", "r-1", {**row, "act": "r-other"})])
    assert held.read_on().withdrawn == InColumns.begun(ledger, LEVELS).withdrawn == {"a-1"}


def _row(number: int) -> dict[str, str]:
    said = {"claim": f"r-{number}", "act": f"r-{number}", "kind": "relations_established", "date": f"1900-01-{number + 1:02d}"}
    return {**said, "subject": "peru", "object": "chile", "source": "book", "locator": "1", "title": "t", "title_es": "t"}


@many(10)
@given(drawn(restricted))
def test_what_is_restricted_lies_over_the_columns_and_answers_as_its_rows(made: Filings) -> None:
    """Who may read more than the open log is told what the rows of all that they may read tell, and the others nothing of it."""
    answers_at_both_levels(made, LogsInMemory())


@many(10)
@given(drawn(restricted))
def test_logs_whose_moments_tell_no_order_answer_as_their_rows(made: Filings) -> None:
    """Where a clock was set back, whatever is sealed bears the moment of the last entry of its log until it is past that again."""
    answers_at_both_levels(made, LogsInMemory(clock_stands=True))


def answers_at_both_levels(made: Filings, ledger: LogsInMemory) -> None:
    """Whether the restricted logs are read as they grow, after the open one, or all at once."""
    ledger.seal(made.first)
    open_log: InColumns | None = None
    held: InColumns | None = None
    for entries, _ in [([], []), *made.batches]:
        ledger.seal(entries)
        fresh, fresh_open = (read_whole(book_at(ledger, level))[0] for level in ("secret", "public"))  # type: ignore[arg-type]
        try:
            open_log = InColumns.begun(ledger, OPEN) if open_log is None else open_log.read_on()
            held = open_log.read_on(LEVELS) if held is None else held.read_on()
        except RecordBroken:
            assert fresh is None or fresh_open is None
            continue
        assert fresh is not None and fresh_open is not None
        again, later = InColumns.begun(ledger, LEVELS), open_log.read_on(LEVELS)
        assert held.edition == again.edition == later.edition != open_log.edition
        assert held.withdrawn == again.withdrawn == later.withdrawn
        assert {**held.versions} == {**again.versions} == {**later.versions}
        rows = [one.row for one in book_at(ledger, "secret").rows.values() if one.row.table == "acts"]  # type: ignore[arg-type]
        for one in (held, again, later):
            in_columns = [row for row in rows if row.id not in one.book.rows]
            assert all(
                (at := one.number_of_claim(row.key)) is not None and one.row(at).row.cells == row.cells for row in in_columns
            )
        for day in DAYS:
            public, *views = [KnownLogged(one.record, day, one.bulk) for one in (open_log, held, again, later)]
            obvious_open, obvious = KnownRecord(fresh_open, day), KnownRecord(fresh, day, "secret")
            for one, rows in ((public, obvious_open), *((view, obvious) for view in views)):
                assert {one.bulk.compiled.keys.key(number) for number in one.numbers(None)} == set(rows.histories)
                assert all(one.spells(key) == rows.spells(key) for key in rows.histories)
            for one in (again, later):  # a row that left the columns and came back is an object; its answers are those above
                if one.book.rows.keys() == held.book.rows.keys():
                    assert told(held.bulk, day) == told(one.bulk, day)
            assert all(claim.level == "public" for claim in public.record.claims)
