"""Evaluation data that holds between dates: editions of formulas, scales. Read from TOML, each entry with both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from legation.evaluation.sheet import Entry, entries_of
from legation.record.acts import FOREVER
from legation.record.record import Record
from legation.terms.problems import Problem, nearest
from legation.terms.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Dated:
    """Something that holds from a first through a last day, as a source says; ``source`` is empty where it is our own.

    Args:
        first, last: day numbers, both included; ``±FOREVER`` where open.
    """

    id: str
    label: Text
    source: str
    first: int
    last: int

    def holds(self, day: int) -> bool:
        """Whether it holds on a day."""
        return self.first <= day <= self.last


Held = TypeVar("Held", bound=Dated)


def days_of(entry: Entry) -> tuple[int, int]:
    """The first day of ``from`` and the last of ``to``; ``±FOREVER`` where the entry does not say."""
    begins = entry.date("from", entry.content["from"]) if "from" in entry.content else None
    ends = entry.date("to", entry.content["to"]) if "to" in entry.content else None
    first, last = begins.first if begins else -FOREVER, ends.last if ends else FOREVER
    assert isinstance(first, int) and isinstance(last, int)
    return first, last


def source_of(entry: Entry, record: Record, *, needed: bool) -> str:
    """The source that an entry names, which must be one of the record's."""
    source = entry.string("source")
    if source not in record.sources and (source or needed):
        entry.report("source", "records.unknown_source", value=source, nearest=nearest(source, record.sources) or "—")
    return source


def read_dated(record: Record, file: str, made: Callable[[Entry], Held | None]) -> tuple[list[Entry], list[Held], list[Problem]]:
    """The entries of an evaluation file, what those that are right make, and every problem."""
    problems: list[Problem] = []
    entries = entries_of(record, file, problems)
    found = []
    for entry in entries:
        before = len(problems)
        one = made(entry)
        if one is not None and len(problems) == before:
            found.append(one)
    return entries, found, problems


def report_overlaps(entries: Iterable[Entry], dated: Sequence[Dated]) -> None:
    """Report each two that hold on one day, at the entry of the later."""
    places = {entry.id: entry for entry in entries}
    for place, later in enumerate(dated):
        for earlier in dated[:place]:
            if earlier.first <= later.last and later.first <= earlier.last:
                places[later.id].report("", "evaluation.overlap", id=later.id, other=earlier.id)


def holding(entries: Iterable[Dated], day: int) -> Dated | None:
    """The entry that holds on a day, of those that do the one that began last."""
    return max((one for one in entries if one.holds(day)), key=lambda one: (one.first, one.id), default=None)
