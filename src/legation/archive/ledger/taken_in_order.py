"""The acts and the claims of a large ledger in the order of their tables, read from the ledger as they are taken.

The order of what was read when the office started was told then; of what came since the ids are at hand. So nothing is sorted but
numbers, and no more rows are in memory than are written at once, however many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from heapq import merge
from operator import itemgetter
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from legation.archive.ledger.in_columns import InColumns
from legation.archive.ledger.made_objects import rows_in
from legation.archive.ledger.numbers import Numbers
from legation.archive.ledger.plain_cells import plain_act, plain_claim
from legation.publication.answer_tables import act_cells, claim_cells
from legation.publication.shown import Cell
from legation.record.acts import FOREVER
from legation.record.ledger.authored import AuthoredRow
from legation.record.ledger.book import cited
from legation.standings.known_logged import KnownLogged
from legation.standings.log_lists import own_acts

AT_ONCE: Final = 1_000
Cells = Mapping[str, Cell]
Entries = npt.NDArray[np.int64]


def acts_in_order(held: InColumns, known: KnownLogged, language: str) -> Iterator[Cells]:
    """Every act known on the day as a row of the table of acts: in order of time, the undated last."""
    log = known.bulk.log

    def keyed(row: AuthoredRow, place: int) -> tuple[Any, Cells]:
        lo, hi = int(log.lo[place]), int(log.hi[place])
        return (lo <= -FOREVER, lo, hi, str(row.cells["act"])), plain_act(row, lo, hi, language)

    def in_time(places: Entries) -> Entries:
        lo, hi = log.lo[places], log.hi[places]
        return np.lexsort((hi, np.where(lo > -FOREVER, lo, FOREVER)))  # stable: by id within the same days

    own = (((act.undated, act.begin.lo, act.begin.hi, act.id), act_cells(act, language)) for act in own_acts(known))
    return _merged(held, known, held.acts, own, keyed, in_time)


def claims_in_order(held: InColumns, known: KnownLogged) -> Iterator[Cells]:
    """Every claim known on the day as a row of the table of claims: in order of id."""
    open_level = next(iter(known.record.vocabulary.levels))

    def keyed(row: AuthoredRow, _: int) -> tuple[Any, Cells]:
        return row.key, plain_claim(row, open_level)

    claims = sorted((claim for act in known.own.acts.values() for claim in act.claims), key=lambda claim: claim.id)
    return _merged(held, known, held.claims, ((claim.id, claim_cells(claim)) for claim in claims), keyed)


def _merged(
    held: InColumns, known: KnownLogged, numbers: Numbers, own: Iterable[tuple[Any, Cells]],
    keyed: Callable[[AuthoredRow, int], tuple[Any, Cells]], in_order: Callable[[Entries], Entries] | None = None,
) -> Iterator[Cells]:  # fmt: skip
    """What columns hold and what the record itself says, each row with its place in the order, as one."""
    later = {id: number for id, number in numbers.since.items() if number is not None}
    since = np.array([later[id] for id in sorted(later)], np.int64)
    first = numbers.ordered[~np.isin(numbers.ordered, since)]
    parts = []
    for part in (first, since):
        entries, places = believed(known, part)
        order = slice(None) if in_order is None else in_order(places)
        parts.append(_read(held, entries[order], places[order], keyed))
    return map(itemgetter(1), merge(own, *parts, key=itemgetter(0)))


def _read(
    held: InColumns, numbers: Entries, places: Entries, keyed: Callable[[AuthoredRow, int], tuple[Any, Cells]]
) -> Iterator[tuple[Any, Cells]]:
    for begin in range(0, len(numbers), AT_ONCE):
        part = slice(begin, begin + AT_ONCE)
        rows = rows_in(held, numbers[part].tolist())
        for row, place in zip(rows, places[part].tolist(), strict=True):
            yield keyed(cited(row), place)


def believed(known: KnownLogged, numbers: Entries) -> tuple[Entries, Entries]:
    """Those of some entries that columns hold and that are believed on the day, with the row of each in the log."""
    places = places_of(known, numbers)
    numbers, places = numbers[places >= 0], places[places >= 0]
    there = (known.bulk.log.known[places] <= known.known) & (known.bulk.taken[places] > known.known)
    return numbers[there], places[there]


def places_of(known: KnownLogged, numbers: Entries) -> Entries:
    """The row of each of some entries in the log, -1 where it has none."""
    acts, order = known.bulk.log.act, known.bulk.order
    if not len(acts):
        return np.full(len(numbers), -1, np.int64)
    at = np.searchsorted(acts if order is None else acts[order], numbers)
    within = np.minimum(at, len(acts) - 1)
    places = within if order is None else order[within]
    found: Entries = np.where((at < len(acts)) & (acts[places] == numbers), places, -1)
    return found
