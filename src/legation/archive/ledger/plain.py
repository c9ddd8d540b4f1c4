"""Rows of a ledger that columns can hold: the only claim of its act, with one subject and object, and a kind, a date and words.

None names an instrument: who is bound by a treaty is told by participation, from all acts in it as objects.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from legation.archive.ledger.numbers import mark
from legation.record.acts import FOREVER
from legation.record.claims import LISTS_CLAIMS, WITHOUT_ACT_OF_THEIR_OWN
from legation.record.ledger.authored import AuthoredRow
from legation.record.ledger.book import FILING, day_of, is_filing
from legation.record.ledger.entry import Sealed
from legation.record.table import LIST_SEPARATOR
from legation.terms.days import iso
from legation.terms.edtf import EdtfError, parse

NOT_IN_COLUMNS: Final = frozenset({*LISTS_CLAIMS, *WITHOUT_ACT_OF_THEIR_OWN, "gap", "attestation", "opinion", "expected"})
HELD: Final = frozenset(
    {
        "claim",
        "act",
        "kind",
        "date",
        "subject",
        "object",
        "source",
        "locator",
        "title",
        "title_es",
        "note",
        "note_es",
        "level",
    }
)
"""What a claim may say and still be held in columns."""


class Plain(NamedTuple):
    """A claim that columns hold: its kind, the days of its date, its names, and its source, empty where it is a filing itself.

    Args:
        filed: the day on which it came in; stated: the mark of the source that it names, or that its filing is.
    """

    claim: str
    act: str
    kind: str
    lo: int
    hi: int
    subject: str
    object: str
    source: str
    filed: int
    stated: int


def plain_row(row: AuthoredRow, first: Sealed, offset: int) -> Plain | None:
    """A row as columns hold it; None where they cannot."""
    cells = row.cells
    if not cells.keys() <= HELD or cells.get("claim") != row.key or not cells.get("act") or cells.get("kind") in NOT_IN_COLUMNS:
        return None
    if cells.get("level", row.level) != row.level:
        return None
    subject, other = (str(cells.get(role, "")) for role in ("subject", "object"))
    if LIST_SEPARATOR in subject or LIST_SEPARATOR in other:
        return None
    days = _days(str(cells.get("date", "")))
    if days is None:
        return None
    filed = _filed(first.sealed[:16], offset) if is_filing(row) else 0
    source = str(cells.get("source", ""))
    return Plain(
        row.key, str(cells["act"]), str(cells.get("kind", "")), *days, subject, other, source, filed,
        _marked(source or FILING + first.draft),
    )  # fmt: skip


_marked: Final = lru_cache(10_000)(mark)


@lru_cache(100_000)
def _days(text: str) -> tuple[int, int] | None:
    """The days of a date that says nothing more; of none those that a log has for it."""
    if not text:
        return -FOREVER, FOREVER
    try:
        date = parse(text)
    except EdtfError:
        return None
    lo, hi = date.begin.lo, date.begin.hi
    if not isinstance(lo, int) or not isinstance(hi, int):
        return None
    bare = parse(iso(lo) if lo == hi else f"[{iso(lo)}..{iso(hi)}]")
    is_bare = (date.begin, date.end, date.begin_fringe, date.end_fringe, date.seconds) == (
        bare.begin, bare.end, bare.begin_fringe, bare.end_fringe, bare.seconds
    )  # fmt: skip
    return (lo, hi) if is_bare else None


@lru_cache(10_000)
def _filed(moment: str, offset: int) -> int:
    day = parse(day_of(moment, offset)).first
    assert isinstance(day, int)
    return day
