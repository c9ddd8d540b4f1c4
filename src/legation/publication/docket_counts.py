"""How many entries of the docket there are of each kind, and the entries of one kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from legation.publication.asked import word_among
from legation.publication.grounds import Basis
from legation.publication.shown import Cell
from legation.publication.table import Table, rows_of
from legation.standings.asof import KnownRecord
from legation.standings.docket import SUBJECTS, Entry
from legation.terms.messages import say
from legation.terms.text import Text

COLUMNS: Final = ("subject", "label", "source", "entries", "open", "settled")


def heading_of(subject: str, language: str) -> str:
    """What a kind of entry is called: its message without the figures of a single entry."""
    text = say(f"docket.{subject}", language, stated="", found="")
    return text.split(":")[0] if subject in ("count", "total_without_list", "list") else text


def of_kind(entries: Iterable[Entry], kind: str | None) -> list[Entry]:
    """The entries of a kind given by its id or label, all where none is given.

    Raises:
        QuestionError: there is no such kind of entry.
    """
    if kind is None:
        return list(entries)
    wanted = word_among({one: Text(heading_of(one, "en"), heading_of(one, "es")) for one in SUBJECTS}, kind)
    return [entry for entry in entries if entry.subject == wanted]


def docket_counts(known: KnownRecord, entries: Sequence[Entry], language: str = "en") -> Table:
    """Entries counted by kind and by the sources whose claims they are about, each with those open and those settled."""
    sources = {one.id: one.source for one in known.record.claims} | {one.id: one.source for one in known.record.measures}
    counted: dict[tuple[str, str], Counter[str]] = {}
    for entry in entries:
        named = ";".join(sorted({sources[claim] for claim, _ in entry.said}))
        counted.setdefault((entry.subject, named), Counter())["settled" if entry.settled_by else "open"] += 1
    rows: list[dict[str, Cell]] = [
        {
            "subject": subject, "label": heading_of(subject, language), "source": named, "entries": found.total(),
            "open": found["open"], "settled": found["settled"],
        }
        for (subject, named), found in sorted(counted.items(), key=lambda one: (SUBJECTS.index(one[0][0]), one[0][1]))
    ]  # fmt: skip
    return Table("docket_counts", COLUMNS, rows_of(COLUMNS, rows), basis=Basis((known,), (), language))
