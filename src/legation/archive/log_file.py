"""Logs of acts in Parquet or Arrow files: columns act, kind, from, to (days), subject, object, instrument, known, retracts.

The log of an authored folder is ``log.parquet`` (or ``log.arrow``), then the files of the folder ``log`` in order of name. Who
adds acts puts one more file there; where a file that was built from changes, everything is compiled again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from legation.record.acts import FOREVER
from legation.record.log import NOBODY, NOTHING, ROLES_IN_A_LOG, Log, LogError, checked, number_of, one_log
from legation.record.pages import edition_of, pages
from legation.record.record import Record
from legation.terms.problems import Problem

FILES: Final = ("log.parquet", "log.arrow")
FURTHER: Final = "log"
_WORDS: Final = ["kind", *ROLES_IN_A_LOG]
SUFFIXES: Final = (".parquet", ".arrow")
NEEDED: Final = ("act", "kind", "from", "to", "subject", "object", "instrument", "known", "retracts")


@dataclass(frozen=True)
class Segment:
    """A part of a log, which is read only when it is asked for.

    Args:
        digest: SHA-256 of its bytes.
    """

    digest: str
    read: Callable[[], Log]


def segments_of(folder: Path) -> tuple[Segment, ...]:
    """The parts of the log of an authored folder, in order; none where it has no log.

    Raises:
        OSError: a file cannot be read.
    """
    first = next(([folder / name] for name in FILES if (folder / name).is_file()), [])
    more = sorted(path for path in (folder / FURTHER).glob("*") if path.suffix in SUFFIXES and not path.name.startswith("."))
    return tuple(Segment(_digest(path), partial(read_log, path)) for path in (*first, *more))


def problems_of_log(folder: Path, record: Record) -> list[Problem]:
    """What is wrong with the log beside an authored record."""
    try:
        checked(one_log([one.read() for one in segments_of(folder)]), record)
    except LogError as error:
        return [Problem(FURTHER, 0, "", "error", error.code, tuple((name, str(value)) for name, value in error.values.items()))]
    return []


def acts_in(segments: Iterable[Segment]) -> Callable[[str], bool]:
    """Whether the parts of a log hold an act, by its id; they are read when it is first asked."""

    @cache
    def ids() -> frozenset[int]:
        return frozenset(act for one in segments for act in one.read().act.tolist())

    def holds(act: str) -> bool:
        number = number_of(act)
        return number is not None and number in ids()

    return holds


def segment(log: Log) -> Segment:
    """A log in memory as a part."""
    return Segment(edition_of("", pages(log)), lambda: log)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_log(path: Path) -> Log:
    """A log from a Parquet or Arrow file; ``from`` and ``to`` may be empty (undated), so may names and ``retracts``.

    Raises:
        LogError: the file is broken, or a column is missing or of another type.
        OSError: the file cannot be opened.
    """
    import pyarrow as pa

    try:
        return _read(path)
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise LogError("logs.unreadable", value=path.name) from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise LogError("logs.unreadable", value=path.name) from error  # so Arrow calls what is broken within a file


def _read(path: Path) -> Log:
    import pyarrow as pa
    import pyarrow.parquet as pq

    # not read_table, which loads data sets, and with them pandas where it is installed
    table = (
        pq.ParquetFile(path, read_dictionary=_WORDS).read()
        if path.suffix == ".parquet"
        else pa.ipc.open_file(pa.memory_map(str(path))).read_all()
    )
    for column in NEEDED:
        if column not in table.column_names:
            raise LogError("logs.column_missing", value=column, columns=", ".join(NEEDED))

    def filled(values: Any, missing: int) -> npt.NDArray[Any]:
        """Whole numbers, with another where there is none; not by Arrow's own ways, which load pandas where they can."""
        whole = pa.concat_arrays(values.chunks) if isinstance(values, pa.ChunkedArray) and values.num_chunks else values
        if not len(whole):
            return np.empty(0, np.int64)
        there, held = whole.buffers()
        part = slice(whole.offset, whole.offset + len(whole))
        numbers = np.frombuffer(held, f"i{whole.type.bit_width // 8}")[part]
        if not whole.null_count:
            return numbers
        return np.where(np.unpackbits(np.frombuffer(there, np.uint8), bitorder="little")[part] == 1, numbers, missing)

    def numbers(column: str, missing: int, dtype: Any) -> npt.NDArray[Any]:
        values = table[column]
        if pa.types.is_date(values.type) or pa.types.is_timestamp(values.type):
            values = values.cast(pa.date32()).cast(pa.int32())
        return filled(values.cast(pa.int64()), missing).astype(dtype)

    def words(column: str) -> tuple[list[str], npt.NDArray[Any]]:
        encoded = table[column].unify_dictionaries()
        if not pa.types.is_dictionary(encoded.type):
            encoded = encoded.cast(pa.string()).dictionary_encode()
        if not encoded.num_chunks:
            return [], np.empty(0, np.int64)
        encoded = pa.concat_arrays(encoded.chunks)
        return encoded.dictionary.to_pylist(), filled(encoded.indices, NOBODY)

    def placed(found: list[str], codes: npt.NDArray[Any], order: dict[str, int]) -> npt.NDArray[np.int32]:
        moved = np.array([*(order[name] for name in found), NOBODY], np.int32)
        found_codes: npt.NDArray[np.int32] = moved[codes]
        return found_codes

    coded = {role: words(role) for role in ROLES_IN_A_LOG}
    names = sorted({name for found, _ in coded.values() for name in found})
    place = {name: number for number, name in enumerate(names)}
    kinds, kind = words("kind")
    known = numbers("known", 0, np.int32)
    lo, hi = numbers("from", -FOREVER, np.int32), numbers("to", FOREVER, np.int32)
    undated = lo <= -FOREVER
    hi = np.where(undated & (hi >= FOREVER), known, np.where(hi >= FOREVER, lo, hi)).astype(np.int32)
    columns = {role: placed(found, codes, place) for role, (found, codes) in coded.items()}
    return Log(
        tuple(kinds), tuple(names), act=numbers("act", 0, np.int64), kind=np.maximum(kind, 0).astype(np.int16), lo=lo, hi=hi,
        **columns, known=known, retracts=numbers("retracts", NOTHING, np.int64),
    )  # fmt: skip


def write_log(log: Log, path: Path) -> None:
    """The log as a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    def coded(words: Sequence[str], codes: npt.NDArray[Any]) -> Any:
        masked = pa.array(codes.astype(np.int32), mask=codes < 0)
        return pa.DictionaryArray.from_arrays(masked, pa.array(words, pa.string())).cast(pa.string())

    columns = {
        "act": pa.array(log.act), "kind": coded(log.kinds, np.where(log.retracts == NOTHING, log.kind, NOBODY)),
        "from": pa.array(log.lo, mask=log.lo <= -FOREVER), "to": pa.array(log.hi, mask=log.lo <= -FOREVER),
        **{role: coded(log.names, getattr(log, role)) for role in ROLES_IN_A_LOG},
        "known": pa.array(log.known), "retracts": pa.array(log.retracts, mask=log.retracts == NOTHING),
    }  # fmt: skip
    pq.write_table(pa.table(columns), path, compression="zstd")
