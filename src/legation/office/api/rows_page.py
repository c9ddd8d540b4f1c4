"""An answer of the API as a page: its rows as a table, every id a link, for whoever opens the address in a browser.

It is put together here and not by templates, which cost more than the answer itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any, Final
from urllib.parse import quote

from django.templatetags.static import static

from legation.office.api.answered import Found, dicts
from legation.publication.columns import SEPARATOR, Column, column_of
from legation.publication.columns import forms as forms_of_tables
from legation.publication.table import Table
from legation.record.record import Record
from legation.terms.messages import say

PAGES: Final = {
    "acts": "act", "actors": "actor", "standings": "standing", "instruments": "instrument", "sources": "source",
}  # fmt: skip
"""The portal's page for the key of a table."""
Cell = Callable[[Any], str]


def rows_page(found: Found, said: Mapping[str, Any], title: str, record: Record, forms: Mapping[str, str]) -> bytes:
    """The page.

    Args:
        found: the rows to show; said: what JSON says beside them.
        title: what was asked, in the language of the answer; forms: the address of each other form, by its word.
    """
    language = str(said["language"])
    name, columns, rows = str(said["table"]), list(found.columns), found.rows if isinstance(found, Table) else _panel_rows(found)
    told = [column_of(name, column) for column in columns]
    heads = "".join(
        f'<th scope="col" title="{escape(one.definition[language])}">{escape(one.title[language])}</th>'
        if one
        else f'<th scope="col">{escape(column)}</th>'
        for one, column in zip(told, columns, strict=True)
    )
    cells = [_cell(one, _refers(name, one), language, said) for one in told]
    body = "".join(["<tr>" + "".join([cell(value) for cell, value in zip(cells, row, strict=True)]) + "</tr>\n" for row in rows])
    links = "".join(f'<li><a href="{escape(link)}">{escape(form)}</a></li>' for form, link in forms.items())
    after = say("api.next_page", language)
    following = f'<p><a rel="next" href="{escape(str(said["next"]))}">{after}</a></p>' if said["next"] else ""
    mark, style = static("office/mark.svg"), static("office/paper.css")
    notes = "".join(f"<li>{escape(note)}</li>" for note in said["notes"])
    fiction = f'<p class="fiction"><strong>{escape(say("answers.fictional", language))}</strong></p>' if record.fictional else ""
    counted = escape(say("api.rows_shown", language, shown=len(rows), total=said["total"]))
    dates = escape(" · ".join(f"{key} {said[key]}" for key in ("on", "known") if said[key]))
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title)} · API · Legation</title>\n"
        f'<link rel="icon" href="{mark}" type="image/svg+xml">\n'
        f'<link rel="stylesheet" href="{style}">\n<link rel="canonical" href="{escape(str(said["pinned"]))}">\n'
        f'</head>\n<body>\n<a class="skip" href="#content">{say("api.skip", language)}</a>\n{fiction}'
        f'<header class="masthead"><div class="wide masthead-row"><a class="wordmark" href="/{language}/">'
        f'<img src="{mark}" alt="" width="30" height="30"><span>Legation</span></a>'
        f'<nav class="nav" aria-label="API"><ul><li><a href="/{language}/api/">API</a></li>{links}</ul></nav></div></header>\n'
        f'<main id="content" class="wide" tabindex="-1">\n<h1>{escape(title)}</h1>\n'
        f'<p class="lead-in">{counted}. {dates}</p>\n'
        f'<div class="scroll" role="group" tabindex="0" aria-label="{escape(title)}"><table class="listing">'
        f'<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}</tbody></table></div>\n{following}<ul class="plain">{notes}</ul>\n'
        f'<p class="quiet"><a href="{escape(str(said["pinned"]))}">{say("api.pinned_link", language)}</a> · '
        f'<code title="{said["edition"]}">{str(said["edition"])[:12]}</code></p>\n</main>\n</body>\n</html>\n'
    ).encode("utf-8", "replace")


def _panel_rows(found: Found) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in dicts(found)]


def _refers(table: str, column: Column | None) -> str:
    """The table whose key the values of a column are: another one, or its own."""
    if column is None:
        return ""
    return table if table in forms_of_tables() and forms_of_tables()[table].key == (column.name,) else column.refers


def _cell(column: Column | None, refers: str, language: str, said: Mapping[str, Any]) -> Cell:
    """How a cell of a column is shown."""
    if column is not None and column.type in ("integer", "number"):
        return lambda value: "<td></td>" if value is None else f'<td class="number">{escape(str(value))}</td>'
    page = PAGES.get(refers)
    if page is None:
        return lambda value: "<td></td>" if value is None else f"<td>{escape(str(value))}</td>"
    query = "".join(f"&amp;{name}={quote(str(said[name]))}" for name in ("on", "known") if said[name])
    end = f"/{query.replace('&amp;', '?', 1)}"
    start = f"/{language}/{page}/"

    def linked(value: Any) -> str:
        if value is None:
            return "<td></td>"
        ids = str(value).split(SEPARATOR)
        return "<td>" + "; ".join([f'<a href="{start}{quote(one)}{end}">{escape(one)}</a>' for one in ids]) + "</td>"

    return linked
