"""What the entries of a ledger amount to at a level: the rows that stand, each as its last entry left it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from legation.record.ledger.authored import FILED, SOURCE, AuthoredRow, files_of
from legation.record.ledger.entry import IN_NO_FILE, Sealed
from legation.record.ledger.faults import LedgerError
from legation.record.ledger.port import Ledger
from legation.terms.days import day_number, iso

SETTINGS: Final = "record.toml"
CLAIMS: Final = ("acts", "adjudications", "measures")
SOURCED: Final = (*CLAIMS, "plan", "budget")
"""Tables whose rows name a source, or are filed at a desk and are their own."""
FILING: Final = "filing-"
"""How the id of the source begins that a desk filing is; that of its draft follows."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A row that stands.

    Args:
        row: as its last entry left it; first: the entry by which it came in, which says since when it is known.
    """

    row: AuthoredRow
    first: Sealed


@dataclass(frozen=True)
class Book:
    """The rows that stand at a level.

    Args:
        offset: minutes by which the clock of the ministry is ahead of UTC.
        rows: by what makes each the same row again. Where logs of several levels hold one, that of the most restricted counts.
    """

    level: str
    offset: int = 0
    rows: Mapping[tuple[str, str], Standing] = field(default_factory=dict)

    def files(self) -> dict[str, bytes]:
        """The authored folder that holds the same: contents by path. Events of cases and personal text are never in it."""
        kept = [one for one in self.rows.values() if one.row.table not in IN_NO_FILE]
        sources = {filing.key: filing for one in kept if (filing := filing_of(one, self.offset)) is not None}
        made = files_of([*(cited(one) for one in kept), *sources.values()])
        if SETTINGS in made:  # a list of sources has no columns: nothing stands for it while it is empty, and a record needs it
            made.setdefault(FILED["sources"], b"[]\n")
        return made


def book_at(ledger: Ledger, level: str | None = None) -> Book:
    """What stands at a level and the more open ones; at the most open one where none is given.

    Raises:
        LedgerError: there is no such level, or an entry cannot be read.
    """
    chosen = ledger.levels[0] if level is None else level
    if chosen not in ledger.levels:
        raise LedgerError("ledger.no_level", value=chosen, known=", ".join(ledger.levels))
    rows: dict[tuple[str, str], Standing] = {}
    for one in ledger.levels[: ledger.levels.index(chosen) + 1]:
        rows.update(standing(ledger.entries(one)))
    return Book(chosen, ledger.offset, rows)


def standing(
    entries: Iterable[Sealed], before: Mapping[tuple[str, str], Standing] = MappingProxyType({})
) -> dict[tuple[str, str], Standing]:
    """The rows that stand after the entries of one log.

    Args:
        before: those that stood before these entries.
    """
    rows = dict(before)
    for sealed in entries:
        entry = sealed.entry
        if entry.deed == "erased":
            continue
        row = AuthoredRow(entry.table, entry.key, entry.file, entry.cells, entry.level)
        if entry.deed == "retracted":
            rows.pop(row.id, None)
        else:
            earlier = rows.get(row.id)
            rows[row.id] = Standing(row, sealed if earlier is None or entry.deed == "entered" else earlier.first)
    return rows


def is_filing(row: AuthoredRow) -> bool:
    """Whether a row that takes a source names none: the desk filing is its source."""
    return row.table in SOURCED and not row.cells.get("source")


def cited(one: Standing) -> AuthoredRow:
    """A row that names its source: that of a desk filing which names none is the filing itself."""
    row = one.row
    if not is_filing(row):
        return row
    place = one.first.place
    added: dict[str, Any] = {"source": FILING + one.first.draft}
    if not row.cells.get("locator"):
        added["locator"] = f"{place.level} {place.number}"
    return AuthoredRow(row.table, row.key, row.file, {**row.cells, **added}, row.level)


def filing_of(one: Standing, offset: int) -> AuthoredRow | None:
    """The source that a desk filing is, issued when it was sealed; None of a row that is none."""
    if not is_filing(one.row):
        return None
    draft = one.first.draft
    return AuthoredRow("sources", FILING + draft, "", {SOURCE: filing_source(draft, day_of(one.first.sealed, offset))})


def day_of(sealed: str, offset: int) -> str:
    """The day of a moment, where the ministry is.

    Args:
        sealed: the moment, UTC; offset: minutes by which its clock is ahead of that.
    """
    year, month, day = (int(part) for part in sealed[:10].split("-"))
    minutes = 60 * int(sealed[11:13]) + int(sealed[14:16]) + offset
    return iso(day_number(year, month, day) + minutes // (24 * 60))


def filing_source(draft: str, day: str) -> dict[str, Any]:
    """The source that a desk filing is, as CSL.

    Args:
        day: on which it was sealed, which is its day of issue.
    """
    return {
        "id": FILING + draft, "type": "document", "title": f"Filing {draft}", "title-short": f"Filing {draft}",
        "custom": {"title-short-es": f"Asiento {draft}"}, "issued": {"raw": day},
    }  # fmt: skip
