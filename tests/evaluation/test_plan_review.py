"""The plan on a day: results, money, flags, ratings, as the histories below have them."""

from __future__ import annotations

import pytest

from legation.evaluation.plans.figures import Figure, written
from legation.evaluation.plans.review import IndicatorOn, NodeOn, PlanOn, plan_on
from legation.publication.plan_table import known_plan, plan_in_words, plan_table
from legation.publication.questions import asked
from legation.record.record import Record
from tests.evaluation.test_plan_files import SCALE
from tests.small_plans import TREE, activity, small_plan
from tests.small_records import day

VISITS = {"id": "visits", "node": "ao-1"}
AIM = {"of": "visits", "period": "2021", "value": "50"}
GOT = {"indicator": "visits", "period": "2021", "as_of": "2021-12-31", "value": "40"}


def money(stage: str, value: str, as_of: str = "2021-12-31", **cells: str) -> dict[str, str]:
    return {"line": "l-1", "node": "ao-1", "period": "2021", "stage": stage, "value": value, "as_of": as_of, **cells}


def on(record: Record, date: str, known: str = "2030-01-01") -> PlanOn:
    return plan_on(known_plan(record, known), day(date))


def node(record: Record, name: str, date: str = "2021-12-31", known: str = "2030-01-01") -> NodeOn:
    return next(one for one in on(record, date, known).nodes if one.node.id == name)


def indicator(record: Record, date: str = "2021-12-31", known: str = "2030-01-01") -> IndicatorOn:
    (found,) = node(record, "ao-1", date, known).indicators
    return found


def whole(**more: tuple[dict[str, str], ...]) -> Record:
    parts = {"nodes": (*TREE, activity()), "indicators": (VISITS,), "targets": (AIM,), "results": (GOT,)}
    return small_plan(**{**parts, **more})  # type: ignore[arg-type]


def test_a_target_missed_is_late_only_once_its_period_is_over() -> None:
    early = {**GOT, "as_of": "2021-06-30", "value": "20", "claim": "early"}
    record = whole(results=(GOT, early))
    halfway = indicator(record, "2021-09-30")
    assert (written(halfway.progress.low), halfway.flags) == ("40", ())
    end = indicator(record)
    assert (written(end.progress.low), end.flags) == ("80", ("late",))
    assert node(record, "ao-1").flags == ("late",)


def test_a_target_without_any_result_is_late_and_unreported_and_has_no_figure() -> None:
    found = indicator(whole(results=()))
    assert found.flags == ("late", "unreported")
    assert (found.progress.low, found.progress.no_data) == (None, "no_result")


def test_zero_is_a_result() -> None:
    found = indicator(whole(results=({**GOT, "value": "0"},)))
    assert found.flags == ("late",) and written(found.progress.low) == "0"


def test_an_empty_result_says_nothing() -> None:
    assert indicator(whole(results=({**GOT, "value": ""},))).flags == ("late", "unreported")


def test_two_sources_that_differ_stay_as_bounds() -> None:
    found = indicator(whole(results=(GOT, {**GOT, "claim": "audited", "value": "30", "source": "audit"})))
    assert (written(found.result.low), written(found.result.high)) == ("30", "40")
    assert (written(found.progress.low), written(found.progress.high)) == ("60", "80")
    assert "contradicted" in found.flags and found.result.inputs == ("audited", "r-1")


def test_before_the_second_source_was_known_there_was_no_contradiction() -> None:
    record = whole(results=(GOT, {**GOT, "claim": "audited", "value": "30", "source": "audit"}))
    assert indicator(record, known="2022-03-01").flags == ("late",)


def test_a_revised_plan_replaces_its_target_once_known() -> None:
    record = whole(targets=(AIM, {**AIM, "value": "40", "source": "plan-revised"}))
    assert written(indicator(record, known="2022-03-30").progress.low) == "80"
    assert written(indicator(record, known="2022-03-31").progress.low) == "100"


def test_the_direction_is_inferred_from_successive_targets() -> None:
    falling = {**VISITS, "direction": ""}
    record = whole(indicators=(falling,), targets=(AIM, {**AIM, "period": "2022", "value": "45"}))
    assert (indicator(record).direction, indicator(record).direction_by) == ("falling", "targets")
    mixed = whole(
        indicators=(falling,), targets=(AIM, {**AIM, "period": "2022", "value": "45"}, {**AIM, "period": "2023", "value": "60"})
    )
    assert indicator(mixed).progress.no_data == "no_direction"
    alone = whole(indicators=(falling,), targets=(AIM, {**AIM, "kind": "baseline", "period": "2020", "value": "60"}))
    assert (indicator(alone).direction, indicator(alone).direction_by) == ("falling", "baseline")


def test_a_result_may_be_an_observation_of_the_record() -> None:
    rows = [{"claim": "counted", "act": "a-1", "kind": "attestation", "standing": "mission", "value": "48", "unit": "missions",
             "source": "report-2022"}]  # fmt: skip
    record = small_plan(
        nodes=(*TREE, activity()), indicators=(VISITS,), targets=(AIM,),
        results=({**GOT, "value": "", "observation": "counted"},), rows=rows,
    )  # fmt: skip
    assert written(indicator(record).result.low) == "48"
    assert indicator(record, known="2023-02-19").result.no_data == "no_result"  # the observation was not known yet


