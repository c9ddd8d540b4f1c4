"""What pages and scripts show of a draft: what is wrong, place by place, in the language of the page."""

from __future__ import annotations

from typing import Any

from legation.office.desk.content import COLUMNS, lacking, wrong_in
from legation.office.desk.models import Draft
from legation.procedures.file_rows import OF_INSTRUMENT
from legation.record.record import Record
from legation.terms.messages import say


def name_of(row: int, column: str) -> str:
    """How a form names a field."""
    return f"text.{column}" if row == OF_INSTRUMENT else f"{row}.{column}" if column not in ("", "reason") else column


def wrong_places(draft: Draft, language: str) -> list[dict[str, Any]]:
    """What is wrong, each with the name of its field, most needed first."""
    found = []
    for one in wrong_in(draft):
        if one.problem.code == "records.one_language":
            continue  # said below, as what publication asks for
        found.append(
            {
                "field": name_of(one.row, one.column), "row": one.row + 1, "column": one.column,
                "message": one.problem.message(language), "stops": one.problem.is_error,
            }
        )  # fmt: skip
    for row, column in lacking(draft):
        found.append(
            {
                "field": name_of(row, column), "row": row + 1, "column": column,
                "message": say("filing.other_language", language), "stops": False,
            }
        )  # fmt: skip
    found.sort(key=lambda one: not one["stops"])
    return found


def title_of(draft: Draft, language: str) -> str:
    """In a few words what a draft is."""
    content = draft.content
    rows = content.get("rows") or [content]
    first = rows[0] if rows else {}
    names = ("title_es", "title") if language == "es" else ("title", "title_es")
    return next((str(first[name]) for name in names if first.get(name)), "") or str(content.get("about", "")) or draft.id


def columns_shown(draft: Draft) -> list[str]:
    """The columns of a draft of many rows that hold something."""
    columns = COLUMNS["measures" if draft.deed == "measures" else "acts"]
    return [one for one in columns if any(row.get(one) for row in draft.content.get("rows", []))]


def kind_words(record: Record, draft: Draft, language: str) -> str:
    """The kind of act of a draft of one row."""
    rows = draft.content.get("rows") or [{}]
    kind = record.vocabulary.acts.get(rows[0].get("kind", "")) if rows else None
    return kind.label[language] if kind is not None else ""
