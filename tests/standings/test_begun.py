"""What stands, laid out in blocks: the same rows as by comparing all of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.standings import begun
from legation.standings.rectangles import NEVER, Rectangles, order_of, rectangles

DAYS = st.integers(-4, 12)


@st.composite
def drawn_rows(draw: st.DrawFn) -> Rectangles:
    """Rectangles of a few days, of which many begin, end and are replaced on the same day."""
    made = []
    for key in range(draw(st.integers(0, 40))):
        begin, end = sorted((draw(DAYS), draw(DAYS)))
        since, until = sorted((draw(DAYS), draw(DAYS)))
        made.append((key, begin, end + 1, since, draw(st.sampled_from([until + 1, NEVER])), draw(st.integers(0, 3))))
    rows = rectangles(made)
    return rows.take(order_of(rows.begin))


@settings(max_examples=300, deadline=None)
@given(drawn_rows(), st.integers(1, 9), DAYS, st.one_of(DAYS, st.just(NEVER)))
def test_blocks_hold_what_comparing_every_row_gives(rows: Rectangles, size: int, on: int, known: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(begun, "BLOCK", size)
        laid, blocks = begun.in_blocks(rows)
        places = begun.places_asof(laid, blocks, on, known)
        key, verdict = begun.said_asof(laid, blocks, on, known)
        looked_at = sum(run.last - run.first for run in begun.runs(laid, blocks, on, known))
    expected = rows.asof(on, known)
    assert sorted(laid.key[places].tolist()) == sorted(rows.key[expected].tolist())
    assert key.tolist() == laid.key[places].tolist()
    assert verdict.tolist() == laid.verdict[places].tolist()
    assert len(expected) <= looked_at <= np.count_nonzero(rows.known_to > min(known, NEVER - 1))
