"""As-of answers straight from a build: no claim is read, no rule is run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

import numpy as np

from legation.publication.asked import word_among
from legation.publication.table import Cell, Table
from legation.standings.compiled import STANDING, Compiled
from legation.standings.keys import NO_NAME
from legation.standings.rectangles import NEVER, Rectangles, code_of, one_after_another, verdict_of
from legation.standings.verdicts import weakest
from legation.terms.days import FOREVER
from legation.terms.messages import say
from legation.terms.roles import ROLES
from legation.terms.slug import slug
from legation.terms.text import Text

LISTED: Final = ("yes", "presumed", "possible", "unknown")
COLUMNS: Final = ("standing", "kind", *ROLES, "answer", "reason", "suspended", "begin", "end")


def built_standings(
    manifest: dict[str, Any], made: Compiled, first: int, last: int, *,
    known: int = NEVER - 1, name: int | None = None, kind: str | None = None, every: bool = False,
) -> Table:  # fmt: skip
    """What stood on a day, or throughout a period, as known on another.

    Args:
        manifest: of the build; name: only standings with this name in their key; every: also those that did not stand.

    ``begin`` and ``end`` are the days between which that answer holds, the last excluded.

    Raises:
        QuestionError: there is no such kind.
    """
    rows = _of_day(made, first, known, name) if first == last else _of_period(made, first, last, known, name)
    verdicts = {code: verdict_of(code) for code in sorted(set(rows.verdict.tolist()))}
    if not every:
        listed = [code for code, verdict in verdicts.items() if verdict.answer in LISTED]
        rows = rows.take(np.isin(rows.verdict, listed))
    if kind is not None:
        labels = {name: Text(one["en"], one["es"]) for name, one in manifest["kinds"].items()}
        rows = rows.take(made.keys.kind[rows.key] == made.keys.kinds.index(word_among(labels, kind)))
    rows = rows.take(np.argsort(rows.key, kind="stable"))
    held = [verdicts[code] for code in rows.verdict.tolist()]
    answers = ([getattr(one, column) for one in held] for column in ("answer", "reason", "suspended"))
    columns = (*_names(manifest, made, rows), *answers, _days(rows.begin), _days(rows.end))
    return Table("standings", COLUMNS, tuple(zip(*columns, strict=True)))


def _of_day(made: Compiled, day: int, known: int, name: int | None) -> Rectangles:
    return one_after_another([made.rows_asof(day, known, name=name, which=which) for which in (STANDING, "silent")])


def _of_period(made: Compiled, first: int, last: int, known: int, name: int | None) -> Rectangles:
    """One row a standing: its weakest answer in the period, from the first day of its rows through the last."""
    rows = made.during(first, last, known, name=name)
    rows = rows.take(np.argsort(rows.key, kind="stable"))
    starts = np.flatnonzero(np.diff(rows.key, prepend=np.int32(-1)))
    if not len(starts):
        return rows
    ends = [*starts[1:].tolist(), len(rows)]
    codes = rows.verdict.tolist()
    verdict = [
        codes[begin] if end == begin + 1 else code_of(weakest(verdict_of(code) for code in codes[begin:end]))
        for begin, end in zip(starts.tolist(), ends, strict=True)
    ]
    return Rectangles(
        rows.key[starts], np.minimum.reduceat(rows.begin, starts), np.maximum.reduceat(rows.end, starts),
        rows.known_from[starts], rows.known_to[starts], np.array(verdict, np.int16),
    )  # fmt: skip


def _names(manifest: dict[str, Any], made: Compiled, rows: Rectangles) -> Iterable[list[Cell]]:
    """The columns that say which standing a row is of: its id, its kind, and the names of its roles."""
    kind, roles = made.keys.kind[rows.key], made.keys.roles[rows.key]
    held, place = _numbered(roles)
    texts = [None if one == NO_NAME else made.keys.names[one] for one in held.tolist()]
    text = np.array([*texts, None], object)
    part = np.array([f":{slug(one)}" if one else "" for one in texts], object)
    kinds = np.array(made.keys.kinds, object)[kind]
    ids = kinds
    for column in place.T:
        ids = ids + part[column]
    width = roles.shape[1]
    keys = [manifest["kinds"][one]["key"] for one in made.keys.kinds]
    meant = np.array([[*map(ROLES.index, key), *[-1] * width][:width] for key in keys]).reshape(-1, width)[kind]
    filled = []
    for role in range(len(ROLES)):
        named = np.full(len(rows), -1)
        for number, column in enumerate(place.T):
            named = np.where(meant[:, number] == role, column, named)
        filled.append(text[named].tolist())
    return ids.tolist(), kinds.tolist(), *filled


def _numbered(column: Any) -> tuple[Any, Any]:
    """The values that occur, in order, and the place of each of the column's among them, in the column's shape.

    ``np.unique`` does the same; its first call loads NumPy's masked arrays, a tenth of a cold command.
    """
    values = np.sort(column, axis=None)
    held = values[np.flatnonzero(np.diff(values, prepend=values[:1] - 1))]
    return held, np.searchsorted(held, column)


def _days(column: Any) -> list[Cell]:
    days, place = _numbered(column)
    known = np.abs(days.astype(np.int64)) < FOREVER // 2
    written = np.full(len(days), None, object)
    written[known] = np.datetime_as_string(days[known].astype("datetime64[D]"))
    found: list[Cell] = written[place].tolist()
    return found


def name_of(manifest: dict[str, Any], made: Compiled, wanted: str) -> int | None:
    """The number of the name that ``wanted`` gives by id or code, or None."""
    found = made.keys.name(wanted)
    if found is None and (actor := manifest["codes"].get(wanted.casefold())) is not None:
        found = made.keys.name(actor)
    return found


def built_in_words(table: Table, language: str) -> Table:
    """The same standings for people: answers and reasons in words, nothing that says no more than that all is well."""
    places = {name: table.columns.index(name) for name in ("answer", "reason", "suspended")}

    def said(name: str, cell: Cell) -> Cell:
        return None if name == "suspended" and cell in (None, "no") else say(f"answers.{cell}", language) if cell else cell

    rows = []
    for row in table.rows:
        words = list(row)
        for name, place in places.items():
            words[place] = said(name, row[place])
        rows.append(tuple(words))
    return replace(table, rows=tuple(rows))
