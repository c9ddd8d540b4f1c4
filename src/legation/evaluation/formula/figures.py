"""Figures in columns, as sources state them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from legation.evaluation.formula.columns import Dated, Placed
from legation.evaluation.formula.fields import Field, Rows, field_of
from legation.evaluation.formula.values import Ref, Value, joined, reason
from legation.record.acts import FOREVER
from legation.record.claims import Claim, decimal_of
from legation.record.measures import Observation
from legation.record.observations import measured
from legation.record.record import Record

OPEN_ABOVE: Final = frozenset({"more_than", "at_least"})
OPEN_BELOW: Final = frozenset({"at_most", "nearly"})
Group = Sequence[Observation]


def figures_of(observations: Iterable[Observation]) -> Mapping[str, list[list[Observation]]]:
    """The figures by series; what is said of one thing together."""
    groups: dict[tuple[str, ...], list[Observation]] = {}
    for one in observations:
        groups.setdefault((*measured(one), one.unit), []).append(one)
    found: dict[str, list[list[Observation]]] = {}
    for (series, *_), group in sorted(groups.items()):
        found.setdefault(series, []).append(group)
    return found


@dataclass(frozen=True)
class Listed:
    """What each thing rests on, listed."""

    refs: Sequence[tuple[Ref, ...]]

    def of(self, rows: Rows) -> Iterable[Ref]:
        """What some things rest on, one by one."""
        return (ref for row in rows.tolist() for ref in self.refs[row])

    def row(self, ref: Ref) -> int | None:
        """The thing that rests on something."""
        return self._rows.get(ref)

    @cached_property
    def _rows(self) -> dict[Ref, int]:
        return {ref: row for row, refs in enumerate(self.refs) for ref in refs}


def table_of_figures(record: Record, every: Iterable[Group]) -> Placed:
    """Figures in columns, by id; what is said of one thing is one of them, from the least to the greatest that sources say."""
    named = {":".join((*measured(group[0]), group[0].unit)): group for group in every}
    ids = sorted(named)
    groups = [named[one] for one in ids]
    figures = [_rivals_of(group) for group in groups]
    days = [_period(record, group) for group in groups]
    first, last = np.array(days, np.int64).reshape(-1, 2).T
    there = np.ones(len(groups), np.bool_)
    refs: list[tuple[Ref, ...]] = [tuple(("measure", one.id) for one in group) for group in groups]

    def made(name: str) -> Field | None:
        if name in ("source", "qualifier"):
            return field_of(all_of(getattr(one, name) for one in group) for group in groups)
        if name == "period":
            return field_of((group[0].period.text,) if group[0].period else () for group in groups)
        if name not in ("series", "actor", "counterpart", "unit"):
            return None
        return field_of((text,) if (text := getattr(group[0], name)) or name in ("series", "unit") else () for group in groups)

    return Placed(
        ids, made, Listed(refs), None, {row: value for row, value in enumerate(figures) if value is not None}, True,
        first, last, Dated(first, first, there), Dated(last, last, there),
    )  # fmt: skip


def _rivals_of(group: Group) -> Value | None:
    return rivals([value for other in group if (value := figure_of(other)) is not None])


def _period(record: Record, group: Group) -> tuple[int, int]:
    """The days of which a figure speaks; where it gives none, those on which its source came out."""
    dates = [one.period for one in group if one.period is not None]
    if not dates:
        sources = [record.sources[one.source] for one in group]
        return min(source.issued_first for source in sources), max(source.known for source in sources)
    first, last = dates[0].first, dates[0].last
    return first if isinstance(first, int) else -FOREVER, last if isinstance(last, int) else FOREVER


def all_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts in order, each once, empty ones left out."""
    return tuple(sorted({text for text in texts if text}))


def rivals(values: Sequence[Value]) -> Value | None:
    """What sources give for one thing: from the least to the greatest that they say."""
    if not values:
        return None
    lo, hi = min(value.lo for value in values), max(value.hi for value in values)
    why = (reason("sources_disagree"),) if lo < hi else ()
    floor, ceiling = any(one.floor for one in values), any(one.ceiling for one in values)
    return Value(lo, hi, floor, ceiling, joined(why, *(one.because for one in values)))


def figure_of(one: Claim | Observation) -> Value | None:
    """The figure that a claim or observation states, as its qualifier bounds it; None where it states none."""
    number = decimal_of(one.value) if one.value else None
    if number is None:
        return None
    why = (reason("stated_so", qualifier=one.qualifier),) if one.qualifier not in ("", "exactly") else ()
    return Value(float(number), float(number), one.qualifier in OPEN_ABOVE, one.qualifier in OPEN_BELOW, why)
