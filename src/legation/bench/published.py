"""The full directed pipe on published data: dyad-years with alliances, major powers, contiguity and the distance of capitals.

``python -m legation.bench.published FOLDER`` measures one cold process, reading and imports included, then single years warm. The
folder holds ``cow_states``, ``atop_dyad_spells``, ``cow_majors``, ``cow_contiguity`` and ``cow_capitals`` as Parquet; they are
measured with and not shipped.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from legation.standings.panels.distance import Located, between
from legation.standings.panels.periods import Periods, periods
from legation.standings.panels.presence import Spans
from legation.standings.panels.rows import Rows, dyad_rows
from legation.standings.panels.values import Spells, held, latest, least
from legation.terms.days import day_number

TABLES: Final = ("cow_states", "atop_dyad_spells", "cow_majors", "cow_contiguity", "cow_capitals")
OBLIGATIONS: Final = ("defense", "offense", "neutral", "nonagg", "consul")
YEARS: Final = (1816, 2016)
PUBLISHED: Final = (1_912_290, 1_829_954)
"""The directed dyad-years of those years, and those of which the two were not contiguous on their first common day."""
Columns = dict[str, npt.NDArray[Any]]


def read(folder: Path) -> dict[str, Columns]:
    """The tables by name, dates as day numbers."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    found = {}
    for name in TABLES:
        table = pq.read_table(folder / f"{name}.parquet")
        found[name] = {
            column: (table[column].cast("int32") if pa.types.is_date(table[column].type) else table[column]).to_numpy()
            for column in table.column_names
        }
    return found


def pipe(tables: dict[str, Columns], over: Periods) -> tuple[Rows, Columns]:
    """The rows and columns: alliances on any common day, majors on any day of the year, contiguity on the first common day,
    capitals on the first of January."""
    rows, found = pipe_of_ties(tables, over, OBLIGATIONS)
    near, towns = tables["cow_contiguity"], tables["cow_capitals"]
    codes = np.unique(tables["cow_states"]["ccode"])
    size, number = len(codes), _numbers(codes)
    kept = near["conttype"] > 0
    end = (near["enddate"][kept].astype("datetime64[D]").astype("datetime64[M]") + 1).astype("datetime64[D]").astype(np.int64)
    spells = _of_pairs(number, size, near, kept, near["stdate"][kept], end, near["conttype"][kept])
    found["contiguity"] = least(rows, spells, "first_common")
    member = number[towns["ccode"]]
    kept = (member >= 0) & (towns["stdate"] <= over.last[-1]) & (towns["enddate"] >= over.first[0])
    places = Located(
        member[kept], towns["stdate"][kept], towns["enddate"][kept] + np.int32(1), towns["lat"][kept], towns["lng"][kept]
    )
    found["distance"] = latest(rows, between(places, size), "first")
    return rows, found


def pipe_of_ties(tables: dict[str, Columns], over: Periods, obligations: Sequence[str]) -> tuple[Rows, Columns]:
    """The rows, alliances by obligation, and major powers on both sides."""
    states, allied, major = tables["cow_states"], tables["atop_dyad_spells"], tables["cow_majors"]
    codes = np.unique(states["ccode"])
    size, number = len(codes), _numbers(codes)
    rows = dyad_rows(Spans.of(number[states["ccode"]], states["start"], states["end"] + 1), size, over)
    found: Columns = {}
    for one in obligations:
        kept = allied[f"atop_{one}"] == 1
        begin, end = _new_year(allied["styear"][kept]), _new_year(allied["endyear"][kept] + 1)
        found[one] = held(rows, _of_pairs(number, size, allied, kept, begin, end))
    majors = Spells.of(number[major["ccode"]], major["start"], major["end"] + 1)
    for side in (1, 2):
        found[f"major{side}"] = held(rows, majors.by_pair(size, side=side), "period")
    return rows, found


def main(folder: Path) -> str:
    """One cold run and the best of several warm ones, in words.

    Raises:
        AssertionError: the rows or the contiguous among them are not those that are published.
    """
    tables = read(folder)
    over = periods("year", day_number(YEARS[0], 1, 1), day_number(YEARS[1], 12, 31))
    rows, found = pipe(tables, over)
    cold, peak = (
        time.process_time(),
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3),
    )
    apart = int(np.isnan(found["contiguity"]).sum())
    assert (len(rows), apart) == PUBLISHED, (len(rows), apart)
    warm = min(_spent(tables, over.part(place, place + 1)) for place in range(len(over) - 12, len(over)))
    return (
        f"{len(rows):,} dyad-years, {apart:,} not contiguous: {cold:.2f} CPU s from the start of the process, peak {peak:,.0f} MB; "
        f"one year {1e3 * warm:.0f} ms"
    )


def _spent(tables: dict[str, Columns], over: Periods) -> float:
    began = time.process_time()
    pipe(tables, over)
    return time.process_time() - began


def _numbers(codes: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
    """The place of each code; −1 for codes that are not there."""
    found = np.full(1000, -1, np.int32)
    found[codes] = np.arange(len(codes))
    return found


def _new_year(year: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return (year - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)


def _of_pairs(
    number: npt.NDArray[np.int32], size: int, table: Columns, kept: npt.NDArray[np.bool_],
    begin: npt.ArrayLike, end: npt.ArrayLike, value: npt.ArrayLike = 1.0,
) -> Spells:  # fmt: skip
    one, other = number[table["ccode1"][kept]], number[table["ccode2"][kept]]
    return Spells.of(one * np.int32(size) + other, begin, end, value).take((one >= 0) & (other >= 0))


if __name__ == "__main__":
    print(main(Path(sys.argv[1])))
