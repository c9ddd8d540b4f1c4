"""The bundled records, each read once for all tests of a process."""

from __future__ import annotations

from functools import cache

import legation
from legation.archive.shelf import open_record
from legation.record.record import Record
from legation.standings.asof import KnownRecord


@cache
def record(name: str, sources: str | None = None) -> Record:
    """A bundled record, read from its folder."""
    return open_record(name, sources)


@cache
def known(name: str, sources: str | None = None) -> KnownRecord:
    """The same with everything known that its sources tell, answered by the rules."""
    return KnownRecord(record(name, sources))


@cache
def opened(name: str, sources: str | None = None) -> legation.OpenRecord:
    """The same as a scholar opens it, answered from the build in the cache of this run."""
    return legation.open(name, sources=sources)
