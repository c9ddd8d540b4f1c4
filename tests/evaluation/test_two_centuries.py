"""What the acts of Peru say of the document “200 years”: the whole table kept, and some values worked out by hand beside it.

Places in the document are given as in the record: part, section, paragraph.
"""

from __future__ import annotations

import csv
import io
import os
from functools import cache
from pathlib import Path

import pytest

from tests import bundled

GOLDEN = Path(__file__).parent / "golden" / "two-centuries"
DOCUMENT = "novak-namihas-200-years"
LATEST = "2026-11-21"
MOMENTS = [("2000-12-31", LATEST), ("2021-12-31", "2021-03-01"), ("2021-12-31", LATEST)]
VALUE = ("indicator", "period", "low", "high", "is_floor", "is_ceiling", "unit", "measured_in", "met", "remark")
VERDICT = ("assertion", "day", "borne_out", "found_low", "found_high", "found_is_floor", "sign", "stated", "remark", "missing")


@cache
def values(on: str, known: str) -> dict[str, dict[str, object]]:
    return {str(row["indicator"]): dict(row) for row in bundled.opened("peru").evaluate(on=on, known=known)}


@cache
def verdicts(known: str, sources: str = "all") -> dict[str, dict[str, object]]:
    return {str(row["assertion"]): dict(row) for row in bundled.opened("peru", sources).assertions(known=known)}


def kept(name: str, columns: tuple[str, ...], rows: list[dict[str, object]]) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path = GOLDEN / f"{name}.csv"
    if os.environ.get("LEGATION_WRITE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.getvalue(), encoding="utf-8")
    assert text.getvalue() == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("on", "known"), MOMENTS)
def test_the_whole_table_is_kept(on: str, known: str) -> None:
    evaluation = bundled.opened("peru").evaluation
    own = {name for name, one in evaluation.indicators.items() if "/centuries-" in one.entry.file}
    assert len(own) >= 25
    kept(f"values-{on}-known-{known}", VALUE, [row for name, row in values(on, known).items() if name in own])


@pytest.mark.parametrize("known", ["2021-03-01", LATEST])
def test_the_verdicts_are_kept(known: str) -> None:
    evaluation = bundled.opened("peru").evaluation
    own = {name for name, one in evaluation.assertions.items() if one.claims[0].startswith("n200-")}
    assert len(own) >= 15
    kept(f"verdicts-known-{known}", VERDICT, [row for name, row in verdicts(known).items() if name in own])


def test_every_guideline_of_the_document_has_objectives_and_an_indicator_for_each() -> None:
    evaluation = bundled.opened("peru").evaluation
    for name, guideline in evaluation.guidelines.items():
        if guideline.document != DOCUMENT:
            continue
        served = {one.objective for one in evaluation.indicators.values() if name in one.guideline}
        assert guideline.objectives, name
        assert set(guideline.objectives) <= served, (name, set(guideline.objectives) - served)


