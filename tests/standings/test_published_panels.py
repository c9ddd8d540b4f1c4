"""Panels against published ones: rows by their digests, columns by their totals, years by their counts.

Known differences of the peer (the R package *peacesciencer*), each held here by a test:

- Contiguity. Of 1,912,290 directed dyad-years, 1,829,954 are of pairs that were not contiguous on the first day of the year on
  which both were states. The peer gives 1,831,230, which is 1,276 too many: it adds spells of type 0, some of which overlap real
  spells, and takes the lowest type. With these spells added our panel gives the peer's figures to the last digit, year by year.
- The 104 between 1,829,954 and 1,829,850 are no difference of data but of question: those pairs were not contiguous on their
  first common day of the year and were on a later one. ``first_common`` gives the one, ``any`` the other.
- Shared intergovernmental organizations (``dyadigos``) need who was a member of what, which the published counts do not carry.
"""

from __future__ import annotations

import csv
import hashlib
import json
from functools import cache

import numpy as np
import numpy.typing as npt
import pytest

from legation.standings.panels.presence import Spans, days_present, present, together
from legation.standings.panels.rows import Rows
from legation.standings.panels.values import Floats, by_actor, greatest, held, latest, least, number
from tests.sizes import size
from tests.small_records import day
from tests.standings.published_panels import (
    DATA,
    System,
    alliances,
    capital_distance,
    contiguity,
    majors,
    memberships,
    needs_data,
    years,
)

pytestmark = needs_data
OBLIGATIONS = ("defense", "offense", "neutral", "nonagg", "consul")
NOT_CARRIED = {"dyadigos", "prd"}
"""Columns that no test here gives: members of each organization are not in the data; ``prd`` is 1 in every row of its panel."""


@cache
def known() -> dict:
    """What is published: digests of rows under ``keys``, sums and extremes of columns under ``totals``."""
    return json.loads((DATA / "known_answers" / "known_answers.json").read_text())


def by_year(name: str) -> dict[str, npt.NDArray[np.float64]]:
    """The columns of a published table of years."""
    with (DATA / "known_answers" / f"{name}.csv").open() as file:
        rows = list(csv.DictReader(file))
    return {column: np.array([float(row[column] or "nan") for row in rows]) for column in rows[0]}


def digest(*columns: npt.NDArray[np.int64]) -> str:
    """SHA-256 of rows of whole numbers, a comma between, each ended by a line feed."""
    pattern = b",".join([b"%d"] * len(columns)) + b"\n"
    return hashlib.sha256(b"".join(pattern % row for row in zip(*(one.tolist() for one in columns), strict=True))).hexdigest()


STATES = [
    ("sy_cow_2016", "cow", False, 2016), ("sy_cow_mry", "cow", True, 2025),
    ("sy_gw_nomry", "gw", False, 2020), ("sy_gw_mry", "gw", True, 2025),
]  # fmt: skip
PAIRS = [
    ("ddy_cow_2016", "cow", False, 2016, True), ("ddy_cow_nd_2016", "cow", False, 2016, False),
    ("ddy_cow_mry", "cow", True, 2025, True), ("ddy_gw_nomry", "gw", False, 2020, True), ("ddy_gw_mry", "gw", True, 2025, True),
]  # fmt: skip


@pytest.mark.parametrize(("name", "system", "goes_on", "last"), STATES)
def test_state_years_are_those_published(name: str, system: str, goes_on: bool, last: int) -> None:
    states = System(system, goes_on)
    rows = states.states(years(1816, last))
    expected = known()["keys"][name]
    assert len(rows) == expected["rows"]
    assert digest(states.codes[rows.one], rows.labels) == expected["sha256"]
    assert int(present(states.spans, states.size, years(1816, last)).sum()) == expected["rows"]


