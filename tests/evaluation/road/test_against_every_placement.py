"""The road at home is answered as by trying every day and every account of every act, one after another."""

from __future__ import annotations

import tomllib
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from legation.evaluation.norms.in_force import Book
from legation.evaluation.road.deeds import deeds_of
from legation.evaluation.road.travelled import Way, travelled
from legation.publication.road_tables import roads_in_use
from legation.record.acts import Act, Days, Variant
from legation.standings.asof import KnownRecord
from legation.terms.days import Period
from tests.evaluation.road.road_cases import HERE, record_of
from tests.evaluation.road.slow_road import Standing, Told, standing
from tests.small_records import day

FIRST = day("2005-01-01")
LAW = tomllib.loads((HERE / "laws.toml").read_text(encoding="utf-8"))["new"]
NAMES = [*LAW["steps"]]
PERIODS = {"sent": 5, "account": 3, "publication": 4}
IN_FORCE = "entered_into_force_for"
LAW["steps"]["in-force"]["acts"] = IN_FORCE

KINDS = [
    ("treaty_negotiated", "peru"), ("full_powers_granted", "peru"), ("instrument_signed", "peru"), ("treaty_submitted", "peru"),
    ("congress_approved", "peru"), ("congress_approved", "chile"), ("ratification_decreed", "peru"), ("instrument_ratified", "peru"),
    ("reported_to_congress", "peru"), (IN_FORCE, "peru"), ("instrument_published", "peru"), ("treaty_registered", "chile"),
    ("congress_approval_held_needed", "peru"), ("congress_approval_held_unneeded", "peru"), ("instrument_signed", "chile"),
]  # fmt: skip


@st.composite
def told(draw: st.DrawFn) -> Told:
    accounts = tuple(dict.fromkeys(draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=2))))
    first = FIRST + draw(st.integers(0, 12))
    return Told(accounts, first, first + draw(st.sampled_from([0, 0, 0, 1, 3])))


CASE = {"acts": ["instrument_signed 2005-01-01 peru chile instrument pact"]}
RECORD = record_of(CASE)
ROADS, NORMS = roads_in_use(RECORD)
BOOK = Book(KnownRecord(RECORD))


def engine(matters: list[str], acts: list[Told], on: int) -> Way:
    road = ROADS["new"]
    steps = tuple(replace(one, acts=(IN_FORCE,)) if one.id == "in-force" else one for one in road.steps)
    norms = {step.norm: replace(NORMS[step.norm], within=Period(f"P{PERIODS[step.id]}D")) for step in steps if step.id in PERIODS}
    made = [_act(f"a-{number}", one) for number, one in enumerate(acts)]
    fixed = road.route_of(matters)
    return travelled(
        BOOK,
        steps,
        deeds_of(road, steps, made, "pact"),
        norms,
        [route.id for route in road.routes],
        fixed.id if fixed else "",
        on,
    )


def _act(name: str, one: Told) -> Act:
    variants = tuple(Variant(kind, (("subject", (who,)), ("instrument", ("pact",))), "") for kind, who in one.accounts)
    days = Days(one.first, one.last)
    return Act(name, days, None, days, None, False, False, 0, 0, False, variants, (), (), ())


def check(way: Way, expected: Standing) -> None:
    assert set(way.furthest) == expected.reached
    assert set(way.following) == expected.following
    assert (way.since is None) == (not expected.since)
    if way.since is not None:
        assert (way.since.lo, way.since.hi) == (min(expected.since), max(expected.since))
    for one in way.steps:
        found = expected.met[one.step.id]
        assert {"met": {True}, "possible": {True, False}, "not_met": {False}}[one.met] == found, one.step.id
        if one.step.id in PERIODS:
            late = expected.overdue[one.step.id]
            said = {"yes": {True}, "possible": {True, False}, "no": {False}, "": {False}}[one.overdue]
            assert said == late, one.step.id


@settings(max_examples=400, deadline=None)
@given(
    st.lists(told(), min_size=1, max_size=5), st.integers(FIRST - 1, FIRST + 20),
    st.sampled_from([[], [], [], ["taxes"], ["none"], ["constitution", "taxes"]]),
)  # fmt: skip
def test_the_engine_answers_as_every_placement_does(acts: list[Told], on: int, matters: list[str]) -> None:
    check(engine(matters, acts, on), standing(LAW, PERIODS, matters, acts, on))


@settings(max_examples=100, deadline=None)
@given(st.lists(told(), min_size=1, max_size=4), st.integers(FIRST, FIRST + 20))
def test_what_is_met_stays_met(acts: list[Told], on: int) -> None:
    before, after = engine([], acts, on), engine([], acts, on + 1)
    for one, other in zip(before.steps, after.steps, strict=True):
        assert one.met != "met" or other.met == "met"
        assert one.met != "possible" or other.met in ("possible", "met")
