"""What differs between two as-of answers: on the world's clock, or on that of knowledge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legation.standings.answers import Answer, Verdict
from legation.standings.asof import KnownRecord
from legation.standings.history import Key


@dataclass(frozen=True, slots=True)
class Difference:
    """One standing whose answer is not the same, or which rests on one of the two sides only.

    A side on which the record does not have it at all is *unknown*; that it was then found not to stand is no difference.
    """

    id: str
    kind: str
    before: Answer
    after: Answer
    rests_before: Answer = "no"
    rests_after: Answer = "no"


def differences(before: KnownRecord, after: KnownRecord, day_before: int, day_after: int) -> list[Difference]:
    """Standings whose answer on ``day_before`` in one record differs from that on ``day_after`` in the other."""
    return list(_differences(before, after, day_before, day_after))


def _differences(before: KnownRecord, after: KnownRecord, day_before: int, day_after: int) -> Iterator[Difference]:
    for key in sorted({*before.keys, *after.keys}):
        first, second = _verdict(before, key, day_before), _verdict(after, key, day_after)
        absent = {None, "no"} == {one and one.answer for one in (first, second)}
        answers = [(one.answer, one.suspended) if one else ("unknown", "no") for one in (first, second)]
        if answers[0] != answers[1] and not absent:
            (was, rested), (became, rests) = answers
            yield Difference(key.id, key.kind, was, became, rested, rests)


def _verdict(record: KnownRecord, key: Key, day: int) -> Verdict | None:
    return record.verdict(key, day) if key in record.keys else None