def test_money_is_added_up_the_tree_and_execution_is_accrual_over_the_modified_budget() -> None:
    record = whole(
        nodes=(*TREE, activity(), activity("ao-2")),
        budget=(money("opening", "80", "2021-01-01"), money("modified", "100"), money("accrued", "90"),
                money("modified", "300", line="l-2", node="ao-2"), money("accrued", "150", line="l-2", node="ao-2")),
    )  # fmt: skip
    found = node(record, "oei-1").money
    assert found is not None
    assert {stage: written(figure.low) for stage, figure in found.stages.items()} == {
        "opening": "80", "modified": "400", "certified": None, "committed": None, "accrued": "240", "paid": None,
    }  # fmt: skip
    assert found.stages["opening"].floor and not found.stages["accrued"].floor
    assert written(found.execution.low) == "60"


def test_the_budget_is_as_of_the_day() -> None:
    record = whole(
        budget=(
            money("opening", "80", "2021-01-01"),
            money("modified", "100", "2021-08-01"),
            money("accrued", "50", "2021-06-30"),
        )
    )
    before = node(record, "ao-1", "2021-07-31").money
    assert before is not None and written(before.stages["modified"].low) == "80"  # until it is changed, the opening one
    assert written(before.execution.low) == "62.5"
    after = node(record, "ao-1", "2021-08-01").money
    assert after is not None and written(after.execution.low) == "50"
    assert node(record, "ao-1", "2022-01-01").money is None


def test_what_is_missing_is_not_zero() -> None:
    found = node(whole(budget=(money("modified", "100"),)), "ao-1").money
    assert found is not None and found.execution.no_data == "no_result"
    nothing_spent = node(whole(budget=(money("modified", "100"), money("accrued", "0"))), "ao-1").money
    assert nothing_spent is not None and written(nothing_spent.execution.low) == "0"
    nothing_given = node(whole(budget=(money("modified", "0"), money("accrued", "0"))), "ao-1").money
    assert nothing_given is not None and nothing_given.execution.no_data == "division_by_nothing"


def test_two_currencies_are_not_added_up() -> None:
    record = whole(budget=(money("modified", "100"), money("modified", "9", line="l-2", currency="USD")))
    found = node(record, "ao-1").money
    assert found is not None and found.currency == "PEN;USD" and found.stages["modified"].no_data == "two_currencies"


def test_cost_per_unit() -> None:
    record = whole(budget=(money("modified", "100"), money("accrued", "90")))
    assert written(node(record, "ao-1").cost_per_unit.low) == "2.25"  # 90 for 40 visits
    none_made = whole(results=({**GOT, "value": "0"},), budget=(money("accrued", "90"),))
    assert node(none_made, "ao-1").cost_per_unit.no_data == "division_by_nothing"


def two_lines(*entries: dict[str, str]) -> Record:
    return whole(nodes=(*TREE, activity(), activity("ao-2")), budget=entries)


def span(figure: Figure) -> tuple[str | None, str | None, bool, bool]:
    return written(figure.low), written(figure.high), figure.floor, figure.ceiling


MODIFIED, ACCRUED = money("modified", "100"), money("accrued", "60")
SECOND = {"line": "l-2", "node": "ao-2"}
EXECUTIONS = [
    # what the second line says beside 60 accrued of 100: execution of both from, to, whether it may be more
    ((money("modified", "50", **SECOND), money("accrued", "15", **SECOND)), ("50", "50", False)),
    ((money("modified", "50", **SECOND),), ("40", "40", True)),
    ((money("accrued", "15", **SECOND),), ("0", "75", False)),
    ((money("certified", "15", **SECOND),), (None, None, False)),
]


@pytest.mark.parametrize(("entries", "wanted"), EXECUTIONS)
def test_execution_claims_no_more_than_its_parts(
    entries: tuple[dict[str, str], ...], wanted: tuple[str | None, str | None, bool]
) -> None:
    found = node(two_lines(MODIFIED, ACCRUED, *entries), "oei-1").money
    assert found is not None
    assert span(found.execution)[:3] == wanted
    assert found.execution.no_data == ("incomplete" if wanted[0] is None else "")


def test_cost_per_unit_is_a_floor_where_some_lines_are_silent_and_unknown_for_another_period() -> None:
    silent = whole(budget=(MODIFIED, ACCRUED, money("modified", "5", line="l-2")))
    assert span(node(silent, "ao-1").cost_per_unit)[:3] == ("1.5", "1.5", True)  # at least 60 for 40 visits
    longer = {"period": "2021/2022"}
    several_years = whole(targets=({**AIM, **longer},), results=({**GOT, **longer},), budget=(MODIFIED, ACCRUED))
    assert node(several_years, "ao-1").cost_per_unit.no_data == "other_period"


