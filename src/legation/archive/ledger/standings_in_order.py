"""What stood by a large ledger, standing by standing in order, each told as it is taken, with its acts by their own ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from legation.archive.ledger.in_columns import InColumns
from legation.archive.ledger.made_objects import rows_in
from legation.publication.answer_tables import standing_cells
from legation.publication.shown import Cell
from legation.record.log import number_of
from legation.standings.asof import Standing
from legation.standings.known_logged import KnownLogged

AT_ONCE = 500


def standings_in_order(held: InColumns, known: KnownLogged, first: int, last: int) -> Iterator[Mapping[str, Cell]]:
    """Every standing on a day or throughout a period as a row of the table of standings, those too that did not hold."""
    keys = sorted(known.keys)
    for begin in range(0, len(keys), AT_ONCE):
        found = [known.standing(key, first, last) for key in keys[begin : begin + AT_ONCE]]
        ids = _ids(held, known, found)
        for one in found:
            yield {**standing_cells(one), "acts": ";".join(act for _, _, act in sorted(ids[act] for act in one.acts))}


def _ids(held: InColumns, known: KnownLogged, standings: list[Standing]) -> dict[str, tuple[int, int, str]]:
    """Of each act that bears on some standings its days and its own id, by what the columns call it."""
    ids: dict[str, tuple[int, int, str]] = {}
    numbers: dict[int, str] = {}
    for act in {act for one in standings for act in one.acts}:
        if (own := known.own.acts.get(act)) is not None:
            ids[act] = own.begin.lo, own.begin.hi, act
        elif (number := number_of(act)) is not None:
            numbers[number] = act
    log = known.bulk.log
    for (number, act), row in zip(numbers.items(), rows_in(held, list(numbers)), strict=True):
        place = known.bulk.row_of(number)
        assert place is not None
        ids[act] = int(log.lo[place]), int(log.hi[place]), str(row.row.cells["act"])
    return ids
