"""Publishing: what is public of a record, as an edition in a folder that a portal on another machine serves alone.

Builds are written whole beside those that are there; then one manifest is renamed, which names the edition that answers from now
on. Whoever reads the folder finds the last good edition, whatever moment the publisher is stopped at.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from legation.archive import record_columns
from legation.archive.build import made_on, point_to, pointer_to
from legation.archive.built import FORMAT, RECORD, is_read
from legation.archive.ledger.marks import is_ledger
from legation.archive.log_file import Segment, acts_in, segments_of
from legation.archive.marks import CURRENT, MANIFEST, manifest_of
from legation.archive.processes import alone_on
from legation.archive.published import EDITIONS, KEYS, NOTE, WITHDRAWN, Edition, Publication, publication_in
from legation.archive.shelf import DOCUMENTS, RecordHasErrors, folder_of, further_named
from legation.evaluation.check import problems_of
from legation.publication.questions import QuestionError
from legation.record.edition import edition as edition_of
from legation.record.ledger.note import signed_text
from legation.record.named import Id
from legation.record.public import Public, ids_of, public, rows_of, without
from legation.record.record import Record, read_record
from legation.terms.problems import Problem, errors, in_order

ONE_LANGUAGE: Final = frozenset({"records.one_language", "records.no_name", "records.no_words"})
"""The problems of what is written in one language only."""
SHORTEST: Final = 12
_DIGEST: Final = 64


class NotTranslated(QuestionError):
    """A record that is not whole in both languages; ``problems`` says where, place by place."""

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        super().__init__("publishing.one_language", value=name, count=len(problems))
        self.problems = problems


@dataclass(frozen=True)
class Publishable:
    """What would be published of a record.

    Args:
        name: what the record is called; whole: all of it that is public; segments: the parts of the log beside it.
        documents: what its own sources say alone, None where it has no further ones.
        withheld: how many rows stay at home; restricted: those with a level of their own, which no edition may hold.
        untranslated: where it is written in one language only.
    """

    name: str
    whole: Record
    segments: tuple[Segment, ...]
    documents: Record | None
    withheld: int
    restricted: frozenset[Id]
    untranslated: tuple[Problem, ...]


@dataclass(frozen=True)
class Published:
    """What came of publishing.

    Args:
        is_new: whether another edition answers now; withdrawn: editions that answered until now and no longer do.
        unread: those of an older version whose answers this one cannot give: it serves them no more.
    """

    current: Edition
    is_new: bool
    withdrawn: tuple[str, ...]
    unread: tuple[str, ...]


def publishable(name: str) -> Publishable:
    """What is public of a record, given by the name of a bundled one, a folder, or a ledger by its file or address.

    Raises:
        QuestionError: there is no such record; RecordHasErrors: it has errors; LedgerError: a ledger that cannot be read.
    """
    folder = folder_of(name)
    segments = tuple(segments_of(folder))
    record, problems = _read(name, folder, None)
    whole, restricted = public(record, acts_in(segments)), frozenset[Id]()
    if is_ledger(name):
        hidden, restricted = _hidden_in(name)
        whole = Public(without(record, hidden), hidden)
    else:
        restricted = frozenset(one for one in whole.withheld if one[0] in ("claims", "acts"))
    found = in_order([*_of_public(problems, record, whole), *problems_of(whole.record)])
    if errors(found):
        raise RecordHasErrors(name, found)
    documents = None
    if record.further and not segments:
        documents = without(public(_read(name, folder, further_named(folder, DOCUMENTS))[0]).record, whole.withheld)
    withheld = sum(table != "acts" for table, _ in whole.withheld | restricted)
    untranslated = tuple(one for one in found if one.code in ONE_LANGUAGE)
    return Publishable(name, whole.record, segments, documents, withheld, restricted, untranslated)


def publish(
    found: Publishable, folder: Path, *, withdraw: Collection[str] = (), keep: int | None = None, one_language: bool = False
) -> Published:
    """Publish an edition in a folder; what is there already is left as it is.

    Earlier editions go on answering, but for those that hold a row which is restricted by now, those that are withdrawn, and the
    oldest beyond how many are kept: these are gone for good.

    Args:
        withdraw: editions, or ids of rows that are no longer in the record: what holds one of them is withdrawn.
        keep: how many editions answer, this one included; all where it is None.
        one_language: whether what is written in one language only may be published.

    Raises:
        NotTranslated: it is not whole in both languages.
        QuestionError: what is to be withdrawn is unknown or still in the record, or the folder holds something else.
        OSError: the folder cannot be written.
    """
    if found.untranslated and not one_language:
        raise NotTranslated(found.name, found.untranslated)
    folder.mkdir(parents=True, exist_ok=True)
    _refuse_strange(folder)
    with alone_on(folder):
        before = publication_in(folder) or Publication(folder)
        _refuse_unfit(before, found, withdraw)
        current = _made(found, folder)
        earlier = (one for one in before.editions if one.edition != current.edition and _is_there(folder, one))
        readable = [_in_this_format(folder, one) for one in earlier]
        gone = tuple(one.edition for one in readable if _is_gone(folder, one, withdraw, found.restricted))
        editions = [*(one for one in readable if one.edition not in gone), current][-keep if keep else 0 :]
        said: dict[str, Any] = {
            **pointer_to(folder / current.folder, found.segments),
            EDITIONS: [one.to_json() for one in editions],
            WITHDRAWN: sorted({*before.withdrawn, *gone} - {current.edition}),
        }
        said |= _signed(found.name, Publication(folder, tuple(editions), tuple(said[WITHDRAWN])))
        if current.documents:
            point_to(folder / DOCUMENTS, pointer_to(folder / current.documents_folder))
        point_to(folder, said)
        _clear_away(folder, {one for edition in editions for one in edition.folders})
    is_new = not before.editions or before.editions[-1].edition != current.edition
    unread = tuple(one.edition for one in editions[:-1] if not is_read(folder / one.folder))
    return Published(current, is_new, gone, unread)


def _read(name: str, folder: Path, further: Collection[str] | None) -> tuple[Record, list[Problem]]:
    made, problems = read_record(folder, further)
    if made is None:
        raise RecordHasErrors(name, problems)
    return made, problems


def _of_public(problems: Iterable[Problem], record: Record, whole: Public) -> list[Problem]:
    """The problems of what is public: the others are nobody's business here."""
    ids = {key for _, key in whole.withheld}
    places = {(one.file, one.line) for one in rows_of(record) if one.id in ids}
    return [one for one in problems if (one.file, one.line) not in places and dict(one.values).get("id") not in ids]


