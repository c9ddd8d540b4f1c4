"""A ledger read from a replica by streaming replication: nothing can be sealed there, and it says how far behind it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from legation.archive.ledger.opening import create_ledger, open_ledger
from legation.archive.ledger.sealed_ledger import SealedLedger
from legation.procedures.mirror import compare, mirror
from legation.record.ledger.faults import LedgerError
from tests.authored import CLAIM_ROWS, write_folder
from tests.command_line import legation
from tests.ledger.small_ledger import LEVELS, batch
from tests.ledger.two_servers import PATIENCE, Pair, primary_and_standby, said

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def pair() -> Iterator[Pair]:
    """A primary with a ledger, and a standby that follows it."""
    with primary_and_standby() as found:
        if isinstance(found, str):
            pytest.skip(found)
        yield found


@pytest.fixture(scope="module")
def ministry(pair: Pair, tmp_path_factory: pytest.TempPathFactory) -> SealedLedger:
    """The ledger on the primary, of a small folder."""
    folder = tmp_path_factory.mktemp("ministry")
    made = create_ledger(pair.primary, "small/ledger", LEVELS, keys=folder / "keys")
    mirrored(made, write_folder(folder / "record"))
    return made


def mirrored(ledger: SealedLedger, folder: Path) -> None:
    files = sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file())
    mirror(ledger, compare(ledger, folder, files))


def opened(pair: Pair, folder: Path) -> SealedLedger:
    """The ledger as the standby has it, once what makes it has arrived there."""
    until(lambda: said(pair.standby, "SELECT to_regclass('legation_ledger.settings')") is not None)
    return open_ledger(pair.standby, folder / "none")


def until(holds: Callable[[], bool]) -> float:
    """Seconds until something holds."""
    begun = time.monotonic()
    while not holds():
        assert time.monotonic() - begun < PATIENCE, "it never came to hold"
        time.sleep(0.005)
    return time.monotonic() - begun


def test_a_replica_reads_what_was_sealed_and_seals_nothing(pair: Pair, ministry: SealedLedger, tmp_path: Path) -> None:
    copy = opened(pair, tmp_path)
    until(lambda: copy.size("public") == ministry.size("public"))
    assert [one.place for one in copy.entries("public")] == [one.place for one in ministry.entries("public")]
    assert copy.inclusion("public", 3).root == ministry.inclusion("public", 3).root
    with pytest.raises(LedgerError, match="only reads") as refused:
        copy.append(batch(1))
    assert "solo lectura" in refused.value.message("es") and copy.receipt("d-1") is None
    less = write_folder(tmp_path / "other", claims=CLAIM_ROWS[:2])
    for words in (["mirror", pair.standby, str(less)], ["hand-over", pair.standby, "--by", "ana", "--approved", "luz"]):
        done = legation("ledger", *words, language="es")
        assert done.returncode == 2 and "solo lectura" in done.stderr and "Traceback" not in done.stderr, done
    asked = legation("asof", "--record", pair.standby, "--on", "1950-01-01", "--actor", "chile")
    assert asked.returncode == 0 and "relations:peru:chile" in asked.stdout, asked


def test_it_says_how_far_behind_it_is_and_catches_up(pair: Pair, ministry: SealedLedger, tmp_path: Path) -> None:
    assert ministry.database.behind() is None
    copy = opened(pair, tmp_path)
    until(lambda: copy.size("public") == ministry.size("public"))
    waits = []
    for number in range(10, 30):
        ministry.append(batch(number))
        waits.append(until(lambda: copy.size("public") == ministry.size("public")))
    print(f"seen on the replica after {sorted(waits)[10] * 1000:.0f} ms at the median, {max(waits) * 1000:.0f} ms at most")
    now = copy.database.behind()
    assert now is not None and now.is_linked and now.seconds == 0
    pair.pause(True)
    try:
        for number in range(30, 40):
            ministry.append(batch(number))
        time.sleep(1.2)
        late = copy.database.behind()
        assert late is not None and late.is_linked and late.waiting > 0 and late.seconds >= 1
        assert copy.size("public") == ministry.size("public") - 10
        assert copy.behind() == late, "in entries nothing can be told"
        (tmp_path / "none").mkdir()
        notes = ministry.checkpoint(extra=True)
        (tmp_path / "none" / "last.checkpoints").write_text("\n=\n".join(notes), encoding="utf-8")
        told = open_ledger(pair.standby, tmp_path / "none").behind()
        assert told is not None and told.entries == 10
    finally:
        pair.pause(False)
    print(
        f"10 drafts held back and caught up with in {until(lambda: copy.size('public') == ministry.size('public')) * 1000:.0f} ms"
    )
    caught = copy.database.behind()
    assert caught is not None and caught.seconds == 0 and caught.waiting == 0
    told = copy.behind()
    assert told is not None and told.entries == 0


def test_the_portal_on_a_replica_states_it_follows_and_outlives_the_primary(
    pair: Pair, ministry: SealedLedger, tmp_path: Path
) -> None:
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "legation.office.settings")
    django.setup()
    from django.test import Client, override_settings

    from legation.office import served_ledger

    copy = opened(pair, tmp_path)
    until(lambda: copy.size("public") == ministry.size("public"))
    with override_settings(LEGATION_RECORD=pair.standby, ALLOWED_HOSTS=["testserver"]):
        served_ledger._served = None
        try:
            client = Client()
            assert "copia del libro, al día" in client.get("/es/").content.decode()
            page = client.get("/en/")
            assert "copy of the ledger, up to date" in page.content.decode() and page["Legation-Behind"] == "0; linked=yes"
            pinned = page["Content-Location"]
            kept = client.get(pinned)
            assert "copy of the ledger" not in kept.content.decode() and "Legation-Behind" not in kept, (
                "pinned: the same bytes, however late"
            )
            folder = write_folder(
                tmp_path / "more",
                claims=(*CLAIM_ROWS, "c-7,third,relations_established,1831,,peru,unasur,,,,,,,,,,,book,p. 7,Third,Tercero,,"),
            )
            mirrored(ministry, folder)
            until(lambda: b"c-7" in client.get("/es/download/claims.csv").content)
            pair.pause(True)
            ministry.append(batch(900))
            time.sleep(2.2)
            late = client.get("/en/")
            assert "seconds behind it" in late.content.decode() or "second behind it" in late.content.decode()
            assert "de retraso" in client.get("/es/").content.decode() and client.get("/api/v1/asof?on=1900")[
                "Legation-Behind"
            ].endswith("linked=yes")
            pair.pause(False)
            pair.stop_primary()
            until(lambda: "lost its link" in client.get("/en/").content.decode())
            assert "perdió su enlace" in client.get("/es/").content.decode()
            assert b"c-7" in client.get("/es/download/claims.csv").content
        finally:
            if served_ledger._served is not None:
                served_ledger._served.ledger.database.close()
            served_ledger._served = None
