"""An indicator over time: the stretches of years or decades through which its value stayed the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from legation.evaluation.formula.evaluating import Evaluator
from legation.evaluation.formula.values import Value
from legation.evaluation.indicators import Indicator
from legation.evaluation.readings import readings
from legation.publication.evaluation_tables import bounds_of, open_ends
from legation.publication.shown import Cell
from legation.publication.table import Table, rows_of
from legation.terms.days import civil

SERIES_COLUMNS: Final = ("indicator", "from_year", "to_year", "low", "high", "is_floor", "is_ceiling", "no_data")


@dataclass(frozen=True)
class Run:
    """Years, both included, at whose end an indicator had one value."""

    first: int
    last: int
    value: Value

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The bounds of the value; None where there is no data."""
        return None if self.value.missing is not None else (self.value.lo, self.value.hi)


def runs_of(evaluator: Evaluator, indicator: Indicator, first: int, last: int) -> tuple[Run, ...]:
    """The value of an indicator at the end of each year (or decade) between two days, equal neighbours together."""
    found: list[Run] = []
    for one in readings(evaluator, indicator, "year", first, last):
        begin = civil(one.moment.first)[0] if one.indicator.every != "period" else civil(one.moment.on)[0]
        end = civil(one.moment.on)[0]
        if found and _same(found[-1].value, one.value):
            found[-1] = replace(found[-1], last=end)
        else:
            found.append(Run(begin, end, one.value))
    return tuple(found)


def _same(one: Value, other: Value) -> bool:
    if one.missing is not None or other.missing is not None:
        return one.missing == other.missing
    return (one.lo, one.hi, one.floor, one.ceiling) == (other.lo, other.hi, other.floor, other.ceiling)


def series_table(runs: dict[str, tuple[Run, ...]]) -> Table:
    """Every run of every indicator."""
    entries: list[dict[str, Cell]] = [
        {
            "indicator": name, "from_year": run.first, "to_year": run.last, **bounds_of(run.value, "low", "high"),
            **open_ends(run.value), "no_data": run.value.missing.code if run.value.missing is not None else None,
        }
        for name, found in runs.items()
        for run in found
    ]  # fmt: skip
    return Table("series", SERIES_COLUMNS, rows_of(SERIES_COLUMNS, entries))
