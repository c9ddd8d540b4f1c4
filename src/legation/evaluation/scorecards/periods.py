"""Periods: stretches of time into which the authors of a record's documents divide its policy, each with its guidelines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from legation.evaluation.guidelines import Guideline
from legation.evaluation.sheet import Entry, entries_of
from legation.record.record import Record
from legation.terms.edtf import Edtf
from legation.terms.problems import Problem
from legation.terms.vocabulary import Text

FILE: Final = "periods.toml"
KEYS: Final = ("label", "definition", "document", "locator", "from", "to", "guidelines")


@dataclass(frozen=True)
class Era:
    """One period, as its authors draw it.

    Args:
        document: the source that draws it; locator: where in it.
        begins, ends: its dates; guidelines: those that are said to have held in it.
    """

    id: str
    label: Text
    definition: Text
    document: str
    locator: str
    begins: Edtf
    ends: Edtf
    guidelines: tuple[str, ...]

    @property
    def first(self) -> int:
        """Its first day."""
        assert isinstance(self.begins.first, int)
        return self.begins.first

    @property
    def last(self) -> int:
        """Its last day."""
        assert isinstance(self.ends.last, int)
        return self.ends.last


def read_eras(record: Record, guidelines: Mapping[str, Guideline], problems: list[Problem]) -> dict[str, Era]:
    """The periods of a record by name, in order of time; what is wrong with them goes to ``problems``."""
    made = [_era(entry, record, guidelines) for entry in entries_of(record, FILE, problems)]
    return {one.id: one for one in sorted((era for era in made if era is not None), key=lambda one: (one.first, one.id))}


def _era(entry: Entry, record: Record, guidelines: Mapping[str, Guideline]) -> Era | None:
    entry.keys(KEYS)
    label, definition, document = entry.text("label"), entry.text("definition"), entry.string("document", needed=True)
    if document:
        entry.named("document", [document], record.sources, "source")
    named = entry.named("guidelines", entry.strings("guidelines"), guidelines, "guideline")
    for key in ("from", "to"):
        if key not in entry.content:
            entry.report(key, "indicators.missing", id=entry.id, key=key)
    begins, ends = (entry.date(key, entry.content[key]) if key in entry.content else None for key in ("from", "to"))
    if begins is None or ends is None:
        return None
    era = Era(entry.id, label, definition, document, entry.string("locator"), begins, ends, named)
    if era.last < era.first:
        entry.report("to", "scorecards.period_backwards", id=entry.id)
        return None
    return era