def test_a_table_shows_both_bounds_of_what_is_not_exact() -> None:
    record = two_lines(
        MODIFIED, ACCRUED, money("accrued", "15", **SECOND), {**MODIFIED, "claim": "audited", "value": "120", "source": "audit"}
    )
    table = plan_table(known_plan(record, "2030-01-01"), asked("2021-12-31"))
    row = next(one for one in table if one["id"] == "oei-1")
    assert (row["modified"], row["modified_to"], row["accrued"], row["accrued_to"]) == ("100", None, "75", "75")
    assert (row["execution"], row["execution_to"], row["at_least"]) == ("0", "75", "modified")
    (own,) = (one for one in table if one["id"] == "ao-1")
    assert (own["modified"], own["modified_to"], own["execution"], own["execution_to"]) == ("100", "120", "50", "60")
    said = next(one for one in plan_in_words(table) if one["id"] == "ao-1")
    assert (said["modified"], said["execution"]) == ("100–120", "50–60")


def test_two_currencies_or_an_unstated_budget_are_not_unfunded() -> None:
    two = whole(budget=(money("modified", "100"), money("modified", "9", line="l-2", currency="USD")))
    assert "unfunded" not in node(two, "ao-1").flags
    assert "unfunded" not in node(whole(budget=(ACCRUED,)), "ao-1").flags
    assert "unfunded" in node(whole(budget=(money("modified", "0"),)), "ao-1").flags


def test_sources_that_differ_over_one_target_do_not_make_a_direction() -> None:
    rival = {**AIM, "claim": "rival", "value": "60", "source": "audit"}
    record = whole(indicators=({**VISITS, "direction": ""},), targets=(AIM, rival))
    assert (indicator(record).direction, indicator(record).progress.no_data) == ("", "no_direction")


def test_orphans() -> None:
    record = whole(
        nodes=(*TREE, activity(), activity("ao-2", parent="")),
        budget=(money("modified", "100"), money("modified", "5", line="l-9", node="")),
    )
    assert "orphan" in node(record, "ao-2").flags and "orphan" not in node(record, "ao-1").flags
    assert [line.line for line in on(record, "2021-12-31").loose] == ["l-9"]


def test_unfunded_only_where_some_budget_is_known() -> None:
    two = (*TREE, activity(), activity("ao-2", **{"from": "2021-01-01", "to": "2021-12-31"}))
    assert "unfunded" not in node(whole(nodes=two), "ao-2").flags
    record = whole(nodes=two, budget=(money("modified", "100"), money("modified", "7", period="2022", as_of="2022-01-05")))
    assert "unfunded" in node(record, "ao-2").flags and "unfunded" not in node(record, "ao-1").flags
    assert "unfunded" not in node(record, "ao-2", "2022-06-30").flags  # it is over


def test_overspent_climbs_to_the_objective() -> None:
    record = whole(budget=(money("modified", "100"), money("accrued", "101")))
    assert "overspent" in node(record, "oei-1").flags and "overspent" in node(record, "ao-1").flags


def test_elements_in_a_circle_stand_at_the_top_as_orphans() -> None:
    nodes = ({"id": "oei-1", "kind": "institutional_objective", "parent": "aei-1"}, TREE[1], activity())
    found = on(whole(nodes=nodes), "2021-12-31").nodes
    assert [(one.node.id, one.depth, "orphan" in one.flags) for one in found] == [
        ("oei-1", 0, True), ("aei-1", 0, True), ("ao-1", 1, False),
    ]  # fmt: skip


def test_a_scale_rates_between_its_dates_and_no_data_has_its_own_band() -> None:
    later = SCALE.replace("[s]", '[t]\nfrom = "2022-01-01"').replace("75", "90")
    record = whole()
    record = small_plan(files={**record.evaluation, "scales.toml": SCALE.replace("[s]", '[s]\nto = "2021-12-31"') + later})
    first, second = on(record, "2021-12-31").scale("progress"), on(record, "2022-12-31").scale("progress")
    assert first is not None and second is not None
    low = indicator(record).progress.low  # 80 per cent
    assert (first.band(low).id, second.band(low).id, first.band(None).id) == ("good", "bad", "no_data")
    assert on(record, "2021-12-31").scale("execution") is None


def test_an_edition_applies_between_its_dates_and_once_known() -> None:
    edition = """[e]
label = { en = "Guide", es = "Guía" }
source = "audit"
from = "2021-07-01"
rising = "share_of_the_way"
falling = "share_of_the_way"
steady = "smaller_over_larger"
activity = "share_of_the_way"
"""
    record = whole(targets=(AIM, {**AIM, "kind": "baseline", "period": "2020", "value": "30"}))
    record = small_plan(files={**record.evaluation, "progress.toml": edition})
    assert (indicator(record).edition.id, written(indicator(record).progress.low)) == ("e", "50")
    assert indicator(record, known="2022-06-29").edition.id == "our_reading"
    assert indicator(record, "2021-06-30").edition.id == "our_reading"
