"""When one machine is too small: rectangles as Parquet, asked by Spark with the same expressions, and the rules run on Spark.

Needs the extra ``spark``. The rules exist once: each group of standings is folded by the same code, wherever it runs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np

from legation.record.record import Record
from legation.standings.compiled import Compiled
from legation.standings.folding import fold
from legation.standings.groups import Groups
from legation.standings.rectangles import code_of

ROWS: Final = "standing string, begin int, end int, known_from int, known_to int, verdict int"
STANDS: Final = 2
"""Verdicts whose last three bits are below this stand: *yes* and *presumed*."""


def write_rectangles(made: Compiled, path: Path) -> None:
    """Every rectangle with the kind and names of its standing, as one Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    parts = []
    ids = np.array([made.keys.key(place).id for place in range(len(made.keys))], object)
    names = np.array([*made.keys.names, ""], object)
    for rows in made.sets.values():
        roles = made.keys.roles[rows.key]
        parts.append(
            pa.table({
                "standing": pa.array(ids[rows.key], pa.string()),
                "kind": pa.array(np.array(made.keys.kinds, object)[made.keys.kind[rows.key]], pa.string()),
                "one": pa.array(names[roles[:, 0]], pa.string()),
                "other": pa.array(names[roles[:, 1]] if roles.shape[1] > 1 else [""] * len(rows), pa.string()),
                "begin": pa.array(rows.begin), "end": pa.array(rows.end), "known_from": pa.array(rows.known_from),
                "known_to": pa.array(rows.known_to), "verdict": pa.array(rows.verdict.astype(np.int32)),
            })
        )  # fmt: skip
    pq.write_table(pa.concat_tables(parts), path)


def asof_on_spark(frame: Any, on: int, known: int) -> Any:
    """What stands on a day, as known on another: ``standing`` and ``verdict`` of a Spark data frame of rectangles."""
    held = f"begin <= {on} and {on} < end and known_from <= {known} and {known} < known_to"
    return frame.where(held).select("standing", "verdict")


def panel_on_spark(frame: Any, first: int, last: int, known: int) -> Any:
    """How many standings of each kind certainly stood between two names on any day of each year, ``n``."""
    certain = frame.where(f"verdict & 7 < {STANDS} and known_from <= {known} and {known} < known_to")
    year = "year(date_add(date '1970-01-01', {}))"
    begun = f"greatest({first}, {year.format('greatest(begin, -1000000)')})"
    ended = f"least({last}, {year.format('least(end - 1, 1000000)')})"
    each = f"explode(sequence({begun}, {ended})) as year"
    years = certain.where(f"{begun} <= {ended}").selectExpr("kind", "one", "other", "standing", each)
    return years.distinct().groupBy("kind", "one", "other", "year").count().withColumnRenamed("count", "n")


def fold_on_spark(session: Any, record: Record, parts: int) -> Any:
    """The rules run on Spark: the groups of a record dealt out over ``parts``, each folded where it lies."""
    groups = Groups(record.vocabulary, record.claims)
    names = sorted(groups.keys)
    frame = session.createDataFrame([(place,) for place in range(len(names))], "place int").repartition(parts)

    def folded(batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow as pa

        for batch in batches:
            rows = [
                (row.key.id, row.begin, row.end, row.known_from, row.known_to, code_of(row.verdict))
                for row in fold(record, groups, [names[place] for place in batch.column(0).to_pylist()])
            ]
            columns = list(zip(*rows, strict=True)) or [()] * 6
            types = [pa.string(), *[pa.int32()] * 5]
            names_of = [one.split()[0] for one in ROWS.split(", ")]
            yield pa.RecordBatch.from_arrays(
                [pa.array(column, kind) for column, kind in zip(columns, types, strict=True)], names_of
            )

    return frame.mapInArrow(folded, ROWS)


def digest(rows: Iterable[Iterable[object]]) -> str:
    """One digest of rows in any order."""
    lines = sorted(",".join(map(str, row)) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
