"""What pages and scripts show of a draft: what is wrong, place by place, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from legation.office.desk.content import COLUMNS, lacking, wrong_in
from legation.office.desk.fields import LABELS, LABELS_OF_DECISION, LABELS_OF_PLAN, LABELS_OF_TEXT, PLAN_NAMES
from legation.office.desk.models import PLANS, Draft
from legation.procedures.file_rows import OF_INSTRUMENT
from legation.record.record import Record
from legation.terms.messages import say
from legation.terms.problems import Problem

AT_A_DESK: Final = {
    "records.unknown_actor": "filing.unknown_actor", "records.unknown_instrument": "filing.unknown_instrument",
    "records.unknown_source": "filing.unknown_source", "records.needed": "filing.needed",
    "records.no_locator": "filing.no_locator", "tables.formula": "filing.formula",
}  # fmt: skip
"""What is said at a desk in place of what is said of files."""
ALONE: Final = {"adjudication": ("preferred", "title", "title_es", "note", "note_es")}
"""Fields that stand in no row, by deed."""


def message_of(one: Problem, language: str) -> str:
    """What is wrong, in the words of a desk: nobody there has files."""
    return say(AT_A_DESK.get(one.code, one.code), language, **dict(one.values))


def label_of(draft: Draft, row: int, column: str) -> str:
    """What a field is called on the page."""
    if draft.table in PLANS:
        return str(LABELS_OF_PLAN.get(column, LABELS.get(column, column)))
    labels = LABELS_OF_TEXT if row == OF_INSTRUMENT else LABELS_OF_DECISION if draft.deed == "adjudication" else LABELS
    return str(labels.get(column, column))


def name_of(row: int, column: str, deed: str = "acts") -> str:
    """How a form names a field."""
    if row == OF_INSTRUMENT:
        return f"text.{column}"
    return column if column in ("", "reason", *ALONE.get(deed, ())) else f"{row}.{column}"


def wrong_places(draft: Draft, language: str) -> list[dict[str, Any]]:
    """What is wrong, each with the name of its field, most needed first."""
    found = []
    for one in wrong_in(draft):
        if one.problem.code == "records.one_language":
            continue  # said below, as what publication asks for
        found.append(
            {
                "field": name_of(one.row, one.column, draft.deed), "row": one.row + 1, "column": one.column,
                "label": label_of(draft, one.row, one.column), "message": message_of(one.problem, language),
                "stops": one.problem.is_error,
            }
        )  # fmt: skip
    for row, column in lacking(draft):
        found.append(
            {
                "field": name_of(row, column, draft.deed), "row": row + 1, "column": column,
                "label": label_of(draft, row, column), "message": say("filing.other_language", language), "stops": False,
            }
        )  # fmt: skip
    found.sort(key=lambda one: not one["stops"])
    return found


def title_of(draft: Draft, language: str, record: Record | None = None) -> str:
    """In a few words what a draft is: its title, else its kind."""
    content = draft.content
    rows = content.get("rows") or [content]
    first = rows[0] if rows else {}
    names = ("title_es", "title", "name_es", "name") if language == "es" else ("title", "title_es", "name", "name_es")
    title = next((str(first[name]) for name in names if first.get(name)), "")
    return (
        title
        or (_settled_words(record, content, language) if record is not None and draft.deed == "adjudication" else "")
        or (kind_words(record, draft, language) if record is not None else "")
        or str(content.get("about", "") or content.get("subject", ""))
    )


def _settled_words(record: Record, content: Mapping[str, Any], language: str) -> str:
    """That a dispute is settled, and of which act."""
    act = str(content.get("act", ""))
    told = next((one.title[language] for one in record.claims if one.act == act and one.title[language]), act)
    return f"{record.vocabulary.acts['adjudication'].label[language]}: {told}"


def columns_shown(draft: Draft, wrong: list[dict[str, Any]]) -> list[str]:
    """The columns of a draft of many rows that hold something, or lack something."""
    columns = COLUMNS.get(draft.table, COLUMNS["acts"])
    if draft.table in PLANS:
        return list(columns)
    filled = {name for row in draft.content.get("rows", []) for name in row} | {each["column"] for each in wrong}
    return [one for one in columns if one in filled]


def kind_words(record: Record, draft: Draft, language: str) -> str:
    """The kind of act of a draft of one row."""
    if draft.table in PLANS:
        return str(PLAN_NAMES[draft.table])
    rows = draft.content.get("rows") or [{}]
    kind = record.vocabulary.acts.get(rows[0].get("kind", "")) if rows else None
    return kind.label[language] if kind is not None else ""
