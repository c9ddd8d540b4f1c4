"""What only restricted rows name is as restricted as they are: it stands in no open log, and on no open page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.test import Client, override_settings

from legation.archive.ledger.opening import create_ledger
from legation.archive.ledger.sealed_ledger import SealedLedger
from legation.procedures.mirror import compare, mirror
from legation.record.ledger.authored import rows_of
from legation.record.ledger.book import book_at
from legation.record.ledger.least_level import with_least_levels
from legation.record.public import public
from legation.record.record import read_record
from tests.authored import CLAIM_ROWS
from tests.ledger.small_ledger import LEVELS
from tests.publishing.restricted import CANARY, written

SHOWN = (
    "/es/", "/en/actors/", "/en/sources/", "/en/search/?q=office", "/es/download/actors.csv", "/es/download/sources.csv",
    "/es/download/claims.csv", "/api/v1/actors", "/api/v1/sources", f"/en/actor/{CANARY}-office/", f"/en/source/{CANARY}-memo/",
)  # fmt: skip


def ledger_of(folder: Path, record: Path) -> SealedLedger:
    folder.mkdir(exist_ok=True)
    made = create_ledger(folder / "book.ledger", "small/ledger", LEVELS)
    mirror_again(made, record)
    return made


def mirror_again(ledger: SealedLedger, record: Path) -> None:
    files = sorted(one.relative_to(record).as_posix() for one in record.rglob("*") if one.is_file())
    mirror(ledger, compare(ledger, record, files))


@contextmanager
def served(path: Path) -> Iterator[Client]:
    from legation.office import served_ledger

    with override_settings(LEGATION_RECORD=str(path), ALLOWED_HOSTS=["testserver"]):
        served_ledger._served = None
        try:
            yield Client()
        finally:
            if served_ledger._served is not None:
                served_ledger._served.ledger.database.close()
            served_ledger._served = None


def test_pages_are_the_same_with_what_is_restricted_and_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEGATION_LEDGER_KEYS", raising=False)
    answers = []
    for name in ("with", "without"):
        ledger = ledger_of(tmp_path / name, written(tmp_path / name / "record", with_secrets=name == "with"))
        with_all = CANARY in str(book_at(ledger, "secret").files())
        assert with_all == (name == "with")
        assert CANARY not in "".join(str(one) for one in ledger.entries("public"))
        ledger.database.close()
        with served(tmp_path / name / "book.ledger") as client:
            found = [client.get(address) for address in SHOWN]
            answers.append([(one.status_code, sorted(one.items()), one.content) for one in found])
    for address, one, other in zip(SHOWN, *answers, strict=True):
        assert one == other, address
    assert [one[0] for one in answers[0]].count(200) == len(SHOWN) - 2


@pytest.mark.long
def test_what_rises_takes_with_it_what_it_alone_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEGATION_LEDGER_KEYS", raising=False)
    record = tmp_path / "record"
    ledger = ledger_of(tmp_path, written(record, with_secrets=True))

    def levels() -> dict[str, str]:
        return {one.row.key: one.row.level for one in book_at(ledger, "secret").rows.values() if CANARY in one.row.key}

    assert levels() == {
        f"{CANARY}-1": "reserved", f"{CANARY}-2": "secret", f"{CANARY}-office": "reserved", f"{CANARY}-memo": "reserved",
        f"{CANARY}-pact": "secret",
    }  # fmt: skip
    open_row = f"c-9,a-9,relations_established,1950,,peru,{CANARY}-office,,,,,,,,,,,book,p. 9,Open,Abierto,,"
    mirror_again(ledger, written(record, with_secrets=True, claims=(*CLAIM_ROWS, open_row)))
    assert levels()[f"{CANARY}-office"] == "public"
    assert levels()[f"{CANARY}-memo"] == "public", "the source of an actor that is open"
    mirror_again(ledger, written(record, with_secrets=True))
    assert levels()[f"{CANARY}-office"] == "reserved" and CANARY not in str(book_at(ledger).files())
    ledger.database.close()


def test_a_file_of_restricted_rows_alone_has_their_level() -> None:
    head = (
        "claim,act,kind,date,after,subject,object,instrument,office,person,place,standing,value,unit,qualifier,guideline,level,"
    )
    head += "source,locator,title,title_es,note,note_es\n"
    row = "c,a,incident,1990,,peru,chile,,,,,,,,,,{level},book,p. 1,T,T,,\n"
    files = {
        "acts/plain.csv": head + row.format(level=""),
        "acts/talks.csv": head + row.replace("c,a", "d,b").format(level="secret"),
    }
    files["acts/none.csv"] = head
    rows = with_least_levels(rows_of({name: text.encode() for name, text in files.items()}), LEVELS)
    assert {one.key: one.level for one in rows if one.table == "files"} == {
        "acts/plain.csv": "public", "acts/talks.csv": "secret", "acts/none.csv": "public",
    }  # fmt: skip


OPEN_CLAIM = "c-9,a-9,incident,1950,,peru,{0},,,,,,,,,,,{1},p. 9,{2},Abierto,{3},"
OPEN_ACTOR = "league,organisation,League,Liga,,,,,,,,book,{0},"


@pytest.mark.parametrize(
    ("claim", "actor", "open_now"),
    [
        (OPEN_CLAIM.format("chile", "book", "Open", ""), "", set()),
        (OPEN_CLAIM.format(f"{CANARY}-office", "book", "Open", ""), "", {"office", "memo"}),
        (OPEN_CLAIM.format("chile", f"{CANARY}-memo", "Open", ""), "", {"memo"}),
        (OPEN_CLAIM.format("chile", "book", f"As the ({CANARY}-pact) says", ""), "", {"pact", "office", "memo"}),
        (OPEN_CLAIM.format("chile", "book", "Open", f"see {CANARY}-memo."), "", {"memo"}),
        (OPEN_CLAIM.format("chile", "book", "Open", ""), OPEN_ACTOR.format(f"Once {CANARY}-office"), {"office", "memo"}),
    ],
)
def test_a_folder_and_the_ledger_that_mirrors_it_hold_back_the_same(
    tmp_path: Path, claim: str, actor: str, open_now: set[str]
) -> None:
    folder = written(tmp_path, claims=(*CLAIM_ROWS, claim))
    if actor:
        with (folder / "actors.csv").open("a", encoding="utf-8") as file:
            file.write(f"{actor}\n")
    record, problems = read_record(folder)
    assert record is not None, problems
    of_folder = {key for table, key in public(record).withheld if table in ("actors", "instruments", "sources")}
    files = {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}
    of_ledger = {
        one.key
        for one in with_least_levels(rows_of(files), LEVELS)
        if one.table in ("actors", "instruments", "sources") and one.level != LEVELS[0]
    }
    assert of_folder == of_ledger == {f"{CANARY}-{one}" for one in {"office", "memo", "pact"} - open_now}
