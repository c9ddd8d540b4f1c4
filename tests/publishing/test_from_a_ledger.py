"""Editions published from a ledger, and a ledger read alone: its most open log, signed with its key, followed as it grows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client, override_settings

from legation.archive.editions_examined import editions_examined
from legation.archive.ledger.opening import create_ledger
from legation.archive.ledger.sealed_ledger import SealedLedger
from legation.archive.published import publication_in
from legation.archive.publishing import publish, publishable
from legation.office import served_ledger
from legation.procedures.mirror import compare, mirror
from tests.authored import CLAIM_ROWS
from tests.ledger.small_ledger import LEVELS
from tests.publishing.restricted import CANARY, bytes_of, written
from tests.publishing.test_editions import FURTHER


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SealedLedger]:
    monkeypatch.delenv("LEGATION_LEDGER_KEYS", raising=False)
    made = create_ledger(tmp_path / "book.ledger", "small/ledger", LEVELS)
    mirrored(made, written(tmp_path / "record", with_secrets=False))
    yield made
    made.database.close()


def mirrored(ledger: SealedLedger, folder: Path) -> None:
    files = sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file())
    mirror(ledger, compare(ledger, folder, files))


def codes(folder: Path, key: str = "") -> dict[str, str]:
    published = publication_in(folder)
    assert published is not None
    return {one.code.removeprefix("doctor."): one.verdict for one in editions_examined(published, key)}


def test_the_open_log_alone_is_published_and_signed(ledger: SealedLedger, tmp_path: Path) -> None:
    book, out = str(tmp_path / "book.ledger"), tmp_path / "out"
    first = publish(publishable(book), out).current.edition
    plain = publish(publishable(str(tmp_path / "record")), tmp_path / "plain").current.edition
    assert first == plain, "the same record, whether from the folder or from the ledger that mirrors it"
    before = dict(bytes_of(out))
    publish(publishable(book), out)
    assert dict(bytes_of(out)) == before, "the signature too is the same each time"
    assert codes(out, ledger.public_key)["signature_holds"] == "right" and codes(out)["signed_by"] == "mind"
    assert (
        codes(tmp_path / "plain")["nobody_signed"] == "mind"
        and codes(tmp_path / "plain", ledger.public_key)["not_signed"] == "wrong"
    )
    told = ledger.public_key
    ledger.replace_key(by="one", approved="other")
    publish(publishable(book), out)
    assert {codes(out, one)["signature_holds"] for one in (told, ledger.public_key)} == {"right"}, "it follows the chain of keys"
    other = create_ledger(tmp_path / "other.ledger", "small/ledger", LEVELS)
    assert codes(out, other.public_key)["not_signed"] == "wrong"
    mistyped = codes(out, ledger.public_key[:-4])
    assert "not_signed" not in mistyped and mistyped["ledger.not_a_key"] == "wrong"
    other.database.close()
    manifest = out / first / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('"small"', '"other"', 1), encoding="utf-8")
    assert codes(out, ledger.public_key)["not_signed"] == "wrong"


def test_what_a_ledger_restricts_leaves_every_edition(ledger: SealedLedger, tmp_path: Path) -> None:
    book, out = str(tmp_path / "book.ledger"), tmp_path / "out"
    first = publish(publishable(book), out).current.edition
    restricted = tuple(row.replace(",,book,p. 2", ",secret,book,p. 2") for row in CLAIM_ROWS)
    mirrored(ledger, written(tmp_path / "record", claims=(*restricted, FURTHER)))
    found = publishable(book)
    assert found.withheld >= 3
    made = publish(found, out)
    assert made.withdrawn == (first,)
    for name, data in bytes_of(out):
        assert b'"c-2"' not in data and b"p. 2" not in data and str(tmp_path).encode() not in data, name
        assert CANARY.encode() not in data, f"{name}: what only restricted rows name is withheld with them"


def test_a_ledger_read_alone_is_followed_as_it_grows(ledger: SealedLedger, tmp_path: Path) -> None:
    book = str(tmp_path / "book.ledger")
    with override_settings(LEGATION_RECORD=book, ALLOWED_HOSTS=["testserver"]):
        served_ledger._served = None
        try:
            client = Client()
            page = client.get("/es/")
            assert (
                page.status_code == 200
                and "Legation-Behind" not in page
                and b"second-start" not in client.get("/es/download/claims.csv").content
            )
            mirrored(ledger, written(tmp_path / "record", claims=(*CLAIM_ROWS, FURTHER)))
            assert b"second-start" in client.get("/es/download/claims.csv").content
            assert CANARY.encode() not in client.get("/es/download/claims.csv").content + client.get("/api/v1/acts").content
        finally:
            if served_ledger._served is not None:
                served_ledger._served.ledger.database.close()
            served_ledger._served = None
