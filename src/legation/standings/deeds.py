"""Acts to lay over a compiled log, one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from legation.record.acts import FOREVER
from legation.record.log import COLUMNS, NOBODY, NOTHING, ROLES_IN_A_LOG, Log


@dataclass(frozen=True, slots=True)
class Deed:
    """One act to lay over a log.

    Args:
        act: its number; kind: kind of act; lo, hi: first and last day on which it may have happened.
        subject, object, instrument: names, empty where there is none.
        known: the day at whose end it was known (``-FOREVER`` where it is supposed); retracts: the act that it takes back.
    """

    act: int
    kind: str = ""
    lo: int = -FOREVER
    hi: int = FOREVER
    subject: str = ""
    object: str = ""
    instrument: str = ""
    known: int = -FOREVER
    retracts: int | None = None


def deeds_of(log: Log) -> Iterator[Deed]:
    """The rows of a log one by one."""
    names = [*log.names, ""]  # the last serves NOBODY
    for act, kind, lo, hi, subject, object_, instrument, known, retracts in zip(
        *(getattr(log, column).tolist() for column in COLUMNS), strict=True
    ):
        if retracts != NOTHING:
            yield Deed(act, known=known, retracts=retracts)
        else:
            yield Deed(act, log.kinds[kind], lo, hi, names[subject], names[object_], names[instrument], known)


def deed_of(log: Log, row: int) -> Deed:
    """One row of a log."""
    retracts, known = int(log.retracts[row]), int(log.known[row])
    if retracts != NOTHING:
        return Deed(int(log.act[row]), known=known, retracts=retracts)
    subject, object_, instrument = (
        log.names[place] if (place := int(getattr(log, role)[row])) != NOBODY else "" for role in ROLES_IN_A_LOG
    )
    kind, lo, hi = log.kinds[log.kind[row]], int(log.lo[row]), int(log.hi[row])
    return Deed(int(log.act[row]), kind, lo, hi, subject, object_, instrument, known)


def log_of(deeds: Sequence[Deed]) -> Log:
    """Deeds as a log."""
    kinds = {kind: place for place, kind in enumerate(sorted({deed.kind for deed in deeds if deed.kind}))}
    names = {
        name: place
        for place, name in enumerate(
            sorted({name for deed in deeds for name in (deed.subject, deed.object, deed.instrument)} - {""})
        )
    }
    rows = [
        (
            deed.act, kinds.get(deed.kind, 0), deed.lo, deed.hi, names.get(deed.subject, NOBODY), names.get(deed.object, NOBODY),
            names.get(deed.instrument, NOBODY), deed.known, NOTHING if deed.retracts is None else deed.retracts,
        )
        for deed in deeds
    ]  # fmt: skip
    types = (np.int64, np.int16, np.int32, np.int32, np.int32, np.int32, np.int32, np.int32, np.int64)
    table = np.array(rows, np.int64).reshape(-1, len(types))
    return Log(tuple(kinds), tuple(names), *(np.ascontiguousarray(table[:, place], dtype) for place, dtype in enumerate(types)))
