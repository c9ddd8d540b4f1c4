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


def columns(made: Compiled, asked: Asked) -> dict[str, npt.NDArray[Any]]:
    """The columns by name: places in ``asked.actors`` under ``actor`` (or ``actor1`` and ``actor2``), the period, and for each
    kind ``<kind>_certain``, ``<kind>_possible`` (−1 where the record does not speak) and ``<kind>_reason`` (place in
    :data:`REASONS`)."""
    if asked.rule in ("first_common", "last_common"):
        return _on_common_days(made, asked)
    names = ["actor"] if asked.unit == "actor" else ["actor1", "actor2"]
    parts: dict[str, list[npt.NDArray[Any]]] = {name: [] for name in (*names, asked.over.every)}
    parts |= {f"{kind}_{what}": [] for kind in asked.kinds for what in ("certain", "possible", "reason")}
    reasons = {kind: _reasons(asked, kind) for kind in asked.kinds}
    labels = asked.over.labels
    planes_of = zip(_rows(asked), *_values(made, asked), strict=True)
    for period, (where, certain, possible) in enumerate(planes_of):
        for name, place in zip(names, where, strict=True):
            parts[name].append(place.astype(np.int32))
        size = len(where[0])
        parts[asked.over.every].append(np.full(size, labels[period], np.int32))
        for number, kind in enumerate(asked.kinds):
            reason = reasons[kind][period]
            for what, plane in (("certain", certain), ("possible", possible)):
                found = plane[(number, *where)]
                if not asked.directed and asked.unit == "dyad" and kind not in asked.mutual:
                    found = found + plane[(number, *where[::-1])]
                parts[f"{kind}_{what}"].append(found if REASONS[reason] != "outside_coverage" else np.full_like(found, -1))
            parts[f"{kind}_reason"].append(np.full(size, reason, np.int8))
    return {name: np.concatenate(found) if found else np.empty(0, np.int32) for name, found in parts.items()}


def _on_common_days(made: Compiled, asked: Asked) -> dict[str, npt.NDArray[Any]]:
    """The same columns where each row is answered on a day of its own."""
    rows = (
        actor_rows(asked.existence, len(asked.actors), asked.over)
        if asked.unit == "actor"
        else dyad_rows(asked.existence, len(asked.actors), asked.over, directed=asked.directed)
    )
    days, place = np.unique(
        rows.days("first_common" if asked.rule == "first_common" else "last_common").begin, return_inverse=True
    )
    one_by_one = replace(asked, over=Periods("day", days, days), rule="first")
    names = {"actor": rows.one} if asked.unit == "actor" else {"actor1": rows.one, "actor2": rows.other}
    found: dict[str, npt.NDArray[Any]] = {**names, asked.over.every: rows.labels}
    reasons = {kind: np.array(_reasons(one_by_one, kind), np.int8)[place] for kind in asked.kinds}
    for kind in asked.kinds:
        found |= {f"{kind}_{what}": np.full(len(rows), -1, np.int16) for what in ("certain", "possible")}
        found[f"{kind}_reason"] = reasons[kind]
    order = np.argsort(place, kind="stable")
    bounds = np.searchsorted(place[order], np.arange(len(days) + 1))
    for number, planes_of in enumerate(zip(*_values(made, one_by_one), strict=True)):
        mine = order[bounds[number] : bounds[number + 1]]
        where = tuple(side[mine] for side in names.values())
        for kind_place, kind in enumerate(asked.kinds):
            for what, plane in zip(("certain", "possible"), planes_of, strict=True):
                counted = plane[(kind_place, *where)]
                if not asked.directed and asked.unit == "dyad" and kind not in asked.mutual:
                    counted = counted + plane[(kind_place, *where[::-1])]
                found[f"{kind}_{what}"][mine] = counted
    for kind in asked.kinds:
        outside = reasons[kind] == REASONS.index("outside_coverage")
        for what in ("certain", "possible"):
            found[f"{kind}_{what}"][outside] = -1
    by_period = np.argsort(rows.period, kind="stable")
    return {name: values[by_period] for name, values in found.items()}


def _rows(asked: Asked) -> Iterator[tuple[npt.NDArray[np.intp], ...]]:
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
    places = np.full(len(made.keys.names), -1, np.int64)
    for place, actor in enumerate(asked.actors):
        if (name := made.keys.name(actor)) is not None:
            places[name] = place
    what = Counted(
        kinds=np.array([number.get(kind, -1) for kind in made.keys.kinds], np.int64),
        both_ways=np.array([kind in asked.mutual for kind in made.keys.kinds], np.bool_),
        place=places,
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
