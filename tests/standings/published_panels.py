"""Published panel data for tests: read where it is at hand, put as spans and spells before the engine's panel functions.

The data is measured with and never shipped. ``LEGATION_PANEL_DATA`` names its folder; by default it is looked for beside the
repository, and the tests skip where it is absent.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from legation.standings.panels.distance import Located, between
from legation.standings.panels.periods import Every, Periods, periods
from legation.standings.panels.presence import Spans
from legation.standings.panels.rows import Rows, actor_rows, dyad_rows
from legation.standings.panels.values import Spells
from tests.small_records import day

DATA = Path(os.environ.get("LEGATION_PANEL_DATA", Path(__file__).parents[3] / "shared" / "data" / "ir"))
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="no published panels at hand: LEGATION_PANEL_DATA names their folder")
CODES = {"cow": "ccode", "gw": "gwcode", "trade": "code", "votes": "code"}


@cache
def read(name: str) -> dict[str, npt.NDArray[Any]]:
    """The columns of a published table, e.g. ``panels/cow_states``; dates as day numbers."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pq.read_table(DATA / f"{name}.parquet")
    found = {}
    for column in table.column_names:
        values = table[column]
        if pa.types.is_dictionary(values.type):
            values = values.cast(pa.string()).fill_null("")
        found[column] = (values.cast("int32") if pa.types.is_date(values.type) else values).to_numpy()
    return found


@dataclass(frozen=True)
class System:
    """The states of a list: ``cow`` or ``gw``, or whoever is in the tables of ``trade`` or of ``votes``.

    Args:
        open: whether the states of the list's last day go on after it.
    """

    name: str
    open: bool = False

    @cached_property
    def table(self) -> dict[str, npt.NDArray[Any]]:
        """State, first and last day of its memberships; those who trade and vote are there whenever they do."""
        if self.name in ("trade", "votes"):
            who = read("trade/agtpa_bilateral")["exporter"] if self.name == "trade" else read("unvotes/un_votes")["country_code"]
            codes = np.array(sorted({str(one) for one in who.tolist() if one}))
            whole = np.zeros(len(codes), np.int32)
            return {"code": codes, "start": whole + day("1900-01-01"), "end": whole + day("2100-01-01")}
        if not self.open:
            return read(f"panels/{self.name}_states")
        shut = read(f"panels/{self.name}_states")
        return {**shut, "end": np.where(shut["end"] == shut["end"].max(), day("2100-01-01"), shut["end"])}

    @cached_property
    def codes(self) -> npt.NDArray[Any]:
        """The states by number."""
        return np.unique(self.table[CODES[self.name]])

    @property
    def size(self) -> int:
        """How many states there ever were."""
        return len(self.codes)

    @cached_property
    def spans(self) -> Spans:
        """Their memberships."""
        return Spans.of(self.number(self.table[CODES[self.name]]), self.table["start"], self.table["end"] + 1)

    def number(self, codes: npt.ArrayLike) -> npt.NDArray[np.int64]:
        """States by number; −1 for those that are not in the list."""
        asked = np.asarray(codes, self.codes.dtype)
        found = np.minimum(np.searchsorted(self.codes, asked), self.size - 1)
        return np.where(self.codes[found] == asked, found, -1)

    def states(self, over: Periods) -> Rows:
        """Rows of states."""
        return actor_rows(self.spans, self.size, over)

    def pairs(self, over: Periods, *, directed: bool = True) -> Rows:
        """Rows of pairs of states."""
        return dyad_rows(self.spans, self.size, over, directed=directed)

    def spells(self, code: npt.ArrayLike, begin: npt.ArrayLike, end: npt.ArrayLike, value: npt.ArrayLike = 1.0) -> Spells:
        """What a state was through days, the last one included."""
        number = self.number(code)
        made = Spells.of(number, begin, np.asarray(end) + 1, value)
        return made.take(number >= 0)

    def pair_spells(
        self, one: npt.ArrayLike, other: npt.ArrayLike, begin: npt.ArrayLike, end: npt.ArrayLike, value: npt.ArrayLike = 1.0
    ) -> Spells:
        """What a pair was through days, the last one included."""
        first, second = self.number(one), self.number(other)
        made = Spells.of(first * self.size + second, begin, np.asarray(end) + 1, value)
        return made.take((first >= 0) & (second >= 0))


