"""Put the files of an authored folder in order without touching what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from legation.record.order import files_of, in_order
from legation.terms.problems import Problem


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done: files that changed (or would), files already in order, and problems of those left alone."""

    changed: tuple[str, ...]
    untouched: tuple[str, ...]
    problems: tuple[Problem, ...]


def put_in_order(folder: Path, *, write: bool = True) -> Outcome:
    """Put every CSV file of ``folder`` in order; a file with an error is left as it is, and the error told.

    Args:
        write: whether to write; otherwise only say what would change.
    """
    changed, untouched, problems = [], [], []
    for path in files_of(folder):
        name = path.relative_to(folder).as_posix()
        before = path.read_bytes()
        after, found = in_order(name, before)
        problems.extend(found)
        if after is None or after == before:
            untouched.append(name)
            continue
        changed.append(name)
        if write:
            beside = path.with_name(f".{path.name}.new")
            beside.write_bytes(after)
            beside.replace(path)
    return Outcome(tuple(changed), tuple(untouched), tuple(problems))