@pytest.mark.parametrize(("name", "system", "goes_on", "last", "directed"), size(PAIRS[:2], PAIRS))
def test_dyad_years_are_those_published(name: str, system: str, goes_on: bool, last: int, directed: bool) -> None:
    states, over = System(system, goes_on), years(1816, last)
    rows = states.pairs(over, directed=directed)
    expected = known()["keys"][name]
    assert len(rows) == expected["rows"]
    assert digest(states.codes[rows.one], states.codes[rows.other], rows.labels) == expected["sha256"]
    flags = together(states.spans, states.size, over)
    assert int(flags.sum()) == expected["rows"] * (1 if directed else 2)
    assert bool(flags[rows.period, rows.one, rows.other].all())


@pytest.mark.parametrize(
    ("name", "system", "last"), size([("sd_gw_nomry", "gw", 2020)], [("sd_cow_2016", "cow", 2016), ("sd_gw_nomry", "gw", 2020)])
)
def test_state_days_are_those_published(name: str, system: str, last: int) -> None:
    states, code = System(system), "ccode" if system == "cow" else "gwcode"
    member, on = days_present(states.spans, day("1816-01-01"), day(f"{last}-12-31"))
    assert (
        len(member) == known()["keys"][name]["rows"] and int(states.codes[member].sum()) == known()["keys"][name][f"sum_{code}"]
    )
    dates = np.datetime_as_string(np.arange(on.min(), on.max() + 1).astype("datetime64[D]")).tolist()
    first = int(on.min())
    content = "".join(
        f"{who},{dates[when - first]}\n" for who, when in zip(states.codes[member].tolist(), on.tolist(), strict=True)
    )
    assert hashlib.sha256(content.encode()).hexdigest() == known()["keys"][name]["sha256"]


@cache
def pipe(*, directed: bool) -> tuple[Rows, dict[str, Floats]]:
    """Pairs and years from 1816 through 2016 with what is published of them; contiguity as the peer has it, and the true one."""
    states = System("cow")
    rows = states.pairs(years(1816, 2016), directed=directed)
    major = majors(states)

    def allied(obligation: str = "") -> npt.NDArray[np.bool_]:
        spells = alliances(states, obligation)
        return held(rows, spells if directed else spells.either_way(states.size))

    found = {
        "ccode1": states.codes[rows.one], "ccode2": states.codes[rows.other], "year": rows.labels,
        "atop_alliance": allied(),
        **{f"atop_{one}": allied(one) for one in OBLIGATIONS},
        **{f"cowmaj{side}": held(rows, major.by_pair(states.size, side=side), "period") for side in (1, 2)},
        "conttype": np.nan_to_num(least(rows, contiguity(states, as_the_peer=True), "first_common")),
        "true": np.nan_to_num(least(rows, contiguity(states), "first_common")),
        "capdist": latest(rows, capital_distance("cow"), "first"),
    }  # fmt: skip
    return rows, found


def agrees(columns: dict[str, Floats], expected: dict) -> None:
    """Every published column has the sum, the extremes and the missing values that were published."""
    for name, figures in expected.items():
        if name == "rows":
            assert len(next(iter(columns.values()))) == figures
        elif name not in NOT_CARRIED:
            stated = columns[name][~np.isnan(columns[name].astype(np.float64))]
            assert len(stated) == figures["non_null"], name
            found = [float(one) for one in (stated.sum(), stated.min(), stated.max())]
            assert np.allclose(found, [figures[one] for one in ("sum", "min", "max")], rtol=1e-12, atol=0), name


@pytest.mark.parametrize(("name", "directed"), [("pipe_ddy", True), ("pipe_nd", False)])
def test_the_pipe_of_pairs_gives_the_published_totals(name: str, directed: bool) -> None:
    agrees(pipe(directed=directed)[1], known()["totals"][name])


def test_the_pipe_of_states_gives_the_published_totals() -> None:
    agrees(of_states()[1], known()["totals"]["pipe_sy"])


