"""Builds: a record compiled into a read-only folder named by its edition; the same record gives the same bytes.

A build is made beside and renamed when it is whole; then the manifest of the shelf is renamed to point to it. So whoever reads
the shelf finds the last good edition, whatever moment a builder is stopped at. Where the log only grew, a build holds what the
new acts change and names the build that it rests on.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from legation.archive.built import CURRENT, MANIFEST
from legation.archive.columns import arrays_of
from legation.archive.growth import Grown, grown, last_made, on_base
from legation.archive.kept import Arrays, kept_of, words_of
from legation.archive.log_file import Segment, segment
from legation.publication.exports import WHOLE_TABLES, exported
from legation.publication.questions import default_on
from legation.record.edition import SEMANTICS, canonical, edition
from legation.record.log import Log, checked, one_log
from legation.record.pages import edition_of, pages
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.standings.bulk import compiled_log
from legation.standings.compiling import compiled
from legation.terms.days import iso

_DRAFT: Final = ".building-"


def build(record: Record, shelf: Path, log: Log | Sequence[Segment] = (), *, whole: bool = False) -> Path:
    """Compile a record into a folder on a shelf; a build that is already there is left as it is.

    Args:
        log: acts in columns, beside those of the record, in memory or in parts.
        whole: compile everything, also where only a few acts were added to what the shelf holds.

    Returns:
        ``shelf/<edition>``, or, where it rests on another build, ``shelf/<edition>-on-<the other>``.

    Raises:
        LogError: the log cannot be used.
    """
    segments = [segment(log)] if isinstance(log, Log) else list(log)
    own = edition(record)
    last = last_made(own, shelf)
    if segments and last is not None and last.has(segments) and not (whole and last.base is not None):
        return last.folder
    more = None if whole or last is None else grown(record, last, segments)
    if more is not None:
        target = _grown_build(record, own, shelf, more)
    elif segments:
        target = _log_build(record, own, shelf, checked(one_log([one.read() for one in segments]), record))
    else:
        target = _written_build(shelf, own, own, record, lambda: (arrays_of(compiled(record)), {}), _contents)
    manifest = json.loads((target / MANIFEST).read_text(encoding="utf-8"))
    pointer = {"edition": manifest["edition"], "folder": target.name, "segments": [one.digest for one in segments]}
    _point_to(shelf, pointer)
    return target


def _log_build(record: Record, own: str, shelf: Path, log: Log) -> Path:
    digests = pages(log)
    name = edition_of(own, digests)

    def made() -> tuple[Arrays, dict[str, Any]]:
        bulk = compiled_log(record, log)
        return arrays_of(bulk.compiled) | kept_of(bulk), {"log": {**words_of(bulk), "pages": list(digests)}}

    return _written_build(shelf, name, name, record, made)


def _grown_build(record: Record, own: str, shelf: Path, more: Grown) -> Path:
    name = edition_of(own, more.pages)
    if (shelf / name).is_dir():
        return shelf / name
    return _written_build(shelf, on_base(name, more.base), name, record, more.files)


def _written_build(
    shelf: Path, folder: str, name: str, record: Record, made: Callable[[], tuple[Arrays, dict[str, Any]]],
    texts: Callable[[Record], dict[str, bytes]] = lambda _: {},
) -> Path:  # fmt: skip
    """Write a build beside and rename it, unless it is there."""
    target = shelf / folder
    if target.is_dir():
        return target
    shelf.mkdir(parents=True, exist_ok=True)
    _clear_away(shelf)
    draft = Path(tempfile.mkdtemp(prefix=f"{_DRAFT}{os.getpid()}-", dir=shelf))
    try:
        arrays, words = made()
        files = {file: _saved(draft / file, array) for file, array in arrays.items()}
        files |= {file: _written(draft / file, data) for file, data in texts(record).items()}
        manifest = {
            "edition": name, "authored": edition(record), "record": record.id, "semantics": SEMANTICS, "files": files,
            "about": _about(record),
            "kinds": {kind.id: _kind(record, kind.id) for kind in record.vocabulary.standings.values()},
            "codes": {code: actor.id for actor in record.actors.values() for code in _codes(actor.codes)}, **words,
        }  # fmt: skip
        _written(draft / MANIFEST, (json.dumps(manifest, indent=1, sort_keys=True) + "\n").encode())
        os.chmod(draft, 0o755)  # noqa: S103  read by every worker
        _kept_safe(draft)
        os.replace(draft, target)
        _kept_safe(shelf)
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


def _about(record: Record) -> dict[str, Any]:
    return {
        "title": {"en": record.title.en, "es": record.title.es}, "about": record.about, "period": list(record.period),
        "kinds": list(record.vocabulary.standings),
    }  # fmt: skip


def _kind(record: Record, kind_id: str) -> dict[str, Any]:
    kind, coverage = record.vocabulary.standings[kind_id], record.coverage[kind_id]
    known = {
        name: [one.extent, one.first, one.last]
        for name, one in (("beginnings", coverage.beginnings), ("endings", coverage.endings))
    }
    return {"key": list(kind.key), "mutual": kind.mutual, "en": kind.label.en, "es": kind.label.es, **known}


def _codes(codes: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for scheme, dated in codes:
        for code in dated.split(";"):
            bare = code.partition("@")[0].strip()
            yield f"{scheme}:{bare}".casefold()
            if scheme == "iso3166":
                yield bare.casefold()


def _point_to(shelf: Path, pointer: dict[str, Any]) -> None:
    """Rename the manifest of a shelf, so that readers find an edition."""
    wanted = (json.dumps(pointer, sort_keys=True) + "\n").encode()
    current = shelf / CURRENT
    if current.is_file() and current.read_bytes() == wanted:
        return
    draft = shelf / f".{CURRENT}-{os.getpid()}"
    _written(draft, wanted)
    os.replace(draft, current)
    _kept_safe(shelf)


def _clear_away(shelf: Path) -> None:
    """Take away what builders left behind that were stopped."""
    for left in shelf.glob(f"{_DRAFT}*"):
        owner = left.name.removeprefix(_DRAFT).partition("-")[0]
        if owner.isdigit() and not _is_running(int(owner)):
            shutil.rmtree(left, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _saved(path: Path, array: np.ndarray[Any, Any]) -> str:
    with path.open("w+b") as file:
        np.save(file, np.ascontiguousarray(array))
        file.flush()
        os.fsync(file.fileno())
        file.seek(0)
        return hashlib.file_digest(file, "sha256").hexdigest()


def _written(path: Path, data: bytes) -> str:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return hashlib.sha256(data).hexdigest()


def _kept_safe(folder: Path) -> None:
    """Have the names in a folder written down, so that what is renamed after a power cut is whole."""
    if os.name == "posix":
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
