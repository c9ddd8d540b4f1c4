"""What differs between two as-of answers: on the world's clock, or on that of knowledge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legation.standings.answers import Answer
from legation.standings.asof import KnownRecord
from legation.standings.history import Key


@dataclass(frozen=True, slots=True)
class Difference:
    """One standing whose answer is not the same; a side on which it is not in the record at all is *unknown*."""

    id: str
    kind: str
    before: Answer
    after: Answer


def differences(before: KnownRecord, after: KnownRecord, day_before: int, day_after: int) -> list[Difference]:
    """Standings whose answer on ``day_before`` in one record differs from that on ``day_after`` in the other."""
    return list(_differences(before, after, day_before, day_after))


def _differences(before: KnownRecord, after: KnownRecord, day_before: int, day_after: int) -> Iterator[Difference]:
    for key in sorted({*before.histories, *after.histories}):
        first, second = _answer(before, key, day_before), _answer(after, key, day_after)
        if first != second:
            yield Difference(key.id, key.kind, first, second)


def _answer(record: KnownRecord, key: Key, day: int) -> Answer:
    return record.verdict(key, day).answer if key in record.histories else "unknown"
