"""Rows that columns hold as rows of the tables of acts and of claims, with the cells that the same claims as objects have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from legation.publication.answer_tables import day_text
from legation.publication.shown import Cell
from legation.record.acts import FOREVER
from legation.record.ledger.authored import AuthoredRow
from legation.terms.text import Text


def plain_act(row: AuthoredRow, lo: int, hi: int, language: str) -> dict[str, Cell]:
    """The act of a row, by column.

    Args:
        row: with the source that it names, or that it is; lo, hi: its first and last day, as columns have them.
    """
    cells = row.cells
    is_dated = lo > -FOREVER
    return {
        "act": _text(cells, "act"), "kind": _text(cells, "kind"), "date": _text(cells, "date") or None,
        "first_day": day_text(lo) if is_dated else None, "last_day": day_text(hi) if is_dated else None,
        "subject": _text(cells, "subject") or None, "object": _text(cells, "object") or None,
        "title": _both(cells, "title")[language] or _text(cells, "act"),
        "claims": row.key, "sources": _text(cells, "source"),
    }  # fmt: skip


def plain_claim(row: AuthoredRow, open_level: str) -> dict[str, Cell]:
    """The claim of a row, by column.

    Args:
        open_level: what a row is that names no level.
    """
    cells = row.cells
    title, note = _both(cells, "title"), _both(cells, "note")
    return {
        "claim": row.key, "act": _text(cells, "act"), "kind": _text(cells, "kind"), "date": _text(cells, "date") or None,
        "subject": _text(cells, "subject") or None, "object": _text(cells, "object") or None,
        "level": _text(cells, "level") or open_level, "source": _text(cells, "source"), "locator": _text(cells, "locator"),
        "title": title.en, "title_es": title.es, "note": note.en or None, "note_es": note.es or None,
    }  # fmt: skip


def _text(cells: Mapping[str, Any], column: str) -> str:
    return str(cells.get(column, ""))


def _both(cells: Mapping[str, Any], column: str) -> Text:
    english, spanish = _text(cells, column), _text(cells, f"{column}_es")
    return Text(english or spanish, spanish or english)
