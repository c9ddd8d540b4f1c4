"""A table or a panel as it leaves: some of its rows or all, in the form asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from legation.office.api.negotiated import FORMS
from legation.publication.panel_table import Panel
from legation.publication.table import Table

Found = Table | Panel


def rows_between(found: Found, first: int, until: int) -> Found:
    """Some rows of an answer, from one through the one before another."""
    if first == 0 and until >= len(found):
        return found
    if isinstance(found, Table):
        rests_on = tuple(found.rests_on[first:until]) if found.rests_on else ()
        return replace(found, rows=found.rows[first:until], rests_on=rests_on)
    return replace(found, columns={name: column[first:until] for name, column in found.columns.items()})


def encoded(found: Found, form: str, said: Mapping[str, Any]) -> bytes:
    """An answer in one form.

    Args:
        said: what JSON says beside the rows.
    """
    if form == "parquet":
        return found.to_parquet()
    if form == "csv":
        return found.to_csv().encode("utf-8", "replace")
    rows = dicts(found)
    if form == "jsonl":
        return "".join(f"{_json(row)}\n" for row in rows).encode("utf-8", "replace")
    return (_json({**said, "rows": rows}) + "\n").encode("utf-8", "replace")


def dicts(found: Found) -> list[dict[str, Any]]:
    """The rows by column; the days of a panel as ISO texts."""
    if isinstance(found, Table):
        columns = found.columns
        return [dict(zip(columns, row, strict=True)) for row in found.rows]
    table = found.to_arrow()
    if found.every == "day":
        import pyarrow as pa

        place = table.column_names.index("day")
        table = table.set_column(place, "day", table.column(place).cast(pa.string()))
    rows: list[dict[str, Any]] = table.to_pylist()
    return rows


def content_type(form: str) -> str:
    """The media type of a form, with what it needs said."""
    needed = {"csv": "; charset=utf-8; header=present", "jsonl": "; charset=utf-8", "html": "; charset=utf-8"}
    return FORMS[form] + needed.get(form, "")


def _json(one: Any) -> str:
    return json.dumps(one, ensure_ascii=False, separators=(",", ":"))
