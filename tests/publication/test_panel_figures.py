"""Figures in panels: a value where the sources leave one, else why there is none; against a slow reading, row by row."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legation.publication.panel_table import Panel, panel
from legation.publication.questions import QuestionError
from legation.record.measures import Observation
from legation.record.observations import observations_of
from legation.record.record import Record
from legation.standings.compiling import compiled
from legation.standings.panels.periods import periods
from legation.terms.edtf import parse
from legation.terms.vocabulary import Text
from tests.small_records import day, small_record

SOURCES = {"book": "2010", "book-2": "2015", "other": "2012"}
NONE = Text("", "")


def figure(number: int, period: str, value: str, **more: str) -> Observation:
    """A figure of Peru's exports, in US dollars."""
    cells = {
        "series": "exports",
        "actor": "peru",
        "counterpart": "",
        "unit": "usd",
        "qualifier": "",
        "level": "public",
        "source": "book",
    } | more
    return Observation(
        id=f"m-{number}", period=parse(period) if period else None, value=value, locator="p. 1", note=NONE,
        file="measures/test.csv", line=number, **cells,
    )  # fmt: skip


def record_of(*figures: Observation) -> Record:
    """A small record of these figures."""
    made = small_record([], sources=SOURCES, versions={"book-2": "book"})
    return replace(made, measures=figures)


def asked(record: Record, **how: object) -> Panel:
    """The panel of exports."""
    return panel(record, compiled(record), measures=how.pop("measures", ["exports"]), **how)


def shown(made: Panel, actor: str = "peru") -> list[tuple]:
    """Value, least, greatest and reason of each of an actor's rows."""
    return [
        tuple(row[f"exports_usd{what}"] for what in ("", "_least", "_greatest", "_reason"))
        for row in made.to_arrow().to_pylist()
        if row.get("actor", row.get("actor1")) == actor
    ]


def test_a_stated_figure_a_missing_one_and_none_outside_coverage() -> None:
    record = record_of(figure(1, "2000", "12.5"), figure(2, "2002", ""))
    found = shown(asked(record, first="2000", last="2102"))
    assert found[0] == (12.5, 12.5, 12.5, "")
    assert found[1] == found[2] == (None, None, None, "not_stated")
    assert found[-1] == (None, None, None, "outside_coverage")


def test_a_later_version_replaces_and_an_earlier_knowledge_date_does_not_see_it() -> None:
    record = record_of(figure(1, "2000", "1"), figure(2, "2000", "2", source="book-2"))
    assert shown(asked(record, first="2000", last="2000")) == [(2.0, 2.0, 2.0, "")]
    assert shown(asked(record, first="2000", last="2000", known="2011")) == [(1.0, 1.0, 1.0, "")]
    assert shown(asked(record, first="2000", last="2000", known="2001")) == [(None, None, None, "not_stated")]


def test_rival_sources_leave_a_range() -> None:
    record = record_of(figure(1, "2000", "1"), figure(2, "2000", "3", source="other"))
    assert shown(asked(record, first="2000", last="2000")) == [(None, 1.0, 3.0, "several")]


@pytest.mark.parametrize(
    ("qualifier", "expected"),
    [
        ("about", (7.0, 7.0, 7.0, "about")),
        ("more_than", (7.0, 7.0, None, "at_least")),
        ("at_most", (7.0, None, 7.0, "at_most")),
    ],
)
def test_a_qualified_figure_says_so(qualifier: str, expected: tuple) -> None:
    assert shown(asked(record_of(figure(1, "2000", "7", qualifier=qualifier)), first="2000", last="2000")) == [expected]


def test_a_figure_of_a_year_is_not_cut_into_months_and_days_of_a_year_are_chosen_among() -> None:
    record = record_of(figure(1, "2000", "12"), figure(2, "2001-02-03", "5"), figure(3, "2001-08-09", "6"))
    months = shown(asked(record, every="month", first="2000-01", last="2000-12"))
    assert set(months) == {(None, None, None, "longer_period")}
    for rule, expected in (("first", 5.0), ("last", 6.0)):
        assert shown(asked(record, first="2001", last="2001", day=rule)) == [(expected, expected, expected, "")]
    assert shown(asked(record, first="2001", last="2001")) == [(None, 5.0, 6.0, "several")]


