"""What a panel needs beside rectangles: who existed when, what is covered, what words mean, what to cite."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, cast

from legation.record.coverage import Coverage, Extent, Known
from legation.terms.days import FOREVER
from legation.terms.text import Text

if TYPE_CHECKING:  # a build is asked without all that reads a record
    from legation.record.record import Record


@dataclass(frozen=True, slots=True)
class PanelKind:
    """A kind of standing as a panel needs it: words, the roles of its key, whether its parties stand alike, what is covered."""

    label: Text
    definition: Text
    key: tuple[str, ...]
    mutual: bool
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class PanelBasis:
    """What a panel needs beside rectangles.

    Args:
        period: first and last day of which the record speaks; kinds: of standing, by id; extents: words for how much is covered.
        actors: for each the first and the last day but one on which it may have existed; empty where the record lists none.
    """

    title: Text
    edition: str
    period: tuple[int, int]
    kinds: Mapping[str, PanelKind]
    extents: Mapping[str, Text]
    actors: Mapping[str, tuple[int, int]]


def basis_of(record: Record, edition: str) -> PanelBasis:
    """The basis of a record's panels; ``edition`` is that of the record, or of the record and a log beside it."""
    words = record.vocabulary
    kinds = {
        kind.id: PanelKind(kind.label, kind.definition, kind.key, kind.mutual, record.coverage[kind.id])
        for kind in words.standings.values()
    }
    extents = {word.id: word.label for word in words.coverages.values()}
    actors = {name: _existence(record, name) for name in sorted(record.actors)}
    return PanelBasis(record.title, edition, record.period, kinds, extents, actors)


def _existence(record: Record, name: str) -> tuple[int, int]:
    from legation.standings.history import existence

    begin, end = -FOREVER, FOREVER
    for gate in existence(record.actors[name]):
        if gate.why == "begins":
            begin = gate.day.lo
        else:
            end = gate.day.hi
    return begin, end


def to_json(basis: PanelBasis) -> dict[str, Any]:
    """The basis as a build keeps it."""
    return asdict(basis)


def from_json(kept: Mapping[str, Any]) -> PanelBasis:
    """The basis that a build keeps."""

    def known(one: Mapping[str, Any]) -> Known:
        return Known(cast(Extent, one["extent"]), one["first"], one["last"])

    kinds = {
        name: PanelKind(
            Text(**one["label"]), Text(**one["definition"]), tuple(one["key"]), one["mutual"],
            Coverage(known(one["coverage"]["beginnings"]), known(one["coverage"]["endings"])),
        )
        for name, one in kept["kinds"].items()
    }  # fmt: skip
    extents = {name: Text(**one) for name, one in kept["extents"].items()}
    actors = {name: (int(begin), int(end)) for name, (begin, end) in kept["actors"].items()}
    period = (kept["period"][0], kept["period"][1])
    return PanelBasis(Text(**kept["title"]), kept["edition"], period, kinds, extents, actors)
