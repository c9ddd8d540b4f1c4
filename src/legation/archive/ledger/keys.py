"""The keys of a ledger, in a folder apart from it: the one that signs its checkpoints, and one for each person it speaks of.

To destroy the key of a subject is to erase all that was sealed about them, in every copy of the ledger; so the folder is
backed up apart, and what was erased is erased again in a copy that is brought back.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from legation.archive.whole_files import keep_names, write_whole
from legation.record.ledger.canonical import canonical
from legation.record.ledger.entry import Boxed, Personal
from legation.record.ledger.faults import LedgerError, Tampered
from legation.terms.told import os_reason

SIGNING: Final = "signing.key"
NEXT: Final = "signing.key.next"
SUBJECTS: Final = "subjects"
LAST: Final = "last.checkpoints"
BETWEEN: Final = "\n=\n"
"""What stands between the checkpoints in one text."""
_NONCE: Final = 12
_KEY: Final = 32


class Keys:
    """A folder of keys, readable by its owner alone.

    Args:
        folder: where they are.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def create(self) -> None:
        """Make the folder with a new signing key; one that is there is kept.

        Raises:
            LedgerError: it cannot be written.
        """
        try:
            (self.folder / SUBJECTS).mkdir(parents=True, exist_ok=True)
            self.folder.chmod(0o700)
            if not (self.folder / SIGNING).exists():
                _write_new(self.folder / SIGNING, Ed25519PrivateKey.generate().private_bytes_raw())
        except OSError as error:
            raise LedgerError("ledger.keys_not_written", folder=self.folder, reason=error.strerror or error) from error

    def is_there(self) -> bool:
        """Whether the key that signs is in the folder."""
        return (self.folder / SIGNING).is_file()

    def keep_checkpoints(self, notes: Sequence[str]) -> None:
        """Keep the last checkpoints here too, apart from the ledger: a store put back to an earlier state shows against them.

        Raises:
            LedgerError: they cannot be written.
        """
        try:
            write_whole(self.folder / LAST, BETWEEN.join(notes).encode())
        except OSError as error:
            raise LedgerError("ledger.keys_not_written", folder=self.folder, reason=error.strerror or error) from error

    def checkpoints(self) -> list[str]:
        """The last checkpoints kept here; none where there are none."""
        try:
            return [note for note in (self.folder / LAST).read_text(encoding="utf-8").split(BETWEEN) if note]
        except FileNotFoundError:
            return []
        except (OSError, ValueError) as error:
            reason = os_reason(error) if isinstance(error, OSError) else error
            raise LedgerError("ledger.not_read", file=self.folder / LAST, reason=reason) from error

    def set_checkpoints_aside(self) -> None:
        """No longer hold the last checkpoints against the ledger, whose end is lost."""
        if (self.folder / LAST).exists():
            os.replace(self.folder / LAST, self.folder / f"{LAST}.before")

    def public(self) -> bytes:
        """The public half of the signing key, 32 bytes."""
        return self._signing().public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """An Ed25519 signature of a message."""
        return self._signing().sign(message)

    def make_next(self) -> bytes:
        """Make the key that is to sign after the one that does now, and keep it beside; gives its public half.

        Raises:
            LedgerError: it cannot be written.
        """
        made = Ed25519PrivateKey.generate()
        try:
            _write_new(self.folder / NEXT, made.private_bytes_raw())
        except OSError as error:
            raise LedgerError("ledger.keys_not_written", folder=self.folder, reason=error.strerror or error) from error
        return made.public_key().public_bytes_raw()

    def take_next(self, public: bytes) -> bool:
        """Have the key kept beside sign from now on, and destroy the one before, where it is the one of a public half.

        Raises:
            LedgerError: it cannot be written.
        """
        try:
            kept = self._read(self.folder / NEXT)
        except (OSError, ValueError):
            return False
        if Ed25519PrivateKey.from_private_bytes(kept).public_key().public_bytes_raw() != public:
            return False
        try:
            path = self.folder / SIGNING
            if path.exists():
                _write_over(path)
            os.replace(self.folder / NEXT, path)
            keep_names(self.folder)
        except OSError as error:
            raise LedgerError("ledger.keys_not_written", folder=self.folder, reason=error.strerror or error) from error
        return True

    def _signing(self) -> Ed25519PrivateKey:
        try:
            return Ed25519PrivateKey.from_private_bytes(self._read(self.folder / SIGNING))
        except (OSError, ValueError, binascii.Error) as error:
            raise LedgerError("ledger.no_signing_key", file=self.folder / SIGNING) from error

    def close_box(self, personal: Personal, about: str) -> Boxed:
        """Personal text encrypted under the key of its subject, which is made if there is none.

        Args:
            about: the row that it goes with; the box opens for no other.

        Raises:
            LedgerError: the key was destroyed, or cannot be written.
        """
        path = self._of(personal.subject)
        try:
            if self._tombstone(personal.subject).exists():
                raise LedgerError("ledger.subject_erased", subject=personal.subject)
            if not path.exists():
                _write_new(path, os.urandom(_KEY))
            key, nonce = self._read(path), os.urandom(_NONCE)
        except OSError as error:
            raise LedgerError("ledger.keys_not_written", folder=self.folder, reason=error.strerror or error) from error
        sealed = ChaCha20Poly1305(key).encrypt(nonce, canonical(dict(personal.fields)).encode(), about.encode())
        return Boxed(personal.subject, base64.b64encode(nonce + sealed).decode())

    def open_box(self, boxed: Boxed, about: str) -> Mapping[str, str] | None:
        """The text in a box; None where the key of its subject was destroyed.

        Raises:
            Tampered: the box does not open with the key that is kept.
        """
        try:
            key, box = self._read(self._of(boxed.subject)), base64.b64decode(boxed.box)
        except FileNotFoundError:
            return None
        try:
            found = json.loads(ChaCha20Poly1305(key).decrypt(box[:_NONCE], box[_NONCE:], about.encode()))
        except (InvalidTag, ValueError) as error:
            raise Tampered("ledger.box_closed", subject=boxed.subject) from error
        return {str(name): str(text) for name, text in found.items()}

    def holds(self, subject: str) -> bool:
        """Whether the key of a subject is kept."""
        return self._of(subject).exists()

    def destroy(self, subject: str) -> None:
        """Destroy the key of a subject for ever, and remember that it was.

        Raises:
            LedgerError: the file cannot be written over.
        """
        path = self._of(subject)
        try:
            if not self._tombstone(subject).exists():
                (self.folder / SUBJECTS).mkdir(parents=True, exist_ok=True)
                _write_new(self._tombstone(subject), b"")
            if path.exists():
                _write_over(path)
                path.unlink()
                keep_names(path.parent)
        except OSError as error:
            raise LedgerError("ledger.keys_not_written", folder=self.folder, reason=error.strerror or error) from error

    def _of(self, subject: str) -> Path:
        return self.folder / SUBJECTS / f"{hashlib.sha256(subject.encode()).hexdigest()[:40]}.key"

    def _tombstone(self, subject: str) -> Path:
        return self._of(subject).with_suffix(".erased")

    @staticmethod
    def _read(path: Path) -> bytes:
        return base64.b64decode(path.read_bytes(), validate=True)


def is_signature(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether an Ed25519 signature is one of a message by the key of which the public half is given."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _write_over(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(os.path.getsize(path)))
        file.flush()
        os.fsync(file.fileno())


def _write_new(path: Path, key: bytes) -> None:
    write_whole(path, base64.b64encode(key))
