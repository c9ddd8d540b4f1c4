"""Rows of panels and what held on their days, against a slow reading day by day."""

from __future__ import annotations

from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legation.standings.panels import values
from legation.standings.panels.agreement import Stands, agreement
from legation.standings.panels.distance import Located, between, great_circle
from legation.standings.panels.periods import Periods, periods
from legation.standings.panels.presence import Spans
from legation.standings.panels.rows import DAYS, Rows, actor_rows, dyad_rows
from legation.standings.panels.values import Spells
from tests.small_records import day

SIZE = 3
FIRST, LAST = day("2001-11-20"), day("2002-03-10")
stretches = st.tuples(st.integers(0, SIZE - 1), st.integers(FIRST - 60, LAST + 60), st.integers(-3, 90))
spells_drawn = st.lists(st.tuples(st.integers(0, SIZE * SIZE - 1), st.integers(FIRST - 60, LAST + 60), st.integers(-3, 90),
                                  st.sampled_from([1.0, 2.0, 5.0])), max_size=9)  # fmt: skip
slowly = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def _spans(drawn: list[tuple[int, int, int]]) -> Spans:
    return Spans.of(*([one[part] for one in drawn] for part in (0, 1)), [begin + length for _, begin, length in drawn])


def _there(drawn: list[tuple[int, int, int]], who: tuple[int, ...], on: int) -> bool:
    return all(any(member == one and begin <= on < begin + length for one, begin, length in drawn) for member in who)


def _slow_rows(drawn: list[tuple[int, int, int]], over: Periods, who: list[tuple[int, ...]]) -> dict[tuple, list[int]]:
    """Of each row the days on which all were there."""
    found = {}
    for actors in who:
        for place in range(len(over)):
            inside = [on for on in range(int(over.first[place]), int(over.last[place]) + 1) if _there(drawn, actors, on)]
            if inside:
                found[*actors, place] = inside
    return found


def _keys(rows: Rows) -> list[tuple[int, ...]]:
    names = (rows.one, rows.other) if rows.pairs else (rows.one,)
    return list(zip(*(one.tolist() for one in (*names, rows.period)), strict=True))


@slowly
@given(st.lists(stretches, max_size=7), st.sampled_from(["year", "month", "day"]), st.sampled_from(["actor", "dyad", "pair"]))
def test_rows_are_the_periods_with_a_common_day(drawn: list, every: str, unit: str) -> None:
    over = periods(every, FIRST, LAST)
    if unit == "actor":
        rows, who = actor_rows(_spans(drawn), SIZE, over), [(one,) for one in range(SIZE)]
    else:
        rows = dyad_rows(_spans(drawn), SIZE, over, directed=unit == "dyad")
        who = list((permutations if unit == "dyad" else combinations)(range(SIZE), 2))
    expected = _slow_rows(drawn, over, who)
    assert _keys(rows) == sorted(expected)
    assert values.days(rows).tolist() == [len(expected[key]) for key in _keys(rows)]
    for which, place in (("first", 0), ("last", -1)):
        edges = (over.first if which == "first" else over.last)[rows.period].tolist()
        assert rows.there(which).tolist() == [edge in expected[key] for edge, key in zip(edges, _keys(rows), strict=True)]
        common = rows.days(f"{which}_common")
        assert common.begin.tolist() == [expected[key][place] for key in _keys(rows)]
    with pytest.raises(ValueError, match="first_common"):
        rows.days("whenever")


@slowly
@given(st.lists(stretches, max_size=6), spells_drawn, st.sampled_from(["year", "month"]), st.sampled_from(DAYS))
def test_values_are_those_of_the_days_that_count(drawn: list, told: list, every: str, which: str) -> None:
    over = periods(every, FIRST, LAST)
    rows = dyad_rows(_spans(drawn), SIZE, over)
    spells = Spells.of(
        *([one[part] for one in told] for part in (0, 1)), [one[1] + one[2] for one in told], [one[3] for one in told]
    )
    expected = _slow_rows(drawn, over, list(permutations(range(SIZE), 2)))
    taken = {name: getattr(values, name)(rows, spells, which) for name in ("least", "greatest", "total", "number", "distinct")}
    taken |= {"held": values.held(rows, spells, which), "latest": values.latest(rows, spells, which)}
    shares = values.share(rows, spells)
    for row, key in enumerate(_keys(rows)):
        period = range(int(over.first[key[2]]), int(over.last[key[2]]) + 1)
        days = {
            "first": [period[0]], "last": [period[-1]], "period": list(period),
            "first_common": expected[key][:1], "last_common": expected[key][-1:],
        }.get(which, expected[key])  # fmt: skip
        mine = [one for one in told if one[0] == key[0] * SIZE + key[1]]
        met = [one for one in mine if any(one[1] <= on < one[1] + one[2] for on in days)]
        found = [one[3] for one in met]
        assert taken["held"][row] == bool(met) and taken["number"][row] == len(met)
        assert taken["distinct"][row] == len(set(found))
        for name, wanted in (("least", min), ("greatest", max), ("total", sum)):
            assert np.isnan(taken[name][row]) if not found else taken[name][row] == wanted(found), name
        last_days = [(max(on for on in days if one[1] <= on < one[1] + one[2]), one[1], told.index(one)) for one in met]
        if met:
            final = max(last_days)[:2]
            among = {one[3] for one, when in zip(met, last_days, strict=True) if when[:2] == final}
            assert taken["latest"][row] in among
        else:
            assert np.isnan(taken["latest"][row])
        holding = [on for on in expected[key] if any(one[1] <= on < one[1] + one[2] for one in mine)]
        assert np.isclose(shares[row], len(holding) / len(period))


