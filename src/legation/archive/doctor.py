"""Whether a machine keeps a ledger safely: what is right, what to mind, and what must not be."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import parse_qsl, urlsplit

from legation.archive.file_system import IN_MEMORY, OVER_A_NETWORK, kind_of
from legation.archive.ledger import verifier
from legation.archive.ledger.disk_proof import median_sync, proven
from legation.archive.ledger.keys import SIGNING
from legation.archive.ledger.marks import is_address
from legation.archive.ledger.opening import open_ledger
from legation.archive.ledger.sealed_ledger import SealedLedger
from legation.archive.ledger.sqlite_library import is_safe_in_wal, library
from legation.record.ledger.faults import LedgerError
from legation.terms.problems import shown
from legation.terms.text import Text
from legation.terms.told import ToldError, is_of_the_machine, machine_refuses, said_with

Verdict = Literal["right", "mind", "wrong"]
LEAST_FREE: Final = 1_000_000_000
LEAST_TO_TRY: Final = 10_000_000
"""Bytes below which nothing is tried on a disk."""
LATE: Final = 60
"""Seconds by which a replica may be behind."""
TOO_QUICK: Final = 0.02
"""Milliseconds: a disk that is sure of a write within less says so before it is."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at.

    Args:
        verdict: right, to be minded, or wrong: then nothing should be sealed there; code: which message says it.
    """

    verdict: Verdict
    code: str
    values: tuple[tuple[str, str | Text], ...] = field(default=())

    def message(self, language: str = "en") -> str:
        """What was found, and what to do."""
        return said_with(self.code, dict(self.values), language)


def finding(verdict: Verdict, code: str, **values: Any) -> Finding:
    """A finding whose values are made short and printable."""
    return Finding(verdict, f"doctor.{code}", tuple((name, shown(value)) for name, value in values.items()))


def examined(
    name: str, folder: Path | None, *, kills: int, checkpoints: Iterable[Path] = (), keys: Path | None = None, debug: bool = False
) -> Iterator[Finding]:
    """What is found, one after another.

    Args:
        name: the ledger, by its file or address; empty where there is none yet.
        folder: where the disk is tried, None for no disk; kills: how many writers are killed there.
        checkpoints: files with checkpoints that were kept elsewhere; debug: whether the portal would show its insides.
    """
    yield finding("right", "python", version=sys.version.split()[0])
    yield from _library()
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        yield finding("mind", "root")
    yield finding("wrong", "debug") if debug else finding("right", "no_debug")
    if name:
        yield from or_refused(_ledger(name, checkpoints, keys))
    if folder is not None and not is_address(name):
        yield from or_refused(_disk(folder, kills))


def or_refused(found: Iterable[Finding]) -> Iterator[Finding]:
    """The same; that the machine refuses what is to be looked at, is a finding too."""
    try:
        yield from found
    except OSError as error:
        if not is_of_the_machine(error):
            raise
        yield told(machine_refuses(error))


def told(error: ToldError) -> Finding:
    """What cannot be done, as something that is wrong."""
    return Finding("wrong", error.code, tuple(error.values.items()))


def _library() -> Iterator[Finding]:
    version = library()
    if is_safe_in_wal(version):
        yield finding("right", "sqlite", version=version)
    else:
        yield finding("mind", "old_sqlite", version=version)


def _ledger(name: str, checkpoints: Iterable[Path], keys: Path | None) -> Iterator[Finding]:
    try:
        ledger = open_ledger(name, keys)
        settings = ledger.database.settings()
    except LedgerError as error:
        yield told(error)
        return
    yield from _who_reads(name)
    yield Finding("right", "doctor.settings", (("settings", ", ".join(f"{key} {value}" for key, value in settings.items())),))
    yield from _copy(ledger)
    yield from _tail(ledger, checkpoints)
    yield from _clock(ledger)
    yield from _keys(ledger)
    ledger.database.close()


def _who_reads(name: str) -> Iterator[Finding]:
    """Who else on this machine, or on the way to the database, may read a ledger: rows of every level lie in it."""
    if not is_address(name):
        path = Path(name)
        yield finding("wrong", "ledger_open", file=path) if path.stat().st_mode & 0o007 else finding("right", "ledger_closed")
        return
    parts = urlsplit(name)
    if parts.password:
        yield finding("mind", "password_in_address")
    asked = dict(parse_qsl(parts.query)).get("sslmode", os.environ.get("PGSSLMODE", ""))
    if (parts.hostname or "") not in ("", "localhost", "127.0.0.1", "::1") and asked != "verify-full":
        yield finding("wrong", "unsealed_line", host=parts.hostname)


def _copy(ledger: SealedLedger) -> Iterator[Finding]:
    behind = ledger.behind()
    if behind is not None and not behind.is_linked:
        yield finding("wrong", "copy_without_link", seconds=behind.seconds)
    elif behind is not None:
        yield finding("right" if behind.seconds < LATE else "mind", "copy", seconds=behind.seconds)
    if behind is not None and behind.entries:
        yield finding("mind", "copy_lacks", log=ledger.log(ledger.levels[0]), entries=behind.entries)


def _tail(ledger: SealedLedger, checkpoints: Iterable[Path]) -> Iterator[Finding]:
    """Checkpoints over more than is there: the store was put back to an earlier state, or its end is lost."""
    logs = [ledger.log(level) for level in ledger.levels]
    keys, strange = verifier.follow(ledger.key_lines(), verifier.read_key(ledger.first_key))
    if strange:
        yield finding("wrong", "key_strange", since=strange[0][1])
    texts = {}
    for path in checkpoints:
        try:
            texts[path] = path.read_text(encoding="utf-8")
        except (OSError, ValueError):
            yield finding("wrong", "checkpoint_unreadable", file=path)
    is_copy = ledger.database.behind() is not None
    for level, log in zip(ledger.levels, logs, strict=True):
        size = ledger.size(level)
        held = "\n=\n".join(ledger.checkpoints(level)[-1:])
        for text in (held, *texts.values()):
            notes, faults = verifier.read_notes(text, log, logs, keys)
            if faults:
                yield finding("wrong", "checkpoint_strange", log=log)
            for covered, _, moment in notes:
                if covered > size and is_copy:
                    yield finding("mind", "copy_lacks", log=log, entries=covered - size)
                elif covered > size:
                    yield finding("wrong", "checkpoint_newer", log=log, covered=covered, size=size, moment=moment)
    if texts:
        yield finding("right", "checkpoints_seen", count=len(texts))
    else:
        yield finding("mind", "no_checkpoint_kept")


def _clock(ledger: SealedLedger) -> Iterator[Finding]:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    latest = max(
        (one.sealed for level in ledger.levels for one in ledger.entries(level, max(ledger.size(level) - 1, 0))), default=""
    )
    yield finding("mind", "clock_behind", now=now, latest=latest) if latest > now else finding("right", "clock", now=now)


def _keys(ledger: SealedLedger) -> Iterator[Finding]:
    folder = ledger.keys.folder
    if not ledger.keys.is_there():
        yield finding("mind", "no_keys", folder=folder)
    elif folder.stat().st_mode & 0o077:
        yield finding("wrong", "keys_open", folder=folder)
    elif not ledger.holds_key():
        with (folder / SIGNING).open("rb"):  # a key that this account may not read is told as that
            yield Finding("wrong", "ledger.other_key", (("folder", shown(folder)),))
    else:
        yield finding("right", "keys", folder=folder)
    if since := ledger.key_since():
        age = (datetime.now(UTC) - datetime.fromisoformat(since)).days
        old = age > ledger.key_days
        yield finding("mind" if old else "right", "key_old" if old else "key_age", days=age, most=ledger.key_days)
    if left := ledger.finish_erasures():
        yield finding("mind", "erased_again", count=len(left))


def _disk(folder: Path, kills: int) -> Iterator[Finding]:
    kind = kind_of(folder)
    if kind in OVER_A_NETWORK:
        yield finding("wrong", "network", folder=folder, kind=kind)
        return
    if kind in IN_MEMORY:
        yield finding("wrong", "in_memory", folder=folder, kind=kind)
    else:
        yield finding("right", "disk", folder=folder, kind=kind or "?")
    free = shutil.disk_usage(folder).free
    if free < LEAST_TO_TRY:
        yield finding("wrong", "disk_full", folder=folder)
        return
    yield finding("right" if free > LEAST_FREE else "mind", "free", gigabytes=f"{free / 1e9:.1f}")
    with tempfile.TemporaryDirectory(prefix=".legation-doctor-", dir=folder) as place:
        if kills and hasattr(os, "fork"):
            proof = proven(Path(place), kills)
            values = {"kills": proof.kills, "acknowledged": proof.acknowledged, "lost": proof.lost + proof.partial + proof.faults}
            yield finding("right" if proof.holds else "wrong", "kept" if proof.holds else "not_kept", **values)
        sync = median_sync(Path(place))
        yield finding(
            "right" if sync >= TOO_QUICK else "mind", "sync" if sync >= TOO_QUICK else "too_quick", milliseconds=f"{sync:.2f}"
        )
