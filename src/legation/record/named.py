"""How open actors, instruments and sources are, which state no level: as the least restricted row that names them.

What nothing names, and what an open text names, is open: to hold back a name that is written beside it would hide nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, Final, NamedTuple

from legation.record.table import LIST_SEPARATOR

_WORD: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
Id = tuple[str, str]
"""A row by its table and its own id."""


class Saying(NamedTuple):
    """A row, or a text: its own id, and all that it says."""

    own: str
    said: Any


def ranks_of_named(reference: Mapping[Id, Saying], stating: Sequence[Iterable[Saying]]) -> dict[Id, int]:
    """The least rank at which those rows of reference are named that more than open rows name; without those that none names.

    Args:
        reference: actors, instruments and sources; stating: the other rows of each level, from open to most restricted.
    """
    by_rank = [list(rows) for rows in stating]
    doubtful = reached_by(names_in(row for rows in by_rank[1:] for row in rows), reference)
    found: dict[Id, int] = {}
    for rank, rows in enumerate(by_rank):
        open_without_doubt = [row for id, row in reference.items() if id not in doubtful] if rank == 0 else []
        for id in reached_by(words_in([*rows, *open_without_doubt]), reference) & doubtful:
            found.setdefault(id, rank)
    return found


def reached_by(names: set[str], reference: Mapping[Id, Saying]) -> set[Id]:
    """The rows of some names, and those that these name in turn."""
    by_key: dict[str, list[Id]] = {}
    for table, key in reference:
        by_key.setdefault(key, []).append((table, key))
    found: set[Id] = set()
    latest = names
    while latest:
        new = {id for name in latest & by_key.keys() for id in by_key[name]} - found
        found |= new
        latest = names_in(reference[id] for id in new)
    return found


def names_in(rows: Iterable[Saying]) -> set[str]:
    """Every text of some rows that may be an id, but their own."""
    texts = ((row.own, one.strip()) for row in rows for text in _texts(row.said) for one in text.split(LIST_SEPARATOR))
    return {name for own, name in texts if name != own}


def words_in(rows: Sequence[Saying]) -> set[str]:
    """The same with every word of their texts that may be an id."""
    words = ((row.own, word) for row in rows for text in _texts(row.said) for word in _WORD.findall(text))
    return names_in(rows) | {word for own, word in words if word != own}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, (tuple, list, frozenset, set)):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value):
        for field in fields(value):
            if field.compare:  # where a row stands is no part of what it says
                yield from _texts(getattr(value, field.name))
