"""Opening records: a bundled one by its name, or an authored folder."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from legation.publication.questions import QuestionError
from legation.record.record import Record, read_record
from legation.terms.problems import Problem, errors


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
    """The folder of a record given by name or path.

    Raises:
        QuestionError: there is no such record.
    """
    named = bundled().get(str(record))
    if named is not None:
        return named
    if Path(record).is_dir():
        return Path(record)
    if Path(record).is_file():
        raise QuestionError("records.a_file", value=record)
    raise QuestionError("questions.record", value=record, bundled=", ".join(bundled()))


def open_record(record: str | Path) -> Record:
    """A record, read and checked.

    Raises:
        QuestionError: there is no such record.
        RecordHasErrors: it has errors.
    """
    made, problems = read_record(folder_of(record))
    if made is None:
        raise RecordHasErrors(str(record), problems)
    return made
