"""What a record claims to know: for each kind of standing, of its beginnings and of its endings, between which days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from legation.record.dates import unreadable
from legation.terms.edtf import EdtfError, parse
from legation.terms.problems import Problem, problem
from legation.terms.vocabulary import Vocabulary

Extent = Literal["exhaustive", "selective", "examples", "none"]
FILE = "record.toml"


@dataclass(frozen=True, slots=True)
class Known:
    """How much is known, from the first through the last day (day numbers, both included)."""

    extent: Extent
    first: int
    last: int

    def exhaustive_on(self, day: int) -> bool:
        """Whether silence on ``day`` means that there was none."""
        return self.extent == "exhaustive" and self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Coverage:
    """Beginnings and endings of one kind of standing, apart."""

    beginnings: Known
    endings: Known

    def covers(self, day: int) -> bool:
        """Whether the record speaks of ``day`` at all; outside, every answer is *unknown*."""
        return self.beginnings.first <= day <= self.beginnings.last


def read_period(settings: Mapping[str, Any], problems: list[Problem]) -> tuple[int, int]:
    """First and last day of which the record speaks, from ``[period]`` of ``record.toml``."""
    period = settings.get("period")
    if not isinstance(period, dict):
        problems.append(problem(FILE, 0, "period", "records.key_missing", key="period"))
        return (0, 0)
    return _day(period, "from", problems, first=True), _day(period, "to", problems, first=False)


def read_coverage(
    settings: Mapping[str, Any], vocabulary: Vocabulary, period: tuple[int, int], problems: list[Problem]
) -> dict[str, Coverage]:
    """Coverage by kind of standing; kinds that the record does not mention are selective at both ends, with a warning."""
    given = settings.get("coverage", {})
    tables = given if isinstance(given, dict) else {}
    found = {}
    for kind in vocabulary.standings:
        entry = tables.get(kind)
        if not isinstance(entry, dict):
            problems.append(problem(FILE, 0, "coverage", "records.coverage_missing", kind=kind, severity="warning"))
            entry = {}
        found[kind] = Coverage(
            _known(kind, entry.get("beginnings", {}), vocabulary, period, problems),
            _known(kind, entry.get("endings", {}), vocabulary, period, problems),
        )
    for kind in tables:
        if kind not in vocabulary.standings:
            problems.append(
                problem(
                    FILE,
                    0,
                    f"coverage.{kind}",
                    "records.unknown_kind",
                    value=kind,
                    nearest=", ".join(sorted(vocabulary.standings)[:4]),
                )
            )
    return found


def _known(kind: str, entry: Any, vocabulary: Vocabulary, period: tuple[int, int], problems: list[Problem]) -> Known:
    entry = {"is": entry} if isinstance(entry, str) else entry
    if not isinstance(entry, dict):
        entry = {}
    extent = entry.get("is", "selective")
    if extent not in vocabulary.coverages:
        problems.append(
            problem(
                FILE,
                0,
                f"coverage.{kind}",
                "records.coverage_word",
                kind=kind,
                value=extent,
                known=", ".join(vocabulary.coverages),
            )
        )
        extent = "selective"
    first = _day(entry, "from", problems, first=True) if "from" in entry else period[0]
    last = _day(entry, "to", problems, first=False) if "to" in entry else period[1]
    return Known(cast(Extent, extent), first, last)


def _day(entry: Mapping[str, Any], key: str, problems: list[Problem], *, first: bool) -> int:
    written = entry.get(key)
    try:
        date = parse(str(written) if written is not None else "")
    except EdtfError as error:
        problems.append(unreadable(FILE, 0, key, error))
        return 0
    bound = date.first if first else date.last
    if not isinstance(bound, int):
        problems.append(problem(FILE, 0, key, "records.date_says_nothing", value=written))
        return 0
    return bound
