"""What stands, laid out in blocks: the same rows as by comparing all of them."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.standings.begun import in_blocks, places_asof, runs, said_asof
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
@given(drawn_rows(), st.integers(1, 9), st.integers(0, 40), DAYS, st.one_of(DAYS, st.just(NEVER)))
def test_blocks_hold_what_comparing_every_row_gives(rows: Rectangles, size: int, cut: int, on: int, known: int) -> None:
    cut = min(cut, len(rows))
    laid, blocks = in_blocks(rows, np.array([0, cut, cut, len(rows)]), size)
    for part, of_part in enumerate((slice(0, cut), slice(0, 0), slice(cut, None), slice(0, 0))):
        mine = rows.take(of_part)
        places = places_asof(laid, blocks, part, on, known)
        key, verdict, size = said_asof(laid, blocks, part, on, known, room=2)
        assert len(key) >= size + 2 and len(verdict) == len(key)
        expected = mine.asof(on, known)
        assert sorted(laid.key[places].tolist()) == sorted(mine.key[expected].tolist())
        assert key[:size].tolist() == laid.key[places].tolist()
        assert verdict[:size].tolist() == laid.verdict[places].tolist()
        looked_at = sum(last - first for first, last, *_ in runs(laid, blocks, part, on, known))
        assert len(expected) <= looked_at <= np.count_nonzero(mine.end > on)
        assert blocks.span(part) == (0, 0) or len(mine) == blocks.span(part)[1] - blocks.span(part)[0]
