"""Bounds against the definition: every placement of every uncertain date, worked out in plain Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from statistics import fmean, median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.terms.days import day_number, iso
from tests.evaluation.formulas import value
from tests.sizes import size
from tests.small_records import small_record

NAMES = ("chile", "spain", "bolivia", "ecuador")
BEGIN = day_number(1850, 1, 1)
EXAMPLES = size(25, 80)


@dataclass(frozen=True)
class Drawn:
    """Relations with one State: the days on which they may have begun and, perhaps, ended; and perhaps an incident."""

    name: str
    begins: tuple[int, int]
    ends: tuple[int, int] | None
    incident: tuple[int, int] | None


@dataclass(frozen=True)
class Placed:
    """The same, on one day each."""

    name: str
    begin: int
    end: int | None
    incident: int | None


def ranges(first: int, last: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(first, last), st.integers(0, 2)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def drawn(name: str) -> st.SearchStrategy[Drawn]:
    return st.builds(
        Drawn,
        st.just(name),
        ranges(BEGIN, BEGIN + 8),
        st.none() | ranges(BEGIN + 12, BEGIN + 16),
        st.none() | ranges(BEGIN, BEGIN + 16),
    )


HISTORIES = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True).flatmap(
    lambda names: st.tuples(*(drawn(name) for name in names))
)


def between(days: tuple[int, int]) -> str:
    return iso(days[0]) if days[0] == days[1] else f"[{iso(days[0])}..{iso(days[1])}]"


def rows(history: tuple[Drawn, ...]) -> list[dict[str, str]]:
    made = []
    for one in history:
        acts = (("relations_established", one.begins), ("relations_severed", one.ends), ("incident", one.incident))
        for kind, days in acts:
            if days is not None:
                made.append(
                    {
                        "act": f"{kind}-{one.name}".replace("_", "-"),
                        "kind": kind,
                        "date": between(days),
                        "subject": "peru",
                        "object": one.name,
                    }
                )
    return made


def placements(history: tuple[Drawn, ...]) -> list[tuple[Placed, ...]]:
    ways = []
    for one in history:
        days = [range(a, b + 1) for a, b in (one.begins, one.ends or (0, 0), one.incident or (0, 0))]
        ways.append([
            Placed(one.name, begin, end if one.ends else None, incident if one.incident else None)
            for begin, end, incident in product(*days)
        ])  # fmt: skip
    return list(product(*ways))


def standing(placed: tuple[Placed, ...], day: int) -> list[Placed]:
    """Those that stood at the end of a day."""
    return [one for one in placed if one.begin <= day and (one.end is None or day < one.end)]


def happened(placed: tuple[Placed, ...], first: int, last: int) -> list[Placed]:
    return [one for one in placed if one.incident is not None and first <= one.incident <= last]


def herfindahl(names: list[str]) -> float | None:
    return sum((names.count(name) / len(names)) ** 2 for name in set(names)) if names else None


DAY = BEGIN + 6
FROM, TO = BEGIN + 4, BEGIN + 10
Oracle = Callable[[tuple[Placed, ...]], float | None]
EXACT: list[tuple[str, Oracle]] = [
    ("count(standings(relations, subject = peru))", lambda all_: len(standing(all_, DAY))),
    ("count(standings(relations, subject = peru).object)", lambda all_: len({one.name for one in standing(all_, DAY)})),
    (f"during(count(acts(incident)), {iso(FROM)}, {iso(DAY)})", lambda all_: len(happened(all_, FROM, DAY))),
    ("100 - count(standings(relations))", lambda all_: 100 - len(standing(all_, DAY))),
    ("median(days(1850-01-01, acts(relations_established).begin))", lambda all_: median([one.begin - BEGIN for one in all_])),
    ("mean(days(1850-01-01, acts(relations_established).begin))", lambda all_: fmean([one.begin - BEGIN for one in all_])),
    ("days(1850-01-01, first(acts(relations_established)))", lambda all_: min(one.begin for one in all_) - BEGIN),
    ("days(1850-01-01, last(acts(relations_established)))", lambda all_: max(one.begin for one in all_) - BEGIN),
    (
        "median(days(first(acts(relations_established) by object), first(acts(relations_severed) by object)))",
        lambda all_: median(spans) if (spans := [one.end - one.begin for one in all_ if one.end is not None]) else None,
    ),
    (f"during(herfindahl(acts(incident).object), {iso(FROM)}, {iso(BEGIN + 30)})", lambda all_: herfindahl([one.name for one in happened(all_, FROM, BEGIN + 30)])),
]  # fmt: skip
"""Formulas in which each uncertain thing stands once: their bounds are exact."""
ENCLOSED: list[tuple[str, Oracle]] = [
    ("share(count(standings(relations)), count(acts(relations_established)))", lambda all_: share(len(standing(all_, DAY)), begun(all_))),
    ("count(standings(relations)) * count(acts(incident))", lambda all_: len(standing(all_, DAY)) * len(happened(all_, 0 - 10**6, DAY))),
    ("count(standings(relations)) - count(standings(relations))", lambda all_: 0),
]  # fmt: skip
"""Formulas in which one uncertain thing stands twice: their bounds hold every placement, and may be wider."""


def begun(placed: tuple[Placed, ...]) -> int:
    return sum(one.begin <= DAY for one in placed)


def share(part: float, whole: float) -> float | None:
    return 100 * part / whole if whole else None


def hull(formula: str, oracle: Oracle, history: tuple[Drawn, ...]) -> tuple[list[float], bool]:
    found = [oracle(placed) for placed in placements(history)]
    return [one for one in found if one is not None], None in found


def on_of(formula: str) -> str:
    return iso(BEGIN + 60 if "days(" in formula or "herfindahl" in formula else DAY)


@pytest.mark.parametrize(("formula", "oracle"), EXACT, ids=[formula for formula, _ in EXACT])
def test_bounds_are_those_of_all_placements(formula: str, oracle: Oracle) -> None:
    @settings(max_examples=EXAMPLES, deadline=None)
    @given(HISTORIES)
    def holds(history: tuple[Drawn, ...]) -> None:
        found = value(formula, small_record(rows(history)), on_of(formula))
        numbers, _ = hull(formula, oracle, history)
        if not numbers:
            assert found.missing is not None
            return
        assert found.missing is None
        assert (found.lo, found.hi) == pytest.approx((min(numbers), max(numbers)))

    holds()


@pytest.mark.parametrize(("formula", "oracle"), ENCLOSED, ids=[formula for formula, _ in ENCLOSED])
def test_bounds_hold_every_placement(formula: str, oracle: Oracle) -> None:
    @settings(max_examples=EXAMPLES, deadline=None)
    @given(HISTORIES)
    def holds(history: tuple[Drawn, ...]) -> None:
        found = value(formula, small_record(rows(history)), on_of(formula))
        numbers, absent = hull(formula, oracle, history)
        if found.missing is not None:
            assert not numbers and absent
            return
        assert found.lo - 1e-9 <= min(numbers) and max(numbers) <= found.hi + 1e-9

    holds()
