"""What a build keeps beside its answers, so that acts can be appended to it: the log, its events, and what was added since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from legation.archive.columns import load, mapped, names_of, stored_names, with_tail
from legation.record.log import COLUMNS, Log
from legation.record.record import Record
from legation.standings.additions import Additions, Event, Taking
from legation.standings.appending import Growing
from legation.standings.bulk import Bulk
from legation.standings.deeds import deeds_of, log_of
from legation.standings.plain_events import Events
from legation.standings.recorded import RecordedColumns

_EVENTS = ("key", "lo", "hi", "does", "known_from", "known_to", "row", "starts")

Arrays = dict[str, npt.NDArray[Any]]


def kept_of(bulk: Bulk) -> Arrays:
    """What a build of a whole log keeps, by file name."""
    found = _log_of("log", bulk.log) | {f"events.{name}.npy": getattr(bulk.events, name) for name in _EVENTS}
    found |= {"events.by_rules.npy": bulk.by_rules, "log.dangling.npy": bulk.dangling, "log.of_names.npy": bulk.names}
    found |= {f"recorded.{name}.npy": array for name, array in bulk.recorded.arrays().items()}
    return found if bulk.order is None else found | {"log.order.npy": bulk.order}


def words_of(bulk: Bulk) -> dict[str, Any]:
    """What the manifest of such a build says of what it keeps."""
    return {"kinds": list(bulk.log.kinds), "plain": sorted(bulk.plain), "rows": len(bulk.log), "ordered": bulk.order is None}


def kept_in(folder: Path, manifest: dict[str, Any], record: Record) -> Bulk:
    """A build of a whole log, opened so that acts can be appended.

    Raises:
        OSError, ValueError: a file is missing or is no array.
    """
    words = manifest["log"]
    return Bulk(
        record,
        _log_in(folder, "log", words["kinds"]),
        frozenset(words["plain"]),
        Events(*(mapped(folder, f"events.{name}") for name in _EVENTS)),
        mapped(folder, "events.by_rules"),
        load(folder, manifest["about"]["kinds"]),
        RecordedColumns(**{one.name: mapped(folder, f"recorded.{one.name}") for one in fields(RecordedColumns)}),
        mapped(folder, "log.of_names"),
        None if words["ordered"] else mapped(folder, "log.order"),
        mapped(folder, "log.dangling"),
    )


def added_of(growing: Growing) -> tuple[Log, Arrays]:
    """What was added since a build: the deeds as a log, and arrays by file name."""
    additions = growing.additions
    deeds = list(additions.deeds())
    place = {deed.act: number for number, deed in enumerate(deeds)}
    log = log_of(deeds)
    events = [(event.key, event.does, place[event.deed.act]) for event in additions.every_event()]
    return log, _log_of("added.log", log) | {
        "added.events.npy": _table(events, 3),
        "added.rows.npy": _table(additions.every_row(), 2),
        "added.ruled.npy": np.array(additions.ruled(), np.int64),
    }


def with_added(bulk: Bulk, folder: Path, manifest: dict[str, Any]) -> Growing:
    """A build with what was added to it since, opened so that more can be.

    Raises:
        OSError, ValueError: a file is missing or is no array.
    """
    additions = Additions().next()
    deeds = list(deeds_of(added_log(folder, manifest)))
    for deed in deeds:
        additions.add(deed)
        if deed.retracts is not None:
            additions.add_taking(Taking(deed.retracts, deed.known, deed))
        for taken in bulk.taken_early.get(deed.act, ()):
            additions.add_taking(Taking(deed.act, taken.known, None))
    for key, does, place in mapped(folder, "added.events").tolist():
        additions.add_event(Event(key, does, deeds[place]))
    for key, row in mapped(folder, "added.rows").tolist():
        additions.add_row(key, row)
    for key in mapped(folder, "added.ruled").tolist():
        additions.add_ruled(key)
    return Growing(bulk, with_tail(bulk.compiled, folder), additions)


def added_log(folder: Path, manifest: dict[str, Any]) -> Log:
    """The log of what was added since a build."""
    return _log_in(folder, "added.log", manifest["log"]["kinds"])


def _log_of(prefix: str, log: Log) -> Arrays:
    return names_of(f"{prefix}.names", log.names) | {f"{prefix}.{name}.npy": getattr(log, name) for name in COLUMNS}


def _log_in(folder: Path, prefix: str, kinds: list[str]) -> Log:
    return Log(
        tuple(kinds), stored_names(folder, f"{prefix}.names"), **{name: mapped(folder, f"{prefix}.{name}") for name in COLUMNS}
    )


def _table(rows: Iterable[tuple[int, ...]], width: int) -> npt.NDArray[np.int64]:
    return np.array(list(rows), np.int64).reshape(-1, width)