def test_negative_figures_are_figures() -> None:
    assert shown(asked(record_of(figure(1, "2000", "-3")), first="2000", last="2000")) == [(-3.0, -3.0, -3.0, "")]


def test_figures_of_pairs_stand_on_the_row_of_that_order_beside_standings() -> None:
    record = record_of(figure(1, "2000", "4", counterpart="chile"), figure(2, "2000", "9"))
    made = asked(record, unit="dyad", first="2000", last="2000", count=["relations"])
    assert {"relations_certain", "exports_usd"} <= set(made.columns)
    assert shown(made, "peru") == [(4.0, 4.0, 4.0, "")] and shown(made, "chile") == [(None, None, None, "not_stated")]
    with pytest.raises(QuestionError, match="both orders"):
        asked(record, unit="dyad", first="2000", last="2000", directed=False)


def test_what_cannot_be_carried_is_said() -> None:
    record = record_of(figure(1, "2000", "4"))
    for wanted, unit, words in ((["exprots"], "actor", "nearest: exports"), (["exports"], "dyad", "ask for actors")):
        with pytest.raises(QuestionError, match=words):
            asked(record, measures=wanted, unit=unit)


def test_each_column_says_its_unit_its_days_its_sources_and_whom_to_cite() -> None:
    table = asked(record_of(figure(1, "2000", "4")), first="1999", last="2001", language="es").to_arrow()
    meaning = table.schema.field("exports_usd").metadata[b"definition"].decode()
    for part in ("dólares", "2000-01-01", "2000-12-31", "Fuentes: book", "Cítese"):
        assert part in meaning


drawn = st.lists(
    st.tuples(
        st.sampled_from(["peru", "chile"]),
        st.sampled_from(["1999", "2000", "2000-05", "2000-05-06", "2000-11", "1999/2001", "2001", ""]),
        st.sampled_from(["", "1", "2", "-5"]),
        st.sampled_from(["", "exactly", "about", "more_than", "at_most"]),
        st.sampled_from(list(SOURCES)),
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn, st.sampled_from(["any", "first", "last"]), st.sampled_from(["year", "month"]), st.sampled_from(["2011", "2100"]))
def test_figures_are_those_that_a_slow_reading_finds(rows: list[tuple], rule: str, every: str, known: str) -> None:
    record = record_of(
        *(
            figure(number, period, value, actor=actor, qualifier=qualifier, source=source)
            for number, (actor, period, value, qualifier, source) in enumerate(rows)
        ),
        figure(99, "1800", "1"),
    )
    made = asked(record, first="1999-12", last="2001-02", day=rule, every=every, known=known)
    held = observations_of(record, day(f"{known}-12-31"))
    over = periods(every, day("1999-12-01"), day("2001-02-01"))
    spans = dict(zip(over.labels.tolist(), zip(over.first.tolist(), over.last.tolist(), strict=True), strict=True))
    for row in made.to_arrow().to_pylist():
        first, last = spans[row[every]]
        got = tuple(row[f"exports_usd{what}"] for what in ("", "_least", "_greatest", "_reason"))
        assert got == _slow([one for one in held if one.actor == row["actor"]], first, last, rule), row


def _slow(figures: list[Observation], first: int, last: int, rule: str) -> tuple:
    """What stands in one row, read figure by figure."""
    stated = [(one.period.first, one.period.last, one) for one in figures if one.period and one.value]
    touching = [one for one in stated if not (one[1] < first or one[0] > last)]
    counting = [one for one in touching if one[:2] == (first, last)]
    if not counting:
        counting = [one for one in touching if one[0] >= first and one[1] <= last]
        if rule != "any" and counting:
            ordered = sorted(one[:2] for one in counting)
            counting = [one for one in counting if one[:2] == ordered[0 if rule == "first" else -1]]
    if not counting:
        return (None, None, None, "longer_period" if touching else "not_stated")
    values = [float(one.value) for *_, one in counting]
    words = {"more_than": "at_least", "at_most": "at_most", "about": "about"}
    said = {words.get(one.qualifier, "") for *_, one in counting}
    least = None if "at_most" in said else min(values)
    greatest = None if "at_least" in said else max(values)
    if len(set(values)) > 1 or len(said - {""}) > 1:
        return (None, least, greatest, "several")
    return (values[0], least, greatest, next(iter(said - {""}), ""))
