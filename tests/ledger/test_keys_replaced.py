"""The key that signs is replaced: the old one names the new one in the ledger, and whoever was told either can verify."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from legation.archive.doctor import examined
from legation.archive.ledger import verifier
from legation.archive.ledger.backup import back_up, faults_of, restore
from legation.archive.ledger.keys import SIGNING, Keys
from legation.archive.ledger.sealed_ledger import SealedLedger, moment
from legation.archive.ledger.shelf_of_lines import Lines
from legation.archive.ledger.sqlite_database import SqliteDatabase
from legation.record.ledger.book import book_at
from legation.record.ledger.entry import Batch, Entry
from legation.record.ledger.faults import LedgerError
from legation.record.ledger.note import succession
from tests.ledger.small_ledger import LEVELS, Clock, batch, claim, small_ledger


@pytest.fixture(scope="module", autouse=True)
def _signatures_once() -> Iterator[None]:
    """Looks at each signature once: in plain Python that takes some milliseconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verifier, "is_signature", cache(verifier.is_signature))
        yield


def verified(folder: Path, key: str = "", *kept: Path) -> list[str]:
    return [fault[0] for _, faults, _, _ in verifier.verify(folder, kept, key) for fault in faults]


def grown(folder: Path, changes: int = 2) -> tuple[SealedLedger, list[str], Clock]:
    """A ledger whose key was replaced now and then, and every public key it had."""
    clock = Clock()
    ledger = small_ledger(folder, clock=clock)
    keys = [ledger.public_key]
    for number in range(changes):
        ledger.append(batch(number, claim(number), claim(100 + number, "secret")))
        clock.now += timedelta(hours=3)
        ledger.checkpoint()
        keys.append(ledger.replace_key(by="one", approved="other"))
    ledger.append(batch(50, claim(50)))
    ledger.checkpoint(extra=True)
    return ledger, keys, clock


def test_the_chain_of_keys_is_followed_from_whichever_was_told(tmp_path: Path) -> None:
    ledger, keys, _ = grown(tmp_path)
    assert len(set(keys)) == 3 and ledger.public_key == keys[-1] and ledger.public_keys == keys
    kept = tmp_path / "kept.txt"
    kept.write_text("\n=\n".join(note for level in ledger.levels for note in ledger.checkpoints(level)), encoding="utf-8")
    out = tmp_path / "out"
    back_up(ledger, out)
    for told in ("", *keys):
        assert verified(out, told, kept) == [], told
        assert not any(faults for faults, _, _ in faults_of(ledger, [kept], told).values())
        covered = [count for _, _, _, count in verifier.verify(out, (), told)]
        assert covered[0] == ledger.size("public"), "the last checkpoint is one of the last key"
    other = small_ledger(tmp_path / "other").public_key
    assert "signature" in verified(out, other)
    words = [sys.executable, "-I", "-S", str(out / "verify.py"), str(out), str(kept), "--key", keys[0]]
    assert subprocess.run(words, capture_output=True, check=False).returncode == 0


def test_the_change_is_an_entry_and_no_row_of_the_record(tmp_path: Path) -> None:
    ledger, keys, _ = grown(tmp_path)
    named = [one for one in ledger.entries("public") if one.entry.table == "keys"]
    assert [(one.by, one.approved) for one in named] == [("one", "other")] * 2
    assert keys[1] in str(named[0].entry.cells["note"])
    assert not any("keys" in name for name in book_at(ledger).files())
    with pytest.raises(LedgerError):
        ledger.append(Batch("d", (Entry("entered", "keys", "k", {"note": "n"}),), "one", "other"))


def test_a_key_that_was_replaced_signs_nothing_more(tmp_path: Path) -> None:
    from legation.record.ledger.note import Checkpoint, read_note, read_public_key, signed

    clock = Clock()
    ledger = small_ledger(tmp_path, clock=clock)
    stolen = Keys(tmp_path / "stolen")
    stolen.create()
    (stolen.folder / "signing.key").write_bytes((ledger.keys.folder / "signing.key").read_bytes())
    first = ledger.public_key
    ledger.append(batch(1))
    ledger.replace_key(by="one", approved="other")
    out = tmp_path / "out"
    back_up(ledger, out)
    last = read_note(ledger.checkpoints("public")[-1])[0]
    name, public = read_public_key(first)
    for when, found in ((last.time, ["signature"] * len(LEVELS)), ("2000-01-01T00:00:00.000000Z", ["root", "order"])):
        forged = signed(Checkpoint(last.log, 1, b"\1" * 32, when), name, public, stolen.sign)
        (tmp_path / "forged.txt").write_text(forged, encoding="utf-8")
        assert verified(out, "", tmp_path / "forged.txt") == found, when


