"""Small random logs: acts in columns, a few standings, ties, overlapping days, retractions, late knowledge."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from legation.record.acts import FOREVER
from legation.record.log import Log
from tests.standings.test_against_definition import YEAR

NAMES = ("chile", "old-state", "org-a", "org-b", "peru")
KINDS = {
    "relations": ["relations_established", "relations_severed", "relations_resumed"],
    "recognition": ["state_recognised", "recognition_withdrawn"],
    "membership": ["joined", "withdrawal_effective", "withdrawal_announced"],
    "notice": ["joined", "denunciation_notified"],
    "right_held": ["boundary_defined", "boundary_confirmed"],
    "in_office": ["case_filed", "judgment_delivered", "relations_established"],
}


@st.composite
def drawn_logs(draw: st.DrawFn) -> Log:
    """Up to eight rows about a few parties."""
    family = draw(st.sampled_from(sorted(KINDS)))
    kinds = tuple(KINDS[family])
    rows: list[tuple[int, ...]] = []
    for number in range(draw(st.integers(1, 7))):
        lo = YEAR + draw(st.integers(0, 12))
        width = draw(st.sampled_from([0, 0, 0, 0, 1, 3]))
        known = YEAR + draw(st.integers(8, 16))
        if draw(st.integers(0, 5)) == 0 and number:
            rows.append((number, 0, lo, lo, 0, 0, -1, known, draw(st.integers(0, number - 1))))
            continue
        undated = draw(st.integers(0, 9)) == 0 and family != "notice"
        bounds = (-FOREVER, known) if undated else (lo, lo + width)
        subject, object_ = draw(st.sampled_from([(4, 0), (4, 0), (0, 4), (4, 1), (4, 2)]))
        rows.append((number, draw(st.integers(0, len(kinds) - 1)), *bounds, subject, object_, -1, known, -1))
    columns = list(zip(*rows, strict=True))
    types = (np.int64, np.int16, np.int32, np.int32, np.int32, np.int32, np.int32, np.int32, np.int64)
    return Log(kinds, NAMES, *(np.array(column, kind) for column, kind in zip(columns, types, strict=True)))
