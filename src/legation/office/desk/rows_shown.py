"""A part of the rows of a draft, as one table shows them: those to mend first, else so many from a row on."""

from __future__ import annotations

from typing import Any, Final

from legation.office.desk.fields import LISTED_IN_PLANS, LISTED_IN_ROWS
from legation.office.desk.models import PLANS, SEALED, Draft
from legation.office.desk.names import Names, plan_choices, plan_name_of
from legation.office.desk.shown import columns_shown, label_of, name_of

AT_ONCE: Final = 50
MOST_SAID: Final = 100
TO_MEND: Final = "mend"


def part_of_rows(draft: Draft, wrong: list[dict[str, Any]], asked: str, language: str, names: Names) -> dict[str, Any]:
    """What the page of a draft of many rows shows.

    Args:
        wrong: what is wrong with any row; asked: the first row wanted, from 1, or :data:`TO_MEND`; where it is empty, the rows to
            mend if there are any; names: of what ids stand for, which are shown by their names.
    """
    rows = draft.content.get("rows", [])
    said: dict[str, list[str]] = {}
    for each in wrong:
        said.setdefault(each["field"], []).append(each["message"])
    to_mend = sorted({each["row"] - 1 for each in wrong if each["stops"] and 0 <= each["row"] - 1 < len(rows)})
    is_mend = (asked == TO_MEND or not asked) and len(rows) > AT_ONCE and bool(to_mend)
    first = (min(max(int(asked[:9]), 1), max(len(rows), 1)) - 1) // AT_ONCE * AT_ONCE if asked.isdecimal() else 0
    numbers = to_mend[:AT_ONCE] if is_mend else list(range(first, min(first + AT_ONCE, len(rows))))
    if not draft.is_open:
        numbers = [number for number in numbers if any(rows[number].values())]
    columns = columns_shown(draft, wrong, language)
    others: dict[int, list[str]] = {}
    for each in wrong:
        if each["column"] not in columns:
            others.setdefault(each["row"], []).append(each["message"])
    return {
        "columns": [(column, label_of(draft, 0, column)) for column in columns], "columns_here": frozenset(columns),
        "rows": [
            _row(draft, number, rows[number], columns, said, others.get(number + 1, []), language, names) for number in numbers
        ],
        "count": len(rows), "filled": sum(any(one.values()) for one in rows), "to_mend": len(to_mend),
        "is_mend": is_mend, "mend": TO_MEND, "first": first + 1,
        "last": min(first + AT_ONCE, len(rows)), "before": max(first + 1 - AT_ONCE, 0) if first else 0,
        "after": first + 1 + AT_ONCE if first + AT_ONCE < len(rows) else 0, "in_parts": len(rows) > AT_ONCE,
        "said_first": wrong[:MOST_SAID], "said_further": max(len(wrong) - MOST_SAID, 0),
    }  # fmt: skip


def _choices(table: str, column: str, language: str) -> list[tuple[str, str]]:
    return [(one.id, one.label[language]) for one in plan_choices(table, column).values()]


def _row(
    draft: Draft, number: int, row: dict[str, str], columns: list[str], said: dict[str, list[str]], others: list[str],
    language: str, names: Names,
) -> dict[str, Any]:  # fmt: skip
    cells = [
        {
            "name": name_of(number, column), "label": label_of(draft, 0, column), "value": row.get(column, ""),
            "told": _told(draft, column, row.get(column, ""), language, names), "wrong": said.get(name_of(number, column), []),
            "choices": _choices(draft.table, column, language), "column": column,
            "listed": (LISTED_IN_PLANS if draft.table in PLANS else LISTED_IN_ROWS).get(column, ""),
        }
        for column in columns
    ]  # fmt: skip
    act = row.get("act") or f"{draft.id}-{number + 1}"
    is_act = draft.deed == "acts" and draft.state == SEALED
    return {"number": number + 1, "cells": cells, "others": others, "act": act if is_act else ""}


def _told(draft: Draft, column: str, value: str, language: str, names: Names) -> str:
    """What a cell holds as a person reads it, and may type it."""
    if draft.table not in PLANS:
        return names.name_of(column, value, language)
    return plan_name_of(draft.table, column, value, language)