def thief_of(ledger: SealedLedger, folder: Path) -> Keys:
    """Keys with a copy of the one that signs now, kept by whoever stole it."""
    stolen = Keys(folder)
    stolen.create()
    (folder / SIGNING).write_bytes((ledger.keys.folder / SIGNING).read_bytes())
    return stolen


def named_again(ledger: SealedLedger, key: str, since: str) -> None:
    """An entry that names a key which nobody signed for."""
    note = f"{succession(ledger.name, key, since)}\n— {ledger.name} {'A' * 92}\n"
    with ledger.database.writing() as to:
        ledger._sealed(Lines(to), Batch("again", (Entry("entered", "keys", "again", {"note": note}),)), "")


def test_a_stolen_key_that_is_named_again_hides_no_kept_checkpoint(tmp_path: Path) -> None:
    """Whoever stole the first key makes all anew and names it again: what the second signed, kept elsewhere, still shows it."""
    clock = Clock()
    ledger = small_ledger(tmp_path / "true", clock=clock)
    first, stolen = ledger.public_key, thief_of(ledger, tmp_path / "stolen")
    ledger.append(batch(1))
    ledger.replace_key(by="one", approved="other")
    kept = tmp_path / "kept.txt"
    kept.write_text(ledger.checkpoints("public")[-1], encoding="utf-8")
    forged = small_ledger(tmp_path / "forged", clock=clock)
    for number in range(5):
        forged.append(batch(10 + number))
    clock.now += timedelta(hours=3)
    named_again(forged, first, moment(clock.now))
    forged.keys, forged.first_key = stolen, first
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SealedLedger, "_signing_key", lambda self, lines: (first, ""))
        forged.checkpoint(extra=True)
    back_up(forged, tmp_path / "out")
    assert "root" in verified(tmp_path / "out", first, kept)
    assert any(faults for faults, _, _ in faults_of(forged, [kept], first).values())


def test_a_key_that_was_replaced_is_not_named_again_by_nobody(tmp_path: Path) -> None:
    """In the true log, too: what follows the entry by which the first key named the second needs the second."""
    clock = Clock()
    ledger = small_ledger(tmp_path, clock=clock)
    first, stolen = ledger.public_key, thief_of(ledger, tmp_path / "stolen")
    ledger.append(batch(1))
    ledger.replace_key(by="one", approved="other")
    named_again(ledger, first, moment(clock.now + timedelta(minutes=1)))
    ledger.append(batch(2))
    ledger.keys, clock.now = stolen, clock.now + timedelta(hours=3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SealedLedger, "_signing_key", lambda self, lines: (first, ""))
        ledger.checkpoint(extra=True)
    back_up(ledger, tmp_path / "out")
    assert {"key", "signature"} <= set(verified(tmp_path / "out", first))


def test_who_was_told_a_later_key_counts_only_what_it_covers(tmp_path: Path) -> None:
    ledger, keys, _ = grown(tmp_path)
    ledger.append(batch(60, claim(60)))
    out = tmp_path / "out"
    back_up(ledger, out)
    about = out / "public.checkpoints"
    early = about.read_text(encoding="utf-8").split("\n=\n")[:1]
    about.write_text("\n=\n".join(early), encoding="utf-8")
    assert next(verifier.verify(out, (), keys[0]))[1:] == ([], ledger.size("public"), 1)
    assert next(verifier.verify(out, (), keys[-1]))[1:] == ([], ledger.size("public"), 0)


def test_a_key_nobody_named_is_found(tmp_path: Path) -> None:
    ledger, keys, _ = grown(tmp_path)
    out = tmp_path / "out"
    back_up(ledger, out)
    log = out / "public.log"
    lines = log.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(place for place, line in enumerate(lines) if '"table":"keys"' in line)
    other = small_ledger(tmp_path / "other").public_key
    said = json.loads(lines[at][95:])
    said["cells"]["note"] = said["cells"]["note"].replace(keys[1], other)
    lines[at] = lines[at][:95] + json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"
    log.write_text("".join(lines), encoding="utf-8")
    assert {"key", "chain"} <= set(verified(out))


