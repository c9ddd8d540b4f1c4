"""Panels against the answers themselves, day by day."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given

from legation.archive.build import build
from legation.archive.built import Built, open_built
from legation.archive.shelf import open_record
from legation.bench.drawn import bench_record, drawn_log
from legation.publication.asked import QuestionError
from legation.publication.panel_basis import PanelBasis, basis_of
from legation.publication.panel_table import Panel, panel
from legation.record.acts import FOREVER
from legation.record.edition import edition
from legation.record.pages import edition_of, pages
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.standings.bulk import compiled_log
from legation.standings.compiled import Compiled
from legation.standings.compiling import compiled
from legation.standings.panels.periods import Periods, periods
from legation.standings.panels.presence import Spans, present, together
from legation.terms.days import iso
from tests import bundled
from tests.small_records import day, small_record
from tests.standings.choices import Choices, drawn, many
from tests.standings.drawn_histories import TURNS, YEAR, History, told_history

EXAMPLE = Path(__file__).parents[2] / "docs" / "guide" / "example"
RULES = ("first", "last", "any", "share")


AskedPanel = tuple[History, int, str, str, bool]


def asked_panel(choose: Choices) -> AskedPanel:
    """A history covered throughout, a day of knowledge, the rule of the day, the periods, and whether pairs are directed."""
    history = replace(told_history(choose), coverage=None)
    return history, choose.among(TURNS), choose.among(RULES), choose.among(["month", "day"]), choose.once_in(2)


@many(4)
@given(drawn(asked_panel))
def test_panels_count_what_the_answers_say(asked: AskedPanel) -> None:
    record, (turn, rule, every, directed) = asked[0].record, asked[1:]
    made, view = compiled(record), KnownRecord(record, turn)
    span = {"first": iso(YEAR - 2), "last": iso(YEAR + 16)} if every == "day" else {"first": "1899-12", "last": "1900-02"}
    for unit in ("dyad", "actor"):
        found = panel(basis_of(record, ""), made, unit=unit, every=every, day=rule, directed=directed, known=iso(turn), **span)
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
        whole = panel(
            basis_of(record, ""), made, unit="dyad", first="1899", last="1901", count=["relations"], day=rule, directed=directed
        )
        daily = panel(
            basis_of(record, ""),
            made,
            unit="dyad",
            every="day",
            first="1899",
            last="1901",
            count=["relations"],
            directed=directed,
        )
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
    record = bundled.record("peru", "documents")
    found = panel(basis_of(record, "0" * 64), compiled(record), unit="actor", first="1810", last="1830", count=["relations"])
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


def _joined(*rows: tuple[str, str, str, str]) -> Record:
    """Members of bodies, each from a day to another (excluded), empty where it has not left."""
    acts = []
    for who, where, joined, left in rows:
        acts.append({"kind": "joined", "subject": who, "object": where, "date": joined})
        if left:
            acts.append({"kind": "withdrawal_effective", "subject": who, "object": where, "date": left})
    return small_record(acts)


def _sat_together(record: Record, day: str = "any") -> dict[tuple[str, str, int], float]:
    found = panel(basis_of(record, ""), compiled(record), unit="dyad", shared=["membership"], day=day, first="1900", last="1903")
    return {(row["actor1"], row["actor2"], row["year"]): row["shared_membership_certain"] for row in found.to_arrow().to_pylist()}


def test_shared_membership_counts_bodies_in_common() -> None:
    record = _joined(
        ("peru", "org-a", "1900-03-01", ""),
        ("chile", "org-a", "1901-02-01", ""),
        ("peru", "org-b", "1900-01-01", ""),
        ("chile", "org-b", "1902-01-01", ""),
        ("spain", "org-c", "1900-01-01", ""),
    )
    found = _sat_together(record)
    assert [found["chile", "peru", year] for year in range(1900, 1904)] == [0, 1, 2, 2]
    assert not any(value for (one, other, _), value in found.items() if "spain" in (one, other))


def test_two_of_one_body_and_year_without_a_common_day_did_not_sit_together() -> None:
    apart = _joined(("peru", "org-a", "1900-03-01", "1901-05-01"), ("chile", "org-a", "1901-05-02", ""))
    found = {rule: _sat_together(apart, rule) for rule in RULES}
    assert not any(found[rule]["chile", "peru", 1901] for rule in RULES)
    touching = _joined(("peru", "org-a", "1900-03-01", "1901-05-04"), ("chile", "org-a", "1901-05-02", ""))
    found = {rule: _sat_together(touching, rule) for rule in RULES}
    days = found["share"]["chile", "peru", 1901] * 365
    assert found["any"]["chile", "peru", 1901] == 1 and 2 - 1e-9 <= days <= 3 + 1e-9 and abs(days - round(days)) < 1e-9
    assert found["first"]["chile", "peru", 1901] == found["last"]["chile", "peru", 1901] == 0


@many(4)
@given(drawn(asked_panel))
def test_what_two_share_is_what_an_obvious_join_finds(drawn: AskedPanel) -> None:
    record, (turn, rule, every, directed) = drawn[0].record, drawn[1:]
    made, view = compiled(record), KnownRecord(record, turn)
    asked = {"first": iso(YEAR - 2), "last": iso(YEAR + 16)} if every == "day" else {"first": "1899-12", "last": "1900-02"}
    ends = [day(asked["first"][:7] + "-01"), day("1900-02-28")] if every == "month" else [YEAR - 2, YEAR + 16]
    over = periods(every, *ends)
    for kind in dict.fromkeys(key.kind for key in view.histories if len(key.roles) > 1):
        found = panel(
            basis_of(record, ""),
            made,
            unit="dyad",
            every=every,
            day=rule,
            directed=directed,
            known=iso(turn),
            shared=[kind],
            **asked,
        )
        answers = _seats_day_by_day(view, kind, over, record.vocabulary.standings[kind].mutual)
        for row in range(len(found)):
            pair = [found.actors[found.columns[name][row]] for name in ("actor1", "actor2")]
            place = over.labels.tolist().index(int(found.columns[every][row]))
            got = [float(found.columns[f"shared_{kind}_{what}"][row]) for what in ("certain", "possible")]
            assert np.allclose(got, _joined_by_hand(answers, pair, over, place, rule)), (kind, pair, rule, place)


def _seats_day_by_day(view: KnownRecord, kind: str, over: Periods, mutual: bool) -> dict[tuple, dict[int, str]]:
    """For each member and body the answer of every day."""
    seats: dict[tuple, dict[int, str]] = {}
    for key in view.histories:
        if key.kind == kind:
            names = view.histories[key].names
            days = range(int(over.first[0]), int(over.last[-1]) + 1)
            answers = {one: view.verdict(key, one).answer for one in days}
            seats[names[0], names[1:]] = answers
            if mutual:
                seats[names[1], names[:1]] = answers
    return seats


def _joined_by_hand(seats: dict[tuple, dict[int, str]], pair: list[str], over: Periods, place: int, rule: str) -> list[float]:
    days = list(range(int(over.first[place]), int(over.last[place]) + 1))
    days = {"first": days[:1], "last": days[-1:]}.get(rule, days)
    totals = []
    for counted in (("yes", "presumed"), ("yes", "presumed", "possible")):
        bodies = {body for one, body in seats if one == pair[0]} & {body for one, body in seats if one == pair[1]}
        met = [[seats[pair[0], body][one] in counted and seats[pair[1], body][one] in counted for one in days] for body in bodies]
        totals.append(sum(sum(one) / len(days) if rule == "share" else float(any(one)) for one in met))
    return [totals[0], totals[1] - totals[0]]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"unit": "actor", "shared": ["membership"]}, "--unit dyad"),
        ({"unit": "dyad", "shared": ["memberships of"]}, "nearest"),
        ({"unit": "dyad", "shared": ["organ_exists"]}, "one party only"),
    ],
)
def test_what_cannot_be_shared_is_said(words: dict, said: str) -> None:
    record = _joined(("peru", "org-a", "1900-03-01", ""))
    with pytest.raises(QuestionError, match=said):
        panel(basis_of(record, ""), compiled(record), **words)


def same_panel(one: Panel, other: Panel) -> None:
    """Whether two panels are the same, cell by cell and word by word."""
    assert one.actors == other.actors and one.definitions == other.definitions and list(one.columns) == list(other.columns)
    for name, column in one.columns.items():
        assert column.dtype == other.columns[name].dtype and np.array_equal(column, other.columns[name]), name


WAYS = [
    {"unit": "actor", "every": "year"},
    {"unit": "actor", "every": "month", "day": "first"},
    {"unit": "actor", "every": "day", "first": "1925", "last": "1926"},
    {"unit": "actor", "every": "year", "day": "share", "known": "2022-06"},
    {"unit": "dyad", "every": "year", "day": "last", "first": "1930", "last": "1940"},
    {"unit": "dyad", "every": "year", "directed": False, "first": "1930", "last": "1940"},
    {"unit": "dyad", "every": "month", "day": "share", "first": "1930-01", "last": "1930-03"},
]


@pytest.mark.parametrize("words", WAYS, ids=[" ".join(map(str, one.values())) for one in WAYS])
@pytest.mark.parametrize("source", ["example", "peru", "drawn"])
def test_a_panel_from_a_build_is_that_from_its_record(
    built: dict[str, tuple[PanelBasis, Compiled, Built]], source: str, words: dict
) -> None:
    basis, made, there = built[source]
    counted = {"count": ["tie-00", "bond-1"]} if source == "drawn" else {}
    shared = {"drawn": "bond-0", "peru": "party_to", "example": "membership"}[source]
    language = "es" if words["every"] == "month" else "en"
    mine = panel(basis, made, **words, **counted, language=language)
    same_panel(mine, panel(there.panel_basis, there.compiled, **words, **counted, language=language))
    assert len(mine) and any((column != 0).any() for name, column in mine.columns.items() if name.endswith("_certain"))
    if words["unit"] == "dyad":
        mine, theirs = (panel(*one, **words, shared=[shared]) for one in ((basis, made), (there.panel_basis, there.compiled)))
        same_panel(mine, theirs)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[PanelBasis, Compiled, Built]]:
    shelf = tmp_path_factory.mktemp("shelf")
    found = {}
    for name, record in (("example", open_record(EXAMPLE)), ("peru", bundled.record("peru", "documents"))):
        found[name] = (basis_of(record, edition(record)), compiled(record), open_built(build(record, shelf / name)))
    record, log = bench_record(), drawn_log(20_000)
    basis = basis_of(record, edition_of(edition(record), pages(log)))
    found["drawn"] = (basis, compiled_log(record, log).compiled, open_built(build(record, shelf / "drawn", log)))
    return found
