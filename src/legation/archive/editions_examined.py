"""Whether published editions arrived whole on the machine that serves them, and nobody else can change them there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from legation.archive.built import is_read
from legation.archive.doctor import Finding, finding, told
from legation.archive.ledger.keys import is_signature
from legation.archive.marks import CURRENT
from legation.archive.published import Publication, faults_of
from legation.archive.shelf import DOCUMENTS
from legation.record.ledger.faults import LedgerError
from legation.record.ledger.note import last_key, read_public_key, read_signed

SHORT: Final = 12


def editions_examined(published: Publication, key: str = "") -> Iterator[Finding]:
    """What is found in a folder of published editions, one after another.

    Args:
        key: the public key of the ledger from which they come, as told by another way; empty where none is known.
    """
    yield from _signature(published, key)
    folder = published.folder
    sound, newest = 0, published.editions[-1]
    is_upgraded = is_read(folder / newest.folder)
    for number, one in enumerate(published.editions, 1):
        is_current = number == len(published.editions)
        faults = [f"{place.rpartition('/')[0]}/{name}".lstrip("/") for place in one.folders for name in faults_of(folder / place)]
        for name in faults[:3]:
            yield finding("wrong", "edition_damaged", edition=one.edition[:SHORT], file=name, count=len(faults))
        sound += not faults
        if not faults and not is_read(folder / one.folder):
            code = "edition_not_answered" if is_upgraded else "edition_of_another_version"
            yield finding("wrong" if is_current else "mind", code, edition=one.edition[:SHORT])
    yield finding("right", "editions_whole", count=sound, edition=newest.edition[:SHORT])
    expected = {place for one in published.editions for place in one.folders}
    for path in sorted((*folder.iterdir(), *(folder / DOCUMENTS).glob("*"))):
        name = path.relative_to(folder).as_posix()
        if name not in expected and path.name not in (CURRENT, DOCUMENTS) and not path.name.startswith("."):
            yield finding("wrong", "not_published", file=name)
    loose = [path for path in (folder, *folder.rglob("*")) if not path.is_symlink() and path.stat().st_mode & 0o002]
    yield finding("wrong", "editions_open", folder=loose[0]) if loose else finding("right", "editions_closed")


def _signature(published: Publication, key: str) -> Iterator[Finding]:
    """Whether what is there is what the holder of a key published."""
    try:
        if key:
            read_public_key(key)
    except LedgerError as error:  # mistyped: nothing is told of what is there
        yield told(error)
        return
    if not published.note:
        yield finding("wrong", "not_signed") if key else finding("mind", "nobody_signed")
        return
    try:
        body, signatures = read_signed(published.note)
        name = body.partition("\n")[0].removesuffix("/published")
        if not key:
            yield finding("mind", "signed_by", name=name)
            return
        wanted, public = read_public_key(last_key(published.keys, key, is_signature))
        signed = any(who == wanted and is_signature(public, one[4:], body.encode()) for who, one in signatures)
        holds = signed and wanted == name and body == published.body(name)
    except (LedgerError, OSError):
        holds, name = False, ""
    yield finding("right", "signature_holds", name=name) if holds else finding("wrong", "not_signed")
