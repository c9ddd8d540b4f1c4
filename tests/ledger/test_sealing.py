"""Sealing: all or nothing, once, in order; what stands follows from the entries; what was erased is gone and proves still."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from legation.archive.ledger.sealed_ledger import SealedLedger
from legation.procedures.correct import correction, retraction
from legation.procedures.erase import erase
from legation.procedures.seal import Draft, seal
from legation.record.ledger.book import book_at
from legation.record.ledger.entry import Batch, Entry, Personal, Place
from legation.record.ledger.faults import LedgerError
from tests.ledger.small_ledger import Clock, batch, claim


def cells_at(ledger: SealedLedger, level: str) -> list[str]:
    return sorted(one.row.key for one in book_at(ledger, level).rows.values())


def test_what_is_acknowledged_stands_in_the_log_of_its_level(ledger: SealedLedger) -> None:
    receipt = ledger.append(batch(1, claim(1), claim(2, "secret"), claim(3)))
    assert receipt.places == (Place("public", 0), Place("public", 1), Place("secret", 0))
    assert [one.entry for one in ledger.entries("public")] == [claim(1), claim(3)]
    assert [one.by + one.approved for one in ledger.entries("secret")] == ["clerkdesk"]
    assert ledger.size("reserved") == 0
    assert cells_at(ledger, "public") == ["c-1", "c-3"] and cells_at(ledger, "secret") == ["c-1", "c-2", "c-3"]


def test_a_draft_is_sealed_once(ledger: SealedLedger) -> None:
    first = ledger.append(batch(1))
    assert ledger.append(batch(1)) == first == ledger.receipt("d-1")
    assert ledger.size("public") == 1
    with pytest.raises(LedgerError, match="was sealed already"):
        ledger.append(batch(1, claim(2)))


@pytest.mark.parametrize(
    "wrong",
    [
        Batch("d", ()),
        Batch("", (claim(1),)),
        batch(1, claim(1), replace(claim(2), level="top")),
        batch(1, claim(1), replace(claim(2), cells={"value": 1.5})),
        batch(1, claim(1), replace(claim(2), cells={"title": "\ud800"})),
    ],
)
def test_what_cannot_be_sealed_leaves_nothing(ledger: SealedLedger, wrong: Batch) -> None:
    with pytest.raises(LedgerError):
        ledger.append(wrong)
    assert [ledger.size(level) for level in ledger.levels] == [0, 0, 0, 0]


def test_text_is_sealed_in_one_form(ledger: SealedLedger) -> None:
    ledger.append(batch(1, claim(1, title="Peru\u0301")))
    assert next(ledger.entries("public")).entry.cells["title"] == "Per\u00fa"


def test_recorded_time_never_goes_back_and_says_so(ledger: SealedLedger, clock: Clock) -> None:
    first = ledger.append(batch(1)).sealed
    clock.now -= timedelta(days=1)
    assert ledger.append(batch(2)).sealed == first
    clock.now += timedelta(days=2)
    assert ledger.append(batch(3)).sealed > first
    shown = [one.clock for one in ledger.entries("public")]
    assert shown[0] == shown[2] == "" and shown[1].startswith("2026-11-21T")


def test_the_database_itself_changes_and_takes_away_nothing(ledger: SealedLedger) -> None:
    ledger.append(batch(1))
    ledger.checkpoint(extra=True)
    forbidden = [
        *(f"DELETE FROM {table}" for table in ("entries", "batches", "notes", "settings")),
        "UPDATE entries SET line = ''", "UPDATE notes SET note = ''", "UPDATE settings SET value = ''", "UPDATE batches SET draft = ''",
        "INSERT INTO entries (level, number, line, hash) SELECT level, number + 7, line, hash FROM entries",
        "INSERT INTO entries (level, number, line, hash) SELECT level, number, '', hash FROM entries",
    ]  # fmt: skip
    for statement in forbidden:
        with pytest.raises(LedgerError), ledger.database.writing() as to:
            to.execute(statement)
    assert [one.entry for one in ledger.entries("public")] == [claim(1)]


def test_rows_stand_as_their_last_entry_left_them(ledger: SealedLedger) -> None:
    ledger.append(batch(1, claim(1), claim(2)))
    row = book_at(ledger).rows["claims", "c-1"].row
    ledger.append(
        batch(2, correction(row, {"date": "1823"}, "misread"), retraction(book_at(ledger).rows["claims", "c-2"].row, "twice"))
    )
    rows = book_at(ledger).rows
    assert list(rows) == [("claims", "c-1")]
    assert rows["claims", "c-1"].row.cells["date"] == "1823"
    assert rows["claims", "c-1"].first.place == Place("public", 0), "a mistake of ours changes nothing in when it was known"


def with_personal(number: int, subject: str, level: str = "reserved") -> Entry:
    return Entry(
        "entered", "cases", f"k-{number}", {"kind": "opened"}, level, personal=Personal(subject, {"name": f"Name {number}"})
    )


def test_what_is_erased_cannot_be_read_and_its_proofs_hold(ledger: SealedLedger) -> None:
    ledger.append(batch(1, with_personal(1, "s-1"), with_personal(2, "s-2")))
    notes = ledger.checkpoint(extra=True)
    first, second = ledger.entries("reserved")
    assert ledger.personal(first) == {"name": "Name 1"}
    before = [line for _, line, _ in raw(ledger, "reserved")]
    made = erase(ledger, "s-1", level="reserved", reason="Order 1", draft="e-1", by="clerk", approved="desk")
    assert erase(ledger, "s-1", level="reserved", reason="Order 1", draft="e-1", by="clerk", approved="desk") == made
    assert ledger.personal(first) is None and ledger.personal(second) == {"name": "Name 2"}
    assert not any("Name" in line for line in before)
    assert [line for _, line, _ in raw(ledger, "reserved")][:2] == before
    erased = list(ledger.entries("reserved"))[-1]
    assert (erased.entry.deed, erased.entry.key, erased.entry.reason, erased.approved) == ("erased", "s-1", "Order 1", "desk")
    proof = ledger.inclusion("reserved", 0, 2)
    assert proof.note == notes[2] and proof.leaf == raw(ledger, "reserved")[0][2].hex()
    for draft in ("d-9", "e-2"):
        with pytest.raises(LedgerError):
            if draft == "d-9":
                ledger.append(batch(9, with_personal(9, "s-1")))
            else:
                erase(ledger, "s-1", level="reserved", reason="Order 1", draft=draft, by="clerk", approved="desk")


def test_an_erasure_that_was_broken_off_is_finished(ledger: SealedLedger) -> None:
    ledger.append(batch(1, with_personal(1, "s-1")))
    kept = {path: path.read_bytes() for path in (ledger.keys.folder / "subjects").iterdir()}
    erase(ledger, "s-1", level="reserved", reason="Order 1", draft="e-1", by="clerk", approved="desk")
    for path, key in kept.items():
        path.write_bytes(key)  # a copy of the keys is brought back
    assert ledger.finish_erasures() == ["s-1"] and ledger.finish_erasures() == []
    assert ledger.personal(next(ledger.entries("reserved"))) is None


def raw(ledger: SealedLedger, level: str) -> Sequence[tuple[int, str, bytes]]:
    from legation.archive.ledger.shelf_of_lines import Lines

    with ledger.database.reading() as from_:
        return list(Lines(from_).lines(level))


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (Draft("d-1", (claim(1),), "ana", "Ana"), "filed the draft"),
        (Draft("d-1", (claim(1),), "ana", ""), "needs one person"),
        (Draft("D 1", (claim(1),), "ana", "luz"), "cannot be the id"),
        (Draft("d-1", (replace(claim(1, "secret"), level="public"),), "ana", "luz"), "another level"),
    ],
)
def test_a_draft_that_nobody_else_approved_is_not_sealed(ledger: SealedLedger, draft: Draft, said: str) -> None:
    ledger.take_over()
    with pytest.raises(LedgerError, match=said):
        seal(ledger, draft)
    assert ledger.size("public") == 0


def test_desks_write_only_in_a_ledger_that_owns_the_record(ledger: SealedLedger) -> None:
    draft = Draft("d-1", (claim(1),), "ana", "luz")
    with pytest.raises(LedgerError, match="edited in its folder"):
        seal(ledger, draft)
    ledger.take_over()
    assert ledger.owner == "ledger" and seal(ledger, draft).places == (Place("public", 0),)


def test_checkpoints_are_signed_at_a_fixed_cadence_for_all_logs(ledger: SealedLedger, clock: Clock) -> None:
    from legation.record.ledger.note import read_note

    def sizes(notes: list[str]) -> list[tuple[str, int]]:
        return [(read_note(note)[0].time[:16], read_note(note)[0].size) for note in notes]

    ledger.append(batch(1, claim(1, "secret")))
    assert sizes(ledger.checkpoint()) == [("2026-11-22T09:00", 0)] * 4
    assert ledger.checkpoint() == []
    clock.now = datetime(2026, 11, 22, 13, 30, tzinfo=UTC)
    ledger.append(batch(2, claim(2)))
    assert sizes(ledger.checkpoint()) == [("2026-11-22T13:00", size) for size in (0, 0, 0, 1)]
    clock.now -= timedelta(days=1)
    assert ledger.checkpoint() == []
