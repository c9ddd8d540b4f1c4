"""Small random logs: acts in columns, a few standings, ties, overlapping days, retractions, late knowledge."""

from __future__ import annotations

import numpy as np

from legation.record.acts import FOREVER
from legation.record.log import Log
from legation.record.record import Record
from legation.terms.days import iso
from legation.terms.vocabulary import common
from tests.small_records import small_record
from tests.standings.choices import Choices
from tests.standings.drawn_histories import COVERAGES, FIRST, LAST, YEAR

DAYS = (*range(YEAR - 4, YEAR + 22), YEAR + 366, FIRST - 1, LAST + 1)
NAMES = ("chile", "old-state", "org-a", "org-b", "peru")
KINDS = {
    "relations": ["relations_established", "relations_severed", "relations_resumed"],
    "recognition": ["state_recognised", "recognition_withdrawn"],
    "membership": ["joined", "withdrawal_effective", "withdrawal_announced"],
    "notice": ["joined", "denunciation_notified"],
    "right_held": ["boundary_defined", "boundary_confirmed"],
    "in_office": ["case_filed", "judgment_delivered", "relations_established"],
}


def log_record(choose: Choices) -> Record:
    """A record of a few actors, with at most one act of its own, for a log to be laid on."""
    lives = {}
    if choose.once_in(2):
        begins, ends = YEAR + choose.between(-3, 5), YEAR + choose.between(6, 12)
        lives = {
            "old-state": (f"[{iso(begins)}..{iso(begins + 1)}]", iso(ends)),
            "chile": (iso(begins - 2), f"[{iso(ends)}..{iso(ends + 2)}]"),
        }
    act = {"kind": "relations_established", "subject": "peru", "object": "chile", "date": iso(YEAR + 3)}
    coverage = choose.among(COVERAGES)
    return small_record(
        [act] if choose.once_in(5) else [],
        sources={"book": "1900-01-12"},
        lives=lives,
        coverage=None if coverage is None else dict.fromkeys(common().standings, coverage),
    )


def short_log(choose: Choices) -> Log:
    """Up to seven rows about a few parties."""
    family = choose.among(sorted(KINDS))
    kinds = tuple(KINDS[family])
    rows: list[tuple[int, ...]] = []
    for number in range(choose.between(1, 7)):
        lo = YEAR + choose.between(0, 12)
        width = choose.among([0, 0, 0, 0, 1, 3])
        known = YEAR + choose.between(8, 16)
        if number and choose.once_in(6):
            rows.append((number, 0, lo, lo, 0, 0, -1, known, choose.between(0, number - 1)))
            continue
        undated = family != "notice" and choose.once_in(10)
        bounds = (-FOREVER, known) if undated else (lo, lo + width)
        subject, object_ = choose.among([(4, 0), (4, 0), (0, 4), (4, 1), (4, 2)])
        rows.append((number, choose.between(0, len(kinds) - 1), *bounds, subject, object_, -1, known, -1))
    columns = list(zip(*rows, strict=True))
    types = (np.int64, np.int16, np.int32, np.int32, np.int32, np.int32, np.int32, np.int32, np.int64)
    return Log(kinds, NAMES, *(np.array(column, kind) for column, kind in zip(columns, types, strict=True)))


def log_and_days(choose: Choices) -> tuple[Record, Log, list[int]]:
    """A record, a log, and eight days to ask about."""
    return log_record(choose), short_log(choose), [choose.among(DAYS) for _ in range(8)]