BY_HAND = [
    # I.2.1 ¶2: eighteen partners listed; Gran Colombia, the Papal States and the Río de la Plata had ceased to exist: 15 of 18.
    ("listed-partners-reached", "2000-12-31", 83.33, 83.34, "yes"),
    # I.2.1 ¶3: seven socialist States; Yugoslavia, Czechoslovakia and the German Democratic Republic had ceased to exist.
    ("socialist-states-reached", "2000-12-31", 4, 4, "yes"),
    # I.2.2 ¶¶2-6: Bolivia and Brazil 1909, Colombia 1922 to 1925, Chile 1929, Ecuador 1942: the third of five, from July 1821.
    ("years-open-median", "2000-12-31", 100.4, 104.5, "yes"),
    ("years-open-longest", "2000-12-31", 120.4, 121.5, "yes"),
    # I.2.2 ¶5: Tarapacá and Arica lost, Tacna recovered.
    ("territory-recovered", "2000-12-31", 33.33, 33.34, "yes"),
    # I.2.3 ¶3: eighteen incidents and claims one by one, eleven with no power named; none with an outcome.
    ("incidents-power-unnamed", "2000-12-31", 61.11, 61.12, "yes"),
    ("incidents-outcome-recorded", "2000-12-31", 0, 0, "yes"),
    # I.2.3 ¶3: of the eighteen, those of 1908 and 1917 fall after 1900.
    ("incidents-since-1901", "2000-12-31", 11.11, 11.12, "yes"),
    # I.2.4 ¶3: Ecuador, Nicaragua, the Dominican Republic, Mexico, Paraguay, Cuba, Bolivia, Venezuela, Panama, Grenada.
    ("countries-stood-for", "2000-12-31", 10, 10, "yes"),
    # I.2.5 ¶1: nine attempts; the federation of 1826 and the congress of 1867 came to nothing: seven of nine.
    ("attempts-at-union-concluded", "2000-12-31", 77.77, 77.78, "yes"),
    # I.3 ¶3: the 200 miles since 1947, the Convention of 1982.
    ("years-200-miles-to-convention", "2000-12-31", 34, 36, "no"),
    # I.1 ¶¶1, 7: the ministry on 3 August 1821, the Academy on 18 August 1955.
    ("years-ministry-to-academy", "2000-12-31", 134.03, 134.05, "no"),
    # I.1 ¶8: organic laws of 1969, 1981 and 1992.
    ("organic-laws-issued", "2000-12-31", 3, 3, "yes"),
    # II.2.1 ¶1: three quarters of what was asked of the Court.
    ("maritime-claim-recognised", "2021-12-31", 75, 75, "no"),
    # II.2.4 ¶1: of Guatemala, Brazil and TPP-11, awaited in February 2021, the last entered into force in September.
    ("expected-agreements-in-force", "2021-12-31", 33.33, 33.34, "yes"),
    # II.2.5 ¶1: seven policies, named one by one.
    ("consular-policies-named", "2021-12-31", 7, 7, "yes"),
]


@pytest.mark.parametrize(("indicator", "on", "least", "most", "floor"), BY_HAND)
def test_values_worked_out_by_hand(indicator: str, on: str, least: float, most: float, floor: str) -> None:
    row = values(on, LATEST)[indicator]
    assert least <= float(str(row["low"])) <= float(str(row["high"])) <= most
    assert row["is_floor"] == floor


def test_incidents_by_power_and_decade() -> None:
    # I.2.3 ¶3: the islands in 1852 and the consul in 1853 with the United States; nothing else dated with that power.
    peru = bundled.opened("peru")
    found = peru.evaluate(indicator="incidents-united-states", every="decade", first="1821", last="2000", known=LATEST)
    assert {row["period"]: row["low"] for row in found if row["low"] != "0"} == {"185X": "2"}
    assert all(row["is_floor"] == "yes" for row in found)


def test_what_acts_cannot_answer_has_no_data() -> None:
    found = values("2021-12-31", LATEST)
    for name in ("years-proposal-to-tiar", "days-announcement-to-effect-unasur"):
        assert found[name]["low"] is None and found[name]["no_data"], name


def test_what_was_awaited_in_2021_was_not_known_then() -> None:
    assert values("2021-12-31", "2021-03-01")["expected-agreements-in-force"]["low"] == "0"
    assert values("2021-12-31", "2021-03-01")["agreements-awaiting-force"]["low"] == "3"
    assert values("2021-12-31", LATEST)["agreements-awaiting-force"]["low"] == "2"


def test_a_later_source_undoes_a_verdict() -> None:
    # II.2.2 ¶2 dates the denunciation 28 March 2019; the document of later in 2021 has May, as had a newspaper of 2019.
    name = "unasur-denounced-2019-03-28"
    alone = [verdicts(known, "documents")[name]["borne_out"] for known in ("2021-03-01", LATEST)]
    assert alone == ["yes", "cannot_be_known"]
    assert verdicts("2021-03-01")[name]["borne_out"] == "cannot_be_known"
    assert verdicts("2021-03-01")["partners-achieved"]["borne_out"] == "cannot_be_known"
    assert verdicts(LATEST)["partners-achieved"]["borne_out"] == "yes"


def test_what_cannot_be_known_says_what_is_missing() -> None:
    for name, row in verdicts(LATEST).items():
        if row["borne_out"] == "cannot_be_known":
            assert row["missing"] and row["missing_es"], name


@pytest.mark.parametrize("sources", ["documents", "all"])
def test_every_sheet_and_assertion_can_be_asked_of_the_documents_alone(sources: str) -> None:
    evaluation = bundled.opened("peru", sources).evaluation
    assert not evaluation.left_out
