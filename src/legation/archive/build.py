"""Builds: a record compiled into a read-only folder named by its edition; the same record gives the same bytes.

A build is made beside and renamed when it is whole; then the manifest of the shelf is renamed to point to it. So whoever reads
the shelf finds the last good edition, whatever moment a builder is stopped at. Where the log only grew, a build holds what the
new acts change and names the build that it rests on.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np

from legation.archive import borne_columns, by_instrument, docket_columns, record_columns, search_columns
from legation.archive.built import BORNE, DOCKET, FORMAT, PANELS, RECORD
from legation.archive.columns import arrays_of
from legation.archive.growth import Grown, grown, last_made, on_base
from legation.archive.kept import Arrays, kept_of, words_of
from legation.archive.log_file import Segment, segment, segments_of
from legation.archive.marks import CURRENT, MANIFEST, manifest_of
from legation.archive.processes import is_running
from legation.archive.published import publication_in
from legation.archive.shelf import DOCUMENTS, folder_of, open_record
from legation.archive.whole_files import keep_names, kept_digest, write_new
from legation.publication.panel_basis import basis_of, to_json
from legation.publication.questions import QuestionError
from legation.publication.search.index import index_of
from legation.publication.search.things import things_of
from legation.record.edition import SEMANTICS, canonical, edition
from legation.record.log import Log, checked, one_log
from legation.record.pages import edition_of, pages
from legation.record.record import Record
from legation.standings.asof import KnownRecord, latest_knowledge
from legation.standings.bulk import compiled_log
from legation.standings.compiling import compiled_whole
from legation.standings.docket import docket
from legation.standings.known_compiled import KnownCompiled
from legation.standings.known_logged import KnownLogged, latest_of

_DRAFT: Final = ".building-"


@dataclass(frozen=True)
class _Made:
    """What a build holds beside its panels: arrays and texts by file name, and what its manifest says of them.

    Args:
        is_whole: it holds the rows of its record, and does not rest on a build that does.
    """

    arrays: Arrays
    texts: Mapping[str, bytes | Iterable[bytes]] = field(default_factory=dict)
    words: Mapping[str, Any] = field(default_factory=dict)
    is_whole: bool = True


def build_named(name: str, shelf: Path, sources: str | None = None, *, whole: bool = False) -> Path:
    """Compile a record given by name or folder, with its log where it has one, for a machine that holds nothing else.

    Where it is compiled with all its further sources, what its own sources say alone is compiled too, into a shelf within.

    Raises:
        QuestionError: there is no such record or set of sources, or the shelf is one on which editions are published.
        RecordHasErrors, LogError: it has errors.
    """
    if publication_in(shelf) is not None:
        raise QuestionError("publishing.not_a_shelf", value=shelf)
    record, log = open_record(name, sources), segments_of(folder_of(name))
    if sources is None and not log and record.further:
        build(open_record(name, DOCUMENTS), shelf / DOCUMENTS)  # first: who sees the new edition of the whole finds both
    return build(record, shelf, log, whole=whole)


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
    target = made_on(shelf, record, segments, whole=whole)
    point_to(shelf, pointer_to(target, segments))
    return target


def made_on(shelf: Path, record: Record, segments: Sequence[Segment] = (), *, whole: bool = False) -> Path:
    """The folder of the build of a record on a shelf, made if it is not there; nothing points to it yet.

    Args:
        segments: the parts of its log, where it has one; whole: as for :func:`build`.

    Raises:
        LogError: the log cannot be used.
    """
    own = edition(record)
    last = last_made(own, shelf)
    if segments and last is not None and last.has(segments) and not (whole and last.base is not None):
        return last.folder
    more = None if whole or last is None else grown(record, last, segments)
    if more is not None:
        return _grown_build(record, own, shelf, more)
    if segments:
        return _log_build(record, own, shelf, checked(one_log([one.read() for one in segments]), record))
    return _written_build(shelf, own, own, record, lambda: _record_made(record))


def pointer_to(target: Path, segments: Sequence[Segment] = ()) -> dict[str, Any]:
    """What the manifest of a shelf says of a build."""
    return {"edition": manifest_of(target)["edition"], "folder": target.name, "segments": [one.digest for one in segments]}


def _log_build(record: Record, own: str, shelf: Path, log: Log) -> Path:
    digests = pages(log)
    name = edition_of(own, digests)

    def made() -> _Made:
        bulk = compiled_log(record, log)
        words = {"log": {**words_of(bulk), "pages": list(digests)}}
        known = KnownLogged(record, latest_of(record, bulk), bulk)
        texts = {**_texts(record), DOCKET: docket_columns.encoded(docket(known.written))}
        return _Made(arrays_of(bulk.compiled) | kept_of(bulk) | _index(known.own), texts, words)

    return _written_build(shelf, name, name, record, made)


def _grown_build(record: Record, own: str, shelf: Path, more: Grown) -> Path:
    name = edition_of(own, more.pages)
    if (shelf / name).is_dir():
        return shelf / name

    def made() -> _Made:
        arrays, words = more.files()
        return _Made(arrays, words=words, is_whole=False)

    return _written_build(shelf, on_base(name, more.base), name, record, made)


def _record_made(record: Record) -> _Made:
    made, borne = compiled_whole(record)
    known = KnownCompiled(record, latest_knowledge(record), made, lambda: borne)
    texts = {BORNE: borne_columns.encoded(borne), DOCKET: docket_columns.encoded(docket(known))}
    return _Made(arrays_of(made) | _index(known), _texts(record) | texts)


def _index(known: KnownRecord) -> Arrays:
    return search_columns.arrays_of(index_of(things_of(known.record, known.acts)))


def _texts(record: Record) -> dict[str, bytes | Iterable[bytes]]:
    return {RECORD: _late(lambda: record_columns.encoded(record)), "record.json": canonical(record)}


def _late(made: Callable[[], bytes]) -> Iterator[bytes]:
    """A text made when it is written, so that it is not held beside what the others are made of."""
    yield made()


def _written_build(shelf: Path, folder: str, name: str, record: Record, made: Callable[[], _Made]) -> Path:
    """Write a build beside and rename it, unless it is there; one that another version made stays, as it may be open."""
    target = shelf / folder
    if target.is_dir() and manifest_of(target).get("format") != FORMAT:
        target = shelf / f"{folder}-{FORMAT}"
    if target.is_dir():
        return target
    shelf.mkdir(parents=True, exist_ok=True)
    _clear_away(shelf)
    draft = Path(tempfile.mkdtemp(prefix=f"{_DRAFT}{os.getpid()}-", dir=shelf))
    try:
        held = made()
        panels = (json.dumps(to_json(basis_of(record, name)), sort_keys=True) + "\n").encode()
        files = {file: _saved(draft / file, array) for file, array in held.arrays.items()}
        files |= {file: write_new(draft / file, data) for file, data in {**held.texts, PANELS: panels}.items()}
        words, is_whole = held.words, held.is_whole
        del held  # as large as what is written next
        files |= by_instrument.written(record, draft) if is_whole else {}
        manifest = {
            "edition": name, "format": FORMAT, "authored": edition(record), "record": record.id,
            "semantics": SEMANTICS, "files": files,
            "about": _about(record),
            "kinds": {kind.id: _kind(record, kind.id) for kind in record.vocabulary.standings.values()},
            "codes": {code: actor.id for actor in record.actors.values() for code in _codes(actor.codes)}, **words,
        }  # fmt: skip
        write_new(draft / MANIFEST, (json.dumps(manifest, indent=1, sort_keys=True) + "\n").encode())
        os.chmod(draft, 0o755)  # noqa: S103  read by every worker
        keep_names(draft)
        os.replace(draft, target)
        keep_names(shelf)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return target


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


def point_to(shelf: Path, pointer: Mapping[str, Any]) -> None:
    """Rename the manifest of a shelf, so that readers find an edition; one that says the same already is left alone."""
    wanted = (json.dumps(pointer, sort_keys=True) + "\n").encode()
    current = shelf / CURRENT
    if current.is_file() and current.read_bytes() == wanted:
        return
    draft = shelf / f".{CURRENT}-{os.getpid()}"
    write_new(draft, wanted)
    os.replace(draft, current)
    keep_names(shelf)


def _clear_away(shelf: Path) -> None:
    """Take away what builders left behind that were stopped."""
    for left in shelf.glob(f"{_DRAFT}*"):
        owner = left.name.removeprefix(_DRAFT).partition("-")[0]
        if owner.isdigit() and not is_running(int(owner)):
            shutil.rmtree(left, ignore_errors=True)


def _saved(path: Path, array: np.ndarray[Any, Any]) -> str:
    with path.open("w+b") as file:
        np.save(file, np.ascontiguousarray(array))
        return kept_digest(file)