def _hidden_in(ledger: str) -> tuple[frozenset[Id], frozenset[Id]]:
    """The rows that only what a ledger restricts names, and those that it holds above its most open level."""
    from legation.archive.ledger.opening import folder_at, open_ledger  # the database is loaded only where a ledger is published
    from legation.record.ledger.book import CLAIMS, book_at

    opened = open_ledger(ledger)
    try:
        top = opened.levels[-1]
        rows = [one.row for one in book_at(opened, top).rows.values() if one.row.level != opened.levels[0]]
    finally:
        opened.database.close()
    restricted = frozenset(("claims" if row.table in CLAIMS else row.table, row.key) for row in rows)
    if not restricted:
        return frozenset(), restricted
    return public(_read(ledger, folder_at(ledger, top), None)[0]).withheld, restricted


def _signed(name: str, published: Publication) -> dict[str, Any]:
    """What is published, signed with the key of the ledger where it comes from one and the key is here; the same each time."""
    if not is_ledger(name):
        return {}
    from legation.archive.ledger.opening import open_ledger

    opened = open_ledger(name)
    try:
        if not opened.keys.is_there():
            return {}
        opened.take_named_key()
        note = signed_text(published.body(opened.name), opened.name, opened.keys.public(), opened.keys.sign)
        return {NOTE: note, KEYS: successions} if (successions := opened.successions) else {NOTE: note}
    finally:
        opened.database.close()


def _refuse_strange(folder: Path) -> None:
    """Refuse a folder in which something else lies: nothing of it may go out by mistake."""
    if publication_in(folder) is None and any(not one.name.startswith(".") and not _is_build(one) for one in folder.iterdir()):
        raise QuestionError("publishing.something_else", value=folder)


