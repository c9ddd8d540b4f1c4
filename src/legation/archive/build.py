"""Builds: a record compiled into a read-only folder named by its edition; the same record gives the same bytes.

A build is made beside and renamed when it is whole; then the manifest of the shelf is renamed to point to it. So whoever reads
the shelf finds the last good edition, whatever moment a builder is stopped at.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np

from legation.archive import borne_columns, docket_columns, record_columns
from legation.archive.built import BORNE, DOCKET, FORMAT, PANELS, RECORD
from legation.archive.columns import arrays_of
from legation.archive.log_file import find_log, read_log
from legation.archive.marks import CURRENT, MANIFEST
from legation.archive.shelf import DOCUMENTS, folder_of, open_record
from legation.publication.panel_basis import basis_of, to_json
from legation.record.edition import SEMANTICS, canonical, edition
from legation.record.log import Log, checked
from legation.record.record import Record
from legation.standings.asof import latest_knowledge
from legation.standings.bulk import compiled_log
from legation.standings.compiling import compiled_whole
from legation.standings.docket import docket
from legation.standings.known_compiled import KnownCompiled

_DRAFT: Final = ".building-"


def build(record: Record, shelf: Path, log: Log | None = None) -> Path:
    """Compile a record into ``shelf/<edition>/``; a build that is already there is left as it is.

    Args:
        log: acts in columns, beside those of the record.
    """
    name = edition_with(record, log)
    target = shelf / name
    if not target.is_dir():
        shelf.mkdir(parents=True, exist_ok=True)
        _clear_away(shelf)
        draft = Path(tempfile.mkdtemp(prefix=f"{_DRAFT}{os.getpid()}-", dir=shelf))
        try:
            files = dict(_write_all(record, log, draft, name))
            manifest = {
                "edition": name, "format": FORMAT, "record": record.id, "semantics": SEMANTICS, "files": files,
                "about": _about(record),
                "kinds": {kind.id: _kind(record, kind.id) for kind in record.vocabulary.standings.values()},
                "codes": {code: actor.id for actor in record.actors.values() for code in _codes(actor.codes)},
            }  # fmt: skip
            _written(draft / MANIFEST, (json.dumps(manifest, indent=1, sort_keys=True) + "\n").encode())
            os.chmod(draft, 0o755)  # noqa: S103  read by every worker
            os.replace(draft, target)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
    _point_to(shelf, name)
    return target


def build_named(name: str, shelf: Path, sources: str | None = None) -> Path:
    """Compile a record given by name or folder, with its log where it has one, for a machine that holds nothing else.

    Where it is compiled with all its further sources, what its own sources say alone is compiled too, into a shelf within.

    Raises:
        QuestionError: there is no such record or set of sources.
        RecordHasErrors, LogError: it has errors.
    """
    record, path = open_record(name, sources), find_log(folder_of(name))
    made = build(record, shelf, checked(read_log(path), record) if path is not None else None)
    if sources is None and path is None and record.further:
        build(open_record(name, DOCUMENTS), shelf / DOCUMENTS)
    return made


def edition_with(record: Record, log: Log | None) -> str:
    """The edition of a record, and of the log beside it where there is one."""
    name = edition(record)
    if log is None:
        return name
    digest = hashlib.sha256(name.encode())
    digest.update("\0".join((*log.kinds, "", *log.names)).encode())
    for column in (log.act, log.kind, log.lo, log.hi, log.subject, log.object, log.instrument, log.known, log.retracts):
        digest.update(np.ascontiguousarray(column).view(np.uint8))  # type: ignore[arg-type]
    return digest.hexdigest()


def _write_all(record: Record, log: Log | None, draft: Path, name: str) -> Iterator[tuple[str, str]]:
    """Write every file of a build and give the digest of each."""
    panels = (json.dumps(to_json(basis_of(record, name)), sort_keys=True) + "\n").encode()
    whole = {RECORD: record_columns.encoded(record), "record.json": canonical(record), PANELS: panels}
    if log is None:
        made, borne = compiled_whole(record)
        whole[BORNE] = borne_columns.encoded(borne)
        known = KnownCompiled(record, latest_knowledge(record), made, lambda: borne)
        whole[DOCKET] = docket_columns.encoded(docket(known))
    else:
        made = compiled_log(record, log).compiled
    for file, array in arrays_of(made).items():
        np.save(draft / file, np.ascontiguousarray(array))
        yield file, _digest(draft / file)
    for file, data in whole.items():
        yield file, _written(draft / file, data)


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


def _point_to(shelf: Path, name: str) -> None:
    """Rename the manifest of a shelf, so that readers find an edition."""
    wanted = (json.dumps({"edition": name}) + "\n").encode()
    current = shelf / CURRENT
    if current.is_file() and current.read_bytes() == wanted:
        return
    draft = shelf / f".{CURRENT}-{os.getpid()}"
    draft.write_bytes(wanted)
    os.replace(draft, current)


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


def _written(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    return hashlib.sha256(data).hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
