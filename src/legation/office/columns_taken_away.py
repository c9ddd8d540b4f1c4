"""Tables of a large ledger to take away, whose rows are read from the ledger while they are sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from legation.archive.ledger.in_columns import InColumns
from legation.archive.ledger.standings_in_order import standings_in_order
from legation.archive.ledger.taken_in_order import acts_in_order, claims_in_order
from legation.office.question import Question
from legation.publication.answer_tables import ACT_COLUMNS, CLAIM_COLUMNS, STANDING_COLUMNS, standings_notes
from legation.publication.shown import Cell
from legation.publication.table_in_pieces import TableInPieces
from legation.standings.asof import Count
from legation.standings.known_logged import KnownLogged
from legation.standings.log_lists import counts_by_kind, stood


def _acts(question: Question, held: InColumns, known: KnownLogged) -> TableInPieces:
    return _laid_out("acts", ACT_COLUMNS, acts_in_order(held, known, question.language))


def _claims(question: Question, held: InColumns, known: KnownLogged) -> TableInPieces:
    return _laid_out("claims", CLAIM_COLUMNS, claims_in_order(held, known))


def _standings(question: Question, held: InColumns, _: KnownLogged) -> TableInPieces:
    known = question.served.logged_on(question.known_day)
    assert known is not None
    on, coverage = question.on, question.record.coverage
    counted = counts_by_kind(known, stood(known, on.first, on.last))
    counts = [
        Count(
            kind, *counted.get(kind, (0, 0)),
            is_floor=not (coverage[kind].beginnings.exhaustive_on(on.first) and coverage[kind].beginnings.exhaustive_on(on.last)),
            covered=coverage[kind].covers(on.first) and coverage[kind].covers(on.last),
        )
        for kind in question.record.vocabulary.standings
    ]  # fmt: skip
    notes = standings_notes(known, counts, on, question.language)
    return _laid_out("standings", STANDING_COLUMNS, standings_in_order(held, known, on.first, on.last), notes)


def _laid_out(
    name: str, columns: tuple[str, ...], rows: Iterator[Mapping[str, Cell]], notes: tuple[str, ...] = ()
) -> TableInPieces:
    return TableInPieces(name, columns, (tuple(row.get(column) for column in columns) for row in rows), notes)


IN_PIECES: Final[Mapping[str, Callable[[Question, InColumns, KnownLogged], TableInPieces]]] = {
    "acts": _acts, "claims": _claims, "standings": _standings,
}  # fmt: skip
"""By its name, how a table is made of a large ledger."""


def in_pieces(question: Question, name: str) -> TableInPieces | None:
    """A table of a large ledger; None where the record is none, or the table is made as that of any record."""
    held, known = question.served.large, question.logged
    if held is None or known is None or name not in IN_PIECES:
        return None
    return IN_PIECES[name](question, held, known)
