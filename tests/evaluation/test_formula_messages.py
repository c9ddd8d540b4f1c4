"""Every message about a formula: what is wrong, at which character, in both languages; and no message that nothing can cause."""

from __future__ import annotations

from dataclasses import replace

import pytest

from legation.record.record import Record
from legation.terms.messages import catalogue
from tests.evaluation.formulas import faults_of, scope_of
from tests.evaluation.test_formula import FIGURES, ROWS, observation
from tests.small_records import small_record

CASES = [
    # formula, the character pointed at, message, a part of what it says
    ("1" * 16, 0, "number_long", "15"),
    ("1 + " * 1_001 + "1", 4_000, "too_long", "4000"),
    ("not " * 70 + "1 = 1", 0, "too_deep", "60"),
    ('count(acts(incident, place = "Lima))', 29, "quote_open", "not closed"),
    ("Count(acts(incident))", 0, "capital", "C"),
    ("count(acts(incident)) % 2", 22, "character", "%"),
    ("count(acts(incident)", 20, "ends_early", ")"),
    ("count(acts(incident,))", 20, "misplaced", ")"),
    ("first(acts(incident)) < 1879-13", 24, "date", "month 13"),
    ("count(acts(incident)) = 17", 24, "typed_number", "stated(claim-id)"),
    ('"Lima"', 0, "text_alone", "filter"),
    ("count(acts(incident) by object)", 24, "by_alone", "first("),
    ("years(0.5, on)", 6, "not_a_year", "1929"),
    ("count(1)", 6, "wrong_sort", "a number"),
    ("count", 0, "not_called", "count(…)"),
    ("powers", 0, "unknown_name", "powers"),
    ("coutn(acts(incident))", 0, "unknown_function", "nearest: count"),
    ("share(1)", 0, "arguments", "2"),
    ("count(standings(any))", 16, "any_standing", "kind"),
    ("count(standings(relation))", 16, "unknown_kind_standings", "relations"),
    ("count(acts(incidnt))", 11, "unknown_kind_acts", "incident"),
    ("sum(figures(export).value)", 12, "unknown_kind_figures", "exports"),
    ("count(acts(incident, object is stat))", 31, "unknown_kind_actors", "state"),
    ("count(acts(incident, objct = peru))", 21, "unknown_field", "object"),
    ("sum(acts(incident).valu)", 19, "cannot_take", "value"),
    ("count(acts(incident, source in acts(war).object))", 21, "no_set_here", "source"),
    ("count(acts(incident, place is state))", 21, "no_kind_here", "place"),
    ("count(acts(incident, value > x))", 29, "not_a_number", "x"),
    ("count(acts(incident, object > peru))", 21, "not_ordered", "object"),
    ("count(acts(incident, object = chle))", 30, "unknown_actor", "chile"),
    ("count(acts(incident, instrument = pat))", 34, "unknown_instrument", "pact"),
    ("count(acts(incident, unit = person))", 28, "unknown_word", "persons"),
    ("count(acts(incident, source = bok))", 30, "unknown_source", "book"),
    ("count(acts(incident, act = onee))", 27, "unknown_act", "one"),
    ("sum(each(month, 1900, 1910, 1))", 9, "unknown_step", "month"),
    ("sum(each(1, 1900, 1910, 1))", 9, "word_wanted", "each"),
    ("stated(c)", 7, "unknown_claim", "c"),
    ("stated(empty-figure)", 7, "claim_without_value", "empty-figure"),
    ("sum(figures(any).value)", 17, "units_mixed", "unit ="),
    ("count(acts(war)) + sum(figures(exports).value)", 17, "units_differ", "usd"),
    ("latest(acts(war))", 7, "figures_wanted", "figures("),
    ("1 / 0", 4, "divided_by_zero", "0"),
    ("count(acts(war)) = on", 17, "not_comparable", "a date"),
]
REASONS = {
    "outside_coverage", "selective", "not_claimed", "only_named", "only_possible", "without_date", "without_value", "nothing_there", "of_those_named",
    "of_those_listed", "division_by_nothing", "incomplete", "perhaps_by_nothing", "sources_disagree", "stated_so", "claim_not_known", "date_uncertain",
    "period_backwards", "too_many_steps", "steps_without_data", "declared_floor", "before_indicator", "no_direction", "no_baseline",
    "no_budget", "no_cost", "no_duties", "no_progress_of", "no_result", "no_target", "no_target_known", "nothing_begun",
    "periods_differ", "targets_unknown", "two_currencies",
}  # fmt: skip
"""Messages that are no faults but reasons of values."""


@pytest.fixture(scope="module")
def record() -> Record:
    return replace(small_record(ROWS), measures=(*FIGURES, observation("empty-figure", "", "1990", "")))


@pytest.mark.parametrize(("formula", "at", "code", "part"), CASES, ids=[code for _, _, code, _ in CASES])
def test_a_fault_points_at_its_character(formula: str, at: int, code: str, part: str, record: Record) -> None:
    found = [one for one in faults_of(formula, scope_of(record)) if one.code == f"formula.{code}"]
    assert found, [(one.code, one.at) for one in faults_of(formula, scope_of(record))]
    assert found[0].at == at
    assert part in found[0].message("en")
    assert found[0].message("en") != found[0].message("es")


def test_all_faults_of_a_formula_are_told_at_once(record: Record) -> None:
    found = faults_of("count(acts(incidnt, object = chle)) + x", scope_of(record))
    assert [one.code for one in found] == ["formula.unknown_kind_acts", "formula.unknown_actor", "formula.unknown_name"]


def test_every_message_has_a_case() -> None:
    told = {code.removeprefix("formula.") for code in catalogue() if code.startswith("formula.")}
    others = {name for name in told if name.startswith(("sort_", "needs_"))}
    assert told - others - REASONS == {code for _, _, code, _ in CASES}
    assert {name.removeprefix("needs_") for name in others if name.startswith("needs_")} <= REASONS
