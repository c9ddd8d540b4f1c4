"""Tables of a large ledger to take away, whose rows are read from the ledger while they are sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from legation.archive.ledger.in_columns import InColumns
from legation.archive.ledger.taken_in_order import acts_in_order, claims_in_order
from legation.office.question import Question
from legation.publication.answer_tables import ACT_COLUMNS, CLAIM_COLUMNS
from legation.publication.shown import Cell
from legation.publication.table_in_pieces import TableInPieces
from legation.standings.known_logged import KnownLogged


def _acts(question: Question, held: InColumns, known: KnownLogged) -> TableInPieces:
    return _laid_out("acts", ACT_COLUMNS, acts_in_order(held, known, question.language))


def _claims(question: Question, held: InColumns, known: KnownLogged) -> TableInPieces:
    return _laid_out("claims", CLAIM_COLUMNS, claims_in_order(held, known))


def _laid_out(name: str, columns: tuple[str, ...], rows: Iterator[Mapping[str, Cell]]) -> TableInPieces:
    return TableInPieces(name, columns, (tuple(row.get(column) for column in columns) for row in rows))


IN_PIECES: Final[Mapping[str, Callable[[Question, InColumns, KnownLogged], TableInPieces]]] = {"acts": _acts, "claims": _claims}
"""By its name, how a table is made of a large ledger."""


def in_pieces(question: Question, name: str) -> TableInPieces | None:
    """A table of a large ledger; None where the record is none, or the table is made as that of any record."""
    held, known = question.served.large, question.logged
    if held is None or known is None or name not in IN_PIECES:
        return None
    return IN_PIECES[name](question, held, known)
