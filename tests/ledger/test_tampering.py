"""Whoever changes, moves, takes away or cuts off what was sealed is found out, by a verifier that knows nothing but the files."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from legation.archive.ledger import verifier
from legation.archive.ledger.backup import back_up, faults_of
from tests.ledger.small_ledger import Clock, batch, claim, small_ledger
from tests.sizes import size as of_size

MUTATIONS = int(os.environ.get("LEGATION_MUTATIONS", of_size(300, 1_000)))


@pytest.fixture(scope="module", autouse=True)
def _signatures_once() -> Iterator[None]:
    """Looks at each signature once: in plain Python that takes some milliseconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verifier, "is_signature", cache(verifier.is_signature))
        yield


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of 40 public entries and 7 secret ones, exported, with a checkpoint halfway and one at the end kept apart."""
    folder = tmp_path_factory.mktemp("exported")
    clock = Clock()
    ledger = small_ledger(folder, clock=clock)
    kept = folder / "kept.txt"
    for number in range(20):
        ledger.append(batch(number, claim(number), claim(100 + number, "secret" if number % 3 == 0 else "public")))
        if number == 10:
            ledger.checkpoint(extra=True)
    kept.write_text("\n=\n".join(ledger.checkpoint(extra=True)), encoding="utf-8")
    back_up(ledger, folder / "out")
    return folder


def faults(folder: Path, *kept: Path) -> list[str]:
    """What the verifier finds, as codes; that it cannot read the folder counts too."""
    try:
        return [fault[0] for _, found, _, _ in verifier.verify(folder, kept) for fault in found]
    except (OSError, ValueError, KeyError) as error:
        return [repr(error)]


def test_the_verifier_stands_alone_and_is_short(exported: Path) -> None:
    alone = exported / "out" / "verify.py"
    assert len(alone.read_text(encoding="utf-8").splitlines()) <= 200
    words = [sys.executable, "-I", "-S", str(alone), str(exported / "out"), str(exported / "kept.txt")]
    done = subprocess.run(words, capture_output=True, text=True, check=False, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    assert "public: 33 entries verified; the checkpoints cover 33 / 33 asientos verificados" in done.stdout
    assert "secret: 7 entries verified" in done.stdout
    said = subprocess.run([*words[:4], "--help"], capture_output=True, text=True, check=False, encoding="utf-8").stdout
    assert "python verify.py FOLDER [[-c] CHECKPOINT ...] [--key KEY]" in said
    done = subprocess.run([*words[:5], "-c", *words[5:]], capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0, "as the program is told of a checkpoint"


def mutated(log: bytes, chance: random.Random) -> bytes:
    """A log in which something was tampered with, in one of the ways that people and disks have."""
    lines = log.splitlines(keepends=True)
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    way = chance.randrange(7)
    if way == 0:
        place = chance.randrange(len(log))
        return log[:place] + bytes([log[place] ^ 1 << chance.randrange(8)]) + log[place + 1 :]
    if way == 1:
        lines[at] = lines[at].replace(b"chile", b"spain", 1)
    if way == 2:
        lines[at], lines[other] = lines[other], lines[at]
    if way == 3:
        del lines[at]
    if way == 4:
        del lines[at:]
    if way == 5:
        lines.insert(at, lines[other])
    if way == 6:
        return log[: chance.randrange(len(log))]
    return b"".join(lines)


def test_every_tampering_with_a_log_is_found(exported: Path, tmp_path: Path) -> None:
    chance = random.Random(7)
    folder = tmp_path / "out"
    shutil.copytree(exported / "out", folder)
    assert faults(folder, exported / "kept.txt") == []
    tried = 0
    for number in range(MUTATIONS):
        path = folder / ("public.log" if number % 4 else "secret.log")
        whole = path.read_bytes()
        changed = mutated(whole, chance)
        if changed == whole:
            continue
        tried += 1
        path.write_bytes(changed)
        assert faults(folder, exported / "kept.txt"), (path, number)
        path.write_bytes(whole)
    assert tried > MUTATIONS * 0.9


def test_every_change_in_a_checkpoint_is_found(exported: Path, tmp_path: Path) -> None:
    chance = random.Random(11)
    folder = tmp_path / "out"
    shutil.copytree(exported / "out", folder)
    path = folder / "public.checkpoints"
    whole = path.read_bytes()
    for _ in range(max(MUTATIONS // 10, 100)):
        place = chance.randrange(len(whole))
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :])
        assert faults(folder), (place, whole[place : place + 1])


def test_a_lost_tail_shows_only_against_a_checkpoint_kept_elsewhere(exported: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    shutil.copytree(exported / "out", folder)
    for level, size in (("public", 18), ("secret", 4)):  # the ledger as it was at its first checkpoint
        lines = (folder / f"{level}.log").read_bytes().splitlines(keepends=True)
        (folder / f"{level}.log").write_bytes(b"".join(lines[:size]))
    for path in folder.glob("*.checkpoints"):
        path.write_bytes(path.read_bytes().split(b"\n=\n")[0])
    assert faults(folder) == []
    assert faults(folder, exported / "kept.txt") == ["lost", "lost"]


def test_a_ledger_made_anew_with_another_key_is_found(exported: Path, tmp_path: Path) -> None:
    other = small_ledger(tmp_path)
    for number in range(40):
        other.append(batch(number, claim(number), claim(100 + number, "secret")))
    other.checkpoint(extra=True)
    back_up(other, tmp_path / "out")
    assert faults(tmp_path / "out") == []
    assert "signature" in faults(tmp_path / "out", exported / "kept.txt")


def test_what_is_changed_in_the_file_of_the_database_is_found(tmp_path: Path) -> None:
    ledger = small_ledger(tmp_path)
    for number in range(5):
        ledger.append(batch(number))
    ledger.checkpoint(extra=True)
    assert not any(found for found, _, _ in faults_of(ledger).values())
    ledger.database.close()
    path = tmp_path / "book.ledger"
    data = path.read_bytes()
    assert data.count(b"Relations 3") == 1
    path.write_bytes(data.replace(b"Relations 3", b"Relations 4"))
    assert [str(one.en)[:20] for one in faults_of(ledger)["public"][0]][:1] == ["entry 3 is not in th"]


def test_signatures_are_those_of_rfc_8032() -> None:
    # test 2 of section 7.1
    public = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    signature = bytes.fromhex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )
    assert verifier.is_signature(public, signature, b"\x72")
    assert not verifier.is_signature(public, signature, b"\x73")
    assert not verifier.is_signature(public, signature[:-1] + b"\x10", b"\x72")
    assert not verifier.is_signature(b"\xff" * 32, signature, b"\x72")
