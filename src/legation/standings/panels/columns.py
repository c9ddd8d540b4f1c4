"""A panel as columns: one row for each actor or pair and period, counts certain and possible, and why a count is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

from legation.record.coverage import Coverage
from legation.standings.compiled import Compiled
from legation.standings.panels.counts import Counted, actor_deltas, certain_and_possible, dyad_deltas, planes, shares
from legation.standings.panels.periods import Periods, Rule
from legation.standings.panels.presence import Spans, present, together
from legation.standings.panels.rows import actor_rows, dyad_rows
from legation.standings.panels.sharing import seats, shared
from legation.standings.rectangles import NEVER, Flags

Unit = Literal["actor", "dyad"]
REASONS: Final = ("", "at_least", "outside_coverage", "about", "at_most", "several", "longer_period", "not_stated")
"""Why a count or a figure is what it is: exact; a floor, as the record names only some or the source says so; missing, as the
record does not speak of the period; for figures also: stated roughly; a ceiling; missing, as several that differ stand side by
side, as it is stated for a longer period only, or as no source states it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a panel is asked to hold.

    Args:
        unit: one row an ``actor`` or a ``dyad``; over: the periods; rule: which days of a period count; by ``first_common`` and
            ``last_common`` the first or last of those on which the actor, or both, existed.
        actors: ids, in the order of their rows; existence: the days on which each existed, by place in ``actors``.
        kinds: kinds of standing to count; mutual: those whose two parties stand alike; coverage: what is known of each.
        directed: a pair once for each order, or once; known: the knowledge date.
        shared: kinds of standing by which two may sit together in one body; for pairs only.
    """

    unit: Unit
    over: Periods
    rule: Rule
    actors: Sequence[str]
    existence: Spans
    kinds: Sequence[str]
    mutual: frozenset[str]
    coverage: Mapping[str, Coverage]
    directed: bool = True
    known: int = NEVER - 1
    shared: Sequence[str] = ()


def columns(made: Compiled, asked: Asked) -> dict[str, npt.NDArray[Any]]:
    """The columns by name: places in ``asked.actors`` under ``actor`` (or ``actor1`` and ``actor2``), the period, and for each
    kind ``<kind>_certain``, ``<kind>_possible`` (−1 where the record does not speak) and ``<kind>_reason`` (place in
    :data:`REASONS`); for bodies in common the same with ``shared_`` before."""
    rows = _on_common_days(asked) if asked.rule in ("first_common", "last_common") else _on_days_of_periods(asked)
    found: dict[str, npt.NDArray[Any]] = {**rows.names, asked.over.every: rows.label}
    dtype = np.float64 if asked.rule == "share" else np.int16
    for kind in (*asked.kinds, *(f"shared_{kind}" for kind in asked.shared)):
        found |= {f"{kind}_{what}": np.full(len(rows.label), -1, dtype) for what in ("certain", "possible")}
        found[f"{kind}_reason"] = np.array(_reasons(rows.asked, kind.removeprefix("shared_")), np.int8)[rows.place]
    order = np.argsort(rows.place, kind="stable")
    bounds = np.searchsorted(rows.place[order], np.arange(len(rows.asked.over) + 1))
    common = {kind: _shared(made, rows.asked, kind) for kind in asked.shared}
    for number, planes_of in enumerate(zip(*_values(made, rows.asked), strict=True)):
        mine = order[bounds[number] : bounds[number + 1]]
        where = tuple(side[mine] for side in rows.names.values())
        for kind_place, kind in enumerate(asked.kinds):
            for what, plane in zip(("certain", "possible"), planes_of, strict=True):
                counted = plane[(kind_place, *where)]
                if not asked.directed and asked.unit == "dyad" and kind not in asked.mutual:
                    counted = counted + plane[(kind_place, *where[::-1])]
                found[f"{kind}_{what}"][mine] = counted
        for kind, planes_shared in common.items():
            for what, plane in zip(("certain", "possible"), next(planes_shared), strict=True):
                found[f"shared_{kind}_{what}"][mine] = plane[where]
    outside = REASONS.index("outside_coverage")
    for name in [name for name in found if name.endswith(("_certain", "_possible"))]:
        found[name][found[f"{name.rpartition('_')[0]}_reason"] == outside] = -1
    return found


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a panel in order of period.

    Args:
        names: the places of their actors, by column; label: the period of each as a number.
        asked: the periods or single days that answer them; place: which of these answers each row.
    """

    names: dict[str, npt.NDArray[np.int32]]
    label: npt.NDArray[np.int32]
    asked: Asked
    place: npt.NDArray[np.intp]