@cache
def of_states() -> tuple[Rows, dict[str, Floats]]:
    """States and years from 1816 through 2016 with what is published of them."""
    system = System("cow")
    states = system.states(years(1816, 2016))
    rows, columns = pipe(directed=True)
    land = np.where(columns["conttype"] == 1, 1.0, 0.0)
    sea = np.where(columns["conttype"] > 1, 1.0, 0.0)
    organizations = ("sum_igo_full", "sum_igo_associate", "sum_igo_observer", "sum_igo_anytype")
    return states, {
        "ccode": system.codes[states.one], "year": states.labels,
        **{name: latest(states, memberships(system, name), "period") for name in organizations},
        "cowmaj": held(states, majors(system), "period"),
        "land": by_actor(rows, states, land, np.add), "sea": by_actor(rows, states, sea, np.add),
        "mincapdist": by_actor(rows, states, columns["capdist"], np.minimum),
    }  # fmt: skip


def test_the_last_contiguity_and_the_last_capital_of_the_year_are_those_published() -> None:
    states = System("cow")
    rows, columns = pipe(directed=True)
    keys = {name: columns[name] for name in ("ccode1", "ccode2", "year")}
    contiguous = np.nan_to_num(latest(rows, contiguity(states, as_the_peer=True), "period"))
    agrees({**keys, "conttype": contiguous}, known()["totals"]["add_contig_last"])
    apart = latest(rows, capital_distance("cow"), "last")
    agrees({**keys, "capdist": apart}, known()["totals"]["add_capdist_last"])


@pytest.mark.parametrize(("name", "directed"), [("prd_dir", True), ("prd_nd", False)])
def test_politically_relevant_pairs_are_those_published(name: str, directed: bool) -> None:
    _, columns = pipe(directed=directed)
    relevant = (columns["conttype"] > 0) | columns["cowmaj1"] | columns["cowmaj2"]
    kept = {name: values[relevant] for name, values in columns.items()}
    assert digest(kept["ccode1"], kept["ccode2"], kept["year"]) == known()["keys"][name]["sha256"]
    agrees(kept, known()["totals"][name])


def test_contiguity_is_true_and_the_peers_difference_is_known() -> None:
    states, (rows, columns) = System("cow"), pipe(directed=True)
    assert int((columns["true"] == 0).sum()) == 1_829_954
    assert int((columns["conttype"] == 0).sum()) == 1_831_230 == 1_829_954 + 1_276
    changed = columns["true"] != columns["conttype"]
    assert set(columns["conttype"][changed].tolist()) == {0.0}, "the peer only ever loses a contiguity"
    assert int(changed.sum()) == 1_276
    added = contiguity(states, as_the_peer=True, types=())
    assert bool(held(rows, added, "first_common")[changed].all()), "each lost one has a spell of type 0 beside it"


def test_the_104_became_contiguous_after_their_first_common_day() -> None:
    states, (rows, columns) = System("cow"), pipe(directed=True)
    whenever = least(rows, contiguity(states), "any")
    assert int(np.isnan(whenever).sum()) == 1_829_850
    later = (columns["true"] == 0) & ~np.isnan(whenever)
    assert int(later.sum()) == 104
    begins = by_pair_first(contiguity(states), rows, later)
    assert begins and all(spell > there for spell, there in begins)
    assert len(begins) == 104


