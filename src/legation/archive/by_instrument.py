"""The acts of each instrument by themselves, so that a status table is answered without reading the whole record.

One line an instrument, each a small record in columns: its acts, those that came first on the same day, and the actors and
sources that these name. The places of the lines stand beside them, with what every line shares.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from legation.archive import record_columns
from legation.record.claims import Claim
from legation.record.record import Record
from legation.standings.asof import latest_knowledge
from legation.terms.vocabulary import ROLES

LINES: Final = "instruments.lines"
PLACES: Final = "instruments.json"


def files_of(record: Record) -> dict[str, bytes]:
    """The two files of a build."""
    lines: list[bytes] = []
    places: dict[str, list[int]] = {}
    at = 0
    for instrument, claims in sorted(_claims_of(record).items()):
        line = record_columns.rows_encoded(_part(record, instrument, claims))
        places[instrument] = [at, len(line)]
        at += len(line)
        lines.append(line)
    shared = {
        "shared": record_columns.frame_encoded(record), "latest": latest_knowledge(record), "places": places,
        "titles": {one.id: [one.title.en, one.title.es] for one in record.instruments.values()},
    }  # fmt: skip
    return {
        LINES: b"".join(lines),
        PLACES: (json.dumps(shared, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n").encode(),
    }


class ByInstrument:
    """The acts of each instrument of a build, read one at a time.

    Args:
        folder: where the two files lie.

    Raises:
        OSError, ValueError, KeyError, TypeError: they cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        shared = json.loads((folder / PLACES).read_bytes())
        self._lines = folder / LINES
        self._places: dict[str, list[int]] = shared["places"]
        self.frame: Record = record_columns.frame_decoded(shared["shared"])
        self.latest: int = shared["latest"]
        self.titles: dict[str, tuple[str, str]] = {name: (en, es) for name, (en, es) in shared["titles"].items()}

    def by_length(self) -> list[str]:
        """The instruments that acts name, those with most first."""
        return sorted(self._places, key=lambda name: (-self._places[name][1], name))

    def record(self, instrument: str) -> Record | None:
        """A record that holds what the whole holds of one instrument; None where no act names it."""
        if instrument not in self._places:
            return None
        at, length = self._places[instrument]
        with self._lines.open("rb") as file:
            file.seek(at)
            return record_columns.rows_decoded(file.read(length), self.frame)


def _claims_of(record: Record) -> dict[str, list[Claim]]:
    """The claims of every act that names an instrument, or that came before such a one on its day, by instrument."""
    of_act: dict[str, list[Claim]] = {}
    naming: dict[str, dict[str, None]] = {}
    for claim in record.claims:
        of_act.setdefault(claim.act, []).append(claim)
        for instrument in claim.instrument:
            naming.setdefault(instrument, {})[claim.act] = None
    return {
        instrument: [claim for act in _with_earlier(acts, of_act) for claim in of_act[act]] for instrument, acts in naming.items()
    }


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
