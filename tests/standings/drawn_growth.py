"""Random logs cut in batches: plain standings and others, new names, retractions before and after their act, undated acts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from legation.record.acts import FOREVER
from legation.record.log import NOTHING, Log
from legation.record.record import Record
from legation.standings.compiled import Compiled
from legation.standings.key import Key
from legation.standings.rectangles import SETS
from tests.standings.choices import Choices
from tests.standings.drawn_histories import YEAR
from tests.standings.drawn_logs import KINDS, NAMES, log_record

MORE_KINDS = {
    **KINDS,
    "suspended": ["relations_established", "relations_suspended", "suspension_lifted", "relations_severed"],
    "succession": ["relations_established", "relations_severed", "state_succeeded"],
    "bodies": ["joined", "withdrawal_effective", "body_succeeded", "state_recognised"],
    "organic_law": ["organic_law_issued", "relations_established"],
    "agreements": ["agreement_signed", "agreement_entered_into_force", "agreement_ended", "agreement_dated"],
}
INSTRUMENTS = ("treaty-a", "treaty-b")
WORDS = tuple(sorted((*NAMES, *INSTRUMENTS)))
DAYS = (*range(YEAR - 2, YEAR + 20, 2), YEAR + 366)


@dataclass(frozen=True)
class Growth:
    """A record, its log with the numbers of the rows at which it is cut, and questions.

    Args:
        name: an actor or instrument to ask about; asked: days in the world, each with the place of a turn of what is known.
    """

    record: Record
    log: Log
    cuts: tuple[int, ...]
    name: str
    asked: tuple[tuple[int, int], ...]

    def parts(self) -> list[Log]:
        """The log in batches."""
        bounds = (0, *self.cuts, len(self.log))
        return [self.log.take(np.arange(first, last)) for first, last in pairwise(bounds)]


def growth(choose: Choices) -> Growth:
    """Up to nine rows about a few parties, in two to four batches."""
    families = [choose.among(sorted(MORE_KINDS)), choose.among(sorted(MORE_KINDS))]
    kinds = tuple(sorted({kind for family in families for kind in MORE_KINDS[family]}))
    size = choose.between(2, 9)
    rows: list[tuple[int, ...]] = []
    for number in choose.in_any_order(size):
        lo = YEAR + choose.between(0, 12)
        width = choose.among([0, 0, 0, 0, 1, 3])
        known = YEAR + choose.between(8, 16)
        if choose.once_in(5):
            rows.append((number, 0, -FOREVER, known, -1, -1, -1, known, choose.between(0, size)))
            continue
        kind = choose.between(0, len(kinds) - 1)
        undated = kinds[kind] != "denunciation_notified" and choose.once_in(10)
        bounds = (-FOREVER, known) if undated else (lo, lo + width)
        one, other = choose.among(
            [("peru", "chile"), ("peru", "chile"), ("chile", "peru"), ("peru", "old-state"), ("peru", "org-a")]
        )
        paper = choose.among(INSTRUMENTS) if kinds[kind].startswith(("agreement", "organic")) else ""
        places = (WORDS.index(one), WORDS.index(other), WORDS.index(paper) if paper else -1)
        rows.append((number, kind, *bounds, *places, known, NOTHING))
    types = (np.int64, np.int16, np.int32, np.int32, np.int32, np.int32, np.int32, np.int32, np.int64)
    log = Log(kinds, WORDS, *(np.array(column, kind) for column, kind in zip(zip(*rows, strict=True), types, strict=True)))
    cuts = sorted({choose.between(1, size - 1) for _ in range(choose.between(1, 3))})
    asked = tuple((choose.among(DAYS), choose.between(0, 9)) for _ in range(4))
    return Growth(log_record(choose), log, tuple(cuts), choose.among(WORDS), asked)


def supposed(log: Log) -> Log:
    """The dated acts of a log, known at every date: what is supposed has a date."""
    dated = log.take(np.flatnonzero(log.lo > -FOREVER))
    return replace(dated, known=np.full(len(dated), -FOREVER, np.int32))


def told(made: Compiled, on: int, known: int, name: str | None = None) -> dict[Key, tuple[str, int]]:
    """What a build answers on a day for every standing, or those of one name: the set and the verdict."""
    number = made.keys.name(name) if name else None
    if name and number is None:
        return {}
    found: dict[Key, tuple[str, int]] = {}
    for which in SETS:
        keys, verdicts = made.asof(on, known, name=number, which=which)
        for key, verdict in zip(keys.tolist(), verdicts.tolist(), strict=True):
            assert made.keys.key(key) not in found
            found[made.keys.key(key)] = (which, verdict)
    return found


def turns_of(log: Log, record: Record) -> list[int]:
    """The days on which what is known changes, and one before."""
    turns = sorted({*log.known.tolist(), *(record.sources[claim.source].known for claim in record.claims)})
    return [turns[0] - 1, *turns]


def assert_same(made: Compiled, whole: Compiled, turns: list[int], drawn: Growth) -> None:
    """Two builds say the same on all days at all knowledge, and answer alike what is asked."""
    for which in SETS:
        for turn in turns:
            mine, theirs = (
                sorted((one.keys.key(key), begin, end, verdict) for key, begin, end, verdict in zip(
                    rows.key.tolist(), rows.begin.tolist(), rows.end.tolist(), rows.verdict.tolist(), strict=True))
                for one in (made, whole) for rows in [one.rows(which, turn)]
            )  # fmt: skip
            assert mine == theirs, (which, turn - YEAR)
    for on, place in drawn.asked:
        turn = turns[place % len(turns)]
        for name in (None, drawn.name):
            assert told(made, on, turn, name) == told(whole, on, turn, name), (on - YEAR, turn - YEAR, name)
