"""No later knowledge: as known on a day gives the same bytes as a record from which everything later was removed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.evaluation.book import read_evaluation
from legation.publication.evaluation_tables import assertions_table, evaluation_table
from legation.publication.queries import known_day
from legation.publication.questions import asked
from legation.record.record import Record
from legation.standings.asof import KnownRecord
from legation.terms.days import day_number, iso
from tests.evaluation.formulas import peru
from tests.sizes import size
from tests.small_records import small_record


def without_later(record: Record, known: str) -> Record:
    """The record holding only what sources out by then state."""
    last = asked(known).last
    return replace(
        record,
        claims=tuple(one for one in record.claims if record.sources[one.source].known <= last),
        measures=tuple(one for one in record.measures if record.sources[one.source].known <= last),
    )


def answers(record: Record, known: str, on: str) -> list[str | bytes]:
    """Everything that an evaluation gives, as it leaves."""
    evaluation, view = read_evaluation(record), KnownRecord(record, known_day(record, known))
    day, span = asked(on), asked("1821-07-28/2021-12-31")
    tables = [
        evaluation_table(evaluation, view, day),
        evaluation_table(evaluation, view, day, language="es", in_words=True),
        evaluation_table(evaluation, view, day, every="decade", span=span),
        assertions_table(evaluation, view, day),
        assertions_table(evaluation, view, day, language="es", in_words=True),
    ]
    return [form for table in tables for form in (table.to_json(), table.to_csv(), table.to_parquet())]


@pytest.mark.parametrize("known", size(["2021-03-01"], ["2021-03-01", "2021-12-31", "2023"]))
def test_peru_as_known_then_is_peru_without_what_came_later(known: str) -> None:
    whole, then = answers(peru(), known, "2021-12-31"), answers(without_later(peru(), known), known, "2021-12-31")
    assert whole == then


SHEET = """
[held]
name = { en = "Held", es = "Vigentes" }
definition = { en = "Held.", es = "Vigentes." }
guideline = []
objective = ""
formula = "FORMULA"
unit = "number"
baseline = { on = "1850", claim = "s-0" }
targets = [{ on = "1900", claim = "s-1" }, { on = "1950", claim = "s-2" }]
source = { en = "x", es = "y" }
limits = { en = "x", es = "y" }
coverage = { en = "x", es = "y" }
"""
ASSERTED = """
[as-stated]
label = { en = "As stated", es = "Como se declara" }
claim = ["s-1", "s-2"]
indicator = "held"
[also]
label = { en = "Also", es = "También" }
claim = "s-0"
formula = "count(acts(incident, act = act-3)) = stated(s-2)"
"""
SETS = """
[some]
label = { en = "Some", es = "Algunos" }
definition = { en = "Some.", es = "Algunos." }
[some.members]
chile = "c-0"
spain = "c-1"
"""
FORMULAS = (
    "count(standings(relations, object in some))", "count(acts(incident | relations_established))", "count(acts(incident).object)",
    "stated(s-1) + count(standings(relations))", "count(acts(incident, object in standings(relations).object))",
)  # fmt: skip
DATES = [iso(day_number(year, 1, 1)) for year in (1850, 1870, 1890)]
SOURCES = {"first": "1900", "second": "1920", "third": "1940"}
ROW = st.fixed_dictionaries({
    "act": st.integers(0, 4).map(lambda number: f"act-{number}"),
    "kind": st.sampled_from(["incident", "relations_established", "relations_severed", "retraction"]),
    "date": st.sampled_from([*DATES, "18XX", ""]),
    "object": st.sampled_from(["chile", "spain", "bolivia"]),
    "source": st.sampled_from(list(SOURCES)),
})  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(ROW, min_size=2, max_size=6), st.lists(st.sampled_from(list(SOURCES)), min_size=3, max_size=3), st.sampled_from(FORMULAS), st.sampled_from(["1910", "1930", "1950"]))  # fmt: skip
def test_nothing_leaks_in_any_small_record(rows: list[dict[str, str]], stating: list[str], formula: str, known: str) -> None:
    claims = [{**row, "claim": f"c-{number}", "subject": "peru"} for number, row in enumerate(rows)]
    stated = [
        {"claim": f"s-{number}", "act": f"stated-{number}", "kind": "attestation", "standing": "relations", "subject": "peru", "value": str(2 * number), "unit": "states", "source": source}
        for number, source in enumerate(stating)
    ]  # fmt: skip
    texts = {"indicators/all.toml": SHEET.replace("FORMULA", formula), "assertions.toml": ASSERTED, "sets.toml": SETS}
    record = replace(small_record([*claims, *stated], sources=SOURCES), evaluation=texts)
    assert "held" in read_evaluation(record).indicators
    assert answers(record, known, "1960-12-31") == answers(without_later(record, known), known, "1960-12-31")
