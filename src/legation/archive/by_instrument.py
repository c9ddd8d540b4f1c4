"""What a build holds of each instrument by itself, so that its status table is answered without reading the whole record.

Of each instrument one line with its acts: a small record in columns, of its acts, those that came first on the same day, and the
actors and sources that these name. And of each treaty one line with its status table on every day, all being known. The places of
the lines stand beside them, with what every line shares.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from legation.archive import record_columns, status_lines
from legation.archive.status_lines import StatusLine
from legation.archive.whole_files import kept_digest, write_new
from legation.record.claims import Claim
from legation.record.record import Record
from legation.standings.asof import KnownRecord, latest_knowledge
from legation.standings.participation.from_record import Treaties
from legation.standings.participation.stretches import stretches_of
from legation.standings.participation.written import ClausesNotRead
from legation.terms.vocabulary import ROLES

LINES: Final = "instruments.lines"
STATUS: Final = "status.lines"
PLACES: Final = "instruments.json"
Place = tuple[int, int, int, int]
"""Where the line of an instrument's acts begins and how long it is; the same of its status table, 0 long where it has none."""


@dataclass(frozen=True, slots=True)
class Status:
    """The status table of an instrument, and the record to name it by: its instrument, without its acts."""

    record: Record
    table: StatusLine


def written(record: Record, folder: Path) -> dict[str, str]:
    """Write the files of a build, one instrument at a time.

    Returns:
        the digest of each file by its name.
    """
    latest = latest_knowledge(record)
    of_act: dict[str, list[Claim]] = {}
    naming: dict[str, dict[str, None]] = {}
    for claim in record.claims:
        of_act.setdefault(claim.act, []).append(claim)
        for instrument in claim.instrument:
            naming.setdefault(instrument, {})[claim.act] = None
    places: dict[str, Place] = {}
    with (folder / LINES).open("w+b") as lines, (folder / STATUS).open("w+b") as tables:
        for instrument in sorted(naming):
            claims = [claim for act in _with_earlier(naming[instrument], of_act) for claim in of_act[act]]
            part = _part(record, instrument, claims)
            status = _status(part, instrument, latest)
            places[instrument] = (
                lines.tell(), lines.write(record_columns.rows_encoded(part)), tables.tell(), tables.write(status),
            )  # fmt: skip
        found = {name: kept_digest(file) for name, file in ((LINES, lines), (STATUS, tables))}
    shared = {
        "shared": record_columns.frame_encoded(record), "latest": latest, "places": places,
        "titles": {one.id: [one.title.en, one.title.es] for one in record.instruments.values()},
    }  # fmt: skip
    data = (json.dumps(shared, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n").encode()
    return {**found, PLACES: write_new(folder / PLACES, data)}


def _status(part: Record, instrument: str, latest: int) -> bytes:
    """The line of a status table, after that of the record that names it; none where it is worked out when it is asked."""
    treaties = Treaties(KnownRecord(part, latest))
    try:
        asked = treaties.asked(instrument)
    except ClausesNotRead:
        return b""
    found = stretches_of(asked) if instrument in part.instruments and asked.treaty.participants else None
    if found is None:
        return b""
    named = replace(part, claims=(), actors={}, sources={}, instruments={instrument: part.instruments[instrument]})
    return record_columns.rows_encoded(named) + status_lines.encoded(found, treaties.disputed(instrument))


class ByInstrument:
    """What a build holds of each instrument, read one at a time.

    Args:
        folder: where the files lie.

    Raises:
        OSError, ValueError, KeyError, TypeError: they cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        shared = json.loads((folder / PLACES).read_bytes())
        self._folder = folder
        self._places: dict[str, Place] = shared["places"]
        self.frame: Record = record_columns.frame_decoded(shared["shared"])
        self.latest: int = shared["latest"]
        self.titles: dict[str, tuple[str, str]] = {name: (en, es) for name, (en, es) in shared["titles"].items()}

    def by_length(self) -> list[str]:
        """The instruments that acts name, those with most first."""
        return sorted(self._places, key=lambda name: (-self._places[name][1], name))

    def holds(self, instrument: str) -> bool:
        """Whether acts name an instrument."""
        return instrument in self._places

    def record(self, instrument: str) -> Record | None:
        """A record that holds what the whole holds of one instrument; None where no act names it."""
        if instrument not in self._places:
            return None
        at, length, _, _ = self._places[instrument]
        return record_columns.rows_decoded(self._read(LINES, at, length), self.frame)

    def status(self, instrument: str) -> Status | None:
        """The status table of an instrument on every day, all being known; None where it has to be worked out from its acts."""
        _, _, at, length = self._places.get(instrument, (0, 0, 0, 0))
        if not length:
            return None
        named, _, table = self._read(STATUS, at, length).partition(b"\n")
        return Status(record_columns.rows_decoded(named, self.frame), StatusLine.decoded(table))

    def _read(self, name: str, at: int, length: int) -> bytes:
        with (self._folder / name).open("rb") as file:
            file.seek(at)
            return file.read(length)


def _with_earlier(acts: Iterable[str], of_act: dict[str, list[Claim]]) -> Iterator[str]:
    waiting, seen = list(acts), set[str]()
    while waiting:
        act = waiting.pop()
        if act in seen or act not in of_act:
            continue
        seen.add(act)
        waiting += [name for claim in of_act[act] for name in claim.after]
        yield act


def _part(record: Record, instrument: str, claims: list[Claim]) -> Record:
    named = {name for claim in claims for role in ROLES for name in claim.role(role)}
    named |= {instrument, *(record.instruments[instrument].parties if instrument in record.instruments else ())}
    sources: dict[str, Any] = {}
    for claim in claims:
        source = claim.source
        while source and source not in sources:
            sources[source] = record.sources[source]
            source = record.sources[source].version_of
    for name in sorted(named & record.instruments.keys()):
        sources |= {one: record.sources[one] for one in record.instruments[name].sources if one in record.sources}
    return replace(
        record, claims=tuple(claims), measures=(), sections=(), evaluation={}, scenarios={}, sources=sources,
        actors={name: record.actors[name] for name in sorted(named & record.actors.keys())},
        instruments={name: record.instruments[name] for name in sorted(named & record.instruments.keys())},
    )  # fmt: skip