def years(first: int, last: int, every: Every = "year") -> Periods:
    """The years (months, days) from one year through another."""
    return periods(every, day(f"{first:04d}-01-01"), day(f"{last:04d}-12-31"))


def first_day(year: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The first day of years."""
    return (year - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)


def end_of_month(days: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    """The last day of the months in which days fall."""
    return (days.astype("datetime64[D]").astype("datetime64[M]") + 1).astype("datetime64[D]").astype(np.int64) - 1


def contiguity(system: System, *, as_the_peer: bool = False, types: tuple[int, ...] = (1, 2, 3, 4, 5)) -> Spells:
    """Contiguity by type, from the first through the last month of each spell.

    Args:
        as_the_peer: with the rows of type 0 that the peer adds, though some overlap real spells.
    """
    table = read("panels/cow_contiguity")
    kept = np.isin(table["conttype"], (0, *types) if as_the_peer else types)
    one, other, start, end, kind = (table[name][kept] for name in ("ccode1", "ccode2", "stdate", "enddate", "conttype"))
    return system.pair_spells(one, other, start, end_of_month(end), kind)


def alliances(system: System, obligation: str = "") -> Spells:
    """Alliances of any kind, or with one obligation: ``defense``, ``offense``, ``neutral``, ``nonagg``, ``consul``."""
    table = read("panels/atop_dyad_spells")
    kept = table[f"atop_{obligation}"] == 1 if obligation else np.ones(len(table["ccode1"]), np.bool_)
    one, other, start, end = (table[name][kept] for name in ("ccode1", "ccode2", "styear", "endyear"))
    return system.pair_spells(one, other, first_day(start), first_day(end + 1) - 1)


def majors(system: System) -> Spells:
    """Major powers."""
    table = read("panels/cow_majors")
    return system.spells(table["ccode"], table["start"], table["end"])


def capitals(system: System) -> Located:
    """Capitals, with their places."""
    table = read(f"panels/{system.name}_capitals")
    number = system.number(table[CODES[system.name]])
    kept = number >= 0
    return Located(
        number[kept].astype(np.int32), table["stdate"][kept], table["enddate"][kept] + np.int32(1),
        table["lat"][kept], table["lng"][kept],
    )  # fmt: skip


@cache
def capital_distance(name: str = "cow", *, directed: bool = True) -> Spells:
    """Kilometres between the capitals of any two states of a list."""
    system = System(name)
    return between(capitals(system), system.size, directed=directed)


def memberships(system: System, column: str) -> Spells:
    """How many intergovernmental organizations a state was in, year by year."""
    table = read("panels/cow_igo_stateyear")
    return system.spells(table["ccode"], first_day(table["year"]), first_day(table["year"] + 1) - 1, table[column])


def leaders(system: System) -> Spells:
    """Leaders in office, each with a number of its own."""
    table = read("panels/archigos_leaders")
    _, person = np.unique(table["leadid"], return_inverse=True)
    return system.spells(table["gwcode"], table["startdate"], table["enddate"], person)


def conflicts(system: System) -> Spells:
    """Armed conflicts by year, of the state that is the first side, with their intensity."""
    table = read("ucdp/ucdp_acd_conflict_years")
    begin, end = first_day(table["year"]), first_day(table["year"] + 1) - 1
    return system.spells(table["gwno_a"], begin, end, table["intensity_level"])


def trade(system: System, column: str) -> Spells:
    """Trade by exporter, importer and year: the flow, or whether an agreement covered it."""
    table = read("trade/agtpa_bilateral")
    begin, end = first_day(table["year"]), first_day(table["year"] + 1) - 1
    return system.pair_spells(table["exporter"], table["importer"], begin, end, table[column])
