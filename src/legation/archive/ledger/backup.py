"""A backup of a ledger: its logs and checkpoints as plain files that a stranger can verify and from which it is made anew.

It is the same from SQLite and from PostgreSQL, and each can be restored into the other. The keys are not in it: they are copied
apart (see :mod:`legation.archive.ledger.keys`).
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib import resources
from itertools import islice
from pathlib import Path
from typing import Any, Final

from legation.archive.ledger import verifier
from legation.archive.ledger.connection import Connection, Database
from legation.archive.ledger.keys import BETWEEN, Keys, is_signature
from legation.archive.ledger.sealed_ledger import KEY_AT, SealedLedger, begun_digest, digested, refuse_older
from legation.archive.ledger.shelf_of_lines import Lines
from legation.archive.ledger.tables import FORMAT
from legation.archive.processes import is_running
from legation.archive.whole_files import keep_names
from legation.record.ledger.faults import LedgerError, Tampered
from legation.record.ledger.leaf import content_of, sealed_of
from legation.record.ledger.merkle import leaf_hash
from legation.record.ledger.note import read_note
from legation.terms.messages import LANGUAGES, say
from legation.terms.text import Text

ABOUT: Final = "ledger.json"
VERIFIER: Final = "verify.py"
INDEX: Final = "—"
"""Stands for the moment of a checkpoint where the root is that of the hashes kept in the database."""
DRAFT: Final = ".legation-backup-"
AT_ONCE: Final = 50_000
_SETTINGS: Final = ("name", "levels", "cadence", "offset", "key_days", "public_key", "owns_since")


def back_up(ledger: SealedLedger, folder: Path) -> dict[str, int]:
    """Write a backup as one moment has it, while others go on writing in the ledger; gives how many entries of each level.

    It is in place when it is whole; whatever goes wrong before, there is nothing in the folder.

    Raises:
        LedgerError: the folder holds something already, or cannot be written.
    """
    if folder.exists() and any(folder.iterdir()):
        raise LedgerError("start.not_empty", folder=folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        clear_away(folder.parent)
        draft = Path(tempfile.mkdtemp(prefix=f"{DRAFT}{os.getpid()}-", dir=folder.parent))
        try:
            with ledger.database.reading() as from_:
                sizes = _write_all(Lines(from_), ledger, draft)
            keep_names(draft)
            os.replace(draft, folder)
            keep_names(folder.parent)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
    except OSError as error:
        raise LedgerError("ledger.backup_not_written", folder=folder, reason=error.strerror or error) from error
    return sizes


def _write_all(lines: Lines, ledger: SealedLedger, draft: Path) -> dict[str, int]:
    about: dict[str, Any] = {name: lines.setting(name) for name in _SETTINGS}
    about |= {"format": FORMAT, "levels": about["levels"].split(), "cadence": int(about["cadence"])}
    sizes = {}
    for level in ledger.levels:
        sizes[level] = lines.size(level)
        _write(draft / f"{level}.log", (f"{line}\n".encode() for _, line, _ in lines.lines(level)))
        _write(draft / f"{level}.checkpoints", [BETWEEN.join(lines.notes(level)).encode()])
    _write(draft / VERIFIER, [(resources.files("legation") / "archive" / "ledger" / "verifier.py").read_bytes()])
    _write(draft / ABOUT, [(json.dumps(about, indent=1, sort_keys=True) + "\n").encode()])
    return sizes


def _write(path: Path, parts: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        for part in parts:
            file.write(part)
        file.flush()
        os.fsync(file.fileno())


def clear_away(folder: Path) -> None:
    """Take away what was being written by those who were stopped."""
    for left in folder.glob(f"{DRAFT}*"):
        owner = left.name.removeprefix(DRAFT).partition("-")[0]
        if owner.isdigit() and not is_running(int(owner)):
            shutil.rmtree(left, ignore_errors=True)


def restore(
    folder: Path, database: Database, keys: Keys, checkpoints: Iterable[Path] = (), *, key: str = "", accept_loss: bool = False,
    open_: Callable[[Database, Keys], SealedLedger] = SealedLedger,
) -> SealedLedger:  # fmt: skip
    """Make a ledger anew from a backup that verifies; what was erased since is erased again in the keys that are there.

    Args:
        checkpoints: files with checkpoints that were kept elsewhere, which the backup must bear out; key: its public key as told.

        accept_loss: whether it may hold less than the last checkpoint kept with the keys: what was sealed since is lost then, and
            shows to whoever holds that checkpoint.

    Raises:
        Tampered: the backup is not what was sealed, or holds less than the last checkpoint.
        LedgerError: there is a ledger already, or the backup cannot be read.
    """
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        held = {}
        for log, faults, count, _ in verifier.verify(folder, tuple(checkpoints), key):
            held[log] = count
            if faults:
                raise Tampered("ledger.backup_tampered", folder=folder, log=log, first=said(faults[0]))
        if not accept_loss:  # before anything is made, which would be in the way of the restoration that is made instead
            refuse_older([read_note(note)[0] for note in keys.checkpoints()], held)
        if about["format"] != FORMAT:
            raise LedgerError("ledger.other_format", file=folder)
        database.create(lambda to: _fill(to, about, folder))
    except (OSError, ValueError, KeyError, TypeError) as error:
        if isinstance(error, LedgerError):
            raise
        raise LedgerError("ledger.not_a_backup", folder=folder) from error
    if accept_loss:
        keys.set_checkpoints_aside()
    made = open_(database, keys)
    made.finish_erasures()
    return made


def _fill(connection: Connection, about: dict[str, Any], folder: Path) -> None:
    """Put in what a backup holds that was verified."""
    lines = Lines(connection)
    drafts: dict[str, _Draft] = {}
    keys = 0
    for level in about["levels"]:
        with (folder / f"{level}.log").open(encoding="utf-8", newline="\n") as file:
            size = 0
            while chosen := [line[:-1] for line in islice(file, AT_ONCE)]:
                lines.add(level, size, [(line, leaf_hash(line.encode())) for line in chosen])
                for number, line in enumerate(chosen, start=size):
                    _note_draft(drafts, level, number, line)
                    if level == about["levels"][0] and '"table":"keys"' in line and content_of(line)["table"] == "keys":
                        keys += 1
                        lines.set(KEY_AT.format(keys), str(number))
                size += len(chosen)
        notes = (folder / f"{level}.checkpoints").read_text(encoding="utf-8").split(BETWEEN)
        for number, note in enumerate(one for one in notes if one):
            lines.add_note(level, number, read_note(note)[0].size, note)
    for name, draft in drafts.items():
        lines.add_batch(name, draft.digest.hexdigest(), draft.sealed, draft.places)
    stated = {**about, "levels": " ".join(about["levels"]), "cadence": str(about["cadence"])}
    for name in (*_SETTINGS, "format"):
        if stated.get(name):
            lines.set(name, str(stated[name]))


@dataclass(slots=True)
class _Draft:
    digest: Any
    sealed: str = ""
    places: list[tuple[str, int]] = field(default_factory=list)


def _note_draft(drafts: dict[str, _Draft], level: str, number: int, line: str) -> None:
    """Work out again what was kept of the draft of a line beside it."""
    found = content_of(line)
    draft = drafts.get(found["draft"])
    if draft is None:
        draft = drafts[found["draft"]] = _Draft(begun_digest(found.get("by", ""), found.get("approved", "")))
    subject = found.get("personal", {}).get("subject", "")
    fields = (found.get(name, "") for name in ("file", "reason"))
    draft.digest.update(
        digested(found["deed"], found["table"], found.get("key", ""), level, *fields, found.get("cells", {}), subject)
    )
    draft.sealed = max(draft.sealed, sealed_of(line))
    draft.places.append((level, number))


def said(fault: tuple[Any, ...]) -> Text:
    """A fault found by the verifier, in both languages."""
    code, *values = fault
    if INDEX in values:
        return Text(*(say("ledger.index_wrong", language, count=values[0]) for language in LANGUAGES))
    english, spanish = verifier.TEXTS[code]
    return Text(english.format(*values), spanish.format(*values))


def lines_of(lines: Lines, level: str) -> Iterator[bytes]:
    """The lines of a log as bytes; one whose kept hash is not its own shows as a break in the chain."""
    for _, line, kept in lines.lines(level):
        data = line.encode()
        yield data if leaf_hash(data) == kept and "\n" not in line else b""


def faults_of(ledger: SealedLedger, checkpoints: Iterable[Path] = (), key: str = "") -> dict[str, tuple[list[Text], int, int]]:
    """What is wrong with a ledger in its database: for each log the faults, its entries, and how many its checkpoints cover.

    Args:
        checkpoints: files with checkpoints that were kept elsewhere; key: its public key as told, the first or a later one.
    """
    logs = [ledger.log(level) for level in ledger.levels]
    texts = [path.read_text(encoding="utf-8") for path in checkpoints]
    found = {}
    with ledger.database.reading() as from_:
        lines = Lines(from_)
        named = lines_of(lines, ledger.levels[0])
        keys, strange = verifier.follow(named, verifier.read_key(key or ledger.first_key), is_signature)
        for level, log in zip(ledger.levels, logs, strict=True):
            notes, faults = verifier.read_notes(BETWEEN.join(lines.notes(level)), log, [log], keys, is_signature)
            faults, strange = [*strange, *faults], []
            for text in texts:
                more, wrong = verifier.read_notes(text, log, logs, keys, is_signature)
                notes, faults = [*notes, *more], [*faults, *wrong]
            kept_root = (lines.size(level), lines.root(level, lines.size(level)), INDEX)
            wrong, count = verifier.examine(lines_of(lines, level), log, [*notes, kept_root])
            covered = max((size for size, _, moment in notes if moment >= keys[0][3]), default=0)
            found[level] = ([said(one) for one in (*faults, *wrong)], count, covered)
    return found
