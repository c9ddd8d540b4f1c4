"""What one source states in a large ledger: claims that are objects of the record and claims that columns hold, as one list."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from legation.archive.ledger.in_columns import InColumns
from legation.archive.ledger.logs import Logs
from legation.archive.ledger.made_objects import made_claims, rows_in
from legation.archive.ledger.taken_in_order import places_of
from legation.office.question import Question
from legation.office.source_pages import A_PAGE, place_in, place_of
from legation.record.claims import Claim
from legation.record.ledger.book import FILING
from legation.record.sources import Source
from legation.standings.grown_bulk import NEVER_BELIEVED

MOST_SORTED: Final = 10_000
"""Claims of a source up to which they stand in the order of their places in it; more stand as they were entered."""
Entries = npt.NDArray[np.int64]


@dataclass(frozen=True)
class StatedInColumns:
    """The claims of a source.

    Args:
        own: those that are objects; entries: of those that columns hold.
    """

    held: InColumns
    source: Source
    own: tuple[Claim, ...]
    entries: Entries

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.own) + len(self.entries)

    @property
    def is_by_place(self) -> bool:
        """Whether they stand by their places in the source."""
        return self.total <= MOST_SORTED

    @property
    def acts(self) -> int:
        """Of how many acts they are: what columns hold is the only claim of its act."""
        return len({claim.act for claim in self.own}) + len(self.entries)

    def page(self, number: int) -> tuple[list[Claim], frozenset[str]]:
        """The claims of a page, from 0, and the acts of those among them that columns hold."""
        part = self._order[number * A_PAGE : (number + 1) * A_PAGE]
        mine = len(self.own)
        _, claims = made_claims(self.held, rows_in(self.held, [int(self.entries[one - mine]) for one in part if one >= mine]))
        others = iter(claims)
        found = [self.own[one] if one < mine else next(others) for one in part]
        return found, frozenset(claim.act for claim in claims)

    def page_of(self, claim: str) -> int:
        """The page on which a claim stands; the first where it does not."""
        at = next((place for place, one in enumerate(self.own) if one.id == claim), None)
        if at is None:
            number = self.held.number_of_claim(claim)
            among = np.flatnonzero(self.entries == number) if number is not None else ()
            at = len(self.own) + int(among[0]) if len(among) else None
        return 0 if at is None else self._order.index(at) // A_PAGE

    @cached_property
    def _order(self) -> list[int]:
        """The claims in their order: the objects by their place among them, then the entries."""
        if self.is_by_place:
            rows = rows_in(self.held, self.entries.tolist())
            places = [place_of(one) for one in self.own]
            places += [place_in(str(one.row.cells.get("locator", "")) or _locator(one.first.place), one.row.key) for one in rows]
            return sorted(range(self.total), key=places.__getitem__)
        logs, rows_of = Logs(self.held.ledger, self.held.levels), self.held.book.rows
        came = [logs.number(rows_of["claims", one.id].first.place) for one in self.own]
        came += [self.held.firsts.get(number, number) for number in self.entries.tolist()]
        return np.argsort(np.array(came, np.int64), kind="stable").tolist()


def _locator(place: object) -> str:
    return f"{place.level} {place.number}"  # type: ignore[attr-defined]


def stated_in_columns(question: Question, source: str) -> StatedInColumns | None:
    """What a source states; None where the record is no large ledger, or there is no such source."""
    held, known = question.served.large, question.logged
    if held is None or known is None:
        return None
    entries = held.stated.of_source(source)
    places = places_of(known, entries)
    entries, places = entries[places >= 0], places[places >= 0]
    entries = entries[known.bulk.taken[places] > NEVER_BELIEVED]
    one = question.record.sources.get(source)
    if one is None and source.startswith(FILING) and len(entries):
        one = made_claims(held, rows_in(held, entries[:1].tolist()))[0].get(source)
    return None if one is None else StatedInColumns(held, one, question.served.claims_of_source.get(source, ()), entries)


def claims_in_columns(question: Question, source: str) -> int:
    """How many claims of a source columns hold."""
    held = question.served.large
    if held is None:
        return 0
    if not source.startswith(FILING):
        return held.sources[source]
    found = stated_in_columns(question, source)
    return 0 if found is None else len(found.entries)
