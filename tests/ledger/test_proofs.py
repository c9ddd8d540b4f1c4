"""Inclusion and consistency proofs: the published vectors, the definition, and proofs from a ledger."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from legation.record.ledger.merkle import (
    EMPTY,
    consistency,
    inclusion,
    is_consistent,
    is_included,
    leaf_hash,
    node_hash,
    root_of,
    split,
)
from legation.record.ledger.note import is_signed, read_note, read_public_key
from tests.ledger.small_ledger import NAME, batch, claim, small_ledger

PAIRS = int(os.environ.get("LEGATION_PROOFS", "300"))
LEAVES = [
    bytes.fromhex(one)
    for one in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]  # fmt: skip
INCLUDED = [
    (0, 1, []),
    (0, 8, ["96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7", "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"]),
    (5, 8, ["bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b", "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"]),
    (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (1, 5, ["6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"]),
]  # fmt: skip
CONSISTENT = [
    (1, 1, []),
    (1, 8, ["96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7", "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"]),
    (6, 8, ["0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a", "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"]),
    (2, 5, ["5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"]),
]  # fmt: skip
"""The vectors of the Certificate Transparency code, which RFC 6962 came with."""


class Tree:
    """A tree made by its definition (RFC 6962, 2.1), slowly."""

    def __init__(self, hashes: list[bytes]) -> None:
        self.hashes = hashes

    def __call__(self, first: int, last: int) -> bytes:
        if last - first == 1:
            return self.hashes[first]
        middle = first + split(last - first)
        return node_hash(self(first, middle), self(middle, last))


TREE = Tree([leaf_hash(one) for one in LEAVES])


def test_the_published_vectors() -> None:
    assert [root_of(TREE.hashes[:size]).hex() for size in range(1, 9)] == ROOTS
    assert root_of([]) == EMPTY
    for number, size, path in INCLUDED:
        assert [one.hex() for one in inclusion(number, size, TREE)] == path
        assert is_included(
            TREE.hashes[number], number, size, [bytes.fromhex(one) for one in path], bytes.fromhex(ROOTS[size - 1])
        )
    for first, second, path in CONSISTENT:
        assert [one.hex() for one in consistency(first, second, TREE)] == path
        roots = (bytes.fromhex(ROOTS[first - 1]), bytes.fromhex(ROOTS[second - 1]))
        assert is_consistent(first, second, [bytes.fromhex(one) for one in path], *roots)


def test_random_pairs_verify_and_false_ones_do_not() -> None:
    chance = random.Random(5)
    tree = Tree([leaf_hash(str(number).encode()) for number in range(600)])
    for _ in range(PAIRS):
        second = chance.randrange(1, 601)
        first, number = chance.randrange(1, second + 1), chance.randrange(second)
        root, old = tree(0, second), tree(0, first)
        path = inclusion(number, second, tree)
        assert is_included(tree.hashes[number], number, second, path, root)
        assert not is_included(tree.hashes[number], (number + 1) % 600, second, path, root)
        assert not is_included(tree.hashes[number], number, second, [*path, root], root)
        assert not path or not is_included(tree.hashes[number], number, second, path[:-1], root)
        proof = consistency(first, second, tree)
        assert is_consistent(first, second, proof, old, root)
        assert not is_consistent(first, second, proof, tree(0, second - 1) if second > 1 and first == second else EMPTY, root)
        assert first == second or not is_consistent(first, second, [*proof, root], old, root)


@pytest.mark.parametrize("size", [1, 255, 256, 257, 700])
def test_proofs_of_a_ledger_lead_to_its_checkpoint(tmp_path: Path, size: int) -> None:
    ledger = small_ledger(tmp_path)
    ledger.append(batch(1, *(claim(number) for number in range(size))))
    note = ledger.checkpoint(extra=True)[0]
    ledger.append(batch(2, *(claim(1_000 + number) for number in range(300))))
    covered, _ = read_note(note)
    for number in {0, size // 2, size - 1}:
        proof = ledger.inclusion("public", number)
        assert (proof.note, proof.size) == (note, size)
        assert is_included(bytes.fromhex(proof.leaf), number, size, [bytes.fromhex(one) for one in proof.path], covered.root)
    proof = ledger.consistency("public", size, size + 300)
    path = [bytes.fromhex(one) for one in proof.path]
    assert is_consistent(size, size + 300, path, covered.root, bytes.fromhex(proof.root))


def test_a_checkpoint_is_a_signed_note_that_others_can_read(tmp_path: Path) -> None:
    from legation.archive.ledger.keys import is_signature

    ledger = small_ledger(tmp_path)
    note = ledger.checkpoint(extra=True)[3]
    lines = note.split("\n")
    assert lines[:3] == [f"{NAME}/secret", "0", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="]
    assert lines[3].startswith("time 2026-") and lines[4] == "" and lines[5].startswith(f"— {NAME} ") and lines[6:] == [""]
    name, public = read_public_key(ledger.public_key)
    assert is_signed(note, name, public, lambda signature, message: is_signature(public, signature, message))
    assert not is_signed(
        note.replace("time 2026", "time 2027"), name, public, lambda one, other: is_signature(public, one, other)
    )


def test_the_hash_of_a_restricted_entry_tells_nothing_to_who_guesses(tmp_path: Path) -> None:
    ledger = small_ledger(tmp_path)
    ledger.append(batch(1, claim(1, "secret")))
    ledger.append(batch(2, claim(1, "secret")))
    said = [one.entry for one in ledger.entries("secret")]
    assert said[0] == said[1] and ledger.inclusion("secret", 0, 2).leaf != ledger.inclusion("secret", 1, 2).leaf
