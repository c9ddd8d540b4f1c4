"""How a table looks to a person: on a terminal, and in a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from legation.terms.messages import say

Cell = str | int | None
_ROWS_SHOWN: Final = 20
_WIDTH: Final = 120
_WIDEST: Final = (44, 34, 26, 20)
_WIDEST_FIRST: Final = 60  # an id that is cut cannot be pasted

_STYLE: Final = (
    "<style>.legation{font-size:.9em;border-collapse:collapse;margin:.3em 0}"
    ".legation th{text-align:left;border-bottom:1px solid;padding:.25em .8em .25em 0;vertical-align:bottom}"
    ".legation td{text-align:left;border-bottom:1px solid rgba(128,128,128,.25);padding:.2em .8em .2em 0;"
    "vertical-align:top;max-width:26em;overflow-wrap:break-word}"
    ".legation td.number{text-align:right;font-variant-numeric:tabular-nums}"
    ".legation-note{font-size:.85em;opacity:.75;margin:.15em 0}</style>"
)


def as_text(columns: Sequence[str], rows: Sequence[Sequence[Cell]], notes: Sequence[str], language: str) -> str:
    """The first rows in columns, no wider than a page; what was left out is said below, then the notes."""
    shown, empty = _filled(columns, rows)
    widths = _widths(columns, rows[:_ROWS_SHOWN], shown)
    fitting = list(widths)
    lines = ["  ".join(columns[place].ljust(widths[place]) for place in fitting).rstrip()]
    lines.append("  ".join("─" * widths[place] for place in fitting))
    for row in rows[:_ROWS_SHOWN]:
        lines.append("  ".join(_aligned(row[place], widths[place]) for place in fitting).rstrip())
    hidden = [columns[place] for place in shown if place not in widths]
    return "\n".join([*lines, *_left_out(len(rows), hidden, empty, language), *notes])


def as_html(columns: Sequence[str], rows: Sequence[Sequence[Cell]], notes: Sequence[str], language: str) -> str:
    """The first rows as an HTML table; empty columns, further rows and the notes are named below."""
    import html  # only a notebook needs it

    shown, empty = _filled(columns, rows)
    head = "".join(f"<th>{html.escape(columns[place])}</th>" for place in shown)
    body = "".join(
        "<tr>" + "".join(_html_cell(html.escape(_text(row[place])), row[place]) for place in shown) + "</tr>"
        for row in rows[:_ROWS_SHOWN]
    )
    below = "".join(
        f'<p class="legation-note">{html.escape(one)}</p>' for one in (*_left_out(len(rows), [], empty, language), *notes)
    )
    return f'{_STYLE}<table class="legation"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{below}'


def _filled(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> tuple[list[int], list[str]]:
    """The places of the columns that hold anything, and the names of those that do not."""
    filled = [place for place in range(len(columns)) if not rows or any(row[place] not in (None, "") for row in rows)]
    return filled, [column for place, column in enumerate(columns) if place not in filled]


def _widths(columns: Sequence[str], rows: Sequence[Sequence[Cell]], shown: Sequence[int]) -> dict[int, int]:
    """The width of each column that fits on the page, by place; long cells are cut before a column is left out."""
    natural = {place: max(len(columns[place]), *(len(_text(row[place])) for row in rows), 0) for place in shown}
    widths: dict[int, int] = {}
    for widest in _WIDEST:
        widths = {}
        room = _WIDTH
        for place in shown:
            width = min(natural[place], widest if widths else _WIDEST_FIRST)
            if widths and width > room:
                break
            widths[place] = width
            room -= width + 2
        if len(widths) == len(shown):
            return widths
    return widths


def _left_out(total: int, hidden: Sequence[str], empty: Sequence[str], language: str) -> list[str]:
    lines = []
    if total > _ROWS_SHOWN:
        lines.append(say("reading.more_rows", language, more=total - _ROWS_SHOWN, total=total))
    if hidden:
        lines.append(say("reading.more_columns", language, columns=", ".join(hidden)))
    if empty:
        lines.append(say("reading.empty_columns", language, columns=", ".join(empty)))
    return lines


def _html_cell(text: str, cell: Cell) -> str:
    number = ' class="number"' if isinstance(cell, int) else ""
    return f"<td{number}>{text}</td>"


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _aligned(cell: Cell, width: int) -> str:
    text = _text(cell).replace("\n", " ")
    text = text if len(text) <= width else text[: width - 1] + "…"
    return text.rjust(width) if isinstance(cell, int) else text.ljust(width)