def by_pair_first(spells: object, rows: Rows, chosen: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """For each chosen row the first day of the year of a contiguity, and the first common day, found one by one."""
    from legation.standings.panels.values import Spells

    assert isinstance(spells, Spells)
    pieces = rows.days("first_common")
    found = []
    for row in np.flatnonzero(chosen).tolist():
        year_end = int(rows.over.last[rows.period[row]])
        there = int(pieces.begin[row])
        mine = (spells.cell == rows.cell[row]) & (spells.begin <= year_end) & (spells.end > there)
        found.append((int(spells.begin[mine].min()), there))
    return found


def test_pairs_year_by_year_are_those_published() -> None:
    expected = by_year("cow_directed_dyadyear_by_year")
    rows, columns = pipe(directed=True)
    size = len(rows.over)

    def yearly(values: npt.ArrayLike) -> Floats:
        return np.bincount(rows.period, np.asarray(values, np.float64), size)

    found = {
        "year": rows.over.labels, "dyads_directed": yearly(np.ones(len(rows))),
        "states": np.bincount(of_states()[0].period, minlength=size),
        **{name: yearly(columns[name]) for name in ("atop_alliance", *(f"atop_{one}" for one in OBLIGATIONS), "cowmaj1")},
        "majmaj": yearly(columns["cowmaj1"] & columns["cowmaj2"]),
        **{f"cont{kind}": yearly(columns["conttype"] == kind) for kind in range(6)},
        "sum_capdist_km": yearly(columns["capdist"]),
    }  # fmt: skip
    assert set(expected) - set(found) == NOT_CARRIED & set(expected)
    for name, values in found.items():
        assert np.allclose(values, expected[name], rtol=0, atol=0.001, equal_nan=True), name


def test_states_year_by_year_are_those_published() -> None:
    expected = by_year("cow_stateyear_by_year")
    rows, columns = of_states()
    names = {
        "majors": "cowmaj", "land": "land", "sea": "sea", "igo_full": "sum_igo_full", "igo_any": "sum_igo_anytype",
        "sum_mincapdist_km": "mincapdist",
    }  # fmt: skip
    found = {name: np.bincount(rows.period, np.nan_to_num(columns[column]), len(rows.over)) for name, column in names.items()}
    for name in ("igo_full", "igo_any"):
        found[name][rows.over.labels > 2014] = np.nan  # the organizations are counted through 2014
    found |= {"year": rows.over.labels, "states": np.bincount(rows.period)}
    assert set(found) == set(expected)
    for name, values in found.items():
        assert np.allclose(values, expected[name], rtol=0, atol=0.001, equal_nan=True), name


def test_state_days_year_by_year_are_those_published() -> None:
    expected = by_year("cow_statedays_by_year")
    states, over = System("cow"), years(1816, 2016)
    rows = states.states(over)
    assert expected["y"].tolist() == over.labels.tolist()
    lengths = rows.pieces.end - rows.pieces.begin
    assert np.bincount(rows.period[rows.pieces.row], lengths).tolist() == expected["state_days"].tolist()


@pytest.mark.parametrize(("name", "system"), [("false_cow_dyads", "cow"), ("false_gw_dyads", "gw")])
def test_pairs_that_shared_a_year_but_no_day_are_those_listed(name: str, system: str) -> None:
    """Hand-kept lists of pairs present in one year that never met follow from the days of membership."""
    from tests.standings.published_panels import CODES, read

    states, over = System(system), years(1816, 2016 if system == "cow" else 2020)
    there = present(states.spans, states.size, over)
    both = there[:, :, None] & there[:, None, :]
    both[:, np.arange(states.size), np.arange(states.size)] = False
    period, one, other = np.nonzero(both & ~together(states.spans, states.size, over))
    found = set(zip(states.codes[one].tolist(), states.codes[other].tolist(), over.labels[period].tolist(), strict=True))
    listed = read(f"panels/{name}")
    code = CODES[system]
    assert found == set(zip(*(listed[column].tolist() for column in (f"{code}1", f"{code}2", "year")), strict=True))


def test_extremes_and_counts_on_one_small_case() -> None:
    """The pieces of a state that left and came back in one year, and what stood meanwhile."""
    over, gone = years(1900, 1900), day("1900-03-01")
    from legation.standings.panels.rows import actor_rows
    from legation.standings.panels.values import Spells

    rows = actor_rows(Spans.of([0, 0], [day("1890-01-01"), day("1900-09-01")], [gone, day("1950-01-01")]), 1, over)
    assert len(rows) == 1 and len(rows.pieces) == 2
    away = Spells.of([0], [day("1900-04-01")], [day("1900-06-01")], [5.0])
    assert np.isnan(least(rows, away)[0]) and least(rows, away, "period")[0] == greatest(rows, away, "period")[0] == 5.0
    through = Spells.of([0], [day("1900-02-01")], [day("1900-10-01")])
    assert number(rows, through)[0] == 1, "one spell counts once, though it met the state before and after its absence"


def test_the_measured_pipe_is_the_true_one() -> None:
    from legation.bench.published import main

    assert main(DATA / "panels").startswith("1,912,290 dyad-years, 1,829,954 not contiguous")
