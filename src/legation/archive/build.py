"""Builds: a record compiled into a read-only folder named by its edition; the same record gives the same bytes."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

from legation.publication.exports import WHOLE_TABLES, exported
from legation.publication.questions import default_on
from legation.record.edition import SEMANTICS, canonical, edition
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.terms.days import iso

MANIFEST: Final = "manifest.json"


def build(record: Record, shelf: Path) -> Path:
    """Compile a record into ``shelf/<edition>/``; a build that is already there is left as it is.

    The folder is made beside and renamed when it is whole, so that nobody ever reads half of one.
    """
    name = edition(record)
    target = shelf / name
    if target.is_dir():
        return target
    shelf.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".building-", dir=shelf))
    try:
        files = {file: _written(draft / file, data) for file, data in _contents(record).items()}
        manifest = {"edition": name, "record": record.id, "semantics": SEMANTICS, "files": files}
        _written(draft / MANIFEST, (json.dumps(manifest, indent=1, sort_keys=True) + "\n").encode())
        os.replace(draft, target)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return target


def _contents(record: Record) -> dict[str, bytes]:
    known = KnownRecord(record)
    on = default_on(record)
    tables = {f"{what}.csv": exported(known, what, on).to_csv().encode() for what in WHOLE_TABLES}
    return {"record.json": canonical(record), "spells.csv": _spells(known).encode(), **tables}


def _spells(known: KnownRecord) -> str:
    """Every answer of every standing, as spells: the same answer from a day to the day before another."""
    lines = ["standing,first,until,answer,reason,suspended"]
    for key in known.histories:
        for spell in known.spells(key):
            if (first := max(spell.first, known.record.period[0])) < min(spell.until, known.record.period[1] + 1):
                until = iso(min(spell.until, known.record.period[1] + 1))
                one = spell.verdict
                lines.append(f"{key.id},{iso(first)},{until},{one.answer},{one.reason},{one.suspended}")
    return "\n".join(lines) + "\n"


def _written(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    return hashlib.sha256(data).hexdigest()