def _is_build(path: Path) -> bool:
    """Whether this is what a publisher that was stopped leaves."""
    return path.is_dir() and (path.name == DOCUMENTS or (len(path.name) >= _DIGEST and path.name[:_DIGEST].isalnum()))


def _made(found: Publishable, folder: Path) -> Edition:
    """The builds of what is to be published, to which nothing points yet."""
    documents = None if found.documents is None else made_on(folder / DOCUMENTS, found.documents)
    whole = made_on(folder, found.whole, found.segments, whole=True)
    name = str(manifest_of(whole)["edition"])
    if documents is None:
        return Edition(name, whole.name)
    return Edition(name, whole.name, str(manifest_of(documents)["edition"]), f"{DOCUMENTS}/{documents.name}")


def _in_this_format(folder: Path, one: Edition) -> Edition:
    """An edition whose builds this version reads: those of another are made anew from what they hold, where that can be read."""
    whole = _remade(folder, folder / one.folder)
    if not one.documents:
        return replace(one, folder=whole.name)
    documents = _remade(folder / DOCUMENTS, folder / one.documents_folder)
    return replace(one, folder=whole.name, documents_folder=f"{DOCUMENTS}/{documents.name}")


def _remade(shelf: Path, build: Path) -> Path:
    manifest = manifest_of(build)
    if manifest["format"] == FORMAT or "log" in manifest:
        return build
    try:
        record = record_columns.decoded((build / RECORD).read_bytes())
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return build
    return made_on(shelf, record) if edition_of(record) == manifest["edition"] else build


def _refuse_unfit(before: Publication, found: Publishable, withdraw: Collection[str]) -> None:
    """Refuse to withdraw what is unknown here, or what would be published again at once.

    Raises:
        QuestionError: it is.
    """
    still = {key for _, key in ids_of(found.whole)} if withdraw else frozenset()
    for one in withdraw:
        if one in still:
            raise QuestionError("publishing.still_there", value=one)
        if len(one) >= SHORTEST and edition_of(found.whole).startswith(one):
            raise QuestionError("publishing.still_current", value=one)
        if not any(_names(edition, one) or _holds(before.folder, edition, one) for edition in before.editions):
            raise QuestionError("publishing.nothing_holds", value=one)


def _names(edition: Edition, wanted: str) -> bool:
    return len(wanted) >= SHORTEST and (edition.edition.startswith(wanted) or edition.documents.startswith(wanted))


def _is_there(folder: Path, edition: Edition) -> bool:
    return all((folder / one / MANIFEST).is_file() for one in edition.folders)


def _is_gone(folder: Path, edition: Edition, withdraw: Collection[str], restricted: Collection[Id]) -> bool:
    """Whether an edition answers no more: it is withdrawn, or holds what is restricted by now; one that cannot be read may."""
    if any(_names(edition, one) for one in withdraw):
        return True
    if not withdraw and not restricted:
        return False
    ids = _ids_in(folder / edition.folder)
    return ids is None or not ids.isdisjoint(restricted) or not {key for _, key in ids}.isdisjoint(withdraw)


def _holds(folder: Path, edition: Edition, wanted: str) -> bool:
    ids = _ids_in(folder / edition.folder)
    return ids is not None and wanted in {key for _, key in ids}


def _ids_in(build: Path) -> frozenset[Id] | None:
    """The rows that an edition holds, those of its own sources among them; None where that cannot be read."""
    try:
        return ids_of(record_columns.decoded((build / RECORD).read_bytes()))
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def _clear_away(folder: Path, kept: Collection[str]) -> None:
    """Take away the builds that no edition needs any more."""
    for shelf, before in ((folder, ""), (folder / DOCUMENTS, f"{DOCUMENTS}/")):
        for path in shelf.iterdir() if shelf.is_dir() else ():
            if path.name not in (DOCUMENTS, CURRENT) and _is_build(path) and f"{before}{path.name}" not in kept:
                shutil.rmtree(path, ignore_errors=True)