def _on_days_of_periods(asked: Asked) -> _Rows:
    """Rows answered by their period."""
    names = ["actor"] if asked.unit == "actor" else ["actor1", "actor2"]
    found = list(_there(asked))
    place = np.repeat(np.arange(len(found)), [len(one[0]) for one in found])
    sides = [np.concatenate([np.empty(0, np.int32), *side]).astype(np.int32) for side in zip(*found, strict=True)]
    sides = sides or [np.empty(0, np.int32)] * len(names)
    return _Rows(dict(zip(names, sides, strict=True)), asked.over.labels[place].astype(np.int32), asked, place)


def _on_common_days(asked: Asked) -> _Rows:
    """Rows each answered on a day of its own."""
    rows = (
        actor_rows(asked.existence, len(asked.actors), asked.over)
        if asked.unit == "actor"
        else dyad_rows(asked.existence, len(asked.actors), asked.over, directed=asked.directed)
    )
    by_period = np.argsort(rows.period, kind="stable")
    days, place = np.unique(
        rows.days("first_common" if asked.rule == "first_common" else "last_common").begin[by_period], return_inverse=True
    )
    sides = {"actor": rows.one} if asked.unit == "actor" else {"actor1": rows.one, "actor2": rows.other}
    names = {name: side[by_period] for name, side in sides.items()}
    return _Rows(names, rows.labels[by_period], replace(asked, over=Periods("day", days, days), rule="first"), place)


def _there(asked: Asked) -> Iterator[tuple[npt.NDArray[np.intp], ...]]:
    """For each period the places of its rows."""
    size = len(asked.actors)
    rule: Rule = "any" if asked.rule == "share" else asked.rule
    block = max(1, (1 << 24) // max(size * size, 1))
    for first in range(0, len(asked.over), block):
        over = asked.over.part(first, first + block)
        there: Flags
        if asked.unit == "actor":
            there = present(asked.existence, size, over, rule)
        else:
            there = together(asked.existence, size, over, rule)
            if not asked.directed:
                there &= np.triu(np.ones((size, size), np.bool_), 1)
        yield from (np.nonzero(one) for one in there)


def _values(made: Compiled, asked: Asked) -> list[Iterator[npt.NDArray[Any]]]:
    """The certain counts of one period after another, and the possible ones."""
    number = {kind: place for place, kind in enumerate(asked.kinds)}
    what = Counted(
        kinds=np.array([number.get(kind, -1) for kind in made.keys.kinds], np.int64),
        both_ways=np.array([kind in asked.mutual for kind in made.keys.kinds], np.bool_),
        place=_places(made, asked),
        size=len(asked.actors),
    )
    if asked.rule == "share":
        return [
            iter(shares(made, made.rows(which, asked.known, what.kinds >= 0), what, asked.over, pairs=asked.unit == "dyad"))
            for which in ("certain", "possible")
        ]
    deltas = dyad_deltas if asked.unit == "dyad" else actor_deltas
    found = certain_and_possible(made, asked.over, asked.rule, asked.known, what.kinds >= 0)
    return [planes(deltas(made, runs, what, asked.over)) for runs in found]


def _places(made: Compiled, asked: Asked) -> npt.NDArray[np.int64]:
    """For each name its place among the actors, -1 where it has none; the last serves the name that is none."""
    places = np.full(len(made.keys.names) + 1, -1, np.int64)
    for place, actor in enumerate(asked.actors):
        if (name := made.keys.name(actor)) is not None:
            places[name] = place
    return places


def _shared(made: Compiled, asked: Asked, kind: str) -> Iterator[tuple[npt.NDArray[Any], npt.NDArray[Any]]]:
    """For one period after another in how many bodies each pair certainly sat, and in how many more it may have."""
    number, places, size = made.keys.kinds.index(kind), _places(made, asked), len(asked.actors)
    dtype = np.float64 if asked.rule == "share" else np.int16
    certain, either = (
        shared(seats(made, number, places, sets, both_ways=kind in asked.mutual, known=asked.known), size, asked.over, asked.rule)
        for sets in (("certain",), ("certain", "possible"))
    )
    for sure, may in zip(certain, either, strict=True):
        yield sure.astype(dtype), np.maximum(may - sure, 0).astype(dtype)


def _reasons(asked: Asked, kind: str) -> list[int]:
    """For each period the reason of its counts of a kind."""
    known = asked.coverage[kind].beginnings
    first, last = asked.over.first, asked.over.last
    if asked.rule == "first":
        spoken = (known.first <= first) & (first <= known.last)
    elif asked.rule == "last":
        spoken = (known.first <= last) & (last <= known.last)
    else:
        spoken = (known.first <= last) & (first <= known.last)
    told = REASONS.index("" if known.extent == "exhaustive" else "at_least")
    found: list[int] = np.where(spoken, told, REASONS.index("outside_coverage")).tolist()
    return found
