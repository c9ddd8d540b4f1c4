"""What is sealed: entries, each a deed on one row of the record, filed together in batches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

Deed = Literal["entered", "corrected", "retracted", "erased"]
DEEDS: Final[tuple[Deed, ...]] = ("entered", "corrected", "retracted", "erased")
"""A row is entered once, corrected by a later entry, retracted by a later one; personal text is erased by destroying its key."""

Table = Literal[
    "acts",
    "adjudications",
    "measures",
    "plan",
    "budget",
    "cases",
    "actors",
    "instruments",
    "sources",
    "rows",
    "files",
    "subjects",
    "keys",
]
TABLES: Final[tuple[Table, ...]] = (
    "acts", "adjudications", "measures", "plan", "budget", "cases",
    "actors", "instruments", "sources", "rows", "files", "subjects", "keys",
)  # fmt: skip
"""Claims of acts, adjudications among them, measures, elements and targets of plans, entries of budgets, events of cases; what
these refer to; rows of other files of the record; files that are no tables; the subjects whose personal text was erased; and the
keys that followed the first one that signed."""
IN_NO_FILE: Final[tuple[Table, ...]] = ("cases", "subjects", "keys")
"""Those of which no authored folder holds anything."""


@dataclass(frozen=True, slots=True)
class Personal:
    """Text about a person, kept only encrypted under the key of its subject, so that it can be erased by destroying that key.

    Args:
        subject: whom it is about: an id that says nothing by itself.
        fields: the texts by name.
    """

    subject: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Boxed:
    """Personal text as sealed: encrypted, readable only while the key of its subject is kept."""

    subject: str
    box: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One deed on one row of the record.

    Args:
        deed: what is done to the row.
        table: what kind of row it is; key: its id there, e.g. a claim id, stable for ever.
        cells: what it says, by column, empty cells left out; a retraction has none.
        level: level of classification, which decides the log that it stands in.
        file: the file of an authored folder in which the row stands, such as ``acts/trade.csv``; empty where a desk filed it.
        reason: why it was corrected, retracted or erased, in a person's words.
        personal: text about a person that goes with it; never part of an authored folder.
    """

    deed: Deed
    table: Table
    key: str
    cells: Mapping[str, Any] = field(default_factory=dict)
    level: str = "public"
    file: str = ""
    reason: str = ""
    personal: Personal | Boxed | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Entries that are sealed together or not at all.

    Args:
        draft: id of the draft they come from; the same draft is sealed once, however often that is asked.
        by: who filed it; approved: who approved it; both ids, never names.
    """

    draft: str
    entries: tuple[Entry, ...]
    by: str = ""
    approved: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands: the log of its level, and its number there, from 0."""

    level: str
    number: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is acknowledged: the entries of a draft are in the ledger and stay there.

    Args:
        sealed: the moment, UTC, as ``2026-11-22T10:08:53.123456Z``.
        places: where the entries of the batch stand, those of each level in their order, the most open level first.
    """

    draft: str
    sealed: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry as it stands in its log.

    Args:
        place: where; sealed: when, UTC; draft, by, approved: of its batch.
        clock: what the clock showed where that was earlier than the entry before, else empty: recorded time never decreases.
    """

    place: Place
    sealed: str
    entry: Entry
    draft: str
    by: str
    approved: str
    clock: str = ""
