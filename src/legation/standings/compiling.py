"""Compiling a record: its standings folded by the rules and laid out in columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from legation.record.record import Record
from legation.standings.compiled import Compiled, laid_out
from legation.standings.folding import Borne, Row, fold_whole
from legation.standings.groups import Groups
from legation.standings.key import Key
from legation.standings.keys import numbered
from legation.standings.rectangles import code_of, rectangles


def compiled(record: Record, level: str = "public") -> Compiled:
    """A record compiled by the rules, group by group."""
    return compiled_whole(record, level)[0]


def compiled_whole(record: Record, level: str = "public") -> tuple[Compiled, list[Borne]]:
    """The same, and what was recorded of each standing, in order of standing and knowledge."""
    groups = Groups(record.vocabulary, record.claims)
    found = list(fold_whole(record, groups, groups.keys, level))
    borne = sorted((one for one in found if isinstance(one, Borne)), key=lambda one: (one.key, one.known_from))
    return from_rows((one for one in found if isinstance(one, Row)), tuple(record.vocabulary.standings)), borne


def from_rows(rows: Iterable[Row], kinds: Sequence[str]) -> Compiled:
    """Folded rows laid out in columns."""
    found = list(rows)
    spelled: dict[Key, tuple[int, tuple[str, ...]]] = {}
    for row in found:
        spelled[row.key] = max(spelled.get(row.key, (row.known_from, row.names)), (row.known_from, row.names))
    keys, number = numbered({key: names for key, (_, names) in spelled.items()}, kinds)
    return laid_out(keys, rectangles(numbers(found, number)))


def numbers(rows: Iterable[Row], number: Mapping[Key, int]) -> Iterable[tuple[int, ...]]:
    """Folded rows as numbers, in the order of the columns of rectangles."""
    for row in rows:
        yield number[row.key], row.begin, row.end, row.known_from, row.known_to, code_of(row.verdict)
