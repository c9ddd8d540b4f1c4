"""Progress against examples worked by hand, kept as data an officer can read."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from legation.evaluation.direction import DIRECTIONS
from legation.evaluation.formula.units import UNIT_KINDS
from legation.evaluation.plans.figures import Figure, made_of, nothing, written
from legation.evaluation.plans.words import plan_words
from legation.evaluation.progress import METHODS, Edition, our_reading, progress
from legation.terms.vocabulary import Text

CASES = tomllib.loads((Path(__file__).parent / "worked_progress.toml").read_text(encoding="utf-8"))["case"]


def figure(value: Any, reason: str) -> Figure:
    if value is None:
        return nothing(reason)
    bounds = [Fraction(Decimal(str(one))) for one in (value if isinstance(value, list) else [value, value])]
    return Figure(*bounds)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_example_worked_by_hand(case: dict[str, Any]) -> None:
    edition = Edition(
        "e", Text("e", "e"), "", 0, 0, dict.fromkeys(DIRECTIONS, case["method"]), case.get("at_least"), case.get("at_most")
    )
    direction = "steady" if "limit" in case else "rising"
    names = ["obtained", "target", *(["baseline"] if edition.needs_baseline(direction) else [])]
    parts = [figure(case.get(name), "no_result" if name == "obtained" else f"no_{name}") for name in names]
    found = made_of(parts, lambda bounds: progress(edition, direction, bounds, case.get("limit", "")))
    wanted = case.get("progress")
    bounds = [None, None] if wanted is None else [str(one) for one in (wanted if isinstance(wanted, list) else [wanted, wanted])]
    assert [written(found.low), written(found.high)] == bounds
    assert found.no_data == case.get("no_data", "")


def test_every_formula_has_an_example() -> None:
    assert {case["method"] for case in CASES} == set(METHODS)


def test_our_own_reading_says_that_it_is_ours() -> None:
    label = our_reading().label
    assert "not consulted" in label.en and "no se consultó" in label.es
    assert our_reading().source == ""


def test_plans_and_indicator_sheets_use_the_same_words() -> None:
    words = plan_words().lists
    assert set(words["measures"]) == set(UNIT_KINDS)
    assert set(words["directions"]) == set(DIRECTIONS)
