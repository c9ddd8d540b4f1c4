"""What each column of each table holds: its type, its title and definition in both languages, what its values may be.

The definitions are data, in ``columns.toml`` beside this file: ``[shared.…]`` for columns that mean the same wherever they stand,
``[tables.…]`` for the tables and for columns that mean something of their own there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, cast

from legation.terms.text import Text

Type = Literal["text", "list", "edtf", "day", "integer", "number"]
SEPARATOR: Final = ";"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Args:
        type: ``list`` is texts separated by ``;``, ``edtf`` a date as its source gives it, ``day`` a day that Legation computed.
        words: the list of the vocabulary from which its values come, or empty.
        one_of: the only values it may hold, or empty.
        refers: the table whose key its values are, or empty.
        needed: whether no row may leave it empty.
    """

    name: str
    type: Type
    title: Text
    definition: Text
    words: str = ""
    one_of: tuple[str, ...] = ()
    refers: str = ""
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A table as such: what a row of it is, which columns identify the row, and its columns by name."""

    name: str
    title: Text
    definition: Text
    key: tuple[str, ...]
    columns: Mapping[str, Column]


@cache
def forms() -> dict[str, Form]:
    """The forms of all tables, by name."""
    import tomllib  # a cold answer in CSV needs no definitions
    from importlib import resources

    content = tomllib.loads((resources.files(__package__) / "columns.toml").read_text(encoding="utf-8"))
    shared = {name: _column(name, entry) for name, entry in content["shared"].items()}
    return {name: _form(name, entry, shared) for name, entry in content["tables"].items()}


def column_of(table: str, column: str) -> Column | None:
    """What a column of a table holds; None for a table or column made up on the way."""
    form = forms().get(table)
    return form.columns.get(column) if form else None


def _form(name: str, entry: Mapping[str, Any], shared: Mapping[str, Column]) -> Form:
    own = {column: _column(column, given) for column, given in entry.get("columns", {}).items()}
    return Form(name, _text(entry["title"]), _text(entry["definition"]), tuple(entry.get("key", ())), {**shared, **own})


def _column(name: str, entry: Mapping[str, Any]) -> Column:
    return Column(
        name,
        cast(Type, entry.get("type", "text")),
        _text(entry["title"]),
        _text(entry["definition"]),
        words=entry.get("words", ""),
        one_of=tuple(entry.get("one_of", ())),
        refers=entry.get("refers", ""),
        needed=entry.get("needed", False),
    )


def _text(entry: Mapping[str, str]) -> Text:
    return Text(entry["en"], entry["es"])
