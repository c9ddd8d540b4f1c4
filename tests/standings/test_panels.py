"""Panels against the answers themselves, day by day."""

from __future__ import annotations

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legation.archive.shelf import open_record
from legation.publication.panel_table import panel
from legation.record.acts import FOREVER
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.standings.compiling import compiled
from legation.standings.panels.counts import certain_and_possible
from legation.standings.panels.distance import geodesic
from legation.standings.panels.periods import periods
from legation.standings.panels.presence import Spans, present, together
from legation.standings.panels.sharing import shared
from tests.small_records import day, small_record
from tests.standings.drawn_records import TURNS, drawn_records, iso
from tests.standings.test_against_definition import HISTORIES, YEAR


@settings(max_examples=HISTORIES // 10, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    drawn_records(),
    st.sampled_from(TURNS),
    st.sampled_from(["first", "last", "any", "share"]),
    st.sampled_from(["month", "day"]),
    st.booleans(),
)
def test_panels_count_what_the_answers_say(record: Record, turn: int, rule: str, every: str, directed: bool) -> None:
    made, view = compiled(record), KnownRecord(record, turn)
    span = {"first": iso(YEAR - 2), "last": iso(YEAR + 16)} if every == "day" else {"first": "1899-12", "last": "1900-02"}
    for unit in ("dyad", "actor"):
        found = panel(record, made, unit=unit, every=every, day=rule, directed=directed, known=iso(turn), **span)
        over = periods(
            every,
            day(span["first"] + ("-01" if every == "month" else "")),
            day(span["last"] + ("-28" if every == "month" else "")),
        )
        rows = {column: values.tolist() for column, values in found.columns.items()}
        for kind in [name.removesuffix("_certain") for name in rows if name.endswith("_certain")]:
            expected: dict[tuple, np.ndarray] = {}
            for key in [key for key in view.histories if key.kind == kind]:
                for place in range(len(over)):
                    days = range(int(over.first[place]), int(over.last[place]) + 1)
                    answers = [view.verdict(key, one).answer for one in days]
                    sure, may = [one in ("yes", "presumed") for one in answers], [one == "possible" for one in answers]
                    if rule == "any":
                        counts = (float(any(sure)), float(any(may) and not any(sure)))
                    elif rule == "share":
                        counts = (sum(sure) / len(days), sum(may) / len(days))
                    else:
                        counts = (float(sure[0 if rule == "first" else -1]), float(may[0 if rule == "first" else -1]))
                    mutual = record.vocabulary.standings[kind].mutual
                    for where in _rows_of(view.histories[key].names[:2], unit, directed, mutual):
                        expected[(*where, int(over.labels[place]))] = (
                            expected.get((*where, int(over.labels[place])), np.zeros(2)) + counts
                        )
            names = ("actor",) if unit == "actor" else ("actor1", "actor2")
            for row in range(len(found)):
                where = (*(found.actors[rows[name][row]] for name in names), rows[every][row])
                got = (rows[f"{kind}_certain"][row], rows[f"{kind}_possible"][row])
                assert np.allclose(got, expected.get(where, np.zeros(2)), atol=1e-4), (kind, where, rule)


def test_on_common_days_each_row_is_answered_on_a_day_of_its_own() -> None:
    acts = [
        {"kind": "relations_established", "subject": "peru", "object": "chile", "date": "1900-08-01"},
        {"kind": "relations_established", "subject": "peru", "object": "spain", "date": "1900-02-01"},
    ]
    record = small_record(acts, lives={"peru": ("1900-06-01", ""), "chile": ("", "1900-09-01")})
    made = compiled(record)
    for rule, directed in (("first_common", True), ("last_common", True), ("first_common", False)):
        whole = panel(record, made, unit="dyad", first="1899", last="1901", count=["relations"], day=rule, directed=directed)
        daily = panel(record, made, unit="dyad", every="day", first="1899", last="1901", count=["relations"], directed=directed)
        place: dict[tuple, tuple] = {}
        for one, other, on, *counts in zip(*(column.tolist() for column in daily.columns.values()), strict=True):
            year = int(np.datetime64(on, "D").astype("datetime64[Y]").astype(int)) + 1970
            if rule == "last_common" or (one, other, year) not in place:
                place[one, other, year] = tuple(counts)
        found = {row[:3]: row[3:] for row in zip(*(column.tolist() for column in whole.columns.values()), strict=True)}
        assert found == place
        assert list(found) == sorted(found, key=lambda row: (row[2], row[0], row[1]))
    assert {counts[0] for counts in found.values()} == {0, 1}


def _rows_of(names: tuple[str, ...], unit: str, directed: bool, mutual: bool) -> set[tuple[str, ...]]:
    if unit == "actor":
        return {(name,) for name in names}
    if len(names) < 2 or names[0] == names[1]:
        return set()
    if not directed:
        return {tuple(sorted(names))}
    return {names, names[::-1]} if mutual else {names}


def test_outside_coverage_is_missing_with_a_reason_never_zero() -> None:
    record = open_record("peru", "documents")
    found = panel(record, compiled(record), unit="actor", first="1810", last="1830", count=["relations"])
    table = found.to_arrow()
    for row in table.to_pylist():
        outside = row["year"] < 1821
        assert (row["relations_certain"] is None) == outside
        assert row["relations_reason"] == ("outside_coverage" if outside else "at_least")
    assert b"Cite" in table.schema.field("relations_certain").metadata[b"definition"]


def test_two_that_shared_a_year_but_no_day_are_no_pair() -> None:
    over = periods("year", day("1900-01-01"), day("1902-12-31"))
    spans = Spans.of([0, 1, 2], [day("1890-01-01"), day("1901-07-01"), day("1901-03-01")], [day("1901-06-01"), FOREVER, FOREVER])
    assert present(spans, 3, over).tolist() == [[True, False, False], [True, True, True], [False, True, True]]
    pairs = together(spans, 3, over)
    assert not pairs[1, 0, 1] and pairs[1, 0, 2] and pairs[1, 1, 2] and not pairs[0].any()


def test_shared_membership_counts_bodies_in_common() -> None:
    rows = [
        {"kind": "joined", "subject": who, "object": where, "date": when}
        for who, where, when in (
            ("peru", "org-a", "1900-03-01"),
            ("chile", "org-a", "1901-02-01"),
            ("peru", "org-b", "1900-01-01"),
            ("chile", "org-b", "1902-01-01"),
            ("spain", "org-c", "1900-01-01"),
        )
    ]
    made = compiled(small_record(rows))
    over = periods("year", day("1900-01-01"), day("1903-12-31"))
    certain, _ = certain_and_possible(made, over, "any")
    place = np.array([{"chile": 0, "peru": 1, "spain": 2}.get(name, -1) for name in made.keys.names])
    both = shared(made, certain, made.keys.kinds.index("membership"), place, 3, over)
    assert both[:, 0, 1].tolist() == [0, 1, 2, 2] and both[:, 1, 1].tolist() == [2, 2, 2, 2] and not both[:, 2, 0].any()


def test_a_degree_of_the_equator_and_of_a_meridian() -> None:
    found = geodesic((np.array([0.0, 0.0]), np.array([0.0, 0.0])), (np.array([0.0, 1.0]), np.array([1.0, 0.0])))
    assert np.allclose(found, [111.3195, 110.5744], atol=1e-3)