def test_a_change_that_was_broken_off_is_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    ledger = small_ledger(tmp_path, clock=clock)
    ledger.append(batch(1))
    with monkeypatch.context() as patch:
        patch.setattr(Keys, "take_next", lambda self, public: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            ledger.replace_key(by="one", approved="other")
    clock.now += timedelta(hours=3)
    assert ledger.checkpoint() and not any(faults for faults, _, _ in faults_of(ledger).values())
    again = SealedLedger(SqliteDatabase(tmp_path / "book.ledger"), Keys(tmp_path / "keys"), now=clock)
    assert again.public_key == ledger.public_key != ledger.first_key


def test_a_change_that_is_broken_off_when_the_old_key_is_gone_is_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    ledger = small_ledger(tmp_path, clock=clock)
    ledger.append(batch(1))
    replace = os.replace

    def stopped(source: str, to: object) -> None:
        if str(to).endswith(SIGNING):
            raise KeyboardInterrupt
        replace(source, to)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr("legation.archive.ledger.keys.os.replace", stopped)
        with pytest.raises(KeyboardInterrupt):
            ledger.replace_key(by="one", approved="other")
    with pytest.raises(LedgerError):
        ledger.keys.public()
    clock.now += timedelta(hours=3)
    assert ledger.checkpoint() and not any(faults for faults, _, _ in faults_of(ledger).values())


def test_of_several_who_replace_the_key_at_once_none_takes_anothers_away(tmp_path: Path) -> None:
    ledger = small_ledger(tmp_path)
    ledger.append(batch(1))
    ledger.checkpoint(extra=True)
    clock = Clock()
    clock.now += timedelta(days=1)
    others = [SealedLedger(SqliteDatabase(tmp_path / "book.ledger"), Keys(tmp_path / "keys"), now=clock) for _ in range(4)]
    together = threading.Barrier(len(others))

    def replace(one: SealedLedger) -> None:
        together.wait()
        try:
            one.replace_key(by="one", approved="other")
        except LedgerError as error:
            assert error.code in ("ledger.other_key", "ledger.no_signing_key"), error.code

    running = [threading.Thread(target=replace, args=(one,)) for one in others]
    for one in running:
        one.start()
    for one in running:
        one.join()
    again = SealedLedger(SqliteDatabase(tmp_path / "book.ledger"), Keys(tmp_path / "keys"), now=clock)
    clock.now += timedelta(hours=3)
    assert len(again.public_keys) > 1 and again.checkpoint(extra=True)
    assert not any(faults for faults, _, _ in faults_of(again).values())


def test_a_backup_brings_the_keys_back_that_followed(tmp_path: Path) -> None:
    ledger, keys, clock = grown(tmp_path)
    back_up(ledger, tmp_path / "out")
    made = restore(
        tmp_path / "out", SqliteDatabase(tmp_path / "again.ledger"), ledger.keys, key=keys[0],
        open_=lambda database, held: SealedLedger(database, held, now=clock),
    )  # fmt: skip
    assert made.public_keys == keys
    clock.now += timedelta(hours=3)
    assert made.checkpoint() and not any(faults for faults, _, _ in faults_of(made).values())


def test_the_doctor_says_when_a_key_is_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from legation.archive.ledger.opening import create_ledger

    monkeypatch.delenv("LEGATION_LEDGER_KEYS", raising=False)
    path = tmp_path / "book.ledger"
    made = create_ledger(path, "small/ledger", ("public",), key_days=3)

    def said() -> dict[str, str]:
        return {one.code: one.verdict for one in examined(str(path), None, kills=0) if "key_" in one.code}

    assert said() == {}, "nothing was sealed yet"
    clock = Clock()
    clock.now -= timedelta(days=400_000 // 24 // 60)
    SealedLedger(made.database, made.keys, now=clock).append(Batch("d", (claim(1),), "one", "other"))
    real = SealedLedger(made.database, made.keys)
    before = said()
    real.replace_key(by="one", approved="other")
    assert (before, said()) == ({"doctor.key_old": "mind"}, {"doctor.key_age": "right"})
