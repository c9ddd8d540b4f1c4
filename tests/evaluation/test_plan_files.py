"""Broken plan files: each problem with its place, in words an officer understands, and never a traceback."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.evaluation.check import problems_of
from legation.record.record import Record
from tests.small_plans import TREE, activity, small_plan

VISITS = {"id": "visits", "node": "ao-1"}
AIM = {"of": "visits", "period": "2021", "value": "50"}
GOT = {"indicator": "visits", "period": "2021", "as_of": "2021-12-31", "value": "40"}
MONEY = {"line": "l-1", "node": "ao-1", "period": "2021", "as_of": "2021-12-31", "stage": "modified", "value": "100"}
SCALE = """[s]
of = "progress"
label = { en = "Scale", es = "Escala" }
bands = [
  { id = "good", at_least = 75, colour = "green", label = { en = "good", es = "bueno" } },
  { id = "bad", colour = "red", label = { en = "bad", es = "malo" } },
]
no_data = { colour = "grey", label = { en = "no data", es = "sin dato" } }
"""
EDITION = """[e]
label = { en = "Guide", es = "Guía" }
source = "plan"
rising = "obtained_over_target"
falling = "target_over_obtained"
steady = "smaller_over_larger"
"""


def said(record: Record) -> list[str]:
    return [one.render() for one in problems_of(record)]


def plan(**parts: tuple[dict[str, str], ...]) -> Record:
    whole = {
        "nodes": (*TREE, activity()), "indicators": (VISITS,), "targets": (AIM,), "results": (GOT,), "budget": (MONEY,),
    }  # fmt: skip
    return small_plan(**{**whole, **parts})  # type: ignore[arg-type]


def test_a_sound_plan_has_no_problems() -> None:
    assert said(plan()) == []


ROWS = [
    ("nodes", {"id": "AO 1"}, "nodes.csv:4:id: error: “AO 1” cannot be an id"),
    ("nodes", activity(kind="activity"), "nodes.csv:4:kind: error: activity is not one of the words that may stand here; nearest: operational_activity"),
    ("nodes", activity(parent="aei-2"), "nodes.csv:4:parent: error: aei-2 is not in the plan; nearest: aei-1"),
    ("nodes", activity(parent="oei-1"), "nodes.csv:4:parent: error: an element AO hangs from AEI, and oei-1 is OEI; name another parent"),
    ("nodes", activity(parent=""), "nodes.csv:4:parent: warning: ao-1 (AO) hangs from nothing"),
    ("nodes", activity(name="", name_es=""), "nodes.csv:4:name: error: name is empty; every row of this file needs it"),
    ("nodes", activity(name_es=""), "nodes.csv:4:name_es: warning: "),
    ("nodes", activity(claim="n-1"), "nodes.csv:4:claim: error: the claim n-1 already stands in evaluation/plan/nodes.csv, line 2"),
    ("nodes", activity(source="plam"), "nodes.csv:4:source: error: "),
    ("nodes", activity(locator=""), "nodes.csv:4:locator: error: "),
    ("nodes", activity(note="Moved."), "nodes.csv:4:note_es: warning: "),
    ("indicators", {**VISITS, "node": "ao-2"}, "indicators.csv:2:node: error: ao-2 is not in the plan; nearest: ao-1"),
    ("indicators", {**VISITS, "unit": "", "unit_es": ""}, "indicators.csv:2:unit: error: unit is empty; every row of this file needs it"),
    ("indicators", {**VISITS, "measure": "numbr"}, "indicators.csv:2:measure: error: numbr is not one of the words that may stand here; nearest: number"),
    ("indicators", {**VISITS, "direction": "up"}, "indicators.csv:2:direction: error: up is not one of the words"),
    ("indicators", {**VISITS, "limit": "maximum"}, "indicators.csv:2:limit: error: only a steady indicator has a limit, and this one is rising"),
    ("targets", {**AIM, "of": "visit"}, "targets.csv:2:of: error: visit is not in the plan; nearest: visits"),
    ("targets", {**AIM, "value": "1.5.2"}, "targets.csv:2:value: error: 1.5.2 is not a plain number"),
    ("targets", {**AIM, "value": ""}, "targets.csv:2:value: error: there is no figure here"),
    ("targets", {**AIM, "observation": "o-1"}, "targets.csv:2:value: error: this row has a value and also names o-1"),
    ("targets", {**AIM, "value": "", "observation": "o-1"}, "targets.csv:2:observation: error: no observation or claim o-1 of the record gives a figure"),
    ("targets", {**AIM, "period": ""}, "targets.csv:2:period: error: the period is empty"),
    ("targets", {**AIM, "period": "2021/.."}, "targets.csv:2:period: error: 2021/.. has no first or no last day"),
    ("targets", {**AIM, "period": "20021-15"}, "targets.csv:2:period: error: "),
    ("targets", {**AIM, "of": "ao-1", "kind": "financial"}, "targets.csv:2:unit: error: — is not a currency"),
    ("results", {**GOT, "as_of": ""}, "results.csv:2:as_of: error: as_of is empty"),
    ("results", {**GOT, "as_of": "2021"}, "results.csv:2:as_of: error: 2021 is not one day"),
    ("results", {**GOT, "as_of": "2020-06-30"}, "results.csv:2:as_of: error: the result is as of 2020-06-30, before its period 2021 begins"),
    ("results", {**GOT, "indicator": "visit"}, "results.csv:2:indicator: error: visit is not in the plan; nearest: visits"),
    ("budget", {**MONEY, "stage": "pim"}, "budget.csv:2:stage: error: pim is not one of the words"),
    ("budget", {**MONEY, "category": "x"}, "budget.csv:2:category: error: x is not one of the words"),
    ("budget", {**MONEY, "currency": "soles"}, "budget.csv:2:currency: error: soles is not a currency"),
    ("budget", {**MONEY, "value": "-5"}, "budget.csv:2:value: error: -5 is less than zero"),
    ("budget", {**MONEY, "node": "ao-9"}, "budget.csv:2:node: error: ao-9 is not in the plan; nearest: ao-1"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "row", "wanted"), ROWS, ids=[wanted[:70] for _, _, wanted in ROWS])
def test_each_wrong_row_is_told_with_its_place(table: str, row: dict[str, str], wanted: str) -> None:
    parts = (*TREE, row) if table == "nodes" else (row,)
    found = said(plan(**{table: parts}))
    assert any(f"evaluation/plan/{wanted}" in one for one in found), found


def test_a_tree_that_goes_in_a_circle() -> None:
    objective = {"id": "oei-1", "kind": "institutional_objective", "parent": "aei-1"}
    found = said(plan(nodes=(objective, TREE[1], activity())))
    assert any("the plan goes in a circle: aei-1 → oei-1 → aei-1; take one of these parents away" in one for one in found), found


def test_targets_without_a_baseline_and_indicators_without_targets() -> None:
    action = {"id": "share", "node": "aei-1"}
    found = said(plan(indicators=(VISITS, action, {"id": "idle", "node": "aei-1"}), targets=(AIM, {**AIM, "of": "share"})))
    assert [one.split(": ", 2)[2] for one in found] == [
        "the indicator share has targets and no baseline; add its start value in targets.csv with kind baseline",
        "the indicator idle has no target; add one in targets.csv, or no progress can be reckoned",
    ]


BEYOND = [
    ({"stage": "accrued", "value": "120"}, "line l-1, 2021: 120 PEN accrued by 2021-12-31, beyond its modified budget of 100"),
    (
        {"stage": "certified", "value": "120"},
        "line l-1, 2021: 120 PEN certified by 2021-12-31, beyond its modified budget of 100",
    ),
]


@pytest.mark.parametrize(("entry", "wanted"), BEYOND)
def test_a_line_spent_beyond_its_budget(entry: dict[str, str], wanted: str) -> None:
    found = said(plan(budget=(MONEY, {**MONEY, **entry})))
    assert len(found) == 1 and "warning" in found[0] and wanted in found[0], found


def test_committed_beyond_certified_and_paid_beyond_accrued() -> None:
    entries = [{**MONEY, "stage": stage, "value": value} for stage, value in
               (("certified", "50"), ("committed", "60"), ("accrued", "40"), ("paid", "45"))]  # fmt: skip
    found = said(plan(budget=(MONEY, *entries)))
    assert "60 PEN committed by 2021-12-31, beyond the 50 certified" in found[0]
    assert "45 PEN paid by 2021-12-31, beyond the 40 accrued" in found[1]


def test_a_line_keeps_its_currency() -> None:
    found = said(plan(budget=(MONEY, {**MONEY, "stage": "accrued", "currency": "USD"})))
    assert any(
        "the line l-1 has USD here and PEN in b-1; a line keeps its element, category and currency" in one for one in found
    )


def test_a_file_that_is_not_one_of_the_plan() -> None:
    found = said(small_plan(files={"plan/node.csv": "a,b\n"}))
    assert found == ["evaluation/plan/node.csv: error: there is no plan file node; the nearest is nodes.csv"]


FILES = [
    ("scales.toml", "x = 1\n", "scales.toml:1:x: error: x must be a table"),
    ("scales.toml", "[s\n", "scales.toml:1: error: "),
    ("scales.toml", SCALE.replace('of = "progress"', 'of = "speed"'), "scales.toml:2:of: error: of is one of progress, execution"),
    ("scales.toml", SCALE.replace(', es = "Escala"', ""), "scales.toml:3:label: error: s has no label.es"),
    ("scales.toml", SCALE.replace("no_data", "nothing"), "scales.toml:1:no_data: error: s has no band for what has no data"),
    ("scales.toml", SCALE.replace("at_least = 75, ", ""), "scales.toml:4:bands: error: the bands of s must have one without at_least"),
    ("scales.toml", SCALE.replace("75", '"high"'), "scales.toml:4:at_least: error: high is not a plain number"),
    ("scales.toml", SCALE.replace('"green"', '"greenish"'), "scales.toml:4:colour: error: colour is one of green, yellow, amber, orange, red, blue, grey; nearest to greenish: green"),
    ("scales.toml", SCALE.replace("[s]", '[s]\nsource = "plam"'), "scales.toml:2:source: error: there is no source plam"),
    ("scales.toml", SCALE.replace("[s]", '[s]\nfrom = "2021-13"'), "scales.toml:2:from: error: 2021-13 is not a date"),
    ("scales.toml", SCALE + SCALE.replace("[s]", "[t]"), "scales.toml:9: error: t and s hold on the same days"),
    ("progress.toml", EDITION.replace("obtained_over_target", "obtained_by_target"),
     "progress.toml:4:rising: error: rising is one of obtained_over_target, target_over_obtained"),
    ("progress.toml", EDITION.replace('"plan"', '"plam"'), "progress.toml:3:source: error: there is no source plam"),
    ("progress.toml", EDITION + "at_most = 1.5\n", "progress.toml:7:at_most: error: 1.5 is not a plain number"),
    ("progress.toml", EDITION + 'activity = "x"\n', "progress.toml:7:activity: error: activity is one of"),
    ("progress.toml", EDITION + 'risng = "x"\n', "progress.toml:7:risng: error: "),
    ("scales.toml", SCALE.replace("no_data", "nodata"), "scales.toml:8:nodata: error: "),
    ("progress.toml", EDITION + EDITION.replace("[e]", "[f]"), "progress.toml:7: error: f and e hold on the same days"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "wanted"), FILES, ids=[wanted[:60] for _, _, wanted in FILES])
def test_each_wrong_scale_or_edition_is_told_with_its_place(name: str, text: str, wanted: str) -> None:
    found = said(small_plan(files={name: text}))
    assert any(f"evaluation/{wanted}" in one for one in found), found


def test_sound_scales_and_editions_have_no_problems() -> None:
    assert said(small_plan(files={"scales.toml": SCALE, "progress.toml": EDITION})) == []


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(["nodes", "indicators", "targets", "results", "budget"]), text=st.text(max_size=200))
def test_whatever_stands_in_a_plan_file_no_traceback(name: str, text: str) -> None:
    record = plan()
    whole = record.evaluation[f"plan/{name}.csv"]
    for broken in (text, whole + text, whole.replace(",", text[:2] or ",", 3)):
        for one in problems_of(small_plan(files={**record.evaluation, f"plan/{name}.csv": broken})):
            assert one.message("en") and one.message("es")
