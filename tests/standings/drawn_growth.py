"""Random logs cut in batches: plain standings and others, new names, retractions before and after their act, undated acts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from legation.record.acts import FOREVER
from legation.record.log import NOTHING, Log
from legation.record.record import Record
from legation.standings.compiled import Compiled
from legation.standings.key import Key
from legation.standings.rectangles import SETS
from tests.standings.drawn_logs import KINDS, NAMES
from tests.standings.test_against_definition import YEAR
from tests.standings.test_bulk import records

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
    """A record, and its log with the numbers of the rows at which it is cut."""

    record: Record
    log: Log
    cuts: tuple[int, ...]

    def parts(self) -> list[Log]:
        """The log in batches."""
        bounds = (0, *self.cuts, len(self.log))
        return [self.log.take(np.arange(first, last)) for first, last in pairwise(bounds)]


@st.composite
def growths(draw: st.DrawFn) -> Growth:
    """Up to nine rows about a few parties, in one to four batches."""
    families = [draw(st.sampled_from(sorted(MORE_KINDS))), draw(st.sampled_from(sorted(MORE_KINDS)))]
    kinds = tuple(sorted({kind for family in families for kind in MORE_KINDS[family]}))
    size = draw(st.integers(2, 9))
    numbers = draw(st.permutations(range(size)))
    rows: list[tuple[int, ...]] = []
    for number in numbers:
        lo = YEAR + draw(st.integers(0, 12))
        width = draw(st.sampled_from([0, 0, 0, 0, 1, 3]))
        known = YEAR + draw(st.integers(8, 16))
        if draw(st.integers(0, 4)) == 0:
            rows.append((number, 0, -FOREVER, known, -1, -1, -1, known, draw(st.integers(0, size))))
            continue
        kind = draw(st.integers(0, len(kinds) - 1))
        undated = draw(st.integers(0, 9)) == 0 and kinds[kind] != "denunciation_notified"
        bounds = (-FOREVER, known) if undated else (lo, lo + width)
        one, other = draw(
            st.sampled_from([("peru", "chile"), ("peru", "chile"), ("chile", "peru"), ("peru", "old-state"), ("peru", "org-a")])
        )
        paper = draw(st.sampled_from(INSTRUMENTS)) if kinds[kind].startswith(("agreement", "organic")) else ""
        places = (WORDS.index(one), WORDS.index(other), WORDS.index(paper) if paper else -1)
        rows.append((number, kind, *bounds, *places, known, NOTHING))
    types = (np.int64, np.int16, np.int32, np.int32, np.int32, np.int32, np.int32, np.int32, np.int64)
    log = Log(kinds, WORDS, *(np.array(column, kind) for column, kind in zip(zip(*rows, strict=True), types, strict=True)))
    cuts = sorted(draw(st.sets(st.integers(1, size - 1), min_size=1, max_size=3)))
    return Growth(draw(records()), log, tuple(cuts))


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


def assert_same(made: Compiled, whole: Compiled, turns: list[int], name: str) -> None:
    """Two builds answer alike, on all days, at all knowledge."""
    for turn in turns:
        for on in DAYS:
            assert told(made, on, turn) == told(whole, on, turn), (on - YEAR, turn - YEAR)
            assert told(made, on, turn, name) == told(whole, on, turn, name), (on - YEAR, turn - YEAR, name)
        for which in SETS:
            mine, theirs = (
                sorted((one.keys.key(key), begin, end, verdict) for key, begin, end, verdict in zip(
                    rows.key.tolist(), rows.begin.tolist(), rows.end.tolist(), rows.verdict.tolist(), strict=True))
                for one in (made, whole) for rows in [one.rows(which, turn)]
            )  # fmt: skip
            assert mine == theirs, (which, turn - YEAR)