@slowly
@given(spells_drawn)
def test_what_either_holds_then_holds_of_the_two_and_what_one_is_holds_of_all_its_pairs(told: list) -> None:
    spells = Spells.of(
        *([one[part] for one in told] for part in (0, 1)), [one[1] + one[2] for one in told], [one[3] for one in told]
    )
    either = spells.either_way(SIZE)
    assert either.cell.tolist() == [min(one[0], one[0] % SIZE * SIZE + one[0] // SIZE) for one in told]
    of_actors = Spells.of([one[0] % SIZE for one in told], spells.begin, spells.end, spells.value)
    for side in (1, 2):
        cells = of_actors.by_pair(SIZE, side=side).cell.tolist()
        wanted = [(one[0] % SIZE, other) if side == 1 else (other, one[0] % SIZE) for one in told for other in range(SIZE)]
        assert cells == [first * SIZE + second for first, second in wanted]


def test_values_of_pairs_are_gathered_by_actor() -> None:
    over = periods("year", day("2001-01-01"), day("2001-12-31"))
    spans = Spans.of([0, 1, 2], [FIRST] * 3, [LAST] * 3)
    rows, states = dyad_rows(spans, SIZE, over), actor_rows(spans, SIZE, over)
    stated = np.array([1.0, np.nan, 5.0, 7.0, np.nan, np.nan])
    for gather, expected in ((np.add, [1, 12, np.nan]), (np.minimum, [1, 5, np.nan]), (np.maximum, [1, 7, np.nan])):
        assert np.array_equal(values.by_actor(rows, states, stated, gather), expected, equal_nan=True)


def test_capitals_that_moved_are_as_far_apart_as_each_time() -> None:
    moved = day("2001-12-01")
    places = Located(
        np.array([0, 0, 1], np.int32), np.array([FIRST, moved, FIRST], np.int32), np.array([moved, LAST, LAST], np.int32),
        np.array([0.0, 10.0, 0.0]), np.array([0.0, 0.0, 90.0]),
    )  # fmt: skip
    apart = between(places, SIZE, directed=False)
    assert list(zip(apart.cell.tolist(), apart.begin.tolist(), apart.end.tolist(), strict=True)) == [
        (1, FIRST, moved),
        (1, moved, LAST),
    ]
    quarter = np.pi / 2 * 6378.137
    assert np.allclose(apart.value, [quarter, quarter])
    zero, pole = (np.zeros(1), np.zeros(1)), (np.full(1, 90.0), np.zeros(1))
    assert np.allclose(great_circle(zero, pole, radius=1.0), np.pi / 2)


@slowly
@given(st.dictionaries(st.tuples(st.integers(0, SIZE - 1), st.integers(0, 5)), st.integers(-1, 2)))
def test_agreement_counts_proceedings_in_which_both_took_a_stand(taken: dict[tuple[int, int], int]) -> None:
    over = periods("year", day("2001-01-01"), day("2002-12-31"))
    rows = dyad_rows(Spans.of(range(SIZE), [FIRST] * SIZE, [LAST] * SIZE), SIZE, over)
    dates = [day(f"{2001 + number % 2}-06-01") for number in range(6)]
    arrays = [
        np.array(column, np.int32) for column in ([who for who, _ in taken], [what for _, what in taken], list(taken.values()))
    ]
    both, alike = agreement(Stands(*arrays, np.array([dates[what] for _, what in taken], np.int32)), rows)
    for row, (one, other, period) in enumerate(_keys(rows)):
        pairs = [(taken.get((one, what), -1), taken.get((other, what), -1)) for what in range(6) if what % 2 == period]
        pairs = [pair for pair in pairs if min(pair) >= 0]
        assert (both[row], alike[row]) == (len(pairs), sum(mine == theirs for mine, theirs in pairs))
