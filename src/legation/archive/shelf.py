"""Opening records: a bundled one by its name, an authored folder, or a ledger by its file or address."""

from __future__ import annotations

from collections.abc import Collection
from importlib import resources
from pathlib import Path
from typing import Final

from legation.archive.ledger.marks import NOT_ALLOWED, is_ledger, why_no_ledger
from legation.archive.marks import is_built
from legation.publication.questions import QuestionError
from legation.record.ledger.faults import LedgerError
from legation.record.record import Record, further_of, read_record
from legation.terms.problems import Problem, errors, nearest

ALL: Final = "all"
DOCUMENTS: Final = "documents"


class RecordHasErrors(QuestionError):
    """A record that cannot be opened; ``problems`` says what is wrong, place by place."""

    def __init__(self, name: str, problems: list[Problem]) -> None:
        super().__init__("questions.record_has_errors", value=name, count=len(errors(problems)))
        self.problems = problems


def bundled() -> dict[str, Path]:
    """The records shipped with Legation, by name."""
    shelf = Path(str(resources.files("legation"))) / "records"
    return {path.parent.name: path.parent for path in sorted(shelf.glob("*/record.toml"))}


def folder_of(record: str | Path) -> Path:
    """The folder of a record given by name or path; of a ledger what its most open level holds.

    Raises:
        QuestionError: there is no such record.
        LedgerError: a ledger that cannot be opened.
    """
    named = bundled().get(str(record))
    if named is not None:
        return named
    if is_built(Path(record)):
        raise QuestionError("records.build_is_no_folder", value=record)
    if Path(record).is_dir():
        return Path(record)
    if is_ledger(record):
        from legation.archive.ledger.opening import folder_at  # the database is loaded only where a ledger is asked

        return folder_at(record)
    if why_no_ledger(record) == NOT_ALLOWED:
        raise LedgerError(NOT_ALLOWED, file=record)
    if Path(record).is_file():
        raise QuestionError("records.a_file", value=record)
    raise QuestionError("questions.record", value=record, bundled=", ".join(bundled()))


def open_record(record: str | Path, sources: str | None = None, *, acts: bool = True) -> Record:
    """A record, read from its folder and checked.

    Args:
        sources: which sources to read: ``all`` (the default), ``documents`` (the record's own, without further sources), or names
            of sets of further sources to read beside its own, separated by ``;``.
        acts: whether its acts and figures are read, or only what they may speak of: actors, instruments and sources.

    Raises:
        QuestionError: there is no such record, or no such set of further sources.
        RecordHasErrors: it has errors.
    """
    folder = folder_of(record)
    return read_folder(folder, further_named(folder, sources), str(record), acts=acts)


def read_folder(folder: Path, further: Collection[str] | None, name: str, *, acts: bool = True) -> Record:
    """The record in an authored folder.

    Args:
        further: names of the sets of further sources to read with it, None for all; name: what the reader called the record.

    Raises:
        RecordHasErrors: it has errors.
    """
    made, problems = read_record(folder, further, acts=acts)
    if made is None:
        raise RecordHasErrors(name, problems)
    return made


def sources_named(sources: str | None) -> frozenset[str]:
    """The names that ``sources`` separates by ``;``: ``all`` where it is None or empty."""
    return frozenset(part.strip() for part in (sources or ALL).split(";") if part.strip())


def further_named(folder: Path, sources: str | None) -> frozenset[str] | None:
    """The sets of further sources of a folder that ``sources`` names; None for all.

    Raises:
        QuestionError: there is no such set.
    """
    names = sources_named(sources)
    if ALL in names:
        return None
    there = further_of(folder)
    for name in sorted(names - {DOCUMENTS} - set(there)):
        known = (ALL, DOCUMENTS, *there)
        raise QuestionError("questions.sources", value=name, nearest=nearest(name, known) or ", ".join(known))
    return names - {DOCUMENTS}
