"""Checkpoints as signed notes (C2SP ``tlog-checkpoint`` and ``signed-note``): texts of a few lines that can be kept anywhere."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from legation.record.ledger.faults import Tampered

ED25519: Final = b"\x01"
_SIGNATURE: Final = re.compile(r"^— (\S+) (\S+)$")
_TIME: Final = "time "


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log held at a moment.

    Args:
        log: name of the log (its origin); size: how many entries; root: hash of the tree over them; time: the moment, UTC.
    """

    log: str
    size: int
    root: bytes
    time: str

    @property
    def body(self) -> str:
        """The text that is signed."""
        return f"{self.log}\n{self.size}\n{base64.b64encode(self.root).decode()}\n{_TIME}{self.time}\n"


def key_id(name: str, public: bytes) -> bytes:
    """The four bytes by which a signature names its key."""
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]


def public_key_text(name: str, public: bytes) -> str:
    """A public key as people hand it on: ``name+id+key``."""
    return f"{name}+{key_id(name, public).hex()}+{base64.b64encode(ED25519 + public).decode()}"


def read_public_key(text: str) -> tuple[str, bytes]:
    """The name and the 32 bytes of a public key.

    Raises:
        Tampered: it is none.
    """
    name, _, rest = text.strip().partition("+")
    identity, _, encoded = rest.partition("+")
    try:
        key = base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise Tampered("ledger.not_a_key", value=text) from error
    if key[:1] != ED25519 or len(key) != 33 or key_id(name, key[1:]).hex() != identity:
        raise Tampered("ledger.not_a_key", value=text)
    return name, key[1:]


def signed(checkpoint: Checkpoint, name: str, public: bytes, sign: Callable[[bytes], bytes]) -> str:
    """A checkpoint with its signature."""
    return signed_text(checkpoint.body, name, public, sign)


def signed_text(body: str, name: str, public: bytes, sign: Callable[[bytes], bytes]) -> str:
    """A text of whole lines with its signature, as a signed note."""
    signature = base64.b64encode(key_id(name, public) + sign(body.encode())).decode()
    return f"{body}\n— {name} {signature}\n"


def succession(name: str, new: str, since: str) -> str:
    """The text by which one key names the next: the ledger, the new public key, and the moment since when it signs.

    Args:
        new: the public key as :func:`public_key_text` writes it.
    """
    return f"{name}/keys\n{new}\n{_TIME}{since}\n"


def last_key(notes: Iterable[str], told: str, verify: Callable[[bytes, bytes, bytes], bool]) -> str:
    """The public key that followed the one told, through notes by which each named the next; that one where none did.

    Args:
        notes: in their order, those before the key told among them; verify: as :func:`is_signed`, after the public key.

    Raises:
        Tampered: a note or the key cannot be read.
    """
    name, public = read_public_key(told)
    for note in notes:
        body, signatures = read_signed(note)
        log, new, *_ = body.split("\n")
        if log == f"{name}/keys" and any(who == name and verify(public, box[4:], body.encode()) for who, box in signatures):
            told, public = new, read_public_key(new)[1]
    return told


def read_signed(text: str) -> tuple[str, list[tuple[str, bytes]]]:
    """The text of a signed note, and the signatures under it: the name of each key, and its four bytes with the signature.

    Raises:
        Tampered: it is none.
    """
    body, found, below = text.partition("\n\n")
    try:
        matches = [_SIGNATURE.match(line) for line in below.splitlines()]
        signatures = [(one[1], base64.b64decode(one[2], validate=True)) for one in matches if one]
    except binascii.Error as error:
        raise Tampered("ledger.not_a_note", value=text) from error
    if not found or not signatures:
        raise Tampered("ledger.not_a_note", value=text)
    return f"{body}\n", signatures


def read_note(text: str) -> tuple[Checkpoint, list[tuple[str, bytes]]]:
    """A checkpoint, and the signatures under it: the name of each key, and its four bytes with the signature.

    Raises:
        Tampered: it is no checkpoint.
    """
    body, signatures = read_signed(text)
    try:
        log, size, root, *rest = body.rstrip("\n").split("\n")
        time = next((line.removeprefix(_TIME) for line in rest if line.startswith(_TIME)), "")
        made = Checkpoint(log, int(size), base64.b64decode(root, validate=True), time)
    except (ValueError, binascii.Error) as error:
        raise Tampered("ledger.not_a_note", value=text) from error
    if made.body != body or len(made.root) != 32 or made.size < 0:
        raise Tampered("ledger.not_a_note", value=text)
    return made, signatures


def is_signed(text: str, name: str, public: bytes, verify: Callable[[bytes, bytes], bool]) -> bool:
    """Whether a note bears a signature of a key.

    Args:
        verify: whether a signature (first) is one of the message (second) by that key.
    """
    checkpoint, signatures = read_note(text)
    identity, message = key_id(name, public), checkpoint.body.encode()
    return any(who == name and box[:4] == identity and verify(box[4:], message) for who, box in signatures)
